"""Draws a made-up gallery flat of any size as IFC4, with its quantities by formula.

Every flat is alike: façades, party wall, inner walls, doors, windows, screed and ceiling per room, a column,
a balcony with its railing and screens. 12 storeys of 20 flats are some 10,000 elements.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ifcopenshell.guid

from tests.ifc.drawing import Drawing

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, DEPTH = 6.6, 11.0
"""Of a flat, heart to heart of its party walls [m]."""
STOREY, SLAB, WALL, PARTITION = 2.8, 0.2, 0.3, 0.1
PARAPET = 0.4
GALLERY, BALCONY = 1.5, 1.6
ROOMS = ((0.3, 3.2, 0.3, 3.6), (3.3, 6.3, 0.3, 3.6), (0.3, 3.2, 3.7, 6.9), (3.3, 6.3, 3.7, 6.9),
         (0.3, 3.2, 7.0, 10.7), (3.3, 6.3, 7.0, 10.7))  # fmt: skip
"""Inside of each room within a flat: x from and to, y from and to [m]."""


@dataclass(frozen=True)
class Expected:
    """What the block measures, by formula [m, m2, m3]."""

    elements: int
    storey_count: int
    building_height: float
    footprint_area: float
    gross_floor_area: float
    gross_volume: float


class _Sheet(Drawing):
    """Shares relations per container and names everything after its place: always the same bytes."""

    def __init__(self) -> None:
        self._count = 0
        self._grouped: dict[tuple[str, int], list[Any]] = defaultdict(list)
        self._holders: dict[int, Any] = {}
        super().__init__("IFC4", "m")

    def rooted(self, kind: str, name: str) -> Any:
        self._count += 1
        number = uuid.uuid5(uuid.NAMESPACE_URL, f"https://optopcheck.example/bench/{self._count}")
        return self.file.create_entity(kind, GlobalId=ifcopenshell.guid.compress(number.hex), Name=name)

    def join(self, relation: str, whole: Any, part: Any) -> None:
        self._holders[whole.id()] = whole
        self._grouped[relation, whole.id()].append(part)

    def finish(self, path: Path) -> Path:
        for (relation, holder), parts in self._grouped.items():
            made = self.rooted(relation, "")
            one, many = (
                ("RelatingObject", "RelatedObjects")
                if relation == "IfcRelAggregates"
                else ("RelatingStructure", "RelatedElements")
            )
            setattr(made, one, self._holders[holder])
            setattr(made, many, parts)
        self.file.header.file_name.time_stamp = "2026-01-01T00:00:00"
        self.file.header.file_name.name = path.name
        return self.save(path)


def draw_block(path: Path, storeys: int = 12, flats: int = 20) -> Expected:
    """Write the block and return what it must measure."""
    sheet = _Sheet()
    building = sheet.building("Blok")
    length = flats * WIDTH
    for level in range(storeys):
        storey = sheet.storey(building, f"{level:02d}", level * STOREY)
        _common(sheet, storey, level, length)
        for number in range(flats):
            _flat(sheet, storey, (number * WIDTH, 0.0, level * STOREY), number > 0)
    _roof(sheet, sheet.storey(building, "dak", storeys * STOREY), storeys * STOREY, length)
    sheet.finish(path)
    area = length * DEPTH
    return Expected(
        len(sheet.file.by_type("IfcBuildingElement")),
        storeys,
        storeys * STOREY + PARAPET,
        area,
        storeys * area,
        area * (storeys * STOREY + SLAB),
    )


def _common(sheet: Drawing, storey: Any, level: int, length: float) -> None:
    z, clear = level * STOREY, STOREY - SLAB
    for x in (0.0, length - WALL):
        sheet.box("IfcWall", storey, (x, 0.0, z), (WALL, DEPTH, clear), "kopgevel")
    sheet.box("IfcSlab", storey, (0.0, DEPTH, z - SLAB), (length, GALLERY, SLAB), "galerij")
    sheet.box("IfcRailing", storey, (0.0, DEPTH + GALLERY - 0.05, z), (length, 0.05, 1.0), "hek")


def _roof(sheet: Drawing, storey: Any, z: float, length: float) -> None:
    sheet.box("IfcSlab", storey, (0.0, 0.0, z - SLAB), (length, DEPTH, SLAB), "dak")
    for y in (0.0, DEPTH - WALL):
        sheet.box("IfcWall", storey, (0.0, y, z), (length, WALL, PARAPET), "dakrand")
    for x in (0.0, length - WALL):
        sheet.box("IfcWall", storey, (x, WALL, z), (WALL, DEPTH - 2 * WALL, PARAPET), "dakrand")


def _flat(sheet: Drawing, storey: Any, corner: tuple[float, float, float], party: bool) -> None:  # noqa: FBT001
    x, y, z = corner
    clear = STOREY - SLAB
    sheet.box("IfcSlab", storey, (x, y, z - SLAB), (WIDTH, DEPTH, SLAB), "vloer")
    if party:
        sheet.box(
            "IfcWall", storey, (x - 0.1, y + WALL, z), (0.2, DEPTH - 2 * WALL, clear), "woningscheiding"
        )
    for side, place in (("voor", y), ("achter", y + DEPTH - WALL)):
        wall = sheet.box("IfcWall", storey, (x, place, z), (WIDTH, WALL, clear), f"gevel {side}")
        for k, start in enumerate((0.6, 2.4, 4.2)):
            sheet.window(storey, wall, (x + start, place + 0.1, z + 0.9), (1.5, 0.1, 1.4), f"raam {side} {k}")
    sheet.box("IfcDoor", storey, (x + 5.8, y + DEPTH - 0.2, z), (0.7, 0.1, 2.1), "voordeur")
    _inside(sheet, storey, corner, clear)
    sheet.box("IfcSlab", storey, (x + 0.3, y - BALCONY, z - SLAB), (WIDTH - 0.6, BALCONY, SLAB), "balkon")
    sheet.box("IfcRailing", storey, (x + 0.3, y - BALCONY, z), (WIDTH - 0.6, 0.05, 1.0), "balkonhek")
    for side in (0.3, WIDTH - 0.35):
        sheet.box(
            "IfcPlate", storey, (x + side, y - BALCONY + 0.05, z), (0.05, BALCONY - 0.05, 1.8), "scherm"
        )


def _inside(sheet: Drawing, storey: Any, corner: tuple[float, float, float], clear: float) -> None:
    x, y, z = corner
    for start, end in ((0.3, 3.6), (3.7, 6.9), (7.0, 10.7)):
        place = (x + 3.2, y + start, z)
        sheet.box("IfcWall", storey, place, (PARTITION, end - start, clear), "binnenwand")
        sheet.box("IfcDoor", storey, (x + 3.23, y + start + 1.0, z), (0.04, 0.9, 2.1), "binnendeur")
    for across in (3.6, 6.9):
        for start, end in ((0.3, 3.2), (3.3, 6.3)):
            place = (x + start, y + across, z)
            sheet.box("IfcWall", storey, place, (end - start, PARTITION, clear), "binnenwand")
            sheet.box(
                "IfcDoor", storey, (x + start + 0.5, y + across + 0.03, z), (0.9, 0.04, 2.1), "binnendeur"
            )
    sheet.box("IfcColumn", storey, (x + 3.1, y + 5.2, z), (0.3, 0.3, clear), "kolom")
    for number, (left, right, front, back) in enumerate(ROOMS):
        size = (right - left, back - front)
        sheet.box("IfcCovering", storey, (x + left, y + front, z), (*size, 0.05), f"dekvloer {number}")
        ceiling = (x + left, y + front, z + clear - 0.02)
        sheet.box("IfcCovering", storey, ceiling, (*size, 0.02), f"plafond {number}")
        # The room between them; two storeys of rooms never overlap.
        room = sheet.box(
            "IfcSpace", storey, (x + left, y + front, z + 0.05), (*size, clear - 0.07), f"kamer {number}"
        )
        room.LongName = "woning"
