"""A moving picture gets coarser when frames are slow, and fine again at rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.coarse import BUDGET, largest
from optopcheck.picture.group import Part
from optopcheck.picture.pace import GRADES, SLOW, Pace
from tests.blocks import box
from tests.picture.test_scene import changed

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from tests.picture.conftest import Studio


def test_quick_frames_stay_whole() -> None:
    pace = Pace()
    for _ in range(5):
        pace.moved(SLOW / 2)
    assert pace.grade == GRADES[0]


def test_slow_frames_get_coarser_and_never_finer_on_the_way() -> None:
    pace, grades = Pace(), []
    for seconds in (4 * SLOW, 2 * SLOW, SLOW / 10, 2 * SLOW, SLOW / 10, SLOW / 10):
        pace.moved(seconds)
        grades.append(GRADES.index(pace.grade))
    assert grades == [1, 2, 2, 3, 3, 3]
    pace.moved(10.0)
    assert pace.grade == GRADES[-1]


def test_a_slow_whole_picture_makes_the_first_step_coarse() -> None:
    pace = Pace()
    pace.rested(3 * SLOW)
    assert pace.grade.coarse
    pace.rested(SLOW / 2)
    assert pace.grade == GRADES[0]


def test_what_was_too_coarse_is_tried_finer_next_time() -> None:
    pace = Pace()
    for _ in range(3):
        pace.moved(2 * SLOW)
    pace.rested(3 * SLOW)
    assert pace.grade == GRADES[3]
    pace.moved(SLOW / 10)
    pace.rested(3 * SLOW)
    assert pace.grade == GRADES[2]


def test_grades_go_down() -> None:
    shares = [grade.share for grade in GRADES]
    assert shares == sorted(shares, reverse=True)
    assert [grade.coarse for grade in GRADES] == [False, True, True, True]


def test_the_largest_parts_are_kept() -> None:
    small = box("IfcRailing", "klein", (0, 0, 0), (0.1, 0.1, 1.0)).mesh
    large = box("IfcWall", "groot", (0, 0, 0), (10.0, 0.3, 3.0)).mesh
    parts = [Part(f"{k}", mesh, np.zeros((12, 3), np.uint8)) for k, mesh in enumerate([small, large] * 4)]
    assert largest(parts, 48) == [1, 3, 5, 7]
    assert largest(parts, 0) == []
    assert BUDGET > 10_000


def test_a_coarse_picture_comes_back_whole(studio: Studio, block: Building) -> None:
    studio.show(block)
    whole = studio.picture()
    studio.scene.set_coarse(coarse=True)
    coarse = studio.view.render(draft=True)
    assert changed(whole, coarse) > 0
    assert np.abs(whole.astype(int) - coarse).mean() < 4
    studio.scene.set_coarse(coarse=False)
    assert changed(whole, studio.picture()) == 0


def test_a_smaller_picture_keeps_its_pixels(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.picture()
    place = studio.scene.bounds[1]
    before, surface = studio.camera.pixel_of(place), studio.scene.surface_at(240, 160)
    studio.view.resize(480, 320, share=0.5)
    assert studio.view.render().shape == (160, 240, 3)
    assert studio.camera.pixel_of(place) == before
    assert np.allclose(studio.scene.surface_at(240, 160), surface)
