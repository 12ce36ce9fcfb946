"""Memory, handles, threads and children stay as they are over a long day, and nothing temporary is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.census import Held, growth
from tests.bench.long_days import FULL, SHORT, TOGETHER, spend, table

MOST = 0.05
"""Growth of the memory over the second half of a day, as a share."""
pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs processes as Linux has them")


def held(memory: float, handles: int = 10) -> Held:
    return Held(memory, handles, 4, 0, 0)


@pytest.mark.parametrize("kind", list(SHORT))
def test_a_short_day_leaves_no_handle_thread_child_or_file(kind: str, tmp_path: Path) -> None:
    series = spend(kind, SHORT[kind], tmp_path)

    assert len(series) == SHORT[kind]
    assert growth(series).more == {"handles": 0, "threads": 0, "children": 0, "temporary": 0}
    assert {one.temporary for one in series} == {0}


@pytest.mark.long
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("kind", list(FULL))
def test_a_long_day_is_flat(kind: str, tmp_path: Path) -> None:
    series = spend(kind, FULL[kind], tmp_path)
    grown = growth(series, TOGETHER[kind])

    assert grown.share < MOST, [round(one.memory) for one in series]
    assert grown.more == {"handles": 0, "threads": 0, "children": 0, "temporary": 0}


def test_a_leak_is_seen_through_models_of_different_size() -> None:
    sizes = (90.0, 120.0, 100.0)
    flat = [held(sizes[n % 3]) for n in range(60)]
    leaking = [held(sizes[n % 3] + n) for n in range(60)]

    assert abs(growth(flat, 3).share) < 0.001
    assert 26.9 <= growth(leaking, 3).memory <= 30
    assert growth([held(100.0, 10 + n) for n in range(10)]).more["handles"] == 4


def test_what_filled_up_in_the_first_half_is_no_leak() -> None:
    assert abs(growth([held(min(100.0 + n, 130.0)) for n in range(80)]).memory) < 0.001


def test_page_says_what_grew() -> None:
    page = "\n".join(table({"dragging": [held(100.0 + n, 10 + n) for n in range(20)]}))

    assert "+9.0 (+8.2%)" in page
    assert "29 (+9)" in page
