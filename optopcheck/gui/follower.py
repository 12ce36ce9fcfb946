"""The sun of a variant while a hand still drags: the latest one wants an answer, older ones are dropped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer

from optopcheck.domain.text import Text
from optopcheck.gui import work
from optopcheck.gui.jobs import Job

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.scenario import Scenario
    from optopcheck.gui.desk import Desk

PAUSE = 40
"""Changes that come closer together are one [ms]."""
_FOLLOWING = Text("Zon van de variant", "Sun of the variant")


class Follower(QObject):
    """Asks for the sun of the present scenario in a thread of its own, one answer at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.facts: Facts | None = None
        """Of the scenario on the desk or one just before it; None once it is assessed."""
        self._asked: tuple[Scenario, str | None] | None = None
        self._job: Job | None = None
        self._is_shut = False
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)

    def follow(self) -> None:
        """Follow the scenario on the desk."""
        self._pause.start()

    def forget(self) -> None:
        """Drop what is known: the assessment is there, or the case is another one."""
        self._pause.stop()
        self.facts = self._asked = None
        if self._job is not None:
            self._job.cancel()

    def shut(self) -> None:
        """Wait for the work in the background; none begins any more."""
        self._is_shut = True
        self.forget()
        self._pool.waitForDone()

    def _ask(self) -> None:
        desk = self._desk
        if self._is_shut or self._job is not None or desk.opened is None or desk.judged is None:
            return
        wanted = (desk.scenario, desk.norm)
        if not desk.is_stale or wanted == self._asked:
            return
        self._asked = wanted
        earlier = desk.judged.assessment.facts
        self._job = Job(_FOLLOWING, partial(work.preview, desk.opened, earlier, *wanted))
        self._job.done.connect(self._take)
        self._job.ended.connect(self._end)
        self._job.start(self._pool)

    def _take(self, facts: Facts) -> None:
        # An answer may come after the assessment, or after another case was opened.
        if self._asked is not None and self._desk.is_stale:
            self.facts = facts
            self._desk.sun_changed.emit()
            self._desk.shown_changed.emit()

    def _end(self) -> None:
        self._job = None
        self._ask()
