"""The findings, the worst first, and the card of the chosen one."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QWidget,
)

from optopcheck.gui import layouts, readout
from optopcheck.gui.fields import head_label, named, soft_label
from optopcheck.gui.marks import mark_icon
from optopcheck.gui.pack_page import plain_tip
from optopcheck.gui.themes import theme
from optopcheck.gui.trust_marks import trust_colours, trust_pixmap

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.readout import Line

_LINE = Qt.ItemDataRole.UserRole
_PAD = 9
_MARK = 22
_SHIELD = 16
_SHIELD_NAME = QUrl("trust:unknown")


class _LineDelegate(QStyledItemDelegate):
    """Draws a finding on two lines behind its mark."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(_LINE)
        painter.save()
        state: QStyle.StateFlag = option.state
        box: QRect = option.rect
        font: QFont = option.font
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme().pale_accent))
        painter.setPen(QColor(theme().line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        mark_icon(line.verdict, _MARK).paint(
            painter, QRect(box.left() + _PAD, box.center().y() - _MARK // 2, _MARK, _MARK)
        )
        left = box.left() + 2 * _PAD + _MARK
        upper = QRect(left, box.top() + 6, box.right() - left - _PAD, box.height() // 2 - 6)
        lower = upper.translated(0, box.height() // 2 - 4)
        _write(
            painter, upper, line.title, theme().ink if line.verdict else theme().soft_ink, _bold(font, line)
        )
        _write_verdict(painter, lower, line, font)
        painter.restore()

    def sizeHint(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del index
        return QSize(160, 2 * option.fontMetrics.height() + 16)


def _bold(font: QFont, line: Line) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold if line.verdict else QFont.Weight.Normal)
    return bold


def _write(painter: QPainter, box: QRect, text: str, colour: str, font: QFont) -> int:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)
    return painter.fontMetrics().horizontalAdvance(short)


def _write_verdict(painter: QPainter, box: QRect, line: Line, font: QFont) -> None:
    used = _write(painter, box, line.words, theme().verdicts[line.verdict], font)
    if line.remark:
        rest = box.adjusted(used, 0, 0, 0)
        _write(painter, rest, f"  ·  {line.remark}", theme().soft_ink, font)


class FindingsPanel(QWidget):
    """List and card; choosing a finding lights up its elements."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = named(QListWidget(), self.tr("Findings"))
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._choose)
        self.card = named(QTextBrowser(), self.tr("Card of the chosen finding"))
        self.card.setOpenExternalLinks(True)
        self.card.document().setDocumentMargin(12)
        self._shield = trust_pixmap("UNSIGNED", _SHIELD).toImage()
        self.hint = soft_label("")
        self.hint.setContentsMargins(12, 0, 12, 6)
        self.setMinimumWidth(290)
        self._lay_out()
        desk.judged_changed.connect(self._fill)
        self._fill()

    def _lay_out(self) -> None:
        head = head_label(self.tr("Findings"))
        head.setContentsMargins(12, 8, 12, 2)
        top = QWidget()
        upper = layouts.column(top, spacing=0)
        for widget in (head, self.hint, self.list):
            upper.addWidget(widget)
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.addWidget(top)
        split.addWidget(self.card)
        split.setSizes([420, 400])
        column = layouts.column(self)
        column.addWidget(split)

    def lines(self) -> list[Line]:
        """Return the findings in the order of the list."""
        return [self.list.item(row).data(_LINE) for row in range(self.list.count())]

    def _fill(self) -> None:
        judged, language = self._desk.judged, self._desk.language
        old = self._desk.is_stale
        self.setEnabled(not old)
        self.hint.setVisible(judged is None or old)
        self.hint.setText(
            self.tr("These findings are of the scenario before and do not count now.")
            if old
            else self.tr("There are no findings yet.")
        )
        if old:
            return
        chosen = self._chosen_rule()
        self.list.clear()
        self.card.clear()
        found = readout.lines(judged.assessment, judged.report, language) if judged else ()
        for line in found:
            item = QListWidgetItem(f"{line.title}, {line.words}", self.list)
            item.setData(_LINE, line)
            tip = f"{line.title}\n{line.words}" + (f" ({line.remark})" if line.remark else "")
            item.setToolTip(plain_tip(tip))
        self._choose_rule(chosen)

    def _chosen_rule(self) -> str | None:
        chosen = [item.data(_LINE) for item in self.list.selectedItems()]
        return str(chosen[0].outcome.rule.id) if chosen else None

    def _choose_rule(self, rule_id: str | None) -> None:
        """Keep the finding that was read, else show the worst; nothing is lit up for it."""
        ids = [line.outcome.rule.id for line in self.lines()]
        if ids:
            self.list.blockSignals(True)  # noqa: FBT003  # Qt's own signature
            self.list.setCurrentRow(ids.index(rule_id) if rule_id in ids else 0)
            self.list.blockSignals(False)  # noqa: FBT003  # same
            self._show_card(self.list.currentItem().data(_LINE))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            line: Line = item.data(_LINE)
            self._show_card(line)
            self._desk.light(line.elements)

    def _show_card(self, line: Line) -> None:
        colour = theme().verdicts[line.verdict]
        need = f" · {escape(line.remark)}" if line.remark else ""
        soft = theme().soft_ink
        parts = [
            f"<p style='font-size:15px;font-weight:600;margin:0'>{escape(line.title)}</p>",
            f"<p style='color:{colour};font-weight:600;margin:2px 0 8px 0'>{escape(line.words)}{need}</p>",
        ]
        if line.mark:
            parts.append(self._trust(line.mark))
        before = ""
        for name, value in line.card:
            if name != before:
                parts.append(
                    f"<p style='margin:7px 0 0 0;color:{soft};font-size:11px'>{escape(_up(name))}</p>"
                )
            before = name
            parts.append(f"<p style='margin:1px 0 0 0'>{_linked(value)}</p>")
        self.card.setHtml("".join(parts))

    def _trust(self, mark: str) -> str:
        """Return the mark of a maker who is not known, as a line of the card."""
        resource = QTextDocument.ResourceType.ImageResource
        self.card.document().addResource(int(resource), _SHIELD_NAME, self._shield)
        colour = trust_colours()["UNSIGNED"]
        size = f"width='{_SHIELD}' height='{_SHIELD}' style='vertical-align:middle'"
        image = f"<img src='{_SHIELD_NAME.url()}' {size}>"
        return f"<p style='color:{colour};margin:0 0 6px 0'>{image} {escape(_up(mark))}</p>"


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _linked(text: str) -> str:
    """Make the address at the end of a source a link."""
    words, _, last = text.rpartition(" ")
    if last.startswith("https://"):
        return f"{escape(words)}<br><a href='{escape(last)}'>{escape(last)}</a>"
    return escape(text)
