"""The parts of a readable report: plain strings, so that each shell lays them out its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optopcheck.domain.rule import Verdict

Row = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A title, a table and notes below it; each may be empty but the title."""

    title: str
    rows: tuple[Row, ...] = ()
    header: Row = ()
    """Empty where the first column names what the second holds."""
    notes: tuple[str, ...] = ()
    numeric: bool = False
    """True where all columns but the first hold numbers."""
    level: int = 1
    keys: tuple[str, ...] = ()
    """What each row is of, e.g. the key of a `Quantity`; empty where nobody asks."""
    joint_from: int | None = None
    """From this row on, rows that are alike but for their first cell may be told as one."""
    detail: Section | None = None
    """A small table that belongs to it, between rows and notes."""
    verdict: Verdict | None = None


@dataclass(frozen=True)
class TextReport:
    """A report in one language."""

    title: str
    headline: str
    """The overall verdict in words."""
    reason: str
    verdict: Verdict | None
    """None for measurements without a verdict."""
    sections: tuple[Section, ...]
