"""The mouse on the picture: turn, move, zoom, pick, and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from optopcheck.gui.themes import theme
from optopcheck.gui.view_presets import DEFAULT, PRESETS

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QWheelEvent

    from optopcheck.domain.mesh import Floats
    from optopcheck.gui.view_presets import Act
    from optopcheck.gui.viewport import BlitViewport

ZOOM = 1.15
"""One notch of the wheel."""
_ZOOM_PER_PIXEL = 1.008
_CLICK = 4
"""A press that moves less is a click [px]."""
_PIVOT = 4.0


class Hands:
    """What the buttons of the mouse do, by the habit that was chosen."""

    def __init__(self, viewport: BlitViewport) -> None:
        self._viewport = viewport
        self.preset = PRESETS[DEFAULT]
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._pivot: Floats | None = None
        self._is_turning = False
        viewport.overlays.append(self._paint_pivot)

    def choose(self, key: str) -> None:
        """Follow another habit; the own one where it is unknown."""
        self.preset = PRESETS.get(key, PRESETS[DEFAULT])

    def press(self, event: QMouseEvent) -> None:
        """Begin to turn, to move, or to drag the line of comparison."""
        view = self._viewport
        self._pressed = self._last = event.position()
        self._is_turning = False
        view.wipe.grab(event.position().x(), view.width())
        view.setFocus(Qt.FocusReason.MouseFocusReason)

    def move(self, event: QMouseEvent) -> None:
        """Drag; without a button, show where a measurement would snap to."""
        view = self._viewport
        step = (event.position() - self._last) * view.ratio
        self._last = event.position()
        if view.wipe.is_held:
            view.wipe.move_to(event.position().x() / max(view.width(), 1))
            view.update()
        elif not event.buttons():
            view.ruler.hover(*self.pixel(event.position()))
        elif not self._is_click(event.position()):
            self._drag(self._act(event), step)

    def release(self, event: QMouseEvent) -> None:
        """Pick, or open the menu, if the mouse stood still."""
        view, pressed = self._viewport, self._pressed
        still = pressed is not None and self._is_click(event.position())
        self._pressed = None
        if self._is_turning:
            self._is_turning = False
            view.update()
        if view.wipe.is_held:
            view.wipe.let_go()
        elif still and event.button() == Qt.MouseButton.LeftButton:
            view.point_at(*self.pixel(event.position()))
        elif still and event.button() == Qt.MouseButton.RightButton:
            view.menu_wanted.emit(event.globalPosition().toPoint())

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom to the cursor."""
        x, y = self.pixel(event.position())
        factor = ZOOM ** (event.angleDelta().y() / 120)
        self._viewport.drag(lambda camera: camera.zoom(factor, x, y))
        event.accept()

    def pixel(self, place: QPointF) -> tuple[int, int]:
        """Return a place on the widget in device pixels."""
        at = place * self._viewport.ratio
        return round(at.x()), round(at.y())

    def _is_click(self, place: QPointF) -> bool:
        return self._pressed is not None and (place - self._pressed).manhattanLength() < _CLICK

    def _act(self, event: QMouseEvent) -> Act | None:
        if self._viewport.is_walking and event.buttons() & Qt.MouseButton.LeftButton:
            return "orbit"
        return self.preset.act(event.buttons(), event.modifiers())

    def _drag(self, act: Act | None, step: QPointF) -> None:
        view = self._viewport
        if act == "orbit":
            if not self._is_turning:
                self._is_turning, self._pivot = True, self._found_pivot()
            view.drag(lambda camera: camera.orbit(step.x(), step.y(), self._pivot))
        elif act == "pan":
            view.drag(lambda camera: camera.pan(step.x(), step.y()))
        elif act == "zoom" and self._pressed is not None:
            x, y = self.pixel(self._pressed)
            view.drag(lambda camera: camera.zoom(_ZOOM_PER_PIXEL ** -step.y(), x, y))

    def _found_pivot(self) -> Floats | None:
        """Return about what to turn: what is chosen, else what lies under the cursor, else the middle."""
        view = self._viewport
        if view.scene is None or view.is_walking or self._pressed is None:
            return None
        box = view.scene.extent(view.chosen) if view.chosen else None
        if box is not None:
            return np.asarray(box.mean(axis=0))
        return view.scene.surface_at(*self.pixel(self._pressed))

    def _paint_pivot(self, painter: QPainter) -> None:
        """Show about what the view turns."""
        view = self._viewport
        if not self._is_turning or self._pivot is None or view.camera is None:
            return
        x, y = view.camera.pixel_of(self._pivot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().paper), 1.5))
        painter.setBrush(QColor(theme().accent))
        painter.drawEllipse(QPointF(x, y) / view.ratio, _PIVOT, _PIVOT)
