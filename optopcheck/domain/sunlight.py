"""Possible sun (*bezonning*): norms as data, studies as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from optopcheck.domain.mesh import Floats, frozen_floats

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.mesh import Ints
    from optopcheck.domain.rule import LegalSource, Limit
    from optopcheck.domain.text import Text

Times = NDArray[np.datetime64]
Bits = NDArray[np.uint8]


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
    sampled: bool = False
    """Count samples times step, as the norm itself prescribes; False: from edge to edge, to the second."""

    def __post_init__(self) -> None:
        if not self.days or self.step <= 0:
            raise ValueError(f"norm {self.id}: give at least one day and a step above zero")


@dataclass(frozen=True, eq=False)
class SunIntervals:
    """When sun begins and ends, by point, day and time."""

    start: Times
    """UTC, shape (k,); the first instant that was seen sunny."""
    end: Times
    """UTC, shape (k,); the last instant that was seen sunny."""
    offsets: Ints
    """Where each point and day begins, shape (points * days + 1,)."""
    days: int
    """Number of days."""

    def __post_init__(self) -> None:
        for name in ("start", "end", "offsets"):
            array = getattr(self, name).copy()
            array.setflags(write=False)
            object.__setattr__(self, name, array)
        if (
            not len(self.start) == len(self.end) == self.offsets[-1]
            or (self.offsets[1:] < self.offsets[:-1]).any()
        ):
            raise ValueError("offsets do not fit the intervals")

    def of(self, point: int, day: int) -> tuple[tuple[np.datetime64, np.datetime64], ...]:
        """Return begin and end of each interval of one point on one day, by their numbers."""
        cell = point * self.days + day
        part = slice(self.offsets[cell], self.offsets[cell + 1])
        return tuple(zip(self.start[part], self.end[part], strict=True))


@dataclass(frozen=True, eq=False)
class SunStudy:
    """Possible sun per point and day for one situation under one norm (*bezonningsstudie*)."""

    norm: SunNorm
    days: tuple[date, ...]
    points: tuple[ObservationPoint, ...]
    minutes: Floats
    """Shape (points, days) [min]."""
    tolerance: Floats
    """Shape (points, days) [min]: one step for each edge of a sun interval, see `method`."""
    reachable: Floats
    """Shape (points, days) [min]: sun above the minimum height in front of the façade, obstacles left out."""
    intervals: SunIntervals | None = None
    """Where the minutes lie on the day."""
    samples: Bits | None = None
    """Sunny samples as bits, shape (points, bytes): from these a changed scenario is told."""
    method: Text | None = None
    """Sun position, refraction, and how edges were found."""

    def __post_init__(self) -> None:
        shape = (len(self.points), len(self.days))
        for name in ("minutes", "tolerance", "reachable"):
            object.__setattr__(self, name, frozen_floats(getattr(self, name), *shape))
        if self.intervals is not None and len(self.intervals.offsets) != shape[0] * shape[1] + 1:
            raise ValueError(f"expected intervals of {shape} points and days")
        if self.samples is not None:
            if self.samples.ndim != 2 or len(self.samples) != shape[0]:  # noqa: PLR2004 - a table
                raise ValueError(f"expected samples of {shape[0]} points, got {self.samples.shape}")
            self.samples.setflags(write=False)

    def index(self, point_id: str) -> int | None:
        """Return the row of a point, None if the study does not hold it."""
        return next((i for i, point in enumerate(self.points) if point.id == point_id), None)

    @property
    def worst_day(self) -> Floats:
        """Fewest minutes over the days per point, shape (points,) [min]."""
        return np.asarray(self.minutes.min(axis=1), dtype=np.float64)
