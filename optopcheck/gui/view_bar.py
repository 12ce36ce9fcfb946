"""The bar above the picture: which situation, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QToolButton

from optopcheck.gui.fields import named
from optopcheck.gui.view_flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from optopcheck.gui.view_commands import Commands
    from optopcheck.gui.view_menu import ViewMenus

_SPACING = 4
_NARROW, _NARROW_WITH_ARROW = "padding: 4px 7px;", "padding: 4px 13px 4px 7px;"


class ViewBar(QFrame):
    """Goes on in a second line where the window is narrow."""

    def __init__(self, commands: Commands, menus: ViewMenus) -> None:
        super().__init__()
        # No button group: then Tab reaches each of them.
        self.situations = [
            self._situation(word) for word in (self.tr("Existing"), self.tr("Permitted"), self.tr("Proposed"))
        ]
        self.neighbours = named(QCheckBox(self.tr("Surroundings")), self.tr("Show the surroundings"))
        self.neighbours.setChecked(True)
        self.comparing = named(
            QCheckBox(self.tr("Compare")),
            self.tr("Compare with the existing situation"),
            self.tr("The existing situation left of a line that you can drag"),
        )
        self.tools = [
            self._opener(menus.looking, self.tr("How one looks, and the habit of the mouse")),
            self._opener(menus.showing, self.tr("Isolate, hide, x-ray")),
            self._button(commands.section),
            self._opener(menus.measuring, self.tr("Distance and angle")),
        ]
        for narrow in (*self.situations, *self.tools):
            # As much on one line as a laptop has room for.
            opens = isinstance(narrow, QToolButton) and narrow.menu() is not None
            narrow.setStyleSheet(_NARROW_WITH_ARROW if opens else _NARROW)
        flow = FlowLayout(self, _SPACING, (10, 6, 10, 6))
        for widget in (*self.situations, self.neighbours, self.comparing, *self.tools):
            flow.addWidget(widget)

    def _situation(self, word: str) -> QPushButton:
        button = named(QPushButton(word), self.tr("Show: %1").replace("%1", word))
        button.setCheckable(True)
        return button

    def _opener(self, menu: QMenu, tip: str) -> QToolButton:
        """Return a button that opens a menu."""
        button = named(QToolButton(), f"{menu.title()}: {tip}", tip)
        button.setText(menu.title())
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _button(self, action: QAction) -> QToolButton:
        button = named(QToolButton(), action.text())
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
