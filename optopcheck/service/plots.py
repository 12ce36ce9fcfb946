"""Plots (*percelen*) out of GeoJSON, as the land registry hands them out, in RD."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.service.inputs import read_paper
from optopcheck.service.polygons import RD_NEW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import GeoReference

_NAMES = ("naam", "name", "perceelnummer", "identificatie", "lokaalID", "id")
"""What a plot is called by, the first that is there."""
_LOWEST, _HIGHEST = np.array([0.0, 300_000.0]), np.array([300_000.0, 650_000.0])
"""Of coordinates in RD [m]."""
_CORNERS = 3


@dataclass(frozen=True, eq=False)
class PlotFile:
    """Plots of a file, in RD; they wait for the place of the model."""

    name: str
    plots: tuple[tuple[str, Floats], ...]
    """Name and ring (n, 2) [m]."""

    def placed(self, reference: GeoReference) -> tuple[tuple[str, Floats], ...]:
        """Return the plots in the local frame.

        Raises
        ------
        InputError
            If the model is not in RD.
        """
        if reference.epsg != RD_NEW:
            raise InputError(
                Text(
                    f"'{self.name}': deze percelen zijn in RD en het model niet; geef --location in RD",
                    f"'{self.name}': these plots are in RD and the model is not; give --location in RD",
                )
            )
        return tuple((name, ring - np.array(reference.offset)) for name, ring in self.plots)


def read_plots(path: Path) -> PlotFile:
    """Read plots from a GeoJSON file; holes in them are filled.

    Raises
    ------
    InputError
        If the file cannot be read, holds no polygon, or its coordinates are not in RD.
    """
    content = read_paper(path, Text("het bestand met percelen", "the file with plots"))
    try:
        found = list(_plots(json.loads(content)))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        _refuse(path, "dit is geen GeoJSON met vlakken", "this is no GeoJSON with polygons")
    if not found:
        _refuse(path, "er staat geen vlak (Polygon) in", "there is no Polygon in it")
    for _, ring in found:
        if not ((ring >= _LOWEST) & (ring <= _HIGHEST)).all():
            _refuse(path, "de coördinaten zijn geen RD in meters", "the coordinates are no RD in metres")
    return PlotFile(path.name, tuple(found))


def _plots(content: dict[str, Any]) -> Iterator[tuple[str, Floats]]:
    features = content["features"] if content["type"] == "FeatureCollection" else [content]
    for number, feature in enumerate(features, 1):
        shape, marks = feature["geometry"], feature.get("properties") or {}
        name = next((str(marks[key]) for key in _NAMES if marks.get(key) is not None), f"perceel {number}")
        corners = shape["coordinates"]
        polygons = {"Polygon": [corners], "MultiPolygon": corners}.get(shape["type"], [])
        for polygon in polygons:
            ring = np.array([corner[:2] for corner in polygon[0]], dtype=np.float64)
            if len(ring) <= _CORNERS or not np.isfinite(ring).all():
                raise ValueError
            yield name, ring[:-1] if (ring[0] == ring[-1]).all() else ring


def _refuse(path: Path, nl: str, en: str) -> NoReturn:
    raise InputError(
        Text(
            f"'{path.name}': {nl}; geef percelen als GeoJSON in RD (EPSG:28992)",
            f"'{path.name}': {en}; give plots as GeoJSON in RD (EPSG:28992)",
        )
    )
