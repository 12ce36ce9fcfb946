"""Solids that are cut from one another exactly, by manifold3d: for roofs under sloping planes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import manifold3d
import numpy as np

from optopcheck.domain.mesh import Mesh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.mesh import Floats
    from optopcheck.geometry.region import Region

_GRAIN = 1e-9
"""Corners nearer than this are one [m]."""


@dataclass(frozen=True, eq=False)
class Solid:
    """A closed body."""

    body: manifold3d.Manifold

    @classmethod
    def prism(cls, region: Region, low: float, high: float) -> Solid:
        """Return what lies above a region between two heights [m]."""
        rings = [np.asarray(ring, dtype=np.float64) for ring, _ in region.rings()]
        if not rings or high <= low:
            return cls(manifold3d.Manifold())
        plan = manifold3d.CrossSection(rings, manifold3d.FillRule.EvenOdd)
        return cls(plan.extrude(high - low).translate((0.0, 0.0, low)))

    @classmethod
    def hull(cls, points: Floats) -> Solid:
        """Return the least convex body around points (n, 3) [m]."""
        return cls(manifold3d.Manifold.hull_points(np.asarray(points, dtype=np.float64)))

    def without(self, others: Iterable[Solid]) -> Solid:
        """Return what is left when others are taken away."""
        taken = [other.body for other in others]
        if not taken:
            return self
        return Solid(manifold3d.Manifold.batch_boolean([self.body, *taken], manifold3d.OpType.Subtract))

    def above(self, height: float) -> Solid:
        """Return what lies above a height [m]."""
        return Solid(self.body.trim_by_plane((0.0, 0.0, 1.0), height))

    @property
    def volume(self) -> float:
        """[m3]."""
        return float(self.body.volume())

    def mesh(self) -> Mesh:
        """Return its closed surface."""
        found = self.body.simplify(_GRAIN).to_mesh64()
        vertices = np.asarray(found.vert_properties, dtype=np.float64)[:, :3]
        return Mesh(vertices, np.asarray(found.tri_verts, dtype=np.int64))
