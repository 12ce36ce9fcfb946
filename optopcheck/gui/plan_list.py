"""The list of the plan with the choice of its order, for those who do not click on heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import named
from optopcheck.gui.plan_table import PlanTable

if TYPE_CHECKING:
    from optopcheck.domain.text import Language
    from optopcheck.gui.plan_work import Read


class PlanList(QWidget):
    """Order and table; each follows the other."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.table = PlanTable(language)
        self.order = named(QComboBox(), self.tr("Sort by"))
        self.downwards = named(QCheckBox(self.tr("Largest first")), self.tr("Largest first"))
        label = QLabel(self.tr("&Sort by"))
        label.setBuddy(self.order)
        row = layouts.row(spacing=8, margins=(8, 0, 8, 4))
        row.addWidget(label)
        row.addWidget(self.order, stretch=1)
        row.addWidget(self.downwards)
        column = layouts.column(self)
        column.addLayout(row)
        column.addWidget(self.table, stretch=1)
        self.order.currentIndexChanged.connect(self._sort)
        self.downwards.toggled.connect(self._sort)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._follow)

    def fill(self, read: Read) -> None:
        """Show a result in the order of its file."""
        self.order.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.order.clear()
        self.order.addItem(self.tr("order of the file"))
        self.order.addItems([head.heading.in_language(self._language) for head in read.heads])
        self.order.blockSignals(False)  # noqa: FBT003  # same
        self.table.fill(read)
        self._sort()

    def _sort(self) -> None:
        way = Qt.SortOrder.DescendingOrder if self.downwards.isChecked() else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(self.order.currentIndex() - 1, way)

    def _follow(self, column: int, way: Qt.SortOrder) -> None:
        for widget in (self.order, self.downwards):
            widget.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.order.setCurrentIndex(column + 1)
        self.downwards.setChecked(way is Qt.SortOrder.DescendingOrder)
        for widget in (self.order, self.downwards):
            widget.blockSignals(False)  # noqa: FBT003  # same
