"""The keys on the picture that are held down or repeated: turn, move, zoom, walk, choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from optopcheck.gui.view_hands import ZOOM

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from optopcheck.gui.viewport import BlitViewport
    from optopcheck.picture.camera import Camera

VIEWS = ("iso", "north", "east", "south", "west", "top")
"""In the order of the keys 1 to 6."""
_Key = Qt.Key
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""With these a key is a command of the window."""
_STEP = 12
"""One press of an arrow key is a drag of so many pixels."""
_WIPE_STEP = 0.03
"""One press of a key moves the line of comparison so far, as a share of the width."""
_BEAT = 40
"""Between two steps of a walk [ms]."""
_PACE, _RUN = 0.12, 0.45
"""Length of a step at a walk, and with Shift [m]."""
_LOOK = 6
"""Turn of a walker at each beat, as a drag [px]."""
_ARROWS = {_Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0), _Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1)}
_WALK = {
    _Key.Key_W: (1, 0, 0),
    _Key.Key_Up: (1, 0, 0),
    _Key.Key_S: (-1, 0, 0),
    _Key.Key_Down: (-1, 0, 0),
    _Key.Key_A: (0, -1, 0),
    _Key.Key_D: (0, 1, 0),
    _Key.Key_Left: (0, 0, -1),
    _Key.Key_Right: (0, 0, 1),
}
"""Ahead, aside, and turn."""


class ViewKeys(QObject):
    """Does with keys what the mouse does."""

    def __init__(self, viewport: BlitViewport) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._held: set[Qt.Key] = set()
        self._is_running = False
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(self.step)

    def press(self, event: QKeyEvent) -> bool:
        """Take a key; return whether it means something here."""
        key, shift = _Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        view = self._viewport
        if event.modifiers() & _COMMANDS:
            return False
        if view.is_walking and key in _WALK:
            self._start(key, run=shift)
        elif key in _ARROWS:
            dx, dy = (_STEP * part * view.ratio for part in _ARROWS[key])
            view.drag(lambda camera: camera.pan(dx, dy) if shift else camera.orbit(dx, dy))
        elif key in (_Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus):
            factor, middle = 1 / ZOOM if key == _Key.Key_Minus else ZOOM, view.pixels() / 2
            view.drag(lambda camera: camera.zoom(factor, middle.width(), middle.height()))
        elif key in (_Key.Key_Comma, _Key.Key_Period) and view.wipe.is_shown:
            view.wipe.move_to(view.wipe.share + (_WIPE_STEP if key == _Key.Key_Period else -_WIPE_STEP))
            view.update()
        else:
            return self._press_once(key)
        return True

    def _press_once(self, key: Qt.Key) -> bool:
        view = self._viewport
        if _Key.Key_1 <= key <= _Key.Key_6:
            view.look(VIEWS[key - _Key.Key_1])
        elif key in (_Key.Key_Home, _Key.Key_F):
            view.fit()
        elif key == _Key.Key_E:
            view.fit_to_lit()
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space):
            view.point_at_middle()
        elif key == _Key.Key_Escape:
            view.leave()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Let a key go; return whether it meant something here."""
        key = _Key(event.key())
        if key not in self._held or event.isAutoRepeat():
            return key in self._held
        self._held.discard(key)
        if not self._held:
            self.halt()
        return True

    def halt(self) -> None:
        """Stand still."""
        self._held.clear()
        self._beat.stop()

    def step(self) -> None:
        """Make one step of a walk."""
        pace = _RUN if self._is_running else _PACE
        ahead, aside, turn = (sum(_WALK[key][k] for key in self._held) for k in range(3))
        if not self._viewport.is_walking:
            self.halt()
            return

        def walk(camera: Camera) -> None:
            camera.walk(ahead * pace, aside * pace)
            camera.orbit(turn * _LOOK, 0.0)

        self._viewport.drag(walk)

    def _start(self, key: Qt.Key, *, run: bool) -> None:
        self._is_running = run
        if key not in self._held:
            self._held.add(key)
            self.step()
            self._beat.start()
