"""Measuring in the window: by mouse and by key, in words, and away with Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.gui.small import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.viewport import BlitViewport
    from optopcheck.gui.window import MainWindow


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> Iterator[BlitViewport]:
    viewport = window.view.viewport
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    viewport.setFocus()
    yield viewport
    viewport.ruler.end()


def click_on(view: BlitViewport, place: np.ndarray) -> None:
    x, y = view.camera.pixel_of(place)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=(QPointF(x, y) / view.ratio).toPoint())


def test_a_height_is_measured_with_two_clicks(window: MainWindow, view: BlitViewport) -> None:
    view.look("south")
    view.image()
    wall = next(e for e in window.view._desk.building.elements if e.kind.startswith("IfcWall") and e.added)
    low, high = wall.mesh.bounds
    QTest.keyClick(view, Qt.Key.Key_M)
    assert window.view.commands.distance.isChecked()
    assert window.view.under.text().startswith("Meten: kies het eerste punt")
    assert "Escape stopt" in window.view.under.text()
    lit = window.view._desk.lit

    middle = (low + high) / 2
    for z in (low[2] + 1.0, high[2] - 0.5):
        click_on(view, np.array([middle[0], low[1], z]))

    said = window.view.under.text()
    assert view.ruler.ruling.is_complete
    assert said.startswith("afstand ")
    assert " m · horizontaal " in said
    assert "," in said
    assert window.view._desk.lit == lit
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.ruler.is_on
    assert not window.view.commands.distance.isChecked()
    assert not window.view.under.text().startswith("afstand")


def test_an_angle_is_measured_with_the_keyboard_alone(window: MainWindow, view: BlitViewport) -> None:
    view.look("top")
    view.image()
    QTest.keyClick(view, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    assert view.ruler.ruling.tool == "angle"
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Left):
        QTest.keyClick(view, Qt.Key.Key_Space)
        for _ in range(4):
            QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)

    assert view.ruler.by_keys
    assert view.ruler.ruling.is_complete
    assert window.view.under.text().startswith("hoek ")
    assert "°" in window.view.under.text()


def test_the_number_stands_beside_the_line(view: BlitViewport) -> None:
    view.look("top")
    view.settle()
    plain = drawn(view)
    view.ruler.start("distance")
    size = view.pixels()
    view.ruler.point(size.width() // 2, size.height() // 2)
    view.ruler.point(size.width() // 2 + 60, size.height() // 2)
    measured = drawn(view)
    assert measured != plain
    assert view.ruler.ruling.label().nl.endswith(" m")
    view.ruler.end()
    assert drawn(view) == plain


def test_where_a_click_would_snap_to_is_shown(view: BlitViewport) -> None:
    view.look("iso")
    view.ruler.start("distance")
    size = view.pixels()
    before = drawn(view)
    QTest.mouseMove(view, view.rect().center())
    view.ruler.hover(size.width() // 2, size.height() // 2)
    assert view.ruler._near is not None
    assert drawn(view) != before
