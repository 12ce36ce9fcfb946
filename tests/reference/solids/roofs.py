"""Pitched roofs over boxes: gable, hip, shed, mansard, dormer, overhang and gutter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from optopcheck.domain.building import Building, Element
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.parts import Ring, along_x, block, levels, prism, rect, sheet, walls
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
    truth = {q: v for q, v in solid.truth.items() if q is not Quantity.STOREY_COUNT}
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


def hip(length: float, depth: float, eaves: float, pitch: float, overhang: float = 0.0) -> Solid:
    """Make a hipped roof, all four planes of one pitch; `length` is the longer side."""
    o, rise = overhang, depth / 2 * tangent(pitch)
    low, ridge = eaves - overhang * tangent(pitch), eaves + rise
    a, b, c, d = (-o, -o, low), (length + o, -o, low), (length + o, depth + o, low), (-o, depth + o, low)
    e, f = (depth / 2, depth / 2, ridge), (length - depth / 2, depth / 2, ridge)
    roof = [
        sheet("schild-zuid", "IfcRoof", [a, b, f, e], ROOF),
        sheet("schild-oost", "IfcRoof", [b, c, f], ROOF),
        sheet("schild-noord", "IfcRoof", [c, d, e, f], ROOF),
        sheet("schild-west", "IfcRoof", [d, a, e], ROOF),
    ]
    ring = rect(0, 0, length, depth)
    parts = [
        prism("vloer", "IfcSlab", ring, (-SLAB, 0.0)),
        *walls(ring, WALL, (0.0, eaves - ROOF), "gevel"),
        *roof,
    ]
    area = length * depth
    volume = area * (eaves + SLAB) + rise * depth * (3 * length - depth) / 6
    truth = {
        Quantity.BUILDING_HEIGHT: ridge,
        Quantity.RIDGE_HEIGHT: ridge,
        Quantity.EAVES_HEIGHT: low,
        Quantity.STOREY_COUNT: 1.0,
        Quantity.FOOTPRINT_AREA: area,
        Quantity.PLANNING_VOLUME: volume,
        Quantity.GROSS_VOLUME: volume,
        Quantity.GROSS_FLOOR_AREA: area,
        Quantity.ROOF_PITCH: pitch,
        Quantity.USABLE_FLOOR_AREA: within_walls(area, 2 * (length + depth), WALL),
    }
    building = Building("hip", tuple(parts), levels(0.0))
    name = "hip-overhang" if overhang else "hip"
    return Solid(name, building, truth, has_no=PITCHED_HAS_NO, eaves=(low,) * 4, pitches=(pitch,) * 4)


def shed(length: float, depth: float, low: float, high: float) -> Solid:
    """Make a single plane (*lessenaarsdak*); whether its high side has eaves, plans dispute."""
    section: Ring = ((0, low - ROOF), (depth, high - ROOF), (depth, high), (0, low))
    end: Ring = ((0, 0), (depth, 0), (depth, high - ROOF), (0, low - ROOF))
    parts = [
        prism("vloer", "IfcSlab", rect(0, 0, length, depth), (-SLAB, 0.0)),
        prism("gevel-zuid", "IfcWall", rect(0, 0, length, WALL), (0, low - ROOF)),
        prism("gevel-noord", "IfcWall", rect(0, depth - WALL, length, depth), (0, high - ROOF)),
        along_x("gevel-west", "IfcWall", end, (0, WALL)),
        along_x("gevel-oost", "IfcWall", end, (length - WALL, length)),
        along_x("dak", "IfcSlab", section, (0, length)),
    ]
    area = length * depth
    pitch = slope(high - low, depth)
    truth = {
        Quantity.BUILDING_HEIGHT: high,
        Quantity.RIDGE_HEIGHT: high,
        Quantity.STOREY_COUNT: 1.0,
        Quantity.FOOTPRINT_AREA: area,
        Quantity.PLANNING_VOLUME: area * (SLAB + (low + high) / 2),
        Quantity.GROSS_VOLUME: area * (SLAB + (low + high) / 2),
        Quantity.GROSS_FLOOR_AREA: area,
        Quantity.ROOF_PITCH: pitch,
        Quantity.USABLE_FLOOR_AREA: within_walls(area, 2 * (length + depth), WALL),
    }
    return Solid(
        "shed",
        Building("shed", tuple(parts), levels(0.0)),
        truth,
        disputed={Quantity.EAVES_HEIGHT: (low, high)},
        has_no=PITCHED_HAS_NO,
        eaves=(low,),
        pitches=(pitch,),
    )


def mansard() -> Solid:
    """Make steep planes of 60 degrees on the long sides and a flat top of 5 m between them."""
    length, depth, foot, pitch = 11.0, 8.0, 3.3, 60.0
    inset = 1.5
    top = foot + inset * tangent(pitch)
    crown = depth - inset
    end: Ring = (
        (0, 0),
        (depth, 0),
        (depth, foot - ROOF),
        (crown, top - ROOF),
        (inset, top - ROOF),
        (0, foot - ROOF),
    )
    parts = [
        prism("vloer0", "IfcSlab", rect(0, 0, length, depth), (-SLAB, 0.0)),
        prism("vloer1", "IfcSlab", rect(0, 0, length, depth), (2.8 - SLAB, 2.8)),
        prism("gevel-zuid", "IfcWall", rect(0, 0, length, WALL), (0, foot - ROOF)),
        prism("gevel-noord", "IfcWall", rect(0, depth - WALL, length, depth), (0, foot - ROOF)),
        along_x("gevel-west", "IfcWall", end, (0, WALL)),
        along_x("gevel-oost", "IfcWall", end, (length - WALL, length)),
        along_x(
            "dak-zuid",
            "IfcRoof",
            ((0, foot - ROOF), (inset, top - ROOF), (inset, top), (0, foot)),
            (0, length),
        ),
        along_x(
            "dak-noord",
            "IfcRoof",
            ((crown, top - ROOF), (depth, foot - ROOF), (depth, foot), (crown, top)),
            (0, length),
        ),
        prism("dak-plat", "IfcSlab", rect(0, inset, length, crown), (top - ROOF, top)),
    ]
    area = length * depth
    volume = area * (foot + SLAB) + length * (top - foot) * (depth + crown - inset) / 2
    truth = {
        Quantity.BUILDING_HEIGHT: top,
        Quantity.EAVES_HEIGHT: foot,
        Quantity.FOOTPRINT_AREA: area,
        Quantity.PLANNING_VOLUME: volume,
        Quantity.GROSS_VOLUME: volume,
        Quantity.GROSS_FLOOR_AREA: 2 * area,
        Quantity.FLAT_ROOF_AREA: length * (crown - inset),
    }
    return Solid(
        "mansard",
        Building("mansard", tuple(parts), levels(0.0, 2.8)),
        truth,
        disputed={Quantity.STOREY_COUNT: (2.0, 1.0)},
        eaves=(foot, foot),
        pitches=(pitch, pitch),
    )


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
    building = replace(solid.building, elements=(*solid.building.elements, *parts))
    return replace(solid, truth=truth, building=building)


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
        with_attic(),
        with_attic().placed(45),
        with_dormer(),
        with_dormer().placed(90),
        hip(11, 8, 3.0, 40),
        hip(9, 7, 3.4, 30, 0.5).placed(17),
        shed(9, 6, 2.8, 4.6),
        shed(8, 7, 3.0, 4.2).placed(45),
        mansard(),
        mansard().placed(17),
        with_garage(),
        with_garage().placed(45),
    )
