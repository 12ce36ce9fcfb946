"""Polygons of a GeoPackage, row by row, by sqlite alone.

References
----------
.. [1] OGC 12-128r19, GeoPackage Encoding Standard 1.4.0, 2.1.3
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.domain.mesh import Floats

Polygon = tuple["Floats", ...]
"""The outer ring (n, 2) and its holes, without closing points."""
_RD = (28992, 7415)
_ENVELOPES = (0, 32, 48, 48, 64)
_POLYGON, _MULTI = 3, 6
_LEAST = 3


@dataclass(frozen=True)
class Layer:
    """A layer with shapes."""

    path: Path
    name: str
    geometry: str
    columns: tuple[str, ...]
    """All but the geometry."""


def find_layer(path: Path, wanted: str | None = None) -> Layer:
    """Find the layer with shapes; with several, the one that is wanted.

    Raises
    ------
    InputError
        If there is none, if several are there and none was named, or if it is not in RD.
    """
    try:
        with closing(_opened(path)) as database:
            found = database.execute(
                "SELECT g.table_name, g.column_name, s.organization_coordsys_id FROM gpkg_geometry_columns g"
                " JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY g.table_name"
            ).fetchall()
            chosen = [row for row in found if wanted in (None, row[0])]
            if len(chosen) != 1:
                raise _unclear(path, [str(row[0]) for row in found], wanted)
            ((name, geometry, system),) = chosen
            told = database.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
    except sqlite3.Error as error:
        raise InputError(
            Text(f"{path.name} is geen GeoPackage ({error})", f"{path.name} is no GeoPackage ({error})")
        ) from error
    if system not in _RD:
        raise InputError(
            Text(
                f"{path.name}, laag {name}: staat niet in RD (EPSG:28992), maar in EPSG:{system}",
                f"{path.name}, layer {name}: is not in RD (EPSG:28992) but in EPSG:{system}",
            )
        )
    return Layer(path, str(name), str(geometry), tuple(str(r[1]) for r in told if r[1] != geometry))


def _unclear(path: Path, names: list[str], wanted: str | None) -> InputError:
    listed = ", ".join(names) or "-"
    if wanted is not None:
        return InputError(
            Text(f"{path.name} heeft geen laag {wanted}: {listed}", f"{path.name} has no {wanted}: {listed}")
        )
    return InputError(
        Text(
            f"{path.name}: niet één laag met vormen maar: {listed}; noem er een",
            f"{path.name}: not one layer with shapes but: {listed}; name one",
        )
    )


def rows_of(layer: Layer) -> Iterator[tuple[dict[str, Any], tuple[Polygon, ...] | None]]:
    """Yield the values of each row and its polygons in RD; None where the shape cannot be read.

    Raises
    ------
    InputError
        If the file is damaged.
    """
    names = ", ".join(_quoted(name) for name in (*layer.columns, layer.geometry))
    asked = f"SELECT {names} FROM {_quoted(layer.name)} ORDER BY rowid"  # noqa: S608 - quoted
    try:
        with closing(_opened(layer.path)) as database:
            for row in database.execute(asked):
                yield dict(zip(layer.columns, row, strict=False)), _polygons(row[-1])
    except sqlite3.Error as error:
        name = layer.path.name
        raise InputError(Text(f"{name} is beschadigd ({error})", f"{name} is damaged ({error})")) from error


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _polygons(content: object) -> tuple[Polygon, ...] | None:
    if not isinstance(content, bytes) or len(content) < 8 or content[:2] != b"GP":  # noqa: PLR2004 - head
        return None
    try:
        start = 8 + _ENVELOPES[(content[3] >> 1) & 0b111]
        found, _ = _shapes(content, start)
    except (struct.error, IndexError, ValueError):
        return None
    return tuple(found) or None


def _shapes(content: bytes, at: int, depth: int = 0) -> tuple[list[Polygon], int]:
    """Read a polygon, or several; return where the next thing begins."""
    order = "<" if content[at] else ">"
    (kind,) = struct.unpack_from(f"{order}I", content, at + 1)
    width = 2 + _more(kind)
    kind = (kind & 0x0FFFFFFF) % 1000
    (count,) = struct.unpack_from(f"{order}I", content, at + 5)
    at += 9
    if kind == _MULTI and depth == 0:
        found: list[Polygon] = []
        for _ in range(count):
            part, at = _shapes(content, at, 1)
            found += part
        return found, at
    if kind != _POLYGON:
        raise ValueError(kind)
    rings = []
    for _ in range(count):
        (corners,) = struct.unpack_from(f"{order}I", content, at)
        flat = np.frombuffer(content, f"{order}f8", corners * width, at + 4)
        rings.append(flat.reshape(-1, width)[:, :2].astype(np.float64))
        at += 4 + 8 * corners * width
    return [_checked(rings)] if rings else [], at


def _more(kind: int) -> int:
    """Return how many numbers a corner has beside x and y."""
    iso = (kind & 0x0FFFFFFF) // 1000
    return int(bool(kind & 0x80000000) or iso in (1, 3)) + int(bool(kind & 0x40000000) or iso in (2, 3))


def _checked(rings: list[Floats]) -> Polygon:
    out = []
    for number, ring in enumerate(rings):
        open_ring = ring[:-1] if len(ring) > 1 and (ring[0] == ring[-1]).all() else ring
        if len(open_ring) < _LEAST or not np.isfinite(open_ring).all():
            raise ValueError(number)
        out.append(open_ring)
    return tuple(out)
