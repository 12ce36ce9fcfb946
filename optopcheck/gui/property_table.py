"""A grouped table of properties, whose texts are never cut off and can be copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from optopcheck.gui.fields import named
from optopcheck.gui.pack_page import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.service import ThingGroup

_Index = QModelIndex | QPersistentModelIndex
_NAMES = 126
"""Width of the names [px]."""
_BESIDE, _ABOVE = 7, 6
_TALL, _LEAST = 10_000, 20
_LONG, _PIECE = re.compile(r"\S{16,}"), re.compile(r"\S{8}")
_ROW = Qt.ItemDataRole.UserRole
"""Name, value and unit of a row."""


class PropertyTable(QTreeWidget):
    """Groups with their rows; Ctrl+C copies the chosen ones, a spreadsheet takes them as cells."""

    all_wanted = Signal()
    """Everything is to be copied, with what it is of."""

    def __init__(self) -> None:
        super().__init__()
        named(self, self.tr("Properties of the chosen part"))
        self.setHeaderLabels([self.tr("Property"), self.tr("Value")])
        self.setRootIsDecorated(False)
        self.setIndentation(10)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Wrapped(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, _NAMES)
        # Rows are as high as their text at the width that a column has now.
        header.sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())
        self.customContextMenuRequested.connect(self._offer)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.copy_chosen)

    def fill(self, groups: Iterable[ThingGroup]) -> None:
        """Show other groups."""
        self.clear()
        for group in groups:
            self._add(group)

    def _add(self, group: ThingGroup) -> None:
        head = QTreeWidgetItem([group.title + (f"  ·  {group.note}" if group.note else "")])
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        head.setFont(0, bold)
        head.setToolTip(0, plain_tip(head.text(0)))
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for name, value, unit in group.rows:
            item = QTreeWidgetItem([_breakable(name), _breakable(f"{value} {unit}".strip())])
            item.setData(1, _ROW, (name, value, unit))
            said = f"{name}: {value} {unit}".strip()
            for column in range(2):
                item.setToolTip(column, plain_tip(said))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
            head.addChild(item)
        head.setExpanded(True)

    def text(self, items: list[QTreeWidgetItem] | None = None) -> str:
        """Return rows with a tab between name, value and unit: all with their groups, or those given."""
        lines = []
        for head in (self.topLevelItem(place) for place in range(self.topLevelItemCount())):
            if head is None:
                continue
            if items is None:
                lines.append(head.text(0))
            rows = [row for i in range(head.childCount()) if (row := head.child(i)) is not None]
            kept = [row for row in rows if items is None or row in items or head in items]
            lines += ["\t".join(row.data(1, _ROW)).rstrip("\t") for row in kept]
        return "\n".join(lines)

    def copy_chosen(self) -> None:
        """Put the chosen rows on the clipboard."""
        QGuiApplication.clipboard().setText(self.text(self.selectedItems()))

    def _offer(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Copy these rows"), self.copy_chosen)
        menu.addAction(self.tr("Copy all properties"), self.all_wanted.emit)
        menu.exec(self.viewport().mapToGlobal(where))
        menu.deleteLater()


def _breakable(text: str) -> str:
    """Let a long name without spaces go on in a next line; what is copied has no such marks."""
    return _LONG.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text)


class _Wrapped(QStyledItemDelegate):
    """A tree gives its rows no second line of itself."""

    def __init__(self, table: QTreeWidget) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802  # Qt's name
        """Let the text go on in a next line."""
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  # Qt's name
        """Return the height that the text needs at the width of its column, a group at that of the table."""
        wide = self._table.columnWidth(index.column()) - _BESIDE
        if not index.parent().isValid():
            wide = self._table.viewport().width() - _BESIDE
        elif index.column() == 0:
            wide -= self._table.indentation()
        font = index.data(Qt.ItemDataRole.FontRole) or option.font
        room = QRect(0, 0, max(wide, _LEAST), _TALL)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
        text = str(index.data() or "")
        return QSize(wide, QFontMetrics(font).boundingRect(room, flags, text).height() + _ABOVE)
