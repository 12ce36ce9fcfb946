"""The mark of a maker: a shield that differs in shape for each state, in colours that no verdict has."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from optopcheck.gui.themes import theme

_SCALE = 3
OWN = "OWN"
"""Of a pack that came with the program or through pip: there is no signature to look at."""


def trust_colours() -> dict[str, str]:
    """Return the colour of a maker by the name of a state of trust."""
    worn = theme()
    return {
        "TRUSTED": worn.accent,
        "UNKNOWN_KEY": worn.doubtful_maker,
        "UNSIGNED": worn.doubtful_maker,
        "REVOKED": worn.false_maker,
        "ALTERED": worn.false_maker,
        OWN: worn.soft_ink,
    }


def trust_icon(state: str, size: int = 18) -> QIcon:
    """Return the mark as an icon, the same one each time."""
    return _icon(state, size, theme().name)


@cache
def _icon(state: str, size: int, look: str) -> QIcon:
    del look  # each look has marks of its own
    return QIcon(trust_pixmap(state, size))


def trust_pixmap(state: str, size: int) -> QPixmap:
    """Return the mark: full with a tick, half full, hollow, or struck through."""
    pixmap = QPixmap(size * _SCALE, size * _SCALE)
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 20, size / 20)
    _draw(painter, state, QColor(trust_colours()[state]))
    painter.end()
    return pixmap


def _draw(painter: QPainter, state: str, colour: QColor) -> None:
    shield = _shield()
    edge = QPen(colour, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    white = QPen(QColor(theme().paper), 2.1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if state == OWN:
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(3, 6, 14, 11), 1.5, 1.5)
        painter.drawPolyline([QPointF(3, 6), QPointF(6, 2.5), QPointF(14, 2.5), QPointF(17, 6)])
        painter.drawLine(QPointF(8, 10), QPointF(12, 10))
        return
    if state in {"TRUSTED", "REVOKED", "ALTERED"}:
        painter.fillPath(shield, colour)
        painter.setPen(white)
        if state == "TRUSTED":
            painter.drawPolyline([QPointF(6.2, 9.8), QPointF(9, 12.6), QPointF(13.8, 7)])
        else:
            painter.drawLine(QPointF(7, 6.5), QPointF(13, 12.5))
            painter.drawLine(QPointF(13, 6.5), QPointF(7, 12.5))
        return
    if state == "UNSIGNED":
        edge.setDashPattern([1.6, 2.0])
    painter.setPen(edge)
    painter.drawPath(shield)
    if state == "UNKNOWN_KEY":
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(10, 8), 2, 2)
        painter.drawLine(QPointF(10, 10), QPointF(10, 14))


def _shield() -> QPainterPath:
    path = QPainterPath(QPointF(10, 1.2))
    path.lineTo(17.2, 3.8)
    path.lineTo(17.2, 9.5)
    path.cubicTo(17.2, 14, 14, 17, 10, 18.8)
    path.cubicTo(6, 17, 2.8, 14, 2.8, 9.5)
    path.lineTo(2.8, 3.8)
    path.closeSubpath()
    return path
