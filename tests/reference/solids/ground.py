"""Below, at and above the ground: basement, half-sunk storage, crawl space, passage, split level, voids."""

from __future__ import annotations

from optopcheck.domain.building import Building
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.parts import Ring, block, levels, prism, rect, walls
from tests.reference.solids.truth import FLAT_HAS_NO, Solid, prism_truth, within_walls


def basement(east: float = 0.0) -> Solid:
    """Dig a storey fully below ground, wider than the house by `east` metres on one side."""
    width, depth = 9.0, 7.0
    area, below = width * depth, (width + east) * depth
    low, wide = rect(0, 0, width, depth), rect(0, 0, width + east, depth)
    parts = [
        prism("keldervloer", "IfcSlab", wide, (-3.0, -2.75)),
        *walls(wide, 0.3, (-2.75, -0.2), "kelder"),
        *block(low, [0.0, 2.8], 5.6),
    ]
    if east:
        parts.append(prism("kelderdek", "IfcSlab", rect(width, 0, width + east, depth), (-0.2, 0.0)))
    truth = {
        Quantity.BUILDING_HEIGHT: 5.6,
        Quantity.EAVES_HEIGHT: 5.6,
        Quantity.STOREY_COUNT: 2.0,
        Quantity.FOOTPRINT_AREA: area,
        Quantity.PLANNING_VOLUME: area * 5.8,
        Quantity.GROSS_VOLUME: area * 5.6 + below * 3.0,
        Quantity.GROSS_FLOOR_AREA: 2 * area + below,
        Quantity.FLAT_ROOF_AREA: area,
        Quantity.FREE_HEIGHT: 2.55,
    }
    name = f"basement-{east:g}"
    building = Building(name, tuple(parts), levels(-2.75, 0.0, 2.8, 5.6))
    return Solid(name, building, truth, has_no=FLAT_HAS_NO)


def raised(floors: list[float], top: float, layers: int) -> Solid:
    """Sink the lowest storey in part; whether it is a *bouwlaag* depends on how far its ceiling rises."""
    area = 11.0 * 7.0
    ground = floors[len(floors) - layers]
    truth = prism_truth(area, floors, top, inner=within_walls(area, 36.0, 0.3))
    truth[Quantity.STOREY_COUNT] = float(layers)
    truth[Quantity.PLANNING_VOLUME] = area * (top - ground + 0.2)
    name = f"half-sunk-{ground:g}"
    parts = block(rect(0, 0, 11, 7), floors, top)
    return Solid(name, Building(name, tuple(parts), levels(*floors, top)), truth, has_no=FLAT_HAS_NO)


def crawl_space() -> Solid:
    """Stand the house on foundation walls with bare ground between them: neither floor nor volume."""
    area = 10.0 * 7.0
    ring = rect(0, 0, 10, 7)
    parts = [*block(ring, [0.0, 2.8], 5.6), *walls(ring, 0.3, (-0.9, -0.2), "fundering")]
    truth = prism_truth(area, [0.0, 2.8], 5.6, inner=within_walls(area, 34.0, 0.3))
    # NEN 2580 leaves it open whether a crawl space without a floor has gross volume.
    truth.pop(Quantity.GROSS_VOLUME)
    building = Building("crawl-space", tuple(parts), levels(0.0, 2.8, 5.6))
    return Solid("crawl-space", building, truth, has_no=FLAT_HAS_NO)


