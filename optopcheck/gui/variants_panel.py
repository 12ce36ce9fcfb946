"""The variants in a table: what each comes to, the best of a column marked, none chosen for you."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from optopcheck.gui import layouts, work
from optopcheck.gui.fields import able, named, soft_label
from optopcheck.gui.marks import mark_pixmap
from optopcheck.gui.pack_page import capital
from optopcheck.gui.readout import in_window
from optopcheck.gui.themes import theme
from optopcheck.gui.variant_book import Entry
from optopcheck.gui.view_flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.rule import Verdict
    from optopcheck.domain.scenario import Scenario
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.work import Opened
    from optopcheck.service import Cell, Column, Comparison

    _Line = tuple[int | None, str, Scenario, Assessment | None, str]
    """Place in the book, name, design, what came of it, and its state in words."""

_NAME, _STATE = 0, 1
_MARK = 16
"""[px]"""
_BEST = "★ "
_PLACE = Qt.ItemDataRole.UserRole


class VariantsPanel(QWidget):
    """A row a variant; the present design stands first where it is not kept yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._book = desk, desk.variants
        self._filling = False
        self.keep = named(QPushButton(self.tr("Keep the present design")), self.tr("Keep the present design"))
        self.choose = named(QPushButton(self.tr("Make present")), self.tr("Make this the present design"))
        self.update_button = named(
            QPushButton(self.tr("Overwrite")), self.tr("Overwrite with the present design")
        )
        self.duplicate = named(QPushButton(self.tr("Duplicate")), self.tr("Duplicate the variant"))
        self.remove = named(QPushButton(self.tr("Remove")), self.tr("Remove the variant"))
        self.restore = named(QPushButton(self.tr("Put back")), self.tr("Put the removed variant back"))
        self.table = named(QTableWidget(), self.tr("Variants"))
        self.hint = soft_label(self.tr("★ best of its column"))
        self.hint.setWordWrap(False)
        self.hint.setToolTip(
            self.tr(
                "Lowest height, smallest volume, largest floor, smallest loss of sun, a verdict that"
                " complies. The whole gets no star: people choose."
            )
        )
        self._shown: list[_Line] | None = None
        self._of: Opened | None = None
        self._lay_out()
        self._connect()
        self._fill()

    def _lay_out(self) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.verticalHeader().hide()
        table.setCornerButtonEnabled(False)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = QWidget()
        buttons = FlowLayout(head, spacing=6, margins=(10, 6, 10, 4))
        for button in (
            self.keep, self.choose, self.update_button, self.duplicate, self.remove, self.restore,
        ):  # fmt: skip
            buttons.addWidget(button)
        buttons.addWidget(self.hint)
        column = layouts.column(self)
        column.addWidget(head)
        column.addWidget(table, stretch=1)

    def _connect(self) -> None:
        self.keep.clicked.connect(lambda *_: self._book.keep())
        self.choose.clicked.connect(lambda *_: self._on_chosen(self._book.choose))
        self.update_button.clicked.connect(lambda *_: self._on_chosen(self._book.update))
        self.duplicate.clicked.connect(lambda *_: self._on_chosen(self._book.duplicate))
        self.remove.clicked.connect(lambda *_: self._on_chosen(self._book.remove))
        self.restore.clicked.connect(lambda *_: self._book.restore())
        self.table.itemSelectionChanged.connect(self._weigh)
        self.table.itemChanged.connect(self._rename)
        self._book.changed.connect(self._fill)
        # Another case tells of its scenario and its assessment too.
        for signal in (self._desk.scenario_changed, self._desk.judged_changed):
            signal.connect(self._fill)
        self._desk.file.review_changed.connect(self._fill)

    @property
    def chosen(self) -> int | None:
        """Place of the chosen variant in the book; None for the present design, or none."""
        row = self.table.currentRow()
        item = self.table.item(row, _NAME) if row >= 0 and self.table.selectedItems() else None
        place = item.data(_PLACE) if item is not None else None
        return place if isinstance(place, int) else None

    def _on_chosen(self, do: Callable[[int], None]) -> None:
        if self.chosen is not None:
            do(self.chosen)

    # --- the table ------------------------------------------------------------------------------
    def _fill(self) -> None:
        rows = self._rows()
        shown: list[_Line] = [
            (place, name, entry.scenario, entry.assessment, self._state(place, entry, holds=holds))
            for place, name, entry, holds in rows
        ]
        if shown == self._shown and self._desk.opened is self._of:
            self._weigh()
            return
        self._shown, self._of = shown, self._desk.opened
        found = work.comparison(
            [(name, entry.scenario, entry.assessment if holds else None) for _, name, entry, holds in rows]
        ) if self._desk.opened else None  # fmt: skip
        kept, self._filling = self.chosen, True
        self.table.clear()
        self.table.setRowCount(len(rows) if found else 0)
        self.table.setColumnCount(len(found.columns) + 2 if found else 0)
        if found is not None:
            self._fill_heads(found)
            for row, (place, name, entry, holds) in enumerate(rows):
                self._fill_row(row, place, name, self._state(place, entry, holds=holds), found)
                if kept is not None and place == kept:
                    self.table.selectRow(row)
        self._filling = False
        self._weigh()

    def _rows(self) -> list[tuple[int | None, str, Entry, bool]]:
        """Return place in the book, name, variant, and whether its assessment counts."""
        desk, book = self._desk, self._book
        rows: list[tuple[int | None, str, Entry, bool]] = [
            (place, entry.name, entry, book.holds(entry)) for place, entry in enumerate(book.entries)
        ]
        if all(entry.scenario != desk.scenario for entry in book.entries):
            judged = desk.judged.assessment if desk.judged and not desk.is_stale else None
            present = Entry(self.tr("present design"), desk.scenario, judged)
            rows.insert(0, (None, present.name, present, book.holds(present)))
        return rows

    def _state(self, place: int | None, entry: Entry, *, holds: bool) -> str:
        if entry.failed is not None:
            return self.tr("could not be assessed")
        present = entry.scenario == self._desk.scenario
        if holds:
            return self.tr("present") if present and place is not None else self.tr("assessed")
        if self._book.is_at_work(entry) or (present and self._desk.job is not None):
            return self.tr("being assessed …")
        if self._desk.file.reviewing:
            return self.tr("not assessed here")
        return self.tr("out of date, waits") if entry.assessment is not None else self.tr("waits")

    def _fill_heads(self, found: Comparison) -> None:
        language = self._desk.language
        self.table.setHorizontalHeaderItem(_NAME, QTableWidgetItem(self.tr("Variant")))
        self.table.setHorizontalHeaderItem(_STATE, QTableWidgetItem(self.tr("State")))
        for place, column in enumerate(found.columns, 2):
            head = QTableWidgetItem(capital(column.label.in_language(language)))
            best = f"★ {column.best.in_language(language)}" if column.best is not None else ""
            full = capital((column.full or column.label).in_language(language))
            head.setToolTip("\n".join(part for part in (full, best) if part))
            head.setTextAlignment(_side(column))
            self.table.setHorizontalHeaderItem(place, head)

    def _fill_row(self, row: int, place: int | None, name: str, state: str, found: Comparison) -> None:
        item = QTableWidgetItem(name)
        item.setData(_PLACE, place)
        item.setToolTip(self.tr("F2 or a double click gives another name") if place is not None else "")
        if place is None:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.table.setItem(row, _NAME, item)
        told = QTableWidgetItem(state)
        told.setFlags(told.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.table.setItem(row, _STATE, told)
        for index, (column, cell) in enumerate(zip(found.columns, found.rows[row], strict=True), 2):
            self.table.setItem(row, index, self._cell(column, cell))

    def _cell(self, column: Column, cell: Cell) -> QTableWidgetItem:
        language = self._desk.language
        words = work.cell_words(cell, column, language)
        item = QTableWidgetItem(f"{_BEST}{words}" if cell.is_best else words)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        item.setTextAlignment(_side(column))
        best = column.best.in_language(language) if cell.is_best and column.best else ""
        reason = capital(in_window(cell.reason.in_language(language), language))
        item.setToolTip("\n".join(part for part in (capital(best), reason) if part))
        spoken = f"{column.label.in_language(language)}: {words} {best}".strip()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        if cell.is_best:
            item.setBackground(QColor(theme().pale_accent))
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        if cell.verdict is not None:
            item.setIcon(_icon(cell.verdict))
            item.setForeground(QColor(theme().verdicts[cell.verdict]))
        elif cell.value is None:
            item.setForeground(QColor(theme().faint_ink))
        return item

    def _rename(self, item: QTableWidgetItem) -> None:
        place = item.data(_PLACE)
        if self._filling or item.column() != _NAME or not isinstance(place, int):
            return
        # Not before the table is done with its item: a new name fills the table anew.
        QTimer.singleShot(0, self, partial(self._take_name, place, item.text()))

    def _take_name(self, place: int, name: str) -> None:
        if not self._book.rename(place, name):
            # An empty name or one that is taken: show the old one again.
            self._shown = None
            self._fill()

    def _weigh(self) -> None:
        """Enable what can be done; say why the rest cannot."""
        if self._filling:
            return
        entries, chosen = self._book.entries, self.chosen
        none = self.tr("Choose a variant in the table first") if chosen is None else None
        known = any(entry.scenario == self._desk.scenario for entry in entries)
        closed = None if self._desk.opened else self.tr("No case is open")
        if self._desk.file.reviewing:
            closed = self.tr("The dossier is under review and stays as it is")
            none = none or closed
        able(self.keep, closed or (self.tr("The present design is kept already") if known else None))
        is_present = chosen is not None and entries[chosen].scenario == self._desk.scenario
        same = self.tr("This is the present design") if is_present else None
        able(self.choose, none or same, self.tr("The fields, the picture and the findings follow"))
        able(self.update_button, none or same, self.tr("Give this variant the present design"))
        for button in (self.duplicate, self.remove):
            able(button, none)
        able(self.restore, None if self._book.removed else self.tr("No variant was removed"))


@cache
def _icon(verdict: Verdict) -> QIcon:
    """Return a mark that keeps its colour in a chosen row."""
    icon, pixmap = QIcon(), mark_pixmap(verdict, _MARK)
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(pixmap, mode)
    return icon


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.unit else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
