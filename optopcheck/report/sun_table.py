"""Sun before, after and permitted, side by side per point and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.sunlight import SunNorm, SunStudy


@dataclass(frozen=True)
class DaySun:
    """Minutes of possible sun on one day; None where the situation does not hold the point."""

    day: date
    before: float | None
    after: float | None
    permitted: float | None
    reachable: float
    """Sun in front of the façade, obstacles left out [min]."""
    tolerance: float
    """The largest of the situations [min]."""

    @property
    def decrease(self) -> float | None:
        """Before minus after [min]; None where one of them is missing."""
        return None if self.before is None or self.after is None else self.before - self.after

    @property
    def decrease_percent(self) -> float | None:
        """Decrease as a share of the sun before [%]; None where there was none."""
        if self.decrease is None or not self.before:
            return None
        return 100.0 * self.decrease / self.before

    @property
    def decrease_from_permitted(self) -> float | None:
        """Permitted minus after [min]; None where one of them is missing."""
        return None if self.permitted is None or self.after is None else self.permitted - self.after


@dataclass(frozen=True, eq=False)
class PointSun:
    """A point with its days."""

    point: ObservationPoint
    days: tuple[DaySun, ...]

    @property
    def most_affected(self) -> DaySun | None:
        """The day with the largest decrease, None where nothing can be compared."""
        comparable = [day for day in self.days if day.decrease is not None]
        return max(comparable, key=lambda day: day.decrease or 0.0, default=None)

    @property
    def darkest(self) -> DaySun | None:
        """The day with the least sun after, None where the design does not hold the point."""
        held = [day for day in self.days if day.after is not None]
        return min(held, key=lambda day: day.after or 0.0, default=None)

    def on(self, day: date) -> DaySun | None:
        """Return the sun of one day, None where it was not studied."""
        return next((sun for sun in self.days if sun.day == day), None)


def norms_read(outcomes: Iterable[Outcome]) -> dict[str, SunNorm]:
    """Return the norms that the rules read, by id."""
    return {norm.id: norm for outcome in outcomes for norm in outcome.rule.norms}


def study_points(studies: Mapping[str, SunStudy | Unmeasured | None]) -> tuple[PointSun, ...]:
    """Join the studies ``existing``, ``permitted`` and ``proposed`` of one norm; points by owner and id."""
    made = {
        name: study
        for name, study in studies.items()
        if study is not None and not isinstance(study, Unmeasured)
    }
    points = {point.id: point for study in made.values() for point in study.points}
    rows = {name: {point.id: row for row, point in enumerate(study.points)} for name, study in made.items()}
    days = sorted({day for study in made.values() for day in study.days})
    ordered = sorted(points.values(), key=lambda point: (point.owner, point.id))
    return tuple(PointSun(point, tuple(_day(made, rows, point.id, day) for day in days)) for point in ordered)


def boundary_day(norm: SunNorm, points: Iterable[PointSun]) -> date | None:
    """Return the end of the period of a norm with the least sun in the sky, None if neither was studied."""
    lit: dict[date, float] = {}
    for point in points:
        for day in point.days:
            if (day.day.month, day.day.day) in norm.period:
                lit[day.day] = max(day.reachable, lit.get(day.day, 0.0))
    return min(sorted(lit), key=lit.__getitem__, default=None)


def _day(
    studies: Mapping[str, SunStudy], rows: Mapping[str, Mapping[str, int]], point_id: str, day: date
) -> DaySun:
    places = {
        name: (study, rows[name][point_id], study.days.index(day))
        for name, study in studies.items()
        if point_id in rows[name] and day in study.days
    }
    minutes = {name: float(study.minutes[row, column]) for name, (study, row, column) in places.items()}
    return DaySun(
        day,
        minutes.get("existing"),
        minutes.get("proposed"),
        minutes.get("permitted"),
        max((float(s.reachable[row, column]) for s, row, column in places.values()), default=0.0),
        max((float(s.tolerance[row, column]) for s, row, column in places.values()), default=0.0),
    )
