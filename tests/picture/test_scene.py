from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.mesh import Mesh
from optopcheck.picture.camera import Camera
from optopcheck.picture.image import OffscreenView
from optopcheck.picture.palette import ADDED, HIGHLIGHT, SHADOW
from optopcheck.sun.shadows import shadow_on_ground
from tests.blocks import rectangle

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats
    from tests.picture.conftest import Studio


def hue_like(pixels: NDArray[np.uint8], colour: tuple[int, int, int]) -> int:
    """Count pixels with the hue of a colour, in any light."""
    ways = pixels / np.maximum(np.linalg.norm(pixels, axis=2, keepdims=True), 1.0)
    return int((ways @ (np.array(colour) / np.linalg.norm(colour)) > 0.995).sum())


def exactly(pixels: NDArray[np.uint8], colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    return np.asarray((np.abs(pixels.astype(int) - colour) <= 2).all(axis=2))


def changed(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> int:
    return int((before != after).any(axis=2).sum())


def projected(studio: Studio, point: Floats) -> tuple[float, float]:
    """Where VTK's own matrix puts a point, from the top left."""
    renderer = studio.scene.renderer
    matrix = renderer.GetActiveCamera().GetCompositeProjectionTransformMatrix(
        renderer.GetTiledAspectRatio(), -1, 1
    )
    x, y, _, w = matrix.MultiplyPoint((*point, 1.0))
    width, height = renderer.GetSize()
    return (x / w + 1) / 2 * width, (1 - y / w) / 2 * height


def test_an_empty_scene_is_drawn(studio: Studio) -> None:
    assert studio.picture().shape == (320, 480, 3)


def test_a_building_is_drawn(studio: Studio, block: Building) -> None:
    empty = studio.picture()
    studio.show(block)
    assert changed(empty, studio.picture()) > 0.2 * empty.shape[0] * empty.shape[1]


def test_the_accent_appears_only_with_the_added_storey(
    studio: Studio, block: Building, extended: Building, neighbour: Neighbour
) -> None:
    studio.show(block, neighbour)
    assert hue_like(studio.picture(), ADDED) == 0
    studio.show(extended, neighbour)
    assert hue_like(studio.picture(), ADDED) > 1000
    studio.show(block, neighbour)
    assert hue_like(studio.picture(), ADDED) == 0


def test_a_storey_hides_and_stays_hidden(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    whole = studio.picture()
    studio.scene.set_storey_visible("nieuw", visible=False)
    assert hue_like(studio.picture(), ADDED) == 0
    studio.scene.show(extended, ground=0.0)
    assert hue_like(studio.picture(), ADDED) == 0
    studio.scene.set_storey_visible("nieuw", visible=True)
    assert changed(whole, studio.picture()) == 0


def test_what_lies_on_no_storey_hides_under_none(studio: Studio, block: Building) -> None:
    studio.show(block)
    whole = studio.picture()
    studio.scene.set_storey_visible(None, visible=False)
    assert changed(whole, studio.picture()) > 5000


def test_neighbours_hide_together(studio: Studio, block: Building, neighbour: Neighbour) -> None:
    studio.show(block, neighbour)
    whole = studio.picture()
    studio.scene.set_neighbours_visible(visible=False)
    assert changed(whole, studio.picture()) > 500


def test_a_highlight_lights_up_and_goes_out(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    plain = studio.picture()
    studio.scene.highlight(["optop", "not in the model"])
    assert hue_like(studio.picture(), HIGHLIGHT) > 1000
    studio.scene.highlight([])
    assert changed(plain, studio.picture()) == 0


def test_a_highlight_shows_through_what_stands_in_front(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("north")
    studio.scene.highlight(["raam"])
    assert hue_like(studio.picture(), HIGHLIGHT) > 50


@pytest.mark.parametrize(
    ("view", "name", "spot"),
    [
        ("iso", "dak", (10.0, 5.0, 8.4)),
        ("top", "dak", (3.0, 8.0, 8.4)),
        ("iso", "gevel1", (10.0, 0.0, 4.0)),
        ("south", "gevel1", (15.0, 0.0, 5.0)),
        ("west", "gevel2", (0.0, 5.0, 6.5)),
        ("iso", "raam", (5.0, 0.0, 4.3)),
        ("south", "raam", (5.9, 0.0, 3.7)),
        ("iso", "buur", (35.0, 5.0, 9.0)),
        ("south", "buur", (35.0, 0.0, 5.0)),
    ],
)
def test_pick_returns_the_element_at_the_pixel(
    studio: Studio,
    block: Building,
    neighbour: Neighbour,
    view: str,
    name: str,
    spot: tuple[float, float, float],
) -> None:
    studio.show(block, neighbour)
    studio.camera.view(view)
    studio.camera.zoom(0.4, 240, 160)
    studio.picture()
    assert studio.scene.pick(*projected(studio, np.array(spot))) == name


def test_nothing_is_picked_beside_the_building(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.picture()
    assert studio.scene.pick(1, 1) is None
    assert studio.scene.pick(-5, 4000) is None


def test_what_is_hidden_is_not_picked(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    studio.camera.view("top")
    studio.picture()
    assert studio.scene.pick(240, 160) == "optop"
    studio.scene.set_storey_visible("nieuw", visible=False)
    assert studio.scene.pick(240, 160) == "dak"


def test_the_edge_of_the_shadow_lies_where_the_polygon_says(studio: Studio, block: Building) -> None:
    azimuth, elevation, top = 170.0, 35.0, 8.4
    shadow = shadow_on_ground(block.mesh, azimuth, elevation, 0.0)
    studio.show(block)
    studio.scene.show_shadow(shadow)
    studio.camera.view("top")
    studio.camera.zoom(0.3, 240, 160)
    dark = exactly(studio.picture(), SHADOW)
    away = -np.array([np.sin(np.radians(azimuth)), np.cos(np.radians(azimuth))]) * top
    far = np.array([10.0, 10.0]) + away / np.tan(np.radians(elevation))
    x, y = projected(studio, np.array([*far, 0.0]))
    rows = np.flatnonzero(dark[:, round(x)])
    assert abs(rows.min() - y) <= 2
    east = projected(studio, np.array([*(np.array([20.0, 10.0]) + away / np.tan(np.radians(elevation))), 0]))
    columns = np.flatnonzero(dark[round(east[1]) + 3])
    assert abs(columns.max() - east[0]) <= 2


def test_triangles_that_overlap_darken_once(studio: Studio, block: Building) -> None:
    once = rectangle(20.0, 30.0).flat_mesh(0.0)
    twice = Mesh(once.vertices, np.concatenate([once.faces, once.faces]))
    studio.show(block)
    studio.scene.show_shadow(once)
    first = studio.picture()
    assert exactly(first, SHADOW).any()
    studio.scene.show_shadow(twice)
    assert changed(first, studio.picture()) == 0
    studio.scene.show_shadow(None)
    assert not exactly(studio.picture(), SHADOW).any()


def test_a_shadow_ends_with_the_plate(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.scene.show_shadow(rectangle(20.0, 3000.0).flat_mesh(0.0))
    studio.camera.view("top")
    studio.camera.zoom(0.1, 240, 160)
    rows = np.flatnonzero(exactly(studio.picture(), SHADOW).any(axis=1))
    # The plate ends 12 m + the height of the block north of it.
    end = projected(studio, np.array([10.0, 10.0 + 12.0 + 8.6, 0.0]))
    assert abs(rows.min() - end[1]) <= 2


def test_the_sun_turns_the_light(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.scene.set_sun(180.0, 30.0)
    day = studio.picture()
    studio.scene.set_sun(0.0, -10.0)
    assert changed(day, studio.picture()) > 5000


def test_the_compass_appears_and_turns(studio: Studio, block: Building) -> None:
    studio.show(block)
    without = studio.picture()
    studio.scene.set_north(0.0)
    north = studio.picture()
    studio.scene.set_north(90.0)
    assert 100 < changed(without, north) < 6000
    assert changed(north, studio.picture()) > 50


def test_a_scene_moves_to_another_view(block: Building) -> None:
    from optopcheck.picture.scene import Scene  # noqa: PLC0415 - made here

    scene = Scene()
    scene.show(block, ground=0.0)
    pictures = []
    for _ in range(2):
        view = OffscreenView(scene, 200, 150)
        Camera(scene)
        pictures.append(view.render())
        view.close()
        view.close()
    assert changed(*pictures) == 0


def test_import_waits_and_close_is_silent(checkout: object) -> None:
    code = """
import sys, optopcheck.picture
assert not any(name.startswith("vtkmodules") for name in sys.modules)
from tests.blocks import flat
from optopcheck.picture.scene import Scene
from optopcheck.picture.camera import Camera
from optopcheck.picture.image import OffscreenView
scene = Scene()
view = OffscreenView(scene, 200, 150)
scene.show(flat(), ground=0.0)
scene.set_north(0.0)
scene.highlight([flat().elements[0].global_id])
Camera(scene)
view.render()
view.resize(300, 200)
assert view.render().shape == (200, 300, 3)
view.close()
"""
    environment = {k: v for k, v in os.environ.items() if k != "VTK_DEFAULT_OPENGL_WINDOW"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=str(checkout),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
