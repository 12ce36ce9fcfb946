"""Facts for the cases and tests of this pack."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from optopcheck.api import (
    Datum,
    LegalSource,
    Limit,
    Measurement,
    ObservationPoint,
    Origin,
    PartMeasurement,
    PlanLimits,
    Quantity,
    Scenario,
    Site,
    Situation,
    Standing,
    Storey,
    StoreyRole,
    SunNorm,
    SunStudy,
    Text,
    Unmeasured,
)
from optopcheck.api.testing import make_facts, make_measurements, make_situation
from optopcheck.domain.building import Building, Element, Neighbour
from optopcheck.domain.case import Case
from optopcheck.domain.facts import Facts
from optopcheck.domain.mesh import Mesh
from optopcheck_national.norms import TNO_LIGHT, TNO_STRICT

YEAR = 2026
NOTHING = Mesh(np.empty((0, 3)), np.empty((0, 3)))


def box(x0: float, y0: float, x1: float, y1: float) -> Mesh:
    """Return a closed box of 3 m high."""
    corners = [[x, y, z] for z in (12.0, 15.0) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    sides = [[i, (i + 1) % 4, 4 + i] for i in range(4)] + [
        [(i + 1) % 4, 4 + (i + 1) % 4, 4 + i] for i in range(4)
    ]
    return Mesh(corners, [[0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7], *sides])


def point(name: str, owner: str, *, assumed: bool = False) -> ObservationPoint:
    return ObservationPoint(
        name,
        np.zeros(3),
        np.array([0.0, -1.0, 0.0]),
        owner,
        f"raam {name}",
        assumption=Text("midden van de gevel") if assumed else None,
    )


def study(norm: SunNorm, points: list[ObservationPoint], minutes: Any, reachable: Any = 600.0) -> SunStudy:
    """Return a study; minutes per point, or per point and day."""
    days = tuple(date(YEAR, month, day) for month, day in norm.days)
    shape = (len(points), len(days))
    table = np.broadcast_to(np.array(minutes, dtype=float).reshape(len(points), -1 if points else 1), shape)
    reach = np.broadcast_to(np.array(reachable, dtype=float), shape)
    return SunStudy(norm, days, tuple(points), table, np.ones(shape), reach)


def sun_facts(norm: SunNorm, given: dict[str, Any]) -> Facts:
    """Return facts with own windows and neighbours, each given as [before, after] in minutes."""
    own = [point(f"w{i}", "eigen") for i, _ in enumerate(given.get("own", []))]
    assumed = bool(given.get("neighbours_assumed"))
    theirs = [point(f"n{i}", "buur", assumed=assumed) for i, _ in enumerate(given.get("neighbours", []))]
    points = own + theirs
    pairs = [*given.get("own", []), *given.get("neighbours", [])]
    reach = given.get("reachable", 600.0)
    studies = [study(norm, points, [pair[k] for pair in pairs], reach) for k in (0, 1)]
    gap = {norm.id: Unmeasured(Text(given["no_study"]))} if "no_study" in given else None
    existing, proposed = (make_situation(gap or {norm.id: found}) for found in studies)
    neighbours = (Neighbour("buur", NOTHING, 0.0, tuple(theirs)),) if theirs else ()
    facts = make_facts(existing=existing, proposed=proposed)
    case = Case(facts.case.building, facts.case.site, neighbours)
    return Facts(case, facts.scenario, existing, facts.permitted, proposed)


def plan_of(given: dict[str, Any]) -> PlanLimits | None:
    if "limit" not in given and "zone" not in given:
        return None
    standing = Standing(given.get("standing", "omgevingsplan"))
    source = LegalSource("Bestemmingsplan Proef", "", "", "artikel 4", standing)
    limits = {}
    if "limit" in given:
        unit = "1" if given["limit"] == "max_storeys" else "m"
        limits = {
            given["limit"]: Limit(given["max"], unit, "artikel 4.2 lid a", "ingevoerd voor dit perceel")
        }
    zone = given.get("zone")
    return PlanLimits(source, zone, "artikel 4.2 lid 1" if zone else None, **limits)


def plan_facts(given: dict[str, Any]) -> Facts:
    values = {given["quantity"]: (given["value"], given["tolerance"])} if "quantity" in given else {}
    elements = ()
    if "added" in given:
        elements = (
            Element("bestaand", "IfcWall", "oud", box(-50, -50, 50, 50)),
            Element("nieuw", "IfcSlab", "nieuw", box(*given["added"]), added=True),
        )
    proposed = Situation(Building("proef", elements), make_measurements(**values))
    scenario = Scenario(given.get("storeys_added", 1))
    known = given.get("quantity") == "storey_count" and not given.get("existing_unmeasured")
    before = (
        make_situation(storey_count=given["value"] - scenario.storeys_added) if known else make_situation()
    )
    return make_facts(scenario=scenario, plan_limits=plan_of(given), existing=before, proposed=proposed)


def floors(*elevations: float, role: StoreyRole | None = StoreyRole.LAYER) -> tuple[Storey, ...]:
    return tuple(Storey(f"s{i}", f"verdieping {i}", z, role=role) for i, z in enumerate(elevations))


def floor_facts(given: dict[str, Any]) -> Facts:
    doubt = given.get("doubt", 0.0)

    def datum(key: str) -> Datum | None:
        return Datum(given[key], Text(key), Origin.ENTERED, doubt) if key in given else None

    before, after = given.get("floors", (None, None))
    old = () if before is None else floors(0.0, before)
    new = () if after is None else floors(0.0, before, after)
    return make_facts(
        site=Site("GM0637", plan_datum=datum("plan_datum"), measuring_level=datum("measuring_level")),
        existing=make_situation(storeys=old),
        proposed=make_situation(storeys=new),
    )


def room_facts(given: dict[str, Any]) -> Facts:
    """Return facts with rooms: [name, storey, height, 0.0 where unmeasured]; the storey "new" is added."""
    rooms = [(f"{storey}-{name}", name, storey, height) for name, storey, height in given.get("rooms", [])]
    spaces = tuple(Element(gid, "IfcSpace", name, NOTHING, storey) for gid, name, storey, _ in rooms)
    slab = Element("plaat", "IfcSlab", "plaat", NOTHING, "new", added=True)
    tolerance = given.get("tolerance", 0.02)
    parts = tuple(
        PartMeasurement(Text(name), height, tolerance, (gid, "plaat"))
        for gid, name, _, height in rooms
        if height
    )
    measured = Measurement(
        Quantity.FREE_HEIGHT, min((part.value for part in parts), default=0.0), tolerance, parts=parts
    )
    free = {"free_height": measured} if parts else {}
    added = given.get("storeys_added", 1)
    proposed = Situation(Building("proef", (slab,), spaces=spaces), make_measurements(**free))
    existing = make_situation(storeys=(Storey("old", "begane grond", 0.0),))
    return make_facts(scenario=Scenario(added), existing=existing, proposed=proposed)


def facts_of(rule_id: str, given: dict[str, Any]) -> Facts:
    """Return the facts that a case describes."""
    if rule_id.startswith("nl.tno"):
        return sun_facts(TNO_LIGHT if rule_id == "nl.tno-light" else TNO_STRICT, given)
    if rule_id == "nl.bbl-free-height":
        return room_facts(given)
    return plan_facts(given) if rule_id.startswith("nl.pln") else floor_facts(given)
