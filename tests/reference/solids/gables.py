"""Saddle roofs over boxes: even and uneven, overhang and gutter, dormer, attic, cross wing, garage."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from optopcheck.domain.building import Building, Element
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.parts import Ring, along_x, along_y, block, levels, prism, rect, sheet
from tests.reference.solids.truth import (
    PITCHED_HAS_NO,
    Solid,
    slope,
    tangent,
    within_walls,
)

ROOF = 0.28
"""Thickness of a roof plane, upright [m]."""
WALL = 0.3
SLAB = 0.2


@dataclass(frozen=True)
class Gable:
    """A saddle roof, its ridge along x; heights are those of the upper faces [m]."""

    length: float
    depth: float
    south: float
    """Of the roof above the outer face of the south façade."""
    north: float
    ridge: float
    crown: float
    """Distance of the ridge from the south façade."""
    verge: float = 0.0
    """Overhang beyond the end walls."""
    overhang: float = 0.0
    """Overhang beyond the south and north façades."""

    @property
    def area(self) -> float:
        return self.length * self.depth

    @property
    def slopes(self) -> tuple[float, float]:
        """Rise per metre of both planes."""
        return (self.ridge - self.south) / self.crown, (self.ridge - self.north) / (self.depth - self.crown)

    @property
    def drips(self) -> tuple[float, float]:
        """Heights of the drip lines, where the planes end."""
        return (
            self.south - self.overhang * self.slopes[0],
            self.north - self.overhang * self.slopes[1],
        )

    @property
    def pitches(self) -> tuple[float, float]:
        return (
            slope(self.ridge - self.south, self.crown),
            slope(self.ridge - self.north, self.depth - self.crown),
        )

    @property
    def volume(self) -> float:
        """Volume under the roof and above zero, within the façades."""
        section = (self.south + self.ridge) / 2 * self.crown
        section += (self.north + self.ridge) / 2 * (self.depth - self.crown)
        return section * self.length


def planes(g: Gable) -> list[Element]:
    """Make both roof planes, as slabs with upright edges."""
    x = (-g.verge, g.length + g.verge)
    low, high = -g.overhang, g.depth + g.overhang
    top = (g.crown, g.ridge)
    under = (g.crown, g.ridge - ROOF)
    south = ((low, g.drips[0] - ROOF), under, top, (low, g.drips[0]))
    north = (under, (high, g.drips[1] - ROOF), (high, g.drips[1]), top)
    return [along_x("dak-zuid", "IfcRoof", south, x), along_x("dak-noord", "IfcRoof", north, x)]


def body(g: Gable, floors: list[float]) -> list[Element]:
    """Make floors and façades up to the underside of the roof; end walls carry the gable."""
    parts = [
        prism(f"vloer{k}", "IfcSlab", rect(0, 0, g.length, g.depth), (z - SLAB, z))
        for k, z in enumerate(floors)
    ]
    end: Ring = (
        (0, 0),
        (g.depth, 0),
        (g.depth, g.north - ROOF),
        (g.crown, g.ridge - ROOF),
        (0, g.south - ROOF),
    )
    return [
        *parts,
        prism("gevel-zuid", "IfcWall", rect(0, 0, g.length, WALL), (0, g.south - ROOF)),
        prism("gevel-noord", "IfcWall", rect(0, g.depth - WALL, g.length, g.depth), (0, g.north - ROOF)),
        along_x("gevel-west", "IfcWall", end, (0, WALL)),
        along_x("gevel-oost", "IfcWall", end, (g.length - WALL, g.length)),
    ]


def gable(name: str, g: Gable, floors: list[float] | None = None) -> Solid:
    """Make a house with a saddle roof; the floors lie below the eaves, the top room is open to the roof."""
    floors = floors or [0.0]
    eaves = g.drips
    truth = {
        Quantity.BUILDING_HEIGHT: g.ridge,
        Quantity.RIDGE_HEIGHT: g.ridge,
        Quantity.EAVES_HEIGHT: max(eaves),
        Quantity.STOREY_COUNT: float(len(floors)),
        Quantity.FOOTPRINT_AREA: g.area,
        Quantity.PLANNING_VOLUME: g.volume + g.area * SLAB,
        Quantity.GROSS_VOLUME: g.volume + g.area * SLAB,
        Quantity.GROSS_FLOOR_AREA: g.area * len(floors),
        Quantity.USABLE_FLOOR_AREA: within_walls(g.area, 2 * (g.length + g.depth), WALL) * len(floors),
    }
    if abs(g.pitches[0] - g.pitches[1]) < 1e-9:
        truth[Quantity.ROOF_PITCH] = g.pitches[0]
    building = Building(name, (*body(g, floors), *planes(g)), levels(*floors))
    return Solid(name, building, truth, has_no=PITCHED_HAS_NO, eaves=eaves, pitches=g.pitches)


def even(length: float, depth: float, eaves: float, pitch: float, **more: float) -> Gable:
    """Make a saddle roof with its ridge in the middle."""
    ridge = eaves + depth / 2 * tangent(pitch)
    return Gable(length, depth, eaves, eaves, ridge, depth / 2, **more)


def with_gutters() -> Solid:
    """Hang a gutter at each drip line, its rim level with it: both ways to read the eaves agree."""
    g = even(10, 8, 3.2, 40, verge=0.3, overhang=0.45)
    solid = gable("gable-gutter", g)
    rim = g.drips[0]
    gutters = (
        prism("goot-zuid", "IfcPipeSegment", rect(-0.3, -0.6, 10.3, -0.45), (rim - 0.12, rim)),
        prism("goot-noord", "IfcPipeSegment", rect(-0.3, 8.45, 10.3, 8.6), (rim - 0.12, rim)),
    )
    return replace(solid, building=replace(solid.building, elements=(*solid.building.elements, *gutters)))


def with_attic() -> Solid:
    """Lay a floor under the ridge: a plan may call that layer an attic."""
    g = even(10, 8, 3.6, 45)
    solid = gable("gable-attic", g, [0.0, 2.8])
    truth = dict(solid.truth)
    truth.pop(Quantity.STOREY_COUNT)
    # Clear height of 1.50 m above the floor of the attic, under the roof planes.
    inset = max(WALL, 2.8 + 1.5 - (g.south - ROOF))
    lower = within_walls(g.area, 36.0, WALL)
    truth[Quantity.USABLE_FLOOR_AREA] = lower + (10 - 2 * WALL) * (8 - 2 * inset)
    return replace(solid, truth=truth, disputed={Quantity.STOREY_COUNT: (2.0, 1.0)})


def with_dormer() -> Solid:
    """Put a dormer of 2.4 m wide on a roof of 10 m: its own edge does not govern the eaves."""
    g = even(10, 8, 3.0, 45)
    solid = gable("gable-dormer", g)
    x0, x1, front, top = 3.0, 5.4, 0.9, 5.6
    rise = top - (g.south + front)
    back = front + rise
    foot = g.south + front - ROOF
    cheek = ((front, foot), (back, top - ROOF), (back, top - 0.15), (front, top - 0.15))
    parts = (
        prism(
            "dakkapel-voor", "IfcWall", rect(x0, front, x1, front + 0.2), (g.south + front - ROOF, top - 0.15)
        ),
        along_x("dakkapel-west", "IfcWall", cheek, (x0, x0 + 0.15)),
        along_x("dakkapel-oost", "IfcWall", cheek, (x1 - 0.15, x1)),
        prism("dakkapel-dak", "IfcSlab", rect(x0, front, x1, back + 0.1), (top - 0.15, top)),
    )
    truth = dict(solid.truth)
    for quantity in (Quantity.PLANNING_VOLUME, Quantity.GROSS_VOLUME):
        truth[quantity] += (x1 - x0) * rise**2 / 2
    truth.pop(Quantity.ROOF_PITCH)
    building = replace(solid.building, elements=(*solid.building.elements, *parts))
    return replace(solid, truth=truth, building=building)


def with_garage() -> Solid:
    """Set a flat garage against the end wall of a house with a saddle roof."""
    g = even(9, 7, 3.1, 38)
    solid = gable("gable-garage", g)
    wing, top = 3.2 * 5.5, 2.6
    parts = block(rect(9, 0.5, 12.2, 6), [0.0], top, prefix="garage-")
    truth = dict(solid.truth)
    truth[Quantity.FOOTPRINT_AREA] += wing
    truth[Quantity.GROSS_FLOOR_AREA] += wing
    for quantity in (Quantity.PLANNING_VOLUME, Quantity.GROSS_VOLUME):
        truth[quantity] += wing * (top + SLAB)
    truth[Quantity.USABLE_FLOOR_AREA] += within_walls(wing, 2 * (3.2 + 5.5), WALL)
    truth.pop(Quantity.ROOF_PITCH)
    building = replace(solid.building, elements=(*solid.building.elements, *parts))
    return replace(solid, truth=truth, building=building)


def with_low_gutters() -> Solid:
    """Hang the gutter 0.06 m under the drip line: what counts is where the water leaves the roof."""
    g = even(9, 7, 3.0, 35, overhang=0.3)
    solid = gable("gable-low-gutter", g)
    rim = g.drips[0] - 0.06
    gutters = (
        prism("goot-zuid", "IfcPipeSegment", rect(0, -0.44, 9, -0.3), (rim - 0.12, rim)),
        prism("goot-noord", "IfcPipeSegment", rect(0, 7.3, 9, 7.44), (rim - 0.12, rim)),
    )
    return replace(solid, building=replace(solid.building, elements=(*solid.building.elements, *gutters)))


def cross_wing() -> Solid:
    """Set a wing with the same section across the middle: the ridges meet."""
    g, reach, west = even(14, 6, 3.0, 40), 4.0, 4.0
    solid = gable("gable-cross", g)
    half, east = g.depth / 2, west + g.depth
    middle = west + half
    front = ((west, 0), (east, 0), (east, g.south - ROOF), (middle, g.ridge - ROOF), (west, g.south - ROOF))
    a, b = (west, -reach, g.south), (west, 0.0, g.south)
    c, d = (middle, half, g.ridge), (middle, -reach, g.ridge)
    e, f = (east, -reach, g.south), (east, 0.0, g.south)
    parts = (
        prism("vleugel-vloer", "IfcSlab", rect(west, -reach, east, 0), (-SLAB, 0.0)),
        prism("vleugel-west", "IfcWall", rect(west, -reach, west + WALL, 0), (0.0, g.south - ROOF)),
        prism("vleugel-oost", "IfcWall", rect(east - WALL, -reach, east, 0), (0.0, g.south - ROOF)),
        along_y("vleugel-kop", "IfcWall", front, (-reach, WALL - reach)),
        sheet("vleugel-dak-west", "IfcRoof", [a, d, c, b], ROOF),
        sheet("vleugel-dak-oost", "IfcRoof", [d, e, f, c], ROOF),
    )
    truth = dict(solid.truth)
    wing = g.depth * reach
    truth[Quantity.FOOTPRINT_AREA] += wing
    truth[Quantity.GROSS_FLOOR_AREA] += wing
    truth.pop(Quantity.USABLE_FLOOR_AREA)
    # The wing before the façade, and its ridge where it runs into the slope behind.
    section = g.depth * (g.south + SLAB) + half * (g.ridge - g.south)
    for quantity in (Quantity.PLANNING_VOLUME, Quantity.GROSS_VOLUME):
        truth[quantity] += section * reach + half**2 * (g.ridge - g.south) / 3
    building = replace(solid.building, elements=(*solid.building.elements, *parts))
    return replace(solid, truth=truth, building=building)


def as_surfaces() -> Solid:
    """Draw the roof without thickness: two planes of two triangles each."""
    g = even(10, 8, 3.0, 40)
    solid = gable("gable-surfaces", g)
    low, crown, high = g.south, g.ridge, g.north
    south = [(0.0, 0.0, low), (10.0, 0.0, low), (10.0, 4.0, crown), (0.0, 4.0, crown)]
    north = [(0.0, 4.0, crown), (10.0, 4.0, crown), (10.0, 8.0, high), (0.0, 8.0, high)]
    end: Ring = ((0, 0), (8, 0), (8, high), (4, crown), (0, low))
    replaced = {
        "dak-zuid": surface("dak-zuid", south),
        "dak-noord": surface("dak-noord", north),
        "gevel-zuid": prism("gevel-zuid", "IfcWall", rect(0, 0, 10, WALL), (0, low)),
        "gevel-noord": prism("gevel-noord", "IfcWall", rect(0, 8 - WALL, 10, 8), (0, high)),
        "gevel-west": along_x("gevel-west", "IfcWall", end, (0, WALL)),
        "gevel-oost": along_x("gevel-oost", "IfcWall", end, (10 - WALL, 10)),
    }
    parts = tuple(replaced.get(e.global_id, e) for e in solid.building.elements)
    return replace(solid, building=replace(solid.building, elements=parts))


def surface(gid: str, corners: list[tuple[float, float, float]]) -> Element:
    return Element(gid, "IfcRoof", gid, Mesh(np.array(corners), np.array([[0, 1, 2], [0, 2, 3]])))


def solids() -> tuple[Solid, ...]:
    steep = even(10, 8, 3.0, 45)
    high = even(9, 7, 5.5, 35)
    uneven = Gable(10, 8, 2.9, 4.1, 6.5, 5.0)
    catslide = Gable(11, 9, 2.4, 5.3, 7.7, 6.0)
    shallow = even(12, 7, 3.2, 12)
    eaved = even(10, 8, 3.1, 30, verge=0.4, overhang=0.6)
    return (
        gable("gable", steep),
        gable("gable", steep).placed(17),
        gable("gable-2", high, [0.0, 2.75]).placed(45, (4300.0, 900.0, 1.85)),
        gable("gable-shallow", shallow).placed(90),
        gable("gable-uneven", uneven),
        gable("gable-catslide", catslide).placed(17),
        gable("gable-overhang", eaved),
        gable("gable-overhang", eaved).placed(45),
        with_gutters(),
        with_gutters().placed(17),
        with_low_gutters(),
        with_attic(),
        with_attic().placed(45),
        with_dormer(),
        with_dormer().placed(90),
        with_garage(),
        with_garage().placed(45),
        cross_wing(),
        cross_wing().placed(17),
        as_surfaces(),
    )
