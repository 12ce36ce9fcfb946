"""Small cases made by hand: a box with a window, a neighbour, and an assessment of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.api.compare import at_most, complies, undetermined, violates
from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.assessment import Assessment, LoadedPlugin, Outcome, Receipt
from optopcheck.domain.building import (
    Building,
    Defect,
    Element,
    Neighbour,
    ObservationPoint,
    Severity,
    Storey,
    StoreyRole,
)
from optopcheck.domain.measurement import Measurement, Reading, Unmeasured
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.profile import MeasuringProfile, SubordinateParts
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, NotApplicable, Rule, Standing
from optopcheck.domain.site import Datum, GeoReference, Origin, Site
from optopcheck.domain.sunlight import SunNorm, SunStudy
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

LETTER = LegalSource(
    "Programma wonen", "een laag erop", "https://example.org/programma", "noot 8", Standing.PROGRAMME
)
LAW = LegalSource("Bouwwet", "niet hoger", "https://example.org/wet", "artikel 1", Standing.LAW)
ADVICE = LegalSource("Zon licht", "twee uur", "https://example.org/zon", "par. 2", Standing.PRACTICE)
NORM = SunNorm(
    "zon-licht",
    Text("zon licht", "light sun"),
    ADVICE,
    Limit(2.0, "h", "par. 2", "bureau"),
    ((2, 19), (10, 21)),
    ((2, 19), (10, 21)),
)
PROFILE = MeasuringProfile(
    "proef", Text("proefprofiel"), LAW, SubordinateParts((), ()), 0.5, 1.5, 2.0, 0.5, 0.3,
    assumptions=(Text("liftopbouw telt mee", "lift heads count"),),
)  # fmt: skip
DAYS = (date(2026, 2, 19), date(2026, 10, 21))
ENTERED = Limit(12.0, "m", "art. 3.2", "ingevoerd voor dit perceel")


def box(low: tuple[float, float, float], high: tuple[float, float, float]) -> Mesh:
    corners = np.array(
        [[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])]
    )
    faces = [
        [0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1],
        [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3],
    ]  # fmt: skip
    return Mesh(corners, np.array(faces))


def point(name: str, owner: str = "flat", assumption: Text | None = None) -> ObservationPoint:
    position, facing = np.array([5.0, 0.0, 1.0]), np.array([0.0, -1.0, 0.0])
    return ObservationPoint(name, position, facing, owner, f"raam {name}", assumption=assumption)


def flat(height: float = 9.0) -> Building:
    return Building(
        "flat",
        (
            Element("wall", "IfcWall", "wand", box((0, 0, 0), (10, 8, height))),
            Element("glass", "IfcWindow", "raam", box((4, -0.1, 1), (6, 0, 2))),
        ),
        tuple(Storey(f"s{n}", f"laag {n}", 3.0 * n) for n in range(-1, 3)),
        observation_points=(point("own"),),
    )


def neighbour() -> Neighbour:
    return Neighbour("buur", box((0, 20, 0), (10, 28, 6)), 0.0, (point("theirs", "buur"),))


def place(**changes: object) -> Site:
    made: dict[str, object] = {
        "latitude": 52.06,
        "longitude": 4.49,
        "georeference": GeoReference(28992, (90000.0, 450000.0)),
    }
    return Site(**(made | changes))  # type: ignore[arg-type]


def study(
    minutes: dict[str, tuple[float, float]], norm: SunNorm = NORM, assumption: Text | None = None
) -> SunStudy:
    values = np.array(list(minutes.values()), dtype=np.float64)
    points = tuple(point(name, assumption=assumption) for name in minutes)
    return SunStudy(norm, DAYS, points, values, np.full_like(values, 1.0), np.full_like(values, 500.0))


def height(value: float, tolerance: float = 0.02) -> Measurement:
    datum = Datum(0.3, Text("peil zoals ingevoerd", "as entered"), Origin.ENTERED)
    without = Reading(Text("zonder liftopbouw", "without lift head"), value - 1.2, ("lift",))
    return Measurement(
        Quantity.BUILDING_HEIGHT, value, tolerance, ("wall",), datum=datum, readings=(without,)
    )


def facts() -> Facts:
    levels = (
        Storey("s0", "begane grond", 0.0, 3.0, StoreyRole.LAYER, Text("hele vloer", "whole floor")),
        Storey("s9", "dak", 9.0, None, StoreyRole.LEVEL, Text("niets erboven", "nothing above")),
    )
    before = {"zon-licht": study({"a": (213.0, 300.0), "b": (150.0, 160.0)})}
    after = {"zon-licht": study({"a": (187.4, 300.0), "b": (150.0, 160.0), "new": (400.0, 410.0)})}
    return make_facts(
        municipality="GM0637",
        site=place(municipality="GM0637", plan_datum=Datum(0.3, Text("peil", "datum"), Origin.IFC, 0.5)),
        existing=make_situation(before, levels, storey_count=3.0, building_height=height(9.1234)),
        permitted=make_situation(
            {"zon-licht": Unmeasured(Text("geen planregels ingevoerd", "no plan limits"))}
        ),
        proposed=make_situation(after, levels, storey_count=4.0, building_height=height(12.4)),
    )


def rule(name: str, source: LegalSource = LETTER, **more: object) -> Rule:
    title = Text(f"regel {name}", f"rule {name}")
    return Rule(f"gm0637.{name}", title, source, lambda _facts: complies("ja"), **more)  # type: ignore[arg-type]


def outcome(
    name: str, result: Finding | NotApplicable, source: LegalSource = LETTER, **more: object
) -> Outcome:
    return Outcome(rule(name, source, **more), result, "optopcheck-proef")


def assessment(*outcomes: Outcome, error: Text | None = None, made: Facts | None = None) -> Assessment:
    plugin = LoadedPlugin("optopcheck-proef", "1.0", "0" * 64, tuple(o.rule.id for o in outcomes), error)
    versions = {"python": "3.11", "optopcheck": "0.1.0"}
    receipt = Receipt(date(2026, 7, 2), versions, {"flat.ifc": "a" * 64}, (plugin,))
    return Assessment(made or facts(), outcomes, receipt)


def many_sided() -> Assessment:
    """One finding of each kind: complies, violates, undetermined, not applicable."""
    return assessment(
        outcome("one-storey", complies(Text("draagt het", "bears it")), assumptions=(Text("k is 1"),)),
        outcome("height", at_most(height(14.0), ENTERED), LAW, profile=PROFILE),
        outcome("paper", undetermined(Need.INPUT, Text("stuk ontbreekt", "paper missing"))),
        outcome("sun", violates(Text("te weinig", "too little")), ADVICE, norms=(NORM,)),
        outcome("elsewhere", NotApplicable(Text("niet in deze gemeente", "not in this municipality"))),
    )


def defective(made: Facts, *defects: Defect) -> Facts:
    case = replace(made.case, building=replace(made.case.building, defects=defects))
    return replace(made, case=case)


def defect(code: str, *blocks: str) -> Defect:
    return Defect(
        code,
        Severity.ERROR,
        Text("het dak ontbreekt", "the roof is missing"),
        Text("exporteer opnieuw", "export again"),
        blocks=frozenset(blocks),
    )
