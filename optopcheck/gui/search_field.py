"""A field to search with: Enter goes through the hits, the arrow down leaves for the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton

from optopcheck.gui.fields import named

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SearchField(QLineEdit):
    """A line that can be cleared at once."""

    stepped = Signal(int)
    """To the next hit (1) or the one before (-1)."""
    down = Signal()

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        named(self, name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            named(button, self.tr("Clear: %1").replace("%1", name))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Go through the hits, or to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)
