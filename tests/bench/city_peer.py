"""The sun impact of 200 buildings of a made town: ours, and plain trimesh loops.

``python -m tests.bench.city_peer FOLDER``
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import trimesh
from trimesh.ray.ray_pyembree import RayMeshIntersector

from optopcheck.scan import ScanRequest, running, tiles_in
from optopcheck.scan.facing import Scanned
from optopcheck.scan.judging import _Judge
from optopcheck.scan.tiles import load_tile
from optopcheck.service.surroundings import Reach
from tests.bench.city import make_city

_COUNT, _LOOPED = 200, 6


def _looped(judge: _Judge, scanned: Scanned, before: Any, shade: trimesh.Trimesh) -> int:
    """Trace every point within reach at every sample, without and with the storey; count who loses."""
    added = scanned.added
    if added is None:
        return 0
    storey = trimesh.Trimesh(added.vertices, added.faces, process=False)
    after = RayMeshIntersector(trimesh.util.concatenate([shade, storey]))
    losing = 0
    reach = Reach.of(scanned.body.top - scanned.ground, judge.norms).metres
    for row in judge.light.around(added.bounds, reach, scanned.number):
        towards = judge.light._towards
        towards = towards[towards @ judge.light.facing[row] > 0]
        start = np.tile(judge.light.vantage[row], (len(towards), 1))
        free = [~caster.intersects_any(start, towards) for caster in (before, after)]
        losing += bool((free[0] & ~free[1]).any())
    return losing


def main(arguments: list[str]) -> int:
    """Print CPU seconds a building of both, and whether they find the same points."""
    folder = Path(arguments[0])
    if not (folder / "200").exists():
        make_city(folder / "200", _COUNT)
    request = ScanRequest(tiles_in(folder / "200"), "GM0637", date(2026, 11, 26), programs=False)
    kept = running._read_one(running._Task(request, folder / "200.work", 0))
    judge = _Judge(request, load_tile(Path(kept["folder"])), [])
    every = [
        Scanned(judge.tile, n, judge._site(n), judge.offset, judge.scenario) for n in range(len(judge.tile))
    ]
    some = [s for s in every if s.added is not None]

    began = time.process_time()
    ours = [len(judge._sun(s).points) for s in some]
    each = (time.process_time() - began) / len(some)

    triangles = np.asarray(judge.tile.triangles) - judge.offset
    shade = trimesh.Trimesh(
        triangles.reshape(-1, 3), np.arange(3 * len(triangles)).reshape(-1, 3), process=False
    )
    before = RayMeshIntersector(shade)
    picked = np.linspace(0, len(some) - 1, _LOOPED).astype(int)
    began = time.process_time()
    theirs = [_looped(judge, some[k], before, shade) for k in picked]
    loop = (time.process_time() - began) / _LOOPED
    told = [
        f"{len(some)} of {_COUNT} buildings take a storey",
        f"ours {1000 * each:.2f} ms CPU each; trimesh {1000 * loop:.0f} ms each, over {_LOOPED} of them",
        f"ratio {loop / each:.0f}; losing points ours {[ours[k] for k in picked]}, trimesh {theirs}",
    ]
    sys.stdout.write("\n".join(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
