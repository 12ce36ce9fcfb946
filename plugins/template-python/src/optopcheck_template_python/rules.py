"""Two rules: one that is a single comparison, and one that looks at every façade and names the worst."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.api import (
    Need,
    NotApplicable,
    Text,
    Unmeasured,
    at_least,
    at_most,
    join_texts,
    undetermined,
)
from optopcheck_template_python.sources import MAX_HEIGHT, MIN_SETBACK, TOWN

if TYPE_CHECKING:
    from optopcheck.api import Facts, Finding, Measurement, PartMeasurement


def max_height(facts: Facts) -> Finding | NotApplicable:
    """Limit the building height (*bouwhoogte*) after storeys are added."""
    # `at_most` knows the uncertainty, other readings and a missing value: never compare by hand.
    return _outside(facts) or at_most(facts.proposed.measured.building_height, MAX_HEIGHT)


def setback_per_facade(facts: Facts) -> Finding | NotApplicable:
    """Ask a setback (*terugligging*) of every façade of the new storey; the worst façade decides."""
    outside = _outside(facts)
    if outside is not None:
        return outside
    setback = facts.proposed.measured.setback
    if isinstance(setback, Unmeasured):
        return at_least(setback, MIN_SETBACK)
    facades = [part for part in setback.parts if part.counts]
    if not facades:
        # Of no façade everything is true; a list that was not found must never comply.
        why = Text("van geen gevel is de terugligging gemeten", "the setback of no façade is measured")
        return undetermined(Need.INPUT, why, setback, MIN_SETBACK)
    findings = [_of_facade(setback, facade) for facade in facades]
    return max(findings, key=lambda finding: (finding.verdict.severity, -(finding.margin or 0.0)))


def _of_facade(setback: Measurement, facade: PartMeasurement) -> Finding:
    alone = replace(setback, value=facade.value, tolerance=facade.tolerance, elements=facade.elements)
    finding = at_least(alone, MIN_SETBACK)
    name = Text(f"{facade.label.nl}:", f"{facade.label.in_language('en')}:")
    return replace(finding, explanation=join_texts(name, finding.explanation))


def _outside(facts: Facts) -> Finding | NotApplicable | None:
    """Return why the rules do not speak here, or cannot tell whether they do; None if they speak."""
    if facts.case.site.municipality != TOWN:
        return NotApplicable(
            Text("het gebouw staat niet in Voorbeeldstad", "the building is not in Voorbeeldstad")
        )
    added = facts.storeys_added
    if isinstance(added, Unmeasured):
        return undetermined(added.need, added.reason)
    if added.uncertainty > 0:
        why = Text("het aantal bouwlagen is niet zeker geteld", "the storeys are not counted with certainty")
        return undetermined(Need.PRECISION, why, added)
    if added.value < 1:
        return NotApplicable(Text("er wordt geen bouwlaag toegevoegd", "no storey is added"))
    return None
