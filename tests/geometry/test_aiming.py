from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.geometry.aiming import Directions, through_box


def directions(rng: np.random.Generator, count: int) -> np.ndarray:
    """Return unit vectors, some along an axis."""
    towards = rng.normal(size=(count, 3))
    towards[:6] = np.vstack([np.eye(3), -np.eye(3)])
    return np.asarray(towards / np.linalg.norm(towards, axis=1, keepdims=True))


@given(seed=st.integers(0, 2**32 - 1), size=st.floats(0.0, 40.0), flat=st.integers(-1, 2))
def test_every_ray_through_the_box_is_a_candidate(seed: int, size: float, flat: int) -> None:
    rng = np.random.default_rng(seed)
    low = rng.uniform(-20, 20, 3)
    high = low + rng.uniform(0, 1, 3) * size
    if flat >= 0:
        high[flat] = low[flat]
    # Some start inside the box or right on it.
    starts = np.vstack([rng.uniform(-40, 40, (30, 3)), low, high, (low + high) / 2])
    towards, box = directions(rng, 200), np.stack([low, high])
    start, way = np.indices((len(starts), len(towards))).reshape(2, -1)
    through = through_box(starts[start], towards[way], box)
    found = set(zip(*(a.tolist() for a in Directions(towards).towards_box(starts, box)), strict=True))
    assert set(zip(start[through].tolist(), way[through].tolist(), strict=True)) <= found


@given(seed=st.integers(0, 2**32 - 1), slack=st.floats(0.1, 4.0))
def test_directions_within_the_slack_are_candidates(seed: int, slack: float) -> None:
    rng = np.random.default_rng(seed)
    low = rng.uniform(-20, 20, 3)
    box = np.stack([low, low + rng.uniform(0, 8, 3)])
    starts = rng.uniform(-30, 30, (20, 3))
    aims = rng.uniform(box[0], box[1], (400, 3)) - starts[np.arange(400) % 20]
    exact = aims / np.linalg.norm(aims, axis=1, keepdims=True)
    aside = np.cross(exact, rng.normal(size=(400, 3)))
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    turn = np.radians(slack * rng.uniform(0, 0.999, (400, 1)))
    towards = exact * np.cos(turn) + aside * np.sin(turn)
    start, way = Directions(towards).towards_box(starts, box, slack)
    found = set(zip(start.tolist(), way.tolist(), strict=True))
    assert {(k % 20, k) for k in range(400)} <= found


def test_no_pair_is_named_twice_or_far_off() -> None:
    rng = np.random.default_rng(3)
    towards, starts = directions(rng, 3000), rng.uniform(-50, 50, (40, 3)) * [1, 1, 0.1]
    box = np.array([[0.0, 0, 0], [3, 2, 4]])
    start, way = Directions(towards).towards_box(starts, box)
    assert len(set(zip(start.tolist(), way.tolist(), strict=True))) == len(start)
    through = through_box(starts[start], towards[way], box)
    assert 0 < through.sum() < len(start) < 0.1 * len(starts) * len(towards)


def test_a_ray_along_an_axis_and_from_within() -> None:
    box = np.array([[0.0, 0, 0], [1, 1, 1]])
    starts = np.array([[-1, 0.5, 0.5], [-1, 1.5, 0.5], [2, 0.5, 0.5], [0.5, 0.5, 0.5], [-1, 0, 0]])
    towards = np.tile([1.0, 0.0, 0.0], (5, 1))
    assert through_box(starts, towards, box).tolist() == [True, False, False, True, True]


def test_no_starts_and_no_directions() -> None:
    box = np.array([[0.0, 0, 0], [1, 1, 1]])
    for starts, towards in ((np.empty((0, 3)), np.eye(3)), (np.eye(3), np.empty((0, 3)))):
        start, way = Directions(towards).towards_box(starts, box)
        assert start.shape == way.shape == (0,)


def test_right_under_a_long_box_little_more_than_what_passes_is_named() -> None:
    """A window below an added storey: its plan covers the window, and nearly no ray passes it."""
    box = np.array([[0.0, 0, 10], [120, 11, 13]])
    starts = np.array([[60.0, 0.005, 8.0], [60.0, -0.3, 8.0], [60.0, -20.0, 8.0], [150.0, 5.0, 8.0]])
    towards = directions(np.random.default_rng(4), 20_000)
    towards = towards[(towards[:, 1] < 0) | (towards[:, 2] > 0)]
    for start in starts:
        _, way = Directions(towards).towards_box(start[None], box)
        through = through_box(np.tile(start, (len(way), 1)), towards[way], box)
        everything = through_box(np.tile(start, (len(towards), 1)), towards, box)
        assert through.sum() == everything.sum() > 0
        assert len(way) < 1.25 * everything.sum() + 40