def passage() -> Solid:
    """Drive through under the upper floors, 3 m wide: it is outdoors, but within the outline."""
    width, depth, gap, top = 12.0, 7.0, 3.0, 5.6
    area, open_ = width * depth, gap * depth
    parts = [
        *block(rect(0, 0, 4, depth), [0.0], 2.8, prefix="west-")[:-1],
        *block(rect(4 + gap, 0, width, depth), [0.0], 2.8, prefix="oost-")[:-1],
        *block(rect(0, 0, width, depth), [2.8], top, prefix="boven-"),
    ]
    below = within_walls(4 * depth, 22.0, 0.3) + within_walls(5 * depth, 24.0, 0.3)
    truth = {
        Quantity.BUILDING_HEIGHT: top,
        Quantity.EAVES_HEIGHT: top,
        Quantity.STOREY_COUNT: 2.0,
        Quantity.FOOTPRINT_AREA: area,
        Quantity.PLANNING_VOLUME: area * 5.8 - open_ * 2.8,
        Quantity.GROSS_VOLUME: area * 5.8 - open_ * 2.8,
        Quantity.GROSS_FLOOR_AREA: 2 * area - open_,
        Quantity.FLAT_ROOF_AREA: area,
        Quantity.FREE_HEIGHT: 2.6,
        Quantity.USABLE_FLOOR_AREA: below + within_walls(area, 38.0, 0.3),
    }
    building = Building("passage", tuple(parts), levels(0.0, 2.8, top))
    return Solid("passage", building, truth, has_no=FLAT_HAS_NO)


def split_level(step: float) -> Solid:
    """Shift the floors of the east half up by `step`; both halves have two layers and one flat roof.

    What lies under the lowest floor of the east half is too low for a layer or for floor area.
    """
    half, depth, height, top = 5.0, 7.0, 3.0, 6.0 + step
    area = 2 * half * depth
    parts = [
        prism("grondvloer", "IfcSlab", rect(0, 0, 2 * half, depth), (-0.2, 0.0)),
        *walls(rect(0, 0, 2 * half, depth), 0.3, (0.0, top - 0.2), "gevel"),
        prism("tussenwand", "IfcWall", rect(half - 0.1, 0.3, half + 0.1, depth - 0.3), (0.0, top - 0.2)),
        prism("vloer-west", "IfcSlab", rect(0, 0, half, depth), (height - 0.2, height)),
        prism("vloer-oost0", "IfcSlab", rect(half, 0, 2 * half, depth), (step - 0.2, step)),
        prism("vloer-oost1", "IfcSlab", rect(half, 0, 2 * half, depth), (step + height - 0.2, step + height)),
        prism("dak", "IfcSlab", rect(0, 0, 2 * half, depth), (top - 0.2, top)),
    ]
    truth = {
        Quantity.BUILDING_HEIGHT: top,
        Quantity.EAVES_HEIGHT: top,
        Quantity.STOREY_COUNT: 2.0,
        Quantity.FOOTPRINT_AREA: area,
        Quantity.PLANNING_VOLUME: area * (top + 0.2),
        Quantity.GROSS_VOLUME: area * (top + 0.2),
        Quantity.GROSS_FLOOR_AREA: 2 * area,
        Quantity.FLAT_ROOF_AREA: area,
    }
    name = f"split-level-{step:g}"
    building = Building(name, tuple(parts), levels(0.0, step, height, height + step, top))
    return Solid(name, building, truth, has_no=FLAT_HAS_NO)


def void(hole: Ring, area: float) -> Solid:
    """Leave a hole in the upper floor; from 4 m2 on it is a void and no floor area (NEN 2580)."""
    ring = rect(0, 0, 11, 8)
    parts = [
        prism("vloer0", "IfcSlab", ring, (-0.2, 0.0)),
        *walls(ring, 0.3, (0.0, 2.6), "gevel0"),
        prism("vloer1", "IfcSlab", ring, (2.6, 2.8), [hole]),
        *walls(ring, 0.3, (2.8, 5.4), "gevel1"),
        prism("dak", "IfcSlab", ring, (5.4, 5.6)),
    ]
    truth = prism_truth(88.0, [0.0, 2.8], 5.6)
    truth[Quantity.GROSS_FLOOR_AREA] -= area if area >= 4 else 0.0
    name = f"void-{area:g}"
    return Solid(name, Building(name, tuple(parts), levels(0.0, 2.8, 5.6)), truth, has_no=FLAT_HAS_NO)


