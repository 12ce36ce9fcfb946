"""Hide, isolate, x-ray: what is seen, what can be picked, and that all comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.picture.palette import ADDED, HIGHLIGHT
from optopcheck.picture.showing import Showing
from tests.picture.test_scene import changed, hue_like, projected

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Neighbour
    from tests.picture.conftest import Studio

SEEN, AWAY, FAINT = (True, False), (False, False), (False, True)


@pytest.mark.parametrize(
    ("showing", "expected"),
    [
        (Showing(), (SEEN, SEEN, SEEN)),
        (Showing().hide(["a"]), (AWAY, SEEN, SEEN)),
        (Showing().isolate(["a"]), (SEEN, AWAY, AWAY)),
        (Showing().hide(["a"]).isolate(["a", "b"]), (SEEN, SEEN, AWAY)),
        (Showing().isolate(["a", "b"]).hide(["b"]), (SEEN, AWAY, AWAY)),
        (Showing(xray=True), (FAINT, FAINT, FAINT)),
        (Showing(xray=True, chosen=frozenset("b")), (FAINT, SEEN, FAINT)),
        (Showing(xray=True, isolated=frozenset("a"), chosen=frozenset("b")), (SEEN, FAINT, FAINT)),
        (Showing(xray=True, hidden=frozenset("c")), (FAINT, FAINT, AWAY)),
        (Showing(isolated=frozenset(["of another building"])), (SEEN, SEEN, SEEN)),
    ],
)
def test_what_is_seen(showing: Showing, expected: tuple[tuple[bool, bool], ...]) -> None:
    solid, faint = showing.flags(("a", "b", "c"), frozenset("abc"))
    assert tuple(zip(solid.tolist(), faint.tolist(), strict=True)) == expected


def test_what_is_hidden_is_neither_seen_nor_picked(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    studio.camera.view("top")
    whole = studio.picture()
    assert studio.scene.pick(240, 160) == "optop"

    studio.scene.show_parts(Showing().hide(["optop"]))

    assert hue_like(studio.picture(), ADDED) == 0
    assert studio.scene.pick(240, 160) == "dak"
    studio.scene.show_parts(Showing())
    assert changed(whole, studio.picture()) == 0


def test_isolated_parts_stand_alone(studio: Studio, extended: Building, neighbour: Neighbour) -> None:
    studio.show(extended, neighbour)
    studio.scene.show_parts(Showing().isolate(["optop"]))
    alone = studio.picture()
    spot = projected(studio, np.array([10.0, 0.0, 4.0]))

    assert hue_like(alone, ADDED) > 1000
    assert studio.scene.pick(*spot) is None
    assert studio.scene.pick(*projected(studio, np.array([35.0, 5.0, 9.0]))) is None


def test_xray_shows_what_stands_behind(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    solid = studio.picture()
    studio.scene.highlight(["vloer1"])
    lit = hue_like(studio.picture(), HIGHLIGHT)

    studio.scene.show_parts(Showing(xray=True))

    faint = studio.picture()
    assert changed(solid, faint) > 5000
    # Before, only its outline was seen through the walls.
    assert hue_like(faint, HIGHLIGHT) > 3 * lit


def test_the_hand_reaches_through_what_shines_through(studio: Studio, extended: Building) -> None:
    studio.show(extended)
    studio.camera.view("south")
    studio.scene.highlight(["optop"])
    studio.scene.show_parts(Showing(xray=True))
    studio.picture()
    assert studio.scene.pick(*projected(studio, np.array([10.0, 0.0, 4.0]))) is None
    assert studio.scene.pick(*projected(studio, np.array([10.0, 2.0, 10.0]))) == "optop"


def test_the_order_of_drawing_hardly_matters_under_xray(studio: Studio, extended: Building) -> None:
    studio.scene.show_parts(Showing(xray=True))
    studio.show(extended)
    one = studio.picture().astype(int)
    studio.show(replace(extended, elements=extended.elements[::-1]))
    apart = np.abs(one - studio.picture()).max(axis=2)
    assert (apart > 4).mean() < 0.002


def test_hidden_parts_stay_hidden_in_the_next_variant(
    studio: Studio, block: Building, extended: Building
) -> None:
    studio.show(extended)
    studio.scene.show_parts(Showing().hide(["optop"]))
    studio.scene.show(block, ground=0.0)
    studio.scene.show(extended, ground=0.0)
    assert hue_like(studio.picture(), ADDED) == 0


def test_a_hidden_part_does_not_light_up(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.scene.highlight(["gevel1"])
    studio.scene.show_parts(Showing().hide(["gevel1"]))
    assert hue_like(studio.picture(), HIGHLIGHT) == 0


def test_points_go_with_their_window(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.camera.view("south")
    studio.scene.colour_points({"raam": (128, 0, 64)})
    assert hue_like(studio.picture(), (128, 0, 64)) > 20
    studio.scene.show_parts(Showing().hide(["raam"]))
    assert hue_like(studio.picture(), (128, 0, 64)) == 0
