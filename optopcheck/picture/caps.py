"""What section planes cut, filled as a draughtsman does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Mesh, merged
from optopcheck.geometry.convex import convex_section
from optopcheck.geometry.sections import section
from optopcheck.picture import cuts as planes
from optopcheck.picture.aim import Aim
from optopcheck.picture.batch import edge_actor, polydata, surface_actor
from optopcheck.picture.palette import ADDED_CUT, CUT, INK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.aim import Hit, Ray
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.cuts import Cut
    from optopcheck.picture.group import Part

_BESIDE = 1e-6
"""A cut that lies in a face is made this much beside it, where the section is defined [m]."""
_EDGE_OVER = -2.0
"""Offset in depth of the lines around a filled cut."""


@dataclass(frozen=True, eq=False)
class _Plane:
    others: tuple[Cut, ...]
    """They cut the faces of this plane too."""
    ids: tuple[str, ...]
    meshes: tuple[Mesh, ...]

    def first(self, ray: Ray) -> Hit | None:
        return Aim(self.ids, self.meshes).first(ray, np.ones(len(self.ids), dtype=np.bool_), self.others)


class Caps:
    """Faces in the planes that cut some parts."""

    def __init__(self, parts: Sequence[Part], cuts: Sequence[Cut], added: Collection[str]) -> None:
        self._added = frozenset(added)
        self._planes = [
            _Plane(tuple(other for other in cuts if other is not cut), *_filled(parts, cut)) for cut in cuts
        ]

    def actors(self) -> Iterator[Vtk]:
        """Yield what must be drawn."""
        for plane in self._planes:
            for colour, is_added in ((CUT, False), (ADDED_CUT, True)):
                found = [
                    mesh
                    for identity, mesh in zip(plane.ids, plane.meshes, strict=True)
                    if (identity in self._added) == is_added
                ]
                if found:
                    yield from self._drawn(found, colour, plane.others)

    def first(self, ray: Ray) -> Hit | None:
        """Return the nearest hit on a filled cut."""
        hits = [
            hit
            for plane in self._planes
            if (
                hit := Aim(plane.ids, plane.meshes).first(
                    ray, np.ones(len(plane.ids), np.bool_), plane.others
                )
            )
        ]
        return min(hits, key=lambda hit: hit.distance, default=None)

    def _drawn(
        self, meshes: Sequence[Mesh], colour: tuple[int, int, int], others: Sequence[Cut]
    ) -> Iterator[Vtk]:
        face = surface_actor(polydata(merged(meshes)), colour, lit=False)
        lines = edge_actor(meshes, INK)
        lines.GetMapper().SetRelativeCoincidentTopologyLineOffsetParameters(0.0, _EDGE_OVER)
        planes.apply((face, lines), others)
        yield from (face, lines)


def _filled(parts: Sequence[Part], cut: Cut) -> tuple[tuple[str, ...], tuple[Mesh, ...]]:
    """Return ids and faces of what a plane cuts out of closed meshes."""
    normal = np.array(cut.normal)
    turn = _frame(normal)
    ids, meshes = [], []
    for part in parts:
        along = part.mesh.vertices @ normal
        if along.min() < cut.distance < along.max():
            face = _face(part.mesh, turn, cut.distance)
            if face is not None:
                ids.append(part.id)
                meshes.append(face)
    return tuple(ids), tuple(meshes)


def _face(mesh: Mesh, turn: Floats, distance: float) -> Mesh | None:
    turned = Mesh(mesh.vertices @ turn.T, mesh.faces)
    found = convex_section(turned, distance - _BESIDE)
    if found is None:
        flat = section(turned, distance - _BESIDE)
        if flat.is_empty:
            return None
        found = flat.flat_mesh(distance - _BESIDE)
    return Mesh((found.vertices + np.array([0.0, 0.0, _BESIDE])) @ turn, found.faces)


def _frame(normal: Floats) -> Floats:
    """Return two directions in the plane and its normal, as rows (3, 3)."""
    other = np.array([0.0, 0.0, 1.0]) if abs(normal[2]) < 1 / np.sqrt(2) else np.array([1.0, 0.0, 0.0])
    right = np.cross(other, normal)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(normal, right), normal])
