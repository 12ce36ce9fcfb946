"""A scan whose process is killed outright half-way: run again, its files are those of an unbroken one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.scan import ScanRequest, run_scan, tiles_in, write_results
from tests.scan.made import flat_block, house, town

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 26)
_TILES, _PER_TILE = 6, 30


def _area(folder: Path) -> Path:
    folder.mkdir()
    for tile in range(_TILES):
        made = [
            flat_block(f"b{tile}-{n}", 16 * n, 26 * tile, 11, 9, 6 + 3 * (n % 3)) for n in range(_PER_TILE)
        ]
        (folder / f"{tile}.city.json").write_text(
            json.dumps(town([*made, house(f"h{tile}", 900, 26 * tile)]))
        )
    return folder


def _command(area: Path, out: Path) -> list[str]:
    options = ["--municipality", "GM0637", "--no-programs", "--on", str(ON), "--workers", "1", "-q"]
    return [sys.executable, "-m", "optopcheck", "scan", str(area), *options, "-o", str(out)]


def _kill_when_kept(command: list[str], rows: Path, count: int) -> int:
    """Start a scan and kill it outright once so many tiles are kept; return how many were."""
    process = subprocess.Popen(command)
    deadline = time.monotonic() + 120
    while len(list(rows.glob("*.json"))) < count and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    return len(list(rows.glob("*.json")))


def test_a_killed_scan_goes_on_and_gives_the_same_bytes(tmp_path: Path) -> None:
    area = _area(tmp_path / "tiles")
    out = tmp_path / "killed" / "r.gpkg"
    out.parent.mkdir()
    rows = out.parent / "r.gpkg.scan" / "rows"

    kept = _kill_when_kept(_command(area, out), rows, 2)
    assert 2 <= kept < _TILES
    assert not out.exists()
    before = {path: path.stat().st_mtime_ns for path in rows.glob("*.json")}
    assert subprocess.run(_command(area, out), check=False).returncode == 0

    whole = tmp_path / "whole"
    whole.mkdir()
    request = ScanRequest(tiles_in(area), "GM0637", ON, programs=False)
    for path in write_results(run_scan(request, tmp_path / "work"), whole / "r.gpkg"):
        assert (out.parent / path.name).read_bytes() == path.read_bytes()
    # What was kept before the kill was not done again.
    assert before == {path: path.stat().st_mtime_ns for path in before}
