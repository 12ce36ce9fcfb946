"""Colours of the plan: those of the scan, with a hatch where colours alone are told apart by few."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap

from optopcheck.gui.themes import theme

_HATCHES = {
    "violates": Qt.BrushStyle.BDiagPattern,
    "objection": Qt.BrushStyle.Dense6Pattern,
    "unknown": Qt.BrushStyle.HorPattern,
}
"""Of classes that somebody might take for another: red beside green, brown beside orange, two greys."""
_SCALE = 3
SWATCH = 14
"""[px]"""


def hatch_of(key: str) -> QBrush | None:
    """Return what is drawn over the colour of a class."""
    style = _HATCHES.get(key)
    return None if style is None else QBrush(QColor(255, 255, 255, 190), style)


def edge_pen(*, faint: bool = False) -> QPen:
    """Return the line around a building: one pixel at any scale."""
    pen = QPen(QColor(theme().line if faint else theme().soft_ink), 0)
    pen.setCosmetic(True)
    return pen


def faint_brush() -> QBrush:
    """Return the ground of a building that the filter leaves out."""
    return QBrush(QColor(theme().desk))


def swatch(key: str, colour: str) -> QPixmap:
    """Return the sample of a class for list and legend."""
    pixmap = QPixmap(SWATCH * _SCALE, SWATCH * _SCALE)
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(QPen(QColor(theme().soft_ink), 1))
    place = QRectF(0.5, 0.5, SWATCH - 1, SWATCH - 1)
    painter.setBrush(QColor(colour))
    painter.drawRect(place)
    hatch = hatch_of(key)
    if hatch is not None:
        painter.setBrush(hatch)
        painter.drawRect(place)
    painter.end()
    return pixmap


def swatch_icon(key: str, colour: str) -> QIcon:
    """Return the same as an icon, that keeps its colour where its line is chosen."""
    icon = QIcon(swatch(key, colour))
    icon.addPixmap(swatch(key, colour), QIcon.Mode.Selected)
    return icon
