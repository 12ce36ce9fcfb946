"""Possible sun (*bezonning*): norms as data, studies as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Floats, frozen_floats

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.rule import LegalSource, Limit
    from optopcheck.domain.text import Text


class PointPosition(StrEnum):
    """Where on the window or façade the sun is counted."""

    INSIDE_GLASS = "inside_glass"
    FACADE = "facade"


@dataclass(frozen=True)
class SunNorm:
    """A norm for possible sun (*bezonningsnorm*)."""

    id: str
    title: Text
    source: LegalSource
    hours: Limit
    """Hours of possible sun required on each day [h]."""
    days: tuple[tuple[int, int], ...]
    """(month, day) that are tested."""
    period: tuple[tuple[int, int], tuple[int, int]]
    """First and last (month, day) for which the norm speaks."""
    minimum_elevation: float = 0.0
    """Sun at or below this height does not count [deg]."""
    step: float = 1.0
    """Time between samples [min]."""
    position: PointPosition = PointPosition.INSIDE_GLASS
    facades_summed: bool = False

    def __post_init__(self) -> None:
        if not self.days or self.step <= 0:
            raise ValueError(f"norm {self.id}: give at least one day and a step above zero")


@dataclass(frozen=True, eq=False)
class SunStudy:
    """Possible sun per point and day for one situation under one norm (*bezonningsstudie*)."""

    norm: SunNorm
    days: tuple[date, ...]
    points: tuple[ObservationPoint, ...]
    minutes: Floats
    """Shape (points, days) [min]."""
    tolerance: Floats
    """Shape (points, days) [min]: one step for each edge of a sun interval."""
    reachable: Floats
    """Shape (points, days) [min]: sun above the minimum height in front of the façade, obstacles left out."""

    def __post_init__(self) -> None:
        shape = (len(self.points), len(self.days))
        for name in ("minutes", "tolerance", "reachable"):
            object.__setattr__(self, name, frozen_floats(getattr(self, name), *shape))

    def index(self, point_id: str) -> int | None:
        """Return the row of a point, None if the study does not hold it."""
        return next((i for i, point in enumerate(self.points) if point.id == point_id), None)

    @property
    def worst_day(self) -> Floats:
        """Fewest minutes over the days per point, shape (points,) [min]."""
        return np.asarray(self.minutes.min(axis=1), dtype=np.float64)
