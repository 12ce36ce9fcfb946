"""What lies on the desk: the case, the scenario, the assessment; each change makes new values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.text import Text
from optopcheck.gui import file_work, work
from optopcheck.gui.arriving import Arriving, Sight
from optopcheck.gui.case_file import CaseFile
from optopcheck.gui.follower import Follower
from optopcheck.gui.jobs import Job
from optopcheck.gui.lighting import Lighting
from optopcheck.gui.variant_book import VariantBook

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from optopcheck.domain.building import Building
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.gui.work import Judged, Opened
    from optopcheck.service import CaseInput, RuleSet

SituationName = Literal["existing", "permitted", "proposed"]
PAUSE = 350
"""After the last change of the scenario, before it is assessed anew [ms]."""
_OPENING = Text("Openen", "Opening")
_ASSESSING = Text("Toetsen", "Assessing")
_LOADING_RULES = Text("Regelpakketten laden", "Loading the rule packs")


@dataclass(frozen=True)
class Notice:
    """Something the user must know; the window stays as it was."""

    text: Text
    is_failure: bool = True
    again: Callable[[str], None] | None = None
    """Opens the same model with the name of one of its buildings."""
    place: Path | None = None
    """What was written; its folder can be shown."""


class Desk(QObject):
    """Holds the values that the panels show, and runs the jobs that make new ones.

    A job that is cancelled or fails leaves everything as it was, but an
    assessment of another scenario than the present one is marked stale.
    """

    case_changed = Signal()
    scenario_changed = Signal()
    judged_changed = Signal()
    """Also when the assessment on the desk became stale."""
    shown_changed = Signal()
    lit_changed = Signal()
    sun_changed = Signal()
    """The sun of the design, its norm, or the assessment that holds it."""
    point_changed = Signal()
    """Another observation point was chosen, or none."""
    job_changed = Signal()
    progressed = Signal(object, float)
    came = Signal(object)
    """What of the first model is there, while it is read: a `Sight`."""
    noticed = Signal(object)

    def __init__(self, language: Language = "nl") -> None:
        super().__init__()
        self.language: Language = language
        self.on = _today()
        self.opened: Opened | None = None
        self.rules: RuleSet | None = None
        """For the day on the desk; None: to be loaded."""
        self._has_old_rules = False
        self.scenario = Scenario()
        self.judged: Judged | None = None
        self.is_stale = False
        self.shown: SituationName = "existing"
        self.lighting = Lighting()
        self.norm: str | None = None
        self.point: str | None = None
        self.follower = Follower(self)
        self.variants = VariantBook(self)
        self.job: Job | None = None
        self._past: tuple[Scenario, ...] = ()
        self._future: tuple[Scenario, ...] = ()
        self._then: Callable[[object], None] = self._ignore
        self._again: Callable[[str], None] | None = None
        self._coming: Arriving | None = None
        self._running: set[Job] = set()
        self._pool = QThreadPool()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.assess)
        self.file = CaseFile(self)

    # --- the case -------------------------------------------------------------------------------
    def open(self, inputs: CaseInput, on: date, start: Scenario | None = None) -> None:
        """Read a case in the background; the one on the desk stays until that has succeeded.

        Another case begins with the scenario `start`.
        """
        coming = self._expect()
        task = partial(work.open_case, inputs, self._rules_for(on), on, start=start, arrived=coming)
        self._start(_OPENING, task, self._take_case, coming)

    def open_model(self, model: Path, building: str | None = None) -> None:
        """Read a model without papers; see `open`."""
        coming, today = self._expect(), _today()
        task = partial(work.open_model, model, building, self._rules_for(today), today, arrived=coming)
        self._start(_OPENING, task, self._take_case, coming)
        self._again = partial(self.open_model, model)

    def refine(self, model: Path) -> None:
        """Read a model in the place of the building of a city model; see `open`."""
        if self.opened is not None:
            rest = (self.opened, model, self.scenario, self._rules_for(self.on))
            self._start(_OPENING, partial(work.open_refined, *rest), self._take_case)

    def open_sample(self) -> None:
        """Read the sample case; see `open`."""
        coming = self._expect()
        task = partial(work.open_sample, self.rules, self.on, arrived=coming)
        self._start(_OPENING, task, self._take_case, coming)

    def open_dossier(self, path: Path, *, review: bool = False) -> None:
        """Read a dossier to go on with, or to judge it; see `open`."""
        task = partial(file_work.reopen, path, (self.on, self.rules), self.language)
        self._start(_OPENING, task, partial(self.file.take, review=review))

    def recover(self, found: file_work.LeftWork) -> None:
        """Read the case of work that was not saved; see `open`."""
        self._start(_OPENING, partial(file_work.recover, found, (self.on, self.rules)), self.file.take)

    def lay(self, opened: Opened, scenario: Scenario, judged: Judged | None = None) -> None:
        """Put a case on the desk as it was kept; without its assessment it is assessed."""
        self.opened, self.on = opened, opened.on
        self.rules = None if self._has_old_rules else opened.rules
        self.scenario, self._past, self._future = scenario, (), ()
        self._show_case(judged)

    def _expect(self) -> Arriving | None:
        """Return who gathers a first model; None where a case has the window, and keeps it meanwhile."""
        if self.opened is not None:
            return None
        coming = Arriving()
        coming.came.connect(self._tell_came)
        return coming

    def _tell_came(self, sight: Sight) -> None:
        if self.sender() is self._coming and self.job is not None and self.opened is None:
            self.came.emit(sight)

    def _rules_for(self, on: date) -> RuleSet | None:
        """Return the rules that are loaded; on another day another version of a pack may be in force."""
        return self.rules if on == self.on else None

    def _take_case(self, result: object) -> None:
        if not isinstance(result, work.Opened):
            return
        same = self.opened is not None and self.opened.inputs.subject == result.inputs.subject
        self.opened, self.on = result, result.on
        self.rules = None if self._has_old_rules else result.rules
        if not same:
            self.scenario, self._past, self._future = result.start or Scenario(), (), ()
        self._show_case(None)

    def _show_case(self, judged: Judged | None) -> None:
        designed = judged is not None and judged.assessment.facts.proposed.building is not None
        self.judged, self.is_stale, self.shown = judged, False, "proposed" if designed else "existing"
        self.lighting, self.point = Lighting(), None
        self.follower.forget()
        self.case_changed.emit()
        self.scenario_changed.emit()
        self.judged_changed.emit()
        self.shown_changed.emit()
        if judged is None:
            self.assess()
        else:
            self.sun_changed.emit()

    # --- the scenario ---------------------------------------------------------------------------
    @property
    def can_undo(self) -> bool:
        """True if there is a scenario before this one."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """True if a scenario was undone."""
        return bool(self._future)

    def set_scenario(self, scenario: Scenario, *, same_move: bool = False) -> None:
        """Put another scenario on the desk; it is assessed after a short pause.

        Steps of one `same_move` of a slider are undone together.
        """
        if scenario != self.scenario and not self.file.reviewing:
            if not same_move:
                self._past, self._future = (*self._past, self.scenario), ()
            self._put(scenario)

    def undo(self) -> None:
        """Return to the scenario before this one."""
        if self._past:
            self._future = (self.scenario, *self._future)
            *earlier, before = self._past
            self._past = tuple(earlier)
            self._put(before)

    def redo(self) -> None:
        """Take back the last undo."""
        if self._future:
            self._past = (*self._past, self.scenario)
            after, *rest = self._future
            self._future = tuple(rest)
            self._put(after)

    def _put(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._make_stale()
        self.scenario_changed.emit()
        if self.opened is not None:
            self.follower.follow()
            self._pause.start()

    # --- the assessment -------------------------------------------------------------------------
    def assess(self) -> None:
        """Assess the scenario in the background."""
        self._pause.stop()
        if self.opened is None or self.file.reviewing:
            return
        self._make_stale()
        if self._has_old_rules:
            self._start(_LOADING_RULES, partial(work.load_rules, self.on), self._take_rules)
            return
        earlier = self.judged.assessment if self.judged is not None else None
        task = partial(work.assess, self.opened, self.scenario, self.language, earlier)
        self._start(_ASSESSING, task, self._take_judged)

    def _take_judged(self, result: object) -> None:
        if not isinstance(result, work.Judged):
            return
        first = self.judged is None
        # The scenario may have changed meanwhile: this verdict does not hold for the new one.
        self.judged, self.is_stale = result, result.assessment.facts.scenario != self.scenario
        if not self.is_stale:
            self.follower.forget()
        proposed = result.assessment.facts.proposed
        if proposed.building is None:
            self._tell_refusal(proposed)
        elif first:
            self.shown = "proposed"
        elif self.building is None:
            self.shown = "existing"
        self.lighting = Lighting()
        self.judged_changed.emit()
        self.shown_changed.emit()
        self.sun_changed.emit()

    def _tell_refusal(self, proposed: Situation) -> None:
        """Tell why there is no design to look at, e.g. a pitched roof."""
        height = proposed.measured.building_height
        if isinstance(height, Unmeasured):
            self.noticed.emit(Notice(height.reason, is_failure=False))

    def _make_stale(self) -> None:
        if self.judged is not None and not self.is_stale:
            self.is_stale = True
            self.judged_changed.emit()

    def speak(self, language: Language) -> None:
        """Write the report in another language."""
        self.language = language
        if self.judged is not None:
            self.judged = replace(self.judged, report=work.report(self.judged.assessment, language))

    # --- the rules ------------------------------------------------------------------------------
    def change_rules(self) -> None:
        """Assess again with the packs as they are now; what was judged with the others does not count."""
        opening = self.job is not None and self._then == self._take_case
        self.rules, self._has_old_rules = None, self.opened is not None or opening
        self._make_stale()
        if not opening:
            self.assess()

    def _take_rules(self, result: object) -> None:
        if self.opened is None or not isinstance(result, work.Rules):
            return
        self.rules, self._has_old_rules = result.rules, False
        self.opened = replace(self.opened, rules=result.rules)
        self.assess()

    # --- what is looked at ----------------------------------------------------------------------
    def situation(self, name: SituationName) -> Situation | None:
        """Return a situation, None where it is not known yet."""
        facts = self.facts
        if facts is not None:
            return {"existing": facts.existing, "permitted": facts.permitted, "proposed": facts.proposed}[
                name
            ]
        return self.opened.case.measured_existing if self.opened and name == "existing" else None

    @property
    def facts(self) -> Facts | None:
        """What is known of the scenario: of a variant that is still assessed, its building and its sun."""
        if self.follower.facts is not None:
            return self.follower.facts
        return self.judged.assessment.facts if self.judged is not None else None

    def choose_norm(self, norm_id: str) -> None:
        """Look at the sun under another norm."""
        if norm_id != self.norm:
            self.norm = norm_id
            if self.is_stale:
                self.follower.follow()
            self.sun_changed.emit()

    def choose_point(self, point_id: str | None) -> None:
        """Choose an observation point: it lights up, and its day is shown."""
        if point_id != self.point:
            self.point = point_id
            self.point_changed.emit()
        self.light(() if point_id is None else (point_id,))

    @property
    def building(self) -> Building | None:
        """The building that is shown."""
        situation = self.situation(self.shown)
        return situation.building if situation else None

    @property
    def lit(self) -> tuple[str, ...]:
        """Ids of what is lit up."""
        return self.lighting.ids

    def show(self, name: SituationName) -> None:
        """Show another situation; the faces of a number go out with the one it was measured in."""
        if name != self.shown:
            self.shown = name
            self.lighting = Lighting(self.lit)
            self.shown_changed.emit()

    def light(self, ids: Collection[str]) -> None:
        """Light up elements, storeys, neighbours or observation points."""
        self.illuminate(Lighting(tuple(ids)))

    def illuminate(self, lighting: Lighting) -> None:
        """Light up what made a number, and what was left out of it."""
        self.lighting = lighting
        self.lit_changed.emit()

    def tell(self, text: Text) -> None:
        """Tell the user of something that failed."""
        self.noticed.emit(Notice(text))

    def tell_of(self, text: Text, place: Path | None = None) -> None:
        """Tell the user of something that was done; `place` is what was written."""
        self.noticed.emit(Notice(text, is_failure=False, place=place))

    # --- jobs -----------------------------------------------------------------------------------
    def cancel(self) -> None:
        """Cancel the running job; everything stays as it was.

        The work itself stops at its next step, which may take a while; nobody waits for that.
        """
        self._pause.stop()
        if self.job is not None:
            self.job.cancel()
            self._end_cancelled()

    def close(self) -> None:
        """End the work in the background."""
        self._pause.stop()
        self.follower.shut()
        self.variants.shut()
        self._then = self._ignore
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()

    def _start(
        self,
        title: Text,
        task: Callable[[Progress], object],
        then: Callable[[object], None],
        coming: Arriving | None = None,
    ) -> None:
        if self.job is not None:
            self.job.cancel()
        self._pause.stop()
        job = Job(title, task)
        self._again = None
        self.job, self._then, self._coming = job, then, coming
        self._running.add(job)
        job.progress.connect(self._on_progress)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.ended.connect(self._on_ended)
        job.start_soon(self._pool)
        self.job_changed.emit()

    def _current(self) -> bool:
        """Tell whether the signal comes from the job that counts, not from one that was replaced."""
        return self.job is not None and self.sender() is self.job and not self.job.is_cancelled

    def _on_progress(self, step: Text, fraction: float) -> None:
        if self._current():
            self.progressed.emit(step, fraction)

    def _on_done(self, result: object) -> None:
        if self._current():
            then = self._then
            self.job = None
            then(result)
            self.job_changed.emit()

    def _on_failed(self, text: Text) -> None:
        if self._current():
            self.job = None
            self.noticed.emit(Notice(text, again=self._again))
            self.job_changed.emit()
            self.judged_changed.emit()

    def _on_cancelled(self) -> None:
        if self.sender() is self.job:
            self._end_cancelled()

    def _end_cancelled(self) -> None:
        self.job = None
        self.noticed.emit(
            Notice(
                Text("Geannuleerd; alles is zoals het was.", "Cancelled; all is as it was."), is_failure=False
            )
        )
        self.job_changed.emit()
        self.judged_changed.emit()

    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._running.discard(job)
            if job is self.job:
                # It finished although it was cancelled: its result was dropped.
                self._on_cancelled()

    def _ignore(self, result: object) -> None:
        del result


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the user's calendar
