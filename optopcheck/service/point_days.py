"""Points on the map of loss, and the day of one point: when the sun comes and goes, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import numpy as np

from optopcheck.domain.sunlight import SunStudy
from optopcheck.sun.days import civil_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.domain.text import Text

SITUATIONS = ("existing", "permitted", "proposed")


@dataclass(frozen=True, eq=False)
class PointLoss:
    """What a point loses on the day of its greatest loss under one norm."""

    id: str
    owner: str
    label: str
    position: Floats
    """Shape (3,) [m]."""
    day: date
    before: float | None
    """Sun before [min]; None for a point that the design brings."""
    after: float
    """Sun after [min]."""

    @property
    def loss(self) -> float:
        """Before minus after [min]; a new point loses nothing."""
        return 0.0 if self.before is None else self.before - self.after


@dataclass(frozen=True, eq=False)
class PointDay:
    """One day of a point, on the clock of its place."""

    name: str
    """Owner and label of the point."""
    day: date
    offsets: tuple[str, ...]
    """Of the clock on that day, such as ``UTC+1``; two when the clock changes."""
    spells: Mapping[str, tuple[tuple[float, float], ...]]
    """Begin and end of sun per situation, in hours of the clock; 24 is the end of the day."""
    minutes: Mapping[str, float]
    """Sun per situation [min]."""
    tolerance: float
    """The largest of the situations [min]."""
    assumption: Text | None
    """Why the place of the point is assumed."""

    @property
    def loss(self) -> float | None:
        """Before minus after [min]; None where one of them is missing."""
        known = self.minutes
        return known["existing"] - known["proposed"] if {"existing", "proposed"} <= known.keys() else None


def studied_norms(facts: Facts) -> tuple[SunNorm, ...]:
    """Return the norms under which the existing situation was studied."""
    return tuple(s.norm for s in facts.existing.sun.values() if isinstance(s, SunStudy))


def losses(
    facts: Facts, norm_id: str, situation: Literal["permitted", "proposed"] = "proposed"
) -> tuple[PointLoss, ...]:
    """Return every point of a situation with the day on which it loses most against the existing one."""
    changed = facts.permitted if situation == "permitted" else facts.proposed
    before, after = facts.existing.sun.get(norm_id), changed.sun.get(norm_id)
    if not isinstance(after, SunStudy):
        return ()
    rows = {p.id: row for row, p in enumerate(before.points)} if isinstance(before, SunStudy) else {}
    found = []
    for row, point in enumerate(after.points):
        known = rows.get(point.id)
        minutes = None if known is None or not isinstance(before, SunStudy) else before.minutes[known]
        less = -after.minutes[row] if minutes is None else minutes - after.minutes[row]
        day = int(less.argmax())
        found.append(
            PointLoss(
                point.id,
                point.owner,
                point.label,
                point.position,
                after.days[day],
                None if minutes is None else float(minutes[day]),
                float(after.minutes[row, day]),
            )
        )
    return tuple(found)


def point_day(facts: Facts, norm_id: str, point_id: str, day: date) -> PointDay | None:
    """Return the spells of sun of a point on a day; None where no situation holds the point."""
    zone = facts.case.site.zone
    start, end = civil_day(day, zone)
    spells: dict[str, tuple[tuple[float, float], ...]] = {}
    minutes: dict[str, float] = {}
    tolerance, point = 0.0, None
    situations = (facts.existing, facts.permitted, facts.proposed)
    for name, situation in zip(SITUATIONS, situations, strict=True):
        study = situation.sun.get(norm_id)
        row = study.index(point_id) if isinstance(study, SunStudy) else None
        if not isinstance(study, SunStudy) or row is None or day not in study.days:
            continue
        column, point = study.days.index(day), study.points[row]
        minutes[name] = float(study.minutes[row, column])
        tolerance = max(tolerance, float(study.tolerance[row, column]))
        if study.intervals is not None:
            spells[name] = tuple(
                (_hours(begin, zone), _hours(until, zone, end))
                for begin, until in study.intervals.of(row, column)
            )
    if point is None:
        return None
    offsets = dict.fromkeys(_offset(second, zone) for second in (start, end - 1))
    name = f"{point.owner}: {point.label}"
    return PointDay(name, day, tuple(offsets), spells, minutes, tolerance, point.assumption)


def _hours(instant: np.datetime64, zone: str, end_of_day: int | None = None) -> float:
    second = int(instant.astype("datetime64[s]").astype(np.int64))
    if second == end_of_day:
        return 24.0
    clock = datetime.fromtimestamp(second, tz=ZoneInfo(zone))
    return clock.hour + clock.minute / 60 + clock.second / 3600


def _offset(second: int, zone: str) -> str:
    offset = datetime.fromtimestamp(second, tz=ZoneInfo(zone)).utcoffset() or timedelta()
    hours, rest = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{'-' if offset < timedelta() else '+'}{hours}" + (f":{rest:02d}" if rest else "")
