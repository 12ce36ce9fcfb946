"""The measured value with its doubt against the limit, drawn on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from optopcheck.gui.fields import named
from optopcheck.gui.pack_page import plain_tip
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from optopcheck.domain.rule import Verdict
    from optopcheck.service import DoubtScale

_BESIDE = 12
_TALL, _LINE_AT, _BAND = 62, 31, 10
_DOT, _CAP = 4.5, 7.0
_LEAST = 3.0
"""A doubt narrower than this is still drawn so wide, so that it is seen [px]."""


class DoubtBar(QWidget):
    """Draws the places that the report worked out; says the same to a screen reader and in its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.scale: DoubtScale | None = None
        self._verdict: Verdict | None = None
        named(self, self.tr("Measured value against the limit"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_TALL)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the room for the line and its two labels."""
        return QSize(240, _TALL)

    def show_scale(self, scale: DoubtScale | None, verdict: Verdict | None) -> None:
        """Draw another comparison; the widget goes where there is none."""
        self.scale, self._verdict = scale, verdict
        words = scale.words if scale else ""
        self.setAccessibleDescription(words)
        self.setToolTip(plain_tip(words))
        self.setVisible(scale is not None)
        self.update()

    def x(self, share: float) -> float:  # type: ignore[override]  # of a place, as the report counts it
        """Return where a place of the scale is drawn [px]."""
        return _BESIDE + share * (self.width() - 2 * _BESIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the line, the wrong side of the limit, the doubt and the value."""
        del event
        if self.scale is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_line(painter, self.scale)
        self._draw_value(painter, self.scale)
        self._write(painter, self.scale)
        painter.end()

    def _draw_line(self, painter: QPainter, scale: DoubtScale) -> None:
        whole = QRectF(self.x(0.0), _LINE_AT - _BAND / 2, self.x(1.0) - self.x(0.0), _BAND)
        painter.setPen(QPen(QColor(theme().line)))
        painter.setBrush(QColor(theme().paper))
        painter.drawRoundedRect(whole, 3, 3)
        if scale.beyond is not None:
            left, right = (self.x(end) for end in scale.beyond)
            box = QRectF(left, whole.top(), right - left, _BAND)
            painter.fillRect(box, QColor(theme().desk))
            painter.fillRect(box, QBrush(QColor(theme().handle), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(theme().ink), 2))
        at = self.x(scale.limit_at)
        painter.drawLine(QPointF(at, whole.top() - 4), QPointF(at, whole.bottom() + 4))

    def _draw_value(self, painter: QPainter, scale: DoubtScale) -> None:
        colour = QColor(theme().verdicts[self._verdict])
        low, middle, high = (self.x(at) for at in (scale.lowest_at, scale.value_at, scale.highest_at))
        if scale.lowest_at != scale.highest_at:
            low, high = min(low, middle - _LEAST), max(high, middle + _LEAST)
            painter.setPen(QPen(colour, 2))
            painter.drawLine(QPointF(low, _LINE_AT), QPointF(high, _LINE_AT))
            for end in (low, high):
                painter.drawLine(QPointF(end, _LINE_AT - _CAP), QPointF(end, _LINE_AT + _CAP))
        painter.setPen(QPen(QColor(theme().paper), 1.2))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(middle, _LINE_AT), _DOT, _DOT)

    def _write(self, painter: QPainter, scale: DoubtScale) -> None:
        """Write the limit above the line and the value below it: the two never meet."""
        painter.setPen(QColor(theme().soft_ink))
        self._label(painter, scale.limit_text, scale.limit_at, 0)
        painter.setPen(QColor(theme().verdicts[self._verdict]))
        self._label(painter, scale.value_text, scale.value_at, _LINE_AT + int(_CAP) + 3)

    def _label(self, painter: QPainter, text: str, share: float, top: int) -> None:
        wide = painter.fontMetrics().horizontalAdvance(text) + 2
        left = min(max(self.x(share) - wide / 2, 0.0), max(self.width() - wide, 0.0))
        painter.drawText(
            QRectF(left, top, wide, painter.fontMetrics().height()), Qt.AlignmentFlag.AlignLeft, text
        )
