"""Judges what a fast kernel drew: is it a sound body, and what the exact one draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats, Ints

SAME_BOX = 1e-5
"""Boxes of one element drawn by two kernels differ by no more than this [m]."""
SAME_SHARE = 1e-4
"""Volumes and areas of one element drawn by two kernels differ by no more than this share."""
_FOLD = -1.0 + 1e-9
_LEAST = 1e-9
_NEXT, _LAST = [1, 2, 0], [2, 0, 1]


def is_sound(vertices: Floats, faces: Ints) -> bool:
    """Tell whether triangles make a closed body without folds; see `are_sound`."""
    return are_sound([(vertices, faces)])[0]


def are_sound(bodies: Sequence[tuple[Floats, Ints]]) -> list[bool]:
    """Tell of each body whether its triangles close without folds; of many at once, since most are small.

    A closed body of flat faces has one volume, however its faces are cut
    into triangles.

    Parameters
    ----------
    bodies
        Vertices, shape (n, 3) [m], and faces, shape (m, 3); each edge must meet one other, run the other way.
    """
    if not any(len(faces) for _, faces in bodies):
        return [False] * len(bodies)
    firsts = np.cumsum([0, *(len(vertices) for vertices, _ in bodies)])
    moved = [faces + first for (_, faces), first in zip(bodies, firsts, strict=False)]
    vertices, faces = np.concatenate([vertices for vertices, _ in bodies]), np.concatenate(moved)
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).astype(np.int64)
    count = len(vertices)
    there, back = ends[:, 0] * count + ends[:, 1], ends[:, 1] * count + ends[:, 0]
    # Sorted by their first corner, the edges of a body stand together, and in the same places both ways.
    order, other = np.argsort(there, kind="stable"), np.argsort(back, kind="stable")
    there, back = there[order], back[other]
    wrong = there != back
    wrong[1:] |= there[1:] == there[:-1]
    across = _normals(vertices, faces)
    wrong |= ~(np.einsum("ij,ij->i", across[order % len(faces)], across[other % len(faces)]) > _FOLD)
    edges = np.array([3 * len(faces) for _, faces in bodies])
    owner = np.repeat(np.arange(len(bodies)), edges)
    closed = (edges > 0) & (np.bincount(owner[wrong], minlength=len(bodies)) == 0)
    return [bool(each) for each in closed]


def outwards(vertices: Floats, faces: Ints) -> Ints:
    """Return the faces of a closed body so that it does not stand inside out, shape (m, 3)."""
    return faces[:, ::-1] if extent(vertices, faces).volume < 0.0 else faces


def _normals(vertices: Floats, faces: Ints) -> Floats:
    """Return unit normals, zero for a triangle without area."""
    corners = vertices[faces]
    normals = _cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.sqrt(np.einsum("ij,ij->i", normals, normals))
    return np.asarray(normals / np.where(length > 0.0, length, 1.0)[:, None])


def _cross(a: Floats, b: Floats) -> Floats:
    """Return cross products; `numpy.cross` takes longer to begin than a small body takes in all."""
    return np.asarray(a[:, _NEXT] * b[:, _LAST] - a[:, _LAST] * b[:, _NEXT])


@dataclass(frozen=True)
class Extent:
    """What of a body does not depend on how it is cut into triangles."""

    box: Floats
    """Shape (2, 3) [m]."""
    volume: float
    """[m3]"""
    area: float
    """[m2]"""

    def is_like(self, other: Extent, *, closed: bool = True) -> bool:
        """Tell whether another kernel drew the same; what does not close has no volume to compare."""
        least = _LEAST + SAME_SHARE * SAME_BOX
        return bool(
            np.abs(self.box - other.box).max() <= SAME_BOX
            and (not closed or abs(self.volume - other.volume) <= SAME_SHARE * abs(self.volume) + least)
            and abs(self.area - other.area) <= SAME_SHARE * self.area + least
        )


def extent(vertices: Floats, faces: Ints) -> Extent:
    """Return box, volume and area of triangles.

    Parameters
    ----------
    vertices
        Shape (n, 3) [m].
    faces
        Shape (m, 3).
    """
    box = np.array([vertices.min(axis=0), vertices.max(axis=0)])
    corners = vertices[faces] - box.mean(axis=0)
    across = _cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    volume = float(np.einsum("ij,ij->", corners[:, 0], across)) / 6.0
    return Extent(box, volume, float(np.linalg.norm(across, axis=1).sum()) / 2.0)
