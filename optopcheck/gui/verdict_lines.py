"""Draws a finding in the list: its mark, its title, and the words that its standing allows, never cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from optopcheck.gui.marks import mark_icon
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from optopcheck.service import Evidence

LINE_ROLE = Qt.ItemDataRole.UserRole
_PAD, _ABOVE, _MARK = 8, 6, 20
_TALL = 10_000
_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_BETWEEN = "  ·  "
Piece = tuple[str, str, QFont]
"""Text, colour and font."""


class VerdictLines(QStyledItemDelegate):
    """Rows are as high as their words ask at the width of the list: half a verdict is another verdict."""

    def __init__(self, host: QListWidget) -> None:
        super().__init__(host)
        self._list = host

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one finding."""
        line: Evidence = index.data(LINE_ROLE)
        painter.save()
        state: QStyle.StateFlag = option.state
        box: QRect = option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme().pale_accent))
        painter.setPen(QColor(theme().line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme().accent))
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        mark_icon(line.verdict, _MARK).paint(
            painter, QRect(box.left() + _PAD, box.top() + _ABOVE + 2, _MARK, _MARK)
        )
        room = QRect(box.left() + 2 * _PAD + _MARK, box.top() + _ABOVE, self._room(), _TALL)
        for piece in self._pieces(line, option.font):
            room.setTop(room.top() + _write(painter, room, piece))
        painter.restore()

    def sizeHint(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room that its words ask."""
        line: Evidence = index.data(LINE_ROLE)
        high = sum(_height(piece, self._room()) for piece in self._pieces(line, option.font))
        return QSize(160, max(high, _MARK) + 2 * _ABOVE)

    def _room(self) -> int:
        return max(self._list.viewport().width() - 3 * _PAD - _MARK, 60)

    def _pieces(self, line: Evidence, font: QFont) -> list[Piece]:
        """Return what stands below one another; the remark goes beside the words where it fits."""
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold if line.verdict else QFont.Weight.Normal)
        pieces = [(line.title, theme().ink if line.verdict else theme().soft_ink, bold)]
        words = line.words + (_BETWEEN + line.remark if line.remark else "")
        colour = theme().verdicts[line.verdict]
        if not line.remark or QFontMetrics(font).horizontalAdvance(words) <= self._room():
            return [*pieces, (words, colour, font)]
        return [*pieces, (line.words, colour, font), (line.remark, theme().soft_ink, font)]


def _height(piece: Piece, room: int) -> int:
    return QFontMetrics(piece[2]).boundingRect(QRect(0, 0, room, _TALL), _FLAGS, piece[0]).height()


def _write(painter: QPainter, room: QRect, piece: Piece) -> int:
    """Write a piece and return its height; what follows the verdict is in the soft ink."""
    text, colour, font = piece
    painter.setFont(font)
    painter.setPen(QColor(colour))
    words, between, remark = text.partition(_BETWEEN)
    high = _height(piece, room.width())
    painter.drawText(room, _FLAGS, words)
    if between:
        painter.setPen(QColor(theme().soft_ink))
        beside = room.adjusted(painter.fontMetrics().horizontalAdvance(words), 0, 0, 0)
        painter.drawText(beside, _FLAGS, between + remark)
    return high
