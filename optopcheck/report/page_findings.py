"""The chapters on measurements and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import NOT_APPLICABLE_WORDS, NotApplicable, verdict_words
from optopcheck.domain.text import Text
from optopcheck.report.document import Card, Heading, Paragraph, Table
from optopcheck.report.excluded import not_counted
from optopcheck.report.illustrations import figure
from optopcheck.report.page_sections import finding_mark, section_blocks
from optopcheck.report.text_findings import number_rows, overview, some_elements, used_rows, worst_first
from optopcheck.report.text_measured import EXISTING, PROPOSED, compared, storeys
from optopcheck.report.text_packs import beside_each_other

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.rule import Finding, LegalSource
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block, Cell, Pair
    from optopcheck.report.illustrations import Illustrations
    from optopcheck.report.sections import Section


def measurements(facts: Facts, shown: Illustrations, language: Language) -> Iterator[Block]:
    """Yield before, permitted, after and difference; the drawings; what counts as a storey and what not."""
    first, *rest = section_blocks(compared(facts, language), level=1, widths=(1.5, 1, 1, 1, 0.8))
    yield first
    yield Paragraph(
        Text(
            "Elk getal staat met zijn onzekerheid; het verschil is voorgesteld min bestaand.",
            "Each number stands with its uncertainty; the difference is proposed minus existing.",
        ).in_language(language)
    )
    yield from rest
    levels = {EXISTING: facts.existing}
    if facts.proposed is not facts.existing:
        levels[PROPOSED] = facts.proposed
    yield from section_blocks(storeys(levels, language), widths=(0, 1.2, 0, 0, 2), small=True)
    for drawing in shown.drawings:
        yield figure(drawing, language=language)
    yield from _left_out(levels, language)


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
        finding.explanation.in_language(language),
        tuple(_rows(outcome, finding, language)),
        None if made is None else figure(made, language=language),
    )


def _rows(outcome: Outcome, finding: Finding, language: Language) -> Iterator[Pair]:
    """Yield article, passage, numbers, what they rest on, and what would change the verdict."""
    source = outcome.source

    def row(label: Text, value: str) -> Iterator[Pair]:
        if value:
            yield (label.in_language(language), value)

    yield from row(Text("vindplaats", "source"), _source(source, language))
    yield from row(Text("passage", "passage"), source.passage)
    for name, value, *_ in (*number_rows(finding, language), *used_rows(finding, language)):
        yield (name, value)
    change = finding.what_would_change.in_language(language) if finding.what_would_change else ""
    yield from row(Text("wat dit zou veranderen", "what would change it"), change)
    yield from row(Text("onderdelen", "elements"), some_elements(finding.elements, language))
    yield from row(Text("let op", "note"), source.note.in_language(language) if source.note else "")
    yield from row(Text("regel", "rule"), f"{outcome.rule.id} ({outcome.pack})")


def _source(source: LegalSource, language: Language) -> str:
    standing = Text("rechtsstatus", "standing").in_language(language)
    return f"{source.title}, {source.article} ({standing}: {source.standing.value}) {source.url}".rstrip()


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
