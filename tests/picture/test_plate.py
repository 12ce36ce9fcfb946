from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from optopcheck.geometry.region import Region
from optopcheck.picture.heat import HOURS, LOSS, HeatPlan, HeatView, draw_heat_plan, draw_heat_view
from optopcheck.picture.palette import ADDED, GROUND, Colour
from optopcheck.picture.plate import (
    EXTRA,
    HEIGHT,
    LEGEND,
    OWN,
    ROOF_EXTRA,
    SHADE,
    WIDTH,
    Plate,
    PlateRoof,
    PlateWords,
    draw_plate,
)
from tests.blocks import flat

EMPTY = Region.empty()
WORDS = PlateWords("proef", "21-03-2026  12:00 (UTC+1)", (), (), {}, ())
SCALE = 952 / 100
"""Pixels to a metre of the map below."""


def box(x: float, y: float, width: float, depth: float) -> Region:
    return Region.from_boxes(np.array([[x, y]]), np.array([[x + width, y + depth]]))


def plate(**changes: object) -> Plate:
    frame = np.array([[0.0, 0.0], [100.0, 100.0]])
    made = Plate(
        frame,
        0.0,
        box(10, 40, 20, 30),
        box(30, 40, 15, 10),
        EMPTY,
        (),
        (),
        box(10, 30, 20, 10),
        EMPTY,
        (),
        WORDS,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def share(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], colour: Colour) -> float:
    """Return the area in square metres of the map that has a colour."""
    return float((pixels == np.array(colour)).all(axis=2).sum()) / SCALE**2


def test_areas_measure_true() -> None:
    pixels = draw_plate(plate())
    assert pixels.shape == (HEIGHT, WIDTH, 3)
    assert share(pixels, EXTRA) == pytest.approx(150, rel=0.02)
    assert share(pixels, SHADE) == pytest.approx(600, rel=0.02)
    assert share(pixels, OWN) == pytest.approx(200, rel=0.05)


def test_north_is_up_and_east_to_the_right() -> None:
    rows, columns = np.nonzero((draw_plate(plate()) == np.array(EXTRA)).all(axis=2))
    assert columns.mean() == pytest.approx(24 + 37.5 * SCALE, abs=1.5)
    assert rows.mean() == pytest.approx(HEIGHT - 24 - 45 * SCALE, abs=1.5)


def test_shade_stops_at_the_edge_of_the_map() -> None:
    pixels = draw_plate(plate(extra=box(90, -500, 5000, 540)))
    assert share(pixels, EXTRA) == pytest.approx(400, rel=0.02)


def test_a_roof_covers_the_ground_and_shows_its_own_shade() -> None:
    roof = PlateRoof(box(30, 40, 15, 10), EMPTY, box(30, 40, 5, 10), EMPTY)
    pixels = draw_plate(plate(roofs=(roof,), neighbours=(roof.region,)))
    assert share(pixels, EXTRA) == 0
    assert share(pixels, ROOF_EXTRA) == pytest.approx(50, rel=0.06)


def test_legend_names_what_is_given_alone() -> None:
    bare = draw_plate(plate())[:, 1000:]
    named = draw_plate(plate(words=replace(WORDS, legend={"added": "erop"})))[:, 1000:]
    assert not (bare == np.array(ADDED)).all(axis=2).any()
    assert (named == np.array(ADDED)).all(axis=2).sum() > 500
    assert {name for name, _, _ in LEGEND} >= {"before", "extra", "less", "plot"}


def test_arrow_follows_true_north() -> None:
    def red(north: float) -> tuple[float, float]:
        rows, columns = np.nonzero((draw_plate(plate(north=north)) == np.array((196, 62, 48))).all(axis=2))
        return float(rows.mean()), float(columns.mean())

    up, right = red(0.0), red(90.0)
    assert up[1] > 914  # the red half lies to the right of the needle's middle
    assert right[0] > up[0] or right[1] != up[1]
    assert draw_plate(plate(north=50.0)).tobytes() != draw_plate(plate(north=0.0)).tobytes()


def test_colours_of_shade_are_told_apart_without_colour() -> None:
    """By lightness alone: what a printer without colours, or any eye, can see."""

    def light(colour: Colour) -> float:
        return float(np.array(colour) @ np.array([0.299, 0.587, 0.114]))

    levels = [light(colour) for colour in (EXTRA, SHADE, GROUND)]
    assert min(abs(a - b) for a, b in pairwise(levels)) > 40
    for ramp in (HOURS, LOSS):
        steps = np.diff([light(colour) for colour in ramp.colours])
        assert (steps > 0).all() or (steps < 0).all()


def test_hours_fall_in_the_class_that_ends_with_them() -> None:
    found = LOSS.of(np.array([0.0, 0.1, 0.25, 0.26, 3.0, 9.0]))
    assert [LOSS.colours.index(tuple(int(v) for v in row)) for row in found] == [0, 1, 1, 2, 5, 6]


def heat() -> tuple[
    np.ndarray[tuple[int, ...], np.dtype[np.float64]], np.ndarray[tuple[int, ...], np.dtype[np.float64]]
]:
    corners = np.array([[[0, 0, 0], [100, 0, 0], [100, 100, 0]], [[0, 0, 0], [100, 100, 0], [0, 100, 0]]])
    return corners.astype(np.float64), np.array([0.4, 1.5])


def test_heat_plan_colours_its_patches() -> None:
    triangles, hours = heat()
    frame = np.array([[0.0, 0.0], [100.0, 100.0]])
    plan = HeatPlan(frame, 0.0, triangles, hours, LOSS, box(10, 10, 5, 5), EMPTY, (), WORDS)
    pixels = draw_heat_plan(plan)
    assert share(pixels, LOSS.colours[2]) == pytest.approx(5000, rel=0.05)
    assert share(pixels, LOSS.colours[4]) == pytest.approx(5000, rel=0.05)


def test_heat_view_shows_building_and_patches() -> None:
    triangles, hours = heat()
    view = HeatView(flat(), [], 0.0, 0.0, triangles + np.array([0, 0, 0.02]), hours, LOSS, WORDS)
    pixels = draw_heat_view(view)
    assert pixels.shape == (HEIGHT, WIDTH, 3)
    assert share(pixels, LOSS.colours[4]) > 100
    assert (pixels[:20] == 255).all()
