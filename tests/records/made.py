"""Facts with all that a small case can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.domain.addition import Addition, Size
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.measurement import Reading, Unmeasured
from optopcheck.domain.shade import ExtraShade, PlotExtraShade, ShadeGround, ShadeMoment
from optopcheck.domain.text import Text
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts


ENTERED = {
    "existing.is_monument": EnteredFact(value=False, source="register"),
    "existing.construction_year": EnteredFact(1964.0, "BAG"),
    "existing.front_side": EnteredFact("south", "kaart", "let op"),
}
SIZE = Size(3.25, 0.02, (Reading(Text("anders"), 4.0),))
UNKNOWN = Unmeasured(Text("niet te meten", "cannot be measured"))
ADDITION = Addition(SIZE, UNKNOWN, SIZE, {"south": SIZE, "north": SIZE}, UNKNOWN)

NOON = ShadeMoment(3, 21, 12, 0, ShadeGround.OPEN)
PLOTS = ShadeMoment(12, 21, 9, 30, ShadeGround.NEIGHBOURS, ("tuin 1", "tuin 2"))
SHADE = {
    NOON.id: ExtraShade(NOON, date(2026, 3, 21), "12:00 (UTC+1)", 38.2, SIZE),
    PLOTS.id: ExtraShade(
        PLOTS,
        date(2026, 12, 21),
        "09:30 (UTC+1)",
        4.0,
        SIZE,
        {"tuin 1": PlotExtraShade(80.0, SIZE)},
        Text("vlak"),
    ),
    "weg": UNKNOWN,
}


def rich_facts() -> Facts:
    facts = made.defective(made.facts(), made.defect("x", "sun", "building_height"))
    flat = made.flat()
    case = replace(facts.case, building=flat, neighbours=(made.neighbour(),), entered=ENTERED)
    proposed = replace(
        facts.proposed, building=replace(flat, name="met laag"), addition=ADDITION, shade=SHADE
    )
    existing = replace(
        facts.existing, building=flat, flat_roof=True, distances={"buur": SIZE, "weg": UNKNOWN}
    )
    return replace(facts, case=case, existing=existing, proposed=proposed)
