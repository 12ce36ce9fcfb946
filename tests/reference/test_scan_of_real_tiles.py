"""Real tiles scanned end to end, and their map read back from the GeoPackage by GDAL."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pyogrio
import pytest
import shapely

from optopcheck.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("model", "municipality", "count", "candidates"),
    [
        pytest.param("delfshaven.city.json", "GM0599", 853, 547, marks=pytest.mark.long),
        pytest.param("denhaag.city.json", "GM0518", 844, 350, marks=pytest.mark.long),
        ("3dbag_tile901_trimmed.city.jsonl", "GM0503", 52, 8),
        ("3dbag_delft_subset.city.jsonl", "GM0503", 10, 4),
    ],
)
def test_a_real_tile_gives_a_map_in_the_colours_of_its_verdicts(
    city: Callable[[str], Path], tmp_path: Path, model: str, municipality: str, count: int, candidates: int
) -> None:
    out = tmp_path / "uit.gpkg"
    words = ["scan", str(city(model)), "--municipality", municipality, "--no-programs", "--workers", "1"]

    assert main([*words, "-q", "-o", str(out)]) == 0

    meta, _, shapes, fields = pyogrio.raw.read(out, layer="buildings")
    rows = dict(zip(meta["fields"], fields, strict=True))
    found = shapely.from_wkb(shapes)
    assert len(found) == count
    # Without rules that are programs nothing may be green, and no model tells enough of its own.
    assert set(rows["verdict"]) == {"undetermined"}
    assert Counter(rows["potential"])["candidate"] == candidates
    drawn = found[~shapely.is_empty(found)]
    assert len(drawn) > 0.9 * count
    assert shapely.is_valid(drawn).mean() > 0.98
    with closing(sqlite3.connect(out)) as database:
        ((style,),) = database.execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_name = 'buildings' AND useAsDefault"
        )
    styled = re.findall(r'<category symbol="\d+" value="(\w+)"', style)
    assert {*rows["potential"], "complies", "violates"} <= set(styled)
