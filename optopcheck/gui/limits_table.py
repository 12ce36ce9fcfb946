"""The limits that an expression names: name, value, unit, place, and who confirmed each."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import able, named

if TYPE_CHECKING:
    from optopcheck.service import LimitForm

_ROWS = 3


class LimitsTable(QWidget):
    """A small table to type in."""

    edited = Signal(object)
    """Tuple of `LimitForm`."""

    def __init__(self) -> None:
        super().__init__()
        self._limits: tuple[LimitForm, ...] = ()
        self._empty: LimitForm | None = None
        self.table = named(QTableWidget(0, 5), self.tr("Limits"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Name"),
                self.tr("Value"),
                self.tr("Unit"),
                self.tr("Place in the source"),
                self.tr("Confirmed by"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.setCornerButtonEnabled(False)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for column in (3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.setFixedHeight((_ROWS + 1) * self.table.verticalHeader().defaultSectionSize() + 6)
        self.add = named(QPushButton(self.tr("Add a limit")), self.tr("Add a limit"))
        self.take = named(QPushButton(self.tr("Take a limit away")), self.tr("Take a limit away"))
        for button in (self.add, self.take):
            button.setAutoDefault(False)
        buttons = layouts.row(spacing=6)
        for button in (self.add, self.take):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column_ = layouts.column(self, spacing=5)
        column_.addWidget(self.table)
        column_.addLayout(buttons)
        self.table.itemChanged.connect(self._change)
        self.add.clicked.connect(self._add)
        self.take.clicked.connect(self._take)

    def put(self, limits: tuple[LimitForm, ...], empty: LimitForm) -> None:
        """Show limits; `empty` is what a new one begins as."""
        self._empty = empty
        if limits != self._limits or self.table.rowCount() != len(limits):
            self._limits = limits
            self._fill()
        able(
            self.take, None if limits else self.tr("There is no limit"), self.tr("Take the chosen limit away")
        )

    def _fill(self) -> None:
        self.table.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.table.setRowCount(len(self._limits))
        for row, limit in enumerate(self._limits):
            for column, key in enumerate(fields(limit)):
                self.table.setItem(row, column, QTableWidgetItem(getattr(limit, key.name)))
        self.table.blockSignals(False)  # noqa: FBT003  # same

    def _change(self, item: QTableWidgetItem) -> None:
        limit = self._limits[item.row()]
        key = fields(limit)[item.column()].name
        changed = replace(limit, **{key: item.text().strip()})
        self._tell((*self._limits[: item.row()], changed, *self._limits[item.row() + 1 :]))

    def _add(self) -> None:
        if self._empty is not None:
            taken = {limit.name for limit in self._limits}
            name = next(f"grens_{n}" for n in range(1, len(taken) + 2) if f"grens_{n}" not in taken)
            self._tell((*self._limits, replace(self._empty, name=name)))
            self._fill()

    def _take(self) -> None:
        row = max(self.table.currentRow(), 0)
        self._tell((*self._limits[:row], *self._limits[row + 1 :]))
        self._fill()

    def _tell(self, limits: tuple[LimitForm, ...]) -> None:
        self._limits = limits
        self.edited.emit(limits)
