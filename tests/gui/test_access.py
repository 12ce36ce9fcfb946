"""Everything can be reached by keyboard and has a name for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTabBar, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAccessibleInterface
    from pytestqt.qtbot import QtBot

    from optopcheck.gui.window import MainWindow

_ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.Slider,
    QAccessible.Role.ComboBox,
    QAccessible.Role.CheckBox,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.List,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.EditableText,
}


def _walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and child.role() not in (QAccessible.Role.Cell, QAccessible.Role.TreeItem):
            yield from _walk(child)


def unnamed(widget: QWidget) -> list[str]:
    QAccessible.setActive(True)
    found = []
    for node in _walk(QAccessible.queryAccessibleInterface(widget)):
        owner = node.object()
        inner = node.parent() is not None and node.parent().role() in (
            QAccessible.Role.SpinBox,
            QAccessible.Role.ComboBox,
        )
        if node.role() in _ROLES and not inner and not node.text(QAccessible.Text.Name).strip():
            found.append(f"{node.role().name} {type(owner).__name__} {owner.objectName() if owner else ''}")
    return found


def test_every_widget_has_a_name(window: MainWindow) -> None:
    window.inputs.setCurrentIndex(1)

    assert unnamed(window) == []


def _wanted(window: MainWindow) -> set[QWidget]:
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not (isinstance(widget.parent(), QAbstractScrollArea) and widget.parent().viewport() is widget)
    }


@pytest.mark.parametrize("page", [0, 1])
def test_tab_reaches_everything(window: MainWindow, page: int, qtbot: QtBot) -> None:
    window.inputs.setCurrentIndex(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    wanted, reached = _wanted(window), set()
    window.view.viewport.setFocus()

    for _ in range(4 * len(wanted)):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())

    assert {f"{type(w).__name__} {w.accessibleName()}" for w in wanted - reached} == set()
    assert len(wanted) > 20


def test_disabled_controls_say_why(window: MainWindow) -> None:
    window.inputs.setCurrentIndex(1)
    silent = [
        w
        for w in window.findChildren(QWidget)
        if w.isVisible()
        and not w.isEnabled()
        and w.parentWidget().isEnabled()
        and not w.toolTip()
        # Qt's own arrows, at either end of the tabs.
        and not isinstance(w.parentWidget(), QTabBar)
    ]

    # Parts inside a widget of Qt, such as the line of a spin box, speak through it.
    assert [w.accessibleName() or type(w).__name__ for w in silent if not w.parentWidget().toolTip()] == []


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900)])
def test_nothing_is_cut_off_on_a_laptop(window: MainWindow, size: tuple[int, int], qtbot: QtBot) -> None:
    room = window.pages.widget(1)
    before = window.size()
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    QApplication.processEvents()
    assert room.horizontalScrollBar().maximum() == 0
    assert room.verticalScrollBar().maximum() == 0
    right = room.viewport().width()
    for part in (window.findings, window.inputs, window.view, window.results, window.evidence):
        assert part.mapTo(room.viewport(), part.rect().topLeft()).x() >= 0
        assert part.mapTo(room.viewport(), part.rect().topRight()).x() < right
        assert part.minimumSizeHint().width() <= part.width()
    window.resize(before)
