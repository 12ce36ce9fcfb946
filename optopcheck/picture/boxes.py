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
    return np.stack([mesh.bounds for mesh in meshes])


def box_of(meshes: Sequence[Mesh], otherwise: Floats) -> Floats:
    """Return the box around meshes, shape (2, 3) [m]; empty ones do not count."""
    boxes = boxes_of([mesh for mesh in meshes if not mesh.is_empty])
    return np.stack([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)]) if len(boxes) else otherwise
