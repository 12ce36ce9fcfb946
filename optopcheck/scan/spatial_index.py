"""The index of a GeoPackage by place, so that a map draws a part without reading all.

References
----------
.. [1] OGC 12-128r19, GeoPackage Encoding Standard 1.4.0, annex F.3
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

TABLE = """
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""
_WHERE = "http://www.geopackage.org/spec120/#extension_rtree"
_FULL = "NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)"
_BOX = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
_TRIGGERS = """
CREATE TRIGGER "{r}_insert" AFTER INSERT ON "{t}" WHEN ({full})
  BEGIN INSERT OR REPLACE INTO "{r}" VALUES (NEW.fid, {box}); END;
CREATE TRIGGER "{r}_update6" AFTER UPDATE OF geom ON "{t}"
  WHEN OLD.fid = NEW.fid AND ({full}) AND (OLD.geom NOT NULL AND NOT ST_IsEmpty(OLD.geom))
  BEGIN UPDATE "{r}" SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom), miny = ST_MinY(NEW.geom),
  maxy = ST_MaxY(NEW.geom) WHERE id = NEW.fid; END;
CREATE TRIGGER "{r}_update7" AFTER UPDATE OF geom ON "{t}"
  WHEN OLD.fid = NEW.fid AND ({full}) AND NOT (OLD.geom NOT NULL AND NOT ST_IsEmpty(OLD.geom))
  BEGIN INSERT INTO "{r}" VALUES (NEW.fid, {box}); END;
CREATE TRIGGER "{r}_update2" AFTER UPDATE OF geom ON "{t}"
  WHEN OLD.fid = NEW.fid AND (NEW.geom IS NULL OR ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM "{r}" WHERE id = OLD.fid; END;
CREATE TRIGGER "{r}_update5" AFTER UPDATE ON "{t}" WHEN OLD.fid != NEW.fid AND ({full})
  BEGIN DELETE FROM "{r}" WHERE id = OLD.fid; INSERT OR REPLACE INTO "{r}" VALUES (NEW.fid, {box}); END;
CREATE TRIGGER "{r}_update4" AFTER UPDATE ON "{t}"
  WHEN OLD.fid != NEW.fid AND (NEW.geom IS NULL OR ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM "{r}" WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER "{r}_delete" AFTER DELETE ON "{t}" WHEN OLD.geom NOT NULL
  BEGIN DELETE FROM "{r}" WHERE id = OLD.fid; END;
"""


def add_index(
    database: sqlite3.Connection, layer: str, boxes: Iterable[tuple[int, float, float, float, float]]
) -> None:
    """Index a filled layer whose shapes are in its column geom.

    Parameters
    ----------
    database
        With the table of extensions.
    layer
        Name.
    boxes
        Number of a row, and the least and greatest x and y of its shape.
    """
    name = f"rtree_{layer}_geom"
    database.execute(f'CREATE VIRTUAL TABLE "{name}" USING rtree(id, minx, maxx, miny, maxy)')
    database.executemany(f'INSERT INTO "{name}" VALUES (?,?,?,?,?)', boxes)  # noqa: S608 - names of our own
    for statement in _TRIGGERS.format(r=name, t=layer, full=_FULL, box=_BOX).split("END;\n")[:-1]:
        database.execute(f"{statement}END;")
    database.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')", (layer, _WHERE)
    )
