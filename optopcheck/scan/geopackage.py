"""A GeoPackage of a scan, by sqlite alone: the same rows give the same bytes.

References
----------
.. [1] OGC 12-128r19, GeoPackage Encoding Standard 1.4.0
"""

from __future__ import annotations

import sqlite3
import struct
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.scan.columns import BuildingRow, PointRow, columns
from optopcheck.scan.neighbourhoods import NeighbourhoodRow
from optopcheck.scan.spatial_index import TABLE, add_index
from optopcheck.scan.styles import NEIGHBOURHOOD_STYLE, POINT_STYLE, building_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from optopcheck.domain.mesh import Floats
    from optopcheck.scan.neighbourhoods import Summary

RD = 28992
_APPLICATION, _VERSION = 0x47504B47, 10400
_WHEN = "2000-01-01T00:00:00.000Z"
"""Written as the day of change: the same scan gives the same file."""
_KINDS = {"buildings": "POLYGON", "points": "POINT", "neighbourhoods": "MULTIPOLYGON"}
_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "BOOLEAN"}
_SYSTEM = (
    'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,'
    '299.1528128]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4289"]],'
    'PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.15616055555555],'
    'PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],'
    'PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["metre",1],'
    'AUTHORITY["EPSG","28992"]]'
)
_WORLD = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE,
  min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  PRIMARY KEY (table_name, column_name));
CREATE TABLE columns (layer TEXT, name TEXT, alias TEXT, unit TEXT, about_nl TEXT, about_en TEXT);
CREATE TABLE assumptions (number INTEGER, nl TEXT, en TEXT);
CREATE TABLE receipt (key TEXT, value TEXT);
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
"""


def write_geopackage(
    path: Path,
    buildings: tuple[Sequence[BuildingRow], Sequence[Floats]],
    points: Sequence[PointRow],
    summary: Summary | None,
    told: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]],
) -> None:
    """Write the layers buildings, points and, with polygons, neighbourhoods; whole, or what was there stays.

    Parameters
    ----------
    path
        Replaced if it is there.
    buildings
        Rows, and the ring (n, 2) of each in RD; empty where it has none.
    points
        Rows.
    summary
        Of the neighbourhoods; None: no such layer.
    told
        The assumptions in Dutch and English, and the receipt by key.
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    database = sqlite3.connect(part)
    try:
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute(f"PRAGMA user_version = {_VERSION}")
        database.executescript(_TABLES + TABLE)
        database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", _systems())
        _layer(database, "buildings", BuildingRow, buildings[0], [polygon(r) for r in buildings[1]])
        places = [np.array([[p.x, p.y, p.z]]) for p in points]
        _layer(database, "points", PointRow, points, [point(p[0]) for p in places])
        if summary is not None:
            shapes = [multipolygon(area.polygons) for area in summary.areas]
            _layer(database, "neighbourhoods", NeighbourhoodRow, summary.rows, shapes)
        _styles(database, neighbourhoods=summary is not None)
        database.executemany(
            "INSERT INTO assumptions VALUES (?,?,?)", [(i, *t) for i, t in enumerate(told[0], 1)]
        )
        database.executemany("INSERT INTO receipt VALUES (?,?)", told[1])
        for name in ("columns", "assumptions", "receipt", "layer_styles"):
            database.execute(
                "INSERT INTO gpkg_contents VALUES (?, 'attributes', ?, '', ?, NULL, NULL, NULL, NULL, NULL)",
                (name, name, _WHEN),
            )
        database.commit()
        database.close()
        part.replace(path)
    finally:
        database.close()
        part.unlink(missing_ok=True)


def _systems() -> list[tuple[str, int, str, int, str, None]]:
    return [
        ("Undefined cartesian", -1, "NONE", -1, "undefined", None),
        ("Undefined geographic", 0, "NONE", 0, "undefined", None),
        (
            "WGS 84", 4326, "EPSG", 4326,
            _WORLD, None,
        ),
        ("Amersfoort / RD New", RD, "EPSG", RD, _SYSTEM, None),
    ]  # fmt: skip


