"""The bench of the picture runs, and a large scene moves faster than it is drawn whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.bench import frames

if TYPE_CHECKING:
    from pathlib import Path


def test_the_bench_runs_and_tells_the_ratio(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    assert frames.main(["--small", "--rounds", "1", "--out", str(out)]) == 0
    assert re.search(r"\| boxes, small \| 500 \| 6000 \|.* \d+\.\dx \| \d \|", out.read_text("utf-8"))


def test_the_crowd_has_the_triangles_asked_for() -> None:
    assert sum(len(e.mesh.faces) for e in frames.crowd(6000).elements) == 6000


@pytest.mark.bench
def test_a_large_scene_moves_many_times_faster_than_it_is_drawn() -> None:
    row = frames.measured("boxes", frames.crowd(frames.TRIANGLES), 3)
    assert row.triangles > 0.99 * frames.TRIANGLES
    assert row.whole / row.moving > 5
