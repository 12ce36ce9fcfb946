"""Sun before and after, point by point and day by day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.api import ObservationPoint, SunStudy

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


class State(IntEnum):
    """What one point has on its worst day; higher is worse."""

    ENOUGH = 0
    WITHIN_DOUBT = 1
    BELOW_NOT_BY_PLAN = 2
    """Below the norm, but not made worse; or a new point that by its orientation never reaches it."""
    BELOW_BY_PLAN = 3
    """Falls below the norm, or was below and loses more."""


@dataclass(frozen=True, eq=False)
class Loss:
    """How much one point loses on one day [min]."""

    point: ObservationPoint
    day: date
    before: float
    after: float

    @property
    def minutes(self) -> float:
        """Decrease; negative where sun is gained [min]."""
        return self.before - self.after


@dataclass(frozen=True, eq=False)
class Pairs:
    """Points of the proposed situation with their sun in both situations, arrays (points, days) [min]."""

    points: tuple[ObservationPoint, ...]
    days: tuple[date, ...]
    required: float
    before: Floats
    before_doubt: Floats
    existed: Bools
    """Shape (points,); `before` means nothing where False."""
    after: Floats
    after_doubt: Floats
    reachable: Floats

    def only(self, mask: Bools) -> Pairs:
        """Return the points of the mask, shape (points,)."""
        return Pairs(
            tuple(point for point, keep in zip(self.points, mask, strict=True) if keep),
            self.days,
            self.required,
            self.before[mask],
            self.before_doubt[mask],
            self.existed[mask],
            self.after[mask],
            self.after_doubt[mask],
            self.reachable[mask],
        )

    def fallen(self) -> list[Loss]:
        """Return per point the day on which it falls furthest below the norm by the plan, worst first."""
        below = self.existed[:, None] & (self.before >= self.required) & (self.after < self.required)
        found = []
        for row in np.flatnonzero(below.any(axis=1)):
            column = int(np.where(below[row], self.after[row], np.inf).argmin())
            before, after = float(self.before[row, column]), float(self.after[row, column])
            found.append(Loss(self.points[row], self.days[column], before, after))
        return sorted(found, key=lambda loss: (loss.after, loss.point.id))

    @property
    def sunny(self) -> Bools:
        """Points that without any obstacle get sun on every tested day, shape (points,)."""
        return np.asarray((self.reachable > 0).all(axis=1))

    @property
    def known(self) -> Bools:
        """Points whose place was read from a model, not assumed, shape (points,)."""
        return np.array([point.assumption is None for point in self.points], dtype=np.bool_)

    def below_before(self) -> int:
        """Count the points that are below the norm on some day in the existing situation."""
        return int(((self.before < self.required).any(axis=1) & self.existed).sum())

    def below_after(self) -> int:
        """Count the points that are below the norm on some day in the proposed situation."""
        return int((self.after < self.required).any(axis=1).sum())

    def greatest_loss(self) -> Loss | None:
        """Return the greatest decrease of all points and days; None if no point existed before."""
        if not self.existed.any():
            return None
        lost = np.where(self.existed[:, None], self.before - self.after, -np.inf)
        return self._at(int(lost.argmax()))

    def darkest(self) -> Loss:
        """Return point and day with the least sun in the proposed situation."""
        return self._at(int(self.after.argmin()))

    def _at(self, flat: int) -> Loss:
        row, column = divmod(flat, len(self.days))
        return Loss(
            self.points[row],
            self.days[column],
            float(self.before[row, column]),
            float(self.after[row, column]),
        )

    def states(self) -> Ints:
        """Return the worst `State` over the days per point, shape (points,)."""
        unsure, below = _compared(self.after, self.after_doubt, self.required)
        before_unsure, before_below = _compared(self.before, self.before_doubt, self.required)
        existed = self.existed[:, None]
        was_enough = existed & ~before_unsure & ~before_below
        lost = self.before - self.after
        worse = lost > self.before_doubt + self.after_doubt
        never = ~existed & (self.reachable < self.required)
        by_plan = below & ~never & (~existed | was_enough | worse)
        slightly = below & existed & ~by_plan & (lost > 0)
        cells = np.full(self.after.shape, int(State.ENOUGH), dtype=np.int64)
        cells[unsure | slightly] = State.WITHIN_DOUBT
        cells[below & ~by_plan & ~slightly] = State.BELOW_NOT_BY_PLAN
        cells[by_plan] = State.BELOW_BY_PLAN
        return np.asarray(cells.max(axis=1))


def _compared(minutes: Floats, doubt: Floats, required: float) -> tuple[Bools, Bools]:
    """Return where the norm lies within the doubt, and where the sun is surely below it."""
    unsure = (doubt > 0) & (np.abs(minutes - required) <= doubt)
    return np.asarray(unsure), np.asarray((minutes < required) & ~unsure)


def pair(existing: SunStudy, proposed: SunStudy, required: float) -> Pairs:
    """Put the two studies beside each other by point; both must hold the same days."""
    rows = {point.id: row for row, point in enumerate(existing.points)}
    places = [rows.get(point.id) for point in proposed.points]
    existed = np.array([place is not None for place in places], dtype=np.bool_)
    take = np.array([place or 0 for place in places], dtype=np.int64)
    nothing = np.zeros_like(proposed.minutes)
    return Pairs(
        proposed.points,
        proposed.days,
        required,
        np.asarray(existing.minutes[take]) if rows else nothing,
        np.asarray(existing.tolerance[take]) if rows else nothing,
        existed,
        np.asarray(proposed.minutes),
        np.asarray(proposed.tolerance),
        np.asarray(proposed.reachable),
    )
