"""What the threshold rules say: never a verdict, always the articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from national_facts import floor_facts, floors

from optopcheck.api import Finding, Need, NotApplicable, Standing, StoreyRole, Text, Unmeasured, Verdict
from optopcheck.api.testing import make_facts, make_situation
from optopcheck_national.thresholds import THRESHOLD_RULES, THRESHOLDS, crossing

LIFT = next(threshold for threshold in THRESHOLDS if threshold.height == 12.5)


def lift(before: float, after: float, **more: Any) -> Finding | NotApplicable:
    return crossing(LIFT, floor_facts({"floors": [before, after], "measuring_level": 0.0, **more}))


def finding(result: Finding | NotApplicable) -> Finding:
    assert isinstance(result, Finding)
    return result


def test_the_six_heights_have_their_articles() -> None:
    assert [t.height for t in THRESHOLDS] == [5.0, 7.0, 12.5, 13.0, 20.0, 70.0]
    articles = dict(zip([5.0, 7.0, 12.5, 13.0, 20.0, 70.0], [t.article for t in THRESHOLDS], strict=True))
    for height, article in {
        5.0: "4.44",
        7.0: "4.17",
        12.5: "4.184",
        13.0: "4.17",
        20.0: "4.221",
        70.0: "4.88",
    }.items():
        assert article in articles[height]
    for rule in THRESHOLD_RULES:
        assert rule.source.standing is Standing.LAW
        assert rule.source.note is not None
        # The version that was read is a note; when the decree itself began is not ours to say.
        assert rule.source.in_force(date(2024, 12, 31))
    assert all(t.limit.confirmed_by for t in THRESHOLDS)


def test_crossing_and_being_above_already_are_told_apart() -> None:
    assert "passeert de drempel" in finding(lift(11.2, 14.0)).explanation.nl
    assert "lag al boven de drempel" in finding(lift(14.0, 17.0)).explanation.nl


def test_the_articles_and_the_floors_are_told() -> None:
    result = finding(lift(11.2, 14.0))
    assert "4.184" in result.explanation.nl
    assert "11,20 m nu, 14,00 m straks" in result.explanation.nl
    assert result.margin == pytest.approx(-1.5)
    assert result.elements == ("s2",)


def test_below_does_not_apply_and_says_what_else_was_not_tested() -> None:
    result = lift(8.4, 11.2)
    assert isinstance(result, NotApplicable)
    assert "niet gepasseerd" in result.reason.nl
    assert "3500 m2" in result.reason.nl


def test_the_doubt_of_the_measuring_level_counts() -> None:
    assert isinstance(lift(9.0, 12.0), NotApplicable)
    assert finding(lift(9.0, 12.0, doubt=0.5)).need is Need.PRECISION


def test_without_a_measuring_level_only_a_hint_from_the_plan_datum() -> None:
    facts = floor_facts({"floors": [11.2, 14.0], "plan_datum": 0.3})
    result = finding(crossing(LIFT, facts))
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "Indicatie vanaf peil: hoogste vloer 10,90 m nu, 13,70 m straks" in result.explanation.nl
    bare = finding(crossing(LIFT, floor_facts({"floors": [11.2, 14.0]})))
    assert "Indicatie" not in bare.explanation.nl


def test_roof_levels_are_no_floors_but_a_loft_is() -> None:
    facts = floor_facts({"floors": [8.4, 11.2], "measuring_level": 0.0})
    roof = (*floors(8.4, 11.2), *floors(14.0, role=StoreyRole.LEVEL))
    loft = (*floors(8.4, 11.2), *floors(14.0, role=StoreyRole.ATTIC))
    for storeys, kind in ((roof, NotApplicable), (loft, Finding)):
        proposed = make_situation(storeys=storeys)
        assert isinstance(crossing(LIFT, replace(facts, proposed=proposed)), kind)


def test_floors_that_nobody_judged_and_a_refused_design_are_not_skipped() -> None:
    facts = floor_facts({"floors": [8.4, 11.2], "measuring_level": 0.0})
    unjudged = replace(facts, proposed=make_situation(storeys=floors(0.0, 8.4, role=None)))
    assert finding(crossing(LIFT, unjudged)).need is Need.INPUT
    reason = Unmeasured(Text("geen plat dak"), Need.JUDGEMENT)
    refused = replace(facts, proposed=make_situation(storey_count=reason))
    assert "geen plat dak" in finding(crossing(LIFT, refused)).explanation.nl
    # Part of the model is missing: the floors that are known say nothing of the highest one.
    lost = Unmeasured(Text("dak.ifc ontbreekt"), Need.REPAIR)
    known = make_situation(storeys=floors(0.0, 8.4), storey_count=lost)
    missing = finding(crossing(LIFT, replace(facts, existing=known, proposed=known)))
    assert (missing.need, "dak.ifc ontbreekt" in missing.explanation.nl) == (Need.REPAIR, True)
    assert finding(crossing(LIFT, make_facts())).need is Need.INPUT


@given(before=st.floats(0, 100), added=st.floats(0, 10), index=st.integers(0, 5))
def test_never_a_verdict_and_not_applicable_only_below(before: float, added: float, index: int) -> None:
    threshold = THRESHOLDS[index]
    facts = floor_facts({"floors": [before, before + added], "measuring_level": 0.0})
    result = crossing(threshold, facts)
    if isinstance(result, NotApplicable):
        assert before + added < threshold.height
    else:
        assert result.verdict is Verdict.UNDETERMINED
