"""The boxes around many meshes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats, Mesh


def boxes_of(meshes: Sequence[Mesh]) -> Floats:
    """Return the box around the used vertices of each mesh, shape (n, 2, 3) [m]; none may be empty."""
    if not meshes:
        return np.empty((0, 2, 3))
    counts = [mesh.faces.size for mesh in meshes]
    corners = np.concatenate([mesh.vertices[mesh.faces.ravel()] for mesh in meshes])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return np.stack([np.minimum.reduceat(corners, starts), np.maximum.reduceat(corners, starts)], axis=1)


def box_of(meshes: Sequence[Mesh], otherwise: Floats) -> Floats:
    """Return the box around meshes, shape (2, 3) [m]; empty ones do not count."""
    boxes = boxes_of([mesh for mesh in meshes if not mesh.is_empty])
    return np.stack([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)]) if len(boxes) else otherwise
