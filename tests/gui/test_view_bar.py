"""The bars above the picture stay whole on a small screen, at a large scale, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from optopcheck.gui.view_flow import FlowLayout

if TYPE_CHECKING:
    from optopcheck.gui.window import MainWindow

SMALL = round(1280 / 1.5)
"""Width of a screen of 1280 pixels at 150 % [px]."""
LEFT, RIGHT, HANDLES = 270, 230, 10
"""What the panels beside the picture take at least [px]."""


def outside(bar: QWidget) -> list[str]:
    """Names of what does not lie wholly within a bar, or is narrower than it asks for."""
    found = []
    for widget in bar.findChildren(QAbstractButton):
        room = QRect(widget.mapTo(bar, widget.rect().topLeft()), widget.size())
        if not bar.rect().contains(room) or widget.width() < widget.minimumSizeHint().width():
            found.append(widget.accessibleName())
    return found


@pytest.mark.parametrize("width", [280, SMALL - LEFT - RIGHT - HANDLES, 600, 1200])
def test_nothing_is_cut_off(window: MainWindow, width: int) -> None:
    view = window.view
    for bar in (view.bar, view.section):
        layout = bar.layout()
        assert isinstance(layout, FlowLayout)
        assert layout.minimumSize().width() <= 280
        bar.setParent(None)
        bar.resize(width, layout.heightForWidth(width))
        layout.activate()
        layout.setGeometry(bar.rect())
        for group in bar.findChildren(QWidget):
            if group.layout() is not None:
                group.layout().activate()
        assert outside(bar) == []
    column = view.layout()
    column.insertWidget(0, view.bar)
    column.insertWidget(1, view.section)
    view.section.hide()


def test_a_narrow_bar_has_more_lines(window: MainWindow) -> None:
    flow = window.view.bar.layout()
    heights = [flow.heightForWidth(width) for width in (1200, 500, 300)]
    assert heights == sorted(heights)
    assert heights[0] < heights[2]


def test_everything_has_a_name_and_says_its_key_or_need(window: MainWindow) -> None:
    view = window.view
    view.commands.section.trigger()
    for owner in (view.bar, view.section, view.pad):
        for button in owner.findChildren(QAbstractButton):
            assert button.accessibleName(), button.text()
    for button in view.pad.findChildren(QToolButton):
        assert button.toolTip()
    for action in view.viewport.actions():
        key = action.shortcut().toString()
        assert key
        assert action.toolTip().startswith(f"{action.text()} (")
        if not action.isEnabled():
            assert ": " in action.toolTip()
    view.commands.section.trigger()


def test_keys_of_the_picture_are_told_once_each(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window.view.viewport.actions()]
    assert len(keys) == len(set(keys))
    # Keys of a walk and of the sides to look from must stay free.
    assert not {"W", "A", "S", "D", "1", "2", "3", "4", "5", "6"} & set(keys)
