from __future__ import annotations

import numpy as np
import pytest

from optopcheck.geometry.region import Region
from optopcheck.geometry.snapped import common, united, united_triangles, without


def square(x: float, y: float = 0.0, side: float = 2.0) -> Region:
    return Region.from_ring(np.array([[x, y], [x + side, y], [x + side, y + side], [x, y + side]]))


def test_areas_add_up() -> None:
    one, other = square(0.0), square(1.0)
    assert united(one, other).area == pytest.approx(6.0)
    assert common(one, other).area == pytest.approx(2.0)
    assert without(one, other).area == pytest.approx(2.0)
    assert without(one, one).is_empty


def test_hairlines_vanish_and_true_holes_stay() -> None:
    ring = without(square(0.0, side=4.0), square(1.0, 1.0, 0.02))
    assert ring.area == pytest.approx(16 - 0.0004)
    assert without(square(0.0), square(1e-6, 0.0, 2.0)).is_empty
    assert united_triangles(np.array([[[0, 0], [1, 0], [2, 0]]], dtype=float)).is_empty
    assert united_triangles(np.empty((0, 3, 2))).is_empty


@pytest.mark.parametrize("seed", range(20))
def test_union_of_a_fan_loses_nothing(seed: int) -> None:
    """Triangles that meet in nearly the same lines, as projected faces do, in any frame."""
    rng = np.random.default_rng(seed)
    turn = rng.uniform(0, 2 * np.pi)
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    rim = np.array([[0, 0], [30, 0], [30, 18], [12, 18], [0, 18]], dtype=float) @ axes
    inner = rng.uniform(2, 16, (12, 2)) @ axes
    fans = [[middle, rim[k], rim[(k + 1) % len(rim)]] for middle in inner for k in range(len(rim))]
    assert united_triangles(np.array(fans)).area == pytest.approx(30 * 18, abs=1e-3)


def test_what_lies_within_the_largest_triangles_changes_nothing() -> None:
    """Two thousand small ones, of which many lie under a few large ones, are united as one by one."""
    rng = np.random.default_rng(5)
    corners = rng.uniform(0, 60, (2000, 1, 2))
    small = corners + rng.uniform(-0.4, 0.4, (2000, 3, 2))
    large = rng.uniform(0, 60, (120, 3, 2))
    plan = np.concatenate([small, large])

    parts = [united_triangles(chunk) for chunk in np.array_split(plan, 10)]  # too few each to be sorted out
    expected = parts[0]
    for part in parts[1:]:
        expected = united(expected, part)
    found = united_triangles(plan)

    assert found.area == pytest.approx(expected.area, abs=1e-3)
    assert without(found, expected).area + without(expected, found).area < 1e-3
    assert found.area > 1000
