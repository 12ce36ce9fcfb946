"""Heights of the surroundings that are known only so well make the minutes doubtful, once per case."""

from __future__ import annotations

import numpy as np
import pytest

from optopcheck.domain.building import Neighbour
from optopcheck.domain.case import Case
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import gather_facts
from optopcheck.service.sun_doubt import stretched
from tests.service import made

RULES = RuleSet((), (PackRule(made.rule("one", profile=made.PROFILE, norms=(made.NORM,)), "proef"),))
SITE = made.place(plan_datum=Datum(0.0, Text("peil"), Origin.ENTERED), municipality="GM0637")


def south(accuracy: float | None) -> Neighbour:
    """Return a block of 7.5 m high, 14 m before the window of the flat."""
    return Neighbour("zuid", made.box((-10, -24, 0), (20, -14, 7.5)), 0.0, accuracy=accuracy)


def studies(accuracy: float | None) -> tuple[SunStudy, SunStudy]:
    case = Case(made.flat(), SITE, neighbours=(south(accuracy), made.neighbour()))
    facts = gather_facts(case, Scenario(), RULES, 2026)
    before, after = facts.existing.sun[made.NORM.id], facts.proposed.sun[made.NORM.id]
    assert isinstance(before, SunStudy)
    assert isinstance(after, SunStudy)
    return before, after


def test_without_a_stated_accuracy_the_tolerance_is_that_of_the_edges() -> None:
    before, _ = studies(None)
    assert before.doubt is None


def test_the_doubt_is_what_a_taller_or_lower_neighbour_changes() -> None:
    sure, _ = studies(None)
    before, after = studies(0.5)
    taller = Case(
        made.flat(),
        SITE,
        neighbours=(Neighbour("zuid", made.box((-10, -24, 0), (20, -14, 8)), 0.0), made.neighbour()),
    )
    higher = gather_facts(taller, Scenario(), RULES, 2026).existing.sun[made.NORM.id]
    assert isinstance(higher, SunStudy)
    row = before.index("own")
    assert before.doubt is not None
    lost = np.abs(higher.minutes[row] - sure.minutes[row])
    assert (before.doubt[row] >= lost).all()
    assert before.doubt[row].max() > 1.0
    assert np.array_equal(before.minutes, sure.minutes)
    assert np.allclose(before.tolerance, sure.tolerance + before.doubt)
    # The design alone makes the difference between before and after, so their doubt is the same.
    assert after.doubt is not None
    assert np.array_equal(after.doubt[after.index("own")], before.doubt[row])


def test_only_what_stands_above_the_ground_is_stretched() -> None:
    mesh = stretched(south(0.5), 0.5)
    assert mesh.bounds[:, 2].tolist() == pytest.approx([0.0, 8.0])
    block = south(0.5)
    assert stretched(block, 0.0) is block.mesh
