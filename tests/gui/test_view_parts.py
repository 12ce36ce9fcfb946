"""Hide, isolate, x-ray and the menu of the picture, by key and by button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest

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
    viewport.show_all()
    yield viewport
    viewport.show_all()
    window.view.menus.context.hide()


def added(window: MainWindow) -> list[str]:
    return [e.global_id for e in window.view._desk.building.elements if e.added]


def pixels(view: BlitViewport) -> np.ndarray:
    image = view.image()
    return np.array(image.constBits()).reshape(image.height(), image.bytesPerLine())[:, : 3 * image.width()]


def test_keys_isolate_hide_and_bring_back(window: MainWindow, view: BlitViewport) -> None:
    view.look("iso")
    window.view.loss.setChecked(False)
    ids = added(window)
    window.view._desk.light(ids)
    whole = pixels(view).copy()

    QTest.keyClick(view, Qt.Key.Key_I)
    assert view.showing.isolated == set(ids)
    alone = pixels(view).copy()
    assert (alone != whole).mean() > 0.03
    QTest.keyClick(view, Qt.Key.Key_H)
    assert view.showing.hidden == set(ids)
    QTest.keyClick(view, Qt.Key.Key_X)
    assert view.showing.xray
    assert window.view.commands.xray.isChecked()
    QTest.keyClick(view, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)

    assert view.showing.is_plain
    assert not window.view.commands.xray.isChecked()
    assert (pixels(view) == whole).all()


def test_panels_can_isolate_hide_and_xray(window: MainWindow, view: BlitViewport) -> None:
    first, second = added(window)[:2]

    view.isolate([first, second])
    view.hide([second])
    view.xray(on=True)

    assert view.showing.isolated == {first}
    assert view.showing.hidden == {second}
    assert view.showing.xray
    assert view.isVisible()
    view.isolate(())
    assert not view.showing.isolated


def test_the_storey_of_what_is_chosen_stands_alone(window: MainWindow, view: BlitViewport) -> None:
    elements = window.view._desk.building.elements
    one = next(e for e in elements if e.storey_id and not e.added and not e.mesh.is_empty)
    window.view._desk.light([one.global_id])
    QTest.keyClick(view, Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    there = {e.global_id for e in elements if e.storey_id == one.storey_id and not e.mesh.is_empty}
    assert view.showing.isolated == there
    assert len(there) > 10


def test_commands_say_what_they_need(window: MainWindow, view: BlitViewport) -> None:
    commands = window.view.commands
    window.view._desk.light(())

    for action in (commands.isolate, commands.hide, commands.fit_chosen, commands.box):
        assert not action.isEnabled()
        assert "Kies eerst een onderdeel" in action.toolTip()
    assert commands.show_all.toolTip().endswith("Er is niets verborgen")
    window.view._desk.light(added(window)[:1])
    assert commands.hide.isEnabled()
    assert commands.hide.toolTip() == "Verbergen (H)"
    view.hide(view.chosen)
    assert commands.show_all.isEnabled()


def test_parts_of_another_situation_hide_nothing(window: MainWindow, view: BlitViewport) -> None:
    view.isolate(added(window))
    window.view._desk.show("existing")
    window.view.catch_up()
    view.look("iso")
    there = view.scene.hit(view.pixels().width() // 2, view.pixels().height() // 2)
    assert there is not None


def click(view: BlitViewport, place: QPointF, button: Qt.MouseButton, *, drag: int = 0) -> None:
    end = place + QPointF(drag, 0)
    none = Qt.KeyboardModifier.NoModifier
    for kind, at, held in (
        (QMouseEvent.Type.MouseButtonPress, place, button),
        (QMouseEvent.Type.MouseMove, end, button),
        (QMouseEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(kind, at, view.mapToGlobal(at), button, held, none)
        {
            QMouseEvent.Type.MouseButtonPress: view.mousePressEvent,
            QMouseEvent.Type.MouseMove: view.mouseMoveEvent,
            QMouseEvent.Type.MouseButtonRelease: view.mouseReleaseEvent,
        }[kind](event)


def test_a_right_click_opens_the_menu_a_drag_does_not(window: MainWindow, view: BlitViewport) -> None:
    menu, middle = window.view.menus.context, QPointF(view.rect().center())
    click(view, middle, Qt.MouseButton.RightButton, drag=40)
    assert not menu.isVisible()
    click(view, middle, Qt.MouseButton.RightButton)
    assert menu.isVisible()
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert said[:5] == ["Isoleren", "De verdieping isoleren", "Verbergen", "Doorzichtig", "Alles tonen"]


def test_the_menu_key_opens_the_menu(window: MainWindow, view: BlitViewport) -> None:
    for reason, opens in ((QContextMenuEvent.Reason.Mouse, False), (QContextMenuEvent.Reason.Keyboard, True)):
        view.contextMenuEvent(QContextMenuEvent(reason, QPoint(5, 5), QPoint(5, 5)))
        assert window.view.menus.context.isVisible() is opens


def test_what_is_hidden_is_hidden_left_of_the_line(window: MainWindow, view: BlitViewport) -> None:
    window.view.comparing.setChecked(True)
    old = [e.global_id for e in window.view._desk.situation("existing").building.elements][:5]
    view.hide(old)
    assert view.wipe.scene._contents.showing.hidden == set(old)
    window.view.comparing.setChecked(False)
