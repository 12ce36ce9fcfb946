"""Two pictures in one: the existing situation left of a line that can be dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Mesh
    from optopcheck.picture.image import OffscreenView, Pixels
    from optopcheck.picture.scene import Scene

_REACH = 8
"""A press this near to the line takes hold of it [px]."""
_KNOB = 9.0
_COVER = 225
"""How much of the picture the names cover, out of 255."""
_PLATE = 22
_ABOVE = 40
"""Room below the names, for the words beside the compass [px]."""
_LEAST, _MOST = 0.02, 0.98
Around = tuple[tuple["Neighbour", ...], float, float]
"""Neighbours, height of the ground [m], true north [deg]."""


class Wipe:
    """The second scene and where the line stands; draws nothing while there is no second scene."""

    def __init__(self) -> None:
        self.share = 0.5
        """Of the width that lies left of the line."""
        self.names = ("", "")
        """Left and right of the line."""
        self.is_held = False
        self._scene: Scene | None = None
        self._view: OffscreenView | None = None
        self._image: QImage | None = None
        self._shown: tuple[Building, Around] | None = None
        self._sun: tuple[float, float] | None = None

    @property
    def is_shown(self) -> bool:
        """True while two pictures are compared."""
        return self._view is not None

    @property
    def scene(self) -> Scene | None:
        """What is seen left of the line."""
        return self._scene

    def show(self, main: Scene, size: QSize, building: Building, around: Around) -> None:
        """Put a building left of the line; it is seen with the camera of the main scene."""
        from optopcheck.picture.image import OffscreenView  # noqa: PLC0415  # loaded with the first building
        from optopcheck.picture.scene import Scene  # noqa: PLC0415  # same

        if self._scene is None:
            self._scene = Scene(main.backdrop)
            self._scene.look_through(main)
            self._view = OffscreenView(self._scene, size.width(), size.height())
        if (building, around) != self._shown:
            neighbours, ground, north = around
            self._scene.show(building, neighbours, ground=ground)
            self._scene.set_north(north)
            self._shown = (building, around)
        if self._sun is not None:
            self._scene.set_sun(*self._sun)

    def end(self) -> None:
        """Show one picture alone, and give back what the second one holds."""
        if self._view is not None:
            self._view.close()
        self._scene = self._view = self._image = self._shown = None
        self.is_held = False

    def show_shadow(self, mesh: Mesh | None) -> None:
        """Show the shadow of the second building."""
        if self._scene is not None:
            self._scene.show_shadow(mesh)

    def set_sun(self, azimuth: float, elevation: float) -> None:
        """Let the light fall as in the main picture [deg]."""
        self._sun = (azimuth, elevation)
        if self._scene is not None:
            self._scene.set_sun(azimuth, elevation)

    # --- the line -------------------------------------------------------------------------------
    def grab(self, x: float, width: int) -> None:
        """Take hold of the line if the press is near to it."""
        self.is_held = self.is_shown and abs(x - self.share * width) <= _REACH

    def move_to(self, share: float) -> None:
        """Put the line at a share of the width."""
        self.share = min(max(share, _LEAST), _MOST)

    def let_go(self) -> None:
        """Leave the line where it is."""
        self.is_held = False

    # --- drawing --------------------------------------------------------------------------------
    def draw(self, size: QSize, ratio: float, share: float = 1.0) -> None:
        """Draw the second picture anew; of a moving one only a share of width and height, stretched then."""
        if self._view is not None:
            self._view.resize(size.width(), size.height(), share)
            self._image = as_image(self._view.render(draft=share < 1.0))
            self._image.setDevicePixelRatio(ratio * share)

    def give_way(self) -> None:
        """Let another thread draw the second picture."""
        if self._view is not None:
            self._view.let_go()

    def paint(self, painter: QPainter, room: QRect) -> None:
        """Paint the second picture left of the line, the line and the names."""
        if self._image is None:
            return
        x = self.share * room.width()
        painter.save()
        painter.setClipRect(QRectF(0, 0, x, room.height()))
        painter.drawImage(room, self._image)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().paper), 3.0))
        painter.drawLine(QPointF(x, 0), QPointF(x, room.height()))
        painter.setPen(QPen(QColor(theme().accent), 1.4))
        painter.drawLine(QPointF(x, 0), QPointF(x, room.height()))
        painter.setBrush(QColor(theme().paper))
        painter.drawEllipse(QPointF(x, room.height() / 2), _KNOB, _KNOB)
        self._paint_names(painter, x, room)

    def _paint_names(self, painter: QPainter, x: float, room: QRect) -> None:
        ground = QColor(theme().paper)
        ground.setAlpha(_COVER)
        for name, left in zip(self.names, (True, False), strict=True):
            width = painter.fontMetrics().horizontalAdvance(name) + 16
            start = x - width - 10 if left else x + 10
            plate = QRectF(start, room.height() - _PLATE - _ABOVE, width, _PLATE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(plate, 4, 4)
            painter.setPen(QColor(theme().ink))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, name)


def as_image(pixels: Pixels) -> QImage:
    """Return pixels (h, w, 3) as an image that owns its bytes."""
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
