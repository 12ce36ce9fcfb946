"""The mark of a step: other shapes and colours than those of a verdict, for a step judges nothing."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from optopcheck.domain.step import StepState
from optopcheck.gui.themes import theme

_SCALE = 3


def step_colours() -> dict[StepState, str]:
    """Return the colours of the present look: each has 4.5:1 against its paper, and none is of a verdict."""
    t = theme()
    return {
        StepState.READY: t.accent,
        StepState.MISSING: t.doubtful_maker,
        StepState.WAITING: t.soft_ink,
    }


def step_pixmap(state: StepState, size: int) -> QPixmap:
    """Return a square with a tick, a triangle with a call, or an open ring."""
    return _step_pixmap(state, size, step_colours()[state])


@cache
def _step_pixmap(state: StepState, size: int, ink: str) -> QPixmap:
    pixmap = QPixmap(size * _SCALE, size * _SCALE)
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 20, size / 20)
    pen = QPen(QColor(ink), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    _draw(painter, state, QColor(ink))
    painter.end()
    return pixmap


def _draw(painter: QPainter, state: StepState, colour: QColor) -> None:
    if state is StepState.READY:
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(2.5, 2.5, 15, 15), 3, 3)
        painter.setPen(QPen(QColor(theme().on_accent), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([QPointF(6, 10.4), QPointF(8.9, 13.2), QPointF(14, 7.2)])
    elif state is StepState.MISSING:
        painter.drawPolygon(QPolygonF([QPointF(10, 2.2), QPointF(18.4, 17.2), QPointF(1.6, 17.2)]))
        painter.drawLine(QPointF(10, 7.6), QPointF(10, 11.6))
        painter.drawPoint(QPointF(10, 14.4))
    else:
        dashed = QPen(colour, 1.8, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(dashed)
        painter.drawEllipse(QRectF(2.5, 2.5, 15, 15))
