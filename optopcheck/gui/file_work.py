"""What the jobs around the file of a case do: each a few calls of the service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.gui import work
from optopcheck.gui.work import Judged, Opened

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.job import Progress
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.text import Language
    from optopcheck.service import Dossier, Journal, Left, NamedVariant, RuleSet, Work

    Kept = tuple[tuple[str, Scenario], ...]

READING = Text("Dossier lezen", "Reading the dossier")
MAKING = Text("Dossier samenstellen", "Putting the dossier together")
WRITING = Text("Dossier schrijven", "Writing the dossier")


@dataclass(frozen=True, eq=False)
class FromDossier:
    """A case that came out of a dossier, with its assessment as it was."""

    path: Path
    dossier: Dossier
    opened: Opened
    judged: Judged
    journal: Journal
    other_packs: bool
    """Whether other packs take part now than then."""
    kept: Kept = ()
    """Variants beside the design."""


@dataclass(frozen=True, eq=False)
class Recovered:
    """A case out of a journal."""

    opened: Opened
    work: Work
    journal: Journal
    model_changed: bool


@dataclass(frozen=True, eq=False)
class LeftWork:
    """Work that a run left behind."""

    left: Left
    work: Work

    @property
    def when(self) -> datetime:
        """When it was done, on the user's clock."""
        return datetime.fromtimestamp(self.left.path.stat().st_mtime).astimezone()


def reopen(
    path: Path, rules: tuple[date, RuleSet | None], language: Language, progress: Progress
) -> FromDossier:
    """Open a dossier to go on with; `rules` are those that are loaded, for their day."""
    work.load(progress)
    from optopcheck import service  # noqa: PLC0415  # the window stands before its libraries are there

    progress(READING, 0.0)
    journal = service.start_journal()
    try:
        found = service.reopen_dossier(path, service.files_beside(journal.path))
        progress(READING, 0.3)
        on = found.dossier.description.reference_date
        loaded = rules[1] if rules[1] is not None and rules[0] == on else service.load_rules(on)
        progress(READING, 0.7)
        assessment = found.dossier.assessment
        other = service.packs_differ(found.dossier, loaded)
        kept = tuple((one.name, one.scenario) for one in found.dossier.variants)
        opened = Opened(found.inputs, found.opened, loaded, on)
        judged = work.judged(opened, assessment, language)
        progress(READING, 1.0)
    except BaseException:
        service.end_journal(journal, saved=True)
        raise
    return FromDossier(path, found.dossier, opened, judged, journal, other, kept)


def named(kept: Kept) -> tuple[NamedVariant, ...]:
    """Return the variants of the window as a dossier keeps them."""
    from optopcheck import service  # noqa: PLC0415  # same

    return tuple(service.NamedVariant(name, scenario) for name, scenario in kept)


def save(
    path: Path,
    opened: Opened,
    assessment: Assessment,
    as_read: Dossier | None,
    kept: Kept,
    progress: Progress,
) -> Dossier:
    """Write the dossier of an assessment, with the variants kept beside it, and read it back.

    `as_read` is the dossier that the assessment came out of unchanged.

    Raises
    ------
    InputError
        If a dossier with decisions on another assessment would be written over, or it cannot be written.
    """
    from optopcheck import service  # noqa: PLC0415  # same

    progress(MAKING, 0.0)
    made = (
        as_read.with_variants(named(kept))
        if as_read is not None
        else service.make_dossier(opened.inputs, opened.case, assessment, opened.rules, variants=named(kept))
    )
    progress(WRITING, 0.7)
    there = _decided_there(path)
    if there is not None:
        if there.files["receipt.json"] != made.files["receipt.json"]:
            raise _would_lose(path, len(there.decisions))
        made = there.with_variants(named(kept))
    service.save_dossier(path, made)
    progress(WRITING, 1.0)
    return service.open_dossier(path)


def _decided_there(path: Path) -> Dossier | None:
    """Return the dossier that is there and holds decisions."""
    from optopcheck import service  # noqa: PLC0415  # same

    if not path.is_file():
        return None
    try:
        there = service.open_dossier(path)
        decided = bool(there.decisions)
    except InputError:
        return None
    return there if decided else None


def _would_lose(path: Path, count: int) -> InputError:
    return InputError(
        Text(
            f"in '{path.name}' staan {count} besluiten over een andere versie; een besluit wordt nooit"
            " overschreven, bewaar de gewijzigde zaak onder een andere naam",
            f"'{path.name}' holds {count} decisions on another version; a decision is never written over,"
            " save the changed case under another name",
        )
    )


def left(progress: Progress) -> tuple[LeftWork, ...]:
    """Return the work that runs left without saving it, the last one first; the rest is swept up."""
    from optopcheck import service  # noqa: PLC0415  # same

    del progress
    service.start_log()
    service.sweep_journals()
    found = [(one, service.left_work(one)) for one in service.left_journals()]
    return tuple(LeftWork(one, work) for one, work in reversed(found) if work is not None)


def recover(found: LeftWork, rules: tuple[date, RuleSet | None], progress: Progress) -> Recovered:
    """Read the case of left work again, and go on with its journal."""
    work.load(progress)
    from optopcheck import service  # noqa: PLC0415  # same

    on = found.work.on
    opened = work.open_case(found.work.inputs, rules[1] if rules[0] == on else None, on, progress)
    changed = found.work.model_changed
    return Recovered(opened, found.work, service.Journal(found.left.path), changed)