def hall() -> Solid:
    """Make a hall of 5.6 m high beside rooms on two floors; the hall has one floor."""
    width, depth, top, edge = 12.0, 8.0, 5.6, 7.0
    parts = [
        prism("vloer0", "IfcSlab", rect(0, 0, width, depth), (-0.2, 0.0)),
        *walls(rect(0, 0, width, depth), 0.3, (0.0, top - 0.2), "gevel"),
        prism("tussenwand", "IfcWall", rect(edge - 0.2, 0.3, edge, depth - 0.3), (0.0, top - 0.2)),
        prism("vloer1", "IfcSlab", rect(0, 0, edge, depth), (2.6, 2.8)),
        prism("dak", "IfcSlab", rect(0, 0, width, depth), (top - 0.2, top)),
    ]
    area = width * depth
    truth = prism_truth(area, [0.0, 2.8], top)
    truth[Quantity.GROSS_FLOOR_AREA] = area + edge * depth
    return Solid("hall", Building("hall", tuple(parts), levels(0.0, 2.8, top)), truth, has_no=FLAT_HAS_NO)


def tall_layer() -> Solid:
    """Set a layer of double height on top of one of 2.8 m; a floor may be missing, so it is a reading."""
    floors, top = [0.0, 2.8], 8.4
    area = 10.0 * 8.0
    truth = prism_truth(area, floors, top, inner=within_walls(area, 36.0, 0.3))
    parts = block(rect(0, 0, 10, 8), floors, top)
    return Solid(
        "tall-layer", Building("tall-layer", tuple(parts), levels(*floors, top)), truth, has_no=FLAT_HAS_NO
    )


def atrium() -> Solid:
    """Roof a court of 5 m square with glass: it is closed, with a floor on the ground only."""
    side, court, wing = 14.0, 5.0, 4.5
    hole = rect(wing, wing, wing + court, wing + court)
    ring, around = rect(0, 0, side, side), tuple(reversed(hole))
    parts = [prism("vloer0", "IfcSlab", ring, (-0.2, 0.0))]
    for k, z in enumerate((0.0, 2.8)):
        parts += walls(ring, 0.3, (z, z + 2.6), f"gevel{k}") + walls(around, 0.2, (z, z + 2.6), f"hof{k}")
        parts.append(prism(f"dek{k + 1}", "IfcSlab", ring, (z + 2.6, z + 2.8), [hole]))
    glass = rect(wing - 0.1, wing - 0.1, wing + court + 0.1, wing + court + 0.1)
    parts.append(prism("glasdak", "IfcPlate", glass, (5.58, 5.6)))
    area = side**2
    truth = prism_truth(area, [0.0, 2.8], 5.6)
    truth[Quantity.GROSS_FLOOR_AREA] = 2 * area - court**2
    # Whether glass is roof to build on is no matter of measuring.
    truth.pop(Quantity.FLAT_ROOF_AREA)
    return Solid("atrium", Building("atrium", tuple(parts), levels(0.0, 2.8, 5.6)), truth, has_no=FLAT_HAS_NO)


def solids() -> tuple[Solid, ...]:
    return (
        basement(),
        basement().placed(17),
        basement(2.0),
        raised([-1.4, 1.0, 3.8], 6.6, 2),
        raised([-1.4, 1.0, 3.8], 6.6, 2).placed(45, (0.0, 0.0, -2.4)),
        raised([-1.0, 1.7, 4.5], 7.3, 3),
        crawl_space(),
        passage(),
        passage().placed(17),
        split_level(1.2),
        split_level(1.5).placed(45),
        void(rect(4, 3, 6.2, 4.6), 2.2 * 1.6),
        void(rect(3, 2, 8, 6), 20.0),
        hall(),
        hall().placed(17),
        tall_layer(),
        atrium(),
        atrium().placed(45),
    )
