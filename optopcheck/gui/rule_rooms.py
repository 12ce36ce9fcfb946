"""The windows around rules: the list of packs and the form of a new one, made when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from optopcheck.gui.pack_editor import PackEditor
from optopcheck.gui.packs_window import PacksWindow, can_install

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget

    from optopcheck.gui.desk import Desk

__all__ = ["RuleRooms", "can_install"]


class RuleRooms(QObject):
    """Opens each window once, and brings it to the front after that."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.packs: PacksWindow | None = None
        self.editor: PackEditor | None = None

    def show_packs(self) -> PacksWindow:
        """Show the list of packs."""
        if self.packs is None:
            self.packs = PacksWindow(self._desk, self._window)
            self.packs.editor_wanted.connect(self.show_editor)
        _front(self.packs)
        return self.packs

    def show_editor(self, folder: Path | None = None) -> PackEditor:
        """Show the form, for a new pack or with that of a folder."""
        if self.editor is None:
            self.editor = PackEditor(self._desk, self._window)
            self.editor.install_wanted.connect(self.offer)
        _front(self.editor)
        if folder is not None:
            self.editor.open_folder(folder)
        return self.editor

    def offer(self, path: Path) -> None:
        """Verify a file or the folder of a pack, and ask before it is installed."""
        self.show_packs().offer(path)

    def may_leave(self) -> bool:
        """Ask whether a pack that was not saved may be dropped."""
        return self.editor is None or self.editor.may_leave()

    def shut(self) -> None:
        """End what is being done."""
        for room in (self.packs, self.editor):
            if room is not None:
                room.errands.shut()


def _front(room: QDialog) -> None:
    room.show()
    room.raise_()
    room.activateWindow()
