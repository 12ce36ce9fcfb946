"""The municipality of a case: a code, with that of the user one click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import named
from optopcheck.gui.memory import Memory

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class MunicipalityField(QWidget):
    """A line for the code; an empty one offers the municipality of the settings, and fills in nothing itself.

    Where a building stands decides which rules it is held to: that is said of each case.
    """

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self.own = named(QPushButton(), self.tr("Fill in my municipality"))
        self.own.clicked.connect(lambda: line.setText(self.own.text()))
        line.textChanged.connect(self._weigh)
        row = layouts.row(self, spacing=4)
        row.addWidget(line, stretch=1)
        row.addWidget(self.own)
        self.setFocusProxy(line)
        self._weigh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Follow the settings."""
        self._weigh()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # same
        """Offer nothing in a case that stays as it is."""
        if event.type() == QEvent.Type.EnabledChange:
            self._weigh()
        super().changeEvent(event)

    def _weigh(self) -> None:
        code = Memory().municipality
        self.own.setText(code)
        self.own.setToolTip(self.tr("Fill in %1, the municipality of the settings").replace("%1", code))
        self.own.setVisible(bool(code) and not self._line.text().strip() and self.isEnabled())
