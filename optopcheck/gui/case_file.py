"""The file of the case on the desk: opened, saved, and kept from being lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from optopcheck.domain.text import Text
from optopcheck.gui import file_work
from optopcheck.gui.autosave import Autosave
from optopcheck.gui.errands import Errands

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.scenario import Scenario
    from optopcheck.gui.desk import Desk
    from optopcheck.service import CaseInput, Dossier, Journal, Work

    _State = tuple[CaseInput, date, Scenario, tuple[tuple[str, Scenario], ...]]

SUFFIX = ".optop"
_SAVING = Text("Dossier bewaren", "Saving the dossier")
_LOOKING = Text("Zoeken naar niet bewaard werk", "Looking for work that was not saved")


class CaseFile(QObject):
    """Knows where the case was saved, and whether what lies on the desk is what was saved."""

    changed = Signal()
    """Another file, or something is unsaved that was not, or the other way round."""
    saved = Signal()
    review_changed = Signal()
    """The reviewer's desk opened or closed, or something was decided."""
    left_changed = Signal()
    """Other work than before waits to be recovered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.path: Path | None = None
        self.dossier: Dossier | None = None
        """As it was read or written last."""
        self.left: tuple[file_work.LeftWork, ...] = ()
        self._kept: _State | None = None
        self._kept_assessment: Assessment | None = None
        self._wanted: Path | None = None
        """Saved there as soon as the scenario on the desk is assessed."""
        self.reviewing = False
        """True while a reviewer judges: the case stays as it is."""
        self.recomputed: Text | None = None
        """What came of doing the dossier again; None: nobody did."""
        self._coming = False
        self._subject: tuple[Path, str | None] | None = None
        self._was_modified = False
        self.errands = Errands(self)
        self.autosave = Autosave(self)
        self._search = Errands(self)
        self._search.failed.connect(self._fail)
        self.errands.failed.connect(self._fail)
        self.errands.cancelled.connect(self._tell_cancelled)
        self.autosave.failed.connect(self._fail)
        desk.case_changed.connect(self._follow_case)
        desk.scenario_changed.connect(self._follow)
        desk.variants.kept_changed.connect(self._follow)
        desk.judged_changed.connect(self._save_wanted)
        desk.job_changed.connect(self._want_no_more)

    # --- what is unsaved ------------------------------------------------------------------------
    @property
    def is_modified(self) -> bool:
        """True if the case or its variant is not as it was opened or saved."""
        return self._state != self._kept

    @property
    def name(self) -> str:
        """What the case is called in the title."""
        if self.path is not None:
            return self.path.name
        return self._desk.opened.inputs.title if self._desk.opened is not None else ""

    @property
    def reviewed(self) -> dict[str, str]:
        """The reviewer's words by the id of the rule, while the assessment is that of the dossier."""
        judged = self._desk.judged
        if self.dossier is None or judged is None or judged.assessment is not self._kept_assessment:
            return {}
        from optopcheck import service  # noqa: PLC0415  # loaded by the time a dossier is open

        return dict(service.reviewed_words(self.dossier, self._desk.language))

    @property
    def _state(self) -> _State | None:
        opened = self._desk.opened
        if opened is None:
            return None
        return opened.inputs, opened.on, self._desk.scenario, self._desk.variants.kept

    def _follow_case(self) -> None:
        """Another model is another case; the same one with other papers is a change."""
        opened = self._desk.opened
        if not self._coming and opened is not None and opened.inputs.subject != self._subject:
            self._put_aside()
            self._begin(None, None)
            self._set_reviewing(on=False)
        self._follow()

    def _begin(self, path: Path | None, dossier: Dossier | None) -> None:
        self.path, self.dossier, self._wanted = path, dossier, None
        self.recomputed = None
        self._kept = self._state
        judged = self._desk.judged
        self._kept_assessment = judged.assessment if judged is not None and dossier is not None else None

    def _put_aside(self) -> None:
        """Keep unsaved work of the case that leaves the desk, to be recovered."""
        self.autosave.leave(saved=not self._was_modified)

    def _follow(self) -> None:
        self._was_modified = self.is_modified
        if self._desk.opened is not None:
            self._subject = self._desk.opened.inputs.subject
            self.autosave.note(self._work() if self._was_modified else None)
        self.changed.emit()

    def _work(self) -> Work | None:
        opened = self._desk.opened
        if opened is None:
            return None
        from optopcheck import service  # noqa: PLC0415  # loaded by the time a case is open

        model = opened.case.hashes.get(opened.inputs.model.name, "")
        variants = file_work.named(self._desk.variants.kept)
        return service.Work(opened.inputs, self._desk.scenario, opened.on, self.path, model, variants)

    # --- judging --------------------------------------------------------------------------------
    def review(self, path: Path) -> None:
        """Open a dossier to judge it."""
        self._desk.open_dossier(path, review=True)

    def end_review(self) -> None:
        """Go on with the dossier as a case that may be changed."""
        self._set_reviewing(on=False)

    def take_recomputed(self, path: Path, words: Text) -> None:
        """Keep what came of doing the dossier again."""
        if path == self.path:
            self.recomputed = words
            self.review_changed.emit()

    def take_decided(self, path: Path, dossier: object) -> None:
        """Take over the dossier with one decision more."""
        from optopcheck import service  # noqa: PLC0415  # loaded by the time a dossier is open

        if path == self.path and isinstance(dossier, service.Dossier):
            was_signed = self.dossier is not None and self.dossier.container.signature is not None
            self.dossier = dossier
            self.review_changed.emit()
            if was_signed:
                self._desk.tell_of(
                    Text(
                        f"De handtekening gold zonder dit besluit; het ondertekende dossier is {path}.bak.",
                        f"The signature held without this decision; the signed dossier is {path}.bak.",
                    ),
                    path,
                )

    def _set_reviewing(self, *, on: bool) -> None:
        if on or self.reviewing:
            self.reviewing = on
            self.review_changed.emit()
            self.changed.emit()
            self._desk.variants.go_on()

    # --- opening --------------------------------------------------------------------------------
    def take(self, result: object, *, review: bool = False) -> None:
        """Put on the desk what was read from a dossier or a journal."""
        if isinstance(result, file_work.FromDossier):
            self._lay(result, review=review)
        elif isinstance(result, file_work.Recovered):
            self._lay_recovered(result)

    def _lay(self, found: file_work.FromDossier, *, review: bool) -> None:
        self._enter(found.journal)
        self._desk.lay(found.opened, found.judged.assessment.facts.scenario, found.judged)
        self._coming = False
        self._desk.variants.take(found.kept)
        self._begin(found.path, found.dossier)
        self._follow()
        self._set_reviewing(on=review)
        if found.other_packs:
            self._desk.tell_of(
                Text(
                    "De bevindingen zijn die van het dossier; er doen nu andere regelpakketten mee. F5 toetst"
                    " opnieuw.",
                    "The findings are those of the dossier; other rule packs take part now. F5 assesses"
                    " again.",
                )
            )

    def _lay_recovered(self, found: file_work.Recovered) -> None:
        self._enter(found.journal)
        self._desk.lay(found.opened, found.work.scenario)
        self._coming = False
        self._desk.variants.take((one.name, one.scenario) for one in found.work.variants)
        self.path, self.dossier, self._kept, self._kept_assessment = found.work.dossier, None, None, None
        self._set_reviewing(on=False)
        self._follow()
        self.look_for_left()
        if found.model_changed:
            self._desk.tell_of(
                Text(
                    "Het werk is hersteld, maar het model is sindsdien gewijzigd; het is opnieuw gemeten.",
                    "The work was recovered, but the model has changed since; it was measured anew.",
                )
            )

    def _enter(self, journal: Journal) -> None:
        self._put_aside()
        self.autosave.take_over(journal)
        self._coming = True

    # --- saving ---------------------------------------------------------------------------------
    def save(self, path: Path) -> None:
        """Save the case; a scenario that is not assessed yet is assessed first."""
        self._wanted = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        if self._ready:
            self._save_wanted()
        elif self._desk.job is None:
            self._desk.assess()

    def _want_no_more(self) -> None:
        """Save nothing later on where the assessment was cancelled or failed."""
        if self._desk.job is None and not self._ready:
            self._wanted = None

    @property
    def waits(self) -> bool:
        """True while saving waits for the assessment, or is going on."""
        return self._wanted is not None or self.errands.is_busy

    @property
    def _ready(self) -> bool:
        return self._desk.judged is not None and not self._desk.is_stale

    def _save_wanted(self) -> None:
        path, judged, opened, state = self._wanted, self._desk.judged, self._desk.opened, self._state
        if path is None or not self._ready or judged is None or opened is None or state is None:
            return
        self._wanted = None
        as_read = self.dossier if judged.assessment is self._kept_assessment else None
        task = partial(file_work.save, path, opened, judged.assessment, as_read, state[-1])
        self.errands.run(_SAVING, task, partial(self._take_saved, path, state, judged.assessment))

    def _take_saved(self, path: Path, state: _State, assessment: Assessment, dossier: object) -> None:
        opened = self._desk.opened
        if opened is None or opened.inputs.subject != state[0].subject:
            return
        from optopcheck import service  # noqa: PLC0415  # loaded by the time a case is open

        if isinstance(dossier, service.Dossier):
            self.path, self.dossier = path, dossier
            self._kept, self._kept_assessment = state, assessment
            self._follow()
            self._desk.tell_of(Text(f"Bewaard: {path}", f"Saved: {path}"), path)
            self.saved.emit()

    # --- what earlier runs left -----------------------------------------------------------------
    def look_for_left(self) -> None:
        """Look in the background for work that another run did not save."""
        self._search.run(_LOOKING, file_work.left, self._take_left, newest=True)

    def _take_left(self, found: object) -> None:
        if isinstance(found, tuple):
            self.left = found
            self.left_changed.emit()

    def forget(self, found: file_work.LeftWork) -> None:
        """Take left work away for good."""
        from optopcheck import service  # noqa: PLC0415  # loaded by the time work was found

        service.forget_journal(found.left)
        self._take_left(tuple(one for one in self.left if one is not found))

    # --- the end --------------------------------------------------------------------------------
    def leave(self, *, keep: bool) -> None:
        """End with this case; with `keep` what is unsaved can be recovered, else it is dropped."""
        self.errands.shut()
        self._search.shut()
        self.autosave.leave(saved=not (keep and self.is_modified))

    def _fail(self, text: Text) -> None:
        self._wanted = None
        self._desk.tell(text)
        self.changed.emit()

    def _tell_cancelled(self, title: Text) -> None:
        self._desk.tell_of(
            Text(
                f"{title.nl}: geannuleerd, er is niets geschreven.",
                f"{title.in_language('en')}: cancelled, nothing was written.",
            )
        )
