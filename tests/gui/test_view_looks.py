"""How one looks: on foot, in parallel, back and forth, with the mouse of another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from optopcheck.gui.memory import Memory
from optopcheck.gui.view_presets import PRESETS
from tests.gui.test_view_parts import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.viewport import BlitViewport
    from optopcheck.gui.window import MainWindow

_LEFT, _MIDDLE, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> Iterator[BlitViewport]:
    viewport = window.view.viewport
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    viewport.setFocus()
    yield viewport
    viewport.walk(on=False)
    viewport.hands.choose("own")
    Memory().navigation = "own"


def test_on_foot_with_w_a_s_d(window: MainWindow, view: BlitViewport, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_C)
    assert view.is_walking
    assert window.view.commands.walk.isChecked()
    begin = view.camera.pose.eye
    assert begin[2] == pytest.approx(view.ground + 1.6)

    QTest.keyPress(view, Qt.Key.Key_W)
    qtbot.wait(150)
    QTest.keyRelease(view, Qt.Key.Key_W)

    walked = view.camera.pose.eye - begin
    assert 0.2 < (walked[:2] ** 2).sum() ** 0.5 < 3.0
    assert walked[2] == pytest.approx(0.0)
    there = view.camera.pose.eye
    qtbot.wait(120)
    assert (view.camera.pose.eye == there).all()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.is_walking
    assert not window.view.commands.walk.isChecked()


def test_parallel_and_perspective(window: MainWindow, view: BlitViewport) -> None:
    view.look("iso")
    assert not window.view.commands.parallel.isChecked()
    QTest.keyClick(view, Qt.Key.Key_P)
    assert view.is_parallel
    assert window.view.commands.parallel.isChecked()
    view.look("iso")
    assert not window.view.commands.parallel.isChecked()


def test_back_and_forward(window: MainWindow, view: BlitViewport) -> None:
    view.look("north")
    view.look("east")
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.camera.pose.azimuth == pytest.approx(0.0)
    assert window.view.commands.forward.isEnabled()
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.camera.pose.azimuth == pytest.approx(90.0)
    assert not window.view.commands.forward.isEnabled()
    view.back()
    view.look("west")
    assert not view.history.can_go_forward
    view.back()
    assert view.camera.pose.azimuth == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("name", "button", "keys", "act"),
    [
        ("own", _LEFT, _NONE, "orbit"),
        ("own", _LEFT, _SHIFT, "pan"),
        ("own", _RIGHT, _NONE, "pan"),
        ("revit", _MIDDLE, _SHIFT, "orbit"),
        ("revit", _MIDDLE, _NONE, "pan"),
        ("revit", _LEFT, _NONE, None),
        ("solibri", _LEFT, _NONE, "orbit"),
        ("solibri", _MIDDLE, _NONE, "pan"),
        ("blender", _MIDDLE, _NONE, "orbit"),
        ("blender", _MIDDLE, _SHIFT, "pan"),
        ("blender", _MIDDLE, _CTRL, "zoom"),
        ("blender", _LEFT, _NONE, None),
    ],
)
def test_the_mouse_of_other_programs(
    name: str, button: Qt.MouseButton, keys: Qt.KeyboardModifier, act: str | None
) -> None:
    assert PRESETS[name].act(button, keys) == act


def test_the_habit_is_kept(window: MainWindow, view: BlitViewport) -> None:
    chosen = next(action for action in window.view.menus.habits if action.data() == "blender")
    before = view.camera.pose
    chosen.trigger()
    click(view, QPointF(view.rect().center()), _LEFT, drag=60)
    assert view.camera.pose is before
    click(view, QPointF(view.rect().center()), _MIDDLE, drag=60)
    assert view.camera.pose.azimuth != before.azimuth
    assert Memory().navigation == "blender"


def test_a_turn_goes_about_what_is_chosen(window: MainWindow, view: BlitViewport) -> None:
    view.look("iso")
    wall = next(e for e in window.view._desk.building.elements if e.added)
    window.view._desk.light([wall.global_id])
    pivot = wall.mesh.bounds.mean(axis=0)
    before = view.camera.pixel_of(pivot)
    click(view, QPointF(20, view.height() - 20), _LEFT, drag=150)
    assert view.camera.pixel_of(pivot) == pytest.approx(before, abs=0.01)
    window.view._desk.light(())


def test_a_slow_picture_is_coarse_while_it_moves_and_whole_at_rest(view: BlitViewport, qtbot: QtBot) -> None:
    view.look("iso")
    whole = view.image()
    size = (whole.width(), whole.height())
    view.pace._place = 3
    view.drag(lambda camera: camera.orbit(5, 0))
    assert view.is_moving
    moving = view.image()
    assert moving.width() < 0.5 * size[0]
    with qtbot.waitSignal(view.rested, timeout=3000):
        pass
    assert not view.is_moving
    assert (view.image().width(), view.image().height()) == size


def test_north_says_where_it_comes_from(window: MainWindow, view: BlitViewport) -> None:
    source = window.view._desk.opened.case.case.site.north_source.nl
    assert window.view.north.isVisible()
    assert window.view.north.accessibleDescription() == f"Noorden: {source}"
    place = QPointF(48, view.height() - 52).toPoint()
    assert window.view.north.eventFilter(
        view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    )
    assert QToolTip.text() == f"Noorden: {source}"
    far = QPointF(view.width() / 2, 60).toPoint()
    assert not window.view.north.eventFilter(
        view, QHelpEvent(QEvent.Type.ToolTip, far, view.mapToGlobal(far))
    )
    QToolTip.hideText()


def test_the_rose_looks_from_each_side(window: MainWindow, view: BlitViewport) -> None:
    from PySide6.QtWidgets import QToolButton  # noqa: PLC0415 - used here alone

    buttons = {b.text(): b for b in window.view.pad.findChildren(QToolButton)}
    for word, azimuth in (("N", 0.0), ("O", 90.0), ("Z", 180.0), ("W", 270.0)):
        buttons[word].click()
        assert view.camera.pose.azimuth == pytest.approx(azimuth)
        assert view.is_parallel
        assert buttons[word].toolTip()
    buttons["Plan"].click()
    assert view.camera.pose.elevation == pytest.approx(90.0)
