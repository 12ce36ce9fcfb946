"""What a pack says, as sections to read: itself, its rules with their sources, and what nobody confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report import Section, wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optopcheck.domain.rule import LegalSource, Rule
    from optopcheck.domain.text import Language
    from optopcheck.rules.declared import DataRule
    from optopcheck.service.pack_list import ListedPack

_UNCONFIRMED = Text("Niet bevestigd", "Not confirmed")


def explained(pack: ListedPack, language: Language = "nl") -> tuple[Section, ...]:
    """Return all that a pack says, for a reader: the seam where a fuller text of a pack comes in."""
    rules = pack.pack.rules if pack.pack else ()
    weak = tuple((rule, said.in_language(language)) for rule, said in unconfirmed(pack))
    sections = [Section(pack.title or pack.name, tuple(_of_pack(pack, language)))]
    if weak:
        sections.append(Section(_UNCONFIRMED.in_language(language), weak))
    sections += [_data_rule(rule, language) for rule in rules]
    sections += [_program(rule, language) for rule in pack.rules]
    changes = pack.pack.manifest.changes if pack.pack else ()
    if changes:
        title = Text("Wijzigingen", "Changes").in_language(language)
        sections.append(Section(title, notes=tuple(c.in_language(language) for c in changes)))
    return tuple(sections)


def unconfirmed(pack: ListedPack) -> Iterator[tuple[str, Text]]:
    """Yield by rule what keeps it from deciding: limits that nobody confirmed, open norms, weak sources."""
    for rule in pack.pack.rules if pack.pack else ():
        for limit in rule.limits.values():
            if f"limit.{limit.name}" not in rule.names:
                continue
            if limit.limit is None:
                what = Text(
                    f"open norm {limit.name}: door een gemeente in te vullen ({limit.place})",
                    f"open norm {limit.name}: for a municipality to fill in ({limit.place})",
                )
                yield rule.id, what
            elif limit.limit.confirmed_by is None:
                what = Text(
                    f"grens {limit.name} is door niemand bevestigd ({limit.place})",
                    f"limit {limit.name} is confirmed by nobody ({limit.place})",
                )
                yield rule.id, what
    sources = [(rule.id, rule.source) for rule in (pack.pack.rules if pack.pack else ())]
    sources += [(rule.id, rule.source) for rule in pack.rules]
    for rule_id, source in sources:
        if not source.standing.may_judge:
            what = Text(
                f"de bron is een {source.standing.value}: die beslist niets",
                f"the source is of standing '{source.standing.value}': it decides nothing",
            )
            yield rule_id, what


def _of_pack(pack: ListedPack, language: Language) -> Iterator[tuple[str, str]]:
    def row(nl: str, en: str, value: str | Text | None) -> Iterator[tuple[str, str]]:
        written = value.in_language(language) if isinstance(value, Text) else value
        if written:
            yield Text(nl, en).in_language(language), written

    standing = pack.standing
    yield from row("id", "id", f"{pack.name} {pack.version}")
    yield from row("fout", "error", pack.error)
    yield from row("doet niet mee", "takes no part", pack.aside)
    yield from row("kan niet uit", "cannot be off", pack.locked)
    yield from row("van", "by", _maker(pack))
    yield from row("herkomst", "origin", pack.origin.value)
    if standing is not None:
        yield from row("vertrouwen", "trust", standing.trust.label)
        yield from row("waarom", "why", standing.reason)
        yield from row("vingerafdruk", "fingerprint", standing.key.fingerprint if standing.key else "")
        signed = f"{standing.signed_on:%d-%m-%Y}" if standing.signed_on else ""
        yield from row("ondertekend op", "signed on", signed)
    yield from row("geldig", "valid", period(pack.valid_from, pack.valid_to, language))
    yield from row("licentie", "licence", pack.licence)
    yield from row("contact", "contact", pack.contact)
    yield from row("kenmerk", "digest", pack.digest)


def _maker(pack: ListedPack) -> Text:
    """Return who made it; of a bundle that nobody vouches for, that it only says so."""
    if pack.standing is None or pack.standing.signer or not pack.authority:
        return Text(pack.publisher)
    return Text(f"{pack.authority} (zegt het pakket zelf)", f"{pack.authority} (so it says itself)")


def period(first: date | None, last: date | None, language: Language) -> str:
    """Write from when until when; empty where neither is told."""
    if first and last:
        return Text(f"{first:%d-%m-%Y} t/m {last:%d-%m-%Y}", f"{first} to {last}").in_language(language)
    if first:
        return Text(f"vanaf {first:%d-%m-%Y}", f"from {first}").in_language(language)
    if last:
        return Text(f"t/m {last:%d-%m-%Y}", f"until {last}").in_language(language)
    return ""


def _data_rule(rule: DataRule, language: Language) -> Section:
    rows = [_row("regel", "rule", rule.id, language), *source_rows(rule.source, language)]
    for nl, en, test in (
        ("geldt als", "applies when", rule.applies_when),
        ("eis", "requirement", rule.require),
        ("tenzij", "unless", rule.unless),
    ):
        if test is not None:
            rows.append(_row(nl, en, test.text, language))
    rows += [
        _row("eerst", "first", f"{stop.when.text}: {stop.text.in_language(language)}", language)
        for stop in rule.first
    ]
    for limit in rule.limits.values():
        if f"limit.{limit.name}" in rule.names:
            value = (
                wording.limit(limit.limit, language) if limit.limit else f"{_open(language)} ({limit.place})"
            )
            rows.append(_row("grens", "limit", f"{limit.name} = {value}", language))
    if rule.asks is not None:
        rows.append(_row("vraag", "question", rule.asks.in_language(language), language))
    rows += [_row("bewijsstuk", "evidence", e.in_language(language), language) for e in rule.evidence]
    rows += [_row("aanname", "assumption", a.in_language(language), language) for a in rule.assumptions]
    return Section(rule.title.in_language(language), tuple(rows), level=2)


def _open(language: Language) -> str:
    return Text("open norm", "open norm").in_language(language)


def _program(rule: Rule, language: Language) -> Section:
    rows = [
        _row("regel", "rule", rule.id, language),
        *source_rows(rule.source, language),
        _row("hoe", "how", Text("een programma toetst", "a program checks").in_language(language), language),
        *(_row("aanname", "assumption", a.in_language(language), language) for a in rule.assumptions),
    ]
    return Section(rule.title.in_language(language), tuple(rows), level=2)


def source_rows(source: LegalSource, language: Language) -> list[tuple[str, str]]:
    """Return where a rule stands: source, article, passage, standing, validity, link."""
    rows = [
        _row("bron", "source", source.title, language),
        _row("artikel", "article", source.article, language),
        _row("passage", "passage", source.passage, language),
        _row("rechtsstatus", "standing", source.standing.value, language),
        _row("geldig", "valid", period(source.valid_from, source.valid_to, language), language),
        _row("link", "link", source.url, language),
        _row("let op", "note", source.note.in_language(language) if source.note else "", language),
    ]
    return [row for row in rows if row[1]]


def _row(nl: str, en: str, value: str, language: Language) -> tuple[str, str]:
    return Text(nl, en).in_language(language), value
