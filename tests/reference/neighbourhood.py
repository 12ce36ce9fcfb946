"""A real block of The Hague as IFC: outline and height from the city model, the inside made up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.citymodel import read_buildings
from optopcheck.citymodel.target import footprint
from optopcheck.domain.mesh import merged
from tests.ifc.drawing import Drawing

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.mesh import Floats

BLOCK = "GUID_D31EE54A-EFE1-4483-8C84-4098E38FF978"
"""Flat roof, four corners, 219 m2, 10.3 m high."""
OFFSET = (78600.0, 457900.0)
STOREYS = 3
_WALL, _SLAB = 0.3, 0.25


def outline_of(city: Path, name: str = BLOCK) -> tuple[Floats, float, float]:
    """Return the corners in RD, the ground and the height of a block of the city model [m]."""
    (block,) = [b for b in read_buildings(city, OFFSET) if b.id == name]
    mesh = merged(block.meshes(block.levels[-1]))
    (ring,) = [ring for ring, is_hole in footprint(mesh).simplified(0.3).rings() if not is_hole]
    corners = ring[:4] + OFFSET
    low, high = mesh.bounds[:, 2]
    return corners, float(low), float(high - low)


def rectangle_of(city: Path) -> Floats:
    """Return the corners in RD of the block as it is drawn: its sides turned square [m]."""
    origin, along, across = _frame(outline_of(city)[0])
    square = np.array([-along[1], along[0]]) * np.linalg.norm(across) / np.linalg.norm(along)
    return np.array([origin, origin + along, origin + along + square, origin + square])


def draw_block(city: Path, path: Path) -> Path:
    """Write the block as IFC, in RD and NAP, with windows along its long sides."""
    corners, ground, height = outline_of(city)
    origin, along, across = _frame(corners)
    length, width = float(np.linalg.norm(along)), float(np.linalg.norm(across))
    drawing = Drawing()
    drawing.map_conversion(
        math.degrees(math.atan2(along[1], along[0])), float(origin[0]), float(origin[1]), ground, "EPSG:5709"
    )
    building = drawing.building("blok")
    step = height / STOREYS
    for level in range(STOREYS):
        storey = drawing.storey(building, f"{level} verdieping", level * step)
        _draw_storey(drawing, storey, level * step, step, length, width)
    roof = drawing.storey(building, "dak", height)
    drawing.box("IfcSlab", roof, (0, 0, height - _SLAB), (length, width, _SLAB), "dak")
    return drawing.save(path)


def _frame(corners: Floats) -> tuple[Floats, Floats, Floats]:
    """Return a corner, the long side and the short side, turning left."""
    sides = np.roll(corners, -1, axis=0) - corners
    first = int(np.linalg.norm(sides, axis=1).argmax())
    if _turns_right(corners):
        return corners[(first + 1) % 4], -sides[first], sides[(first + 1) % 4]
    return corners[first], sides[first], sides[(first + 1) % 4]


def _turns_right(corners: Floats) -> bool:
    x, y = (corners - corners[0]).T
    return bool((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() < 0)


def _draw_storey(drawing: Drawing, storey: Any, z: float, step: float, length: float, width: float) -> None:
    drawing.box("IfcSlab", storey, (0, 0, z), (length, width, _SLAB), "vloer")
    high = step - _SLAB
    up = z + _SLAB
    south = drawing.box("IfcWall", storey, (0, 0, up), (length, _WALL, high), "voor")
    north = drawing.box("IfcWall", storey, (0, width - _WALL, up), (length, _WALL, high), "achter")
    for x in (0.0, length - _WALL):
        drawing.box("IfcWall", storey, (x, _WALL, up), (_WALL, width - 2 * _WALL, high), "kop")
    for number in range(3):
        x = length * (2 * number + 1) / 6 - 0.75
        for wall, y in ((south, 0.1), (north, width - 0.2)):
            drawing.window(storey, wall, (x, y, up + 0.85), (1.5, 0.1, 1.4), f"raam {number}")
