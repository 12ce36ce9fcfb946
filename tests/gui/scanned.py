"""A made town, scanned once, for tests of the plan."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.scan import ScanRequest, run_scan, tiles_in, write_results
from tests.scan.made import flat_block, house, town

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 26)


def put_scan(folder: Path) -> Path:
    """Write tiles in a folder of their own, and the result beside it."""
    tiles = folder / "tiles"
    tiles.mkdir(parents=True)
    west = [flat_block("flat", 0, 0, 12, 10, 9.0), house("house", 40, 0), flat_block("low", 60, 0, 9, 9, 4.0)]
    east = [flat_block("north", 0, 22, 12, 10, 15.0), flat_block("lod1", 80, 0, 10, 10, 6.0, lod="1.2")]
    bad = flat_block("bad", 3200, 0, 10, 10, 6.0)
    bad["geometry"][0]["boundaries"] = [[[[0, 1, 99999]]]]
    away = [flat_block("away", 3000, 0, 12, 10, 9.0)]
    for name, objects in (("a", west), ("b", east), ("c", [*away, bad])):
        (tiles / f"{name}.city.json").write_text(json.dumps(town(objects)))
    # The packs that take part in the window as well: all that are on.
    request = ScanRequest(tiles_in(tiles), "GM0637", ON)
    write_results(run_scan(request, folder / ".work"), folder / "r.gpkg")
    return folder / "r.gpkg"
