"""A table of numbers beside the measurements: the addition on its roof, or the screening of the structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from optopcheck.gui import layouts
from optopcheck.gui.tables import Notes, SectionTable

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk
    from optopcheck.service import ExtraNumbers


class ExtraPanel(QWidget):
    """Choosing a number lights up what it is of, and tells its trace.

    The panel owns `source`, where the trace is told; the window places it beside the picture.
    """

    chosen = Signal()
    """The user chose a number."""

    def __init__(self, desk: Desk, name: str, source: str) -> None:
        super().__init__()
        self._desk = desk
        self._shown: ExtraNumbers | None = None
        self.table = SectionTable(name)
        self.table.horizontalHeader().hide()
        self.source = Notes(source)
        layouts.column(self).addWidget(self.table)
        self.table.chosen.connect(self._choose)
        self.fill(None)

    def fill(self, numbers: ExtraNumbers | None) -> None:
        """Show other numbers."""
        before = self.table.keys[self.table.currentRow()] if self.table.currentRow() >= 0 else None
        self._shown = numbers
        self.table.fill(numbers.section if numbers else None, self._desk.language, wide=1, wrap=True)
        keys = self.table.keys
        if before in keys:
            self.table.blockSignals(True)  # noqa: FBT003  # Qt's own signature
            self.table.setCurrentCell(keys.index(before), 1)
            self.table.blockSignals(False)  # noqa: FBT003  # same
            self._tell(keys.index(before))
        else:
            hint = self.tr("Choose a number to see where it comes from.")
            self.source.fill([hint, *(numbers.notes if numbers else ())], self._desk.language)

    def choose(self, key: str) -> None:
        """Choose a number by its key."""
        if key in self.table.keys:
            row = self.table.keys.index(key)
            if row == self.table.currentRow():
                self._choose(row, 1)
            else:
                self.table.setCurrentCell(row, 1)

    def _choose(self, row: int, column: int) -> None:
        del column
        self._tell(row)
        if self._shown is not None:
            self._desk.light(self._shown.numbers[row].elements)
        self.chosen.emit()

    def _tell(self, row: int) -> None:
        if self._shown is not None:
            self.source.tell(self._shown.numbers[row].trace, "", (), self._desk.language)
