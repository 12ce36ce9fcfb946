"""A made municipality scanned by two worker processes over TCP, one of which is killed half-way.

``python -m tests.bench.city_cluster FOLDER 60000``: says whether the files are those of an undisturbed scan.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from distributed import Client, LocalCluster

from optopcheck.domain.job import no_progress
from optopcheck.scan import ScanRequest, run_scan, tiles_in, write_results
from tests.bench.city import make_city

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.text import Text


def _scan(
    folder: Path, name: str, request: ScanRequest, progress: Callable[[Text, float], None], address: str
) -> list[bytes]:
    for place in (folder / f"{name}.work", folder / name):
        shutil.rmtree(place, ignore_errors=True)
    (folder / name).mkdir()
    began = time.perf_counter()
    found = run_scan(request, folder / f"{name}.work", progress, address)
    files = write_results(found, folder / name / "r.gpkg")
    sys.stdout.write(f"{name}: {len(found.buildings)} buildings in {time.perf_counter() - began:.0f} s\n")
    sys.stdout.flush()
    return [path.read_bytes() for path in files]


def main(arguments: list[str]) -> int:
    """Scan twice; return 0 if the files are the same."""
    folder, size = Path(arguments[0]), int(arguments[1])
    if not (folder / str(size)).exists():
        make_city(folder / str(size), size)
    request = ScanRequest(tiles_in(folder / str(size)), "GM0637", date(2026, 11, 26), programs=False)
    killed: list[int] = []
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0",
            host="127.0.0.1", memory_limit=0, silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):  # fmt: skip
        pids = list(client.run(os.getpid).values())

        def kill(step: Text, fraction: float) -> None:
            if "toetsen" in step.nl and fraction >= 0.5 and not killed:
                killed.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)

        address = cluster.scheduler_address
        disturbed = _scan(folder, "killed", request, kill, address)
        whole = _scan(folder, "whole", request, no_progress, address)
    same = disturbed == whole
    sys.stdout.write(f"{address}, killed process {killed}: {'the same bytes' if same else 'DIFFERENT'}\n")
    return 0 if same and killed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
