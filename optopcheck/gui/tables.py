"""Sections of a report as tables: measurements, sun, defects, assumptions, receipt."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
)

from optopcheck.gui.fields import named
from optopcheck.gui.readout import in_window, notes_for
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from optopcheck.domain.text import Language
    from optopcheck.service import Section


_ABOVE_AND_BELOW, _BESIDE = 8, 22
"""Around the text of a cell [px]."""
_LEAST = 0.6
"""Share of its words that a column of names shows at least: the tip has all of them."""
_TALL = 10_000


class SectionTable(QTableWidget):
    """A table of texts that the report made; tells which cell is chosen."""

    chosen = Signal(int, int)
    """Row and column."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.keys: tuple[str, ...] = ()
        self._wraps = False
        self._wide: int | None = None
        self._is_told = False
        self.horizontalHeader().sectionResized.connect(self._fit_rows)
        self.currentCellChanged.connect(self._tell)
        self.cellClicked.connect(self._click)
        self.cellActivated.connect(self.chosen)

    def fill(self, section: Section | None, language: Language, *, wide: int = 0, wrap: bool = False) -> None:
        """Show a section; cells that point at a note get it as a tip.

        From column `wide` on (`wrap`), or in that column alone, the room that is left goes.
        """
        self.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.clear()
        self.setRowCount(len(section.rows) if section else 0)
        self.setColumnCount(len(section.header) if section else 0)
        self.keys = section.keys if section else ()
        if section is not None:
            for column, head in enumerate(section.header):
                self.setHorizontalHeaderItem(column, _head(head, section, column))
            for row, cells in enumerate(section.rows):
                for column, cell in enumerate(cells):
                    self.setItem(row, column, _item(cell, section, column, language))
            for row in range(self.rowCount() if not wrap else 0):
                if (item := self.item(row, wide)) is not None:
                    item.setToolTip(item.toolTip() or item.text())
        self._size_columns(wide, wrap=wrap)
        self.blockSignals(False)  # noqa: FBT003  # same

    def _size_columns(self, wide: int, *, wrap: bool) -> None:
        self._wraps = wrap
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in range(wide, self.columnCount() if wrap else wide + 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _ABOVE_AND_BELOW)
        self._wide = None if wrap else wide
        self._give_room()
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Keep names whole."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Let a column take the room that is left; with little, words end early before it scrolls."""
        wide = self._wide
        if wide is None or wide >= self.columnCount():
            return
        header = self.horizontalHeader()
        others = sum(header.sectionSize(column) for column in range(self.columnCount()) if column != wide)
        fits = self.viewport().width() - others >= _LEAST * self.sizeHintForColumn(wide)
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(wide, mode)

    def _fit_rows(self, resized: int = -1, _old: int = 0, width: int = 0) -> None:
        """Give text that wraps the lines it needs; Qt itself forgets the padding of the style sheet.

        The header tells of a column (`resized`) before the table knows its new width.
        """
        widths = [self.columnWidth(column) for column in range(self.columnCount())]
        if 0 <= resized < len(widths):
            widths[resized] = width
        for row in range(self.rowCount() if self._wraps else 0):
            heights = (self._height(row, column, room) for column, room in enumerate(widths))
            self.setRowHeight(row, max(heights, default=0) + _ABOVE_AND_BELOW)

    def _height(self, row: int, column: int, width: int) -> int:
        item = self.item(row, column)
        room = QRect(0, 0, max(width - _BESIDE, 1), _TALL)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
        return self.fontMetrics().boundingRect(room, flags, item.text()).height() if item else 0

    def _tell(self, row: int, column: int) -> None:
        if row >= 0:
            self._is_told = True
            self.chosen.emit(row, column)

    def _click(self, row: int, column: int) -> None:
        """Choose the cell again that was chosen already: what was lit for it may have gone out."""
        told, self._is_told = self._is_told, False
        if not told:
            self.chosen.emit(row, column)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Come in by the Tab key without choosing: Qt would take the first cell."""
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        blocked = self.blockSignals(by_key or self.signalsBlocked())
        super().focusInEvent(event)
        self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Forget the click that came before."""
        self._is_told = False
        super().keyPressEvent(event)
        self._is_told = False


def _head(words: str, section: Section, column: int) -> QTableWidgetItem:
    item = QTableWidgetItem(_capital(words))
    item.setTextAlignment(_side(section, column))
    return item


def _side(section: Section, column: int) -> Qt.AlignmentFlag:
    numeric = section.numeric and column > 0
    side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _item(cell: str, section: Section, column: int, language: Language) -> QTableWidgetItem:
    item = QTableWidgetItem(in_window(cell, language))
    item.setTextAlignment(_side(section, column))
    item.setToolTip(in_window(notes_for(cell, section.notes) or cell, language))
    if column < len(section.header):
        # A reader hears what the number is of.
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{section.header[column]}: {cell}".lstrip(": "))
    return item


class Notes(QTextBrowser):
    """Notes below a table, one paragraph each."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self.setOpenExternalLinks(True)
        self.document().setDocumentMargin(10)

    def fill(self, notes: Sequence[str], language: Language) -> None:
        """Show notes."""
        self.setHtml("".join(_paragraphs(notes, language)))

    def tell(self, trace: Section, heading: str, notes: Sequence[str], language: Language) -> None:
        """Show where a number comes from, and under a heading the notes."""
        parts = [f"<p style='margin:0 0 6px 0'><b>{escape(_capital(trace.title))}</b></p>"]
        for name, value in trace.rows:
            told = escape(in_window(value, language))
            if name:
                label = f"<span style='color:{theme().soft_ink}'>{escape(_capital(name))}:</span>"
                parts.append(f"<p style='margin:3px 0 0 0'>{label} {told}</p>")
            else:
                parts.append(f"<p style='margin:0 0 0 12px'>{told}</p>")
        if notes:
            parts.append(f"<p style='margin:12px 0 4px 0'><b>{escape(heading)}</b></p>")
        self.setHtml("".join([*parts, *_paragraphs(notes, language)]))


def _paragraphs(notes: Sequence[str], language: Language) -> list[str]:
    told = (escape(_capital(in_window(note, language))) for note in notes)
    return [f"<p style='margin:0 0 5px 0'>{note}</p>" for note in told]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
