"""The outside of the flat: façades with their windows, ground slab, roof, stair head, chimneys, balconies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import portiekflat as flat

if TYPE_CHECKING:
    from drawing import Entity
    from openings import Joinery
    from sheet import Sheet

SOUTH, EAST, NORTH, WEST = (1, 0), (0, 1), (-1, 0), (0, -1)
"""Direction of a façade wall with the inside to its left."""
CAVITY_WALL = (("baksteen", 100), ("minerale wol", 60), ("kalkzandsteen", 140))


def draw_shell(sheet: Sheet, joinery: Joinery) -> None:
    """Draw all that stands in the weather."""
    brick = [wall for level in range(-1, 4) for wall in _facades(sheet, joinery, level)]
    brick += [_stair_front(sheet, joinery, porch) for porch in range(flat.PORCHES)]
    head = _stair_head(sheet, joinery)
    parapet = _parapet(sheet)
    roof, ground = _roof_slab(sheet), _ground_slab(sheet)
    drawing = sheet.drawing
    drawing.layers("spouwmuur 300", CAVITY_WALL, brick)
    drawing.material("baksteen", *head[:-1], *_chimneys(sheet))
    drawing.material("beton", *parapet, *head[-1:], roof, ground)
    _balconies(sheet)
    outside = {"IsExternal": True, "LoadBearing": True}
    drawing.properties("Pset_WallCommon", "gevel", outside, brick)
    drawing.properties(
        "Pset_WallCommon", "dakrand", {"IsExternal": True, "LoadBearing": False}, [*parapet, *head[:-1]]
    )
    drawing.properties("Pset_SlabCommon", "buiten", outside, [roof, ground, head[-1]])


def _facades(sheet: Sheet, joinery: Joinery, level: int) -> list[Entity]:
    foot = flat.FLOORS[level]
    head = flat.FLOORS[level + 1] - (flat.SLAB if level == 3 else 0)
    walls = [
        sheet.wall(
            f"gevel oost {level:+d}",
            level,
            (flat.LENGTH, flat.FACADE, foot),
            EAST,
            (flat.WIDTH - 2 * flat.FACADE, flat.FACADE, head - foot),
        ),
        sheet.wall(
            f"gevel west {level:+d}",
            level,
            (0, flat.WIDTH - flat.FACADE, foot),
            WEST,
            (flat.WIDTH - 2 * flat.FACADE, flat.FACADE, head - foot),
        ),
    ]
    for porch in range(flat.PORCHES):
        walls.append(_south_front(sheet, joinery, level, porch, head - foot))
        walls += [_north_front(sheet, joinery, level, porch, side, head - foot) for side in "AB"]
    return walls


def _south_front(sheet: Sheet, joinery: Joinery, level: int, porch: int, height: float) -> Entity:
    west = porch * flat.PORCH_WIDTH
    size = (flat.PORCH_WIDTH, flat.FACADE, height)
    wall = sheet.wall(
        f"gevel zuid {level:+d} portiek {porch + 1}", level, (west, 0, flat.FLOORS[level]), SOUTH, size
    )
    for side in "AB":
        place = f"{level:+d}.{porch + 1}{side}"
        rooms = [("woonkamer", flat.LIVING_AT, flat.LIVING), ("slaapkamer 1", flat.BEDROOM_AT, flat.BEDROOM)]
        if side == "A":
            rooms.append(("slaapkamer 3", flat.SMALL_BEDROOM_AT, flat.SMALL_BEDROOM))
        if level == -1:
            rooms = [("berging zuid", flat.STORAGE_AT, flat.STORAGE)]
        for room, x, (width, tall, sill) in rooms:
            along = flat.mirrored(porch, side, x, width) - west
            joinery.window(wall, f"raam {room} {place}", level, (along, sill), (width, tall))
        if level >= 0:
            along = flat.mirrored(porch, side, flat.BALCONY_DOOR_AT, flat.BALCONY_DOOR[0]) - west
            name = f"balkondeur {place}"
            joinery.door(wall, name, level, (along, 0), flat.BALCONY_DOOR, flat.FACADE, glazed=True)
    return wall


def _north_front(sheet: Sheet, joinery: Joinery, level: int, porch: int, side: str, height: float) -> Entity:
    length = flat.STAIR_WEST - flat.BEARING // 2
    east = flat.mirrored(porch, side, 0, length) + length
    place = f"{level:+d}.{porch + 1}{side}"
    wall = sheet.wall(
        f"gevel noord {place}",
        level,
        (east, flat.WIDTH, flat.FLOORS[level]),
        NORTH,
        (length, flat.FACADE, height),
    )
    rooms = [("keuken", flat.KITCHEN_AT, flat.KITCHEN), ("slaapkamer 2", flat.BACK_BEDROOM_AT, flat.BEDROOM)]
    if level == -1:
        rooms = [("berging noord", flat.STORAGE_AT, flat.STORAGE)]
    for room, x, (width, tall, sill) in rooms:
        along = east - flat.mirrored(porch, side, x, width) - width
        joinery.window(wall, f"raam {room} {place}", level, (along, sill), (width, tall))
    return wall


def _stair_front(sheet: Sheet, joinery: Joinery, porch: int) -> Entity:
    """Draw the strip before a staircase: its door and windows lie between the floors."""
    east = porch * flat.PORCH_WIDTH + flat.STAIR_EAST + flat.BEARING // 2
    width = flat.STAIR_EAST - flat.STAIR_WEST + flat.BEARING
    foot, head = flat.STORAGE_FLOOR, flat.ROOF - flat.SLAB
    wall = sheet.wall(
        f"portiekgevel {porch + 1}",
        0,
        (east, flat.WIDTH, foot),
        NORTH,
        (width, flat.FACADE, head - foot),
    )
    door = flat.PORCH_DOOR
    joinery.door(
        wall,
        f"portiekdeur {porch + 1}",
        0,
        ((width - door[0]) / 2, -foot),
        door,
        flat.FACADE,
        glazed=True,
    )
    wide, tall, sill = flat.STAIRS
    for level in range(3):
        above = flat.FLOORS[level] + flat.STOREY_HEIGHT // 2 + sill - foot
        name = f"raam trappenhuis {level:+d}.{porch + 1}"
        joinery.window(wall, name, level, ((width - wide) / 2, above), (wide, tall))
    return wall


def _ground_slab(sheet: Sheet) -> Entity:
    return sheet.block(
        "IfcSlab",
        "bergingvloer",
        -1,
        (0, 0, flat.BOTTOM),
        (flat.LENGTH, flat.WIDTH, flat.SLAB),
        PredefinedType="BASESLAB",
    )


def _roof_slab(sheet: Sheet) -> Entity:
    """Draw the roof out to the façades; a hole under the stair head lets the stairs through."""
    low = (0, 0, flat.ROOF - flat.SLAB)
    size = (flat.LENGTH, flat.WIDTH, flat.SLAB)
    roof = sheet.block("IfcSlab", "dakvloer", 4, low, size, PredefinedType="ROOF")
    x, y, width, run = flat.ROOF_HATCH
    sheet.drawing.opening(roof, "trapgat dak", (x, y, 0), (width, run, flat.SLAB))
    return roof


def _ring(
    sheet: Sheet, name: str, box: tuple[int, int, int, int], foot: int, thickness: int, height: int
) -> list[Entity]:
    """Draw four walls on the roof within a rectangle (west, south, length, width)."""
    x, y, length, width = box
    starts = {
        "zuid": ((x, y), SOUTH, length),
        "oost": ((x + length, y + thickness), EAST, width - 2 * thickness),
        "noord": ((x + length, y + width), NORTH, length),
        "west": ((x, y + width - thickness), WEST, width - 2 * thickness),
    }
    kind = "PARAPET" if name == "dakrand" else "SOLIDWALL"
    return [
        sheet.wall(f"{name} {side}", 4, (*start, foot), along, (span, thickness, height), kind)
        for side, (start, along, span) in starts.items()
    ]


def _parapet(sheet: Sheet) -> list[Entity]:
    box = (0, 0, flat.LENGTH, flat.WIDTH)
    return _ring(sheet, "dakrand", box, flat.ROOF, flat.PARAPET, flat.PARAPET_HEIGHT)


def _stair_head(sheet: Sheet, joinery: Joinery) -> list[Entity]:
    """Draw the walls and, last, the roof of the stair head."""
    x, y, length, width = flat.STAIR_HEAD
    height = flat.STAIR_HEAD_HEIGHT - flat.SLAB
    walls = _ring(sheet, "trapopbouw", flat.STAIR_HEAD, flat.ROOF, flat.STAIR_HEAD_WALL, height)
    size = flat.ROOF_DOOR
    joinery.door(walls[0], "dakdeur", 4, ((length - size[0]) / 2, 0), size, flat.STAIR_HEAD_WALL)
    roof = sheet.block(
        "IfcSlab",
        "dak trapopbouw",
        4,
        (x, y, flat.ROOF + height),
        (length, width, flat.SLAB),
        PredefinedType="ROOF",
    )
    return [*walls, roof]


def _chimneys(sheet: Sheet) -> list[Entity]:
    length, width = flat.CHIMNEY_SIZE
    size = (length, width, flat.CHIMNEY_HEIGHT)
    return [
        sheet.block(
            "IfcChimney",
            f"schoorsteen {porch + 1}{side}",
            4,
            (flat.mirrored(porch, side, flat.CHIMNEY_AT[0], length), flat.CHIMNEY_AT[1], flat.ROOF),
            size,
        )
        for porch in range(flat.PORCHES)
        for side in "AB"
    ]


def _balconies(sheet: Sheet) -> None:
    drawing = sheet.drawing
    length, depth, thin = flat.BALCONY_LENGTH, flat.BALCONY_DEPTH, 50
    # One U in plan, open to the façade: three boxes would share edges and not be a closed solid.
    panel = [(0, 0), (length, 0), (length, depth), (length - thin, depth)]
    panel += [(length - thin, thin), (thin, thin), (thin, depth), (0, depth)]
    low = drawing.make("IfcAxis2Placement3D", drawing.point(0, 0, 70))
    rail = [drawing.prism(panel, 930, low)]
    kind, shape = drawing.typed("IfcRailingType", "balkonhek", rail, PredefinedType="GUARDRAIL")
    slabs, railings = [], []
    for level, porch, side, _ in flat.dwellings():
        place = f"{level:+d}.{porch + 1}{side}"
        x = flat.mirrored(porch, side, flat.BALCONY_AT, length)
        top = flat.FLOORS[level] - flat.BALCONY_STEP
        low = (x, -depth, top - flat.BALCONY_SLAB)
        size = (length, depth, flat.BALCONY_SLAB)
        slabs.append(sheet.block("IfcSlab", f"balkon {place}", level, low, size, PredefinedType="FLOOR"))
        railings.append(
            drawing.product(
                "IfcRailing",
                f"balkonhek {place}",
                sheet.storeys[level],
                sheet.at(level, x, -depth, top),
                [],
                Representation=drawing.mapped(shape),
                PredefinedType="GUARDRAIL",
            )
        )
    drawing.group("IfcRelDefinesByType", kind, *railings)
    drawing.material("beton", *slabs)
    drawing.material("staal", *railings)
    drawing.properties("Pset_SlabCommon", "balkon", {"IsExternal": True, "LoadBearing": False}, slabs)
