"""The widget on which the picture is painted: an off-screen image, coarser while it moves."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from optopcheck.gui.themes import theme
from optopcheck.gui.view_drawing import Drawer
from optopcheck.gui.wipe import Wipe, as_image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from optopcheck.picture.camera import Camera
    from optopcheck.picture.image import OffscreenView
    from optopcheck.picture.pace import Grade, Pace
    from optopcheck.picture.scene import Scene

REST = 180
"""After the last movement, before the whole picture is drawn [ms]."""


class _Drawn(NamedTuple):
    """A picture, of which state of the scene it is, and how long it took [s]."""

    image: QImage
    state: int
    took: float


class Canvas(QWidget):
    """Draws a scene and what lies over it. Scene and libraries are made when the first building comes.

    A picture at rest is drawn in another thread; until it is there the former one is seen. Whoever asks
    for the scene or the camera meanwhile waits for it, so that nothing changes under the drawing.
    """

    rested = Signal()
    """The view came to rest after a movement."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(280, 180))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.drawer = Drawer()
        self._scene: Scene | None = None
        self._camera: Camera | None = None
        self._state = 0
        self.pace: Pace | None = None
        self.wipe = Wipe()
        self.overlays: list[Callable[[QPainter], None]] = []
        """Painted over the picture, each time it is painted."""
        self._view: OffscreenView | None = None
        self._image: QImage | None = None
        self._drawn_state = -1
        self._is_moving = False
        self._pause = QTimer(self, singleShot=True, interval=REST)
        self._pause.timeout.connect(self.settle)

    @property
    def scene(self) -> Scene | None:
        """What is drawn; a drawing that runs is waited for."""
        self.drawer.wait()
        return self._scene

    @property
    def camera(self) -> Camera | None:
        """From where it is drawn; a drawing that runs is waited for."""
        self.drawer.wait()
        return self._camera

    @property
    def has_scene(self) -> bool:
        """True once there is something to draw; waits for nothing."""
        return self._scene is not None

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
        """The scene, and that left of the line of comparison; a drawing that runs is waited for."""
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
        self._state += 1
        self.update()

    # --- drawing --------------------------------------------------------------------------------
    def ready(self) -> Scene:
        """Return the scene; it is made with the first call."""
        if self.scene is None:
            from optopcheck.picture.camera import Camera  # noqa: PLC0415  # loaded with the first building
            from optopcheck.picture.image import OffscreenView  # noqa: PLC0415  # same
            from optopcheck.picture.pace import Pace  # noqa: PLC0415  # same
            from optopcheck.picture.palette import DAY, DUSK  # noqa: PLC0415  # same
            from optopcheck.picture.scene import Scene  # noqa: PLC0415  # same

            self.pace = Pace()
            scene, size = Scene(DUSK if theme().name == "dark" else DAY), self.pixels()
            self._view = self.drawer.now(partial(OffscreenView, scene, size.width(), size.height()))
            self._scene, self._camera = scene, Camera(scene)
            return scene
        return self.scene

    def pixels(self) -> QSize:
        """Return the size of the picture in device pixels."""
        width, height = (max(1, round(side * self.ratio)) for side in (self.width(), self.height()))
        return QSize(width, height)

    def image(self) -> QImage | None:
        """Return the picture as it is, None as long as there is none; waits until it is drawn."""
        self.drawer.wait()
        task = self._task()
        if task is not None:
            self._keep(self.drawer.now(task))
        return self._image

    def _task(self) -> Callable[[], _Drawn] | None:
        """Return what draws the picture; None where it is there, or nothing can be drawn."""
        view, pace = self._view, self.pace
        if view is None or pace is None or self._drawn_state == self._state:
            return None
        grade = pace.grade if self._is_moving else None
        view.let_go()
        self.wipe.give_way()
        return partial(self._drawn, view, grade, self.pixels(), (self.ratio, self._state))

    def _keep(self, drawn: _Drawn) -> None:
        self._image, self._drawn_state = drawn.image, drawn.state
        if self.pace is not None:
            (self.pace.moved if self._is_moving else self.pace.rested)(drawn.took)
        self.update()

    def _drawn(
        self, view: OffscreenView, grade: Grade | None, size: QSize, asked: tuple[float, int]
    ) -> _Drawn:
        """Draw; runs in the thread that draws, and touches no widget."""
        begin = time.perf_counter()
        ratio, state = asked
        share = grade.share if grade else 1.0
        for scene in (self._scene, self.wipe.scene):
            if scene is not None:
                scene.set_scale(ratio)
                scene.set_coarse(coarse=grade is not None and grade.coarse)
        view.resize(size.width(), size.height(), share)
        image = as_image(view.render(draft=grade is not None and grade.coarse))
        image.setDevicePixelRatio(ratio * share)
        self.wipe.draw(size, ratio, share)
        return _Drawn(image, state, time.perf_counter() - begin)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Paint the picture and what lies over it; a new one of a scene at rest is begun, and comes later."""
        del event
        image = self.image() if self._is_moving else self._image
        painter = QPainter(self)
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
        if not self.drawer.is_busy:
            self.drawer.wait()
            task = self._task()
            if task is not None:
                self.drawer.begin(task, self._keep)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Draw in the new size."""
        super().resizeEvent(event)
        size = self.pixels()
        self.drawer.later(partial(self._fit_scene, size.width(), size.height()))
        self.refresh()

    def _fit_scene(self, width: int, height: int) -> None:
        if self._scene is not None:
            self._scene.size = (width, height)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Give back what the graphics library holds."""
        self.shut()
        super().closeEvent(event)

    def shut(self) -> None:
        """Give back what the graphics library holds."""
        self._pause.stop()
        self.drawer.wait()
        self.end_wipe()
        if self._view is not None:
            self._view.let_go()
            self.drawer.now(self._view.close)
            self._view = self._scene = self._camera = self._image = None
        self.drawer.shut()

    def end_wipe(self) -> None:
        """Show one picture alone."""
        if self.wipe.is_shown:
            self.wipe.give_way()
            self.drawer.now(self.wipe.end)
