"""The quick section of plain bodies is that of the thorough one, or none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.domain.mesh import Mesh, merged
from optopcheck.geometry.convex import convex_ring, convex_section
from optopcheck.geometry.region import Region
from optopcheck.geometry.sections import section
from tests.blocks import rectangle


def area(mesh: Mesh) -> float:
    a, b, c = np.moveaxis(mesh.triangles[:, :, :2], 1, 0)
    u, v = b - a, c - a
    return float((u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]).sum() / 2)


@given(st.integers(3, 12), st.floats(0, 6.28), st.floats(0.5, 30.0), st.floats(-500, 500))
def test_a_prism_is_cut_as_the_thorough_way_does(sides: int, turn: float, radius: float, away: float) -> None:
    angles = turn + np.arange(sides) / sides * 2 * np.pi
    ring = radius * np.column_stack([np.cos(angles), np.sin(angles)]) + away
    body = Region.from_ring(ring).extruded(0.0, 3.0)
    found = convex_section(body, 1.2)
    assert found is not None
    assert area(found) == pytest.approx(section(body, 1.2).area, rel=1e-4)
    assert (found.vertices[:, 2] == 1.2).all()


@pytest.mark.parametrize(
    "plan",
    [
        rectangle(6.0, 4.0).without(Region.from_ring(np.array([[3.0, 2.0], [6, 2], [6, 4], [3, 4]]))),
        rectangle(6.0, 4.0).without(rectangle(6.0, 4.0).grown(-0.3)),
    ],
    ids=["with a bay", "with a hole"],
)
def test_other_sections_are_left_to_the_thorough_way(plan: Region) -> None:
    assert convex_section(plan.extruded(0.0, 3.0), 1.0) is None


def test_no_section_beside_the_body() -> None:
    assert convex_section(rectangle(2.0, 2.0).extruded(0.0, 3.0), 4.0) is None


def test_two_bodies_are_no_ring() -> None:
    one = rectangle(2.0, 2.0).extruded(0.0, 3.0)
    assert convex_section(merged([one, one.moved([5.0, 0.0, 0.0])]), 1.0) is None


def test_an_open_body_has_no_ring() -> None:
    body = rectangle(2.0, 2.0).extruded(0.0, 3.0)
    upright = [k for k, t in enumerate(body.triangles) if np.ptp(t[:, 2]) > 0]
    assert convex_section(Mesh(body.vertices, np.delete(body.faces, upright[0], axis=0)), 1.0) is None


def test_a_side_that_is_drawn_twice_is_no_ring() -> None:
    square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    sides = np.stack([square, np.roll(square, -1, axis=0)], axis=1)
    assert convex_ring(sides) is not None
    assert convex_ring(np.concatenate([sides, sides[:1]])) is None
    assert convex_ring(sides[:3]) is None
