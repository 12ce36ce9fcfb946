"""Grid coordinates to latitude, longitude and the direction of true north."""

from __future__ import annotations

import functools
import math
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyproj

_EARTH_RADIUS = 6_371_000.0
_STEP = 0.01
"""To the north, to see where north is [deg]."""
_DEFAULTS = (
    (0.0, 0.0, "nulpunt, zoals van Vectorworks"),
    (42.3585, -71.0595, "Revit: Boston"),
    (42.2130, -71.0330, "Revit: Boston"),
    (48.1330, 11.5830, "Revit: München"),
    (41.8744, -87.6394, "Revit: Chicago"),
    (51.5000, -0.1263, "Revit: Londen"),
    (39.9160, 116.4330, "Revit: Beijing"),
    (35.7000, 139.7667, "Tokio, stad van het programma"),
    (24.4667, 54.4167, "ArchiCAD: Abu Dhabi"),
    (52.5167, 13.4000, "ArchiCAD: Berlijn"),
    (52.1500, 5.3833, "ArchiCAD: Amersfoort"),
)
"""Positions that programs write when nobody gave one, as found in exported models."""
_NEAR = 0.004
"""[deg]"""


@dataclass(frozen=True)
class Place:
    """A point on earth."""

    latitude: float
    """[deg north, WGS84], to about 1 m."""
    longitude: float
    """[deg east, WGS84], to about 1 m."""
    true_north: float
    """Direction of true north, clockwise from grid north [deg]."""
    accuracy: float | None = None
    """Of latitude and longitude, as the register of transformations states it [m]; None if it does not."""

    def distance_to(self, latitude: float, longitude: float) -> float:
        """Return the distance to another point near by [m]."""
        north = math.radians(latitude - self.latitude)
        east = math.radians(longitude - self.longitude) * math.cos(math.radians(self.latitude))
        return _EARTH_RADIUS * math.hypot(north, east)


def locate(epsg: int, eastings: float, northings: float) -> Place | None:
    """Return where a grid point lies; None if the grid is unknown or does not reach there.

    Without the correction grids, which would be fetched from the network. EPSG
    states 1 m for RD then; six points of the RDNAPTRANS 2008 test sheet come
    out 0.02 to 0.17 m off (tests/reference/test_against_rdnaptrans.py). A grid
    that is no map projection is no place in metres.
    """
    return _ALONE.submit(_locate, epsg, eastings, northings).result()


_ALONE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pyproj")
"""All of pyproj in one thread that stays: a transformer taken over by a second thread was seen to crash."""


def _locate(epsg: int, eastings: float, northings: float) -> Place | None:
    import pyproj  # noqa: PLC0415 -- 0.2 s that only models on a map need

    try:
        to_earth, accuracy = _to_earth(epsg)
        longitude, latitude = to_earth.transform(eastings, northings, errcheck=True)
        east, north = to_earth.transform(
            longitude, latitude + _STEP, direction=pyproj.enums.TransformDirection.INVERSE, errcheck=True
        )
    except pyproj.exceptions.ProjError:
        return None
    if not all(map(math.isfinite, (longitude, latitude, east, north))):
        return None
    true_north = math.degrees(math.atan2(east - eastings, north - northings))
    return Place(latitude, longitude, true_north, accuracy)


@functools.lru_cache(maxsize=8)
def _to_earth(epsg: int) -> tuple[pyproj.Transformer, float | None]:
    import pyproj  # noqa: PLC0415 -- as above
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # noqa: PLC0415

    set_network_enabled(active=False)
    grid = pyproj.CRS.from_epsg(epsg)
    if not grid.is_projected:
        raise pyproj.exceptions.CRSError(f"EPSG:{epsg} is no map projection")
    return pyproj.Transformer.from_crs(grid, 4326, always_xy=True), _accuracy(grid)


def _accuracy(grid: pyproj.CRS) -> float | None:
    """Return what the register states of the best transformation that needs no file from the network [m]."""
    from pyproj.transformer import TransformerGroup  # noqa: PLC0415

    with warnings.catch_warnings():
        # It warns that a better one exists, which is what the accuracy says.
        warnings.simplefilter("ignore", UserWarning)
        found = TransformerGroup(grid, 4326, always_xy=True).transformers
    return found[0].accuracy if found and found[0].accuracy >= 0 else None


def tool_default(latitude: float, longitude: float) -> str | None:
    """Return which program writes this position by default, None if none that we know."""
    for known_latitude, known_longitude, tool in _DEFAULTS:
        if abs(latitude - known_latitude) < _NEAR and abs(longitude - known_longitude) < _NEAR:
            return tool
    return None
