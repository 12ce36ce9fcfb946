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

    from optopcheck.domain.mesh import Floats, Ints, Mesh
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.geometry.rays import Flags
    from optopcheck.sun.sky import Sky

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


class Light:
    """The points and obstacles of a tile with its surroundings."""

    def __init__(
        self, points: Floats, owners: Ints, shade: Mesh, site: Site, norms: tuple[SunNorm, ...], year: int
    ) -> None:
        self.owners, self.facing = owners, points[:, 1]
        self.vantage = points[:, 0] + _OFF * self.facing
        self._shade = Obstacles(shade)
        self._skies: dict[str, tuple[Sky, Directions]] = {}
        for norm in norms:
            sky = sky_of(replace(norm, step=STEP, sampled=False), site, year)
            self._skies[norm.id] = sky, Directions(sky.towards)

    def around(self, box: Floats, reach: float, own: int) -> Ints:
        """Return the points of others within a distance of a box (2, 3) in plan."""
        low, high = box[0, :2] - reach, box[1, :2] + reach
        place = self.vantage[:, :2]
        near = ((place >= low) & (place <= high)).all(axis=1) & (self.owners != own)
        return np.asarray(np.flatnonzero(near))

    def taken(self, norm_id: str, rows: Ints, added: Mesh) -> Loss:
        """Find what a volume takes from points, by their rows."""
        sky, directions = self._skies[norm_id]
        box = added.bounds + np.array([[-_MARGIN], [_MARGIN]])
        rows = rows[self._before(rows, box)]
        place, sample = directions.towards_box(self.vantage[rows], box)
        point, towards = rows[place], directions.towards[sample]
        met = (_dot(self.facing[point], towards) > 0) & through_box(self.vantage[point], towards, box)
        point, sample, towards = point[met], sample[met], towards[met]
        alone = Obstacles(added, self._shade.centre)
        shaded = alone.blocked(self.vantage[point], towards)
        point, sample, towards = point[shaded], sample[shaded], towards[shaded]
        sunny = ~self._shade.blocked(self.vantage[point], towards)
        return self._counted(sky, point[sunny], sample[sunny])

    def _before(self, rows: Ints, box: Floats) -> Flags:
        """Tell before whose façade a part of the box lies."""
        facing = self.facing[rows]
        corner = np.where(facing > 0, box[1], box[0]) - self.vantage[rows]
        return np.asarray(_dot(corner, facing) > 0)

    def _counted(self, sky: Sky, point: Ints, sample: Ints) -> Loss:
        rows, which = np.unique(point, return_inverse=True)
        front = np.einsum("ij,kj->ik", self.facing[rows], sky.towards) > 0
        lit = front.copy()
        near = sky.towards.astype(np.float32)
        for number, row in enumerate(rows):
            ahead = np.flatnonzero(front[number])
            lit[number, ahead] = ~self._shade.blocked_from(self.vantage[row], near[ahead])
        left = lit.copy()
        left[which, sample] = False
        edges = np.searchsorted(sky.up, sky.offsets)
        before, after, reachable = (STEP * _by_day(flags, edges) for flags in (lit, left, front))
        spells = np.maximum(_spells(lit, edges), _spells(left, edges))
        return Loss(sky.days, rows, before, after, reachable, spells)


def _dot(one: Floats, other: Floats) -> Floats:
    return np.asarray((one * other).sum(axis=1))


def _by_day(flags: Flags, edges: Ints) -> Floats:
    total = np.concatenate([np.zeros((len(flags), 1)), np.cumsum(flags, axis=1)], axis=1)
    return np.asarray(total[:, edges[1:]] - total[:, edges[:-1]], dtype=np.float64)


def _spells(flags: Flags, edges: Ints) -> Ints:
    """Count the intervals of sun of each day."""
    begins = flags.copy()
    begins[:, 1:] &= ~flags[:, :-1]
    first = edges[:-1][edges[:-1] < flags.shape[1]]
    begins[:, first] = flags[:, first]
    return np.asarray(_by_day(begins, edges), dtype=np.int64)
