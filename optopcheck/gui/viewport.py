"""The picture in the window: an off-screen image painted on a plain widget, with mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from optopcheck.gui.fields import named
from optopcheck.gui.themes import theme
from optopcheck.gui.wipe import Wipe, as_image

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from PySide6.QtGui import (
        QCloseEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Mesh
    from optopcheck.picture.camera import Camera
    from optopcheck.picture.image import OffscreenView
    from optopcheck.picture.scene import Scene

_STEP = 12
"""One press of an arrow key is a drag of so many pixels."""
_WIPE_STEP = 0.03
"""One press of a key moves the line of comparison so far, as a share of the width."""
_ZOOM = 1.15
"""One notch of the wheel."""
_CLICK = 4
"""A press that moves less is a click [px]."""
VIEWS = ("iso", "north", "east", "south", "west", "top")


class BlitViewport(QWidget):
    """Shows a scene. The scene and its libraries are made when the first building comes."""

    picked = Signal(object)
    """Id of the element or neighbour under the cursor, None beside them."""
    point_picked = Signal(str)
    """Id of the coloured observation point under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        named(self, self.tr("3D picture"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys turn, with Shift they move, + and - zoom, Home shows all, E shows what is lit,"
                " 1 to 6 choose a view, comma and point move the line of comparison, Escape clears the light."
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(280, 180))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scene: Scene | None = None
        self.camera: Camera | None = None
        self._view: OffscreenView | None = None
        self._image: QImage | None = None
        self._lit: tuple[str, ...] = ()
        self._faces: tuple[Mesh, ...] = ()
        self._colours: dict[str, tuple[int, int, int]] = {}
        self.wipe = Wipe()
        self._pressed: QPointF | None = None
        self._last = QPointF()

    # --- what is shown --------------------------------------------------------------------------
    def show_building(
        self, building: Building, neighbours: Collection[Neighbour], ground: float, north: float
    ) -> None:
        """Fill the picture; `ground` [m], `north` clockwise from +y [deg]."""
        scene = self._ready()
        scene.show(building, tuple(neighbours), ground=ground)
        scene.set_north(north)
        scene.colour_points(self._colours)
        self.refresh()

    def compare(
        self, building: Building | None, neighbours: Collection[Neighbour], ground: float, north: float
    ) -> None:
        """Show another building left of a line that can be dragged; None takes it away."""
        if building is None:
            self.wipe.end()
        else:
            scene = self._ready()
            self.wipe.show(scene, self._pixels(), building, (tuple(neighbours), ground, north))
        self.refresh()

    def colour_points(self, colours: Mapping[str, tuple[int, int, int]]) -> None:
        """Draw observation points in colours by their ids; none for {}."""
        self._colours = dict(colours)
        if self.scene is not None:
            self.scene.colour_points(self._colours)
            self.refresh()

    def fit(self) -> None:
        """Bring everything into view."""
        self._move(lambda camera: camera.fit())

    def fit_to_lit(self) -> None:
        """Bring what is lit into view."""
        ids, faces = self._lit, self._faces
        if ids or faces:
            self._move(lambda camera: camera.fit_to(() if faces else ids, faces))

    def fit_to(self, ids: Collection[str]) -> None:
        """Bring elements into view."""
        if ids:
            self._move(lambda camera: camera.fit_to(ids))

    def look(self, name: str) -> None:
        """Look from a named side."""
        self._move(lambda camera: camera.view(name))

    def look_from_sun(self, azimuth: float, elevation: float) -> None:
        """Look as the sun does; what it cannot see lies in the shade."""
        self._move(lambda camera: camera.look_from_sun(azimuth, elevation))

    def show_storey(self, storey_id: str | None, visible: bool) -> None:  # noqa: FBT001  # a signal calls it
        """Show or hide a storey."""
        if self.scene is not None:
            self.scene.set_storey_visible(storey_id, visible)
            self.refresh()

    def show_neighbours(self, visible: bool) -> None:  # noqa: FBT001  # same
        """Show or hide the surroundings."""
        if self.scene is not None:
            self.scene.set_neighbours_visible(visible)
            self.refresh()

    def show_shadow(self, mesh: Mesh | None, compared: Mesh | None = None) -> None:
        """Show the computed shadow, or none; `compared` that of the building left of the line."""
        if self.scene is not None:
            self.scene.show_shadow(mesh)
            self.wipe.show_shadow(compared)
            self.refresh()

    def set_sun(self, azimuth: float, elevation: float) -> None:
        """Let the light fall as the sun does."""
        if self.scene is not None:
            self.scene.set_sun(azimuth, elevation)
            self.wipe.set_sun(azimuth, elevation)
            self.refresh()

    def light(
        self, ids: Collection[str], faces: Collection[Mesh] = (), excluded: Collection[str] = ()
    ) -> None:
        """Light up elements and the faces of a number, which come into view; `excluded` in another colour."""
        self._lit, self._faces = tuple(ids), tuple(faces)
        if self.scene is None or self.camera is None:
            return
        self.scene.highlight(self._lit, self._faces, tuple(excluded))
        if self._faces:
            self.camera.keep_in_view((), self._faces)
        self.refresh()

    def refresh(self) -> None:
        """Draw anew at the next paint."""
        self._image = None
        self.update()

    def shut(self) -> None:
        """Give back what the graphics library holds."""
        self.wipe.end()
        if self._view is not None:
            self._view.close()
            self._view = self.scene = self.camera = self._image = None

    # --- drawing --------------------------------------------------------------------------------
    def _ready(self) -> Scene:
        if self.scene is None:
            from optopcheck.picture.camera import Camera  # noqa: PLC0415  # loaded with the first building
            from optopcheck.picture.image import OffscreenView  # noqa: PLC0415  # same
            from optopcheck.picture.scene import Scene  # noqa: PLC0415  # same

            self.scene = Scene()
            self.camera = Camera(self.scene)
            size = self._pixels()
            self._view = OffscreenView(self.scene, size.width(), size.height())
        return self.scene

    def _pixels(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))

    def image(self) -> QImage | None:
        """Return the picture as it is, None as long as there is none."""
        if self._image is None and self._view is not None:
            size = self._pixels()
            self._view.resize(size.width(), size.height())
            image = as_image(self._view.render())
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._image = image
            self.wipe.draw(size, self.devicePixelRatioF())
        return self._image

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Paint the picture."""
        del event
        painter = QPainter(self)
        image = self.image()
        if image is None:
            painter.fillRect(self.rect(), QColor(theme().desk))
        else:
            painter.drawImage(0, 0, image)
            self.wipe.paint(painter, self.rect())
        if self.hasFocus():
            painter.setPen(QColor(theme().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Draw in the new size."""
        super().resizeEvent(event)
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Give back what the graphics library holds."""
        self.shut()
        super().closeEvent(event)

    # --- mouse and keys -------------------------------------------------------------------------
    def _move(self, how: Callable[[Camera], None]) -> None:
        if self.camera is not None:
            how(self.camera)
            self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Begin to turn or to move."""
        self._pressed = self._last = event.position()
        self.wipe.grab(event.position().x(), self.width())
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Left turns; middle, right, or left with Shift moves."""
        step = (event.position() - self._last) * self.devicePixelRatioF()
        self._last = event.position()
        if self.wipe.is_held:
            self.wipe.move_to(event.position().x() / max(self.width(), 1))
            self.update()
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.buttons() & Qt.MouseButton.LeftButton and not shift:
            self._move(lambda camera: camera.orbit(step.x(), step.y()))
        elif event.buttons():
            self._move(lambda camera: camera.pan(step.x(), step.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Pick, if the mouse stood still."""
        pressed, self._pressed = self._pressed, None
        if self.wipe.is_held:
            self.wipe.let_go()
            return
        if pressed is None or self.scene is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if (event.position() - pressed).manhattanLength() < _CLICK:
            place = event.position() * self.devicePixelRatioF()
            self._pick(self.scene, round(place.x()), round(place.y()))

    def _pick(self, scene: Scene, x: int, y: int) -> None:
        point = scene.point_near(self.camera, x, y) if self.camera is not None else None
        if point is not None:
            self.point_picked.emit(point)
        else:
            self.picked.emit(scene.pick(x, y))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Bring what is lit into view."""
        del event
        self.fit_to_lit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name
        """Zoom to the cursor."""
        place = event.position() * self.devicePixelRatioF()
        factor = _ZOOM ** (event.angleDelta().y() / 120)
        self._move(lambda camera: camera.zoom(factor, place.x(), place.y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Do with keys what the mouse does."""
        key, keys = event.key(), Qt.Key
        arrows = {keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0), keys.Key_Up: (0, -1), keys.Key_Down: (0, 1)}
        middle = self._pixels() / 2
        if key in arrows:
            dx, dy = (_STEP * part for part in arrows[keys(key)])
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(lambda camera: camera.pan(dx, dy) if shift else camera.orbit(dx, dy))
        elif key in (keys.Key_Comma, keys.Key_Period) and self.wipe.is_shown:
            self.wipe.move_to(self.wipe.share + (_WIPE_STEP if key == keys.Key_Period else -_WIPE_STEP))
            self.update()
        elif key in (keys.Key_Plus, keys.Key_Equal, keys.Key_Minus):
            factor = 1 / _ZOOM if key == keys.Key_Minus else _ZOOM
            self._move(lambda camera: camera.zoom(factor, middle.width(), middle.height()))
        elif keys.Key_1 <= key <= keys.Key_6:
            self.look(VIEWS[key - keys.Key_1])
        elif key in (keys.Key_Home, keys.Key_F):
            self.fit()
        elif key == keys.Key_E:
            self.fit_to_lit()
        elif key == keys.Key_Escape:
            self.picked.emit(None)
        else:
            super().keyPressEvent(event)
