"""Does a model hold what a check needs: against an IDS file, as a section to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.ifc import IdsOutcome, IdsReport, check_ids
from optopcheck.report import Section

if TYPE_CHECKING:
    from optopcheck.domain.text import Language

__all__ = ["IdsReport", "check_ids", "ids_section"]

_HEADER = (Text("eis", "requirement"), Text("uitkomst", "outcome"), Text("waarom", "why"))
_SUITED = Text("het model voldoet aan de aanlevereisen", "the model meets the requirements")
_NOT_SUITED = Text(
    "het model voldoet niet aan alle aanlevereisen", "the model does not meet all requirements"
)
_UNSEEN = Text(
    "lengte-eenheid, hoogten en vorm zijn met IDS niet te controleren: dat doet measure of check",
    "length unit, heights and shape cannot be checked by IDS: measure or check does that",
)
_SHOWN = 5


def ids_section(report: IdsReport, language: Language = "nl") -> Section:
    """Return what came of each specification, and what to do about those that failed."""
    failed = [s for s in report.specifications if s.outcome is IdsOutcome.FAILED]
    notes = [(_SUITED if report.passed else _NOT_SUITED).in_language(language)]
    for specification in failed:
        where = ", ".join(specification.failing[:_SHOWN])
        more = " ..." if len(specification.failing) > _SHOWN else ""
        notes.append(f"{specification.instructions or specification.name} {where}{more}".strip())
    notes.append(_UNSEEN.in_language(language))
    return Section(
        f"{report.title} ({report.schema})",
        tuple(
            (s.name, s.outcome.label.in_language(language), s.reason.in_language(language))
            for s in report.specifications
        ),
        tuple(label.in_language(language) for label in _HEADER),
        tuple(notes),
    )
