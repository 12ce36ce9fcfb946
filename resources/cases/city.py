"""The neighbours as CityJSON 2.0 in the manner of 3DBAG: a row of houses, a flat, and the target itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import portiekflat as flat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

GROUND, ROOF, WALL = range(3)
SURFACES = [{"type": "GroundSurface"}, {"type": "RoofSurface"}, {"type": "WallSurface"}]
TRANSLATE = (93500, 452700, 0)
"""[m]"""
PAND = "NL.IMBAG.Pand.0637109999{:06d}"
"""Written as a pand of Zoetermeer; the number is made up."""

# The row lies so near that the added storey takes sun from its front, and most houses keep two hours.
ROW_WEST, ROW_SOUTH, HOUSES = 6000, flat.WIDTH + 22000, 8
HOUSE_WIDTH, HOUSE_DEPTH, EAVES, RIDGE = 5400, 9000, 5400, 8600
EAST_FLAT = (69600, -20000, 10400, 50000)
"""West, south, length along x and y."""
EAST_FLAT_HEIGHT, EAST_GROUND = 12600, 100

Point = tuple[float, float, float]
Face = tuple["Sequence[Point]", int]


@dataclass
class City:
    """City objects that share one list of vertices."""

    vertices: list[list[int]] = field(default_factory=list)
    objects: dict[str, dict[str, object]] = field(default_factory=dict)
    _known: dict[tuple[int, ...], int] = field(default_factory=dict)

    def vertex(self, point: Point) -> int:
        """Give the index of a point of the local frame [mm], stored as RD and NAP."""
        x, y = flat.to_rd(point[0], point[1])
        world = (x, y, flat.to_nap(point[2]))
        stored = tuple(round((w - t) * 1000) for w, t in zip(world, TRANSLATE, strict=True))
        if stored not in self._known:
            self._known[stored] = len(self.vertices)
            self.vertices.append(list(stored))
        return self._known[stored]

    def solid(self, lod: str, faces: Sequence[Face]) -> dict[str, object]:
        """Make a solid of faces, each with the kind of its surface."""
        return {
            "type": "Solid",
            "lod": lod,
            "boundaries": [[[[self.vertex(p) for p in face]] for face, _ in faces]],
            "semantics": {"surfaces": SURFACES, "values": [[kind for _, kind in faces]]},
        }

    def add(
        self, number: int, foot: Sequence[Point], solids: dict[str, Sequence[Face]], **attributes: object
    ) -> None:
        """Add a building with a footprint and one part that holds the solids by level of detail."""
        name = PAND.format(number)
        plan = {"type": "MultiSurface", "lod": "0", "boundaries": [[[self.vertex(p) for p in foot]]]}
        named = {"identificatie": name, "status": "Pand in gebruik", **attributes}
        self.objects[name] = {
            "type": "Building",
            "attributes": named,
            "geometry": [plan],
            "children": [f"{name}-0"],
        }
        self.objects[f"{name}-0"] = {
            "type": "BuildingPart",
            "attributes": {},
            "geometry": [self.solid(lod, faces) for lod, faces in solids.items()],
            "parents": [name],
        }


def _corners(box: tuple[float, float, float, float], z: float) -> list[Point]:
    x, y, length, width = box
    return [(x, y, z), (x + length, y, z), (x + length, y + width, z), (x, y + width, z)]


def block(box: tuple[float, float, float, float], low: float, high: float) -> list[Face]:
    """Make the faces of an upright box, normals outward."""
    floor, top = _corners(box, low), _corners(box, high)
    walls: list[Face] = [((floor[i], floor[(i + 1) % 4], top[(i + 1) % 4], top[i]), WALL) for i in range(4)]
    return [(floor[::-1], GROUND), (top, ROOF), *walls]


def gabled(box: tuple[float, float, float, float], eaves: float, ridge: float) -> list[Face]:
    """Make the faces of a house from z = 0, its ridge along x."""
    floor, top = _corners(box, 0), _corners(box, eaves)
    x, y, length, width = box
    west, east = (x, y + width / 2, ridge), (x + length, y + width / 2, ridge)
    return [
        (floor[::-1], GROUND),
        ((top[0], top[1], east, west), ROOF),
        ((top[2], top[3], west, east), ROOF),
        ((floor[0], floor[1], top[1], top[0]), WALL),
        ((floor[2], floor[3], top[3], top[2]), WALL),
        ((floor[1], floor[2], top[2], east, top[1]), WALL),
        ((floor[3], floor[0], top[0], west, top[3]), WALL),
    ]


def _add_house(city: City, number: int) -> None:
    box = (ROW_WEST + number * HOUSE_WIDTH, ROW_SOUTH, HOUSE_WIDTH, HOUSE_DEPTH)
    # 3DBAG cuts LoD 1.2 at the 70th percentile of the roof.
    cut = EAVES + 0.7 * (RIDGE - EAVES)
    area = HOUSE_WIDTH * HOUSE_DEPTH / 1e6
    city.add(
        11 + number,
        _corners(box, 0),
        {"1.2": block(box, 0, cut), "2.2": gabled(box, EAVES, RIDGE)},
        oorspronkelijkbouwjaar=1968,
        h_maaiveld=flat.PEIL_NAP,
        h_min=flat.to_nap(EAVES),
        h_70p=flat.to_nap(cut),
        h_max=flat.to_nap(RIDGE),
        h_nok=flat.to_nap(RIDGE),
        dak_type="slanted",
        opp_grond=area,
        volume_lod12=round(area * cut / 1000, 3),
        volume_lod22=round(area * (EAVES + RIDGE) / 2000, 3),
    )


def _add_flat(
    city: City, number: int, box: tuple[float, float, float, float], low: float, high: float, *lods: str
) -> None:
    area = box[2] * box[3] / 1e6
    city.add(
        number,
        _corners(box, low),
        {lod: block(box, low, high) for lod in lods},
        oorspronkelijkbouwjaar=1965,
        h_maaiveld=flat.to_nap(low),
        h_min=flat.to_nap(high),
        h_70p=flat.to_nap(high),
        h_max=flat.to_nap(high),
        h_nok=None,
        dak_type="horizontal",
        opp_grond=area,
        volume_lod12=round(area * (high - low) / 1000, 3),
    )


def write_neighbours(path: Path) -> None:
    """Write the target as a block, the flat east of it and the row of houses north of it."""
    city = City()
    _add_flat(city, 1, (0, 0, flat.LENGTH, flat.WIDTH), 0, flat.ROOF, "1.2")
    _add_flat(city, 2, EAST_FLAT, EAST_GROUND, EAST_GROUND + EAST_FLAT_HEIGHT, "1.2", "2.2")
    for number in range(HOUSES):
        _add_house(city, number)
    columns = list(zip(*city.vertices, strict=True))
    extent = [
        round(TRANSLATE[axis] + pick(columns[axis]) / 1000, 3) for pick in (min, max) for axis in range(3)
    ]
    made = {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [0.001, 0.001, 0.001], "translate": [float(t) for t in TRANSLATE]},
        "metadata": {
            "title": "Voorbeeldburen (verzonnen)",
            "referenceDate": "2026-07-02",
            "referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415",
            "geographicalExtent": extent,
        },
        "CityObjects": city.objects,
        "vertices": city.vertices,
    }
    path.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="ascii", newline="\n")
