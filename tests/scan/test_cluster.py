"""A scan on a cluster over TCP, one of whose workers is killed half-way: nothing is lost or changed."""

from __future__ import annotations

import json
import os
import signal
from datetime import date
from typing import TYPE_CHECKING

from distributed import Client, LocalCluster

from optopcheck.scan import ScanRequest, run_scan, tiles_in, write_results
from tests.scan.made import flat_block, house, town

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.text import Text


def test_a_killed_worker_changes_nothing(tmp_path: Path) -> None:
    area = tmp_path / "tiles"
    area.mkdir()
    for tile in range(4):
        made = [flat_block(f"b{tile}-{n}", 20 * n, 30 * tile, 12, 10, 6 + 3 * (n % 3)) for n in range(12)]
        (area / f"{tile}.city.json").write_text(json.dumps(town([*made, house(f"h{tile}", 300, 30 * tile)])))
    request = ScanRequest(tiles_in(area), "GM0637", date(2026, 11, 26), programs=False)
    killed: list[int] = []

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0",
            host="127.0.0.1", silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):  # fmt: skip
        pids = client.run(os.getpid)

        def kill(step: Text, _fraction: float) -> None:
            if "toetsen" in step.nl and not killed:
                killed.append(next(iter(pids.values())))
                os.kill(killed[0], signal.SIGKILL)

        assert cluster.scheduler_address.startswith("tcp://")
        found = run_scan(request, tmp_path / "two", kill, cluster.scheduler_address)

    alone = run_scan(request, tmp_path / "one")
    assert killed
    assert len(found.buildings) == 52
    assert found.buildings == alone.buildings
    assert found.points == alone.points
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    for one, two in zip(
        write_results(found, tmp_path / "x" / "r.gpkg"),
        write_results(alone, tmp_path / "y" / "r.gpkg"),
        strict=True,
    ):
        assert one.read_bytes() == two.read_bytes()
