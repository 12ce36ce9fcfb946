"""Rule pack for Zoetermeer (GM0637): one extra storey, provided that the structure bears it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.api import (
    Need,
    NotApplicable,
    Quantity,
    Rule,
    Text,
    Unmeasured,
    complies,
    hookimpl,
    join_texts,
    number,
    undetermined,
    violates,
)
from optopcheck_zoetermeer.sources import ASSUMPTIONS, HOUSING_PROGRAMME, NOT_CONSULTED, ONE_STOREY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.api import Facts, Finding, Measurement, StructuralStatement

MUNICIPALITY = "GM0637"


def one_extra_storey(facts: Facts) -> Finding | NotApplicable:
    """Allow one extra storey (*bouwlaag*) on an existing building, provided that the structure bears it."""
    outside = _outside(facts.case.site.municipality)
    if outside is not None:
        return outside
    added = facts.storeys_added
    if isinstance(added, Unmeasured):
        return _told(undetermined(added.need, added.reason))
    doubt = _doubt(facts, added)
    if doubt is not None:
        return _told(doubt)
    if added.value < 1:
        return NotApplicable(Text("er wordt geen bouwlaag toegevoegd", "no storey is added"))
    finding = _judged(added, facts.case.structural_statement)
    margin = ONE_STOREY.value - added.value
    return _told(replace(finding, limit=ONE_STOREY, margin=margin, uncertainty=added.uncertainty))


def _outside(municipality: str | None) -> NotApplicable | None:
    if municipality == MUNICIPALITY:
        return None
    if municipality is None:
        return NotApplicable(
            Text("de gemeente is niet opgegeven", "the municipality was not given"),
        )
    return NotApplicable(
        Text(
            f"het gebouw staat niet in Zoetermeer ({MUNICIPALITY}) maar in {municipality}",
            f"the building is not in Zoetermeer ({MUNICIPALITY}) but in {municipality}",
        )
    )


def _doubt(facts: Facts, added: Measurement) -> Finding | None:
    """Tell why the number of added storeys cannot be judged, None if it is sure."""
    declared = facts.scenario.storeys_added
    if added.value != declared:
        return undetermined(
            Need.REPAIR,
            Text(
                f"Opgegeven en gemeten bouwlagen verschillen: {declared} opgegeven,"
                f" {number(added.value, 0, 'nl')} gemeten.",
                f"Declared and measured storeys differ: {declared} declared,"
                f" {number(added.value, 0, 'en')} measured.",
            ),
            added,
        )
    if added.uncertainty > 0:
        return undetermined(
            Need.PRECISION,
            Text(
                "Het aantal toegevoegde bouwlagen is niet zeker gemeten.",
                "The number of added storeys is not measured with certainty.",
            ),
            added,
        )
    if _added_by_any_reading(facts) <= {added.value}:
        return None
    return undetermined(
        Need.JUDGEMENT,
        Text(
            "Een andere lezing van het aantal bouwlagen geeft een ander aantal toegevoegde bouwlagen.",
            "Another reading of the number of storeys gives another number of added storeys.",
        ),
        added,
    )


def _added_by_any_reading(facts: Facts) -> set[float]:
    """Return the added storeys under each disputed reading of the storey count."""
    before, after = facts.existing.measured.storey_count, facts.proposed.measured.storey_count
    if isinstance(before, Unmeasured) or isinstance(after, Unmeasured):
        return set()
    old = {reading.label: reading.value for reading in before.readings}
    new = {reading.label: reading.value for reading in after.readings}
    return {new.get(label, after.value) - old.get(label, before.value) for label in {*old, *new}}


def _judged(added: Measurement, statement: StructuralStatement | None) -> Finding:
    storeys = number(added.value, 0, "nl")
    if added.value > ONE_STOREY.value:
        return undetermined(
            Need.JUDGEMENT,
            Text(
                f"Er komen {storeys} bouwlagen bij; dat valt buiten de toezegging van één extra bouwlaag:"
                " regulier afwegen.",
                f"{storeys} storeys are added; that is outside the promise of one extra storey:"
                " to be weighed in the regular way.",
            ),
            added,
            what_would_change=Text("één bouwlaag toevoegen", "adding one storey"),
        )
    if statement is None:
        return undetermined(
            Need.INPUT,
            Text(
                "Er komt één bouwlaag bij, maar er is geen constructieve verklaring.",
                "One storey is added, but there is no structural statement.",
            ),
            added,
            what_would_change=Text(
                "een ondertekende verklaring dat de constructie één bouwlaag draagt",
                "a signed statement that the structure bears one storey",
            ),
        )
    return _by_statement(added, statement)


def _by_statement(added: Measurement, statement: StructuralStatement) -> Finding:
    said_by = f"{statement.by}, {statement.role}"
    if statement.bears_extra_storeys < added.value:
        return violates(
            Text(
                f"Volgens {said_by} draagt de constructie geen extra bouwlaag.",
                f"According to {said_by} the structure bears no extra storey.",
            ),
            added,
            what_would_change=Text(
                "een lichtere bouwwijze of versterking, en een nieuwe verklaring",
                "a lighter construction or strengthening, and a new statement",
            ),
        )
    return complies(
        Text(
            f"Er komt één bouwlaag bij en volgens {said_by} draagt de constructie haar"
            f" (verklaring: {statement.bears_extra_storeys}).",
            f"One storey is added and according to {said_by} the structure bears it"
            f" (statement: {statement.bears_extra_storeys}).",
        ),
        added,
    )


def _told(finding: Finding) -> Finding:
    """Add to each finding that the adopted text was not consulted."""
    return replace(finding, explanation=join_texts(finding.explanation, NOT_CONSULTED))


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Return the one rule of Zoetermeer."""
    yield Rule(
        "gm0637.one-extra-storey",
        Text(
            "Eén extra bouwlaag als de constructie haar draagt", "One extra storey if the structure bears it"
        ),
        HOUSING_PROGRAMME,
        one_extra_storey,
        assumptions=ASSUMPTIONS,
        quantities=(Quantity.STOREY_COUNT,),
    )
