"""Homes and their front and rear: sun of façades added up, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from optopcheck.api import CountedFacades, LossMeasure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from optopcheck.api import ObservationPoint, SunNorm, SunStudy

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_OPPOSITE = np.cos(np.radians(135.0))
"""Façades whose directions differ by more are front and rear of something."""
_MINUTES = 60.0


class State(IntEnum):
    """What a home has on its worst day; higher is worse."""

    ENOUGH = 0
    """Enough, or too little but no less than before."""
    WITHIN_DOUBT = 1
    EXCESS_UNKNOWN = 2
    """Keeps enough but loses sun, and what an excess is nobody has confirmed."""
    DEPENDS = 3
    """One pair of façades loses too much, another does not."""
    LOST = 4
    """Falls below the norm, or was below and loses more."""


@dataclass(frozen=True, eq=False)
class Sides:
    """One reading of front and rear: façades whose sun is added, arrays (days,) [min]."""

    points: tuple[ObservationPoint, ...]
    before: Floats
    after: Floats
    doubt: Floats
    """Of both counts together."""
    after_doubt: Floats
    reachable: Floats

    @property
    def lost(self) -> Floats:
        """Decrease; negative where sun is gained [min]."""
        return self.before - self.after

    def states(self, norm: SunNorm) -> Ints:
        """Return the `State` of each day, shape (days,)."""
        required = norm.hours.value * _MINUTES
        unsure = (self.after_doubt > 0) & (np.abs(self.after - required) <= self.after_doubt)
        below = (self.after < required) & ~unsure
        loses = self.lost > norm.tolerance
        surely = self.lost > norm.tolerance + self.doubt
        if not norm.not_worse:
            # Only who had enough can lose it.
            before_doubt = self.doubt - self.after_doubt
            loses &= self.before + before_doubt >= required
            surely &= self.before - before_doubt >= required
        found = np.full(self.after.shape, int(State.ENOUGH), dtype=np.int64)
        found[surely & ~below & ~unsure & self._excess(norm)] = State.EXCESS_UNKNOWN
        found[loses & (below | unsure)] = State.WITHIN_DOUBT
        found[surely & below] = State.LOST
        return found

    def _excess(self, norm: SunNorm) -> NDArray[np.bool_]:
        """Tell where the loss may be an excess: always, if nobody answers for a number."""
        if norm.excess is None:
            return np.zeros(self.after.shape, dtype=np.bool_)
        most = norm.excess.most
        if most is None or most.confirmed_by is None:
            return np.ones(self.after.shape, dtype=np.bool_)
        lost, doubt = self._in_its_measure(norm.excess.measure)
        return np.asarray(lost + doubt > most.value)

    def _in_its_measure(self, measure: LossMeasure) -> tuple[Floats, Floats]:
        """Return loss and doubt in the unit of the rule; without bound where façades cannot give it."""
        if measure is LossMeasure.MINUTES:
            return self.lost, self.doubt
        whole = {LossMeasure.OF_SUN: self.before, LossMeasure.OF_DAY: self.reachable}.get(measure)
        if whole is None:
            return self.lost, np.full(self.lost.shape, np.inf)
        share = np.divide(100.0, whole, out=np.zeros_like(whole), where=whole > 0)
        return self.lost * share, self.doubt * share

    def worst_day(self, norm: SunNorm) -> int:
        """Return the column of the day in the worst state; of those the one with the least sun."""
        states = self.states(norm)
        return int(np.where(states == states.max(), self.after, np.inf).argmin())


@dataclass(frozen=True, eq=False)
class Home:
    """The façade points of one storey of one building."""

    owner: str
    sides: tuple[Sides, ...]
    """Every reading of front and rear that counts; none where no façade can get sun."""
    known: bool
    """False where the place of a point is assumed."""

    def state(self, norm: SunNorm) -> State:
        """Judge all readings together: too little only where it is so by each of them."""
        found = [State(int(sides.states(norm).max())) for sides in self.sides]
        lost = found.count(State.LOST)
        if 0 < lost < len(found):
            return State.DEPENDS
        return max(found)

    def worst(self, norm: SunNorm) -> Sides:
        """Return the reading that is worst off."""
        return max(self.sides, key=lambda sides: (sides.states(norm).max(), -sides.after.min()))


@dataclass(frozen=True, eq=False)
class Homes:
    """All homes of a study."""

    homes: tuple[Home, ...]
    days: tuple[date, ...]
    norm: SunNorm

    def only(self, *, known: bool) -> Homes:
        """Return the homes whose points are known, or those of which one is assumed."""
        return Homes(tuple(home for home in self.homes if home.known == known), self.days, self.norm)

    def state(self) -> State:
        """Return the worst state; enough where there is no home."""
        return max((home.state(self.norm) for home in self.homes), default=State.ENOUGH)

    def in_state(self, state: State) -> list[Home]:
        """Return the homes in a state, the one with the least sun first."""
        found = [home for home in self.homes if home.state(self.norm) is state]
        return sorted(found, key=lambda home: float(home.worst(self.norm).after.min()))

    def greatest_loss(self) -> tuple[Sides, int] | None:
        """Return façades and day of the greatest decrease; None if nobody loses sun."""
        every = [(sides, int(sides.lost.argmax())) for home in self.homes for sides in home.sides]
        found = max(every, key=lambda pair: pair[0].lost[pair[1]], default=None)
        return found if found is not None and found[0].lost[found[1]] > 0 else None


def homes_of(existing: SunStudy, proposed: SunStudy) -> Homes:
    """Put façade points together to homes; both studies hold the same points and days."""
    groups: dict[tuple[str, str | None], list[int]] = {}
    for row, point in enumerate(proposed.points):
        groups.setdefault((point.owner, point.storey_id), []).append(row)
    found = [
        Home(
            owner,
            tuple(_counted(members, existing, proposed)),
            all(proposed.points[row].assumption is None for row in members),
        )
        for (owner, _), members in groups.items()
    ]
    return Homes(tuple(home for home in found if home.sides), proposed.days, proposed.norm)


def count_of_homes(study: SunStudy) -> int:
    """Return how many homes a study holds, those without sun included."""
    return len({(point.owner, point.storey_id) for point in study.points})


def _counted(rows: Sequence[int], existing: SunStudy, proposed: SunStudy) -> Iterator[Sides]:
    for reading in _readings(rows, proposed):
        sides = _sides(reading, existing, proposed)
        if proposed.norm.facades is CountedFacades.ALL or (sides.reachable > 0).all():
            yield sides


def _readings(rows: Sequence[int], study: SunStudy) -> Iterator[tuple[int, ...]]:
    """Yield the façades that may be front and rear; each by itself where none is opposite another."""
    if not study.norm.facades_summed:
        yield from ((row,) for row in rows)
        return
    facing = {row: np.asarray(study.points[row].facing)[:2] for row in rows}
    pairs = [(a, b) for a, b in combinations(rows, 2) if facing[a] @ facing[b] < _OPPOSITE]
    yield from pairs or ((row,) for row in rows)


def _sides(rows: Sequence[int], existing: SunStudy, proposed: SunStudy) -> Sides:
    take = list(rows)
    after_doubt = proposed.tolerance[take].sum(axis=0)
    return Sides(
        tuple(proposed.points[row] for row in take),
        existing.minutes[take].sum(axis=0),
        proposed.minutes[take].sum(axis=0),
        existing.tolerance[take].sum(axis=0) + after_doubt,
        after_doubt,
        proposed.reachable[take].sum(axis=0),
    )