def _layer(
    database: sqlite3.Connection, name: str, kind: type, rows: Sequence[object], shapes: Iterable[bytes]
) -> None:
    told = columns(kind)
    fields = ", ".join(f'"{c.name}" {_TYPES[c.kind]}' for c in told)
    database.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom BLOB, {fields})')
    shapes = list(shapes)
    marks = ", ".join("?" for _ in range(len(told) + 1))
    names = ", ".join(f'"{c.name}"' for c in told)
    database.executemany(
        f'INSERT INTO "{name}" (geom, {names}) VALUES ({marks})',  # noqa: S608 - names of our own columns
        ((shape, *(getattr(row, c.name) for c in told)) for row, shape in zip(rows, shapes, strict=True)),
    )
    if any(c.name == "building_id" for c in told):
        database.execute(f'CREATE INDEX "{name}_building" ON "{name}" (building_id)')
    database.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)",
        (name, name, _WHEN, *_extent(shapes), RD),
    )
    add_index(
        database,
        name,
        ((n, *struct.unpack_from("<4d", s, 8)) for n, s in enumerate(shapes, 1) if s[3] == _BOXED),
    )
    solid = name == "points"
    database.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, ?, 0)",
        (name, _KINDS[name], RD, int(solid)),
    )
    database.executemany(
        "INSERT INTO columns VALUES (?,?,?,?,?,?)",
        [(name, c.name, c.told.alias, c.told.unit, c.told.about.nl, c.told.about.en) for c in told],
    )


def _extent(shapes: Sequence[bytes]) -> tuple[float | None, ...]:
    boxes = [struct.unpack_from("<4d", s, 8) for s in shapes if s[3] == _BOXED]
    if not boxes:
        return (None, None, None, None)
    found = np.array(boxes)
    low, high = found.min(axis=0), found.max(axis=0)
    return (float(low[0]), float(low[2]), float(high[1]), float(high[3]))


_BOXED, _EMPTY = 0b00000011, 0b00010001
_CORNERS = 3


def polygon(ring: Floats) -> bytes:
    """Return a ring (n, 2) as a GeoPackage polygon; an empty one without corners."""
    if len(ring) < _CORNERS:
        return _head(None) + struct.pack("<BII", 1, 3, 0)
    closed = np.concatenate([ring, ring[:1]])
    return _head(closed) + struct.pack("<BIII", 1, 3, 1, len(closed)) + closed.astype("<f8").tobytes()


def multipolygon(polygons: Sequence[Sequence[Floats]]) -> bytes:
    """Return polygons, each of a ring (n, 2) and its holes, as one GeoPackage shape."""
    parts = [
        _head(np.concatenate([rings[0] for rings in polygons])),
        struct.pack("<BII", 1, 6, len(polygons)),
    ]
    for rings in polygons:
        parts.append(struct.pack("<BII", 1, 3, len(rings)))
        for ring in rings:
            closed = np.concatenate([ring, ring[:1]])
            parts += [struct.pack("<I", len(closed)), closed.astype("<f8").tobytes()]
    return b"".join(parts)


def point(place: Floats) -> bytes:
    """Return a place (3,) as a GeoPackage point with height."""
    return _head(place[None]) + struct.pack("<BI", 1, 1001) + place.astype("<f8").tobytes()


def _head(places: Floats | None) -> bytes:
    if places is None:
        return struct.pack("<2sBBi", b"GP", 0, _EMPTY, RD)
    low, high = places.min(axis=0), places.max(axis=0)
    return struct.pack("<2sBBi4d", b"GP", 0, _BOXED, RD, low[0], high[0], low[1], high[1])


def _styles(database: sqlite3.Connection, *, neighbourhoods: bool) -> None:
    found = [("buildings", *style) for style in building_styles()]
    found.append(("points", "verlies van zon", POINT_STYLE))
    if neighbourhoods:
        found.append(("neighbourhoods", "aandeel kansrijk", NEIGHBOURHOOD_STYLE))
    known: set[str] = set()
    for number, (layer, title, qml) in enumerate(found, 1):
        database.execute(
            "INSERT INTO layer_styles VALUES (?, '', '', ?, 'geom', ?, ?, '', ?, ?, '', NULL, ?)",
            (number, layer, title, qml, int(layer not in known), title, _WHEN),
        )
        known.add(layer)
