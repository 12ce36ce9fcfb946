"""Measuring in the picture: points one after another, the line, and the number beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from optopcheck.gui.style import RULER
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.text import Language
    from optopcheck.gui.viewport import BlitViewport
    from optopcheck.picture.measuring import Ruling, Tool
    from optopcheck.picture.snap import Snap

_HALF = 5.0
"""Of the mark where a point would snap to [px]."""
_CROSS = 9.0


class MeasureTool(QObject):
    """Takes points while it is on; Escape puts it away."""

    told = Signal(object)
    """`Text`: the number, or what to do next."""
    changed = Signal()

    def __init__(self, viewport: BlitViewport) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.language: Language = "nl"
        self.ruling: Ruling | None = None
        self._near: Snap | None = None
        self.by_keys = False
        """A cross shows the middle of the picture, where the keyboard points."""
        viewport.overlays.append(self._paint)

    @property
    def is_on(self) -> bool:
        """True while points are taken."""
        return self.ruling is not None

    def start(self, tool: Tool) -> None:
        """Take points for a distance or an angle."""
        from optopcheck.picture.measuring import Ruling  # noqa: PLC0415  # loaded with the first building

        if self._viewport.scene is not None:
            self._put(Ruling(tool))
            self._viewport.setMouseTracking(True)  # Qt's own signature
            self._viewport.setCursor(Qt.CursorShape.CrossCursor)
            self.changed.emit()

    def end(self) -> None:
        """Put the tool away, and the line with it."""
        self.ruling = self._near = None
        self._viewport.setMouseTracking(False)  # same
        self._viewport.unsetCursor()
        self._draw(())
        self.changed.emit()

    def hover(self, x: int, y: int) -> None:
        """Show where a point would snap to."""
        if self.is_on:
            self._near, self.by_keys = self._snapped(x, y), False
            self._viewport.update()

    def point(self, x: int, y: int) -> None:
        """Take a point."""
        found = self._snapped(x, y)
        if self.ruling is not None and found is not None:
            self._put(self.ruling.with_point(found))

    def _snapped(self, x: int, y: int) -> Snap | None:
        from optopcheck.picture.snap import snap_at  # noqa: PLC0415  # loaded with the first building

        view = self._viewport
        if view.scene is None or view.camera is None:
            return None
        return snap_at(view.scene, view.camera, x, y, view.ratio)

    def _put(self, ruling: Ruling) -> None:
        self.ruling = ruling
        self._draw(ruling.places)
        self.told.emit(ruling.words())

    def _draw(self, places: tuple[Floats, ...]) -> None:
        for scene in self._viewport.scenes:
            scene.measure(places)
        self._viewport.refresh()

    # --- over the picture -----------------------------------------------------------------------
    def _paint(self, painter: QPainter) -> None:
        if self.ruling is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._near is not None and not self.by_keys:
            self._paint_near(painter, self._near)
        if self.by_keys:
            self._paint_cross(painter)
        label, where = self.ruling.label(), self.ruling.where()
        if label is not None and where is not None:
            self._paint_label(painter, label.in_language(self.language), self._at(where))

    def _at(self, place: Floats) -> QPointF:
        camera = self._viewport.camera
        x, y = camera.pixel_of(place) if camera is not None else (0.0, 0.0)
        return QPointF(x, y) / self._viewport.ratio

    def _paint_near(self, painter: QPainter, snap: Snap) -> None:
        """Mark a corner with a square, an edge with a diamond, a face with a ring."""
        at = self._at(snap.place)
        painter.setPen(QPen(QColor(RULER), 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.save()
        painter.translate(at)
        box = QRectF(-_HALF, -_HALF, 2 * _HALF, 2 * _HALF)
        if snap.kind in ("vertex", "edge"):
            painter.rotate(45.0 if snap.kind == "edge" else 0.0)
            painter.drawRect(box)
        else:
            painter.drawEllipse(box)
        painter.restore()

    def _paint_cross(self, painter: QPainter) -> None:
        middle = QPointF(self._viewport.rect().center())
        painter.setPen(QPen(QColor(RULER), 1.5))
        painter.drawLine(middle - QPointF(_CROSS, 0), middle + QPointF(_CROSS, 0))
        painter.drawLine(middle - QPointF(0, _CROSS), middle + QPointF(0, _CROSS))

    def _paint_label(self, painter: QPainter, words: str, at: QPointF) -> None:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 14, metrics.height() + 6
        room = self._viewport.rect()
        x = min(max(at.x() - width / 2, 4.0), room.width() - width - 4.0)
        y = min(max(at.y() - height - 8, 4.0), room.height() - height - 4.0)
        plate = QRectF(x, y, width, height)
        painter.setPen(QPen(QColor(RULER), 1.2))
        painter.setBrush(QColor(theme().paper))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor(theme().ink))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
