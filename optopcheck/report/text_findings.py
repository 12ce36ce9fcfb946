"""Findings as text: the words that the standing allows, the numbers, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import NOT_APPLICABLE_WORDS, NotApplicable, verdict_words
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.rule import Finding, LegalSource, UsedValue
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row

_MANY = 6


def overview(outcomes: Sequence[Outcome], language: Language) -> Section:
    """Return one row a finding, the worst first."""
    title = Text("Bevindingen", "Findings").in_language(language)
    rows = tuple(_brief(outcome, finding, language) for outcome, finding in worst_first(outcomes))
    if not rows:
        none = Text("geen enkele regel gaf een bevinding", "no rule gave a finding")
        return Section(title, notes=(none.in_language(language),))
    labels = (
        Text("oordeel", "verdict"),
        Text("regel", "rule"),
        Text("gemeten", "measured"),
        Text("grens", "limit"),
        Text("marge", "margin"),
    )
    return Section(title, rows, tuple(label.in_language(language) for label in labels))


def findings(outcomes: Sequence[Outcome], language: Language) -> tuple[Section, ...]:
    """Return one section a finding, the worst first, and one for the rules that do not apply."""
    title = Text("Toelichting per bevinding", "Each finding explained").in_language(language)
    told = tuple(_finding(outcome, finding, language) for outcome, finding in worst_first(outcomes))
    return (*([Section(title)] if told else []), *told, *_not_applicable(outcomes, language))


def worst_first(outcomes: Iterable[Outcome]) -> list[tuple[Outcome, Finding]]:
    """Return the findings with their outcomes, the worst first."""
    found = [(o, o.finding) for o in outcomes if o.finding is not None]
    return sorted(found, key=lambda pair: -pair[1].verdict.severity)


def _brief(outcome: Outcome, finding: Finding, language: Language) -> Row:
    limit, measured, unit = finding.limit, finding.measured, _unit(finding)
    return (
        verdict_words(finding.verdict, outcome.source, language),
        outcome.rule.title.in_language(language),
        wording.measurement(measured, language) if measured else _stated(finding, language),
        wording.amount(limit.value, unit, language) if limit else "",
        wording.amount(finding.margin, unit, language) if finding.margin is not None else "",
    )


def _finding(outcome: Outcome, finding: Finding, language: Language) -> Section:
    rule = outcome.rule
    words = verdict_words(finding.verdict, outcome.source, language)
    need = f" ({finding.need.label.in_language(language)})" if finding.need else ""
    return Section(
        f"{words}{need}: {rule.title.in_language(language)}",
        tuple(_rows(outcome, finding, language)),
        level=2,
        verdict=finding.verdict,
    )


def _rows(outcome: Outcome, finding: Finding, language: Language) -> Iterator[Row]:
    """Yield name and value of what is known; nothing is shown for what is not."""
    rule = outcome.rule

    def row(label: Text, value: str | Text | None) -> Iterator[Row]:
        written = value.in_language(language) if isinstance(value, Text) else value
        if written:
            yield (label.in_language(language), written)

    yield from row(Text("regel", "rule"), f"{rule.id} ({outcome.pack})")
    yield from row(Text("vindplaats", "source"), source_words(outcome.source, language))
    if rests_on_fill(finding):
        yield from row(Text("open norm van", "open norm of"), source_words(rule.source, language))
    yield from row(Text("toelichting", "explanation"), finding.explanation)
    yield from number_rows(finding, language)
    yield from used_rows(finding, language)
    yield from row(Text("wat dit zou veranderen", "what would change it"), finding.what_would_change)
    yield from row(Text("onderdelen", "elements"), some_elements(finding.elements, language))
    yield from row(Text("let op", "note"), outcome.source.note)


def number_rows(finding: Finding, language: Language) -> Iterator[Row]:
    """Yield what was measured, the limit, the margin and the doubt, where these are known."""
    if finding.measured is not None:
        name = finding.measured.quantity.label.in_language(language)
        value = f"{name} {wording.measurement(finding.measured, language)}"
        yield (Text("gemeten", "measured").in_language(language), value)
        if finding.measured.profile:
            yield (Text("meetprofiel", "measuring profile").in_language(language), finding.measured.profile)
    if finding.limit is not None:
        yield (Text("grens", "limit").in_language(language), wording.limit(finding.limit, language))
    if finding.measured is None and finding.stated is not None:
        value = f"{finding.stated.label.in_language(language)} {_stated(finding, language)}"
        yield (Text("gemeten", "measured").in_language(language), value)
    unit = _unit(finding)
    for label, number in (
        (Text("marge", "margin"), finding.margin),
        (Text("onzekerheid", "uncertainty"), finding.uncertainty),
    ):
        if number is not None:
            yield (label.in_language(language), wording.amount(number, unit, language))


def _stated(finding: Finding, language: Language) -> str:
    return wording.stated(finding.stated, language) if finding.stated else ""


def _unit(finding: Finding) -> str:
    shown = finding.limit or finding.measured or finding.stated
    return shown.unit if shown else "m"


def used_rows(finding: Finding, language: Language) -> Iterator[Row]:
    """Yield every fact and limit that a data rule looked at."""
    for used in finding.used:
        head = Text("gebruikt", "used").in_language(language)
        places = [
            *([used.place] if used.place else []),
            *([source_words(used.source, language)] if used.source else []),
        ]
        where = f" ({'; '.join(places)})" if places else ""
        yield (head, f"{_name(used, language)}: {used.value.in_language(language)}{where}")


def _name(used: UsedValue, language: Language) -> str:
    """Name a fact; a limit by the key that the author of its rule gave it."""
    label = used.label.in_language(language)
    return label if used.place is None else f"{Text('grens', 'limit').in_language(language)} '{label}'"


def rests_on_fill(finding: Finding) -> bool:
    """Tell whether a finding takes its words from what another authority filled in."""
    return finding.source is not None and any(used.source == finding.source for used in finding.used)


def source_words(source: LegalSource, language: Language) -> str:
    """Name a source with its article, its standing and where it can be read."""
    label = Text("rechtsstatus", "standing").in_language(language)
    standing = f"{label}: {source.standing.label.in_language(language)}"
    return f"{source.title}, {source.article} ({standing}) {source.url}".rstrip()


def some_elements(elements: Sequence[str], language: Language) -> str:
    """Name the first elements, and count the rest."""
    shown = ", ".join(elements[:_MANY])
    rest = len(elements) - _MANY
    if rest <= 0:
        return shown
    return shown + Text(f" en nog {rest}", f" and {rest} more").in_language(language)


def _not_applicable(outcomes: Iterable[Outcome], language: Language) -> Iterator[Section]:
    rows = tuple(
        (f"{o.rule.title.in_language(language)} ({o.rule.id})", o.result.reason.in_language(language))
        for o in outcomes
        if isinstance(o.result, NotApplicable)
    )
    if rows:
        yield Section(NOT_APPLICABLE_WORDS.in_language(language).capitalize(), rows)
