from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.domain.mesh import Mesh, merged
from optopcheck.geometry.region import Region
from optopcheck.picture.edges import sharp_edges
from optopcheck.picture.facade import before_wall, drawn_meshes
from optopcheck.picture.palette import GLASS, element_colours
from optopcheck.picture.panes import glass_faces, thin_way
from tests.blocks import box, flat, turned, with_elements

if TYPE_CHECKING:
    from optopcheck.domain.building import Building


def window(low: float = 0.0) -> Mesh:
    """A frame of 80 mm with a pane of 20 mm in it, 2 x 1.5 m, facing y."""
    frame = [
        ((0.0, low, 0.0), (2.0, low + 0.08, 0.07)),
        ((0.0, low, 1.43), (2.0, low + 0.08, 1.5)),
        ((0.0, low, 0.07), (0.07, low + 0.08, 1.43)),
        ((1.93, low, 0.07), (2.0, low + 0.08, 1.43)),
        ((0.07, low + 0.03, 0.07), (1.93, low + 0.05, 1.43)),
    ]
    return merged(box("IfcWindow", "", a, b).mesh for a, b in frame)


@given(st.floats(0, 360))
def test_the_edges_of_a_box_are_twelve(angle: float) -> None:
    cube = box("IfcWall", "kubus", (0, 0, 0), (3, 4, 5)).mesh.turned(angle)
    touching = cube.moved([0.0, 0.0, 5.0])
    for meshes, count in (([cube], 12), ([cube, touching], 24)):
        corners, pairs = sharp_edges(meshes)
        assert len(pairs) == count
        lengths = np.linalg.norm(corners[pairs[:, 0]] - corners[pairs[:, 1]], axis=1)
        assert lengths.sum() == pytest.approx(4 * 12 * len(meshes), abs=1e-3)


def test_a_sheet_has_its_outline_and_no_diagonal() -> None:
    sheet = Region.from_ring(np.array([[0, 0], [4, 0], [4, 3], [0, 3]], dtype=float)).flat_mesh(1.0)
    _, pairs = sharp_edges([sheet, Mesh(sheet.vertices, sheet.faces[:, ::-1])])
    assert len(pairs) == 8
    assert len(sharp_edges([Mesh(np.empty((0, 3)), np.empty((0, 3), dtype=np.int64))])[1]) == 0


@given(st.floats(0, 360))
def test_a_pane_is_glass_and_its_frame_is_not(angle: float) -> None:
    mesh = window().turned(angle)
    glass = glass_faces(mesh)
    areas = (
        np.linalg.norm(np.cross(*np.moveaxis(mesh.triangles[:, 1:] - mesh.triangles[:, :1], 1, 0)), axis=1)
        / 2
    )
    assert areas[glass].sum() == pytest.approx(2 * 1.86 * 1.36, rel=1e-6)
    across = np.array([-np.sin(np.radians(angle)), np.cos(np.radians(angle)), 0.0])
    assert abs(thin_way(mesh) @ across) == pytest.approx(1.0, abs=1e-6)


def test_without_a_pane_all_is_glass() -> None:
    for high in ((2.0, 0.05, 1.5), (1.2, 1.2, 0.2)):
        whole = box("IfcWindow", "plaat", (0, 0, 0), high)
        assert (element_colours(whole, whole.mesh) == GLASS).all()


def test_glass_is_sought_in_the_mesh_that_is_drawn() -> None:
    plate = box("IfcWindow", "plaat", (0, 0, 0), (2.0, 0.05, 1.5))
    colours = element_colours(plate, window())
    assert len(colours) == len(window().faces) != len(plate.mesh.faces)
    assert ((colours == GLASS).all(axis=1) == glass_faces(window())).all()


def test_a_window_is_drawn_before_its_wall(block: Building) -> None:
    for angle in (0.0, 37.0):
        building = turned(block, angle)
        k = next(i for i, e in enumerate(building.elements) if e.name == "raam")
        facing = building.observation_points[0].facing
        drawn = drawn_meshes(building)[k]
        # The façade lies at 0 along its normal.
        assert (drawn.vertices @ facing).min() == pytest.approx(0.015)
        assert (drawn.vertices @ facing).max() < 0.05
        assert np.ptp(drawn.vertices[:, 2]) == pytest.approx(1.4)
        assert before_wall(building.observation_points[0]) @ facing > 0.015


@pytest.mark.parametrize("angle", [0.0, 12.0, 90.0])
def test_a_door_is_drawn_through_its_wall(angle: float) -> None:
    door = box("IfcDoor", "deur", (8.0, 0.1, 0.0), (9.0, 0.18, 2.1))
    building = with_elements(flat(), door)
    out = turned(building, angle)
    drawn = drawn_meshes(out)[-1].turned(-angle)
    assert drawn.bounds == pytest.approx(np.array([[8.0, -0.015, 0.0], [9.0, 0.315, 2.1]]), abs=1e-6)


def test_what_no_wall_hides_is_drawn_as_it_is() -> None:
    door = box("IfcDoor", "los", (40.0, 40.0, 0.0), (41.0, 40.1, 2.1))
    building = with_elements(flat(), door)
    assert drawn_meshes(building)[-1] is door.mesh
    alone = replace(building, elements=(door,))
    assert drawn_meshes(alone)[0] is door.mesh
