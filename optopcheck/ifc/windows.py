"""Windows of the model as observation points: middle of the sill, on the glass, facing outward."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Aperture, ObservationPoint
from optopcheck.domain.text import Text
from optopcheck.ifc.room_use import is_habitable
from optopcheck.ifc.sides import Evidence, Surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.building import Element, Storey
    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.ifc.survey import Part

_ROOF_WINDOW = 0.5
"""Vertical part of the normal from which a window lies in a roof."""
_UPRIGHT = 0.3
_LEVEL = 0.97
_FLAT = 0.5
"""A skylight is lower than this share of its width."""
_WALL_REACH = 1.0
"""A host wall is no thicker than twice this [m]."""
_FACADE = 0.6
"""Leaves of one façade lie within this from the glass [m]."""
_CAVITY = 0.25
"""Between two leaves of one façade [m]."""
_OVERSIZE = 1.02
"""A stated size may exceed the geometry by rounding only."""
_UNDERSIZE = 0.5
_OUTDOOR = (
    "balkon",
    "terras",
    "loggia",
    "galerij",
    "tuin",
    "balcony",
    "terrace",
    "exterior",
    "buiten",
    "garden",
)
_ROOFS = ("roof", "dak", "dach")
_GUESSED = {
    Evidence.WALLS: Text(
        "buitenzijde afgeleid uit de wanden rondom", "the outer side was inferred from the walls around"
    ),
    Evidence.CENTRE: Text(
        "buitenzijde aangenomen: van het midden van het gebouw af",
        "the outer side was assumed: away from the middle of the building",
    ),
}


@dataclass(frozen=True, eq=False)
class _Pane:
    """A window as a rectangle."""

    normal: Floats
    sill: Floats
    """Middle of the lower edge, halfway the depth, shape (3,)."""
    up: Floats
    width: float
    height: float
    half_depth: float

    @property
    def middle(self) -> Floats:
        middle: Floats = self.sill + self.up * (self.height / 2)
        return middle


class WindowPoints:
    """Makes a point of every window in the outside of a building.

    Parameters
    ----------
    owner
        Name of the building.
    parts
        What the model says of each element.
    elements
        The elements with their meshes.
    spaces
        Spaces with their meshes: they tell inside from outside.
    storeys
        For the labels.
    """

    def __init__(
        self,
        owner: str,
        parts: Sequence[Part],
        elements: Sequence[Element],
        spaces: Sequence[tuple[Part, Mesh]],
        storeys: Sequence[Storey],
    ) -> None:
        self.points: list[ObservationPoint] = []
        self.inside: list[Part] = []
        self.unread: list[Part] = []
        self._owner = owner
        self._parts = {part.id: part for part in parts}
        self._meshes: Mapping[str, Mesh] = {e.global_id: e.mesh for e in elements}
        self._storeys = {storey.global_id: storey.name for storey in storeys}
        self._dwellings = {space.id: space.dwelling or space.name or None for space, _ in spaces}
        self._habitable = {space.id: is_habitable(space.name) for space, _ in spaces}
        self._around = Surroundings(elements, {s.id: mesh for s, mesh in spaces if not _is_outdoor(s)})

    def add(self, part: Part) -> None:
        """Place one window: among the points, those inside, or those that cannot be placed."""
        mesh = self._meshes.get(part.id)
        host = self._parts.get(part.host) if part.host else None
        pane = None if mesh is None or mesh.is_empty else self._pane(part, mesh, host)
        if pane is None:
            self.unread.append(part)
        elif pane.normal[2] > _ROOF_WINDOW:
            self._keep(part, pane, pane.normal, None, 0.0)
        else:
            self._in_wall(part, pane, host)

    def _in_wall(self, part: Part, pane: _Pane, host: Part | None) -> None:
        wall = host.id if host is not None else None
        pane = self._within_wall(pane, wall)
        reach = max(pane.half_depth, self._reach(pane.middle, pane.normal, wall))
        sign, evidence, inside = self._around.outer_side(pane.middle, pane.normal, reach, wall)
        if inside and not _says_external(part, host):
            self.inside.append(part)
            return
        facing = pane.normal * sign
        self._keep(part, pane, facing, _GUESSED.get(evidence), self._outer_face(pane.middle, facing, wall))

    def _keep(self, part: Part, pane: _Pane, facing: Floats, doubt: Text | None, depth: float) -> None:
        storey = self._storeys.get(part.storey or "", "")
        room = self._around.room_beside(pane.middle, -facing, max(depth, pane.half_depth))
        self.points.append(
            ObservationPoint(
                part.id,
                pane.sill,
                facing,
                self._owner,
                (part.name or f"raam {part.id}") + (f" ({storey})" if storey else ""),
                part.storey if part.storey in self._storeys else None,
                self._dwellings.get(room) if room else None,
                Aperture(pane.width, pane.height, depth),
                doubt,
                habitable=self._habitable.get(room) if room else None,
            )
        )

    def _pane(self, part: Part, mesh: Mesh, host: Part | None) -> _Pane | None:
        upright = host is not None and host.kind in ("IfcWall", "IfcCurtainWall")
        normal = _main_normal(mesh, level_only=upright)
        if normal is None:
            return None
        thin = self._meshes.get(host.id) if host is not None and host.kind == "IfcWall" else None
        if thin is not None and not thin.is_empty:
            normal = _thin_way(thin, normal)
        return _rectangle(mesh, normal, part)

    def _within_wall(self, pane: _Pane, host: str | None) -> _Pane:
        """Put the glass halfway the part of the window that lies in the wall: sills stick out."""
        if host is None:
            return pane
        front = self._near_faces(pane, pane.normal, host)
        back = self._near_faces(pane, -pane.normal, host)
        low, high = max(-pane.half_depth, -back), min(pane.half_depth, front)
        if not front or not back or low >= high:
            return pane
        sill = pane.sill + pane.normal * ((low + high) / 2)
        return _Pane(pane.normal, sill, pane.up, pane.width, pane.height, (high - low) / 2)

    def _near_faces(self, pane: _Pane, direction: Floats, host: str) -> float:
        faces = self._around.faces_along(pane.middle, direction, host)
        near = faces[faces <= _WALL_REACH]
        return float(near[0]) if len(near) else 0.0

    def _reach(self, point: Floats, normal: Floats, host: str | None) -> float:
        return max(self._outer_face(point, side, host) for side in (normal, -normal))

    def _outer_face(self, point: Floats, facing: Floats, host: str | None) -> float:
        """Return the distance from the glass to the outside of the outermost leaf [m]."""
        depth = 0.0
        if host is not None:
            faces = self._around.faces_along(point, facing, host)
            depth = float(faces[faces <= _WALL_REACH].max(initial=0.0))
        for face in self._around.faces_along(point, facing):
            if face > _FACADE or face > depth + _CAVITY:
                break
            depth = max(depth, float(face))
        return depth


def _is_outdoor(space: Part) -> bool:
    name = space.name.lower().strip()
    return space.external is True or name in _ROOFS or any(word in name for word in _OUTDOOR)


def _says_external(part: Part, host: Part | None) -> bool:
    """Tell whether the model itself says that the wall, or a window without one, is outside."""
    stated = host.external if host is not None and host.external is not None else part.external
    return stated is True


def _main_normal(mesh: Mesh, *, level_only: bool) -> Floats | None:
    """Return the direction in which most of the surface looks, up or down the same."""
    a, b, c = mesh.triangles.transpose(1, 0, 2)
    areas = np.cross(b - a, c - a)
    size = np.linalg.norm(areas, axis=1)
    areas, size = areas[size > 0], size[size > 0]
    if level_only or _stands(mesh):
        level = np.abs(areas[:, 2]) < _UPRIGHT * size
        areas, size = areas[level], size[level]
    if not len(size):
        return None
    # Opposite faces of one pane count together.
    signs = np.sign(areas @ np.array([1.0, 1e-3, 1e-6]))
    sums: defaultdict[tuple[int, ...], Floats] = defaultdict(lambda: np.zeros(3))
    for vector, sign, length in zip(areas, signs, size, strict=True):
        sums[tuple(np.round(vector * sign / length * 20).astype(int))] += vector * sign
    best = max(sums.values(), key=lambda total: float(np.linalg.norm(total)))
    if level_only or abs(best[2]) <= _ROOF_WINDOW * np.linalg.norm(best):
        best = best * [1.0, 1.0, 0.0]
    best = best / np.linalg.norm(best)
    return best if best[2] >= 0 else -best


def _stands(mesh: Mesh) -> bool:
    """Tell a window in a wall from a skylight: it is high for its width."""
    extent = np.ptp(mesh.bounds, axis=0)
    return bool(extent[2] > _FLAT * max(extent[:2]) and min(extent[:2]) < _FLAT * extent[2])


def _thin_way(wall: Mesh, normal: Floats) -> Floats:
    """Return the normal, or the other level direction if the wall is thinner that way."""
    other = np.array([-normal[1], normal[0], 0.0])
    extent, across = np.ptp(wall.vertices @ normal), np.ptp(wall.vertices @ other)
    return other if across < _FLAT * extent and across < _WALL_REACH else normal


def _rectangle(mesh: Mesh, normal: Floats, part: Part) -> _Pane:
    level = np.cross([0.0, 0.0, 1.0], normal) if normal[2] < _LEVEL else np.array([1.0, 0.0, 0.0])
    level = level / np.linalg.norm(level)
    up = np.cross(normal, level)
    low, high = (
        np.array([f(mesh.vertices @ axis) for axis in (level, up, normal)]) for f in (np.min, np.max)
    )
    width, height = high[0] - low[0], high[1] - low[1]
    middle = (low + high) / 2
    sill = level * middle[0] + up * low[1] + normal * middle[2]
    return _Pane(
        normal,
        sill,
        up,
        _stated(part.width, width),
        _stated(part.height, height),
        float(high[2] - low[2]) / 2,
    )


def _stated(stated: float | None, drawn: float) -> float:
    sane = stated is not None and _UNDERSIZE * drawn <= stated <= _OVERSIZE * drawn
    return float(stated if sane and stated is not None else drawn)
