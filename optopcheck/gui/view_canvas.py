"""The widget on which the picture is painted: an off-screen image, coarser while it moves."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from optopcheck.gui.themes import theme
from optopcheck.gui.wipe import Wipe, as_image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from optopcheck.picture.camera import Camera
    from optopcheck.picture.image import OffscreenView
    from optopcheck.picture.pace import Pace
    from optopcheck.picture.scene import Scene

REST = 180
"""After the last movement, before the whole picture is drawn [ms]."""


class Canvas(QWidget):
    """Draws a scene and what lies over it. Scene and libraries are made when the first building comes."""

    rested = Signal()
    """The view came to rest after a movement."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(280, 180))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scene: Scene | None = None
        self.camera: Camera | None = None
        self.pace: Pace | None = None
        self.wipe = Wipe()
        self.overlays: list[Callable[[QPainter], None]] = []
        """Painted over the picture, each time it is painted."""
        self._view: OffscreenView | None = None
        self._image: QImage | None = None
        self._is_moving = False
        self._pause = QTimer(self, singleShot=True, interval=REST)
        self._pause.timeout.connect(self.settle)

    @property
    def ratio(self) -> float:
        """Device pixels per pixel."""
        return self.devicePixelRatioF()

    @property
    def is_moving(self) -> bool:
        """True while the hand moves the view."""
        return self._is_moving

    @property
    def scenes(self) -> Iterator[Scene]:
        """The scene, and that left of the line of comparison."""
        yield from (scene for scene in (self.scene, self.wipe.scene) if scene is not None)

    # --- movement -------------------------------------------------------------------------------
    def drag(self, how: Callable[[Camera], None]) -> None:
        """Move the camera with the hand: drawn coarsely where that is needed, wholly at rest."""
        if self.camera is not None:
            how(self.camera)
            self.stir()

    def jump(self, how: Callable[[Camera], None]) -> None:
        """Put the camera somewhere else at once."""
        if self.camera is not None:
            how(self.camera)
            self._pause.stop()
            self._is_moving = False
            self.refresh()
            self.rested.emit()

    def stir(self) -> None:
        """Draw anew as one frame of a movement."""
        self._is_moving = True
        self._pause.start()
        self.refresh()

    def settle(self) -> None:
        """End a movement: the whole picture is drawn."""
        self._pause.stop()
        if self._is_moving:
            self._is_moving = False
            self.refresh()
            self.rested.emit()

    def refresh(self) -> None:
        """Draw anew at the next paint."""
        self._image = None
        self.update()

    # --- drawing --------------------------------------------------------------------------------
    def ready(self) -> Scene:
        """Return the scene; it is made with the first call."""
        if self.scene is None:
            from optopcheck.picture.camera import Camera  # noqa: PLC0415  # loaded with the first building
            from optopcheck.picture.image import OffscreenView  # noqa: PLC0415  # same
            from optopcheck.picture.pace import Pace  # noqa: PLC0415  # same
            from optopcheck.picture.scene import Scene  # noqa: PLC0415  # same

            self.scene, self.pace = Scene(), Pace()
            size = self.pixels()
            self._view = OffscreenView(self.scene, size.width(), size.height())
            self.camera = Camera(self.scene)
        return self.scene

    def pixels(self) -> QSize:
        """Return the size of the picture in device pixels."""
        width, height = (max(1, round(side * self.ratio)) for side in (self.width(), self.height()))
        return QSize(width, height)

    def image(self) -> QImage | None:
        """Return the picture as it is, None as long as there is none."""
        if self._image is None and self._view is not None and self.pace is not None:
            begin = time.perf_counter()
            moving = self._is_moving
            self._image = self._drawn(self._view, self.pace)
            (self.pace.moved if moving else self.pace.rested)(time.perf_counter() - begin)
        return self._image

    def _drawn(self, view: OffscreenView, pace: Pace) -> QImage:
        grade = pace.grade if self._is_moving else None
        share = grade.share if grade else 1.0
        for scene in self.scenes:
            scene.set_scale(self.ratio)
            scene.set_coarse(coarse=grade is not None and grade.coarse)
        size = self.pixels()
        view.resize(size.width(), size.height(), share)
        image = as_image(view.render(draft=grade is not None and grade.coarse))
        image.setDevicePixelRatio(self.ratio * share)
        self.wipe.draw(size, self.ratio, share)
        return image

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Paint the picture and what lies over it."""
        del event
        painter = QPainter(self)
        image = self.image()
        if image is None:
            painter.fillRect(self.rect(), QColor(theme().desk))
        else:
            painter.drawImage(self.rect(), image)
            self.wipe.paint(painter, self.rect())
            for paint in self.overlays:
                painter.save()
                paint(painter)
                painter.restore()
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Draw in the new size."""
        super().resizeEvent(event)
        if self.scene is not None:
            size = self.pixels()
            self.scene.size = (size.width(), size.height())
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Give back what the graphics library holds."""
        self.shut()
        super().closeEvent(event)

    def shut(self) -> None:
        """Give back what the graphics library holds."""
        self._pause.stop()
        self.wipe.end()
        if self._view is not None:
            self._view.close()
            self._view = self.scene = self.camera = self._image = None
