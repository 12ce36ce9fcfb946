"""What can be done with the picture: each command once, for the bar, the menu and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.gui.viewport import BlitViewport


class Commands(QObject):
    """Actions of one viewport; one that cannot be used says what it needs."""

    def __init__(self, viewport: BlitViewport) -> None:
        super().__init__(viewport)
        self._viewport = view = viewport
        self._tips: dict[QAction, str] = {}
        self.isolate = self._add(self.tr("Isolate"), "I", lambda: view.isolate(view.chosen))
        self.storey = self._add(self.tr("Isolate its storey"), "Shift+I", view.isolate_storey)
        self.hide = self._add(self.tr("Hide"), "H", lambda: view.hide(view.chosen))
        self.xray = self._switch(self.tr("X-ray"), "X", view.xray)
        self.show_all = self._add(self.tr("Show all"), "Shift+H", view.show_all)
        self.fit_chosen = self._add(self.tr("Zoom to selection"), "E", view.fit_to_lit)
        self.fit = self._add(self.tr("Zoom to all"), "Home", view.fit)
        self.parallel = self._switch(self.tr("Parallel projection"), "P", view.set_parallel)
        self.walk = self._switch(self.tr("Walk at eye height"), "C", view.walk)
        self.back = self._add(self.tr("Previous view"), "Alt+Left", view.back)
        self.forward = self._add(self.tr("Next view"), "Alt+Right", view.forward)
        self.distance = self._switch(self.tr("Measure a distance"), "M", self._measure_distance)
        self.angle = self._switch(self.tr("Measure an angle"), "Shift+M", self._measure_angle)
        self.section = self._switch(self.tr("Section"), "K", lambda _on: None)
        self.box = self._switch(self.tr("Box around the selection"), "B", lambda _on: None)
        view.changed.connect(self.weigh)
        self.weigh()

    def weigh(self) -> None:
        """Bring the actions in step with the picture."""
        view, showing = self._viewport, self._viewport.showing
        none = None if view.has_scene else self.tr("There is no picture yet")
        unchosen = none or (None if view.chosen else self.tr("Choose a part first: click it, or press Space"))
        for action in (self.isolate, self.storey, self.hide, self.fit_chosen):
            self._able(action, unchosen)
        for action in (
            self.xray,
            self.fit,
            self.parallel,
            self.walk,
            self.distance,
            self.angle,
            self.section,
        ):
            self._able(action, none)
        self._able(self.box, None if self.box.isChecked() else unchosen)
        plain = showing is None or showing.is_plain
        self._able(self.show_all, none or (self.tr("Nothing is hidden") if plain else None))
        self._able(self.back, None if view.history.can_go_back else self.tr("There is no earlier view"))
        self._able(self.forward, None if view.history.can_go_forward else self.tr("Go back first"))
        ruling = view.ruler.ruling
        for action, checked in (
            (self.xray, showing is not None and showing.xray),
            (self.parallel, view.is_parallel),
            (self.walk, view.is_walking),
            (self.distance, ruling is not None and ruling.tool == "distance"),
            (self.angle, ruling is not None and ruling.tool == "angle"),
        ):
            action.setChecked(checked)

    def _measure_distance(self, on: bool) -> None:  # noqa: FBT001  # a signal calls it
        self._viewport.ruler.start("distance") if on else self._viewport.ruler.end()

    def _measure_angle(self, on: bool) -> None:  # noqa: FBT001  # same
        self._viewport.ruler.start("angle") if on else self._viewport.ruler.end()

    def _add(self, title: str, key: str, what: Callable[[], None]) -> QAction:
        action = self._made(title, key)
        action.triggered.connect(lambda *_: what())
        return action

    def _switch(self, title: str, key: str, what: Callable[[bool], None]) -> QAction:
        action = self._made(title, key)
        action.setCheckable(True)
        # Not `toggled`: that comes as well when the action only follows the picture.
        action.triggered.connect(what)
        return action

    def _made(self, title: str, key: str) -> QAction:
        action = QAction(title, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self._tips[action] = f"{title} ({shown})"
        self._viewport.addAction(action)
        return action

    def _able(self, action: QAction, reason: str | None) -> None:
        action.setEnabled(reason is None)
        action.setToolTip(self._tips[action] if reason is None else f"{self._tips[action]}: {reason}")
