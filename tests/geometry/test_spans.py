"""Distances and angles against numbers known otherwise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.geometry.spans import angle_at, nearest_on_lines, span

COORDINATE = st.floats(-500, 500).map(lambda value: round(value, 4))
PLACE = st.tuples(COORDINATE, COORDINATE, COORDINATE).map(np.array)


def test_a_span_of_known_sides() -> None:
    found = span(np.array([1.0, 2.0, 3.0]), np.array([4.0, 6.0, -9.0]))
    assert (found.total, found.horizontal, found.rise) == (13.0, 5.0, -12.0)


@given(PLACE, PLACE)
def test_parts_of_a_span_make_the_whole(one: np.ndarray, other: np.ndarray) -> None:
    found, back = span(one, other), span(other, one)
    assert found.total == pytest.approx(np.hypot(found.horizontal, found.rise), abs=1e-9)
    assert (back.total, back.horizontal, back.rise) == (found.total, found.horizontal, -found.rise)


@pytest.mark.parametrize("degrees", [0.0, 1e-6, 0.5, 30.0, 90.0, 135.0, 179.999999, 180.0])
def test_an_angle_that_was_drawn_is_found(degrees: float) -> None:
    corner = np.array([155000.0, 463000.0, 12.0])
    a = np.radians(degrees)
    one, other = np.array([3.0, 0.0, 0.0]), 7.0 * np.array([np.cos(a), np.sin(a), 0.0])
    assert angle_at(corner, corner + one, corner + other) == pytest.approx(degrees, abs=2e-8)


def test_no_angle_where_two_points_coincide() -> None:
    corner = np.zeros(3)
    assert angle_at(corner, corner, np.ones(3)) is None


EDGE = np.array([[[0.0, 0.0, 0.0], [0.0, 0.0, 10.0]]])


def test_an_edge_is_met_where_it_is_seen() -> None:
    towards = np.array([-5.0, -1.0, 4.0]) / np.sqrt(42.0)
    found = nearest_on_lines(EDGE, np.array([5.0, 1.0, 0.0]), towards)
    assert found == pytest.approx(np.array([[0.0, 0.0, 4.0]]))


def test_beyond_an_edge_its_end_is_meant() -> None:
    found = nearest_on_lines(EDGE, np.array([5.0, 0.0, 14.0]), np.array([-1.0, 0.0, 0.0]))
    assert found == pytest.approx(EDGE[:, 1])


def test_an_edge_seen_from_its_end_is_a_point() -> None:
    found = nearest_on_lines(EDGE, np.array([1.0, 0.0, 14.0]), np.array([0.0, 0.0, -1.0]))
    assert np.isfinite(found).all()
