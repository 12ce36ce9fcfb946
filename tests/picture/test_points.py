"""Coloured observation points: all of them show, wherever they stand in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.building import Building, Element, ObservationPoint
from optopcheck.picture.camera import Camera
from optopcheck.picture.image import OffscreenView
from optopcheck.picture.scene import Scene
from tests.service.made import box

if TYPE_CHECKING:
    from collections.abc import Iterator

PINK = (255, 0, 255)


@pytest.fixture
def wall() -> Iterator[tuple[Scene, Camera, OffscreenView]]:
    points = tuple(
        ObservationPoint(f"p{k}", np.array([2.0 + 4.0 * k, 0.0, 3.0]), np.array([0.0, -1.0, 0.0]), "w", "r")
        for k in range(10)
    )
    building = Building(
        "wand", (Element("w", "IfcWall", "wand", box((0, 0, 0), (40, 5, 6))),), (), observation_points=points
    )
    scene = Scene()
    scene.show(building, ground=0.0)
    camera = Camera(scene)
    view = OffscreenView(scene, 600, 300)
    camera.view("south")
    yield scene, camera, view
    view.close()


def columns(view: OffscreenView) -> np.ndarray:
    pixels = view.render().astype(int)
    pink = (abs(pixels - PINK) < 30).all(axis=2)
    return np.flatnonzero(pink.any(axis=0))


def test_every_point_shows_in_its_colour_left_and_right(wall: tuple[Scene, Camera, OffscreenView]) -> None:
    scene, camera, view = wall
    assert not len(columns(view))
    scene.colour_points({f"p{k}": PINK for k in range(10)})
    found = columns(view)
    runs = 1 + int((np.diff(found) > 1).sum())
    assert runs == 10
    for k in range(10):
        x, _ = camera.pixel_of(np.array([2.0 + 4.0 * k, 0.0, 3.0]))
        assert np.abs(found - x).min() <= 2
    scene.colour_points({})
    assert not len(columns(view))


def test_a_point_is_found_where_it_is_drawn_and_not_through_the_building(
    wall: tuple[Scene, Camera, OffscreenView],
) -> None:
    scene, camera, view = wall
    scene.colour_points({f"p{k}": PINK for k in range(10)})
    view.render()
    x, y = camera.pixel_of(np.array([2.0, 0.0, 3.0]))
    assert scene.point_near(camera, x, y) == "p0"
    assert scene.point_near(camera, x, y - 60) is None
    camera.view("north")
    view.render()
    x, y = camera.pixel_of(np.array([2.0, 0.0, 3.0]))
    assert scene.point_near(camera, x, y) is None


def test_a_second_scene_looks_with_the_same_camera(wall: tuple[Scene, Camera, OffscreenView]) -> None:
    scene, camera, view = wall
    other = Scene()
    other.show(
        Building("leeg", (Element("w", "IfcWall", "wand", box((0, 0, 0), (40, 5, 6))),), ()), ground=0.0
    )
    other.look_through(scene)
    beside = OffscreenView(other, 600, 300)
    for name in ("south", "east"):
        camera.view(name)
        assert np.abs(view.render().astype(int) - beside.render()).mean() < 6.0
    beside.close()
