"""Which faces of a window are glass, and which are its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Mesh

Flags = NDArray[np.bool_]

_FACING = 0.95
_FILLED = 0.6
"""A pane fills its own outline; a frame does not."""
_INSIDE = 0.985
"""A pane is smaller than its window both ways."""
_STEP = 500.0
"""Faces in one plane lie within 1 / this [m]."""


def thin_way(mesh: Mesh) -> Floats:
    """Return the level direction in which most of the surface of an upright leaf looks, shape (3,)."""
    normals = _normals(mesh)
    size = np.linalg.norm(normals, axis=1)
    level = normals[size > 0, :2] / np.sqrt(size[size > 0])[:, None]
    _, axes = np.linalg.eigh(level.T @ level)
    return np.array([*axes[:, 1], 0.0])


def glass_faces(mesh: Mesh) -> Flags:
    """Tell for each face (m,) whether it is glass; all of them where no pane stands out."""
    normal = thin_way(mesh)
    plan = mesh.triangles @ np.column_stack([[-normal[1], normal[0], 0.0], [0.0, 0.0, 1.0], normal])
    normals = _normals(mesh)
    size = np.linalg.norm(normals, axis=1)
    across = np.abs(normals @ normal) > _FACING * size
    planes = np.rint(plan[:, :, 2].mean(axis=1) * _STEP)
    found = np.zeros(len(mesh.faces), dtype=np.bool_)
    whole = np.ptp(plan.reshape(-1, 3), axis=0)
    if whole[1] < whole[2]:
        # It lies: a dome or a window in a flat roof.
        return ~found
    for plane in np.unique(planes[across]):
        faces = across & (planes == plane)
        extent = np.ptp(plan[faces][:, :, :2].reshape(-1, 2), axis=0)
        if (extent < _INSIDE * whole[:2]).all() and size[faces].sum() / 2 > _FILLED * extent.prod():
            found |= faces
    return found if found.any() else ~found


def _normals(mesh: Mesh) -> Floats:
    a, b, c = np.moveaxis(mesh.triangles, 1, 0)
    normals: Floats = np.cross(b - a, c - a)
    return normals
