"""Words of a data rule: values as a reader sees them, and texts with facts filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import UsedValue
from optopcheck.domain.text import Text, join_texts, number
from optopcheck.rules.declared.rule import PLACEHOLDER
from optopcheck.rules.language.values import Items, Number, Unknown

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from optopcheck.domain.text import Language
    from optopcheck.rules.declared.rule import DataRule
    from optopcheck.rules.language.values import Reason, Value

REASON, WHY = "reason", "why"
"""Why a test is undetermined: the bare reasons, and the same with the fact that each is about."""
_MOST_REASONS = 5
_DECIMALS = 2
_MOST_DECIMALS = 6


def both(make: Callable[[Language], str]) -> Text:
    """Return a text made in each language."""
    return Text(make("nl"), make("en"))


def value_text(value: Value, unit: str) -> Text:
    """Write a value with unit, doubt and the other readings."""
    return both(lambda language: _written(value, unit, language))


def _written(value: Value, unit: str, language: Language) -> str:
    match value:
        case bool():
            yes, no = Text("ja", "yes"), Text("nee", "no")
            return (yes if value else no).in_language(language)
        case str():
            return value
        case Number():
            return _number(value, unit, language)
        case Items():
            return Text(f"{len(value.rows)} stuks", f"{len(value.rows)} items").in_language(language)
        case Unknown():
            why = "; ".join(r.text.in_language(language) for r in value.reasons[:_MOST_REASONS])
            return Text(f"niet bekend: {why}", f"not known: {why}").in_language(language)


def _number(value: Number, unit: str, language: Language) -> str:
    base, count = value.base, unit == "1"
    doubt = float(max(base.high - base.value, base.value - base.low))
    said = _figure(float(base.value), language, count=count)
    if doubt > 0:
        said += f" ± {_figure(doubt, language)}"
    readings = sorted(
        {_figure(float(w.span.value), language, count=count) for w in value.worlds[1:]} - {said}
    )
    written = f"{said} {'' if count else unit}".rstrip()
    if not readings:
        return written
    return f"{written} ({Text('of', 'or').in_language(language)} {', '.join(readings)})"


def _figure(value: float, language: Language, *, count: bool = False) -> str:
    """Write a number; with more decimals where it would show as zero and is not."""
    if count and value.is_integer():
        return number(value, 0, language)
    decimals = _DECIMALS
    while value and decimals < _MOST_DECIMALS and float(f"{value:.{decimals}f}") == 0:
        decimals += 1
    return number(value, decimals, language)


def used_value(rule: DataRule, name: str, value: Value) -> UsedValue:
    """Return one fact or limit with its value."""
    if not name.startswith("limit."):
        fact = rule.facts[name]
        return UsedValue(name, fact.label, value_text(value, fact.unit))
    limit = rule.limits[name.removeprefix("limit.")]
    label, found = Text(limit.name.replace("_", " ")), limit.limit
    if found is None:
        return UsedValue(name, label, value_text(value, limit.unit), limit.place)
    # As written, in its own unit: the language counts minutes as hours.
    unit = "" if found.unit == "1" else f" {found.unit}"
    written = both(lambda language: _figure(found.value, language, count=not unit) + unit)
    return UsedValue(name, label, written, found.place, limit.source)


def filled(template: Text, rule: DataRule, read: Callable[[str], Value], why: Unknown | None = None) -> Text:
    """Return a text of the author with the facts in braces filled in."""

    def said(language: Language) -> str:
        def one(found: re.Match[str]) -> str:
            name = found[1]
            if name in (REASON, WHY):
                return reasons_text(why, named=name == WHY).in_language(language)
            return used_value(rule, name, read(name)).value.in_language(language)

        return PLACEHOLDER.sub(one, template.in_language(language))

    return Text(said("nl"), said("en") if template.en is not None else None)


def reasons_text(why: Unknown | None, *, named: bool = True) -> Text:
    """Return why a test is undetermined, each reason once."""
    if why is None:
        return Text("", "")
    texts = tuple(dict.fromkeys(_reason(reason) if named else reason.text for reason in why.reasons))
    return join_texts(*texts[:_MOST_REASONS], separator="; ")


def _reason(reason: Reason) -> Text:
    subject = reason.subject
    if subject is None:
        return reason.text
    return both(lambda language: f"{subject.in_language(language)}: {reason.text.in_language(language)}")


def sentence(text: Text) -> Text:
    """Begin with a capital and end with a point."""

    def made(language: Language) -> str:
        words = text.in_language(language).strip()
        return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")

    return both(made)
