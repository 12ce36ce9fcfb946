"""Upright prisms found back in a mesh: what IFC writes as an extruded profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Mesh

_SAME = 1e-6
"""Corners and heights nearer than this are one [m]."""
_EQUAL = 1e-6
"""Volumes may differ by this share."""
_SIX = 6.0


@dataclass(frozen=True, eq=False)
class Profile:
    """One outline with its holes, each a ring (n, 2) [m]; the outline runs counter-clockwise."""

    outer: Floats
    holes: tuple[Floats, ...] = ()


@dataclass(frozen=True, eq=False)
class Prism:
    """Profiles that stand upright between two heights [m]."""

    profiles: tuple[Profile, ...]
    low: float
    high: float

    @property
    def area(self) -> float:
        """[m2]."""
        return sum(
            abs(signed_area(p.outer)) - sum(abs(signed_area(hole)) for hole in p.holes) for p in self.profiles
        )

    @property
    def perimeter(self) -> float:
        """Of the outlines, holes left out [m]."""
        return sum(
            float(np.linalg.norm(np.diff(p.outer, axis=0, append=p.outer[:1]), axis=1).sum())
            for p in self.profiles
        )


def prism_of(mesh: Mesh) -> Prism | None:
    """Return the prism that a mesh is, None if it is none."""
    if mesh.is_empty:
        return None
    low, high = (float(z) for z in mesh.bounds[:, 2])
    triangles = mesh.triangles
    heights = triangles[:, :, 2]
    if not ((np.abs(heights - low) < _SAME) | (np.abs(heights - high) < _SAME)).all():
        return None
    corners = triangles.reshape(-1, 3)
    at_foot = corners[:, 2] < (low + high) / 2
    if _plan(corners[at_foot]) != _plan(corners[~at_foot]):
        return None
    rings = _rings(triangles[(np.abs(heights - low) < _SAME).all(axis=1)][:, :, :2])
    if not rings:
        return None
    prism = Prism(_profiles(rings), low, high)
    volume = prism.area * (high - low)
    return prism if abs(volume - _volume(triangles)) <= _EQUAL * volume else None


def signed_area(ring: Floats) -> float:
    """Area of a ring (n, 2), positive where it runs counter-clockwise [m2]."""
    x, y = (ring - ring[0]).T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def _plan(corners: Floats) -> set[tuple[int, ...]]:
    return {tuple(int(v) for v in place) for place in np.round(corners[:, :2] / _SAME)}


def _rings(triangles: Floats) -> list[Floats]:
    """Return the outlines of the underside, turned so that outer ones run counter-clockwise."""
    keys = np.round(triangles / _SAME).astype(np.int64)
    known: dict[tuple[int, ...], Floats] = {}
    edges: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for corners, names in zip(triangles, keys, strict=True):
        nodes = [tuple(int(v) for v in name) for name in names]
        known.update(zip(nodes, corners, strict=True))
        for a, b in zip(nodes, nodes[1:] + nodes[:1], strict=True):
            if (b, a) in edges:
                edges.remove((b, a))
            elif a != b:
                edges.add((a, b))
    # An underside looks down: its outline runs the other way round.
    after = {b: a for a, b in edges}
    if len(after) != len(edges):
        return []
    rings = []
    while after:
        start = step = min(after)
        names = []
        while step in after:
            names.append(step)
            step = after.pop(step)
        if step != start:
            return []
        rings.append(np.array([known[name] for name in names]))
    return rings


def _profiles(rings: list[Floats]) -> tuple[Profile, ...]:
    outers = [ring for ring in rings if signed_area(ring) > 0]
    holes: list[list[Floats]] = [[] for _ in outers]
    for ring in rings:
        around = [k for k, outer in enumerate(outers) if signed_area(ring) <= 0 and _inside(outer, ring[0])]
        if around:
            # A body may stand in the hole of another: the hole belongs to the smallest around it.
            holes[min(around, key=lambda k: signed_area(outers[k]))].append(ring)
    return tuple(Profile(outer, tuple(found)) for outer, found in zip(outers, holes, strict=True))


def _inside(ring: Floats, point: Floats) -> bool:
    """Tell whether a point lies in a ring, by counting the edges to its right."""
    a, b = ring, np.roll(ring, -1, axis=0)
    crosses = (a[:, 1] > point[1]) != (b[:, 1] > point[1])
    a, b = a[crosses], b[crosses]
    at = a[:, 0] + (point[1] - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return bool(np.count_nonzero(at > point[0]) % 2)


def _volume(triangles: Floats) -> float:
    a, b, c = np.moveaxis(triangles - triangles.reshape(-1, 3).mean(axis=0), 1, 0)
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / _SIX)
