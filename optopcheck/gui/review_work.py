"""What the reviewer's desk does in the background: each one call of the service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.service import Decision, Dossier, Judgement, Reviewed, Section, View

_STEP = Text("Besluit vastleggen", "Recording the decision")
_COMPARING = Text("Versies vergelijken", "Comparing the versions")
_RECOMPUTING = Text("Dossier narekenen", "Computing the dossier again")
_COUNTED = ("receipt.json", "facts.json", "findings.json")


@dataclass(frozen=True)
class Ruling:
    """What a reviewer wants to record."""

    by: str
    words: str
    rule: str | None = None
    judgement: Judgement | None = None
    evidence: str = ""
    view: View | None = None


def decide(path: Path, ruling: Ruling, progress: Progress) -> Dossier:
    """Add a decision to the dossier on disk."""
    from optopcheck import service  # noqa: PLC0415  # loaded by the time a dossier is open

    progress(_STEP, 0.0)
    return service.decide(
        path,
        ruling.by,
        ruling.words,
        datetime.now().astimezone(),
        ruling.rule,
        judgement=ruling.judgement,
        evidence=ruling.evidence or None,
        view=ruling.view,
    )


def compare(before: Path, after: Path, language: Language, progress: Progress) -> tuple[Section, ...]:
    """Tell what changed between two dossiers."""
    from optopcheck import service  # noqa: PLC0415  # same

    progress(_COMPARING, 0.1)
    return tuple(service.diff_sections(service.compare_dossiers(before, after), language))


@dataclass(frozen=True, eq=False)
class Recomputed:
    """What came of doing a dossier again here."""

    equal: bool
    sections: tuple[Section, ...]


def recompute(path: Path, shown: Dossier, language: Language, progress: Progress) -> Recomputed:
    """Measure and judge the files of a dossier anew, and lay the findings beside those that it holds.

    Where the file no longer holds what is shown, the two are not equal.
    """
    from optopcheck import service  # noqa: PLC0415  # same

    progress(_RECOMPUTING, 0.0)
    found = service.replay(path, progress=progress)
    same = all(found.dossier.files.get(name) == shown.files.get(name) for name in _COUNTED)
    return Recomputed(found.equal and same, tuple(service.replay_sections(path.name, found, language)))


def advice(dossier: Dossier, path: Path, language: Language, progress: Progress) -> None:
    """Write the advice: plain text, or the report with the decisions in it."""
    from optopcheck import service  # noqa: PLC0415  # same

    if path.suffix.lower() in (".pdf", ".html"):
        words = service.reviewed_words(dossier, language)
        service.write_report(dossier.assessment, path, language, reviewed=words, progress=progress)
    else:
        service.write_advice(dossier, path, language)


def street_views(dossier: Dossier, folder: Path, progress: Progress) -> int:
    """Write the pictures from the street; return how many."""
    from optopcheck import service  # noqa: PLC0415  # same

    return len(service.write_street_views(dossier.assessment, folder, progress))


def findings(dossier: Dossier) -> tuple[Reviewed, ...]:
    """Return the findings with what was decided of them."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.reviewed_findings(dossier)


def guidance(outcome: Outcome, language: Language) -> tuple[tuple[str, str], ...]:
    """Return what a reviewer should read of a finding."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.guidance(outcome, language)


def decided_at(decision: Decision, language: Language) -> str:
    """Return when it was decided, with the UTC offset."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.decided_at(decision, language)


def decided(decision: Decision, language: Language) -> str:
    """Return a decision in one line."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.decided_words(decision, language)


def judgements() -> tuple[Judgement, Judgement]:
    """Return accepted and rejected."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.Judgement.ACCEPTED, service.Judgement.REJECTED
