"""A pack as a page for those who must answer for it: who, for whom, and each rule with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.authoring.rule_page import rule_page, source_lines
from optopcheck.rules.authoring.words import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optopcheck.domain.rule import LegalSource, Limit
    from optopcheck.domain.text import Language
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
    lines = [*_head(pack, language)]
    told: dict[LegalSource, int] = {}
    for number, rule in enumerate(pack.rules, 1):
        lines += ["", *rule_page(rule, number, language, told.get(rule.source))]
        told.setdefault(rule.source, number)
    if pack.manifest.declared:
        lines += ["", *_in_python(pack.manifest.declared, language)]
    if pack.fills:
        title = Text("Invulling van open normen", "Open norms that it fills in")
        lines += ["", f"## {title.in_language(language)}", ""]
        for name, fill in pack.fills.items():
            lines += [
                f"- `{name}`: {_fill(fill.limit, language)}",
                *source_lines(fill.source, language, "  "),
            ]
    return "".join(f"{_on_one_line(line)}\n" for line in lines)


def _on_one_line(line: str) -> str:
    """Return a line without signs that move the cursor of a screen, or turn the words around."""
    return "".join(sign if sign.isprintable() else " " for sign in line).rstrip()


def _in_python(rules: tuple[str, ...], language: Language) -> Iterator[str]:
    told = Text(
        "Wat deze regels toetsen staat in hun programma; bij elke uitkomst noemen zij hun bron.",
        "What these rules test stands in their program; with every outcome they name their source.",
    )
    yield f"## {Text('Regels in Python', 'Rules in Python').in_language(language)}"
    yield ""
    yield told.in_language(language)
    yield ""
    yield from (f"- `{rule}`" for rule in rules)


def _head(pack: Pack, language: Language) -> Iterator[str]:
    identity, manifest = pack.identity, pack.manifest
    yield f"# {identity.name}"
    yield ""
    rows = (
        (Text("Pakket", "Pack"), Text(f"{identity.id}, versie {identity.version}", _english(pack))),
        (Text("Zegt te zijn van", "Says to be of"), _authority(identity.authority)),
        (Text("Geldig", "Valid"), period(identity.valid_from, identity.valid_to)),
        (Text("Voor", "For"), _for_whom(manifest.scope, identity.authority)),
        (Text("Vragen aan", "Questions to"), Text(manifest.contact or "-")),
        (Text("Licentie", "Licence"), Text(manifest.licence or "-")),
    )
    for label, told in rows:
        yield f"- {label.in_language(language)}: {told.in_language(language)}"
    if manifest.profile:
        own = Text(
            f"- Meet op een eigen manier, beschreven in {manifest.profile}",
            f"- Measures in a way of its own, told in {manifest.profile}",
        )
        yield own.in_language(language)
    if manifest.off:
        off = Text(
            "- Dit pakket staat uit tot de gebruiker het aanzet.",
            "- This pack is off until its user switches it on.",
        )
        yield off.in_language(language)
    if manifest.changes:
        yield ""
        yield Text("Wat er veranderde:", "What changed:").in_language(language)
        yield ""
        yield from (f"- {change.in_language(language)}" for change in manifest.changes)
    if pack.rules:
        yield ""
        yield _DOUBT.in_language(language)


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
