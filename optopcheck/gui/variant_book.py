"""The variants that are kept beside the present design, and their assessment in the background."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from optopcheck.domain.text import Text
from optopcheck.gui import work
from optopcheck.gui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.scenario import Scenario
    from optopcheck.gui.desk import Desk

PAUSE = 250
"""The present design goes first: so long after its work is done the next variant begins [ms]."""
_ASSESSING = Text("Variant toetsen", "Assessing a variant")
_NAME = Text("variant", "variant")


@dataclass(frozen=True, eq=False)
class Entry:
    """One variant that is kept."""

    name: str
    scenario: Scenario
    assessment: Assessment | None = None
    """The last one; whether it still holds depends on the case and the rules."""
    failed: Text | None = None
    """Why it could not be assessed."""


class VariantBook(QObject):
    """Keeps the variants of one model; assesses them one by one while the desk has nothing to do."""

    changed = Signal()
    kept_changed = Signal()
    """What is kept, or how it is called."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.entries: tuple[Entry, ...] = ()
        self.removed: Entry | None = None
        """The one that was taken out last; may be put back."""
        self.fraction = 0.0
        """How far the running assessment is, 0 to 1."""
        self._subject: tuple[Path, str | None] | None = None
        self._job: Job | None = None
        self._at_work: Scenario | None = None
        self._is_shut = False
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._next)
        desk.case_changed.connect(self._follow_case)
        desk.judged_changed.connect(self._take_from_desk)
        desk.job_changed.connect(self._give_way)

    @property
    def kept(self) -> tuple[tuple[str, Scenario], ...]:
        """Name and design of each variant."""
        return tuple((entry.name, entry.scenario) for entry in self.entries)

    def take(self, kept: Iterable[tuple[str, Scenario]]) -> None:
        """Take over the variants of a case that was kept; they are assessed anew."""
        self._put(tuple(Entry(name, scenario) for name, scenario in kept))
        self._take_from_desk()

    def go_on(self) -> None:
        """Assess what waits, as soon as the desk has nothing to do."""
        self._pause.start()

    # --- what is kept ---------------------------------------------------------------------------
    def keep(self) -> None:
        """Keep the present design under a name of its own."""
        self._put((*self.entries, Entry(self._free_name(), self._desk.scenario)))
        self._take_from_desk()

    def duplicate(self, place: int) -> None:
        """Keep the same design once more, to change it."""
        entry = self.entries[place]
        copy = replace(entry, name=self._free_name(entry.name))
        self._put((*self.entries[: place + 1], copy, *self.entries[place + 1 :]))

    def rename(self, place: int, name: str) -> bool:
        """Give a variant another name; False if that is empty or taken."""
        wanted = " ".join(name.split())
        others = {entry.name for k, entry in enumerate(self.entries) if k != place}
        if not wanted or wanted in others:
            return False
        self._put(_with(self.entries, place, replace(self.entries[place], name=wanted)))
        return True

    def remove(self, place: int) -> None:
        """Take a variant out; it may be put back."""
        self.removed = self.entries[place]
        self._put((*self.entries[:place], *self.entries[place + 1 :]))

    def restore(self) -> None:
        """Put back the variant that was taken out last."""
        if self.removed is not None:
            entry, self.removed = self.removed, None
            taken = entry.name in {other.name for other in self.entries}
            name = self._free_name(entry.name) if taken else entry.name
            self._put((*self.entries, replace(entry, name=name)))

    def choose(self, place: int) -> None:
        """Make a variant the present design."""
        self._desk.set_scenario(self.entries[place].scenario)

    def update(self, place: int) -> None:
        """Give a variant the present design."""
        self._put(_with(self.entries, place, Entry(self.entries[place].name, self._desk.scenario)))
        self._take_from_desk()

    def holds(self, entry: Entry) -> bool:
        """Tell whether the assessment of a variant is of the present case, rules and day.

        Under review that of the dossier counts, whatever rules are installed here: no other stands beside it.
        """
        desk, found = self._desk, entry.assessment
        opened, judged = desk.opened, desk.judged
        if opened is None or found is None or found.facts.scenario != entry.scenario:
            return False
        if desk.file.reviewing:
            return judged is not None and found is judged.assessment
        return (
            found.facts.case is opened.case.case
            and found.receipt.plugins == opened.rules.plugins
            and found.receipt.reference_date == desk.on
        )

    def is_at_work(self, entry: Entry) -> bool:
        """Tell whether this variant is being assessed."""
        return self._at_work is not None and entry.scenario == self._at_work

    def shut(self) -> None:
        """End the work in the background; none begins any more."""
        self._is_shut = True
        self._pause.stop()
        self._stop()
        self._pool.waitForDone()

    def _free_name(self, like: str | None = None) -> str:
        stem = like or _NAME.in_language(self._desk.language)
        taken = {entry.name for entry in self.entries}
        return next(name for k in count(1 if like is None else 2) if (name := f"{stem} {k}") not in taken)

    def _put(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.changed.emit()
        self.kept_changed.emit()
        self._pause.start()

    # --- the case -------------------------------------------------------------------------------
    def _follow_case(self) -> None:
        opened = self._desk.opened
        subject = opened.inputs.subject if opened is not None else None
        if subject != self._subject:
            # Not told as a change of what is kept: the case of before has left the desk.
            self._subject, self.removed, self.entries = subject, None, ()
            self._pause.start()
        self.changed.emit()

    def _take_from_desk(self) -> None:
        """Use what was assessed anyway."""
        judged = self._desk.judged
        if judged is None:
            return
        found = judged.assessment
        taken = tuple(
            replace(entry, assessment=found, failed=None)
            if entry.scenario == found.facts.scenario and not self.holds(entry)
            else entry
            for entry in self.entries
        )
        self.entries = taken
        self.changed.emit()
        self._pause.start()

    # --- the work -------------------------------------------------------------------------------
    def _give_way(self) -> None:
        """Let the present design go first."""
        if self._desk.job is not None:
            self._pause.stop()
            self._stop()
        else:
            self._pause.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _next(self) -> None:
        desk = self._desk
        if self._job is not None or desk.job is not None or desk.opened is None or desk.is_stale:
            return
        if self._is_shut or desk.file.reviewing:
            return
        waiting = next((e for e in self.entries if e.failed is None and not self.holds(e)), None)
        if waiting is None:
            return
        earlier = desk.judged.assessment if desk.judged is not None else None
        self._at_work, self.fraction = waiting.scenario, 0.0
        job = Job(_ASSESSING, partial(work.assess_variant, desk.opened, waiting.scenario, earlier))
        job.done.connect(self._take)
        job.failed.connect(self._fail)
        job.progress.connect(self._tell)
        job.ended.connect(self._end)
        self._job = job
        job.start(self._pool)
        self.changed.emit()

    def _tell(self, _step: Text, fraction: float) -> None:
        self.fraction = fraction

    def _take(self, found: Assessment) -> None:
        self.entries = tuple(
            replace(e, assessment=found) if e.scenario == found.facts.scenario else e for e in self.entries
        )

    def _fail(self, why: Text) -> None:
        self.entries = tuple(
            replace(e, failed=why) if e.scenario == self._at_work else e for e in self.entries
        )

    def _end(self) -> None:
        self._job = self._at_work = None
        self.changed.emit()
        self._pause.start()


def _with(entries: tuple[Entry, ...], place: int, entry: Entry) -> tuple[Entry, ...]:
    return (*entries[:place], entry, *entries[place + 1 :])
