"""Flat polygons with holes in space to triangles, by manifold3d.

It was chosen over the constrained Delaunay of shapely because it answers with
indices (every corner keeps its own height, so that neighbouring faces of a
slightly warped polygon still meet) and has an answer for rings that repeat,
touch or cross themselves, where shapely refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import manifold3d
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats, Ints

_CORNERS = 3


def triangulate_polygon(rings: Sequence[Floats]) -> Ints:
    """Split a polygon into triangles.

    Parameters
    ----------
    rings : sequence of array (n, 3)
        The outer ring and its holes, without closing points [m]. The outer
        ring runs counter-clockwise seen from outside; holes either way.

    Returns
    -------
    array (m, 3)
        Corners as positions in the rings put end to end, turning as the outer
        ring does; empty if the polygon has no area.
    """
    normal = ring_normal(rings[0])
    length = np.linalg.norm(normal)
    if length == 0:
        return np.empty((0, 3), dtype=np.int64)
    if len(rings) == 1 and len(rings[0]) == _CORNERS:
        return np.arange(3).reshape(1, 3)
    plan = _plane(normal / length)
    flat = [ring @ plan for ring in rings]
    counts = np.cumsum([0, *map(len, rings)])
    order = np.arange(counts[-1])
    for number, ring in enumerate(flat):
        if (_double_area(ring) > 0) != (number == 0):
            flat[number] = ring[::-1]
            order[counts[number] : counts[number + 1]] = order[counts[number] : counts[number + 1]][
                ::-1
            ].copy()
    found = manifold3d.triangulate([np.ascontiguousarray(ring) for ring in flat])
    return order[np.asarray(found, dtype=np.int64).reshape(-1, 3)]


def ring_normal(ring: Floats) -> Floats:
    """Return the normal of a ring (n, 3) by Newell; its length is twice the area [m2]."""
    x, y, z = (ring - ring[0]).T
    next_x, next_y, next_z = _next(x), _next(y), _next(z)
    turns = np.stack([y * next_z - z * next_y, z * next_x - x * next_z, x * next_y - y * next_x], axis=1)
    normal: Floats = turns.sum(axis=0)
    return normal


def _next(values: Floats) -> Floats:
    """Return of each corner the value of the next; `numpy.roll` takes most of the time of a small ring."""
    return np.concatenate([values[1:], values[:1]])


def _cross(one: Floats, other: Floats) -> Floats:
    """Return the cross product of two vectors; `numpy.cross` is ten times as slow for a single one."""
    (a, b, c), (d, e, f) = one.tolist(), other.tolist()
    return np.array([b * f - c * e, c * d - a * f, a * e - b * d])


def _plane(unit: Floats) -> Floats:
    """Two axes across a unit normal, right-handed, shape (3, 2)."""
    across = np.eye(3)[np.abs(unit).argmin()]
    u = _cross(across, unit)
    u /= np.linalg.norm(u)
    return np.stack([u, _cross(unit, u)], axis=1)


def _double_area(ring: Floats) -> float:
    x, y = (ring - ring[0]).T
    return float((x * _next(y) - y * _next(x)).sum())
