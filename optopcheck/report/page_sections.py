"""Sections of the text report as blocks of the paper one: the same rows and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import Verdict
from optopcheck.report.document import Bullets, Heading, Mark, Pairs, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.rule import Finding
    from optopcheck.report.document import Block
    from optopcheck.report.sections import Section

_PAIR = 2


def finding_mark(outcome: Outcome, finding: Finding, words: str) -> Mark:
    """Return the mark of a finding: never better or worse than the standing of its source allows."""
    return Mark(finding.verdict if outcome.source.standing.may_judge else Verdict.UNDETERMINED, words)


def section_blocks(
    section: Section, *, level: int = 2, widths: tuple[float, ...] = (), small: bool = False
) -> Iterator[Block]:
    """Yield heading, table and notes; a table without header is a list of names and values."""
    yield Heading(section.title, level)
    if section.header and section.rows:
        right = tuple(range(1, len(section.header))) if section.numeric else ()
        yield Table(section.title, section.header, section.rows, right, widths, small)
    elif section.rows and all(len(row) == _PAIR for row in section.rows):
        yield Pairs(tuple((row[0], row[1]) for row in section.rows))
    elif section.rows:
        yield Bullets(tuple(", ".join(row) for row in section.rows))
    yield from note_blocks(section.notes)


def note_blocks(notes: tuple[str, ...]) -> Iterator[Block]:
    """Yield notes: one as a paragraph, more as a list."""
    if len(notes) == 1:
        yield Paragraph(notes[0], "note")
    elif notes:
        yield Bullets(notes)
