"""A pack as a page for those who must answer for it: who, for whom, and each rule with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.authoring.chapters import Chapter, Line, LineKind, markdown
from optopcheck.rules.authoring.rule_page import listed, program_chapter, rule_chapter, source_items
from optopcheck.rules.authoring.words import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from optopcheck.domain.rule import LegalSource, Limit, Rule
    from optopcheck.domain.text import Language
    from optopcheck.rules.declared import DataRule
    from optopcheck.rules.packs import Pack, PackScope

AUTHORITIES = {
    "gm": Text("gemeente met code {}", "municipality with code {}"),
    "pv": Text("provincie met code {}", "province with code {}"),
    "ws": Text("waterschap met code {}", "water board with code {}"),
    "nl": Text("het Rijk", "the Dutch state"),
    "ex": Text("een voorbeeld, van niemand", "an example, of nobody"),
}


def explain_pack(pack: Pack, language: Language = "nl") -> str:
    """Return the pack as a page in Markdown that also reads well as plain text."""
    return markdown(pack_chapters(pack, language))


def pack_chapters(pack: Pack, language: Language = "nl") -> Iterator[Chapter]:
    """Yield all that is told of a pack of data: itself, what decides nothing, its rules, what it fills in."""
    yield Chapter(pack.identity.name, tuple(_head(pack, language)), 1)
    yield from undecided_chapter(undecided(pack.rules), language)
    told: dict[LegalSource, int] = {}
    for number, rule in enumerate(pack.rules, 1):
        yield rule_chapter(rule, number, language, told.get(rule.source))
        told.setdefault(rule.source, number)
    if pack.manifest.declared:
        title = Text("Regels in Python", "Rules in Python").in_language(language)
        yield Chapter(title, tuple(_in_python(pack.manifest.declared, language)))
    if pack.fills:
        title = Text("Invulling van open normen", "Open norms that it fills in").in_language(language)
        yield Chapter(title, tuple(_fills(pack, language)))


def program_chapters(rules: Sequence[Rule], language: Language = "nl") -> Iterator[Chapter]:
    """Yield all that is told of rules in Python that were loaded."""
    weak = ((rule.id, text) for rule in rules for text in _of_source(rule.source))
    yield from undecided_chapter(weak, language)
    told: dict[LegalSource, int] = {}
    for number, rule in enumerate(rules, 1):
        yield program_chapter(rule, number, language, told.get(rule.source))
        told.setdefault(rule.source, number)


def undecided(rules: Sequence[DataRule]) -> Iterator[tuple[str, Text]]:
    """Yield by rule what keeps it from deciding: open norms, limits that nobody confirmed, weak sources."""
    for rule in rules:
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
        yield from ((rule.id, text) for text in _of_source(rule.source))


def _of_source(source: LegalSource) -> Iterator[Text]:
    if not source.standing.may_judge:
        yield Text(
            f"de bron is een {source.standing.value}: die beslist niets",
            f"the source is of standing '{source.standing.value}': it decides nothing",
        )


def undecided_chapter(found: Iterable[tuple[str, Text]], language: Language) -> Iterator[Chapter]:
    """Yield a chapter of what keeps rules from deciding; none where nothing does."""
    lines = tuple(Line(text.in_language(language), rule, 1, LineKind.NAMED) for rule, text in found)
    if lines:
        title = Text("Wat nog niets beslist", "What decides nothing yet")
        yield Chapter(title.in_language(language), lines)


def _in_python(rules: tuple[str, ...], language: Language) -> Iterator[Line]:
    told = Text(
        "Wat deze regels toetsen staat in hun programma; bij elke uitkomst noemen zij hun bron.",
        "What these rules test stands in their program; with every outcome they name their source.",
    )
    yield Line(told.in_language(language))
    yield from (Line(label=rule, depth=1, kind=LineKind.NAMED) for rule in rules)


def _fills(pack: Pack, language: Language) -> Iterator[Line]:
    for name, fill in pack.fills.items():
        yield Line(_fill(fill.limit, language), name, 1, LineKind.NAMED)
        yield from source_items(fill.source, language, 2)


def _head(pack: Pack, language: Language) -> Iterator[Line]:
    identity, manifest = pack.identity, pack.manifest
    rows = (
        (Text("Pakket", "Pack"), Text(f"{identity.id}, versie {identity.version}", _english(pack))),
        (Text("Zegt te zijn van", "Says to be of"), _authority(identity.authority)),
        (Text("Geldig", "Valid"), period(identity.valid_from, identity.valid_to)),
        (Text("Voor", "For"), _for_whom(manifest.scope, identity.authority)),
        (Text("Vragen aan", "Questions to"), Text(manifest.contact or "-")),
        (Text("Licentie", "Licence"), Text(manifest.licence or "-")),
    )
    yield from (Line(told.in_language(language), label.in_language(language), 1) for label, told in rows)
    if manifest.profile:
        own = Text(
            f"Meet op een eigen manier, beschreven in {manifest.profile}",
            f"Measures in a way of its own, told in {manifest.profile}",
        )
        yield Line(own.in_language(language), depth=1)
    if manifest.off:
        off = Text(
            "Dit pakket staat uit tot de gebruiker het aanzet.",
            "This pack is off until its user switches it on.",
        )
        yield Line(off.in_language(language), depth=1)
    yield from listed(Text("Wat er veranderde", "What changed"), manifest.changes, language)
    if pack.rules:
        yield Line(_DOUBT.in_language(language))


_DOUBT = Text(
    "Ontbreekt een feit, is een grens niet bevestigd of ligt een verschil binnen de onzekerheid, dan is de"
    " uitkomst nader onderzoek.",
    "Where a fact is missing, a limit is not confirmed or a difference lies within the uncertainty, the"
    " outcome is further study needed.",
)


def _english(pack: Pack) -> str:
    return f"{pack.identity.id}, version {pack.identity.version}"


def _authority(code: str) -> Text:
    label = AUTHORITIES[code[:2]]
    shown = code.upper()
    return Text(label.nl.format(shown), label.in_language("en").format(shown))


def period(first: date | None, last: date | None) -> Text:
    """Return from when until when, both days included."""
    if first is None and last is None:
        return Text("geen begin- of einddatum opgegeven", "no first or last day given")
    since = Text(f"vanaf {_day(first)}", f"from {first}") if first else Text("")
    until = Text(f"tot en met {_day(last)}", f"until {last}") if last else Text("")
    return Text(f"{since.nl} {until.nl}".strip(), f"{since.en or ''} {until.en or ''}".strip())


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d-%m-%Y}"


def _for_whom(scope: PackScope, authority: str) -> Text:
    own = authority.startswith("gm")
    here = (
        Text("gebouwen in deze gemeente", "buildings in this municipality")
        if own
        else Text("alle gebouwen", "all buildings")
    )
    told = [here]
    if scope.area is not None:
        told.append(Text(f"binnen het gebied van {scope.area}", f"within the area of {scope.area}"))
    if scope.building_kinds:
        kinds = ", ".join(scope.building_kinds)
        told.append(Text(f"alleen {kinds}", f"only {kinds}"))
    if scope.built_from is not None:
        told.append(Text(f"gebouwd in of na {scope.built_from}", f"built in or after {scope.built_from}"))
    if scope.built_until is not None:
        told.append(Text(f"gebouwd tot en met {scope.built_until}", f"built until {scope.built_until}"))
    if scope.monuments is False:
        told.append(Text("geen monumenten", "no monuments"))
    return Text(", ".join(t.nl for t in told), ", ".join(t.in_language("en") for t in told))


def _fill(limit: Limit, language: Language) -> str:
    unit = "" if limit.unit == "1" else f" {limit.unit}"
    by = limit.confirmed_by or Text("niet bevestigd: beslist niets", "not confirmed: decides nothing")
    told = by if isinstance(by, str) else by.in_language(language)
    return f"{plain_number(limit.value, language)}{unit} ({limit.place}; {told})"
