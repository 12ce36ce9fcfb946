"""Dossiers as sections to read: what was verified, replayed, compared."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import islice
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.rule import NOT_APPLICABLE_WORDS, verdict_words
from optopcheck.domain.scenario import Setback
from optopcheck.domain.text import Text, number
from optopcheck.records import clean
from optopcheck.report import Section
from optopcheck.service.enclosed_texts import UNSIGNED_REPORTS, enclosed_row, enclosed_section
from optopcheck.service.reviewing import decided_at, decided_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.rule import Finding
    from optopcheck.domain.text import Language
    from optopcheck.dossier import ChangedFinding, Dossier, FactDifference, InputFile
    from optopcheck.report.sections import Row
    from optopcheck.rules import FoundAgain
    from optopcheck.service.dossier_diff import DossierDiff
    from optopcheck.service.replaying import Replay
    from optopcheck.service.verifying import Verified

_GROUP = 8
_LONGEST = 200
_MOST_USED = 2
_SIDES = Text("NOZW", "NESW")
_DECIMALS = {"m": 4, "m2": 3, "m3": 3, "deg": 2, "min": 2}
_SITUATIONS = {
    "existing": Text("bestaand", "existing"),
    "permitted": Text("toegestaan", "permitted"),
    "proposed": Text("voorgesteld", "proposed"),
}
_ROLES = {
    "model": Text("model", "model"),
    "aspect": Text("ander model", "other model"),
    "neighbours": Text("omgeving", "surroundings"),
    "plan": Text("planregels", "plan limits"),
    "statement": Text("constructieve verklaring", "structural statement"),
    "repairs": Text("herstel", "repairs"),
    "proposal": Text("eigen ontwerp", "design of its own"),
}
_SETTINGS = {
    "scenario.storeys_added": Text("bouwlagen erbij", "storeys added"),
    "scenario.storey_height": Text("hoogte per laag [m]", "storey height [m]"),
    "scenario.setback": Text("terugligging [m]", "setback [m]"),
    "scenario.parapet": Text("dakrand [m]", "parapet [m]"),
    "scenario.pitched_roof": Text("schuin dak", "pitched roof"),
    "scenario.construction": Text("bouwwijze", "construction"),
    "scenario.roof": Text("nieuw dak", "new roof"),
    "scenario.standing": Text("wat op het dak staat", "what stands on the roof"),
    "scenario.clearance": Text("vrij daaromheen [m]", "kept free around it [m]"),
    "scenario.own_design": Text("eigen ontwerp is het voorstel", "design of its own is the proposal"),
    "case.building": Text("gebouw", "building"),
    "case.municipality": Text("gemeente", "municipality"),
    "case.plan_datum": Text("peil", "plan datum"),
    "case.measuring_level": Text("meetniveau", "measuring level"),
    "case.statement": Text("wie voor de constructie instaat", "who answers for the structure"),
    "case.repairs": Text("herstel, direct ingevoerd", "repairs, entered directly"),
    "case.bag_id": Text("BAG-nummer", "BAG number"),
    "case.neighbours_fetched": Text("omgeving opgehaald", "surroundings fetched"),
    "sun_every": Text("elke zoveelste dag zon", "each n-th day of sun"),
    "reference_date": Text("toetsdatum", "reference date"),
}
_NOTHING = Text("-")
_MEASUREMENTS = Text("Metingen", "Measurements")
_REPORT_ID = Text("rapportkenmerk", "report id")
_SCOPE = Text(
    "dit zegt dat het dossier klopt met zichzelf, niet dat het model het gebouw is dat er staat",
    "this says that the dossier agrees with itself, not that the model is the building that stands there",
)


def verified_section(title: str, found: Verified, language: Language) -> Section:
    """Return what holds of a dossier."""
    sound = Text("klopt", "sound") if found.sound else Text("klopt NIET", "NOT sound")
    rows = [
        _row(Text("record en hashes", "record and hashes"), sound, language),
        *_identity(found.dossier, language),
        _row(Text("besluiten", "decisions"), Text(str(len(found.decisions))), language),
        enclosed_row(found.dossier, language),
        _row(Text("handtekening", "signature"), _signature(found), language),
        *_packs(found.packs, language),
    ]
    notes = [clean(p.in_language(language)) for p in found.problems]
    if found.dossier.reports and found.signer is None:
        notes.append(UNSIGNED_REPORTS.in_language(language))
    return Section(title, tuple(rows), notes=(*notes, _SCOPE.in_language(language)))


def decisions_section(dossier: Dossier, language: Language) -> Section:
    """Return what reviewers decided."""
    rows = tuple(
        (decided_at(d, language), clean(d.by), clean(d.rule or ""), decided_words(d, language))
        for d in dossier.decisions
    )
    header = _header(language, ("tijd", "time"), ("wie", "who"), ("regel", "rule"), ("besluit", "decision"))
    return Section(Text("Besluiten", "Decisions").in_language(language), rows, header if rows else ())


def replay_sections(title: str, found: Replay, language: Language) -> tuple[Section, ...]:
    """Return whether it came out the same, and where not."""
    if not found.ran:
        words = Text("niet volledig uitgevoerd", "not carried out in full")
    elif found.equal:
        words = Text("gelijk", "equal")
    else:
        words = Text("NIET gelijk", "NOT equal")
    rows = (
        _row(Text("herhaling", "replay"), words, language),
        *_identity(found.dossier, language),
        *_packs(found.packs, language),
    )
    notes = [clean(p.in_language(language)) for p in found.problems]
    notes += [_version(*version).in_language(language) for version in found.versions]
    if found.absent:
        names = ", ".join(found.absent)
        absent = Text(
            f"niet in dit dossier, hier wel: {names}; een nieuwe toets neemt ze mee",
            f"not in this dossier, but here: {names}; a new check takes them along",
        )
        notes.append(absent.in_language(language))
    head = Section(title, rows, notes=tuple(notes))
    rules = Text("Regels op de bewaarde feiten", "Rules on the stored facts")
    sections = [head, findings_section(rules, found.findings, language)]
    if found.facts is not None:
        sections.append(facts_section(found.facts, language))
        anew = Text(
            "Oordelen die veranderen met de opnieuw gemeten feiten", "Verdicts that change with the new facts"
        )
        sections.append(findings_section(anew, found.new_findings, language))
    return tuple(sections)


def diff_sections(found: DossierDiff, language: Language) -> tuple[Section, ...]:
    """Return what changed between two dossiers."""
    before, after = ("voor", "before"), ("na", "after")
    files = tuple((_role(a or b, language), *(_file(f, language) for f in (a, b))) for a, b in found.inputs)
    settings = tuple(
        (_SETTINGS.get(name, Text(name)).in_language(language), _shown(a, language), _shown(b, language))
        for name, a, b in found.settings
    )
    packs = tuple(tuple(clean(cell) or "-" for cell in row) for row in found.packs)
    what = ("wat", "what")
    parts = (
        (Text("Bestanden", "Files"), files),
        (Text("Variant en opgave", "Variant and entries"), settings),
        (Text("Regelpakketten", "Rule packs"), packs),
    )
    return (
        *(_or_equal(title, rows, _header(language, what, before, after), language) for title, rows in parts),
        _changes_section(found.facts, language),
        findings_section(Text("Bevindingen", "Findings"), found.findings, language),
        enclosed_section(found, language),
    )


def facts_section(facts: Iterable[FactDifference], language: Language) -> Section:
    """Return the table of differing facts with their limits."""
    rows = tuple(_fact(difference, language) for difference in facts)
    columns = (("meting", "fact"), ("toen", "then"), ("opnieuw", "anew"))
    more = (("verschil", "difference"), ("grens", "limit"), ("", ""))
    return _or_equal(_MEASUREMENTS, rows, _header(language, *columns, *more), language)


def _changes_section(facts: Iterable[FactDifference], language: Language) -> Section:
    """Return the table of what was measured otherwise; what no eye could see is left out."""
    rows = tuple(_fact(difference, language)[:4] for difference in facts if not difference.within)
    columns = (("meting", "fact"), ("voor", "before"), ("na", "after"), ("verschil", "difference"))
    return _or_equal(_MEASUREMENTS, rows, _header(language, *columns), language)


def findings_section(title: Text, changed: Iterable[ChangedFinding], language: Language) -> Section:
    """Return the table of rules that did not find the same."""
    rows = tuple(
        (clean(c.rule), _words(c.before, language), _words(c.after, language), _why(c, language))
        for c in changed
    )
    columns = (("regel", "rule"), ("voor", "before"), ("na", "after"), ("wat er anders is", "what differs"))
    return _or_equal(title, rows, _header(language, *columns), language)


def _or_equal(title: Text, rows: tuple[Row, ...], header: Row, language: Language) -> Section:
    if rows:
        return Section(title.in_language(language), rows, header)
    same = Text("geen verschil", "no difference")
    return Section(title.in_language(language), notes=(same.in_language(language),))


def report_id_words(dossier: Dossier) -> str:
    """Return the id of the report in groups, as it stands on paper."""
    digest = clean(dossier.description.report_id.removeprefix("sha256:"))
    return " ".join(digest[i : i + _GROUP] for i in range(0, len(digest), _GROUP))


def left_section(path: Path, dossier: Dossier, language: Language) -> Section:
    """Return where a new dossier was left, and its id."""
    return Section(str(path), (_row(_REPORT_ID, Text(report_id_words(dossier)), language),))


def _identity(dossier: Dossier, language: Language) -> Iterator[Row]:
    yield _row(_REPORT_ID, Text(report_id_words(dossier)), language)
    on = dossier.receipt.reference_date
    yield _row(Text("toetsdatum", "reference date"), Text(f"{on:%d-%m-%Y}", f"{on}"), language)


def _signature(found: Verified) -> Text:
    if found.signer is None:
        return Text("geen", "none")
    return Text(
        f"{clean(found.signed)}, sleutel {found.signer.fingerprint}",
        f"{clean(found.signed)}, key {found.signer.fingerprint}",
    )


def _packs(packs: Iterable[FoundAgain], language: Language) -> Iterator[Row]:
    for pack in packs:
        told = clean(pack.told.in_language(language))
        yield f"{clean(pack.name)} {clean(pack.version)}", told


def _version(name: str, then: str, now: str) -> Text:
    name, then = clean(name), clean(then)
    return Text(f"{name}: toen {then}, hier {now}", f"{name}: {then} then, {now} here")


def _fact(found: FactDifference, language: Language) -> Row:
    where = _SITUATIONS.get(found.name.split(".", maxsplit=1)[0], _NOTHING).in_language(language)
    label = clean(f"{where}: {found.label.in_language(language)}")
    difference = ""
    if found.before is not None and found.after is not None:
        difference = _number(found.after - found.before, found.unit, language)
    within = Text("binnen de grens", "within") if found.within else Text("BUITEN de grens", "BEYOND")
    numbers = (_number(value, found.unit, language) for value in (found.before, found.after))
    limit = _number(found.limit, found.unit, language)
    return label, *numbers, difference, limit, within.in_language(language)


def _number(value: float | None, unit: str, language: Language) -> str:
    if value is None:
        return Text("niet gemeten", "not measured").in_language(language)
    shown = number(value, _DECIMALS.get(unit, 0), language)
    return shown if unit in {"", "1"} else f"{shown} {unit}"


def _words(outcome: Outcome | None, language: Language) -> str:
    if outcome is None:
        return "-"
    if outcome.finding is None:
        return NOT_APPLICABLE_WORDS.in_language(language)
    words = verdict_words(outcome.finding.verdict, outcome.source, language)
    need = outcome.finding.need
    return words if need is None else f"{words} ({need.label.in_language(language)})"


def _why(changed: ChangedFinding, language: Language) -> str:
    before, after = changed.before, changed.after
    if before is None or after is None:
        gone = Text("regel is er niet meer", "the rule is no longer there")
        return (Text("nieuwe regel", "new rule") if before is None else gone).in_language(language)
    return "; ".join(_parts(before, after, language)) or Text("woorden", "words").in_language(language)


def _parts(before: Outcome, after: Outcome, language: Language) -> Iterator[str]:
    old, new = before.finding, after.finding
    if old is not None and new is not None:
        limits = [None if f.limit is None else f.limit.value for f in (old, new)]
        values = [f.measured.value if isinstance(f.measured, Measurement) else None for f in (old, new)]
        for label, pair in (
            (Text("grens", "limit"), limits),
            (Text("gemeten", "measured"), values),
            (Text("marge", "margin"), [old.margin, new.margin]),
        ):
            if pair[0] != pair[1]:
                shown = ["-" if v is None else _plain(v, language) for v in pair]
                yield f"{label.in_language(language)} {shown[0]} → {shown[1]}"
        yield from islice(_used(old, new, language), _MOST_USED)
    if before.source != after.source:
        yield Text("vindplaats", "source").in_language(language)


def _used(old: Finding, new: Finding, language: Language) -> Iterator[str]:
    """Yield the facts of a data rule that it read otherwise."""
    before = {used.name: used.value.in_language(language) for used in old.used}
    for used in new.used:
        value = used.value.in_language(language)
        if before.get(used.name, value) != value and not used.name.startswith("limit."):
            label = used.label.in_language(language)
            yield clean(f"{label}: {before[used.name]} → {value}")


def _plain(value: float, language: Language) -> str:
    shown = f"{value:.6g}"
    return shown.replace(".", ",") if language == "nl" else shown


def _role(file: InputFile | None, language: Language) -> str:
    role = "" if file is None else file.role
    return _ROLES.get(role, Text(clean(role))).in_language(language)


def _file(file: InputFile | None, language: Language) -> str:
    if file is None:
        return Text("niet gegeven", "not given").in_language(language)
    return f"{clean(file.name)} ({file.sha256[:12]})"


def _shown(value: object, language: Language) -> str:
    """Return an entry as it was given: of a record its values, those that say nothing left out."""
    if isinstance(value, Setback):
        sides = zip(_SIDES.in_language(language), value.by_side.values(), strict=True)
        return ", ".join(f"{side} {_plain(metres, language)}" for side, metres in sides)
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((f.name, getattr(value, f.name)) for f in fields(value))
        told = ", ".join(f"{name} {part}" for name, part in parts if part not in (None, (), ""))
        return clean(told)[:_LONGEST]
    if isinstance(value, float):
        return _plain(value, language)
    return "-" if value is None else clean(str(value))[:_LONGEST]


def _row(label: Text, value: Text, language: Language) -> Row:
    return label.in_language(language), value.in_language(language)


def _header(language: Language, *columns: tuple[str, str]) -> Row:
    return tuple(Text(*column).in_language(language) for column in columns)
