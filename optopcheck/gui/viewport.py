"""The picture in the window: what is shown of the case, and what the user does with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent

from optopcheck.gui.fields import named
from optopcheck.gui.view_hands import Hands
from optopcheck.gui.view_keys import VIEWS, ViewKeys
from optopcheck.gui.view_looks import LookingCanvas
from optopcheck.gui.view_measure import MeasureTool

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Mesh
    from optopcheck.picture.cuts import Cut
    from optopcheck.picture.showing import Showing

__all__ = ["VIEWS", "BlitViewport"]


class BlitViewport(LookingCanvas):
    """Shows a scene; panels tell it what to isolate, hide and bring into view."""

    picked = Signal(object)
    """Id of the element or neighbour under the cursor, None beside them."""
    point_picked = Signal(str)
    """Id of the coloured observation point under the cursor."""
    menu_wanted = Signal(QPoint)
    """Where on the screen."""

    def __init__(self) -> None:
        super().__init__()
        named(self, self.tr("3D picture"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys turn, with Shift they move, + and - zoom, Home shows all, E shows what is lit,"
                " 1 to 6 choose a view, Space picks what is in the middle, the menu key opens the menu,"
                " C walks (then W A S D), comma and point move the line of comparison, Escape stops."
            )
        )
        self.showing: Showing | None = None
        """What is hidden and isolated; None until there is a picture."""
        self._lit: tuple[str, ...] = ()
        self._faces: tuple[Mesh, ...] = ()
        self._colours: dict[str, tuple[int, int, int]] = {}
        self._cuts: tuple[Cut, ...] = ()
        self.hands = Hands(self)
        self.keys = ViewKeys(self)
        self.ruler = MeasureTool(self)
        self.ruler.changed.connect(self.changed)

    # --- what is shown --------------------------------------------------------------------------
    def show_building(
        self,
        building: Building,
        neighbours: Collection[Neighbour],
        ground: float | None,
        north: float | None,
    ) -> None:
        """Fill the picture; `ground` [m], `north` clockwise from +y [deg]; None where it is not known."""
        from optopcheck.picture.showing import Showing  # noqa: PLC0415  # loaded with the first building

        scene = self.ready()
        self.showing = self.showing or Showing()
        self.ground = ground or 0.0
        scene.show(building, tuple(neighbours), ground=ground)
        scene.set_north(north)
        scene.colour_points(self._colours)
        self.refresh()
        self.changed.emit()

    def compare(
        self, building: Building | None, neighbours: Collection[Neighbour], ground: float, north: float
    ) -> None:
        """Show another building left of a line that can be dragged; None takes it away."""
        if building is None:
            self.end_wipe()
        else:
            self.wipe.show(self.ready(), self.pixels(), building, (tuple(neighbours), ground, north))
            self._share()
        self.refresh()

    def colour_points(self, colours: Mapping[str, tuple[int, int, int]]) -> None:
        """Draw observation points in colours by their ids; none for {}."""
        self._colours = dict(colours)
        if self.scene is not None:
            self.scene.colour_points(self._colours)
            self.refresh()

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
        self.changed.emit()

    # --- parts ----------------------------------------------------------------------------------
    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of what is lit."""
        return self._lit

    def isolate(self, ids: Collection[str]) -> None:
        """Show some elements or neighbours alone; everything for ()."""
        if self.showing is not None:
            self._show(self.showing.isolate(ids))

    def isolate_storey(self) -> None:
        """Show the storeys of what is chosen alone."""
        if self.scene is not None:
            self.isolate(self.scene.storey_of(self._lit))

    def hide(self, ids: Collection[str] | None = None) -> None:
        """Take some elements or neighbours out of the picture; without ids, hide the picture as Qt does."""
        if ids is None:
            super().hide()
        elif self.showing is not None:
            self._show(self.showing.hide(ids))

    def xray(self, on: bool) -> None:  # noqa: FBT001  # a signal calls it
        """Let everything shine through but what is isolated, or chosen; or draw it solid again."""
        if self.showing is not None:
            self._show(replace(self.showing, xray=on))

    def show_all(self) -> None:
        """Show everything, solid; storeys that are switched off stay off."""
        if self.showing is not None:
            self._show(type(self.showing)())

    def cut(self, cuts: Sequence[Cut]) -> None:
        """Take away what lies beyond section planes."""
        self._cuts = tuple(cuts)
        self._share()
        self.stir()

    def _show(self, showing: Showing) -> None:
        self.showing = showing
        self._share()
        self.refresh()
        self.changed.emit()

    def _share(self) -> None:
        """Let both pictures show the same parts and the same section."""
        for scene in self.scenes:
            if self.showing is not None:
                scene.show_parts(self.showing)
            scene.cut(self._cuts)

    # --- what is going on -----------------------------------------------------------------------
    def fit_to_lit(self) -> None:
        """Bring what is lit into view."""
        ids, faces = self._lit, self._faces
        if ids or faces:
            self.jump(lambda camera: camera.fit_to(() if faces else ids, faces))

    def leave(self) -> None:
        """Put away what is going on: a measurement, a walk, or what is lit."""
        if self.ruler.is_on:
            self.ruler.end()
        elif self.is_walking:
            self.walk(on=False)
        else:
            self.picked.emit(None)

    # --- pointing -------------------------------------------------------------------------------
    def point_at(self, x: int, y: int) -> None:
        """Measure from, or pick, what lies at a device pixel."""
        if self.scene is None or self.camera is None:
            return
        if self.ruler.is_on:
            self.ruler.point(x, y)
            return
        point = self.scene.point_near(self.camera, x, y)
        if point is not None:
            self.point_picked.emit(point)
        else:
            self.picked.emit(self.scene.pick(x, y))

    def point_at_middle(self) -> None:
        """Measure from, or pick, what lies in the middle of the picture."""
        size = self.pixels()
        self.ruler.by_keys = True
        self.point_at(size.width() // 2, size.height() // 2)

    # --- mouse and keys: what they mean is told elsewhere ---------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Begin a drag or a click."""
        self.hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Drag."""
        self.hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """End a drag or a click."""
        self.hands.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Bring what is lit into view."""
        del event
        if not self.ruler.is_on:
            self.fit_to_lit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name
        """Zoom to the cursor."""
        self.hands.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  # Qt's name
        """Open the menu for the keyboard; the mouse opens it when its button goes up without a drag."""
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Do with keys what the mouse does."""
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Stand still when the keys of a walk go up."""
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Stand still."""
        self.keys.halt()
        super().focusOutEvent(event)
