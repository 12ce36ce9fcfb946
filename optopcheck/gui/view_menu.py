"""Menus of the picture: under the right button and the menu key, and behind the buttons of the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from optopcheck.gui.view_presets import PRESETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction

    from optopcheck.gui.memory import Memory
    from optopcheck.gui.view_commands import Commands
    from optopcheck.gui.viewport import BlitViewport


class ViewMenus(QObject):
    """Makes the menus of one viewport from its commands."""

    def __init__(self, viewport: BlitViewport, commands: Commands, memory: Memory) -> None:
        super().__init__(viewport)
        self._viewport, self._commands, self._memory = viewport, commands, memory
        viewport.hands.choose(memory.navigation)
        c = commands
        self.looking = self._menu(
            (c.fit, c.fit_chosen, c.back, c.forward), (c.parallel, c.walk), title=self.tr("Look")
        )
        self.looking.addMenu(self._habits())
        self.showing = self._menu(
            (c.isolate, c.storey, c.hide, c.xray, c.show_all), (c.box,), title=self.tr("Show")
        )
        self.measuring = self._menu((c.distance, c.angle), title=self.tr("Measure"))
        self.context = self._menu(
            (c.isolate, c.storey, c.hide, c.xray, c.show_all),
            (c.fit_chosen, c.fit, c.back, c.forward),
            (c.box, c.section, c.distance, c.angle),
            title=self.tr("What lies under the cursor"),
        )
        viewport.menu_wanted.connect(self._open)

    def _open(self, place: QPoint) -> None:
        self._commands.weigh()
        self.context.popup(place)
        self.context.setActiveAction(self.context.actions()[0])

    def _menu(self, *groups: Sequence[QAction], title: str) -> QMenu:
        menu = QMenu(title, self._viewport)
        menu.setAccessibleName(title)
        menu.setToolTipsVisible(True)
        for group in groups:
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addActions(list(group))
        return menu

    def _habits(self) -> QMenu:
        """Return the choice of a habit of the mouse."""
        menu = QMenu(self.tr("Mouse as in"), self._viewport)
        menu.setAccessibleName(menu.title())
        menu.setToolTipsVisible(True)
        told = {
            "own": self.tr("Left turns, middle or right moves, Ctrl and left zooms"),
            "revit": self.tr("Shift and middle turns, middle moves, Ctrl and middle zooms"),
            "solibri": self.tr("Left turns, middle or Shift and left moves, right zooms"),
            "blender": self.tr("Middle turns, Shift and middle moves, Ctrl and middle zooms"),
        }
        group = QActionGroup(self)
        for key, preset in PRESETS.items():
            action = menu.addAction(f"{preset.name}: {told[key]}")
            action.setCheckable(True)
            action.setChecked(preset is self._viewport.hands.preset)
            action.setData(key)
            group.addAction(action)
        group.triggered.connect(lambda action: self._choose(action.data()))
        self.habits = group.actions()
        return menu

    def _choose(self, key: str) -> None:
        self._viewport.hands.choose(key)
        self._memory.navigation = key
        self._viewport.setFocus(Qt.FocusReason.OtherFocusReason)
