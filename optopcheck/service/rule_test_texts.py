"""Test cases of a pack as sections to read: what is covered, what is missing, and what found otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import Verdict
from optopcheck.domain.text import Text
from optopcheck.report import Section
from optopcheck.rules.authoring import Expected

if TYPE_CHECKING:
    from optopcheck.domain.rule import Need
    from optopcheck.domain.text import Language
    from optopcheck.rules.authoring import CaseResult, Coverage, PackTest

_LABELS = {
    Expected.COMPLIES: Text("voldoet", "complies"),
    Expected.VIOLATES: Text("voldoet niet", "violates"),
    Expected.UNDETERMINED: Text("nader onderzoek", "further study"),
    Expected.NA: Text("n.v.t.", "n/a"),
}
_MISSING = Text("ontbreekt", "missing")
_PYTHON = Text(
    "niet bekend: regels in Python toetst hun maker met pytest",
    "not known: the maker of rules in Python tests them with pytest",
)
_EXCUSED = Text("kan niet", "cannot be")


def pack_test_sections(test: PackTest, language: Language = "nl") -> tuple[Section, ...]:
    """Return coverage by rule, the cases that found otherwise, and the sum of it."""
    title = Text("Gevallen per regel", "Cases by rule")
    header = (Text("regel", "rule"), *_LABELS.values())
    coverage = Section(
        title.in_language(language),
        tuple(_covered(rule, language) for rule in test.coverage),
        tuple(label.in_language(language) for label in header),
        tuple(note.in_language(language) for rule in test.coverage for note in _notes(rule)),
    )
    failed = tuple(_failed(result, language) for result in test.failed)
    return (coverage, *failed, _sum(test, language))


def coverage_section(test: PackTest, language: Language = "nl") -> Section:
    """Return what a pack still lacks, in one section."""
    title = Text("Wat er nog ontbreekt", "What is still missing").in_language(language)
    if not test.coverage:
        return Section(title, notes=(_PYTHON.in_language(language),))
    lacking = [_lacking(rule) for rule in test.coverage if rule.missing]
    if test.failed:
        lacking.append(_many_failed(test))
    nothing = Text("niets: elke uitkomst heeft een geval", "nothing: every outcome has a case")
    return Section(title, notes=tuple(told.in_language(language) for told in lacking or [nothing]))


def _covered(rule: Coverage, language: Language) -> tuple[str, ...]:
    return (rule.rule.id, *(_cell(rule, kind).in_language(language) for kind in Expected))


def _cell(rule: Coverage, kind: Expected) -> Text:
    if rule.counts[kind]:
        return Text(str(rule.counts[kind]))
    if kind in rule.missing:
        return _MISSING
    return _EXCUSED if kind in rule.excuses else Text("-")


def _notes(rule: Coverage) -> list[Text]:
    notes = [_lacking(rule)] if rule.missing else []
    for kind, reason in rule.excuses.items():
        label = _LABELS[kind]
        notes.append(
            Text(
                f"{rule.rule.id}: {label.nl} kan niet: {reason}",
                f"{rule.rule.id}: {label.en} cannot be: {reason}",
            )
        )
    return notes


def _lacking(rule: Coverage) -> Text:
    names = ", ".join(_LABELS[kind].nl for kind in rule.missing)
    english = ", ".join(_LABELS[kind].in_language("en") for kind in rule.missing)
    files = ", ".join(f"cases/{rule.rule.id}/{kind}-….toml" for kind in rule.missing)
    return Text(
        f"{rule.rule.id}: geen geval van {names}; schrijf {files}",
        f"{rule.rule.id}: no case of {english}; write {files}",
    )


def _failed(result: CaseResult, language: Language) -> Section:
    case = result.case
    rows = (
        (Text("geval", "case"), Text(case.why)),
        (Text("verwacht", "expected"), _outcome(case.expects, case.need)),
        (Text("gevonden", "found"), _outcome(result.found, result.need)),
        (Text("want", "because"), result.reason),
    )
    return Section(
        Text(f"Niet goed: {case.name}", f"Not right: {case.name}").in_language(language),
        tuple((label.in_language(language), told.in_language(language)) for label, told in rows),
    )


def _outcome(kind: Expected, need: Need | None) -> Text:
    label = _LABELS[kind]
    if need is None:
        return label
    return Text(f"{label.nl}, {need.label.nl} ({need})", f"{label.en}, {need.label.en} ({need})")


def _sum(test: PackTest, language: Language) -> Section:
    right, count = len(test.results) - len(test.failed), len(test.results)
    good = Text(f"{right} van {count} gevallen goed", f"{right} of {count} cases right")
    lacking = sum(len(rule.missing) for rule in test.coverage)
    full = (
        Text("elke uitkomst heeft een geval", "every outcome has a case")
        if not lacking
        else Text(
            f"{lacking} {'uitkomst' if lacking == 1 else 'uitkomsten'} zonder geval",
            f"{lacking} {'outcome' if lacking == 1 else 'outcomes'} without a case",
        )
    )
    title = Text(f"{good.nl}; {full.nl}", f"{good.en}; {full.en}").in_language(language)
    return Section(title, verdict=Verdict.COMPLIES if test.passed else Verdict.VIOLATES)


def _many_failed(test: PackTest) -> Text:
    count = len(test.failed)
    finds = ("geval vindt", "case finds") if count == 1 else ("gevallen vinden", "cases find")
    return Text(
        f"{count} {finds[0]} iets anders dan er staat; zie optopcheck-cli rules test",
        f"{count} {finds[1]} something else than expected; see optopcheck-cli rules test",
    )
