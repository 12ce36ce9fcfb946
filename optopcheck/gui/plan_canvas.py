"""The plan of a municipality as it is painted: the footprints, what is marked, scale and north."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from optopcheck.gui.fields import named
from optopcheck.gui.plan_drawing import Look, PlanDrawing
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent

    from optopcheck.gui.plan_work import Read

_LEAST, _MOST = 0.002, 40.0
"""Scale [px/m]."""
_MARGIN = 1.06
_AT_ONCE = 0.025
"""A picture that takes longer is made when the hand rests [s]."""
_REST = 60
"""[ms]"""
_LEGIBLE = 24
"""A chosen building is at least so wide [px]."""
_BARS = (1, 2, 5)


class PlanCanvas(QWidget):
    """Shows the drawing; the image of a view is kept, moved and stretched until the next one is there."""

    def __init__(self) -> None:
        super().__init__()
        named(self, self.tr("Plan of the municipality"))
        self.setAccessibleDescription(
            self.tr("Arrows move, plus and minus zoom, 0 shows all, Space chooses the building in the middle")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self.drawing: PlanDrawing | None = None
        self.look = Look(0.0, 0.0, 1.0)
        self.current: int | None = None
        self.paint_seconds = 0.0
        """What the last image took."""
        self.describe: Callable[[int], str] = str
        self._image: QImage | None = None
        self._drawn = self.look
        self._is_old = True
        self._is_fitted = True
        self.over: int | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._draw_anew)

    # --- what is shown --------------------------------------------------------------------------
    def fill(self, read: Read, describe: Callable[[int], str]) -> None:
        """Show a result; `describe` tells of a building in a line."""
        self.drawing, self.describe = PlanDrawing(read), describe
        self.current = self.over = None
        self.fit()

    def show_only(self, places: Sequence[int]) -> None:
        """Draw these in their colours and the others as ground."""
        if self.drawing is not None:
            self.drawing.shown[:] = False
            self.drawing.shown[np.asarray(places, dtype=np.int64)] = True
            self._renew(at_once=True)

    def choose(self, place: int | None) -> None:
        """Mark a building, and bring it into sight."""
        self.current = place
        drawing = self.drawing
        if drawing is not None and place is not None and drawing.has_shape[place]:
            low, high = drawing.boxes[place]
            middle, wide = (low + high) / 2, float((high - low).max())
            half = np.array([self.width(), self.height()]) / 2 / self.look.scale
            scale = max(self.look.scale, min(_LEGIBLE / max(wide, 1.0), _MOST))
            outside = (np.abs(middle - (self.look.x, self.look.y)) > 0.9 * half).any()
            if outside or scale > self.look.scale:
                self._go(Look(float(middle[0]), float(middle[1]), scale))
        self.update()

    def fit(self) -> None:
        """Show everything."""
        extent = self.drawing.extent if self.drawing is not None else None
        if extent is not None:
            size = np.maximum(np.ptp(extent, axis=0), 1.0) * _MARGIN
            scale = float(min(self.width() / size[0], self.height() / size[1]))
            x, y = extent.mean(axis=0).tolist()
            self._go(Look(x, y, min(max(scale, _LEAST), _MOST)))
        self._is_fitted = True
        self._renew(at_once=True)

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Come nearer (above 1) or go away; the place under the mouse stays where it is."""
        scale = min(max(self.look.scale * factor, _LEAST), _MOST)
        at = about or QPointF(self.width() / 2, self.height() / 2)
        x, y = self.place_of(at)
        dx, dy = at.x() - self.width() / 2, at.y() - self.height() / 2
        self._go(Look(x - dx / scale, y + dy / scale, scale))

    def pan(self, right: float, down: float) -> None:
        """Move the plan by so many pixels."""
        scale = self.look.scale
        self._go(replace(self.look, x=self.look.x - right / scale, y=self.look.y + down / scale))

    def _go(self, look: Look) -> None:
        self.look, self._is_fitted = look, False
        self._renew(at_once=self.paint_seconds < _AT_ONCE)

    def _renew(self, *, at_once: bool) -> None:
        if at_once:
            self._rest.stop()
            self._draw_anew()
        else:
            self._rest.start()
            self.update()

    def _draw_anew(self) -> None:
        self._is_old = True
        self.update()

    def place_of(self, at: QPointF) -> tuple[float, float]:
        """Return where a point of the widget lies in RD."""
        scale = self.look.scale
        return (
            self.look.x + (at.x() - self.width() / 2) / scale,
            self.look.y - (at.y() - self.height() / 2) / scale,
        )

    def point_of(self, place: int) -> QPoint:
        """Return where in the widget the middle of a building is."""
        if self.drawing is None:
            return QPoint()
        box = self.drawing.polygon(place).boundingRect().center()
        return self.drawing.transform(self.look, self.width(), self.height()).map(box).toPoint()

    # --- painting -------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Paint the kept image where it belongs now, with what lies over it."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().paper))
        if self.drawing is None or not self.drawing.has_shape.any():
            painter.setPen(QColor(theme().soft_ink))
            words = self.tr("No building has an outline") if self.drawing is not None else ""
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            painter.end()
            return
        if self._image is None or self._is_old:
            self._make_image()
        self._paint_image(painter)
        self._paint_marks(painter)
        self._paint_scale(painter)
        painter.end()

    def _make_image(self) -> None:
        if self.drawing is None:
            return
        began = time.perf_counter()
        self._image = self.drawing.image(self.look, self.size(), self.devicePixelRatioF())
        self._drawn, self._is_old = self.look, False
        self.paint_seconds = time.perf_counter() - began

    def _paint_image(self, painter: QPainter) -> None:
        if self._image is None:
            return
        grown = self.look.scale / self._drawn.scale
        size = self._image.deviceIndependentSize()
        x = self.width() / 2 + (self._drawn.x - self.look.x) * self.look.scale
        y = self.height() / 2 - (self._drawn.y - self.look.y) * self.look.scale
        wide, high = size.width() * grown, size.height() * grown
        painter.drawImage(QRectF(x - wide / 2, y - high / 2, wide, high), self._image)

    def _paint_marks(self, painter: QPainter) -> None:
        drawing = self.drawing
        if drawing is None:
            return
        to_view = drawing.transform(self.look, self.width(), self.height())
        for place, colour, width in ((self.over, theme().ink, 2), (self.current, theme().accent, 3)):
            if place is None or not drawing.has_shape[place]:
                continue
            outline = to_view.map(drawing.polygon(place))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme().paper), width + 3))
            painter.drawPolygon(outline)
            painter.setPen(QPen(QColor(colour), width))
            painter.drawPolygon(outline)
            if place == self.current and outline.boundingRect().width() < _LEGIBLE / 2:
                painter.drawEllipse(outline.boundingRect().center(), _LEGIBLE / 2, _LEGIBLE / 2)
        if self.hasFocus():
            self._paint_focus(painter)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme().accent), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(QColor(theme().soft_ink), 1))
        painter.drawLine(middle - QPointF(6, 0), middle + QPointF(6, 0))
        painter.drawLine(middle - QPointF(0, 6), middle + QPointF(0, 6))

    def _paint_scale(self, painter: QPainter) -> None:
        """Draw a bar of round length, and where north is."""
        metres = 110 / self.look.scale
        power = 10.0 ** math.floor(math.log10(metres))
        length = max((step * power for step in _BARS if step * power <= metres), default=power)
        words = f"{length:g} m" if length < 1000 else f"{length / 1000:g} km"  # noqa: PLR2004  # a kilometre
        text = f"{words}   N ↑"
        wide = length * self.look.scale
        box = QRectF(
            10, self.height() - 40, max(wide, painter.fontMetrics().horizontalAdvance(text)) + 16, 32
        )
        ground = QColor(theme().paper)
        ground.setAlpha(225)
        painter.fillRect(box, ground)
        painter.setPen(QPen(QColor(theme().ink), 3))
        foot = box.bottom() - 6
        painter.drawLine(QPointF(box.left() + 8, foot), QPointF(box.left() + 8 + wide, foot))
        painter.drawText(box.adjusted(8, 2, 0, -10), Qt.AlignmentFlag.AlignLeft, text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Keep showing everything where everything was shown."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
        else:
            self._renew(at_once=True)

    def sizeHint(self) -> QSize:  # noqa: N802  # same
        """Return the wished size."""
        return QSize(760, 640)
