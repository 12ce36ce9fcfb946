"""Hipped, shed and mansard roofs over boxes."""

from __future__ import annotations

from optopcheck.domain.building import Building
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.gables import ROOF, SLAB, WALL
from tests.reference.solids.parts import Ring, along_x, levels, prism, rect, sheet, walls
from tests.reference.solids.truth import PITCHED_HAS_NO, Solid, slope, tangent, within_walls


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


def mansard_all_round() -> Solid:
    """Lean the planes back on all four sides, 65 degrees, over one layer; inside it is one room."""
    length, depth, foot, inset, pitch = 12.0, 9.0, 2.9, 1.2, 65.0
    top = foot + inset * tangent(pitch)
    a, b, c, d = (0.0, 0.0, foot), (length, 0.0, foot), (length, depth, foot), (0.0, depth, foot)
    e, f = (inset, inset, top), (length - inset, inset, top)
    g, h = (length - inset, depth - inset, top), (inset, depth - inset, top)
    ring = rect(0, 0, length, depth)
    parts = [
        prism("vloer", "IfcSlab", ring, (-SLAB, 0.0)),
        *walls(ring, WALL, (0.0, foot - ROOF), "gevel"),
        sheet("dak-zuid", "IfcRoof", [a, b, f, e], ROOF),
        sheet("dak-oost", "IfcRoof", [b, c, g, f], ROOF),
        sheet("dak-noord", "IfcRoof", [c, d, h, g], ROOF),
        sheet("dak-west", "IfcRoof", [d, a, e, h], ROOF),
        sheet("dak-plat", "IfcSlab", [e, f, g, h], ROOF),
    ]
    area, flat = length * depth, (length - 2 * inset) * (depth - 2 * inset)
    # Prismatoid: ends and four times the middle, over six.
    middle = (length - inset) * (depth - inset)
    volume = area * (foot + SLAB) + (top - foot) * (area + 4 * middle + flat) / 6
    truth = {
        Quantity.BUILDING_HEIGHT: top,
        Quantity.EAVES_HEIGHT: foot,
        Quantity.STOREY_COUNT: 1.0,
        Quantity.FOOTPRINT_AREA: area,
        Quantity.PLANNING_VOLUME: volume,
        Quantity.GROSS_VOLUME: volume,
        Quantity.GROSS_FLOOR_AREA: area,
        Quantity.FLAT_ROOF_AREA: flat,
        Quantity.USABLE_FLOOR_AREA: within_walls(area, 2 * (length + depth), WALL),
    }
    building = Building("mansard-4", tuple(parts), levels(0.0))
    return Solid("mansard-4", building, truth, eaves=(foot,) * 4, pitches=(pitch,) * 4)


def solids() -> tuple[Solid, ...]:
    return (
        hip(11, 8, 3.0, 40),
        hip(9, 7, 3.4, 30, 0.5).placed(17),
        shed(9, 6, 2.8, 4.6),
        shed(8, 7, 3.0, 4.2).placed(45),
        mansard(),
        mansard().placed(17),
        mansard_all_round(),
        mansard_all_round().placed(45),
    )
