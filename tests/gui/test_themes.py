"""Each text can be read on each ground that it stands on, in both looks; no verdict by colour alone."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor, QGuiApplication

from optopcheck.domain.rule import Verdict
from optopcheck.gui.marks import mark_pixmap
from optopcheck.gui.style import sheet
from optopcheck.gui.themes import DARK, LIGHT, Theme, put_on, theme, theme_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from optopcheck.gui.app import Program

GUI = Path(__file__).parents[2] / "optopcheck" / "gui"
READABLE, VISIBLE = 4.5, 3.0
"""Least contrast of texts, and of marks and edges of the keyboard's focus (WCAG 2.2, 1.4.3 and 1.4.11)."""


def _luminance(colour: str) -> float:
    parts = np.array([QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _texts(worn: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield what it is, ink and ground."""
    for ground in ("paper", "desk", "pale_accent"):
        for ink in ("ink", "soft_ink"):
            yield f"{ink} on {ground}", getattr(worn, ink), getattr(worn, ground)
        for verdict, colour in worn.verdicts.items():
            yield f"{verdict} on {ground}", colour, getattr(worn, ground)
    for ground in ("paper", "desk"):
        yield f"accent on {ground}", worn.accent, getattr(worn, ground)
        yield f"maker on {ground}", worn.doubtful_maker, getattr(worn, ground)
        yield f"false maker on {ground}", worn.false_maker, getattr(worn, ground)
    for verdict, ground in worn.grounds.items():
        yield f"{verdict} on its ground", worn.verdicts[verdict], ground
        yield f"ink on the ground of {verdict}", worn.ink, ground
        yield f"soft ink on the ground of {verdict}", worn.soft_ink, ground
        yield f"maker on the ground of {verdict}", worn.doubtful_maker, ground
    yield "main button", worn.on_accent, worn.accent
    yield "tip", worn.on_tip, worn.tip
    yield "placeholder", worn.placeholder, worn.paper
    yield "false maker on a warning", worn.false_maker, worn.warning


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_can_be_read(worn: Theme) -> None:
    poor = {
        f"{what}: {contrast(ink, ground):.2f}"
        for what, ink, ground in _texts(worn)
        if contrast(ink, ground) < READABLE
    }
    seen = {
        "focus": worn.accent,
        "disabled": worn.faint_ink,
        **{f"mark {v}": c for v, c in worn.verdicts.items()},
    }

    assert poor == set()
    assert {w: c for w, c in seen.items() if contrast(c, worn.paper) < VISIBLE} == {}
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
def test_sheet_has_no_colour_of_its_own(worn: Theme) -> None:
    own = {getattr(worn, f.name) for f in fields(worn) if f.name not in {"verdicts", "grounds"}}

    assert set(re.findall(r"#[0-9a-f]{6}", sheet(worn))) <= own
    assert "white" not in sheet(worn)


def test_no_panel_has_a_colour_of_one_look() -> None:
    """A colour that is imported by its name stays the same in the other look."""
    for path in GUI.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "optopcheck.gui.style":
                assert {n.name for n in node.names} <= {
                    "dress",
                    "LIT",
                    "LEFT_OUT",
                    "LEFT_OUT_EDGE",
                    "RULER",
                }, path.name


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.usefixtures("qapp")
def test_marks_differ_in_shape(worn: Theme) -> None:
    before = theme()
    put_on(worn)
    try:
        shapes = {v: _shape(v) for v in (*Verdict, None)}
    finally:
        put_on(before)

    for one, other in combinations(shapes, 2):
        assert (shapes[one] != shapes[other]).mean() > 0.03, (one, other)


def _is_filled(pixel: QColor, verdict: Verdict | None) -> bool:
    """Tell whether a pixel has the colour of the mark: not around it, and not of the sign on it."""
    fill = QColor(theme().verdicts[verdict])
    return pixel.alpha() > 128 and abs(pixel.lightness() - fill.lightness()) < 40


def _shape(verdict: Verdict | None) -> np.ndarray:
    image = mark_pixmap(verdict, 20).toImage()
    return np.array(
        [
            [_is_filled(image.pixelColor(x, y), verdict) for x in range(image.width())]
            for y in range(image.height())
        ]
    )


def test_theme_changes_at_run_time_and_is_remembered(program: Program, qapp: QApplication) -> None:
    first = program.window
    try:
        program.wear("dark")

        assert theme() is DARK
        assert program.window is not first
        assert program.window.isVisible()
        assert DARK.paper in qapp.styleSheet()
        assert program.window.memory.theme == "dark"
        picture = program.window.grab().toImage()
        assert picture.pixelColor(5, picture.height() // 2).lightnessF() < 0.2
    finally:
        program.wear("light")
    assert theme() is LIGHT
    program.window.memory.theme = "system"
    assert theme_for("system") in (LIGHT, DARK)
    assert QGuiApplication.styleHints() is not None
