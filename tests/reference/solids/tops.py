"""Flat roofs with something on them: parapet, lift head, stair head, chimney, antenna, a layer set back."""

from __future__ import annotations

from dataclasses import replace

from optopcheck.domain.building import Building, Element
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.boxes import plain
from tests.reference.solids.parts import block, levels, prism, rect, sheet, walls
from tests.reference.solids.truth import FLAT_HAS_NO, Solid, prism_truth, within_walls


def parapet(height: float, thickness: float, count: int = 2) -> Solid:
    """Stand a parapet on the roof: it makes eaves and height, but no volume and less no roof."""
    width, depth, top = 10.0, 7.5, count * 2.8
    floors = [k * 2.8 for k in range(count)]
    ring = rect(0, 0, width, depth)
    parts = [*block(ring, floors, top), *walls(ring, thickness, (top, top + height), "dakrand")]
    inner = within_walls(75.0, 35.0, 0.3)
    truth = prism_truth(75.0, floors, top, parapet=height, inner=inner)
    name = f"parapet-{height:g}"
    return Solid(name, Building(name, tuple(parts), levels(*floors, top)), truth, has_no=FLAT_HAS_NO)


def on_roof(name: str, parts: list[Element], rise: float, size: tuple[float, float]) -> Solid:
    """Add a structure to a box of 12 by 9 by 5.6 m; plans dispute whether it makes the height."""
    box = plain(name, (12, 9), 2)
    head = size[0] * size[1]
    truth = dict(box.truth)
    top = truth.pop(Quantity.BUILDING_HEIGHT)
    for volume in (Quantity.PLANNING_VOLUME, Quantity.GROSS_VOLUME):
        truth[volume] += head * rise
    truth[Quantity.FLAT_ROOF_AREA] -= head
    return replace(
        box,
        truth=truth,
        disputed={Quantity.BUILDING_HEIGHT: (top + rise, top)},
        building=replace(box.building, elements=(*box.building.elements, *parts)),
    )


def lift_head() -> Solid:
    box = prism("liftkop", "IfcSlab", rect(4, 3, 6, 5.2), (5.6, 6.9))
    return on_roof("lift-head", [box], 1.3, (2, 2.2))


def stair_head() -> Solid:
    """Walk out on the roof through a room of 3 by 4 by 2.6 m: it has a floor of its own."""
    ring = rect(5, 2.5, 8, 6.5)
    parts = [*walls(ring, 0.2, (5.6, 8.05), "trappenhuis"), prism("kap", "IfcSlab", ring, (8.05, 8.2))]
    solid = on_roof("stair-head", parts, 2.6, (3, 4))
    truth = dict(solid.truth)
    truth[Quantity.GROSS_FLOOR_AREA] += 3 * 4
    truth[Quantity.USABLE_FLOOR_AREA] += (3 - 0.4) * (4 - 0.4)
    truth[Quantity.FREE_HEIGHT] = 2.45
    return replace(solid, truth=truth)


def chimney() -> Solid:
    """Let a chimney rise 1.8 m above the roof."""
    box = plain("chimney", (9, 7), 2)
    pipe = prism("pijp", "IfcChimney", rect(2, 2, 2.6, 2.6), (5.4, 7.4))
    return replace(box, building=replace(box.building, elements=(*box.building.elements, pipe)))


def small_top_layer() -> Solid:
    """Set the top layer back so far that it covers a sixth: a plan may count it or not."""
    solid = set_back("small-top", 4.0, 3.0, 4.0, 2.0)
    open_ = (Quantity.STOREY_COUNT, Quantity.EAVES_HEIGHT, Quantity.FLAT_ROOF_AREA, Quantity.SETBACK)
    truth = {quantity: value for quantity, value in solid.truth.items() if quantity not in open_}
    disputed = {Quantity.STOREY_COUNT: (2.0, 3.0), Quantity.EAVES_HEIGHT: (5.6, 8.4)}
    return replace(solid, truth=truth, disputed=disputed, eaves=(), setbacks=())


def chimney_and_antenna() -> Solid:
    box = plain("chimney-antenna", (9, 7), 2)
    parts = (
        prism("pijp", "IfcChimney", rect(2, 2, 2.6, 2.6), (5.4, 7.4)),
        prism("zender", "IfcCommunicationsAppliance", rect(6, 4, 6.1, 4.1), (5.6, 9.6)),
    )
    return replace(box, building=replace(box.building, elements=(*box.building.elements, *parts)))


