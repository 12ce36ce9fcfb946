"""Walls, roof, windows and observation points of an added storey, as simple real parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Aperture, Element, ObservationPoint, Storey
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.optop.deck import Edge, edges
from optopcheck.optop.identity import global_id

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats

WALL_THICKNESS = 0.3
SLAB_THICKNESS = 0.3
_BAY = 3.6
_WINDOW_WIDTH, _WINDOW_HEIGHT, _SILL = 1.8, 1.5, 0.75
_REVEAL = 0.15
_FRAME = 0.05
_HEAD_ROOM = 0.1

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
    ring = plan.without(plan.grown(-WALL_THICKNESS))

    def part(kind: str, name: str, region: Region, low: float, high: float) -> Element:
        mesh = region.extruded(low, high)
        return Element(global_id(owner, key, number, name), kind, name, mesh, storey.global_id, added=True)

    elements = [
        part("IfcWall", f"gevels optoplaag {number}", ring, floor, top - thickness),
        part("IfcSlab", f"dak optoplaag {number}", plan, top - thickness, top),
    ]
    points: list[ObservationPoint] = []
    if height - thickness >= _SILL + _WINDOW_HEIGHT + _HEAD_ROOM:
        for edge in edges(plan):
            for middle in _bays(edge):
                index = len(points) + 1
                window = _window(edge, middle)
                name = f"raam {number}.{index}"
                element = part("IfcWindow", name, window, floor + _SILL, floor + _SILL + _WINDOW_HEIGHT)
                elements.append(element)
                points.append(_point(owner, element, edge, middle, floor + _SILL))
    return AddedStorey(storey, tuple(elements), tuple(points))


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
