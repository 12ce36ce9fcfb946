"""A GeoParquet of the buildings of a scan: the door to pyarrow.

References
----------
.. [1] OGC GeoParquet 1.1.0
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.scan.columns import BuildingRow, columns
from optopcheck.scan.geopackage import polygon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from optopcheck.domain.mesh import Floats

_BOX = 40
"""Bytes of a GeoPackage header with a box; what follows is plain WKB."""
_BARE = 8


def check_parquet() -> None:
    """See to it before a long scan that its result can be written.

    Raises
    ------
    InputError
        If pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise InputError(
            Text(
                "voor GeoParquet is pyarrow nodig: pip install optopcheck[scan]",
                "GeoParquet needs pyarrow: pip install optopcheck[scan]",
            )
        )


def write_parquet(path: Path, rows: Sequence[BuildingRow], outlines: Sequence[Floats]) -> None:
    """Write the buildings with their outlines as WKB in RD.

    Raises
    ------
    InputError
        If pyarrow is not installed.
    """
    check_parquet()
    # Large, and only this needs it.
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    told = columns(BuildingRow)
    fields = [
        pa.field(c.name, kinds[c.kind], metadata={"alias": c.told.alias, "unit": c.told.unit}) for c in told
    ]
    system = {"id": {"authority": "EPSG", "code": 28992}}
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Polygon"], "crs": system}},
    }
    schema = pa.schema([*fields, pa.field("geometry", pa.binary())], metadata={"geo": json.dumps(geo)})
    arrays = [pa.array([getattr(row, c.name) for row in rows], kinds[c.kind]) for c in told]
    shapes = [polygon(ring)[_BOX if len(ring) else _BARE :] for ring in outlines]
    table = pa.Table.from_arrays([*arrays, pa.array(shapes, pa.binary())], schema=schema)
    parquet.write_table(table, path, compression="zstd")
