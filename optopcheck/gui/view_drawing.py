"""Draws in a thread of its own, so that the window does not wait for a picture."""

from __future__ import annotations

import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
MAIN_THREAD_ALONE = sys.platform == "darwin"
"""There the graphics library may be called from no other thread."""


class Drawer(QObject):
    """One drawing at a time; while it runs, nobody else touches what is drawn.

    Whoever wants to change it at once calls `wait` first; what can come later goes through `later`.
    """

    drawn = Signal()
    """The drawing that was begun is done, or failed."""

    def __init__(self) -> None:
        super().__init__()
        self._pool: ThreadPoolExecutor | None = None
        self._running: Future[object] | None = None
        self._take: Callable[[object], None] | None = None
        self._waiting: deque[Callable[[], None]] = deque()
        self.drawn.connect(self.wait)

    @property
    def is_busy(self) -> bool:
        """True while a drawing runs."""
        return self._running is not None and not self._running.done()

    def begin(self, task: Callable[[], _T], take: Callable[[_T], None]) -> None:
        """Draw; `take` gets the result in the thread of the window, at the latest when somebody waits."""
        self.wait()
        if MAIN_THREAD_ALONE:
            take(task())
            return
        running = self._thread().submit(task)
        self._running, self._take = running, take  # type: ignore[assignment]  # the two belong together
        running.add_done_callback(self._tell)

    def now(self, task: Callable[[], _T]) -> _T:
        """Do something in the thread that draws, and wait for it."""
        self.wait()
        return task() if MAIN_THREAD_ALONE else self._thread().submit(task).result()

    def later(self, change: Callable[[], None]) -> None:
        """Change what is drawn: now, or as soon as the drawing that runs is done."""
        if self.is_busy:
            self._waiting.append(change)
        else:
            self.wait()
            change()

    def wait(self) -> None:
        """Wait for the drawing that runs, then make the changes that waited for it."""
        running, take = self._running, self._take
        if running is not None:
            # Before the result is taken: it may ask for the scene.
            result = running.result()
            self._running = self._take = None
            if take is not None:
                take(result)
        while self._waiting:
            self._waiting.popleft()()

    def shut(self) -> None:
        """End the thread; what waited is dropped."""
        self._waiting.clear()
        if self._pool is not None:
            self._pool.shutdown()
        self._pool = self._running = self._take = None

    def _tell(self, _: object) -> None:
        self.drawn.emit()

    def _thread(self) -> ThreadPoolExecutor:
        # Not one of Qt's pool: the graphics library keeps things for the thread, and those end when idle.
        self._pool = self._pool or ThreadPoolExecutor(1, thread_name_prefix="optopcheck-picture")
        return self._pool
