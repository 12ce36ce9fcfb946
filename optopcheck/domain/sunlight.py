"""Possible sun (*bezonning*): norms as data, studies as numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from optopcheck.domain.mesh import Floats, frozen_floats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.mesh import Ints
    from optopcheck.domain.rule import LegalSource, Limit
    from optopcheck.domain.text import Text

Times = NDArray[np.datetime64]
Bits = NDArray[np.uint8]


_PLAIN_YEAR = 2025
"""Without a 29 February: a norm speaks of days that each year has."""


class PointPosition(StrEnum):
    """Where on the window or façade the sun is counted."""

    INSIDE_GLASS = "inside_glass"
    OUTSIDE_GLASS = "outside_glass"
    """On the glass as well: a model gives it no thickness, so the reveal shades it in the same way."""
    FACADE = "facade"
    """The middle of the façade, wherever its windows are; on its outer face."""
    GARDEN = "garden"
    """A grid on the plots that were entered."""


class CountedFacades(StrEnum):
    """Which façades a norm speaks of."""

    SUNNY = "sunny"
    """Those that can get sun on each tested day."""
    ALL = "all"


class Baseline(StrEnum):
    """With what the sun of the design is compared."""

    EXISTING = "existing"
    PERMITTED = "permitted"
    """What the plan allows already (*planologisch maximaal*)."""


class LossMeasure(StrEnum):
    """In what a norm measures a loss of sun."""

    MINUTES = "minutes"
    """Decrease on a day [min]."""
    OF_SUN = "percent_of_sun"
    """Decrease as a share of the sun before [%]."""
    OF_DAY = "percent_of_day"
    """Extra shade as a share of the sun that comes where nothing stands [%]."""
    OF_GARDEN = "percent_of_garden"
    """Share of a garden that had the hours of the norm, and has them no more [%]."""
    GARDEN_AREA = "garden_area"
    """Area of a garden that had the hours of the norm, and has them no more [m2]."""
    SHADED_AREA = "shaded_area"
    """Area of extra shade on a garden at clock times [m2]; no study counts it yet."""

    @property
    def unit(self) -> str:
        """Unit of its limit."""
        if self is LossMeasure.MINUTES:
            return "min"
        return "m2" if self in (LossMeasure.GARDEN_AREA, LossMeasure.SHADED_AREA) else "%"

    @property
    def of_gardens(self) -> bool:
        """True where it is of a garden as a whole, not of one point."""
        return self in (LossMeasure.OF_GARDEN, LossMeasure.GARDEN_AREA, LossMeasure.SHADED_AREA)

    @property
    def is_counted(self) -> bool:
        """False where a norm can say it and no study can count it."""
        return self is not LossMeasure.SHADED_AREA


@dataclass(frozen=True)
class ExcessRule:
    """What a norm says of a great loss that leaves enough sun (*excessenregeling*)."""

    about: Text
    most: Limit | None = None
    """Greatest loss that is no excess, in the unit of `measure`; None where the number is not known."""
    measure: LossMeasure = LossMeasure.MINUTES
    at: tuple[str, ...] = ()
    """Day and clock time, as the norm writes them, where it names instants (``21 maart 12:00``)."""


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
    height: float | None = None
    """Of a façade point above its floor, of a garden point above the ground, as the norm says [m];
    None for a point in a window."""
    facades: CountedFacades = CountedFacades.SUNNY
    baseline: Baseline = Baseline.EXISTING
    tolerance: float = 0.0
    """A decrease up to this is none [min]."""
    not_worse: bool = True
    """Where the sun is below the norm already, it may not decrease."""
    excess: ExcessRule | None = None
    assumptions: tuple[Text, ...] = ()
    """What the source does not settle and the file had to choose."""
    grid: float | None = None
    """Between the points in a garden [m]; None for a norm of another place."""
    share: Limit | None = None
    """Part of a garden that must have the hours [%]; None: all of it."""
    days_fixed: bool = False
    """True where the source itself names the days; a walk through the period adds none to them."""

    def __post_init__(self) -> None:
        if not self.days or self.step <= 0:
            raise ValueError(f"norm {self.id}: give at least one day and a step above zero")

    def scanned(self, every: int) -> SunNorm:
        """Return the norm with each n-th day of its period beside its own days, and the last.

        A norm whose source itself names the days keeps those alone.
        """
        if every < 1:
            raise ValueError(f"a walk through the days takes steps of one or more, not {every}")
        if self.days_fixed:
            return self
        start, end = (date(_PLAIN_YEAR, *day) for day in self.period)
        walked = [start + timedelta(days=step) for step in range(0, (end - start).days + 1, every)]
        return replace(self, days=tuple(sorted({*self.days, *((d.month, d.day) for d in (*walked, end))})))

    def is_kept_by(self, other: SunNorm) -> bool:
        """Tell whether another norm is this one, on the same days or on more."""
        return set(self.days) <= set(other.days) and replace(other, days=self.days) == self


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

    def then(self, other: SunIntervals) -> SunIntervals:
        """Return both, the points of the other after these."""
        return SunIntervals(
            np.concatenate([self.start, other.start]),
            np.concatenate([self.end, other.end]),
            np.concatenate([self.offsets, other.offsets[1:] + self.offsets[-1]]),
            self.days,
        )

    def only(self, points: Ints) -> SunIntervals:
        """Return those of some points, by their numbers, in the order given."""
        cells = (points[:, None] * self.days + np.arange(self.days)).ravel()
        first, counts = self.offsets[cells], np.diff(self.offsets)[cells]
        ends = np.cumsum(counts)
        place = np.repeat(first - (ends - counts), counts) + np.arange(int(counts.sum()))
        return SunIntervals(
            self.start[place], self.end[place], np.concatenate([[0], ends]).astype(np.int64), self.days
        )


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
    doubt: Floats | None = None
    """Shape (points, days) [min]: by the accuracy of the surroundings, in the tolerance; None: unknown."""

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

    def only(self, rows: Sequence[int]) -> SunStudy:
        """Return the study of some of its points."""
        take = np.asarray(rows, dtype=np.int64)
        return replace(
            self,
            points=tuple(self.points[row] for row in rows),
            minutes=self.minutes[take],
            tolerance=self.tolerance[take],
            reachable=self.reachable[take],
            intervals=None if self.intervals is None else self.intervals.only(take),
            samples=None if self.samples is None else self.samples[take],
            doubt=None if self.doubt is None else self.doubt[take],
        )

    def with_finer(self, rows: Ints, finer: SunStudy) -> SunStudy:
        """Return the study with some points, by their rows, as a study in finer steps has them."""
        tables = {}
        for name in ("minutes", "tolerance", "reachable"):
            table = getattr(self, name).copy()
            table[rows] = getattr(finer, name)
            tables[name] = table
        intervals = self.intervals
        if intervals is not None and finer.intervals is not None:
            order = np.arange(len(self.points))
            order[rows] = len(self.points) + np.arange(len(rows))
            intervals = intervals.then(finer.intervals).only(order)
        return replace(self, intervals=intervals, **tables)

    @property
    def worst_day(self) -> Floats:
        """Fewest minutes over the days per point, shape (points,) [min]."""
        return np.asarray(self.minutes.min(axis=1), dtype=np.float64)
