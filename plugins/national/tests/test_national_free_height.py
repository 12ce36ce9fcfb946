"""What the rule on free height says: of the new rooms alone, and never more than the rooms tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from national_facts import room_facts

from optopcheck.api import Doubt, Facts, Finding, Measurement, Need, Standing, Text, Unmeasured, Verdict
from optopcheck_national.free_height import ALTERATION, FREE_HEIGHT_RULES, NEW_BUILD, free_height

OLD = ["kamer", "old", 1.8]


def judged(facts: Facts) -> Finding:
    result = free_height(facts)
    assert isinstance(result, Finding)
    return result


def of_rooms(*heights: float, **more: Any) -> Finding:
    new = [[f"ruimte {place}", "new", height] for place, height in enumerate(heights)]
    return judged(room_facts({"rooms": [OLD, *new], **more}))


def with_measured(facts: Facts, measured: Measurement | Unmeasured) -> Facts:
    values = replace(facts.proposed.measured, free_height=measured)
    return replace(facts, proposed=replace(facts.proposed, measured=values))


def test_the_two_levels_are_those_of_the_bbl_and_the_source_is_law() -> None:
    (rule,) = FREE_HEIGHT_RULES
    assert (NEW_BUILD.value, ALTERATION.value) == (2.6, 2.1)
    assert "4.164 lid 4" in NEW_BUILD.place
    assert "5.17" in ALTERATION.place
    assert rule.source.standing is Standing.LAW
    assert rule.source.note is not None
    assert "niet nagegaan" in rule.source.note.nl


def test_the_lowest_new_room_is_named_and_old_rooms_are_not_judged() -> None:
    finding = of_rooms(2.9, 2.7)
    assert finding.verdict is Verdict.COMPLIES
    assert finding.explanation.nl.startswith("Vrije hoogte 2,70 \u00b1 0,02 m, minimaal 2,60 m")
    assert "2 ruimten van de nieuwe laag; de laagste is ruimte 1" in finding.explanation.nl
    assert finding.elements == ("new-ruimte 1", "plaat")


def test_a_low_room_is_named_and_left_to_a_human() -> None:
    finding = of_rooms(2.7, 1.9, 2.0)
    assert finding.need is Need.JUDGEMENT
    assert "Lager dan 2,1 m: ruimte 1, ruimte 2;" in finding.explanation.nl
    assert "Lower than 2.1 m: ruimte 1, ruimte 2;" in finding.explanation.in_language("en")


def test_what_would_change_is_enough() -> None:
    finding = of_rooms(2.4)
    assert finding.what_would_change is not None
    assert finding.what_would_change.nl.startswith("de laagste ruimte meer dan 0,22 m hoger")
    assert of_rooms(2.63).verdict is Verdict.COMPLIES
    assert of_rooms(2.62).need is Need.PRECISION


def test_a_doubt_of_the_whole_counts_for_every_room() -> None:
    facts = room_facts({"rooms": [["kamer", "new", 2.7]]})
    measured = facts.proposed.measured.free_height
    assert isinstance(measured, Measurement)
    unsure = replace(measured, doubts=(Doubt(Text("plafond onbekend"), 0.2),))
    assert judged(facts).verdict is Verdict.COMPLIES
    assert judged(with_measured(facts, unsure)).need is Need.PRECISION


def test_a_room_that_the_profile_leaves_out_is_not_judged_and_not_missed() -> None:
    facts = room_facts({"rooms": [["kamer", "new", 2.7], ["schacht", "new", 1.0]]})
    measured = facts.proposed.measured.free_height
    assert isinstance(measured, Measurement)
    room, shaft = measured.parts
    left_out = replace(measured, parts=(room, replace(shaft, counts=False)))
    assert judged(with_measured(facts, left_out)).verdict is Verdict.COMPLIES
    assert judged(facts).need is Need.JUDGEMENT


def test_a_second_new_storey_without_rooms_holds_green_back() -> None:
    facts = room_facts({"rooms": [["kamer", "new", 2.7]]})
    building = facts.proposed.building
    assert building is not None
    more = replace(building.elements[0], global_id="plaat 2", storey_id="newer")
    taller = replace(building, elements=(*building.elements, more))
    finding = judged(replace(facts, proposed=replace(facts.proposed, building=taller)))
    assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.INPUT)
    # An addition to a storey that was there already is no new storey.
    edge = replace(more, storey_id="old")
    same = replace(building, elements=(*building.elements, edge))
    assert judged(replace(facts, proposed=replace(facts.proposed, building=same))).verdict is Verdict.COMPLIES


def test_without_rooms_it_tells_why_and_what_is_left_for_the_floor() -> None:
    facts = room_facts({})
    bare = judged(with_measured(facts, Unmeasured(Text("geen ruimten", "no rooms"))))
    assert bare.need is Need.INPUT
    for words in ("niet gemodelleerd", "geen ruimten", "laag is 3,00 m hoog", "blijft 0,40 m over"):
        assert words in bare.explanation.nl
    assert judged(replace(facts, proposed=replace(facts.proposed, building=None))).need is Need.INPUT


@given(heights=st.lists(st.floats(1.5, 3.5), min_size=1, max_size=4), tolerance=st.sampled_from([0.0, 0.02]))
def test_green_only_above_the_new_build_level_and_red_only_below_the_other(
    heights: list[float], tolerance: float
) -> None:
    verdict = of_rooms(*heights, tolerance=tolerance).verdict
    if verdict is Verdict.COMPLIES:
        assert min(heights) >= 2.6
    if verdict is Verdict.VIOLATES:
        assert max(heights) < 2.1
    if min(heights) > 2.63:
        assert verdict is Verdict.COMPLIES
    if max(heights) < 2.07:
        assert verdict is Verdict.VIOLATES


@pytest.mark.parametrize("heights", [(2.7, 0.0), (2.0, 0.0)])
def test_an_unmeasured_room_holds_every_verdict_back(heights: tuple[float, ...]) -> None:
    assert of_rooms(*heights).verdict is Verdict.UNDETERMINED
