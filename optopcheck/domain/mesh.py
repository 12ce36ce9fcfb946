"""A triangle mesh near the local origin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def frozen_floats(values: object, *shape: int) -> Floats:
    """Copy to a read-only float64 array and check its shape; -1 leaves a dimension free.

    Raises
    ------
    ValueError
        If the shape differs or a value is not finite.
    """
    array = np.array(values, dtype=np.float64)
    if array.shape != shape and (
        array.ndim != len(shape) or any(w not in (-1, got) for w, got in zip(shape, array.shape, strict=True))
    ):
        raise ValueError(f"expected an array of shape {shape}, got {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError("expected finite numbers, got NaN or infinity")
    array.setflags(write=False)
    return array


@dataclass(frozen=True, eq=False)
class Mesh:
    """Triangles: vertices (n, 3) float64 [m], faces (m, 3) int64.

    x points east, y north (grid north), z up; the large RD offset is kept by
    `Site`, so that vertices stay near a local origin.
    """

    vertices: Floats
    faces: Ints

    def __post_init__(self) -> None:
        object.__setattr__(self, "vertices", frozen_floats(self.vertices, -1, 3))
        faces = np.array(self.faces, dtype=np.int64).reshape(-1, 3)
        if len(faces) and (faces.min() < 0 or faces.max() >= len(self.vertices)):
            raise ValueError(f"a face names a vertex outside 0..{len(self.vertices) - 1}")
        faces.setflags(write=False)
        object.__setattr__(self, "faces", faces)

    @property
    def is_empty(self) -> bool:
        """True if there is no triangle."""
        return len(self.faces) == 0

    @property
    def triangles(self) -> Floats:
        """Corner points, shape (m, 3, 3) [m]."""
        return self.vertices[self.faces]

    @cached_property
    def bounds(self) -> Floats:
        """Lowest and highest corner of the used vertices, shape (2, 3) [m].

        Raises
        ------
        ValueError
            If the mesh is empty.
        """
        if self.is_empty:
            raise ValueError("an empty mesh has no bounds")
        used = self.vertices[self.faces.ravel()]
        corners = np.stack([used.min(axis=0), used.max(axis=0)])
        corners.setflags(write=False)
        return corners

    def moved(self, offset: object) -> Mesh:
        """Return the mesh moved by an offset (3,) [m]."""
        return Mesh(self.vertices + frozen_floats(offset, 3), self.faces)

    def turned(self, degrees: float) -> Mesh:
        """Return the mesh turned about the z axis, counter-clockwise [deg]."""
        return Mesh(turn_about_z(self.vertices, degrees), self.faces)


def turn_about_z(points: Floats, degrees: float) -> Floats:
    """Turn points (..., 3) counter-clockwise about the z axis [deg]."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turned: Floats = points @ np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]])
    return turned


def merged(meshes: Iterable[Mesh]) -> Mesh:
    """Put meshes together in the given order."""
    vertices: list[Floats] = [np.empty((0, 3))]
    faces: list[Ints] = [np.empty((0, 3), dtype=np.int64)]
    count = 0
    for mesh in meshes:
        vertices.append(mesh.vertices)
        faces.append(mesh.faces + count)
        count += len(mesh.vertices)
    return Mesh(np.concatenate(vertices), np.concatenate(faces))
