"""Sharp and open edges of many meshes at once: thin lines by which storeys and parts read well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats, Ints, Mesh

_SHARP = float(np.cos(np.radians(30.0)))
_GRID = 1e4
"""Corners closer than 1 / this are one [1/m]."""
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
"""Odd numbers without meaning that make one number of a mesh and three coordinates."""


def sharp_edges(meshes: Sequence[Mesh]) -> tuple[Floats, Ints]:
    """Return the corners (n, 3) [m] and pairs of them (k, 2): edges that are open or turn by 30 deg or more.

    Each mesh is judged by itself: where two of them touch, no line of their
    triangulation shows.
    """
    corners, pairs, _ = owned_edges(meshes)
    return corners, pairs


def owned_edges(meshes: Sequence[Mesh]) -> tuple[Floats, Ints, Ints]:
    """Return `sharp_edges`, and for each of them (k,) the place of its mesh."""
    whole = merged(meshes)
    corners, names, owners = _welded(meshes, whole)
    faces = names[whole.faces]
    pairs = np.sort(faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    normals = np.repeat(_unit_normals(whole), 3, axis=0)
    real = (pairs[:, 0] != pairs[:, 1]) & np.repeat(_distinct(faces), 3)
    pairs, normals = pairs[real], normals[real]
    codes, first, group = np.unique(
        pairs[:, 0] * len(corners) + pairs[:, 1], return_index=True, return_inverse=True
    )
    alike = np.ones(len(codes))
    np.minimum.at(alike, group, np.abs((normals * normals[first][group]).sum(axis=1)))
    alone = np.bincount(group, minlength=len(codes)) == 1
    kept = pairs[first][alone | (alike < _SHARP)]
    return corners, kept, owners[kept[:, 0]]


def _welded(meshes: Sequence[Mesh], whole: Mesh) -> tuple[Floats, Ints, Ints]:
    """Return distinct corners (n, 3), for each vertex which one it is, and for each corner its mesh."""
    owners = np.repeat(np.arange(len(meshes)), [len(mesh.vertices) for mesh in meshes])
    cells = np.column_stack([owners, np.rint(whole.vertices * _GRID)]).astype(np.int64)
    hashes = (cells.view(np.uint64) * _MIX).sum(axis=1, dtype=np.uint64)
    _, first, names = np.unique(hashes, return_index=True, return_inverse=True)
    return whole.vertices[first], names, owners[first]


def _distinct(faces: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which faces did not shrink to a line."""
    a, b, c = faces.T
    return np.asarray((a != b) & (b != c) & (c != a), dtype=np.bool_)


def _unit_normals(mesh: Mesh) -> Floats:
    a, b, c = np.moveaxis(mesh.triangles, 1, 0)
    normals = np.cross(b - a, c - a)
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    unit: Floats = np.divide(normals, length, out=np.zeros_like(normals), where=length > 0)
    return unit
