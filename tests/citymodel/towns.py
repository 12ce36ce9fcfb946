"""City models of a few boxes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from optopcheck.domain.site import GeoReference, Site

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = (94000.0, 452000.0)
SITE = Site(latitude=52.05, longitude=4.49, georeference=GeoReference(28992, ORIGIN, "NAP"))
_QUADS = [[0, 3, 2, 1], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]


def box_object(
    town: dict[str, Any], low: tuple[float, float, float], high: tuple[float, float, float], lod: str = "2.2"
) -> dict[str, Any]:
    """Return a Building with one box, local metres, and put its corners in the town."""
    first = len(town["vertices"])
    plan = [(low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1])]
    town["vertices"] += [
        [round(x * 1000), round(y * 1000), round(z * 1000)] for z in (low[2], high[2]) for x, y in plan
    ]
    shell = [[[first + corner for corner in quad]] for quad in _QUADS]
    return {"type": "Building", "geometry": [{"type": "Solid", "lod": lod, "boundaries": [shell]}]}


def empty_town() -> dict[str, Any]:
    """Return a CityJSON 2.0 in RD and NAP without objects; its numbers are local millimetres."""
    return {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [0.001, 0.001, 0.001], "translate": [*ORIGIN, 0.0]},
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"},
        "CityObjects": {},
        "vertices": [],
    }


def town_of(**boxes: tuple[tuple[float, float, float], tuple[float, float, float]]) -> dict[str, Any]:
    """Return a town with named boxes."""
    town = empty_town()
    for name, (low, high) in boxes.items():
        town["CityObjects"][name] = box_object(town, low, high)
    return town


def written(folder: Path, town: object, name: str = "buurt.city.json") -> Path:
    """Write a town to a file."""
    path = folder / name
    path.write_text(town if isinstance(town, str) else json.dumps(town), encoding="utf-8")
    return path
