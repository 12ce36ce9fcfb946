"""A synthetic municipality scanned at several sizes: time, rate and memory.

``python -m tests.bench.city FOLDER 5000 20000 60000``
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

from optopcheck.scan import ScanRequest, run_scan, tiles_in, write_results
from tests.scan.made import flat_block, house, town

_PER_TILE = 1000
_ROW = 40


def make_city(folder: Path, count: int) -> None:
    """Write tiles of a thousand buildings: streets of blocks and houses, the same each time."""
    folder.mkdir(parents=True)
    chance = np.random.default_rng(12)
    side = int(np.ceil(np.sqrt(count / _PER_TILE)))
    for tile in range(-(-count // _PER_TILE)):
        made = []
        for n in range(min(_PER_TILE, count - tile * _PER_TILE)):
            x = (tile % side) * _ROW * 16.0 + (n % _ROW) * 16.0
            y = (tile // side) * (_PER_TILE // _ROW) * 26.0 + (n // _ROW) * 26.0
            name = f"pand-{tile:03}-{n:04}"
            if chance.random() < 0.45:
                high = 3.0 * int(chance.integers(2, 6))
                made.append(flat_block(name, x, y, 11.0, 9.0, high))
            else:
                made.append(house(name, x, y))
        (folder / f"{tile:03}.city.json").write_text(json.dumps(town(made)))


def main(arguments: list[str]) -> int:
    """Make and scan; print a row of the table for each size."""
    folder, *sizes = arguments
    print("| buildings | wall [s] | ms a building | peak of a worker [MiB] |\n|---|---|---|---|")  # noqa: T201
    for size in map(int, sizes):
        area = Path(folder) / str(size)
        if not area.exists():
            make_city(area, size)
        work = Path(folder) / f"{size}.work"
        shutil.rmtree(work, ignore_errors=True)
        request = ScanRequest(tiles_in(area), "GM0637", date(2026, 11, 26), programs=False)
        began = time.perf_counter()
        write_results(run_scan(request, work, workers=2), Path(folder) / f"{size}.gpkg")
        wall = time.perf_counter() - began
        peak = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(f"| {size} | {wall:.0f} | {1000 * wall / size:.1f} | {peak / 1024:.0f} |", flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
