from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.picture.camera import VIEWS
from tests.picture.test_scene import projected

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats
    from tests.picture.conftest import Studio


def corners(box: Floats) -> list[Floats]:
    return [np.array([box[i, 0], box[j, 1], box[k, 2]]) for i, j, k in itertools.product((0, 1), repeat=3)]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("size", [(480, 320), (200, 700), (900, 120)])
def test_a_view_keeps_the_building_inside(
    studio: Studio, block: Building, name: str, size: tuple[int, int]
) -> None:
    studio.show(block)
    studio.view.resize(*size)
    studio.picture()
    studio.camera.view(name)
    studio.picture()
    places = np.array([projected(studio, corner) for corner in corners(studio.scene.bounds)])
    assert (places >= 0).all()
    assert (places <= size).all()
    assert (np.ptp(places, axis=0) / size).max() > 0.6


def test_our_projection_is_that_of_vtk(studio: Studio, block: Building) -> None:
    studio.show(block)
    for name in VIEWS:
        studio.camera.view(name)
        studio.camera.orbit(33, 12)
        studio.picture()
        for corner in corners(studio.scene.bounds):
            assert studio.camera.pixel_of(corner) == pytest.approx(projected(studio, corner), abs=0.01)


@pytest.mark.parametrize("name", ["iso", "top", "south"])
def test_zoom_keeps_what_is_under_the_cursor(studio: Studio, block: Building, name: str) -> None:
    studio.show(block)
    studio.camera.view(name)
    studio.picture()
    place = studio.scene.surface_at(200, 150)
    assert place is not None
    before = studio.camera.pixel_of(place)
    studio.camera.zoom(2.0, 200, 150)
    assert studio.camera.pixel_of(place) == pytest.approx(before, abs=0.6)
    studio.camera.zoom(0.25, 200, 150)
    assert studio.camera.pixel_of(place) == pytest.approx(before, abs=1.2)


def test_pan_moves_by_the_pixels_of_the_drag(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("south")
    place = studio.scene.bounds.mean(axis=0)
    x, y = studio.camera.pixel_of(place)
    studio.camera.pan(30, -20)
    assert studio.camera.pixel_of(place) == pytest.approx((x + 30, y - 20), abs=1e-6)


def test_orbit_is_upright_and_stops_overhead(studio: Studio, block: Building) -> None:
    studio.show(block)
    for step in (900, -3000):
        studio.camera.orbit(40, step)
        studio.picture()
        up = np.array(studio.scene.renderer.GetActiveCamera().GetViewUp())
        assert up[2] >= -1e-9


def test_sides_show_the_sides(studio: Studio, block: Building) -> None:
    studio.show(block)
    seen = {
        "south": (10.0, 0.0, 4.2),
        "north": (10.0, 10.0, 4.2),
        "west": (0.0, 5.0, 4.2),
        "east": (20.0, 5.0, 4.2),
    }
    for name, spot in seen.items():
        studio.camera.view(name)
        studio.picture()
        found = studio.scene.surface_at(*studio.camera.pixel_of(np.array(spot)))
        assert found == pytest.approx(spot, abs=0.05)


def test_top_has_north_up(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("top")
    middle, north = (studio.camera.pixel_of(np.array([10.0, y, 8.0])) for y in (5.0, 9.0))
    assert north[0] == pytest.approx(middle[0])
    assert north[1] < middle[1]


def test_fit_to_comes_near_a_part_and_ignores_the_unknown(
    studio: Studio, block: Building, neighbour: Neighbour
) -> None:
    studio.show(block, neighbour)
    before = studio.camera.pixel_of(np.zeros(3))
    studio.camera.fit_to(["not there"])
    assert studio.camera.pixel_of(np.zeros(3)) == before
    for name, middle in (("buur", (35.0, 5.0, 4.5)), ("raam", (5.0, 0.0, 4.0))):
        studio.camera.fit_to([name])
        assert studio.camera.pixel_of(np.array(middle)) == pytest.approx((240, 160), abs=25)


def test_the_sun_sees_no_shadow(studio: Studio, block: Building) -> None:
    from optopcheck.picture.palette import SHADOW  # noqa: PLC0415 - used here alone
    from optopcheck.sun.shadows import shadow_on_ground  # noqa: PLC0415 - same
    from tests.picture.test_scene import exactly  # noqa: PLC0415 - same

    studio.show(block)
    studio.scene.show_shadow(shadow_on_ground(block.mesh, 200.0, 40.0, 0.0))
    assert exactly(studio.picture(), SHADOW).sum() > 200
    studio.camera.look_from_sun(200.0, 40.0)
    assert exactly(studio.picture(), SHADOW).sum() < 50
