"""The bench of the workers compares equal findings, and tells the goal beside the figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.bench import hosted_rules

if TYPE_CHECKING:
    from pathlib import Path


def test_the_bench_runs_and_tells_ratio_and_goal(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    assert hosted_rules.main(["--small", "--rounds", "1", "--out", str(out)]) == 0
    text = out.read_text("utf-8")
    assert re.search(r"\| workers, cold \| \d\.\d{3} \|", text)
    assert re.search(r"\| made by hand \|.* \d+\.\dx \|", text)
    assert "at most 0.30 s more" in text


def test_it_stops_where_a_worker_finds_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosted_rules, "differences", lambda *_: ["other"])
    with pytest.raises(AssertionError, match="something else"):
        hosted_rules.main(["--small", "--rounds", "1"])


@pytest.mark.bench
def test_workers_add_less_than_the_goal(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    hosted_rules.main(["--out", str(out)])
    more = [
        float(row.split("|")[6])
        for row in out.read_text("utf-8").splitlines()
        if "MiB" not in row and "x |" in row
    ]
    assert len(more) == 2
    assert max(more) <= hosted_rules.GOAL
