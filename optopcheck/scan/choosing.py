"""Which buildings of a scan are looked at, and in what order; what is not known never passes for a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.scan.columns import BuildingRow, columns
from optopcheck.scan.styles import CLASSES, class_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.scan.reading import ScanResult

    Bools = NDArray[np.bool_]

LEASTS = ("storeys", "height", "deck_area", "added_homes")
"""Columns of which a least value may be asked."""


@dataclass(frozen=True)
class Choice:
    """What is asked; an empty set asks nothing."""

    classes: frozenset[str] = frozenset()
    """Of `CLASSES`: a verdict, or the potential of what is undetermined."""
    needs: frozenset[str] = frozenset()
    least: tuple[tuple[str, float], ...] = ()
    """Column and its least value."""
    words: str = ""
    """Part of the name of a building."""


@dataclass(frozen=True)
class Chosen:
    """Which buildings are shown, and how many were left out only because a number is not known."""

    places: Ints
    """Of the rows that are shown, in the order of the file."""
    unknown: int


@dataclass(frozen=True, eq=False)
class Chooser:
    """The columns of a result as arrays: choosing among 60,000 buildings takes no time that is felt."""

    rows: Sequence[BuildingRow]
    _numbers: dict[str, Floats] = field(default_factory=dict)

    @classmethod
    def of(cls, result: ScanResult) -> Chooser:
        """Return the chooser of a result."""
        return cls(result.rows)

    @cached_property
    def classes(self) -> Ints:
        """Place of the class of each building in `CLASSES`, shape (rows,)."""
        known = {key: place for place, (key, _, _) in enumerate(CLASSES)}
        return np.array([known[class_of(r.verdict, r.potential)] for r in self.rows], dtype=np.int64)

    @cached_property
    def _needs(self) -> NDArray[np.str_]:
        return np.array([row.need or "" for row in self.rows], dtype=np.str_)

    @cached_property
    def _names(self) -> list[str]:
        return [row.building_id.casefold() for row in self.rows]

    def prepare(self) -> None:
        """Make the arrays now, e.g. in the background."""
        self.chosen(Choice(words="-", needs=frozenset({"-"}), least=tuple((c, 0.0) for c in LEASTS)))
        self.class_counts()

    def class_counts(self, places: Ints | None = None) -> tuple[int, ...]:
        """Return how many buildings there are of each of `CLASSES`, among some or all."""
        found = self.classes if places is None else self.classes[places]
        return tuple(np.bincount(found, minlength=len(CLASSES)).tolist())

    def numbers(self, column: str) -> Floats:
        """Return a column of numbers, shape (rows,); NaN where it is not known."""
        if column not in self._numbers:
            found = (getattr(row, column) for row in self.rows)
            self._numbers[column] = np.array([np.nan if v is None else v for v in found], dtype=np.float64)
        return self._numbers[column]

    def chosen(self, choice: Choice) -> Chosen:
        """Return the buildings that a choice asks for."""
        fits = np.ones(len(self.rows), dtype=bool)
        if choice.classes:
            wanted = [place for place, (key, _, _) in enumerate(CLASSES) if key in choice.classes]
            fits &= np.isin(self.classes, wanted)
        if choice.needs:
            fits &= np.isin(self._needs, sorted(choice.needs))
        if words := choice.words.strip().casefold():
            fits &= np.array([words in name for name in self._names], dtype=bool)
        unknown = np.zeros(len(self.rows), dtype=bool)
        for column, least in choice.least:
            values = self.numbers(column)
            unknown |= np.isnan(values)
            fits &= np.isnan(values) | (values >= least)
        return Chosen(np.flatnonzero(fits & ~unknown), int((fits & unknown).sum()))

    def ordered(self, places: Ints, column: str, *, downwards: bool = False) -> Ints:
        """Return places by a column; what is not known comes last, whatever the direction."""
        if len(places) == 0:
            return places
        kinds = {c.name: c.kind for c in columns(BuildingRow)}
        if column == "class":
            keys: Floats = self.classes[places].astype(np.float64)
        elif kinds[column] in (int, float):
            keys = self.numbers(column)[places]
        else:
            words = np.array([str(getattr(self.rows[p], column) or "") for p in places.tolist()])
            keys = np.unique(words, return_inverse=True)[1].astype(np.float64)
        order = np.argsort(-keys if downwards else keys, kind="stable")
        sorted_places: Ints = places[order]
        return sorted_places
