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
_SAME = Text(
    "Hier nagerekend met de regels uit het dossier: dezelfde bevindingen.",
    "Computed again here with the rules in the dossier: the same findings.",
)
_DIFFERS = Text(
    "HIER NAGEREKEND: ER KOMT IETS ANDERS UIT. Ga niet op dit dossier af; rechts staat wat verschilt.",
    "COMPUTED AGAIN HERE, SOMETHING ELSE COMES OUT. Do not rely on this dossier; see right what differs.",
)
_NOT_ALL = Text(
    "NIET GEHEEL NA TE REKENEN: een regelpakket van het dossier is er hier niet, of anders; zie rechts.",
    "COULD NOT BE COMPUTED AGAIN AS A WHOLE: a rule pack of the dossier is not here, or another; see right.",
)
_EXCHANGED = Text(
    "HET BESTAND IS GEWIJZIGD SINDS HET GEOPEND IS: wat u ziet, is niet nagerekend. Open het opnieuw.",
    "THE FILE CHANGED SINCE IT WAS OPENED: what you see was not computed again. Open it anew.",
)


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
    """What came of doing a dossier again here, in words and in full."""

    words: Text
    sections: tuple[Section, ...]


def recompute(path: Path, shown: Dossier, language: Language, progress: Progress) -> Recomputed:
    """Measure and judge the files of a dossier anew, and lay the findings beside those that it holds.

    It says that they are the same only where every rule ran, and of the very file that is shown.
    """
    from optopcheck import service  # noqa: PLC0415  # same

    progress(_RECOMPUTING, 0.0)
    found = service.replay(path, progress=progress)
    if found.dossier.container.record != shown.container.record:
        words = _EXCHANGED
    elif found.equal:
        words = _the_same([pack.name for pack in found.packs if not pack.known])
    else:
        whole = found.ran and all(pack.same for pack in found.packs)
        words = _DIFFERS if whole else _NOT_ALL
    return Recomputed(words, tuple(service.replay_sections(path.name, found, language)))


def _the_same(unknown: list[str]) -> Text:
    """Say that nothing differs; rules that nobody answers for may themselves be made to please."""
    if not unknown:
        return _SAME
    names = ", ".join(unknown)
    return Text(
        f"{_SAME.nl} MAAR NIEMAND STAAT HIER IN VOOR {names}: dat kan de maker zelf geschreven hebben.",
        f"{_SAME.in_language('en')} BUT NOBODY ANSWERS HERE FOR {names}: the maker may have made it himself.",
    )


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
