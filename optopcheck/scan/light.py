"""Sun that an added storey takes from the façades around it: only rays that pass its box are looked at.

Nothing is counted of points that lose nothing. A point that loses gets the sun of its whole days, before and
after, in steps that are wider than those of the norm; the tolerance says what that leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.aiming import Directions, through_box
from optopcheck.geometry.rays import Obstacles
from optopcheck.sun.sky import sky_of

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from optopcheck.domain.mesh import Floats, Ints, Mesh
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.geometry.rays import Flags

    Bits = NDArray[np.uint8]

STEP = 10.0
"""Between samples of a scan [min]."""
_OFF = 0.005
"""Rays start this far outside a façade [m]."""
_MARGIN = 0.01


@dataclass(frozen=True, eq=False)
class Loss:
    """Points that lose sun under one norm, shape (points, days) where not said otherwise [min]."""

    days: tuple[date, ...]
    rows: Ints
    """Of the points, shape (points,)."""
    before: Floats
    after: Floats
    reachable: Floats
    spells: Ints
    """Intervals of sun before or after, whichever are more."""

    @property
    def tolerance(self) -> Floats:
        """Of before and of after each: half a step at each edge, and a gap between samples [min]."""
        return 2.0 * STEP * np.maximum(self.spells, 1)


@dataclass(frozen=True, eq=False)
class _Share:
    """The part of one norm in the samples that all norms count together."""

    days: tuple[date, ...]
    stretch: Ints
    """Of each day the number of its stretch of samples; one more than there are where the sun stays down."""
    counts: Flags
    """Samples at which this norm counts the sun, shape (samples,)."""
    first: Ints
    """First sample of each stretch, one for each day of any norm."""


class Light:
    """The points and obstacles of a tile with its surroundings.

    The days of all norms are counted together, and each point once, however many storeys shade it.
    """

    def __init__(
        self, points: Floats, owners: Ints, shade: Mesh, site: Site, norms: tuple[SunNorm, ...], year: int
    ) -> None:
        self.owners, self.facing = owners, points[:, 1]
        self.vantage = points[:, 0] + _OFF * self.facing
        self._shade = Obstacles(shade)
        self._towards, self._shares = _together(norms, site, year)
        self._directions = Directions(self._towards)
        self._near = self._towards.astype(np.float32)
        self._by_x = np.argsort(self.vantage[:, 0], kind="stable")
        self._x = self.vantage[self._by_x, 0]
        self._known = np.zeros(len(points), dtype=np.bool_)
        # Eight samples to a byte: a large tile has a hundred thousand points.
        self._lit = np.zeros((len(points), (len(self._towards) + 7) // 8), dtype=np.uint8)
        self._ahead = np.zeros_like(self._lit)

    def around(self, box: Floats, reach: float, own: int) -> Ints:
        """Return the points of others within a distance of a box (2, 3) in plan."""
        low, high = box[0, :2] - reach, box[1, :2] + reach
        # A large tile with its surroundings has a hundred thousand points: only a strip is looked at.
        begin, end = np.searchsorted(self._x, low[0]), np.searchsorted(self._x, high[0], side="right")
        rows = self._by_x[begin:end]
        y = self.vantage[rows, 1]
        return np.asarray(np.sort(rows[(y >= low[1]) & (y <= high[1]) & (self.owners[rows] != own)]))

    def taken(self, rows: Ints, added: Mesh) -> dict[str, Loss]:
        """Find what a volume takes from points, by their rows, under each norm."""
        box = added.bounds + np.array([[-_MARGIN], [_MARGIN]])
        rows = rows[self._before(rows, box)]
        place, sample = self._directions.towards_box(self.vantage[rows], box)
        point, towards = rows[place], self._towards[sample]
        met = (_dot(self.facing[point], towards) > 0) & through_box(self.vantage[point], towards, box)
        point, sample, towards = point[met], sample[met], towards[met]
        shaded = Obstacles(added, self._shade.centre).blocked(self.vantage[point], towards)
        point, sample = point[shaded], sample[shaded]
        self._look_from(np.unique(point))
        # Most of them have the sun behind another building at that moment.
        sunny = self._has_sun(point, sample)
        some, which = np.unique(point[sunny], return_inverse=True)
        front, lit = self._flags(self._ahead[some]), self._flags(self._lit[some])
        left = lit.copy()
        left[which, sample[sunny]] = False
        return {key: _counted(share, some, front, lit, left) for key, share in self._shares.items()}

    def _before(self, rows: Ints, box: Floats) -> Flags:
        """Tell before whose façade a part of the box lies, and above the point."""
        facing = self.facing[rows]
        corner = np.where(facing > 0, box[1], box[0]) - self.vantage[rows]
        return np.asarray((_dot(corner, facing) > 0) & (box[1, 2] > self.vantage[rows, 2]))

    def _look_from(self, rows: Ints) -> None:
        """Find out when the sun is before the façade, and when it reaches it without the storey."""
        new = rows[~self._known[rows]]
        front = np.einsum("ij,kj->ik", self.facing[new], self._towards) > 0
        self._ahead[new] = np.packbits(front, axis=1)
        for number, row in enumerate(new):
            ahead = np.flatnonzero(front[number])
            front[number, ahead] = ~self._shade.blocked_from(self.vantage[row], self._near[ahead])
        self._lit[new] = np.packbits(front, axis=1)
        self._known[new] = True

    def _has_sun(self, points: Ints, samples: Ints) -> Flags:
        """Tell pair by pair whether the sun reaches a point at a sample, shape (pairs,)."""
        found = self._lit[points, samples >> 3] >> (7 - (samples & 7)).astype(np.uint8)
        return np.asarray(found & 1, dtype=np.bool_)

    def _flags(self, packed: Bits) -> Flags:
        """Return shape (points, samples)."""
        return np.unpackbits(packed, axis=1, count=len(self._towards)).view(np.bool_)


def _together(norms: tuple[SunNorm, ...], site: Site, year: int) -> tuple[Floats, dict[str, _Share]]:
    """Return the samples at which some norm counts the sun, and which of them are whose."""
    skies = {norm.id: sky_of(replace(norm, step=STEP, sampled=False), site, year) for norm in norms}
    times = [sky.seconds[sky.up] for sky in skies.values()]
    every, first = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *times]), return_index=True)
    towards = np.concatenate([np.empty((0, 3)), *(sky.towards for sky in skies.values())])[first]
    first = np.flatnonzero(np.diff(every, prepend=np.iinfo(np.int64).min // 2) > STEP * 60.0)
    shares = {}
    for key, sky in skies.items():
        columns = np.searchsorted(every, sky.seconds[sky.up])
        counts = np.zeros(len(every), dtype=np.bool_)
        counts[columns] = True
        stretch = np.full(len(sky.days), len(first))
        stretch[sky.day_of(np.arange(len(columns)))] = np.searchsorted(first, columns, side="right") - 1
        shares[key] = _Share(sky.days, stretch, counts, first)
    return towards, shares


def _counted(share: _Share, points: Ints, front: Flags, lit: Flags, left: Flags) -> Loss:
    """Count the points that lose under one norm."""
    lost = _by_day(lit ^ left, share)
    lose = lost.any(axis=1)
    front, lit, left, lost = front[lose], lit[lose], left[lose], lost[lose]
    before, reachable = STEP * _by_day(lit, share), STEP * _by_day(front, share)
    spells = np.maximum(_spells(lit, share), _spells(left, share))
    return Loss(share.days, points[lose], before, before - STEP * lost, reachable, spells)


def _dot(one: Floats, other: Floats) -> Floats:
    return np.asarray((one * other).sum(axis=1))


def _by_day(flags: Flags, share: _Share) -> Floats:
    """Count samples by day; not by a matrix product, whose threads take the cores of the other workers."""
    sums = np.zeros((len(flags), len(share.first) + 1), dtype=np.int32)
    if len(share.first):
        sums[:, :-1] = np.add.reduceat(flags & share.counts, share.first, axis=1, dtype=np.int32)
    return np.asarray(sums[:, share.stretch], dtype=np.float64)


def _spells(flags: Flags, share: _Share) -> Ints:
    """Count the intervals of sun of each day."""
    sun = flags & share.counts
    begins = sun.copy()
    begins[:, 1:] &= ~sun[:, :-1]
    begins[:, share.first] = sun[:, share.first]
    return np.asarray(_by_day(begins, share), dtype=np.int64)
