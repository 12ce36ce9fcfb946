"""Walls, roof, windows and observation points of an added storey, as simple real parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Aperture, Element, ObservationPoint, Storey
from optopcheck.domain.mesh import merged
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.optop.deck import Edge, edges
from optopcheck.optop.identity import global_id
from optopcheck.optop.roof_form import roof_shell

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.domain.scenario import RoofForm

WALL_THICKNESS = 0.3
SLAB_THICKNESS = 0.3
_BAY = 3.6
_WINDOW_WIDTH, _WINDOW_HEIGHT, _SILL = 1.8, 1.5, 0.75
_REVEAL = 0.15
_FRAME = 0.05
_HEAD_ROOM = 0.1
_LEAST_WALL = 0.01
"""Lower eaves stand on the floor itself [m]."""

ASSUMED_WINDOW = Text(
    "raam van de nieuwe laag aangenomen: per 3,6 m gevel één, 1,8 x 1,5 m, dorpel 0,75 m boven de vloer",
    "window of the new storey assumed: one per 3.6 m of façade, 1.8 x 1.5 m, sill 0.75 m above the floor",
)


@dataclass(frozen=True, eq=False)
class AddedStorey:
    """One added storey."""

    storey: Storey
    elements: tuple[Element, ...]
    observation_points: tuple[ObservationPoint, ...]


def build_storey(owner: str, key: str, number: int, plan: Region, floor: float, height: float) -> AddedStorey:
    """Build walls, roof slab and windows of one storey.

    Parameters
    ----------
    owner
        Name of the building.
    key
        Names the variant, for stable ids.
    number
        1 for the lowest added storey.
    plan
        Outline to the outer façade faces.
    floor, height
        Floor level and height to the top of the slab above it [m].
    """
    storey = Storey(global_id(owner, key, number), f"optoplaag {number}", floor, height)
    top = floor + height
    thickness = min(SLAB_THICKNESS, height / 3)
    maker = _Maker(owner, key, number, storey)
    elements = (
        maker.walls(plan, floor, top - thickness),
        maker.part("IfcSlab", f"dak optoplaag {number}", plan.extruded(top - thickness, top)),
    )
    windows, points = maker.windows(plan, floor, height - thickness)
    return AddedStorey(storey, (*elements, *windows), points)


def build_pitched_storey(
    owner: str, key: str, number: int, plan: Region, floor: float, form: RoofForm
) -> AddedStorey:
    """Build walls up to the eaves, and the roof above them, of the top storey.

    Parameters
    ----------
    owner, key, number, plan, floor
        As of `build_storey`.
    form
        Pitch and eaves.
    """
    shells = [roof_shell(part, floor, form, WALL_THICKNESS, SLAB_THICKNESS) for part in plan.parts()]
    shell = merged(mesh for mesh in shells if mesh is not None)
    height = form.eaves if shell.is_empty else float(shell.bounds[1, 2]) - floor
    storey = Storey(global_id(owner, key, number), f"optoplaag {number}", floor, height)
    maker = _Maker(owner, key, number, storey)
    elements = [maker.part("IfcRoof", f"kap optoplaag {number}", shell)]
    if form.eaves > _LEAST_WALL:
        elements.insert(0, maker.walls(plan, floor, floor + form.eaves))
    windows, points = maker.windows(plan, floor, form.eaves)
    return AddedStorey(storey, (*elements, *windows), points)


@dataclass(frozen=True)
class _Maker:
    """Makes the parts of one storey under stable ids."""

    owner: str
    key: str
    number: int
    storey: Storey

    def part(self, kind: str, name: str, mesh: Mesh) -> Element:
        identity = global_id(self.owner, self.key, self.number, name)
        return Element(identity, kind, name, mesh, self.storey.global_id, added=True)

    def walls(self, plan: Region, low: float, high: float) -> Element:
        ring = plan.without(plan.grown(-WALL_THICKNESS))
        return self.part("IfcWall", f"gevels optoplaag {self.number}", ring.extruded(low, high))

    def windows(
        self, plan: Region, floor: float, room: float
    ) -> tuple[tuple[Element, ...], tuple[ObservationPoint, ...]]:
        """Return the windows that fit under a height above the floor [m], and their points."""
        elements: list[Element] = []
        points: list[ObservationPoint] = []
        if room < _SILL + _WINDOW_HEIGHT + _HEAD_ROOM:
            return (), ()
        sill = floor + _SILL
        for edge in edges(plan):
            for middle in _bays(edge):
                name = f"raam {self.number}.{len(points) + 1}"
                mesh = _window(edge, middle).extruded(sill, sill + _WINDOW_HEIGHT)
                elements.append(self.part("IfcWindow", name, mesh))
                points.append(_point(self.owner, elements[-1], edge, middle, sill))
        return tuple(elements), tuple(points)


def build_parapet(owner: str, key: str, storey: Storey, plan: Region, roof: float, height: float) -> Element:
    """Build the roof edge around the new roof."""
    ring = plan.without(plan.grown(-WALL_THICKNESS))
    name = "dakrand optop"
    mesh = ring.extruded(roof, roof + height)
    return Element(global_id(owner, key, name), "IfcWall", name, mesh, storey.global_id, added=True)


def _bays(edge: Edge) -> list[Floats]:
    """Middles of the windows along a façade, shape (2,) each; none where the façade is too short."""
    count = int((edge.length + _BAY / 4) // _BAY)
    if count == 0 and edge.length >= _WINDOW_WIDTH + 2 * WALL_THICKNESS:
        count = 1
    shares = (np.arange(count) + 0.5) / max(count, 1)
    return [edge.start + (edge.end - edge.start) * share for share in shares]


def _window(edge: Edge, middle: Floats) -> Region:
    half = edge.along * _WINDOW_WIDTH / 2
    glass = middle - edge.outward * _REVEAL
    depth = edge.outward * _FRAME / 2
    corners = [glass - half - depth, glass + half - depth, glass + half + depth, glass - half + depth]
    return Region.from_ring(np.array(corners))


def _point(owner: str, window: Element, edge: Edge, middle: Floats, sill: float) -> ObservationPoint:
    glass = middle - edge.outward * _REVEAL
    return ObservationPoint(
        id=window.global_id,
        position=np.array([*glass, sill]),
        facing=np.array([*edge.outward, 0.0]),
        owner=owner,
        label=window.name,
        storey_id=window.storey_id,
        aperture=Aperture(_WINDOW_WIDTH, _WINDOW_HEIGHT, _REVEAL),
        assumption=ASSUMED_WINDOW,
    )
