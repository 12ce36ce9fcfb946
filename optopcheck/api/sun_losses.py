"""How much sun is lost, in the measure in which a norm speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.sunlight import LossMeasure

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.sunlight import SunStudy

_MINUTES = 60.0
_WHOLE = 100.0


@dataclass(frozen=True)
class GardenSun:
    """A garden on one day."""

    garden: str
    day: date
    area: float
    """Of the garden, as far as points stand for it [m2]."""
    before: float
    """Part that had the hours of the norm [m2]."""
    after: float
    """Part that keeps them [m2]."""
    unsure: float
    """Part of which the count after lies within its tolerance of the norm [m2]."""

    @property
    def lost(self) -> float:
        """Area that had the hours and has them no more; negative where it grows [m2]."""
        return self.before - self.after

    @property
    def share_after(self) -> float:
        """Part that keeps the hours [%]."""
        return _WHOLE * self.after / self.area

    @property
    def share_lost(self) -> float:
        """Part that had the hours and has them no more [%]."""
        return _WHOLE * self.lost / self.area


def point_losses(measure: LossMeasure, before: SunStudy, after: SunStudy) -> Floats | None:
    """Return the loss of each point on each day, in the unit of the measure.

    A share of no sun at all is no loss. Both studies hold the same points and days.

    Returns
    -------
    array (points, days), or None where the measure is not of points.
    """
    lost = before.minutes - after.minutes
    if measure is LossMeasure.MINUTES:
        return np.asarray(lost, dtype=np.float64)
    whole = {LossMeasure.OF_SUN: before.minutes, LossMeasure.OF_DAY: after.reachable}.get(measure)
    if whole is None:
        return None
    return np.asarray(_WHOLE * np.divide(lost, whole, out=np.zeros_like(lost), where=whole > 0))


def garden_sun(before: SunStudy, after: SunStudy) -> tuple[GardenSun, ...]:
    """Return per garden and day how much of it has the hours of the norm; points elsewhere are left out.

    Both studies hold the same points and days.
    """
    required = after.norm.hours.value * _MINUTES
    rows: dict[str, list[int]] = {}
    for row, point in enumerate(after.points):
        if point.garden is not None and point.area:
            rows.setdefault(point.garden, []).append(row)
    return tuple(
        _garden(name, members, column, before, after, required)
        for name, members in rows.items()
        for column in range(len(after.days))
    )


def _garden(
    name: str, rows: list[int], column: int, before: SunStudy, after: SunStudy, required: float
) -> GardenSun:
    areas = np.array([after.points[row].area or 0.0 for row in rows])
    had, has = before.minutes[rows, column], after.minutes[rows, column]
    near = np.abs(has - required) <= after.tolerance[rows, column]
    return GardenSun(
        name,
        after.days[column],
        float(areas.sum()),
        float(areas[had >= required].sum()),
        float(areas[has >= required].sum()),
        float(areas[near].sum()),
    )
