"""PLN-01 to PLN-04: the limits that the plan sets for this plot (*planregels*), as entered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.api import (
    Finding,
    LegalSource,
    Limit,
    Need,
    NotApplicable,
    Quantity,
    Rule,
    Standing,
    Text,
    Unmeasured,
    Verdict,
    at_most,
    join_texts,
    number,
    numbers,
    undetermined,
)
from optopcheck_national.plan_change import move_inside, what_would_change
from optopcheck_national.polygons import room_inside
from optopcheck_national.profile import NATIONAL_PROFILE
from optopcheck_national.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from optopcheck.api import Facts, Measured, PlanLimits

ZONE_DOUBT = 0.02
"""Doubt of the place of façade and bouwvlak [m]; our assumption."""

ENTERED_PLAN = LegalSource(
    title="omgevingsplan (ingevoerde planregels)",
    passage="De grenzen die voor dit perceel zijn ingevoerd, elk met haar artikel.",
    url="https://omgevingswet.overheid.nl/regels-op-de-kaart",
    article="zoals ingevoerd",
    standing=Standing.LOCAL_PLAN,
    note=Text(
        "De grenzen zijn ingevoerd door de gebruiker en niet met het plan vergeleken.",
        "The limits were entered by the user and not compared with the plan.",
    ),
)

ASSUMPTIONS = (
    Text(
        "De ingevoerde grenzen zijn die van het geldende plan; een afwijkende regel is er niet.",
        "The entered limits are those of the plan in force, and no other rule holds on this plot.",
    ),
    *NATIONAL_PROFILE.assumptions,
)
ZONE_ASSUMPTION = Text(
    "Alleen de nieuwe laag is aan het bouwvlak getoetst; gevel en bouwvlak zijn samen 0,02 m onzeker.",
    "Only the new storey is tested against the zone; façade and zone are uncertain by 0.02 m together.",
)

NO_PLAN = Text("Er zijn geen planregels ingevoerd.", "No plan limits were entered.")


def within_limit(
    facts: Facts,
    name: Text,
    limit_of: Callable[[PlanLimits], Limit | None],
    measured_of: Callable[[Facts], Measured],
) -> Finding:
    """Compare one measured quantity of the proposed situation with one limit of the plan."""
    plan = facts.case.plan_limits
    if plan is None:
        return undetermined(Need.INPUT, NO_PLAN, what_would_change=_enter(name))
    limit = limit_of(plan)
    if limit is None:
        missing = Text(f"Er is geen {name.nl} ingevoerd.", f"No {name.in_language('en')} was entered.")
        return undetermined(
            Need.INPUT, join_texts(missing, _plan_named(plan)), what_would_change=_enter(name)
        )
    finding = at_most(measured_of(facts), limit)
    return _of_plan(replace(finding, what_would_change=what_would_change(finding)), plan)


def building_zone(facts: Facts) -> Finding | NotApplicable:
    """Test whether every part of the added storey lies within the *bouwvlak*."""
    plan = facts.case.plan_limits
    name = Text("bouwvlak", "building zone")
    if plan is None:
        return undetermined(Need.INPUT, NO_PLAN, what_would_change=_enter(name))
    if plan.building_zone is None or plan.building_zone_article is None:
        missing = Text("Er is geen bouwvlak ingevoerd.", "No building zone was entered.")
        return undetermined(
            Need.INPUT, join_texts(missing, _plan_named(plan)), what_would_change=_enter(name)
        )
    if facts.scenario.storeys_added == 0:
        return NotApplicable(Text("er wordt geen bouwlaag toegevoegd", "no storey is added"))
    added = _added_parts(facts)
    if not added:
        reason = Text(
            "De delen van de nieuwe laag zijn niet bekend.", "The parts of the new storey are unknown."
        )
        return undetermined(Need.INPUT, join_texts(reason, _plan_named(plan)))
    footprint = facts.existing.measured.footprint_area
    if isinstance(footprint, Unmeasured) and footprint.need is Need.REPAIR:
        # What the new storey stands on, or where, is not known: its own place says nothing then.
        return undetermined(Need.REPAIR, join_texts(sentence(footprint.reason), _plan_named(plan)))
    return _of_plan(_zone_finding(added, plan.building_zone, plan.building_zone_article), plan)


def _added_parts(facts: Facts) -> dict[str, NDArray[np.float64]]:
    """Return the triangles in plan of the added parts by id, each of shape (m, 3, 2) [m]."""
    building = facts.proposed.building
    if building is None:
        return {}
    return {
        element.global_id: element.mesh.triangles[:, :, :2]
        for element in building.elements
        if element.added and not element.mesh.is_empty
    }


def _zone_finding(added: dict[str, NDArray[np.float64]], zone: NDArray[np.float64], article: str) -> Finding:
    room = {part: room_inside(triangles, zone) for part, triangles in added.items()}
    least = min(room.values())
    verdict, need, told = _zone_verdict(least)
    return Finding(
        verdict,
        told,
        need=need,
        limit=Limit(0.0, "m", article, "ingevoerd voor dit perceel"),
        margin=least,
        uncertainty=ZONE_DOUBT,
        elements=tuple(sorted(part for part, value in room.items() if value < ZONE_DOUBT)),
        what_would_change=None if verdict is Verdict.COMPLIES else move_inside(ZONE_DOUBT - least),
    )


def _zone_verdict(least: float) -> tuple[Verdict, Need | None, Text]:
    if abs(least) <= ZONE_DOUBT:
        told = Text(
            "De nieuwe laag ligt op de grens van het bouwvlak, binnen de onzekerheid.",
            "The new storey lies on the edge of the building zone, within the uncertainty.",
        )
        return Verdict.UNDETERMINED, Need.PRECISION, told
    if least < 0:
        told = numbers(
            "De nieuwe laag ligt ten minste {d} m buiten het bouwvlak.",
            "The new storey lies at least {d} m outside the building zone.",
            2,
            d=-least,
        )
        return Verdict.VIOLATES, None, told
    told = numbers(
        "De nieuwe laag ligt binnen het bouwvlak, met {d} m ruimte.",
        "The new storey lies within the building zone, with {d} m to spare.",
        2,
        d=least,
    )
    return Verdict.COMPLIES, None, told


def _of_plan(finding: Finding, plan: PlanLimits) -> Finding:
    """Name the plan, whose standing gives the words; a draft plan carries no verdict."""
    explanation = join_texts(finding.explanation, _plan_named(plan))
    told = replace(finding, explanation=explanation, source=_entered(plan.source))
    if finding.verdict is Verdict.UNDETERMINED or plan.source.standing.may_judge:
        return told
    standing = plan.source.standing.value
    remark = Text(
        f"Dit plan heeft de status '{standing}' en draagt geen oordeel.",
        f"This plan has the standing '{standing}' and carries no verdict.",
    )
    explanation = join_texts(told.explanation, remark)
    return replace(told, verdict=Verdict.UNDETERMINED, need=Need.JUDGEMENT, explanation=explanation)


def _entered(source: LegalSource) -> LegalSource:
    """Return the source of the plan, with the warning that nobody compared the entry with it."""
    notes = [note for note in (ENTERED_PLAN.note, source.note) if note is not None]
    return replace(source, url=source.url or ENTERED_PLAN.url, note=join_texts(*notes))


def _plan_named(plan: PlanLimits) -> Text:
    return Text(f"Plan: {plan.source.title}.", f"Plan: {plan.source.title}.")


def _enter(name: Text) -> Text:
    return Text(
        f"planregels met een {name.nl} invoeren (--plan)",
        f"entering plan limits with a {name.in_language('en')} (--plan)",
    )


def _building_height(facts: Facts) -> Finding:
    name = Text("maximum bouwhoogte", "maximum building height")
    return within_limit(
        facts, name, lambda p: p.max_building_height, lambda f: f.proposed.measured.building_height
    )


def _eaves_height(facts: Facts) -> Finding:
    name = Text("maximum goothoogte", "maximum eaves height")
    return within_limit(facts, name, lambda p: p.max_eaves_height, lambda f: f.proposed.measured.eaves_height)


def _storeys(facts: Facts) -> Finding:
    name = Text("maximum aantal bouwlagen", "maximum number of storeys")
    added = facts.storeys_added
    declared = facts.scenario.storeys_added
    if facts.case.plan_limits is not None and not isinstance(added, Unmeasured) and added.value != declared:
        differ = Text(
            f"Opgegeven zijn {declared} extra bouwlagen, gemeten zijn er {number(added.value, 0, 'nl')}:"
            " eerst herstellen.",
            f"{declared} extra storeys are declared, {number(added.value, 0, 'en')} measured: repair first.",
        )
        return undetermined(Need.REPAIR, differ, added)
    finding = within_limit(facts, name, lambda p: p.max_storeys, lambda f: f.proposed.measured.storey_count)
    if isinstance(added, Unmeasured) and finding.verdict is Verdict.COMPLIES:
        return _unchecked(finding, added)
    return finding


def _unchecked(finding: Finding, added: Unmeasured) -> Finding:
    """Hold back a green that rests on a count of which nobody knows that it holds the added storeys."""
    reason = Text(
        "Het bestaande aantal bouwlagen is niet gemeten: of de opgegeven lagen zijn meegeteld is niet na te"
        " gaan.",
        "The existing number of storeys is not measured: whether the declared ones are in the count cannot"
        " be checked.",
    )
    return replace(
        finding,
        verdict=Verdict.UNDETERMINED,
        need=added.need,
        explanation=join_texts(finding.explanation, reason, added.reason),
    )


def _rule(
    rule_id: str,
    title: Text,
    check: Callable[[Facts], Finding | NotApplicable],
    *quantities: Quantity,
    more: tuple[Text, ...] = (),
) -> Rule:
    return Rule(
        rule_id,
        title,
        ENTERED_PLAN,
        check,
        profile=NATIONAL_PROFILE,
        assumptions=(*ASSUMPTIONS, *more),
        quantities=quantities,
    )


PLAN_RULES = (
    _rule(
        "nl.pln-building-height",
        Text("Maximum bouwhoogte", "Maximum building height"),
        _building_height,
        Quantity.BUILDING_HEIGHT,
    ),
    _rule(
        "nl.pln-eaves-height",
        Text("Maximum goothoogte", "Maximum eaves height"),
        _eaves_height,
        Quantity.EAVES_HEIGHT,
    ),
    _rule(
        "nl.pln-storeys",
        Text("Maximum aantal bouwlagen", "Maximum number of storeys"),
        _storeys,
        Quantity.STOREY_COUNT,
    ),
    _rule(
        "nl.pln-building-zone",
        Text("Bouwvlak", "Building zone"),
        building_zone,
        Quantity.FOOTPRINT_AREA,
        more=(ZONE_ASSUMPTION,),
    ),
)
