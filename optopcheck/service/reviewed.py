"""What reviewers wrote in a dossier, for the report made of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.report import WHOLE
from optopcheck.report.wording import day

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language
    from optopcheck.dossier import Dossier

_DAY = len("2026-07-02")


def reviewed_words(dossier: Dossier, language: Language) -> dict[str, str]:
    """Return the words with who wrote them and when, by the id of the rule; those on the whole by `WHOLE`."""
    found: dict[str, list[str]] = {}
    for decision in dossier.decisions:
        on = day(date.fromisoformat(decision.at[:_DAY]), language)
        found.setdefault(decision.rule or WHOLE, []).append(f"{decision.words} ({decision.by}, {on})")
    return {rule: "\n".join(words) for rule, words in found.items()}


def sound_assessment(dossier: Dossier) -> Assessment:
    """Return the assessment of a dossier, to be put on paper.

    Raises
    ------
    InputError
        If something in the dossier was exchanged: no report may rest on that.
    """
    if dossier.problems:
        told = dossier.problems[0]
        raise InputError(
            Text(
                f"dit dossier klopt niet, er komt geen rapport van: {told.nl}",
                f"this dossier does not hold, no report is made of it: {told.in_language('en')}",
            )
        )
    return dossier.assessment
