"""Long work in the background: one job, its progress, and one of three ends."""

from __future__ import annotations

import atexit
import logging
import threading
import time
import weakref
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from optopcheck.domain.job import CancelledError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Text

_TELL_EVERY = 0.05
"""Shortest time between two reports of the same step [s]; the eye sees no more."""
_PEACE = 40
"""The window shows first what it has: work in Python beside it takes half of its time [ms]."""
_AT_EXIT = 60_000
"""How long the program waits at its end for work that does not listen [ms]: on a busy machine a reading
takes more than ten seconds to notice."""
_log = logging.getLogger(__name__)
_jobs: weakref.WeakSet[Job] = weakref.WeakSet()
_pools: weakref.WeakSet[QThreadPool] = weakref.WeakSet()
_over = threading.Event()
"""The program ends: nothing begins any more, not even what Qt still delivers while it is taken down."""


class Job(QObject):
    """One piece of work; ends with exactly one of `done`, `failed`, `cancelled`, then `ended`.

    The work runs in a thread of the pool and gets a progress function, which
    raises `CancelledError` once the user cancelled. Signals arrive in the
    thread of the window. What one job keeps may not be touched by another.
    """

    progress = Signal(object, float)
    """Step (`Text`) and fraction."""
    done = Signal(object)
    failed = Signal(object)
    """`Text` for the user."""
    cancelled = Signal()
    ended = Signal()

    def __init__(self, title: Text, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self.title = title
        self._work = work
        self._stop = threading.Event()
        self._told: tuple[Text | None, float] = (None, 0.0)

    @property
    def is_cancelled(self) -> bool:
        """True once the user cancelled; the work may still need a moment to notice."""
        return self._stop.is_set()

    def start(self, pool: QThreadPool) -> None:
        """Queue the work; nothing begins any more while the program ends."""
        if _over.is_set():
            return
        _jobs.add(self)
        _pools.add(pool)
        pool.start(self._carry)

    def start_soon(self, pool: QThreadPool) -> None:
        """Queue work of which nothing is lost if the program ends first, after the window had its turn."""
        QTimer.singleShot(_PEACE, self, partial(self._enter, pool))

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def _enter(self, pool: QThreadPool) -> None:
        if isValid(pool):
            self.start(pool)

    def _carry(self) -> None:
        """Run in a thread of Python's own while the pool waits.

        A thread of the pool loses what Python keeps for it after each job, and libraries that keep a
        context for each thread (pyproj) would meet it freed at the next one.
        """
        carrier = threading.Thread(target=self._run, name="optopcheck-job", daemon=True)
        carrier.start()
        carrier.join()

    def _run(self) -> None:
        try:
            self._report(self.title, 0.0)
            result = self._work(self._report)
        except CancelledError:
            self.cancelled.emit()
        except InputError as error:
            self.failed.emit(error.text)
        except Exception as error:  # noqa: BLE001  # the last line before the user
            _log.exception("%s failed", self.title.in_language("en"))
            from optopcheck import service  # noqa: PLC0415  # the window stands before its libraries are there

            self.failed.emit(service.unforeseen(error))
        else:
            self.done.emit(result)
        self.ended.emit()

    def _report(self, step: Text, fraction: float) -> None:
        if self._stop.is_set():
            raise CancelledError
        now = time.monotonic()
        told, when = self._told
        if step != told or now - when >= _TELL_EVERY:
            self._told = (step, now)
            self.progress.emit(step, fraction)


@atexit.register
def _end_all() -> None:
    """Leave no thread of a pool in the midst of Python when it ends: that takes the whole program down."""
    _over.set()
    for job in tuple(_jobs):
        job.cancel()
    for pool in tuple(_pools):
        if isValid(pool):
            pool.waitForDone(_AT_EXIT)
