"""A synthetic municipality scanned at several sizes: time, rate and memory.

``python -m tests.bench.city FOLDER 5000 20000 60000``; with ``--programs`` before the sizes rules in Python
take part as well.
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

from optopcheck.rules.hosting import close_all
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


def _cpu() -> float:
    """Return the CPU time of this process and of the workers that ended [s]."""
    close_all()
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Make and scan; print a row of the table for each size."""
    folder, *sizes = arguments
    programs = sizes[0] == "--programs"
    _say("| buildings | wall [s] | CPU [s] | CPU ms a building | peak of a process [MiB] |")
    _say("|---|---|---|---|---|")
    for size in map(int, sizes[programs:]):
        area = Path(folder) / str(size)
        if not area.exists():
            make_city(area, size)
        work = Path(folder) / f"{size}.work"
        shutil.rmtree(work, ignore_errors=True)
        request = ScanRequest(tiles_in(area), "GM0637", date(2026, 11, 26), programs=programs)
        began, used = time.perf_counter(), _cpu()
        write_results(run_scan(request, work, workers=2), Path(folder) / f"{size}.gpkg")
        wall, cpu = time.perf_counter() - began, _cpu() - used
        peak = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        _say(f"| {size} | {wall:.0f} | {cpu:.0f} | {1000 * cpu / size:.1f} | {peak / 1024:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
