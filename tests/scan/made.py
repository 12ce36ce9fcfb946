"""Blocks and houses as CityJSON, in RD near Zoetermeer."""

from __future__ import annotations

from typing import Any

_X, _Y = 93000.0, 451000.0


def flat_block(
    name: str, x: float, y: float, wide: float, deep: float, high: float, lod: str = "2.2"
) -> dict[str, Any]:
    """Return a box that stands on zero."""
    low = [(x, y), (x + wide, y), (x + wide, y + deep), (x, y + deep)]
    corners = [(*p, 0.0) for p in low] + [(*p, high) for p in low]
    faces = [[3, 2, 1, 0], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]
    return _object(name, corners, faces, lod)


def house(name: str, x: float, y: float) -> dict[str, Any]:
    """Return a house of 8 by 10 m with a gable roof."""
    low = [(x, y), (x + 8, y), (x + 8, y + 10), (x, y + 10)]
    corners = [(*p, 0.0) for p in low] + [(*p, 5.0) for p in low]
    corners += [(x + 4, y, 9.0), (x + 4, y + 10, 9.0)]
    faces = [
        [3, 2, 1, 0], [0, 1, 5, 8, 4], [2, 3, 7, 9, 6], [1, 2, 6, 5], [3, 0, 4, 7],
        [5, 6, 9, 8], [7, 4, 8, 9],
    ]  # fmt: skip
    return _object(name, corners, faces, "2.2")


def _object(name: str, corners: list[Any], faces: list[list[int]], lod: str) -> dict[str, Any]:
    return {
        "name": name,
        "corners": corners,
        "geometry": [{"type": "Solid", "lod": lod, "boundaries": [[[face] for face in faces]]}],
    }


def town(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a CityJSON document."""
    vertices: list[list[int]] = []
    made: dict[str, Any] = {}
    for item in objects:
        start = len(vertices)
        vertices += [[round(1000 * value) for value in corner] for corner in item["corners"]]
        geometry = [{**g, "boundaries": _shifted(g["boundaries"], start)} for g in item["geometry"]]
        made[item["name"]] = {
            "type": "Building",
            "attributes": {"oorspronkelijkbouwjaar": 1975, "b3_h_maaiveld": 0.0},
            "geometry": geometry,
        }
    return {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [0.001] * 3, "translate": [_X, _Y, 0.0]},
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"},
        "CityObjects": made,
        "vertices": vertices,
    }


def _shifted(value: Any, start: int) -> Any:
    return value + start if isinstance(value, int) else [_shifted(part, start) for part in value]
