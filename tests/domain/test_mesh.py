from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.domain.mesh import Mesh, frozen_floats, merged

TRIANGLE = Mesh(np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 2]]), np.array([[0, 1, 2]]))


@pytest.mark.parametrize("vertices", [[[0.0, 0.0]], [0.0, 0.0, 0.0], [[0.0, 0.0, float("nan")]]])
def test_vertices_of_another_shape_or_not_finite_are_refused(vertices: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Mesh(np.array(vertices), np.empty((0, 3), dtype=np.int64))


@pytest.mark.parametrize("face", [[0, 1, 3], [-1, 0, 1]])
def test_a_face_that_names_no_vertex_is_refused(face: list[int]) -> None:
    with pytest.raises(ValueError, match=r"outside 0\.\.2"):
        Mesh(TRIANGLE.vertices, np.array([face]))


def test_arrays_are_copies_and_read_only() -> None:
    vertices = np.zeros((3, 3))
    mesh = Mesh(vertices, np.array([[0, 1, 2]]))
    vertices[0, 0] = 5.0
    assert mesh.vertices[0, 0] == 0.0
    with pytest.raises(ValueError, match="read-only"):
        mesh.vertices[0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        mesh.faces[0, 0] = 1


def test_bounds_are_of_the_used_vertices() -> None:
    mesh = Mesh(np.vstack([TRIANGLE.vertices, [[9.0, 9.0, 9.0]]]), TRIANGLE.faces)
    assert mesh.bounds.tolist() == [[0, 0, 0], [1, 1, 2]]
    with pytest.raises(ValueError, match="empty"):
        _ = Mesh(TRIANGLE.vertices, np.empty((0, 3), dtype=np.int64)).bounds


def test_merging_keeps_order_and_points_faces_to_their_own_vertices() -> None:
    both = merged([TRIANGLE, TRIANGLE.moved([5, 0, 0])])
    assert both.triangles[:, :, 0].tolist() == [[0, 1, 0], [5, 6, 5]]
    assert merged([]).is_empty


def test_east_turned_a_quarter_is_north() -> None:
    assert TRIANGLE.turned(90).vertices[1] == pytest.approx([0, 1, 0])


@given(degrees=st.floats(-720, 720))
def test_turning_keeps_lengths_and_heights(degrees: float) -> None:
    turned = TRIANGLE.turned(degrees)
    assert turned.vertices[:, 2] == pytest.approx(TRIANGLE.vertices[:, 2])
    assert np.linalg.norm(turned.vertices, axis=1) == pytest.approx(np.linalg.norm(TRIANGLE.vertices, axis=1))
    assert turned.turned(-degrees).vertices == pytest.approx(TRIANGLE.vertices, abs=1e-12)


def test_shape_of_an_array_is_checked() -> None:
    assert frozen_floats([[1, 2]], -1, 2).shape == (1, 2)
    with pytest.raises(ValueError, match=r"\(3,\)"):
        frozen_floats([1, 2], 3)
