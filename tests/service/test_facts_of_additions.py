"""What `gather_facts` works out once for all rules: the extension, the flat roof, the distances."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.domain.addition import Addition, Size
from optopcheck.domain.building import Neighbour
from optopcheck.domain.case import Case
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.site import Site
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import gather_facts
from tests.blocks import PEIL, PROFILE, flat, rectangle
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

RULES = RuleSet((), (PackRule(made.rule("proef", profile=PROFILE), "proef"),))
HOUSE = Neighbour("huis", rectangle(6, 8).moved(25, 0).extruded(0.0, 7.0), 0.0)
CASE = Case(flat(), Site("GM0637", plan_datum=PEIL), neighbours=(HOUSE,))
BACK = Scenario(setback=Setback.all_round(2.0))


def gathered(scenario: Scenario = BACK, case: Case = CASE, **more: Any) -> Facts:
    return gather_facts(case, scenario, RULES, 2026, **more)


FACTS = gathered()


def test_the_extension_the_roof_and_the_distances_are_there() -> None:
    added = FACTS.proposed.addition

    assert isinstance(added, Addition)
    assert isinstance(added.area, Size)
    assert added.area.value == pytest.approx(16 * 6)
    assert FACTS.existing.flat_roof is True
    assert FACTS.existing.addition is None
    distance = FACTS.existing.distances["huis"]
    assert isinstance(distance, Size)
    assert distance.value == pytest.approx(5.0, abs=1e-3)


def test_another_scenario_keeps_the_distances_and_gets_its_own_extension() -> None:
    other = gathered(Scenario(setback=Setback.all_round(3.0)), earlier=FACTS)

    assert other.existing is FACTS.existing
    assert other.proposed.addition is not None
    assert isinstance(other.proposed.addition.area, Size)
    assert other.proposed.addition.area.value == pytest.approx(14 * 4)


def test_the_same_facts_come_out_twice() -> None:
    again = gathered()

    assert again.proposed.addition == FACTS.proposed.addition
    assert again.existing.distances == FACTS.existing.distances


def test_true_north_turns_the_sides() -> None:
    turned = replace(CASE, site=replace(CASE.site, true_north=90.0))
    scenario = Scenario(setback=Setback(north=3.0, east=1.0, south=1.0, west=1.0))
    added = gathered(scenario, turned).proposed.addition

    assert added is not None
    assert not isinstance(added.setbacks, Unmeasured)
    assert {wind: round(size.value, 3) for wind, size in added.setbacks.items()} == scenario.setback.by_side


def test_nothing_added_and_a_refused_design_have_no_extension() -> None:
    nothing, refused = gathered(Scenario(0)), gathered(Scenario(setback=Setback.all_round(9.0)))

    assert nothing.proposed is nothing.existing
    assert nothing.proposed.addition is None
    assert refused.proposed.addition is None
    assert refused.proposed.building is None


def test_without_a_footprint_no_distance_is_told() -> None:
    bare = replace(CASE, building=replace(CASE.building, elements=()))
    found = gathered(Scenario(0), bare).existing

    assert isinstance(found.distances["huis"], Unmeasured)
    assert isinstance(found.flat_roof, Unmeasured)
