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
    OUTSIDE_GLASS = "outside_glass"
    """On the glass as well: a model gives it no thickness, so the reveal shades it in the same way."""
    FACADE = "facade"
    """The middle of the façade, wherever its windows are; on its outer face."""
    GARDEN = "garden"
    """A grid on the ground; no study counts it yet."""


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


@dataclass(frozen=True)
class ExcessRule:
    """What a norm says of a great loss that leaves enough sun (*excessenregeling*)."""

    about: Text
    most: Limit | None = None
    """Greatest loss that is no excess [min]; None where the number is not known."""


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
    height: float | None = None
    """Of a façade point above its floor, as the norm says [m]; None for a point in a window."""
    facades: CountedFacades = CountedFacades.SUNNY
    baseline: Baseline = Baseline.EXISTING
    tolerance: float = 0.0
    """A decrease up to this is none [min]."""
    not_worse: bool = True
    """Where the sun is below the norm already, it may not decrease."""
    excess: ExcessRule | None = None
    assumptions: tuple[Text, ...] = ()
    """What the source does not settle and the file had to choose."""

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
