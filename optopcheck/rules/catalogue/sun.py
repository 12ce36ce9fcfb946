"""Possible sun under a norm that a rule file brings: hours before and after, and what is lost, by point."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.sunlight import Baseline
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import Fact, doubt_of, exact, missing, not_known, unconfirmed
from optopcheck.rules.language.kinds import Kind, ListKind, TextKind, TruthKind, number_in
from optopcheck.rules.language.values import Items, Number, Span, World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.sunlight import SunNorm, SunStudy
    from optopcheck.rules.language.values import Value

_MINUTES = 60.0
MOST_ROWS = 20_000
_KINDS: Mapping[str, Kind] = {
    "name": TextKind(),
    "owner": TextKind(),
    "own": TruthKind(),
    "existed": TruthKind(),
    "before": number_in("h"),
    "after": number_in("h"),
    "decrease": number_in("h"),
    "reachable": number_in("h"),
}
_DAY_KINDS: Mapping[str, Kind] = {**_KINDS, "day": TextKind()}
_UNITS = "it.before, it.after, it.decrease, it.reachable [h], it.name, it.owner, it.own, it.existed"
_NO_NEIGHBOURS = Text("er zijn geen buurgebouwen gegeven", "no buildings around were given")
_NO_POINTS = Text("de buurgebouwen hebben geen meetpunten", "the buildings around have no points")
_NEW_POINT = Text("dit punt bestaat in de uitgangstoestand niet", "this point is not in the baseline")


def sun_facts(alias: str, norm: SunNorm) -> tuple[Fact, ...]:
    """Return the lists of points, and of points by day, under a norm that a file calls `alias`."""
    label = Text(f"bezonning volgens {norm.title.nl}", f"sun under {norm.title.in_language('en')}")
    return (
        Fact(
            f"sun.{alias}.points",
            ListKind(_KINDS),
            _UNITS,
            label,
            partial(_read, norm, label, by_day=False),
            note=Text("per punt de slechtste dag", "the worst day of each point"),
        ),
        Fact(
            f"sun.{alias}.point_days",
            ListKind(_DAY_KINDS),
            f"{_UNITS}, it.day",
            label,
            partial(_read, norm, label, by_day=True),
            note=Text("per punt en per dag", "each point and each day"),
        ),
    )


def _read(norm: SunNorm, label: Text, facts: Facts, *, by_day: bool) -> Value:
    baseline = facts.permitted if norm.baseline is Baseline.PERMITTED else facts.existing
    none = Unmeasured(Text("er is geen bezonningsstudie", "there is no sun study"))
    before, after = baseline.sun.get(norm.id, none), facts.proposed.sun.get(norm.id, none)
    for study in (before, after):
        if isinstance(study, Unmeasured):
            return missing(study, label)
    if isinstance(before, Unmeasured) or isinstance(after, Unmeasured):
        return not_known(label, none.reason)
    why = _unseen(after, facts)
    if why is not None:
        return not_known(label, why)
    if before.days != after.days:
        return not_known(
            label, Text("de studies tellen andere dagen", "the studies count other days"), Need.REPAIR
        )
    return _rows(before, after, label, facts, by_day=by_day)


def _unseen(after: SunStudy, facts: Facts) -> Text | None:
    """Return why those who may lose sun are not in the study: of nobody, everything is true."""
    if not facts.case.neighbours:
        return _NO_NEIGHBOURS
    studied = {point.id for point in after.points}
    if not any(point.id in studied for n in facts.case.neighbours for point in n.observation_points):
        return _NO_POINTS
    return None


def _rows(before: SunStudy, after: SunStudy, label: Text, facts: Facts, *, by_day: bool) -> Value:
    days = len(after.days) if by_day else 1
    if len(after.points) * days > MOST_ROWS:
        why = Text(f"meer dan {MOST_ROWS} punten en dagen", f"over {MOST_ROWS} points and days")
        return not_known(label, why, Need.REPAIR)
    others = {point.id for n in facts.case.neighbours for point in n.observation_points}
    old = {point.id: row for row, point in enumerate(before.points)}
    rows: list[Mapping[str, Value]] = []
    for row, point in enumerate(after.points):
        place = old.get(point.id)
        told: dict[str, Value] = {
            "name": point.label,
            "owner": point.owner,
            "own": point.id not in others,
            "existed": place is not None,
        }
        for columns in _columns(len(after.days), by_day=by_day):
            sun = _Sun(before, after, place, row, columns, label).values()
            day: dict[str, Value] = {"day": after.days[columns[0]].isoformat()} if by_day else {}
            rows.append({**told, **sun, **day})
    return Items(tuple(rows))


def _columns(days: int, *, by_day: bool) -> list[list[int]]:
    return [[day] for day in range(days)] if by_day else [list(range(days))]


class _Sun:
    """Sun of one point over some days."""

    def __init__(
        self, before: SunStudy, after: SunStudy, place: int | None, row: int, columns: list[int], label: Text
    ) -> None:
        self.point = after.points[row]
        self.label = label
        self.after = after.minutes[row, columns]
        self.after_doubt = after.tolerance[row, columns]
        self.reachable = after.reachable[row, columns]
        self.before = None if place is None else before.minutes[place, columns]
        self.before_doubt = np.zeros(0) if place is None else before.tolerance[place, columns]

    def values(self) -> dict[str, Value]:
        nothing = np.zeros_like(self.reachable)
        new = not_known(self.label, _NEW_POINT)
        before: Value = new
        decrease: Value = new
        if self.before is not None:
            before = self._least(self.before, self.before_doubt)
            decrease = self._most(self.before - self.after, self.before_doubt + self.after_doubt)
        return {
            "before": before,
            "after": self._least(self.after, self.after_doubt),
            "decrease": decrease,
            "reachable": self._least(self.reachable, nothing),
        }

    def _least(self, minutes: Floats, doubt: Floats) -> Number:
        return self._hours((minutes - doubt).min(), minutes.min(), (minutes + doubt).min())

    def _most(self, minutes: Floats, doubt: Floats) -> Number:
        return self._hours((minutes - doubt).max(), minutes.max(), (minutes + doubt).max())

    def _hours(self, low: float, value: float, high: float) -> Number:
        """Return hours; an assumed point decides nothing (it waits for its true place)."""
        middle, moved = exact(value / _MINUTES, "h")
        down, up = doubt_of((value - low) / _MINUTES), doubt_of((high - value) / _MINUTES)
        number = Number((World(frozenset(), Span(middle - down - moved, middle, middle + up + moved)),))
        if self.point.assumption is None:
            return number
        return unconfirmed(number, self.point.assumption, self.label, Need.INPUT)
