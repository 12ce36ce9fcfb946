from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.geometry.region import Region
from optopcheck.report import ScaleDrawing, best_scale, legend
from optopcheck.report.svg import SCALES

SVG = "{http://www.w3.org/2000/svg}"


def corners(path: str) -> list[tuple[float, float]]:
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_ten_metres_at_1_to_200_are_fifty_millimetres() -> None:
    made = ScaleDrawing(np.array([100.0, 200.0]), np.array([120.0, 210.0]), 200)
    made.region(Region.from_boxes(np.array([[105.0, 202.0]]), np.array([[115.0, 204.0]])), "#000")
    root = ET.fromstring(made.svg())  # noqa: S314 - our own
    path = root.find(f".//{SVG}path")

    assert (root.get("width"), root.get("height")) == ("100mm", "50mm")
    assert root.get("viewBox") == "0 0 100 50"
    assert path is not None
    # 2 m above the lower edge are 10 mm; y runs down on paper.
    assert set(corners(path.get("d") or "")) == {(25.0, 40.0), (75.0, 40.0), (75.0, 30.0), (25.0, 30.0)}


@pytest.mark.parametrize("scale", [200, 500, 1000, 2500])
def test_the_bar_is_as_long_as_it_says(scale: int) -> None:
    made = ScaleDrawing(np.zeros(2), np.array([0.17, 0.1]) * scale, scale)
    made.scale_bar()
    root = ET.fromstring(made.svg())  # noqa: S314 - our own
    words = [element.text or "" for element in root.iter(f"{SVG}text")]
    metres = next(float(word.removesuffix(" m")) for word in words if word.endswith(" m"))
    frame = next(r for r in root.iter(f"{SVG}rect") if r.get("fill") == "none")

    assert float(frame.get("width") or 0) == pytest.approx(metres * 1000 / scale)
    assert f"1 : {scale}" in words


def test_the_arrow_turns_with_true_north() -> None:
    made = ScaleDrawing(np.zeros(2), np.ones(2) * 50, 500)
    made.north(-12.345)

    assert b"rotate(-12.35)" in made.svg() or b"rotate(-12.34)" in made.svg()


def test_bar_and_arrow_hide_nothing_of_the_drawing() -> None:
    made = ScaleDrawing(np.zeros(2), np.array([40.0, 30.0]), 500)
    bare = ET.fromstring(made.svg())  # noqa: S314 - our own
    made.scale_bar()
    made.north(0.0)
    root = ET.fromstring(made.svg())  # noqa: S314 - our own
    below = [float(e.get("y") or 0) for e in root if e.tag in (f"{SVG}rect", f"{SVG}text")]

    assert bare.get("height") == "60mm"
    assert 60.0 < float((root.get("height") or "").removesuffix("mm")) < 70.0
    assert len(below) == 6
    assert min(below) > 60.0


@given(st.floats(1, 300), st.floats(40, 180))
def test_the_best_scale_is_the_largest_that_fits(metres: float, paper: float) -> None:
    scale = best_scale(metres, paper)
    smaller = [s for s in SCALES if s < scale]

    assert metres * 1000 / scale <= paper or scale == SCALES[-1]
    assert all(metres * 1000 / s > paper for s in smaller)


def test_words_of_others_are_no_markup() -> None:
    made = ScaleDrawing(np.zeros(2), np.ones(2), 100)
    made.words(np.zeros(2), "<b>&")
    root = ET.fromstring(made.svg())  # noqa: S314 - our own
    assert [element.text for element in root.iter(f"{SVG}text")] == ["<b>&"]
    strip = ET.fromstring(legend([("#000", "<i>"), ("#fff", "b")]))  # noqa: S314 - our own
    assert [element.text for element in strip.iter(f"{SVG}text")] == ["<i>", "b"]


def test_an_empty_region_and_one_off_the_map_draw_nothing() -> None:
    made, bare = (ScaleDrawing(np.zeros(2), np.ones(2), 100) for _ in range(2))
    made.region(Region.empty(), "#000")
    made.region(Region.from_boxes(np.array([[0.2, 1.1]]), np.array([[0.8, 3.0]])), "#000")

    assert made.svg() == bare.svg()
