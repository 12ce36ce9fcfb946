from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.geometry.triangulate import ring_normal, triangulate_polygon

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats

SQUARE = np.array([[0.0, 0, 0], [4, 0, 0], [4, 4, 0], [0, 4, 0]])
HOLE = np.array([[1.0, 1, 0], [1, 2, 0], [2, 2, 0], [2, 1, 0]])


def area_vector(rings: list[Floats]) -> Floats:
    corners = np.concatenate(rings)[triangulate_polygon(rings)]
    total: Floats = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]).sum(axis=0) / 2
    return total


def upright(points: Floats) -> Floats:
    """Stand a drawing up as a wall that looks south-east."""
    return points @ np.array([[0.6, 0.8, 0.0], [0.0, 0.0, 1.0], [0.8, -0.6, 0.0]])


@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]], ids=["clockwise", "counter-clockwise"])
@pytest.mark.parametrize("stand", [np.array, upright], ids=["lying", "standing"])
def test_hole_is_left_open_whichever_way_it_runs(hole: Floats, stand: type[np.ndarray]) -> None:
    rings = [stand(SQUARE), stand(hole)]
    assert area_vector(rings) == pytest.approx(stand(np.array([0.0, 0.0, 15.0])))
    corners = np.concatenate(rings)[triangulate_polygon(rings)]
    assert not np.isclose(corners.mean(axis=1), stand(np.array([1.5, 1.5, 0.0]))).all(axis=1).any()


def test_triangles_turn_as_the_ring_does() -> None:
    assert area_vector([SQUARE]) == pytest.approx([0, 0, 16])
    assert area_vector([SQUARE[::-1]]) == pytest.approx([0, 0, -16])


@pytest.mark.parametrize(
    ("ring", "area"),
    [
        ([[0, 0], [2, 0], [3, 0], [2, 0], [2, 1], [0, 1]], 2.0),  # a spike
        ([[0, 0], [1, 0], [1, 0], [1, 1], [0, 1]], 1.0),  # a corner twice
        ([[0, 0], [1, 0], [2, 0], [2, 1], [0, 1]], 2.0),  # a corner on an edge
        ([[0, 0], [1, 0], [2, 0]], 0.0),  # no area
    ],
)
def test_untidy_rings(ring: list[list[float]], area: float) -> None:
    lying = np.column_stack([np.array(ring, dtype=np.float64), np.zeros(len(ring))])
    assert area_vector([lying])[2] == pytest.approx(area)


def test_warped_polygon_keeps_the_height_of_its_corners() -> None:
    warped = SQUARE + np.array([[0, 0, 0], [0, 0, 0.3], [0, 0, 0], [0, 0, 0.2]])
    faces = triangulate_polygon([warped])
    assert sorted(set(faces.ravel().tolist())) == [0, 1, 2, 3]
    assert area_vector([warped]) == pytest.approx(ring_normal(warped) / 2)


@given(seed=st.integers(0, 2**32 - 1), corners=st.integers(3, 40))
def test_area_is_that_of_the_ring(seed: int, corners: int) -> None:
    rng = np.random.default_rng(seed)
    angle = (np.arange(corners) + rng.uniform(0, 0.9, corners)) / corners * 2 * np.pi
    reach = rng.uniform(1, 9, corners)
    ring = upright(np.column_stack([reach * np.cos(angle), reach * np.sin(angle), np.zeros(corners)]))
    faces = triangulate_polygon([ring])
    assert len(faces) == corners - 2
    assert area_vector([ring]) == pytest.approx(ring_normal(ring) / 2, abs=1e-9)
