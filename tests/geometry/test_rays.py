from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.domain.mesh import Mesh
from optopcheck.geometry.rays import Obstacles

TRIANGLE = Mesh(np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0]]), np.array([[0, 1, 2]]))
UP = np.array([0.0, 0.0, 1.0])
FLOAT32_DOUBT = 1e-4  # [m] from an edge or from the start: float32 may decide either way


def test_triangle_stops_from_both_sides_and_only_ahead() -> None:
    starts = np.array([[0.2, 0.2, -1], [0.2, 0.2, 1], [0.2, 0.2, 1], [0.8, 0.8, -1], [-0.1, 0.2, -1]])
    towards = np.array([UP, UP, -UP, UP, UP])
    assert Obstacles(TRIANGLE).blocked(starts, towards).tolist() == [True, False, True, False, False]


def test_no_mesh_stops_nothing() -> None:
    nothing = Mesh(np.empty((0, 3)), np.empty((0, 3)))
    assert not Obstacles(nothing).blocked(np.zeros((4, 3)), np.ones((4, 3))).any()


def test_no_rays() -> None:
    assert Obstacles(TRIANGLE).blocked(np.empty((0, 3)), np.empty((0, 3))).shape == (0,)


@pytest.mark.parametrize(("starts", "towards"), [((1, 3), (5, 3)), ((5, 3), (1, 3)), ((5, 2), (5, 2))])
def test_rays_come_in_pairs(starts: tuple[int, int], towards: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="pairs"):
        Obstacles(TRIANGLE).blocked(np.zeros(starts), np.ones(towards))


def test_more_rays_than_one_call_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optopcheck.geometry.rays._CHUNK", 7)
    starts = np.tile([[0.2, 0.2, -1.0], [5.0, 5.0, -1.0]], (20, 1))
    assert Obstacles(TRIANGLE).blocked(starts, np.tile(UP, (40, 1))).tolist() == [True, False] * 20


def test_no_ray_slips_through_the_seams_of_a_wall() -> None:
    # A wall of 2 x 400 triangles; every ray aims at a seam or a shared corner.
    x = np.linspace(-40, 40, 401)
    low, high = (np.column_stack([x, np.zeros(401), np.full(401, z)]) for z in (0.0, 3.0))
    here, after = np.arange(400), np.arange(1, 401)
    faces = np.vstack([np.stack([here, after, after + 401], 1), np.stack([here, after + 401, here + 401], 1)])
    wall = Obstacles(Mesh(np.vstack([low, high]), faces))
    aims = np.concatenate([low[1:-1] * [1, 1, 0] + [0, 0, h] for h in (0.5, 1.5, 2.9)])
    starts = np.tile([[3.3, -17.0, 1.7]], (len(aims), 1))
    assert wall.blocked(starts, aims - starts).all()


def test_the_same_far_from_the_origin() -> None:
    starts = np.array([[0.2, 0.2, -1], [0.8, 0.8, -1], [0.4999, 0.4999, -3], [0.5001, 0.5001, -3]])
    far = np.array([93000.0, 451000.0, 12.0])
    moved = Obstacles(TRIANGLE.moved(far)).blocked(starts + far, np.tile(UP, (4, 1)))
    assert moved.tolist() == [True, False, True, False]


@given(seed=st.integers(0, 2**32 - 1))
def test_agrees_with_plain_float64_on_random_triangles(seed: int) -> None:
    rng = np.random.default_rng(seed)
    corners = rng.uniform(-20, 20, (30, 1, 3)) + rng.uniform(-6, 6, (30, 3, 3))
    starts, towards = rng.uniform(-25, 25, (200, 3)), rng.normal(size=(200, 3))
    mesh = Mesh(corners.reshape(-1, 3), np.arange(90))
    found = Obstacles(mesh).blocked(starts, towards)
    surely, maybe = _met(corners, starts, towards)
    assert not (surely & ~found).any()
    assert not (found & ~maybe).any()


def _met(corners: Any, starts: Any, towards: Any) -> tuple[Any, Any]:
    """Moeller-Trumbore in float64: rays that surely meet a triangle, and those that may."""
    towards = towards / np.linalg.norm(towards, axis=1, keepdims=True)
    a, e1, e2 = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    p = np.cross(towards[:, None], e2)
    det = (p * e1).sum(-1)
    t0 = starts[:, None] - a
    u = (p * t0).sum(-1) / det
    q = np.cross(t0, np.broadcast_to(e1, t0.shape))
    v = (q * towards[:, None]).sum(-1) / det
    t = (q * e2).sum(-1) / det
    # Grazing rays: the doubt grows as the ray runs along the plane.
    doubt = FLOAT32_DOUBT * (1 + 1 / np.abs(det))
    inside = np.minimum(np.minimum(u, v), np.minimum(1 - u - v, t))
    return (inside > doubt).any(axis=1), (inside > -doubt).any(axis=1)
