"""Shadow regions: combined on the grid of `Region`'s own fallback, with the hairlines of rounding dropped.

The overlay of shapely in full precision loses parts of a union without a word
where edges nearly coincide, as those of projected triangles do: of a box on
a slope it forgot 4 % (GEOS takes a union for sound while its area is within
10 %). On a grid every crossing is a corner, and the result is that of the corners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from optopcheck.geometry.region import Region

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats

GRID = 1e-6
"""Corners are moved to a grid of this, a ten thousandth of the centimetre that counts [m]."""
_HAIR = 1e-5
"""Smaller parts and holes are what rounding leaves between edges that coincide [m2]."""
_MANY, _LARGEST = 500, 0.05
"""Of so many triangles or more this share, the largest, is united first: most others lie within them."""


def united_triangles(plan: Floats, near: Region | None = None) -> Region:
    """Unite triangles (m, 3, 2) [m], all or those that meet a region; those without area are nothing."""
    if near is not None:
        low, high = near.bounds
        plan = plan[(plan.min(axis=1) <= high).all(axis=1) & (plan.max(axis=1) >= low).all(axis=1)]
    if len(plan) == 0:
        return Region.empty()
    shapes = shapely.polygons(plan)
    if near is not None:
        shapely.prepare(near.shape)
        shapes = shapes[shapely.intersects(near.shape, shapes)]
    if len(shapes) >= _MANY:
        shapes = _without_covered(shapes)
    return _sound(shapely.union_all(shapes, grid_size=GRID))


def _without_covered(shapes: Any) -> Any:  # noqa: ANN401 - shapely is untyped
    """Unite the largest shapes and drop what lies within them: the union of the rest is the same."""
    order = np.argsort(-shapely.area(shapes), kind="stable")
    count = int(len(shapes) * _LARGEST)
    first = shapely.union_all(shapes[order[:count]], grid_size=GRID)
    shapely.prepare(first)
    rest = shapes[order[count:]]
    return np.append(rest[~shapely.covers(first, rest)], first)


def united(one: Region, other: Region) -> Region:
    """Return the union."""
    return _sound(shapely.union(one.shape, other.shape, grid_size=GRID))


def common(one: Region, other: Region) -> Region:
    """Return the intersection."""
    return _sound(shapely.intersection(one.shape, other.shape, grid_size=GRID))


def without(one: Region, other: Region) -> Region:
    """Return the difference."""
    return _sound(shapely.difference(one.shape, other.shape, grid_size=GRID))


def _sound(shape: Any) -> Region:  # noqa: ANN401 - shapely is untyped
    """Keep what is no hairline."""
    parts = Region.of(shape).without_holes(_HAIR).shape.geoms
    return Region(shapely.MultiPolygon([part for part in parts if part.area >= _HAIR]))
