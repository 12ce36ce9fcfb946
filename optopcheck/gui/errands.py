"""Small work beside the desk's one job: done in the background, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from optopcheck.gui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Text

    _Errand = tuple[Text, Callable[[Progress], object], Callable[[object], None]]


class Errands(QObject):
    """Runs errands in the order in which they were given; each ends in its `then`, or in `failed`."""

    busy_changed = Signal()
    """Also when another errand begins, or the running one was cancelled."""
    progressed = Signal(object, float)
    """Step (`Text`) and fraction of the running errand."""
    failed = Signal(object)
    """`Text` for the user."""
    cancelled = Signal(object)
    """Title (`Text`) of what was cancelled."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[_Errand] = []
        self._job: Job | None = None
        self._leaving: set[Job] = set()
        """Cancelled, and not at their next step yet."""
        self._thens: dict[Job, Callable[[object], None]] = {}
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)

    @property
    def is_busy(self) -> bool:
        """True while something is being done."""
        return self._job is not None

    @property
    def job(self) -> Job | None:
        """What is being done."""
        return self._job

    def run(
        self,
        title: Text,
        task: Callable[[Progress], object],
        then: Callable[[object], None],
        *,
        newest: bool = False,
    ) -> None:
        """Do something later; with `newest`, what waits under the same title is left out."""
        if newest:
            self._waiting = [errand for errand in self._waiting if errand[0] != title]
        self._waiting.append((title, task, then))
        if self._job is None:
            self._next()
            self.busy_changed.emit()

    def cancel(self) -> None:
        """Cancel the running errand and drop those that wait.

        It stops at its next step, which may take a while; nobody waits for that. One that was past its
        last step did its work, and tells so.
        """
        self._waiting.clear()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            self._leaving.add(job)
            job.progress.disconnect(self.progressed)
            self.cancelled.emit(job.title)
            self.busy_changed.emit()

    def shut(self) -> None:
        """End the work."""
        self._waiting.clear()
        self._thens.clear()
        if self._job is not None:
            self._job.cancel()
        self._pool.waitForDone()

    def finish(self) -> None:
        """Wait until what was asked is done; for small work alone."""
        while self._waiting:
            self._pool.waitForDone()
            _, task, _ = self._waiting.pop(0)
            task(_silent)
        self._pool.waitForDone()

    def _next(self) -> None:
        self._job = None
        if not self._waiting:
            return
        title, task, then = self._waiting.pop(0)
        job = self._job = Job(title, task)
        self._thens[job] = then
        job.progress.connect(self.progressed)
        job.done.connect(self._take)
        job.failed.connect(self._fail)
        job.ended.connect(self._end)
        job.start(self._pool)

    def _take(self, result: object) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._thens:
            self._thens[job](result)

    def _fail(self, text: Text) -> None:
        if self.sender() is self._job:
            self.failed.emit(text)

    def _end(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._thens.pop(job, None)
            self._leaving.discard(job)
            if job is self._job:
                self._next()
                self.busy_changed.emit()


def _silent(step: Text, fraction: float) -> None:
    del step, fraction
