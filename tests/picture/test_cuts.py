"""Section planes: what they take away, what they fill, where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.picture.cuts import MOST, Cut, box_cuts, effective
from optopcheck.picture.palette import ADDED, ADDED_CUT, CUT
from optopcheck.picture.sections import all_cuts, box_around, slide_of
from optopcheck.picture.snap import snap_at
from tests.picture.test_scene import changed, exactly, hue_like, projected

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from tests.picture.conftest import Studio

UP = (0.0, 0.0, 1.0)


def test_a_plane_takes_away_what_lies_beyond(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    whole = studio.picture()
    studio.scene.cut([Cut(UP, 8.3)])
    assert hue_like(studio.picture(), ADDED) == 0
    studio.scene.cut([Cut(UP, 8.3).flipped()])
    below = studio.picture()
    assert hue_like(below, ADDED) > 1000
    assert studio.scene.pick(*projected(studio, np.array([10.0, 0.0, 4.0]))) is None
    studio.scene.cut([])
    assert changed(whole, studio.picture()) == 0


def test_the_section_is_filled_where_the_walls_are(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("top")
    studio.scene.cut([Cut(UP, 4.0)])
    filled = exactly(studio.picture(), CUT)

    def is_filled(x: float, y: float) -> bool:
        column, row = projected(studio, np.array([x, y, 4.0]))
        return bool(filled[int(row), int(column)])

    # Walls are 0.3 m thick around 20 x 10 m.
    assert is_filled(0.15, 5.0)
    assert is_filled(10.0, 9.85)
    assert not is_filled(0.6, 5.0)
    assert not is_filled(10.0, 5.0)
    share = filled.sum() * studio.camera.pose.metres_per_pixel(studio.camera.size) ** 2
    assert share == pytest.approx(20 * 10 - 19.4 * 9.4, rel=0.25)


def test_the_section_of_an_oblique_plane_is_filled(studio: Studio, block: Building) -> None:
    studio.show(block)
    way = np.array([0.6, -0.8, 0.0])
    studio.scene.cut([Cut((0.6, -0.8, 0.0), float(way @ [10.0, 5.0, 0.0]))])
    assert exactly(studio.picture(), CUT).sum() > 50


def test_what_is_added_is_filled_in_its_own_colour(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    studio.camera.view("top")
    studio.scene.cut([Cut(UP, 10.0)])
    picture = studio.picture()
    assert exactly(picture, ADDED_CUT).sum() > 1000
    assert not exactly(picture, CUT).any()


def test_a_section_can_be_picked_and_measured(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    studio.camera.view("top")
    studio.scene.cut([Cut(UP, 10.0)])
    studio.picture()
    at = projected(studio, np.array([18.0, 8.0, 10.0]))
    assert studio.scene.pick(at[0] - 12, at[1] + 12) == "optop"
    found = snap_at(studio.scene, studio.camera, at[0] - 2, at[1] + 2)
    assert found is not None
    assert found.place == pytest.approx([18.0, 8.0, 10.0], abs=1e-6)


def test_a_box_shows_what_is_chosen(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    cuts = box_around(studio.scene, ["optop"])
    assert len(cuts) == 6
    studio.scene.cut(cuts)
    studio.camera.view("south")
    studio.picture()
    assert studio.scene.pick(*projected(studio, np.array([10.0, 2.0, 10.0]))) == "optop"
    assert studio.scene.pick(*projected(studio, np.array([10.0, 0.0, 4.0]))) is None
    assert box_around(studio.scene, ["not in the model"]) == ()


def test_of_planes_that_face_one_way_the_nearest_counts() -> None:
    low, high = Cut(UP, 3.0), Cut(UP, 5.0)
    assert effective([high, low]) == (low,)
    assert effective([low, low.flipped()]) == (low.flipped(), low)


def test_more_planes_than_can_be_drawn_are_refused(studio: Studio, block: Building) -> None:
    studio.show(block)
    box = box_cuts(np.array([[0.0, 0.0, 0.0], [5.0, 5.0, 5.0]]))
    oblique = slide_of(studio.scene, "facade", ["gevel1"])
    along = slide_of(studio.scene, "height", ())
    assert len(effective(all_cuts([along], box))) == MOST
    turned = Cut((0.6, 0.8, 0.0), 3.0)
    with pytest.raises(ValueError, match="at most 6"):
        studio.scene.cut([*box, turned])
    assert oblique.normal[2] == 0.0


def test_a_slide_goes_from_end_to_end(studio: Studio, block: Building) -> None:
    studio.show(block)
    height = slide_of(studio.scene, "height", ())
    assert height.ends == pytest.approx((-0.2, 8.4))
    assert height.at_share(1.0).value == pytest.approx(8.4)
    assert height.at_value(99.0).value == pytest.approx(8.4)
    east = slide_of(studio.scene, "east", ()).at_value(5.0)
    assert east.ends == pytest.approx((0.0, 20.0))
    assert east.share == pytest.approx(0.25)
    assert east.cut.keeps(np.array([[4.9, 0, 0], [5.1, 0, 0]])).tolist() == [True, False]
    assert east.turned().cut.keeps(np.array([[4.9, 0, 0], [5.1, 0, 0]])).tolist() == [False, True]


def test_a_facade_gives_its_own_direction(studio: Studio, block: Building) -> None:
    from tests.blocks import turned  # noqa: PLC0415 - used here alone

    studio.show(turned(block, 30.0))
    found = np.array(slide_of(studio.scene, "facade", ["raam"]).normal)
    facing = np.array([np.sin(np.radians(30.0)), -np.cos(np.radians(30.0)), 0.0])
    assert abs(float(found @ facing)) == pytest.approx(1.0, abs=1e-6)
