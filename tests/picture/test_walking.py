"""On foot, in parallel, and about a point: what the camera keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.picture.camera import EYE_HEIGHT
from tests.picture.test_camera import corners
from tests.picture.test_scene import changed, projected

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from tests.picture.conftest import Studio

GROUND = 0.7


def test_a_walk_begins_at_eye_height_before_the_building(studio: Studio, block: Building) -> None:
    studio.show(block, ground=GROUND)
    studio.camera.view("south")
    studio.camera.start_walking(GROUND)
    pose = studio.camera.pose
    assert pose.walking
    assert not pose.parallel
    assert pose.eye[2] == pytest.approx(GROUND + EYE_HEIGHT)
    assert EYE_HEIGHT == 1.6
    assert pose.eye[1] < -5
    studio.picture()
    places = np.array([projected(studio, corner) for corner in corners(studio.scene.bounds)])
    assert (places >= 0).all()
    assert (places <= studio.camera.size).all()


def test_steps_keep_the_height_of_the_eye(studio: Studio, block: Building) -> None:
    studio.show(block, ground=GROUND)
    studio.camera.view("south")
    studio.camera.start_walking(GROUND)
    studio.camera.orbit(0.0, -80.0)
    before = studio.camera.pose.eye
    studio.camera.walk(3.0, 0.0)
    studio.camera.walk(0.0, 2.0)
    # Looking north: ahead is +y, to the right is +x.
    assert studio.camera.pose.eye - before == pytest.approx([2.0, 3.0, 0.0], abs=1e-9)


def test_a_walker_who_looks_around_stays_where_he_is(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.start_walking(0.0)
    before, seen = studio.camera.pose.eye, studio.picture()
    studio.camera.orbit(120.0, 30.0)
    assert studio.camera.pose.eye == pytest.approx(before)
    assert changed(seen, studio.picture()) > 10000


def test_the_wheel_walks_on(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.start_walking(0.0)
    before = studio.camera.pose.eye
    studio.camera.zoom(1.15, 10, 10)
    step = studio.camera.pose.eye - before
    assert 0.3 < np.linalg.norm(step) < 2.0
    assert step[2] == pytest.approx(0.0)


def test_our_projection_is_that_of_vtk_on_foot(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.start_walking(0.0)
    studio.camera.orbit(31, -12)
    studio.picture()
    for corner in corners(studio.scene.bounds):
        assert studio.camera.pixel_of(corner) == pytest.approx(projected(studio, corner), abs=0.01)


@pytest.mark.parametrize("parallel", [False, True])
def test_a_turn_about_a_point_leaves_it_where_it_is(studio: Studio, block: Building, parallel: bool) -> None:  # noqa: FBT001
    studio.show(block)
    studio.camera.parallel = parallel
    pivot = np.array([20.0, 0.0, 8.4])
    before = studio.camera.pixel_of(pivot)
    studio.camera.orbit(140, 35, pivot)
    assert studio.camera.pixel_of(pivot) == pytest.approx(before, abs=1e-6)
    assert studio.camera.pixel_of(np.array([0.0, 0.0, 8.4])) != pytest.approx(before, abs=20)


def test_parallel_lines_stay_so_and_the_scale_is_kept(studio: Studio, block: Building) -> None:
    studio.show(block)
    middle = studio.camera.pose.target
    right = studio.camera.pose.axes[0]
    ends = [studio.camera.pixel_of(middle + right * k) for k in (-1, 1)]
    studio.camera.parallel = True
    assert [studio.camera.pixel_of(middle + right * k) for k in (-1, 1)] == [
        pytest.approx(end, abs=1e-6) for end in ends
    ]
    studio.camera.parallel = False
    assert not studio.camera.pose.parallel


def test_close_by_in_parallel_the_building_is_not_cut_by_the_eye(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("south")
    studio.picture()
    studio.camera.pan(0, 0)
    spot = projected(studio, np.array([15.0, 0.0, 4.1]))
    studio.camera.zoom(60.0, *spot)
    studio.picture()
    assert studio.scene.pick(*spot) == "gevel1"


def test_a_pose_can_be_taken_back(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("east")
    pose, seen = studio.camera.pose, studio.picture()
    studio.camera.start_walking(0.0)
    studio.camera.walk(3.0, 1.0)
    studio.camera.take(pose)
    assert changed(seen, studio.picture()) == 0
