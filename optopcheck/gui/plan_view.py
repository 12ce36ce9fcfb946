"""The hands on the plan: drag moves, the wheel comes nearer, pointing tells, a click chooses."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QToolTip

from optopcheck.gui.plan_canvas import PlanCanvas

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

_STEP = 1.25
_SLACK = 4
"""Beside a building that still hits it [px]."""
_CLICK = 4
"""A hand that moved less clicked [px]."""


class PlanView(PlanCanvas):
    """The plan for mouse and keyboard."""

    chosen = Signal(int)
    """Place of a building among the rows."""
    pointed = Signal(object)
    """The same of what the mouse is over, None where that is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self._pressed: QPointF | None = None
        self._moved = False

    def _hit(self, at: QPointF) -> int | None:
        if self.drawing is None:
            return None
        x, y = self.place_of(at)
        found = self.drawing.at(x, y)
        return found if found is not None else self.drawing.nearest(x, y, _SLACK / self.look.scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Take hold of the plan."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # same
        """Move the plan, or tell of what is pointed at."""
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            step = event.position() - self._pressed
            if self._moved or step.manhattanLength() > _CLICK:
                self._moved = True
                self._pressed = event.position()
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.pan(step.x(), step.y())
            return
        self._point_at(self._hit(event.position()), event.globalPosition().toPoint())

    def _point_at(self, place: int | None, where: QPoint) -> None:
        if place == self.over:
            return
        self.over = place
        self.setCursor(Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor)
        QToolTip.showText(where, "" if place is None else self.describe(place), self)
        self.pointed.emit(place)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # same
        """Choose what was clicked."""
        if event.button() is Qt.MouseButton.LeftButton and self._pressed is not None:
            self._pressed = None
            self.unsetCursor()
            place = None if self._moved else self._hit(event.position())
            if place is not None:
                self.chosen.emit(place)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  # same
        """Point at nothing."""
        self._point_at(None, QPoint())
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # same
        """Zoom about the mouse."""
        self.zoom(_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # same
        """Move, zoom and choose by keyboard."""
        step = min(self.width(), self.height()) / 6
        key = event.key()
        moves = {
            Qt.Key.Key_Left: (step, 0.0),
            Qt.Key.Key_Right: (-step, 0.0),
            Qt.Key.Key_Up: (0.0, step),
            Qt.Key.Key_Down: (0.0, -step),
        }
        if key in moves:
            self.pan(*moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / _STEP)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        elif key == Qt.Key.Key_Space:
            self._choose_middle()
        else:
            super().keyPressEvent(event)

    def _choose_middle(self) -> None:
        if self.drawing is None:
            return
        found = self.drawing.at(self.look.x, self.look.y)
        if found is None:
            found = self.drawing.nearest(self.look.x, self.look.y, math.inf)
        if found is not None:
            self.chosen.emit(found)
