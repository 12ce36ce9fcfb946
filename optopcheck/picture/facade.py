"""Where windows and doors are drawn: walls come without their openings, so they would hide them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.geometry.region import Region
from optopcheck.picture.boxes import boxes_of
from optopcheck.picture.panes import thin_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Building, Element, ObservationPoint
    from optopcheck.domain.mesh import Floats

_PROUD = 0.015
"""How far a window or door is drawn before its wall [m]."""
_FLATTENED = 0.3
"""Share of its depth that a window keeps before the wall."""
_ROOF_WINDOW = 0.5
_LEAVES = 0.3
"""Faces of one wall, and leaves of one façade, lie no further apart [m]."""
_NEAR = 0.6
"""Walls further from a door are not its own [m]."""


_KEPT: WeakKeyDictionary[Element, Mesh] = WeakKeyDictionary()
"""What was drawn before: the next variant of a building shares most of its elements."""


def drawn_meshes(building: Building) -> list[Mesh]:
    """Return the mesh with which each element is drawn, in their order."""
    points = {point.id: point for point in building.observation_points}
    walls: _Walls | None = None
    made = []
    for element in building.elements:
        mesh = _KEPT.get(element)
        if mesh is None:
            walls = walls or _Walls([e for e in building.elements if e.kind.startswith("IfcWall")])
            mesh = _KEPT[element] = _drawn(element, points.get(element.global_id), walls)
        made.append(mesh)
    return made


def before_wall(point: ObservationPoint) -> Floats:
    """Return where a point can be seen from outside, shape (3,) [m]."""
    depth = point.aperture.depth if point.aperture else 0.0
    return point.position + point.facing * (depth + 2 * _PROUD)


def _drawn(element: Element, point: ObservationPoint | None, walls: _Walls) -> Mesh:
    if element.mesh.is_empty or not element.kind.startswith(("IfcWindow", "IfcDoor")):
        return element.mesh
    if point is None:
        return walls.pierced(element.mesh)
    if point.aperture is None or point.aperture.depth <= 0 or point.facing[2] > _ROOF_WINDOW:
        return element.mesh
    return _moved_out(element.mesh, point, point.aperture.depth)


def _moved_out(mesh: Mesh, point: ObservationPoint, depth: float) -> Mesh:
    """Flatten a window and put it on the outer face of its façade."""
    along = mesh.vertices @ point.facing
    face = float(point.position @ point.facing) + depth + _PROUD
    target = face + (along - along.min()) * _FLATTENED
    return Mesh(mesh.vertices + np.outer(target - along, point.facing), mesh.faces)


class _Walls:
    """The walls of a building, asked where they begin and end along a line."""

    def __init__(self, walls: Sequence[Element]) -> None:
        self._meshes = [w.mesh for w in walls if not w.mesh.is_empty]
        self._boxes = boxes_of(self._meshes)

    def pierced(self, mesh: Mesh) -> Mesh:
        """Return a leaf through the whole wall in place of a door; the door itself where no wall hides it."""
        normal = thin_way(mesh)
        middle = mesh.bounds.mean(axis=0)
        faces = self._faces_along(middle, normal)
        front, back = _chain(faces[faces > 0]), _chain(-faces[faces < 0])
        if front == 0 or back == 0:
            return mesh
        offset = float(middle @ normal)
        return _leaf(mesh, normal, offset - back - _PROUD, offset + front + _PROUD)

    def _faces_along(self, point: Floats, direction: Floats) -> Floats:
        near = (self._boxes[:, 0] - _NEAR <= point) & (point <= self._boxes[:, 1] + _NEAR)
        found = [self._meshes[k].triangles for k in np.flatnonzero(near.all(axis=1))]
        return _hits(np.concatenate(found), point, direction) if found else np.empty(0)


def _chain(distances: Floats) -> float:
    """Follow faces outward from 0 as long as no gap is too wide; return the last [m]."""
    last = 0.0
    for distance in np.sort(distances):
        if distance - last > _LEAVES:
            break
        last = float(distance)
    return last


def _hits(triangles: Floats, point: Floats, direction: Floats) -> Floats:
    """Return the signed distances at which a level line meets triangles (m, 3, 3) [m]."""
    side = np.array([-direction[1], direction[0], 0.0])
    # A hair off the point: diagonals of a wall often run through the middle of its door.
    local = triangles - point - side * 1.3e-3 - np.array([0.0, 0.0, 2.1e-3])
    plan = np.stack([local @ side, local[:, :, 2]], axis=2)
    after = np.roll(plan, -1, axis=1)
    # Weight of a corner: the area that the line spans with the edge opposite to it.
    weights = np.roll(plan[:, :, 0] * after[:, :, 1] - plan[:, :, 1] * after[:, :, 0], -1, axis=1)
    total = weights.sum(axis=1)
    inside = (np.sign(weights) == np.sign(total)[:, None]).all(axis=1) & (total != 0)
    depths = (local[inside] @ direction * weights[inside]).sum(axis=1) / total[inside]
    return np.asarray(depths, dtype=np.float64)


def _leaf(mesh: Mesh, normal: Floats, back: float, front: float) -> Mesh:
    """Return a box with the outline of a door between two distances along its normal [m]."""
    side = np.array([-normal[1], normal[0]])
    along = mesh.vertices[:, :2] @ side
    ends, depths = (along.min(), along.max()), (back, front)
    ring = [ends[i] * side + depths[j] * normal[:2] for i, j in ((0, 0), (0, 1), (1, 1), (1, 0))]
    return Region.from_ring(np.array(ring)).extruded(*mesh.bounds[:, 2])
