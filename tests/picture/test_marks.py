"""What made a number and what was left out of it are told apart in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.picture.palette import ADDED, HIGHLIGHT, HIGHLIGHT_PALE, LEFT_OUT
from tests.blocks import box, flat, rectangle, with_elements
from tests.picture.test_scene import changed, hue_like

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from tests.picture.conftest import Studio

# Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009), table 1, severity 1.0: protan, deutan, tritan.
DEFICIENCIES = (
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
TELLING = 60.0
"""Distance of two colours in CIELAB from which nobody takes one for the other."""


def lab(colour: tuple[int, int, int], matrix: np.ndarray) -> np.ndarray:
    srgb = np.array(colour) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(matrix @ linear, 0.0, 1.0)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    ratio = to_xyz @ seen / np.array([0.9505, 1.0, 1.089])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("matrix", [np.eye(3), *(np.array(m) for m in DEFICIENCIES)])
def test_counted_and_left_out_differ_for_every_eye(matrix: np.ndarray) -> None:
    counted, left_out = lab(HIGHLIGHT, matrix), lab(LEFT_OUT, matrix)

    assert np.linalg.norm(counted - left_out) > TELLING
    assert np.linalg.norm(lab(ADDED, matrix) - left_out) > TELLING / 3


def test_faces_stand_out_from_the_elements_they_belong_to(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("top")
    studio.scene.highlight(["dak"])
    whole = hue_like(studio.picture(), HIGHLIGHT)
    face = rectangle(4.0, 4.0).flat_mesh(8.6)
    studio.scene.highlight(["dak"], [face])
    picture = studio.picture()

    assert 0 < hue_like(picture, HIGHLIGHT) < whole / 2
    assert hue_like(picture, HIGHLIGHT_PALE) > whole / 2


def test_a_floor_inside_the_walls_is_seen(studio: Studio, block: Building) -> None:
    studio.show(block)
    plain = studio.picture()
    studio.scene.highlight([], [rectangle(20.0, 10.0).flat_mesh(3.0)])
    veiled = studio.picture()
    studio.scene.highlight([])

    assert changed(plain, veiled) > 3000
    assert changed(plain, studio.picture()) == 0


def test_what_is_left_out_wears_a_colour_of_its_own(studio: Studio, block: Building) -> None:
    studio.show(block)
    assert hue_like(studio.picture(), LEFT_OUT) == 0
    studio.scene.highlight(["gevel1"], excluded=["dak", "not in the model"])
    both = studio.picture()

    assert hue_like(both, LEFT_OUT) > 1000
    assert hue_like(both, HIGHLIGHT) > 1000
    studio.scene.show(block, ground=0.0)
    assert changed(both, studio.picture()) == 0


def test_marks_are_not_picked(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("top")
    studio.scene.highlight([], [rectangle(20.0, 10.0).flat_mesh(9.5)], ["raam"])
    studio.picture()

    assert studio.scene.pick(240, 160) == "dak"


def test_camera_steps_back_only_for_what_it_does_not_see(studio: Studio, block: Building) -> None:
    studio.show(block)
    inside, beside = rectangle(2.0, 2.0).flat_mesh(8.6), rectangle(40.0, 10.0).flat_mesh(0.0)
    before = studio.camera.pixel_of(np.zeros(3))

    studio.camera.keep_in_view([], [inside])
    assert studio.camera.pixel_of(np.zeros(3)) == before
    studio.camera.keep_in_view(["nowhere"])
    assert studio.camera.pixel_of(np.zeros(3)) == before
    studio.camera.keep_in_view([], [beside])
    for corner in (beside.bounds[0], beside.bounds[1]):
        x, y = studio.camera.pixel_of(corner)
        assert 0 <= x <= 480
        assert 0 <= y <= 320
    assert studio.scene.extent([], [beside]) is not None


def test_a_whole_building_lights_up_without_lines_through_it(studio: Studio) -> None:
    corners = [(1.0 + n % 10, 0.6 + 0.8 * (n // 10)) for n in range(100)]
    walls = [box("IfcWall", "wand", (x, y, 0.5), (x + 0.8, y + 0.5, 2.5)) for x, y in corners]
    studio.show(with_elements(flat(), *walls))
    ids = [wall.global_id for wall in walls]
    studio.scene.highlight(ids[:50])
    few = hue_like(studio.picture(), HIGHLIGHT)
    studio.scene.highlight(ids)

    # All of them stand inside the building: found by lines as long as they are few.
    assert few > 300
    assert hue_like(studio.picture(), HIGHLIGHT) == 0
