from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.domain.mesh import Floats, Mesh
from optopcheck.geometry.rays import Obstacles
from optopcheck.sun.shadows import shadow_on_ground
from optopcheck.sun.sky import sun_vector


def upright(height: float, low: float = 0.0) -> Mesh:
    """Return a wall of 4 m along x."""
    corners = np.array([[0, 0, low], [4, 0, low], [4, 0, height], [0, 0, height]])
    return Mesh(corners, np.array([[0, 1, 2], [0, 2, 3]]))


def area(mesh: Mesh) -> float:
    a, b = (mesh.triangles[:, k] - mesh.triangles[:, 0] for k in (1, 2))
    return float(np.cross(a, b)[:, 2].sum() / 2)


def test_wall_casts_its_height_over_the_tangent() -> None:
    shadow = shadow_on_ground(upright(3.0), azimuth=180.0, elevation=30.0, ground=0.0)
    assert shadow.bounds[0] == pytest.approx([0, 0, 0])
    assert shadow.bounds[1] == pytest.approx([4, 3 / np.tan(np.radians(30)), 0])
    assert area(shadow) == pytest.approx(4 * 3 / np.tan(np.radians(30)))


@pytest.mark.parametrize("low", [-5.0, -0.1, 0.0])
def test_what_is_below_the_ground_casts_nothing(low: float) -> None:
    shadow = shadow_on_ground(upright(3.0, low), azimuth=200.0, elevation=30.0, ground=0.0)
    assert area(shadow) == pytest.approx(4 * np.cos(np.radians(20)) * 3 / np.tan(np.radians(30)))


def test_no_shadow_of_a_cellar_or_of_a_wall_along_the_sun() -> None:
    assert shadow_on_ground(upright(-1.0, -3.0), 180.0, 30.0, 0.0).is_empty
    assert area(shadow_on_ground(upright(3.0), 90.0, 30.0, 0.0)) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("elevation", [0.0, -3.0])
def test_sun_that_is_not_up(elevation: float) -> None:
    with pytest.raises(ValueError, match="casts no shadow"):
        shadow_on_ground(upright(3.0), 180.0, elevation, 0.0)


@given(seed=st.integers(0, 2**32 - 1), azimuth=st.floats(0, 360), elevation=st.floats(5, 85))
def test_ground_is_in_shadow_where_a_ray_to_the_sun_is_stopped(
    seed: int, azimuth: float, elevation: float
) -> None:
    rng = np.random.default_rng(seed)
    mesh = Mesh(rng.uniform(-3, 5, (12, 3)), np.arange(12))
    shadow = shadow_on_ground(mesh, azimuth, elevation, 0.0)
    spots = np.column_stack([rng.uniform(-8, 8, (60, 2)), np.zeros(60)])
    towards = np.tile(sun_vector(np.array(azimuth), np.array(elevation), 0.0), (60, 1))
    by_ray = Obstacles(mesh).blocked(spots, towards)
    depth = _depth(shadow, spots)
    assert by_ray[depth > 1e-3].all()
    assert not by_ray[depth < -1e-3].any()


def _depth(shadow: Mesh, spots: Floats) -> Floats:
    """How deep each spot lies in the shadow, negative outside [m]."""
    best = np.full(len(spots), -np.inf)
    for triangle in shadow.triangles:
        edges = np.roll(triangle, -1, axis=0) - triangle
        inwards = np.column_stack([-edges[:, 1], edges[:, 0]]) / np.maximum(
            np.linalg.norm(edges[:, :2], axis=1, keepdims=True), 1e-12
        )
        inside = ((spots[:, None, :2] - triangle[:, :2]) * inwards).sum(axis=2).min(axis=1)
        best = np.maximum(best, inside)
    return best
