"""The plan rules name the plan, and the building zone sees what lies outside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from national_facts import plan_facts

from optopcheck.api import Finding, Need, Scenario, Standing, StoreyRole, Text, Unmeasured, Verdict
from optopcheck.api.testing import make_situation
from optopcheck_national import register_rules
from optopcheck_national.plan import building_zone
from optopcheck_national.polygons import room_inside
from optopcheck_national.profile import NATIONAL_PROFILE

RULES = {rule.id: rule for rule in register_rules()}
SQUARE = [[0.0, 0.0], [20.0, 0.0], [20.0, 10.0], [0.0, 10.0]]
HOLLOW = np.array([[0, 0], [20, 0], [20, 10], [12, 10], [12, 6], [8, 6], [8, 10], [0, 10]], dtype=float)


def zone(*added: float) -> Finding:
    result = building_zone(plan_facts({"zone": SQUARE, "added": added}))
    assert isinstance(result, Finding)
    return result


def height(**values: Any) -> Finding:
    given_ = {"limit": "max_building_height", "max": 12.0, "quantity": "building_height", "tolerance": 0.05}
    result = RULES["nl.pln-building-height"].check(plan_facts({**given_, **values}))
    assert isinstance(result, Finding)
    return result


def test_plan_and_article_are_named() -> None:
    finding = height(value=11.0)
    assert "artikel 4.2 lid a" in finding.explanation.nl
    assert "Plan: Bestemmingsplan Proef." in finding.explanation.nl
    assert finding.limit is not None
    assert finding.margin == pytest.approx(1.0)


@pytest.mark.parametrize("standing", ["beleidsregel", "programma", "omgevingsplan", "ontwerp"])
def test_the_finding_carries_the_entered_plan_with_its_standing(standing: str) -> None:
    source = height(value=11.0, standing=standing).source
    assert source is not None
    assert (source.title, source.article) == ("Bestemmingsplan Proef", "artikel 4")
    assert source.standing is Standing(standing)
    assert source.url.startswith("https://")
    assert source.note is not None
    assert "niet met het plan vergeleken" in source.note.nl


def test_the_note_of_the_entered_plan_is_kept() -> None:
    facts = plan_facts({"limit": "max_building_height", "max": 12.0})
    plan = facts.case.plan_limits
    assert plan is not None
    noted = replace(plan, source=replace(plan.source, note=Text("kaart 3 ontbreekt"), url="https://x.nl/p"))
    result = RULES["nl.pln-building-height"].check(
        replace(facts, case=replace(facts.case, plan_limits=noted))
    )
    assert isinstance(result, Finding)
    assert result.source is not None
    assert result.source.note is not None
    assert result.source.note.nl.endswith("niet met het plan vergeleken. kaart 3 ontbreekt")
    assert result.source.url == "https://x.nl/p"


def test_the_limit_is_the_entered_one() -> None:
    facts = plan_facts(
        {"limit": "max_storeys", "max": 5.0, "quantity": "storey_count", "value": 5.0, "tolerance": 0.0}
    )
    result = RULES["nl.pln-storeys"].check(facts)
    assert isinstance(result, Finding)
    assert facts.case.plan_limits is not None
    assert result.limit in list(facts.case.plan_limits.limits())


def test_every_plan_rule_brings_the_profile_with_its_assumptions() -> None:
    plan_rules = [rule for rule in RULES.values() if rule.id.startswith("nl.pln")]
    assert len(plan_rules) == 4
    for rule in plan_rules:
        assert rule.profile is NATIONAL_PROFILE
        assert set(NATIONAL_PROFILE.assumptions) <= set(rule.assumptions)


def test_profile_says_every_number_that_it_assumes() -> None:
    told = " ".join(text.nl for text in NATIONAL_PROFILE.assumptions)
    assert NATIONAL_PROFILE.subordinate.cap is None
    for words in ("0,50 m", "1,50 m", "een kwart", "zonder grens aan hun hoogte"):
        assert words in told


def test_outside_tells_how_far_and_which_part() -> None:
    finding = zone(1, 1, 20.5, 9)
    assert "0,50 m buiten het bouwvlak" in finding.explanation.nl
    assert finding.elements == ("nieuw",)
    assert finding.margin == pytest.approx(-0.5)


def test_a_building_of_which_a_part_is_missing_has_no_place_in_the_zone() -> None:
    facts = plan_facts({"zone": SQUARE, "added": (1, 1, 19, 9)})
    lost = Unmeasured(Text("dak.ifc is niet samengevoegd"), Need.REPAIR)
    result = building_zone(replace(facts, existing=make_situation(footprint_area=lost)))

    assert isinstance(result, Finding)
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.REPAIR)
    assert "dak.ifc is niet samengevoegd" in result.explanation.nl


def test_the_existing_building_outside_the_zone_is_not_counted() -> None:
    assert zone(1, 1, 19, 9).verdict is Verdict.COMPLIES


def test_a_corner_in_a_hollow_counts_whichever_way_the_zone_is_drawn() -> None:
    layer = np.array([[[1.0, 1.0], [19.0, 1.0], [19.0, 9.0]], [[1.0, 1.0], [19.0, 9.0], [1.0, 9.0]]])
    for polygon in (HOLLOW, HOLLOW[::-1], np.roll(HOLLOW, 3, axis=0)):
        assert room_inside(layer, polygon) < -0.5
    assert room_inside(layer * [1, 0.5], HOLLOW) == pytest.approx(0.5)


@given(
    x=st.floats(-5, 25),
    y=st.floats(-5, 15),
    w=st.floats(0.5, 10),
    h=st.floats(0.5, 5),
    turn=st.floats(0, 360),
)
def test_room_is_that_of_the_box_and_turns_with_the_case(
    x: float, y: float, w: float, h: float, turn: float
) -> None:
    layer = np.array([[[x, y], [x + w, y], [x + w, y + h]], [[x, y], [x + w, y + h], [x, y + h]]])
    square = np.array(SQUARE)
    room = room_inside(layer, square)
    inside = min(x, y, 20 - x - w, 10 - y - h)
    assert (room >= 0) == (inside >= 0) or abs(inside) < 1e-5
    if inside > 0:
        assert room == pytest.approx(inside, abs=1e-5)
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    rotate = np.array([[c, s], [-s, c]])
    assert room_inside(layer @ rotate, square @ rotate) == pytest.approx(room, abs=1e-4)


def test_need_of_a_missing_plan() -> None:
    finding = RULES["nl.pln-storeys"].check(plan_facts({}))
    assert isinstance(finding, Finding)
    assert finding.need is Need.INPUT
    assert "geen planregels ingevoerd" in finding.explanation.nl
    assert StoreyRole.LAYER.value == "bouwlaag"


def test_a_storey_that_is_not_measured_is_never_green() -> None:
    facts = plan_facts(
        {"limit": "max_storeys", "max": 9.0, "quantity": "storey_count", "value": 5.0, "tolerance": 0.0}
    )
    result = RULES["nl.pln-storeys"].check(replace(facts, scenario=Scenario(2)))
    assert isinstance(result, Finding)
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.REPAIR)
