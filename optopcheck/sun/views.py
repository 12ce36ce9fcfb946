"""Observation points as arrays: what each of them sees of the sun."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.sunlight import PointPosition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.geometry.rays import Flags, Obstacles

OFFSET = 0.005
"""Rays start this far outside the façade, so that its own outer face never shades it [m]."""


@dataclass(frozen=True, eq=False)
class Views:
    """Points and their openings; a point without an opening has one without depth or edges.

    All products are taken number by number, not by a matrix routine: a pair
    gives the same bits alone and among a million others.
    """

    origin: Floats
    facing: Floats
    aside: Floats
    upwards: Floats
    width: Floats
    height: Floats
    depth: Floats

    @classmethod
    def of(cls, points: Sequence[ObservationPoint], position: PointPosition) -> Views:
        """Collect the points as the norm wants them placed."""
        origin = np.array([p.position for p in points], dtype=np.float64).reshape(-1, 3)
        facing = np.array([p.facing for p in points], dtype=np.float64).reshape(-1, 3)
        opening = np.array(
            [(a.width, a.height, a.depth) if (a := p.aperture) else (np.inf, np.inf, 0.0) for p in points]
        ).reshape(-1, 3)
        if position is PointPosition.FACADE:
            origin = origin + facing * opening[:, 2:]
            opening = np.tile([np.inf, np.inf, 0.0], (len(points), 1))
        # Looking out, `aside` is level along the façade; a skylight that looks straight up takes x.
        aside = np.cross(facing, [0.0, 0.0, 1.0])
        length = np.linalg.norm(aside, axis=1, keepdims=True)
        level = length > 1e-9  # noqa: PLR2004 - straight up
        aside = np.where(level, aside / np.where(level, length, 1.0), [1.0, 0.0, 0.0])
        return cls(origin, facing, aside, np.cross(aside, facing), *opening.T)

    def __len__(self) -> int:
        return len(self.origin)

    def rows(self, rows: slice | Ints) -> Views:
        """Return some of the points."""
        return Views(*(getattr(self, field.name)[rows] for field in fields(self)))

    @cached_property
    def vantage(self) -> Floats:
        """A place on each ray of a point, shape (n, 3) [m]."""
        return np.asarray(self.origin + self.facing * OFFSET)

    def in_front(self, towards: Floats) -> Flags:
        """Tell per point and direction (n, 3) whether it is before the façade, shape (points, n)."""
        return np.asarray(dot(self.facing[:, None], towards) > 0)

    def lit(self, point: Ints, towards: Floats, shade: Obstacles) -> Flags:
        """Tell per pair of a point and a direction (k, 3) whether the sun there reaches the point."""
        lit, start = self._seen(point, towards)
        lit[lit] = ~shade.blocked(start, towards[lit])
        return lit

    def shaded(self, point: Ints, towards: Floats, shade: Obstacles) -> Flags:
        """Tell the same of pairs that the opening is known to show: whether an obstacle stands between."""
        if not self.depth.any():
            return shade.blocked(self.vantage[point], towards)
        seen, start = self._seen(point, towards)
        if not seen.all():
            raise ValueError("a pair is not seen through its opening")
        return shade.blocked(start, towards)

    def _seen(self, point: Ints, towards: Floats) -> tuple[Flags, Floats]:
        """Tell which pairs the opening shows, and where their rays start."""
        ahead = dot(self.facing[point], towards)
        seen = np.asarray(ahead > 0)
        deep = self.depth[point]
        if deep.any():
            # Length of the ray from the glass to the outer face of the façade.
            leave = np.divide(deep, ahead, out=np.zeros_like(ahead), where=seen)
            rise = dot(self.upwards[point], towards) * leave
            away = np.abs(dot(self.aside[point], towards)) * leave
            seen &= (away <= self.width[point] / 2) & (rise >= 0) & (rise <= self.height[point])
            out = towards[seen] * leave[seen][:, None]
            return seen, self.origin[point[seen]] + out + self.facing[point[seen]] * OFFSET
        return seen, self.vantage[point[seen]]


def dot(one: Floats, other: Floats) -> Floats:
    """Return the scalar products of vectors (..., 3)."""
    return np.asarray(one[..., 0] * other[..., 0] + one[..., 1] * other[..., 1] + one[..., 2] * other[..., 2])
