"""The proposed building of a case: drawn by the program, or the designer's own model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.optop import Facade, add_storeys, deck_facades

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from optopcheck.domain.case import Case
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.proposal import Proposal
    from optopcheck.domain.scenario import Scenario

__all__ = ["Facade", "joined_to_what_stands", "proposed_building", "roof_facades"]

_REACH = 0.05
"""A part that stands there and ends this far above the old top is part of the addition [m]."""


def proposed_building(case: Case, scenario: Scenario) -> Building:
    """Return the design.

    Raises
    ------
    InputError
        If the storeys do not fit the roof, or there is no model of the designer.
    """
    if not scenario.own_design:
        return add_storeys(case.building, scenario, case.site)
    if case.proposal is None:
        raise InputError(
            Text(
                "er is geen eigen ontwerp ingelezen; geef --proposal",
                "no design of its own was read; give --proposal",
            )
        )
    return case.proposal.building


def roof_facades(case: Case, scenario: Scenario) -> tuple[Facade, ...]:
    """Return the façades of the roof on which storeys come, for a setback of their own.

    Raises
    ------
    InputError
        If no storey fits this roof.
    """
    return deck_facades(case.building, scenario, case.site)


def joined_to_what_stands(proposal: Proposal, existing: Situation) -> Unmeasured | None:
    """Return why what is added cannot be measured apart from what stands there; None if it can."""
    changes = proposal.changes
    if changes.unmatched:
        return Unmeasured(
            Text(
                "van een deel van het ontwerp is niet vast te stellen of het nieuw is",
                "of a part of the design it cannot be established whether it is new",
            ),
            Need.JUDGEMENT,
            changes.unmatched,
        )
    if existing.building is None:
        return None
    top = float(existing.building.mesh.bounds[1, 2])
    changed = set(changes.changed)
    risen = tuple(
        e.global_id
        for e in proposal.building.elements
        if e.global_id in changed and float(e.mesh.bounds[1, 2]) > top + _REACH
    )
    if not risen:
        return None
    return Unmeasured(
        Text(
            "een bestaand bouwdeel loopt door in de nieuwe laag: wat erbij komt is niet los te meten",
            "an existing part goes on into the new storey: what is added cannot be measured apart",
        ),
        Need.JUDGEMENT,
        risen,
    )
