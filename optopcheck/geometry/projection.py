"""Faces of a mesh projected down: the outline seen from below and from above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from optopcheck.geometry.region import Region
from optopcheck.geometry.sampling import normals_and_areas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.mesh import Mesh

_LYING = 1e-4
"""A face counts if its projection is at least this [m2]."""
_GRID = 1e-4
"""Coordinates of the outline are rounded to this, so that slivers between faces vanish [m]."""


def seen_from_below(meshes: Iterable[Mesh]) -> Region:
    """Union of the faces that look down, projected on the ground plane."""
    return _projected(meshes, -1.0)


def seen_from_above(meshes: Iterable[Mesh]) -> Region:
    """Union of the faces that look up, projected on the ground plane."""
    return _projected(meshes, 1.0)


def _projected(meshes: Iterable[Mesh], way: float) -> Region:
    triangles = np.concatenate([np.empty((0, 3, 3)), *(mesh.triangles for mesh in meshes)])
    normals, areas = normals_and_areas(triangles)
    chosen = triangles[way * normals[:, 2] * areas > _LYING]
    if len(chosen) == 0:
        return Region.empty()
    return Region.of(shapely.union_all(shapely.polygons(chosen[:, :, :2]), grid_size=_GRID))
