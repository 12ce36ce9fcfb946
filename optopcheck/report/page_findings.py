"""The chapters on measurements and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import NOT_APPLICABLE_WORDS, NotApplicable, verdict_words
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.document import Bullets, Card, Heading, Paragraph, Table
from optopcheck.report.excluded import not_counted
from optopcheck.report.illustrations import figure
from optopcheck.report.page_sections import finding_mark, section_blocks
from optopcheck.report.text_findings import (
    number_rows,
    overview,
    some_elements,
    source_words,
    used_rows,
    worst_first,
)
from optopcheck.report.text_measured import (
    EXISTING,
    PROPOSED,
    compared_table,
    plan_notes,
    reading_rows,
    storeys,
)
from optopcheck.report.text_packs import beside_each_other
from optopcheck.report.typography import in_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.rule import Finding
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block, Cell, Pair
    from optopcheck.report.illustrations import Illustrations
    from optopcheck.report.sections import Section


def measurements(facts: Facts, shown: Illustrations, language: Language) -> Iterator[Block]:
    """Yield before, permitted, after and difference; the drawings; what counts as a storey and what not."""
    first, table, *rest = section_blocks(compared_table(facts, language), level=1, widths=(1.5, 1, 1, 1, 0.8))
    yield first
    yield Paragraph(
        Text(
            "Elk getal staat met zijn onzekerheid; het verschil is voorgesteld min bestaand, en kan er "
            "hoogstens de som van beide onzekerheden naast zitten.",
            "Each number stands with its uncertainty; the difference is proposed minus existing, and is off "
            "by the sum of both uncertainties at most.",
        ).in_language(language)
    )
    yield table
    yield from rest
    yield from _readings(facts, language)
    yield from _plan(facts, language)
    levels = {EXISTING: facts.existing}
    if facts.proposed is not facts.existing:
        levels[PROPOSED] = facts.proposed
    if shown.drawings:
        yield Heading(Text("Situatie en aanzicht", "Site and elevation").in_language(language), 2)
    for drawing in shown.drawings:
        yield figure(drawing, language=language)
    yield from section_blocks(storeys(levels, language), widths=(0, 1.2, 0, 0, 2), small=True)
    yield from _left_out(levels, language)


def _readings(facts: Facts, language: Language) -> Iterator[Block]:
    """Yield the quantities that may be read in another way, beside what that would give."""
    rows = tuple(reading_rows(facts, language))
    if rows:
        title = Text("Andere lezingen", "Other readings").in_language(language)
        labels = (
            Text("grootheid", "quantity"),
            Text("toestand", "situation"),
            Text("anders gemeten", "measured otherwise"),
            Text("komt op", "finds"),
        )
        header = tuple(label.in_language(language) for label in labels)
        yield Heading(title, 2)
        yield Table(title, header, rows, right=(3,), widths=(1, 0.7, 2.6, 0.6), small=True)


def _plan(facts: Facts, language: Language) -> Iterator[Block]:
    """Yield the limits as they were entered: the column of what is permitted shows only the lowest."""
    notes = tuple(plan_notes(facts.case.plan_limits, language))
    if notes:
        yield Heading(Text("Ingevoerde planregels", "Plan limits as entered").in_language(language), 2)
        yield Bullets(notes)


def _left_out(levels: Mapping[Text, Situation], language: Language) -> Iterator[Block]:
    """Yield what was not counted; once for the situations in which that is the same."""
    told: dict[Section, list[str]] = {}
    for label, situation in levels.items():
        for section in not_counted(situation, language):
            told.setdefault(section, []).append(label.in_language(language))
    both = Text(" en ", " and ").in_language(language)
    for section, labels in told.items():
        _, *blocks = section_blocks(section, widths=(1.4, 1, 1), small=True)
        yield Heading(f"{section.title} ({both.join(labels)})", 2)
        yield from blocks


def findings(assessment: Assessment, shown: Illustrations, language: Language) -> Iterator[Block]:
    """Yield the overview, a card for each finding, and the rules that do not apply."""
    outcomes = assessment.outcomes
    brief = overview(outcomes, language)
    pairs = worst_first(outcomes)
    yield Heading(brief.title)
    if not pairs:
        yield Paragraph(brief.notes[0], "stress")
    else:
        marked: tuple[tuple[Cell, ...], ...] = tuple(
            (finding_mark(outcome, finding, row[0]), *row[1:])
            for (outcome, finding), row in zip(pairs, brief.rows, strict=True)
        )
        yield Table(brief.title, brief.header, marked, right=(2, 3, 4), widths=(1.1, 1.4, 0, 0, 0))
    for section in beside_each_other(outcomes, language):
        yield from _side_by_side(section.title, section.rows, section.notes, language)
    for outcome, finding in pairs:
        yield _card(outcome, finding, shown, language)
    yield from _not_applicable(outcomes, language)


def _side_by_side(
    title: str, rows: Sequence[Sequence[str]], notes: Sequence[str], language: Language
) -> Iterator[Block]:
    labels = (
        Text("grootheid", "quantity"),
        Text("regel", "rule"),
        Text("grens", "limit"),
        Text("oordeel", "verdict"),
    )
    yield Heading(title, 2)
    yield Table(
        title,
        tuple(label.in_language(language) for label in labels),
        tuple(tuple(row) for row in rows),
        widths=(0.8, 1.2, 1.4, 0.8),
        small=True,
    )
    for note in notes:
        yield Paragraph(note, "note")


def _card(outcome: Outcome, finding: Finding, shown: Illustrations, language: Language) -> Card:
    words = verdict_words(finding.verdict, outcome.source, language)
    need = f" ({finding.need.label.in_language(language)})" if finding.need else ""
    made = shown.evidence.get(outcome.rule.id)
    return Card(
        outcome.rule.title.in_language(language),
        finding_mark(outcome, finding, words + need),
        in_sentences(wording.capital(finding.explanation.in_language(language))),
        tuple(_rows(outcome, finding, language)),
        None if made is None else figure(made, language=language),
        tuple((name, value) for name, value, *_ in number_rows(finding, language)),
    )


def _rows(outcome: Outcome, finding: Finding, language: Language) -> Iterator[Pair]:
    """Yield article, passage, what the numbers rest on, and what would change the verdict."""
    source = outcome.source

    def row(label: Text, value: str) -> Iterator[Pair]:
        if value:
            yield (label.in_language(language), value)

    yield from row(Text("vindplaats", "source"), source_words(source, language))
    yield from row(Text("passage", "passage"), source.passage)
    for name, value, *_ in used_rows(finding, language):
        yield (name, value)
    change = finding.what_would_change.in_language(language) if finding.what_would_change else ""
    yield from row(Text("wat dit zou veranderen", "what would change it"), change)
    yield from row(Text("onderdelen", "elements"), some_elements(finding.elements, language))
    yield from row(Text("let op", "note"), source.note.in_language(language) if source.note else "")
    yield from row(Text("regel", "rule"), f"{outcome.rule.id} ({outcome.pack})")


def _not_applicable(outcomes: Sequence[Outcome], language: Language) -> Iterator[Block]:
    rows = tuple(
        (o.rule.title.in_language(language), o.result.reason.in_language(language))
        for o in outcomes
        if isinstance(o.result, NotApplicable)
    )
    if rows:
        title = NOT_APPLICABLE_WORDS.in_language(language).capitalize()
        labels = (Text("regel", "rule"), Text("waarom niet", "why not"))
        yield Heading(title, 2)
        yield Table(
            title, tuple(label.in_language(language) for label in labels), rows, widths=(1, 2), small=True
        )
