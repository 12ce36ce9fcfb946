"""What is missing or wrong in a form, in the words of the form instead of those of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.service.form_records import CHECK, sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.service.form_records import PackForm, RuleForm

_LABELS = {
    "authority": Text("code van wie de regels maakt", "code of who makes the rules"),
    "name": Text("naam", "name"),
    "id": Text("id"),
    "version": Text("versie", "version"),
    "valid_from": Text("geldig vanaf", "valid from"),
    "valid_to": Text("geldig t/m", "valid until"),
    "title": Text("titel", "title"),
    "source.title": Text("titel van de bron", "title of the source"),
    "source.article": Text("artikel", "article"),
    "source.passage": Text("passage"),
    "source.url": Text("link"),
    "source.valid_from": Text("geldt vanaf", "in force from"),
    "source.valid_to": Text("geldt t/m", "in force until"),
    "require": Text("eis", "requirement"),
    "value": Text("grenswaarde", "limit value"),
    "unit": Text("eenheid van de grens", "unit of the limit"),
    "place": Text("plaats van de grens in de bron", "place of the limit in the source"),
    "asks": Text("vraag", "question"),
}
_NUMBER = Text("geef een getal, bijvoorbeeld 12,5", "give a number, such as 12.5")
_REFUSAL = re.compile(
    r"'[^']*'(?:, (?:regel|line) \d+)?: (?P<key>[\w.\[\]-]+)(?P<rest>(?: = | ).*)", re.DOTALL
)


def missing_in_pack(form: PackForm) -> tuple[Text, ...]:
    """Return what the pack itself still needs."""
    return _missing((key, getattr(form, key)) for key in ("authority", "name", "id", "version"))


def missing_in_rule(rule: RuleForm) -> tuple[Text, ...]:
    """Return what a rule still needs."""
    return _missing(_needed(rule))


def _needed(rule: RuleForm) -> Iterator[tuple[str, str]]:
    source = rule.source
    yield "title", rule.title
    yield "id", rule.id
    for key in ("title", "article", "passage", "url"):
        yield f"source.{key}", getattr(source, key)
    if rule.kind != CHECK:
        yield "asks", rule.asks
        return
    yield "require", rule.require
    sentence = sentence_of(rule)
    limits = (sentence.limit,) if sentence is not None and sentence.fact else rule.limits
    for limit in limits:
        yield "value", limit.value
        yield "place", limit.place


def _missing(values: Iterable[tuple[str, str]]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(_LABELS[key] for key, value in values if not value.strip()))


def in_words_of_form(refusal: Text) -> Text:
    """Return what the reader of packs says, with the label of the field instead of file, line and key.

    What names no field of the form stays as the reader said it.
    """
    return Text(_told(refusal.nl, "nl"), _told(refusal.in_language("en"), "en"))


def _told(said: str, language: str) -> str:
    found = _REFUSAL.fullmatch(said)
    label = _label(found["key"]) if found else None
    if found is None or label is None:
        return said
    words = label.nl if language == "nl" else label.in_language("en")
    rest = found["rest"]
    if label is _LABELS["value"]:
        told = _NUMBER.nl if language == "nl" else _NUMBER.in_language("en")
        rest = f"{rest.split(': ', 1)[0]}: {told}"
    return f"{words}{rest}"


def _label(key: str) -> Text | None:
    parts = key.split(".")
    if parts[0].startswith("source") and len(parts) > 1:
        return _LABELS.get(f"source.{parts[-1]}")
    if parts[0] == "limit" or parts[0].startswith("rule["):
        return _LABELS.get(parts[-1])
    return _LABELS.get(key)
