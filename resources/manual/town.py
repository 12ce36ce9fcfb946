# ruff: noqa: INP001 - beside the script that uses it
"""A made town of streets, scanned for the picture of the plan."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import TYPE_CHECKING, Any

from optopcheck.scan import ScanRequest, run_scan, tiles_in, write_results

if TYPE_CHECKING:
    from pathlib import Path

_X, _Y = 93000.0, 451000.0
_STREETS, _HOUSES = 9, 24
_WIDE, _DEEP, _STREET = 7, 10, 30
"""Of a house and from one row to the next [m]."""
_ON = date(2026, 3, 1)
_Corner = tuple[float, float, float]


def put_scan(folder: Path) -> Path:
    """Write the tiles of the town, scan them, and return the result."""
    tiles = folder / "tegels"
    tiles.mkdir(parents=True)
    chance = random.Random(7)  # noqa: S311  # houses, no secrets
    for street in range(_STREETS):
        houses = [_house(chance, street, number) for number in range(_HOUSES)]
        name = f"tegel-{street + 1}.city.json"
        (tiles / name).write_text(json.dumps(_document([h for h in houses if h is not None])))
    request = ScanRequest(tiles_in(tiles), "GM0637", _ON)
    write_results(run_scan(request, folder / ".scan"), folder / "gemeente.gpkg")
    return folder / "gemeente.gpkg"


def _house(chance: random.Random, street: int, number: int) -> dict[str, Any] | None:
    if number % 8 == 7:  # noqa: PLR2004  # a side street
        return None
    wide = 2.9 * _WIDE if street in (2, 6) else _WIDE
    if street in (2, 6) and number % 3:
        return None
    x, y = number * _WIDE + street * 3.0, street * _STREET + (6 if street % 2 else 0)
    name = f"NL.IMBAG.Pand.0637100000{street:02d}{number:04d}"
    if street in (2, 6):
        return _box(name, x, y, wide, 13.0, 3.0 * chance.randint(4, 6))
    high = round(5.6 + chance.random() * 0.8, 2)
    return _box(name, x, y, wide, _DEEP, high) if chance.random() < 0.3 else _gable(name, x, y, high)  # noqa: PLR2004


def _box(name: str, x: float, y: float, wide: float, deep: float, high: float) -> dict[str, Any]:
    low = [(x, y), (x + wide, y), (x + wide, y + deep), (x, y + deep)]
    corners = [(*p, 0.0) for p in low] + [(*p, high) for p in low]
    faces = [[3, 2, 1, 0], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]
    return {"name": name, "corners": corners, "faces": faces}


def _gable(name: str, x: float, y: float, high: float) -> dict[str, Any]:
    low = [(x, y), (x + _WIDE, y), (x + _WIDE, y + _DEEP), (x, y + _DEEP)]
    corners: list[_Corner] = [(*p, 0.0) for p in low] + [(*p, high) for p in low]
    middle = y + _DEEP / 2
    corners += [(x, middle, high + 3.5), (x + _WIDE, middle, high + 3.5)]
    faces = [
        [3, 2, 1, 0], [0, 1, 5, 4], [2, 3, 7, 6], [1, 2, 6, 9, 5], [3, 0, 4, 8, 7],
        [4, 5, 9, 8], [6, 7, 8, 9],
    ]  # fmt: skip
    return {"name": name, "corners": corners, "faces": faces}


def _document(houses: list[dict[str, Any]]) -> dict[str, Any]:
    vertices: list[list[int]] = []
    objects: dict[str, Any] = {}
    for house in houses:
        begin = len(vertices)
        vertices += [[round(1000 * value) for value in corner] for corner in house["corners"]]
        shell = [[[begin + k for k in face]] for face in house["faces"]]
        objects[house["name"]] = {
            "type": "Building",
            "attributes": {"oorspronkelijkbouwjaar": 1968, "b3_h_maaiveld": 0.0},
            "geometry": [{"type": "Solid", "lod": "2.2", "boundaries": [shell]}],
        }
    return {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [0.001] * 3, "translate": [_X, _Y, 0.0]},
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"},
        "CityObjects": objects,
        "vertices": vertices,
    }
