"""The inside of the flat: floors, bearing walls, partitions, staircases and spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import portiekflat as flat

if TYPE_CHECKING:
    from drawing import Entity
    from openings import Joinery
    from sheet import Sheet

EAST, NORTH = (1, 0), (0, 1)
BACK = flat.WIDTH - flat.FACADE
FRONT = flat.FACADE
WALL_WEST = flat.STAIR_WEST - flat.BEARING
"""West face of the bearing wall between flat A and the staircase."""

PARTITIONS = {
    "kamers": (100, 5300, 8200, 100),
    "woonkamer": (4900, FRONT, 100, 5000),
    "keuken": (2700, 5400, 100, 4500),
    "gang": (2800, 6600, 5500, 100),
    "badkamer": (5700, 6700, 100, 3200),
}
"""Of flat A: west, south, length in x and y; the first runs on to the party wall."""
INNER_DOORS = {
    "woonkamer": ("kamers", 3300),
    "slaapkamer 1": ("kamers", 6000),
    "keuken": ("keuken", 5500),
    "slaapkamer 2": ("gang", 4000),
    "badkamer": ("gang", 6800),
}
"""Partition and lowest coordinate along it, in flat A."""
ROOMS = {
    "woonkamer": (100, FRONT, 4900, 5300),
    "slaapkamer 1": (5000, FRONT, WALL_WEST, 5300),
    "keuken": (100, 5400, 2700, BACK),
    "slaapkamer 2": (2800, 6700, 5700, BACK),
    "badkamer": (5800, 6700, WALL_WEST, BACK),
    "hal": (2800, 5400, WALL_WEST, 6600),
}
"""Of flat A: west, south, east, north."""
SMALL_BEDROOM = (flat.STAIR_WEST, FRONT, flat.STAIR_EAST, flat.STAIR_SOUTH - flat.BEARING)
STAIRCASE = (flat.STAIR_WEST, flat.STAIR_SOUTH, flat.STAIR_EAST, BACK)


def draw_interior(sheet: Sheet, joinery: Joinery) -> None:
    """Draw all that stands inside."""
    bearing = [wall for level in range(-1, 4) for wall in _bearing_walls(sheet, joinery, level)]
    slabs = [slab for level in range(4) for slab in _floors(sheet, level)]
    partitions = [
        wall
        for level, porch, side, _ in flat.dwellings()
        for wall in _partitions(sheet, joinery, level, porch, side)
    ]
    drawing = sheet.drawing
    drawing.material("beton", *bearing, *slabs)
    drawing.material("drijfsteen", *partitions)
    inside = {"IsExternal": False, "LoadBearing": True}
    drawing.properties("Pset_WallCommon", "dragend", inside, bearing)
    drawing.properties("Pset_WallCommon", "licht", {"IsExternal": False, "LoadBearing": False}, partitions)
    drawing.properties("Pset_SlabCommon", "vloer", inside, slabs)
    for porch in range(flat.PORCHES):
        _stairs(sheet, porch)
    _spaces(sheet)


def _clear_height(level: int) -> int:
    return flat.FLOORS[level + 1] - flat.SLAB - flat.FLOORS[level]


def _bearing_walls(sheet: Sheet, joinery: Joinery, level: int) -> list[Entity]:
    height, foot = _clear_height(level), flat.FLOORS[level]
    walls = []
    for porch in range(flat.PORCHES):
        west = porch * flat.PORCH_WIDTH
        size = (BACK - FRONT, flat.BEARING, height)
        if porch:
            start = (west + flat.BEARING // 2, FRONT, foot)
            walls.append(
                sheet.wall(f"woningscheidende wand {level:+d} portiek {porch}", level, start, NORTH, size)
            )
        for side, x in (("A", flat.STAIR_WEST), ("B", flat.STAIR_EAST + flat.BEARING)):
            name = f"{level:+d}.{porch + 1}{side}"
            wall = sheet.wall(f"portiekwand {name}", level, (west + x, FRONT, foot), NORTH, size)
            walls.append(wall)
            _entrance(joinery, wall, level, name, side)
        size = (flat.STAIR_EAST - flat.STAIR_WEST, flat.BEARING, height)
        start = (west + flat.STAIR_WEST, flat.STAIR_SOUTH - flat.BEARING, foot)
        walls.append(sheet.wall(f"trapwand {level:+d}.{porch + 1}", level, start, EAST, size))
    return walls


def _entrance(joinery: Joinery, wall: Entity, level: int, place: str, side: str) -> None:
    word = "woningdeur" if level >= 0 else "bergingdeur"
    size = flat.INNER_DOOR if level >= 0 else flat.STORAGE_DOOR
    joinery.door(wall, f"{word} {place}", level, (5500 - FRONT, 0), size, flat.BEARING)
    if side == "A":
        room = "slaapkamer 3" if level >= 0 else "berging"
        joinery.door(wall, f"deur {room} {place}", level, (3600 - FRONT, 0), size, flat.BEARING)


def _floors(sheet: Sheet, level: int) -> list[Entity]:
    """Draw the floors of one level: an L for each flat A, a rectangle for each flat B, landings between."""
    top = flat.FLOORS[level]
    made = []
    for porch in range(flat.PORCHES):
        (west, east), left = flat.bay(porch), porch * flat.PORCH_WIDTH
        stair_west, stair_east = left + flat.STAIR_WEST, left + flat.STAIR_EAST
        corners_a = [
            (west, FRONT),
            (stair_east, FRONT),
            (stair_east, flat.STAIR_SOUTH),
            (stair_west, flat.STAIR_SOUTH),
            (stair_west, BACK),
            (west, BACK),
        ]
        corners_b = [(stair_east, FRONT), (east, FRONT), (east, BACK), (stair_east, BACK)]
        landing = [
            (stair_west, flat.STAIR_SOUTH),
            (stair_east, flat.STAIR_SOUTH),
            (stair_east, flat.STAIR_LANDING),
            (stair_west, flat.STAIR_LANDING),
        ]
        for word, corners in (("A", corners_a), ("B", corners_b), (" bordes", landing)):
            made.append(_plate(sheet, f"vloer {level:+d}.{porch + 1}{word}", level, corners, top))
    return made


def _plate(
    sheet: Sheet, name: str, level: int, corners: list[tuple[int, int]], top: float, kind: str = "FLOOR"
) -> Entity:
    drawing = sheet.drawing
    solid = drawing.prism(corners, flat.SLAB, drawing.make("IfcAxis2Placement3D", drawing.origin))
    placement = sheet.at(level, 0, 0, top - flat.SLAB)
    return drawing.product("IfcSlab", name, sheet.storeys[level], placement, [solid], PredefinedType=kind)


def _partitions(sheet: Sheet, joinery: Joinery, level: int, porch: int, side: str) -> list[Entity]:
    place, walls = f"{level:+d}.{porch + 1}{side}", {}
    low, high = flat.bay(porch)
    for word, (x, y, length, width) in PARTITIONS.items():
        start = flat.mirrored(porch, side, x, length)
        end = start + length
        # Both end flats of the block are a little narrower: the end façade is thicker than a party wall.
        start, end = max(start, low), min(end, high)
        name = f"binnenwand {word} {place}"
        height, foot = _clear_height(level), flat.FLOORS[level]
        if length > width:
            walls[word] = sheet.wall(
                name, level, (start, y, foot), EAST, (end - start, width, height), "PARTITIONING"
            )
        else:
            walls[word] = sheet.wall(
                name, level, (end, y, foot), NORTH, (width, end - start, height), "PARTITIONING"
            )
    for room, (word, at) in INNER_DOORS.items():
        x, y, length, width = PARTITIONS[word]
        door = flat.INNER_DOOR
        if length > width:
            start = max(flat.mirrored(porch, side, x, length), low)
            along = flat.mirrored(porch, side, at, door[0]) - start
        else:
            along = at - y
        joinery.door(walls[word], f"deur {room} {place}", level, (along, 0), door, flat.PARTITION)
    return list(walls.values())


def _stairs(sheet: Sheet, porch: int) -> None:
    """Draw a staircase: half landings at the back, the door at the one on peil, up to the top floor.

    The middle porch runs on to the roof.
    """
    drawing, left = sheet.drawing, porch * flat.PORCH_WIDTH
    storey = sheet.storeys[0]
    key = f"trap {porch + 1}"
    stair = drawing.product(
        "IfcStair", key, storey, sheet.at(0, 0, 0, 0), [], PredefinedType="HALF_TURN_STAIR"
    )
    half = flat.STOREY_HEIGHT // 2
    top = 4 if porch == 1 else 3
    turns = [0, *(flat.FLOORS[level] + half for level in range(top))]
    rises = [(flat.STORAGE_FLOOR, 0, 0), (0, flat.GROUND_FLOOR, 1)]
    for level in range(top):
        rises += [(flat.FLOORS[level], turns[level + 1], 0), (turns[level + 1], flat.FLOORS[level + 1], 1)]
    flights = [
        _flight(sheet, f"{key}.{number}", left, low, high, side)
        for number, (low, high, side) in enumerate(rises)
    ]
    drawing.group("IfcRelAggregates", stair, *flights)
    corners = [
        (left + flat.STAIR_WEST, flat.STAIR_TURN),
        (left + flat.STAIR_EAST, flat.STAIR_TURN),
        (left + flat.STAIR_EAST, BACK),
        (left + flat.STAIR_WEST, BACK),
    ]
    landings = [
        _plate(sheet, f"tussenbordes {porch + 1}.{number}", max(number - 1, 0), corners, z, "LANDING")
        for number, z in enumerate(turns)
    ]
    drawing.material("beton", stair, *flights, *landings)


def _flight(sheet: Sheet, name: str, left: int, low: int, high: int, side: int) -> Entity:
    """Draw a flight: on the west side it climbs to the back, on the east side to the front."""
    drawing = sheet.drawing
    count = round((high - low) / 175)
    rise, going = (high - low) / count, (flat.STAIR_TURN - flat.STAIR_LANDING) / count
    if low == flat.STORAGE_FLOOR:
        going = 300.0  # few steps: they need not reach the landing
    steps = [(i * going, (i + up) * rise) for i in range(count) for up in (0, 1)]
    run = count * going
    corners = [*steps, (run, high - low), (run, high - low - flat.SLAB), (flat.SLAB * going / rise, 0)]
    # Profile x = along the flight, y = up; extruded sideways.
    away = 1 if side == 0 else -1
    standing = drawing.make(
        "IfcAxis2Placement3D", drawing.origin, drawing.direction(1, 0, 0), drawing.direction(0, 1, 0)
    )
    if away < 0:
        standing = drawing.make(
            "IfcAxis2Placement3D", drawing.origin, drawing.direction(-1, 0, 0), drawing.direction(0, -1, 0)
        )
    width = flat.FLIGHT_WIDTH
    x = left + (flat.STAIR_WEST if side == 0 else flat.STAIR_EAST)
    y = flat.STAIR_TURN - run if side == 0 else flat.STAIR_TURN
    return drawing.root(
        "IfcStairFlight",
        name,
        Name=name,
        ObjectPlacement=sheet.at(0, x, y, low),
        Representation=drawing.shape([drawing.prism(corners, width, standing)]),
        NumberOfRisers=count,
        NumberOfTreads=count,
        RiserHeight=rise,
        TreadLength=going,
        PredefinedType="STRAIGHT",
    )


def _spaces(sheet: Sheet) -> None:
    for level, porch, side, name in flat.dwellings():
        rooms = dict(ROOMS)
        if side == "A":
            rooms["slaapkamer 3"] = SMALL_BEDROOM
        made = [
            _space(sheet, f"{name.split()[1]}.{number}", room, level, porch, side, box)
            for number, (room, box) in enumerate(rooms.items(), start=1)
        ]
        zone = sheet.drawing.root("IfcZone", name, Name=name, LongName=f"Voorbeeldlaan, {name.lower()}")
        sheet.drawing.group("IfcRelAssignsToGroup", zone, *made)
    for porch in range(flat.PORCHES):
        for level in range(-1, 4):
            _space(sheet, f"T{porch + 1}.{level}", "trappenhuis", level, porch, "A", STAIRCASE)
        for side in "AB":
            box = (100, FRONT, WALL_WEST, BACK)
            _space(sheet, f"B{porch + 1}{side}", "berging", -1, porch, side, box)


def _space(
    sheet: Sheet, name: str, room: str, level: int, porch: int, side: str, box: tuple[int, int, int, int]
) -> Entity:
    x, y, east, north = box
    low, high = flat.bay(porch)
    start = max(flat.mirrored(porch, side, x, east - x), low)
    end = min(flat.mirrored(porch, side, x, east - x) + east - x, high)
    size = (end - start, north - y, _clear_height(level))
    return sheet.block(
        "IfcSpace",
        name,
        level,
        (start, y, flat.FLOORS[level]),
        size,
        LongName=room,
        CompositionType="ELEMENT",
        PredefinedType="INTERNAL",
    )
