"""The buildings of a scan as a list beside the plan; a head that is clicked sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from optopcheck.gui import plan_work
from optopcheck.gui.fields import named
from optopcheck.gui.plan_look import swatch_icon
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent

    from optopcheck.domain.text import Language
    from optopcheck.gui.plan_work import Read
    from optopcheck.scan import BuildingRow, Head

    Index = QModelIndex | QPersistentModelIndex

_ABOVE_AND_BELOW = 8
"""Around the text of a line [px]."""
_ROOT = QModelIndex()
_WIDTHS = {"class": 228, "building_id": 128}
"""Of columns of words [px]."""
_ROWS_MEASURED = 60
"""A width that fits these fits nearly all; measuring 60,000 takes seconds."""


class PlanModel(QAbstractTableModel):
    """The lines that the filter lets through, in the order that was asked."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.read: Read | None = None
        self.order: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        """Places among the rows of the result, line by line."""
        self._line_of: dict[int, int] = {}
        self._icons: tuple[QIcon, ...] = ()
        self.sorted_by: tuple[str, bool] = ("", False)
        """Key of the column, and whether downwards; no key is the order of the file."""

    def fill(self, read: Read) -> None:
        """Show a result."""
        self.beginResetModel()
        self.read = read
        self._icons = tuple(swatch_icon(key, colour) for key, colour, _ in read.classes)
        self._put(np.arange(len(read.result.rows)))
        self.endResetModel()

    def show_only(self, places: Sequence[int]) -> None:
        """Show these."""
        self.beginResetModel()
        self._put(np.asarray(places, dtype=np.int64))
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one is the order of the file."""
        key = self.read.heads[column].key if self.read is not None and column >= 0 else ""
        self.sorted_by = (key, order is Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        self._put(np.sort(self.order))
        self.layoutChanged.emit()

    def _put(self, places: NDArray[np.int64]) -> None:
        key, downwards = self.sorted_by
        if key and self.read is not None:
            places = self.read.chooser.ordered(places, key, downwards=downwards)
        self.order = places
        self._line_of = {place: line for line, place in enumerate(places.tolist())}

    def line_of(self, place: int) -> int | None:
        """Return the line of a building, None where the filter leaves it out."""
        return self._line_of.get(place)

    # --- what Qt asks ---------------------------------------------------------------------------
    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802  # Qt's name
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802  # same
        """Return how many columns there are."""
        return 0 if parent.isValid() or self.read is None else len(self.read.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: its words, the sample of its class, its side, and what is read aloud."""
        if self.read is None or not index.isValid():
            return None
        head = self.read.heads[index.column()]
        place = int(self.order[index.row()])
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._icons[int(self.read.chooser.classes[place])]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if head.decimals is None else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._words(self.read.result.rows[place], head, role)

    def _words(self, row: BuildingRow, head: Head, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return plan_work.cell(row, head, self._language)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{head.heading.in_language(self._language)}: {plan_work.cell(row, head, self._language)}"
        return plan_work.pointed(row, self._language) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(  # noqa: N802  # same
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column is called, and what it means."""
        if orientation is not Qt.Orientation.Horizontal or self.read is None:
            return None
        head = self.read.heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.heading.in_language(self._language)
        if role == Qt.ItemDataRole.ToolTipRole:
            return head.about.in_language(self._language)
        return None


class PlanTable(QTableView):
    """Tells which building is chosen, and which is to be opened (Enter)."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, language: Language) -> None:
        super().__init__()
        named(self, self.tr("Buildings of the scan"))
        self.lines = PlanModel(language)
        self.setModel(self.lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # Names of buildings differ at their end.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setMinimumHeight(140)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _ABOVE_AND_BELOW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(_ROWS_MEASURED)
        colours = theme()
        self.setStyleSheet(
            f"QTableView {{ selection-background-color: {colours.pale_accent};"
            f" selection-color: {colours.ink}; }}"
        )
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self._is_told = False

    def fill(self, read: Read) -> None:
        """Show a result."""
        self.lines.fill(read)
        self.resizeColumnsToContents()
        for column, head in enumerate(read.heads):
            if head.key in _WIDTHS:
                self.setColumnWidth(column, _WIDTHS[head.key])

    def show_only(self, places: Sequence[int], current: int | None) -> None:
        """Show these; the chosen one stays chosen if it is among them."""
        self._is_told = True
        self.lines.show_only(places)
        self._is_told = False
        self.choose(current)

    def choose(self, place: int | None) -> None:
        """Choose a building without telling so."""
        line = None if place is None else self.lines.line_of(place)
        self._is_told = True
        if line is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.selectRow(line)
            self.scrollTo(self.lines.index(line, 0))
        self._is_told = False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Keep the chosen building in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.lines.index(self.currentIndex().row(), 0))

    def _tell(self, current: QModelIndex, before: QModelIndex) -> None:
        del before
        if current.isValid() and not self._is_told:
            self.chosen.emit(int(self.lines.order[current.row()]))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Open by Enter."""
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(int(self.lines.order[current.row()]))
            return
        super().keyPressEvent(event)
