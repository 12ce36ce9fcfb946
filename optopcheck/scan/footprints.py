"""Footprints with heights as blocks: city objects of level of detail 1, which tell no roof.

A height that is not known is not made up: such a building has its footprint alone.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.scan.gpkg_shapes import find_layer, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.domain.mesh import Floats
    from optopcheck.scan.gpkg_shapes import Layer, Polygon

HEIGHTS = (
    "b3_h_dak_70p", "b3_h_dak_50p", "b3_h_dak_max", "b3_h_70p", "b3_h_50p", "b3_h_max", "h_dak_70p",
    "h_dak_50p", "h_dak_max", "h_dak", "dak_nap", "dakhoogte_nap", "top_nap", "hoogte_nap", "roof_nap",
)  # fmt: skip
GROUNDS = ("b3_h_maaiveld", "h_maaiveld", "maaiveld_nap", "maaiveld", "ground_nap", "terrainheight")
NAMES = ("identificatie", "pand_id", "bag_id", "building_id", "gml_id", "id")
_LEAST_HEIGHT, _TALLEST = 0.5, 500.0
_SCALE = 0.001
_OUTSIDE = 1e6


@dataclass(frozen=True)
class Asked:
    """Where a GeoPackage of footprints tells what; None: by the names that are known."""

    layer: str | None = None
    height: str | None = None
    """Column with the height of the roof [m NAP]."""
    ground: str | None = None
    """Column with the height of the ground [m NAP]."""
    name: str | None = None


@dataclass(frozen=True)
class Footprints:
    """A layer, and the columns that tell of heights."""

    layer: Layer
    height: str
    ground: str
    name: str | None

    @property
    def told(self) -> str:
        """What the receipt says."""
        return (
            f"laag {self.layer.name}: blokken zonder dakvorm (detailniveau 1.2) van {self.ground} tot"
            f" {self.height}, in m NAP; zonder die hoogten is een pand niet gemeten"
        )


def find_footprints(path: Path, asked: Asked) -> Footprints:
    """Find the layer and its columns.

    Raises
    ------
    InputError
        If they are not there.
    """
    layer = find_layer(path, asked.layer)
    return Footprints(
        layer,
        _column(layer, asked.height, HEIGHTS, "--height-column", "m NAP, dak"),
        _column(layer, asked.ground, GROUNDS, "--ground-column", "m NAP, maaiveld"),
        _known(layer, asked.name, NAMES),
    )


def _known(layer: Layer, wanted: str | None, usual: tuple[str, ...]) -> str | None:
    found = {name.lower(): name for name in layer.columns}
    names = usual if wanted is None else (wanted.lower(),)
    return next((found[name] for name in names if name in found), None)


def _column(layer: Layer, wanted: str | None, usual: tuple[str, ...], option: str, what: str) -> str:
    found = _known(layer, wanted, usual)
    if found is None:
        listed = ", ".join(layer.columns)
        raise InputError(
            Text(
                f"{layer.path.name}: noem met {option} de kolom met de hoogte ({what}); er zijn: {listed}",
                f"{layer.path.name}: name the column with the height by {option} ({what}); of: {listed}",
            )
        )
    return found


def header() -> str:
    """Return the first line of a tile of blocks."""
    return json.dumps(
        {
            "type": "CityJSON",
            "version": "2.0",
            "transform": {"scale": [_SCALE] * 3, "translate": [0.0, 0.0, 0.0]},
            "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"},
            "CityObjects": {},
            "vertices": [],
        }
    )


def features(found: Footprints) -> Iterator[tuple[str, Floats | None, str]]:
    """Yield of each row its name, its place in RD, and its line of CityJSONSeq."""
    seen: Counter[str] = Counter()
    for number, (values, polygons) in enumerate(rows_of(found.layer), 1):
        given = None if found.name is None else values[found.name]
        name = f"{found.layer.name}.{number}" if given in (None, "") else str(given)
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name}#{seen[name]}"
        inside = polygons if polygons is not None and _is_here(polygons) else None
        place = None if inside is None else np.concatenate([p[0] for p in inside]).mean(axis=0)
        yield name, place, _feature(name, values, inside, _heights(values, found))


def _is_here(polygons: tuple[Polygon, ...]) -> bool:
    return all(bool((np.abs(ring) < _OUTSIDE).all()) for polygon in polygons for ring in polygon)


def _heights(values: dict[str, Any], found: Footprints) -> tuple[float, float] | None:
    """Return ground and roof; None where one is missing or both cannot be."""
    low, high = (_number(values[name]) for name in (found.ground, found.height))
    if low is None or high is None or not _LEAST_HEIGHT <= high - low <= _TALLEST:
        return None
    return low, high


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        return None
    return float(value)


def _feature(
    name: str,
    values: dict[str, Any],
    polygons: tuple[Polygon, ...] | None,
    heights: tuple[float, float] | None,
) -> str:
    attributes = {
        key: value
        for key, value in values.items()
        if isinstance(value, str) or (isinstance(value, int | float) and np.isfinite(value))
    }
    if heights is not None:
        attributes["h_maaiveld"] = heights[0]
    corners: list[list[int]] = []
    geometry = []
    for polygon in polygons or ():
        if heights is None:
            flat = [_ring(ring, 0.0, corners) for ring in polygon]
            geometry.append({"type": "MultiSurface", "lod": "0", "boundaries": [flat]})
        else:
            geometry.append(
                {"type": "Solid", "lod": "1.2", "boundaries": [_block(polygon, heights, corners)]}
            )
    item = {"type": "Building", "attributes": attributes, "geometry": geometry}
    told = {"type": "CityJSONFeature", "id": name, "CityObjects": {name: item}, "vertices": corners}
    return json.dumps(told, ensure_ascii=True)


def _block(polygon: Polygon, heights: tuple[float, float], corners: list[list[int]]) -> list[list[list[int]]]:
    """Return the shell of an upright block: its floor, its roof and its walls, all facing outwards."""
    floor, roof, walls = [], [], []
    for number, ring in enumerate(polygon):
        turned = ring if (_double_area(ring) > 0) == (number == 0) else ring[::-1]
        low, high = (_ring(turned, height, corners) for height in heights)
        floor.append(low[::-1])
        roof.append(high)
        for k, start in enumerate(low):
            following = (k + 1) % len(low)
            walls.append([[start, low[following], high[following], high[k]]])
    return [floor, roof, *walls]


def _ring(ring: Floats, height: float, corners: list[list[int]]) -> list[int]:
    first = len(corners)
    corners += [[round(x / _SCALE), round(y / _SCALE), round(height / _SCALE)] for x, y in ring.tolist()]
    return list(range(first, len(corners)))


def _double_area(ring: Floats) -> float:
    x, y = (ring - ring[0]).T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())