def flat_overhang(reach: float) -> Solid:
    """Let a flat roof stand out over the façades: neither outline nor volume nor roof to build on."""
    ring, area = rect(0, 0, 10, 7), 70.0
    wide = rect(-reach, -reach, 10 + reach, 7 + reach)
    parts = [*block(ring, [0.0, 2.8], 5.6)[:-1], prism("dak", "IfcSlab", wide, (5.4, 5.6))]
    truth = prism_truth(area, [0.0, 2.8], 5.6, inner=within_walls(area, 34.0, 0.3))
    name = f"flat-overhang-{reach:g}"
    return Solid(name, Building(name, tuple(parts), levels(0.0, 2.8, 5.6)), truth, has_no=FLAT_HAS_NO)


def falling_roof() -> Solid:
    """Lay a roof with a fall of 1.6 percent behind a level parapet."""
    width, depth, low, fall, edge = 10.0, 8.0, 5.4, 0.016, 5.95
    high = low + fall * width
    ring = rect(0, 0, width, depth)
    corners = [(0.0, 0.0, low), (width, 0.0, high), (width, depth, high), (0.0, depth, low)]
    parts = [
        *block(ring, [0.0, 2.8], 5.6)[:-1],
        sheet("dak", "IfcRoof", corners, 0.2),
        *walls(ring, 0.2, (low, edge), "dakrand"),
    ]
    parts = [e for e in parts if not e.global_id.startswith("gevel1")]
    parts += walls(ring, 0.3, (2.8, low - 0.2), "gevel1")
    area = width * depth
    truth = prism_truth(area, [0.0, 2.8], (low + high) / 2)
    truth[Quantity.BUILDING_HEIGHT] = truth[Quantity.EAVES_HEIGHT] = edge
    truth.pop(Quantity.FREE_HEIGHT)
    return Solid("fall", Building("fall", tuple(parts), levels(0.0, 2.8)), truth, has_no=FLAT_HAS_NO)


def set_back(name: str, west: float, south: float, east: float, north: float) -> Solid:
    """Put a third layer on a box of 12 by 10 m, back by so much on each side."""
    width, depth = 12.0, 10.0
    low, high = width * depth, (width - west - east) * (depth - south - north)
    upper = rect(west, south, width - east, depth - north)
    parts = block(rect(0, 0, width, depth), [0.0, 2.8], 5.6)
    # The roof slab of the box is the floor of the layer.
    parts += block(upper, [5.6], 8.4, prefix="laag-", ground=False)
    top_inner = within_walls(high, 2 * (width - west - east + depth - south - north), 0.3)
    sides = (west, south, east, north)
    truth = {
        Quantity.BUILDING_HEIGHT: 8.4,
        Quantity.EAVES_HEIGHT: 8.4,
        Quantity.STOREY_COUNT: 3.0,
        Quantity.FOOTPRINT_AREA: low,
        Quantity.PLANNING_VOLUME: low * 5.8 + high * 2.8,
        Quantity.GROSS_VOLUME: low * 5.8 + high * 2.8,
        Quantity.GROSS_FLOOR_AREA: 2 * low + high,
        Quantity.FLAT_ROOF_AREA: high,
        Quantity.FREE_HEIGHT: 2.6,
        Quantity.USABLE_FLOOR_AREA: 2 * within_walls(low, 44.0, 0.3) + top_inner,
        Quantity.SETBACK: min(sides),
    }
    building = Building(name, tuple(parts), levels(0.0, 2.8, 5.6, 8.4))
    behind = tuple(side for side in sides if side > 0)
    # The façades below a terrace end at its edge.
    return Solid(name, building, truth, has_no=FLAT_HAS_NO, eaves=(8.4, 5.6), setbacks=behind)


def solids() -> tuple[Solid, ...]:
    return (
        parapet(0.3, 0.3),
        parapet(0.6, 0.25).placed(17),
        parapet(1.1, 0.2, 1),
        parapet(1.1, 0.3, 3).placed(45),
        lift_head(),
        lift_head().placed(17),
        stair_head(),
        stair_head().placed(45),
        chimney(),
        chimney_and_antenna(),
        small_top_layer(),
        flat_overhang(0.5),
        flat_overhang(0.8).placed(17),
        falling_roof(),
        falling_roof().placed(45),
        set_back("set-back-1", 0.0, 2.0, 0.0, 0.0),
        set_back("set-back-2", 1.8, 2.4, 0.0, 0.0).placed(17),
        set_back("set-back-4", 1.5, 2.0, 1.5, 2.5),
        set_back("set-back-4-far", 2.0, 2.0, 2.0, 2.0).placed(90, (2500.0, 2500.0, 4.6)),
        set_back("set-back-small", 0.0, 0.75, 0.9, 0.0).placed(45),
    )
