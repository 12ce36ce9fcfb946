"""The mark of a verdict: a shape of its own for each, so that colour never speaks alone."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from optopcheck.domain.rule import Verdict
from optopcheck.gui.themes import theme

_SCALE = 3
"""Pixmaps are drawn larger, for screens with small pixels."""


def mark_icon(verdict: Verdict | None, size: int = 20) -> QIcon:
    """Return the mark as an icon, the same one each time."""
    return _icon(verdict, size, theme().name)


@cache
def _icon(verdict: Verdict | None, size: int, look: str) -> QIcon:
    del look  # each look has marks of its own
    return QIcon(mark_pixmap(verdict, size))


def mark_pixmap(verdict: Verdict | None, size: int) -> QPixmap:
    """Return the mark; None is a rule that does not apply."""
    pixmap = QPixmap(size * _SCALE, size * _SCALE)
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Drawn in a square of 20 by 20.
    painter.scale(size / 20, size / 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme().verdicts[verdict]))
    _draw(painter, verdict)
    painter.end()
    return pixmap


def _draw(painter: QPainter, verdict: Verdict | None) -> None:
    white = QPen(QColor(theme().paper), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    white.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if verdict is Verdict.COMPLIES:
        painter.drawEllipse(QRectF(1, 1, 18, 18))
        painter.setPen(white)
        painter.drawPolyline([QPointF(5.8, 10.4), QPointF(8.8, 13.3), QPointF(14.4, 7.2)])
    elif verdict is Verdict.VIOLATES:
        painter.drawPolygon(_corners(8, 9.6, math.pi / 8))
        painter.setPen(white)
        painter.drawLine(QPointF(6.8, 6.8), QPointF(13.2, 13.2))
        painter.drawLine(QPointF(13.2, 6.8), QPointF(6.8, 13.2))
    elif verdict is Verdict.UNDETERMINED:
        painter.drawPolygon(_corners(4, 10.0, 0.0))
        painter.setPen(QColor(theme().paper))
        font = painter.font()
        font.setPixelSize(12)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, 20, 20), Qt.AlignmentFlag.AlignCenter, "?")
    else:
        painter.drawRoundedRect(QRectF(3, 8.5, 14, 3), 1.5, 1.5)


def _corners(count: int, radius: float, turn: float) -> QPolygonF:
    angles = [turn + 2 * math.pi * k / count for k in range(count)]
    return QPolygonF([QPointF(10 + radius * math.cos(a), 10 + radius * math.sin(a)) for a in angles])
