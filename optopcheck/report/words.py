"""The words of the overall verdict; never better than the standing of what was tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import UNDETERMINED_WORDS, Standing, Verdict, verdict_words
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language

PAPER_WORDS = {
    "page": Text("blz.", "page"),
    "of": Text("van", "of"),
    "report": Text("kenmerk", "report no."),
    "contents": Text("Inhoud", "Contents"),
    "marks": Text(
        "Let op: van wie deze regels zijn is niet vastgesteld", "Note: whose rules these are is not known"
    ),
    "assessment": Text("de beoordeling als JSON", "the assessment as JSON"),
    "no_permit": Text("geen vergunning en geen toezegging", "no permit and no promise"),
}
"""What the setting itself writes, on paper and in HTML alike."""


def overall_words(assessment: Assessment) -> Text:
    """Return the verdict in words, one for each kind of source that gave it."""
    return Text(_words(assessment, "nl"), _words(assessment, "en"))


def _words(assessment: Assessment, language: Language) -> str:
    overall = assessment.overall.verdict
    if overall is Verdict.UNDETERMINED:
        return UNDETERMINED_WORDS.in_language(language)
    order = list(Standing)
    sources = sorted(
        (o.source for o in assessment.outcomes if o.finding and o.finding.verdict is overall),
        key=lambda source: order.index(source.standing),
    )
    return "; ".join(dict.fromkeys(verdict_words(overall, source, language) for source in sources))
