"""What the rule says beside its verdict, and which façades decide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from den_haag_facts import facts_of, points_of, study
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.api import (
    Baseline,
    CountedFacades,
    ExcessRule,
    Finding,
    Limit,
    LossMeasure,
    Need,
    NotApplicable,
    PointPosition,
    Standing,
    SunNorm,
    Text,
    Verdict,
)
from optopcheck.api.testing import make_situation
from optopcheck.domain.rule import verdict_words
from optopcheck_den_haag import register_rules
from optopcheck_den_haag.norm import HAAGSE_NORM
from optopcheck_den_haag.sunlight import enough_sun

(RULE,) = register_rules()
KEPT = [["zuid", 200, 200], ["noord", 10, 10]]


def finding_of(norm: SunNorm = HAAGSE_NORM, **values: Any) -> Finding:
    result = enough_sun(facts_of(values, norm), norm)
    assert isinstance(result, Finding)
    return result


def row(before: int, after: int, rear: int = 0) -> list[list[object]]:
    return [["zuid", before, after], ["noord", rear, rear]]


def test_the_norm_is_what_the_sources_say() -> None:
    norm = HAAGSE_NORM
    assert (norm.hours.value, norm.minimum_elevation, norm.days) == (2.0, 10.0, ((2, 19), (10, 21)))
    assert (norm.position, norm.height) == (PointPosition.FACADE, 0.75)
    assert norm.facades_summed
    assert norm.not_worse
    assert norm.baseline is Baseline.EXISTING
    assert norm.source.standing is Standing.POLICY_RULE
    assert norm.source.article == "RIS180461"
    assert norm.source.note is not None
    assert "niet geraadpleegd" in norm.source.note.nl
    assert norm.source.consulted_on is None


def test_the_number_of_the_rule_for_excesses_is_not_invented() -> None:
    assert HAAGSE_NORM.excess is not None
    assert HAAGSE_NORM.excess.most is None


def test_words_speak_of_policy() -> None:
    assert verdict_words(Verdict.COMPLIES, RULE.source, "nl") == "voldoet aan beleid"
    assert verdict_words(Verdict.VIOLATES, RULE.source, "nl") == "voldoet niet aan beleid"


def test_it_says_who_loses_what_and_when() -> None:
    finding = finding_of(homes=[row(180, 100, 5), KEPT])
    assert finding.verdict is Verdict.VIOLATES
    assert "gevel zuid + gevel noord (huis-0) op 19 feb: 185 → 105 min" in finding.explanation.nl
    assert "Grootste afname: 80 min" in finding.explanation.nl
    assert "185 → 105 min" in finding.explanation.in_language("en")
    assert finding.elements == ("huis-0/gevel-zuid", "huis-0/gevel-noord")
    assert finding.margin == pytest.approx(-0.25)
    assert finding.uncertainty == pytest.approx(2 / 60)
    assert finding.stated is not None
    assert finding.stated.value == pytest.approx(105 / 60)
    assert (finding.stated.unit, finding.stated.uncertainty) == ("h", finding.uncertainty)


def test_every_finding_says_that_the_text_was_not_consulted() -> None:
    for values in (
        {"homes": [KEPT]},
        {"homes": [row(180, 100)]},
        {"homes": [row(180, 100)], "assumed": [True]},
        {"no_study": "geen plaats"},
        {"homes": [[["noord", 0, 0]]], "reachable": 0.0},
    ):
        finding = finding_of(**values)
        assert "(RIS180461) is niet geraadpleegd" in finding.explanation.nl
        assert "was not consulted" in finding.explanation.in_language("en")


def test_too_little_but_not_less_complies_and_shows_no_margin_below_zero() -> None:
    finding = finding_of(homes=[row(60, 60)])
    assert (finding.verdict, finding.margin) == (Verdict.COMPLIES, None)
    assert finding.stated is not None
    assert finding.stated.value == pytest.approx(1.0)


@pytest.mark.parametrize(("after", "need"), [(200, None), (197, None), (195, Need.JUDGEMENT)])
def test_a_loss_counts_beyond_the_doubt_of_four_counts(after: int, need: Need | None) -> None:
    # Two façades, each counted twice to a minute.
    assert finding_of(homes=[row(200, after)]).need is need


def test_an_excess_limit_that_somebody_answers_for_decides() -> None:
    def with_limit(confirmed_by: str | None) -> SunNorm:
        limit = Limit(60.0, "min", "proef", confirmed_by)
        return replace(HAAGSE_NORM, excess=ExcessRule(Text("proef"), limit))

    small, great = [row(240, 200)], [row(240, 170)]
    assert finding_of(with_limit("gemeente"), homes=small).verdict is Verdict.COMPLIES
    assert finding_of(with_limit("gemeente"), homes=great).need is Need.JUDGEMENT
    assert finding_of(with_limit(None), homes=small).need is Need.JUDGEMENT
    assert finding_of(replace(HAAGSE_NORM, excess=None), homes=great).verdict is Verdict.COMPLIES


def test_an_excess_limit_may_be_a_share() -> None:
    def with_share(percent: float, measure: LossMeasure) -> SunNorm:
        limit = Limit(percent, measure.unit, "proef", "gemeente")
        return replace(HAAGSE_NORM, excess=ExcessRule(Text("proef"), limit, measure))

    quarter = [row(240, 180)]  # with the doubt of four minutes 26.7 % of the sun, 3.2 % of two open days
    assert finding_of(with_share(27, LossMeasure.OF_SUN), homes=quarter).verdict is Verdict.COMPLIES
    assert finding_of(with_share(26, LossMeasure.OF_SUN), homes=quarter).need is Need.JUDGEMENT
    assert finding_of(with_share(90, LossMeasure.OF_GARDEN), homes=quarter).need is Need.JUDGEMENT


def test_a_norm_that_nobody_answers_for_decides_nothing() -> None:
    norm = replace(HAAGSE_NORM, hours=replace(HAAGSE_NORM.hours, confirmed_by=None))
    for homes in ([KEPT], [row(180, 60)]):
        assert finding_of(norm, homes=homes).need is Need.JUDGEMENT


def test_a_norm_may_allow_less_where_there_is_too_little_already() -> None:
    norm = replace(HAAGSE_NORM, not_worse=False, excess=None)
    assert finding_of(norm, homes=[row(60, 20)]).verdict is Verdict.COMPLIES
    assert finding_of(norm, homes=[row(180, 20)]).verdict is Verdict.VIOLATES
    # 119 minutes counted to two may have been 121, and 121 may have been 119.
    assert finding_of(norm, homes=[row(119, 20)]).need is Need.PRECISION
    assert finding_of(norm, homes=[row(121, 20)]).need is Need.PRECISION
    assert finding_of(norm, homes=[row(117, 20)]).verdict is Verdict.COMPLIES


def test_without_adding_up_each_facade_stands_alone() -> None:
    homes = [[["zuid", 160, 80], ["noord", 80, 80]]]
    apart = replace(HAAGSE_NORM, facades_summed=False)
    assert finding_of(homes=homes).need is Need.JUDGEMENT  # 160 left: enough, but less
    assert finding_of(apart, homes=homes).need is Need.JUDGEMENT  # south lost, north lost nothing


def test_a_facade_without_sun_does_not_soften_the_loss_of_another() -> None:
    facts = facts_of({"homes": [[["zuid", 200, 20], ["oost", 0, 0]]]})
    points = points_of({"homes": [[["zuid", 0, 0], ["oost", 0, 0]]]})
    before, after = (study(HAAGSE_NORM, points, minutes) for minutes in ([200, 0], [20, 0]))
    dark = before.reachable.copy()
    dark[1] = 0.0
    sun = [{HAAGSE_NORM.id: replace(found, reachable=dark)} for found in (before, after)]
    facts = replace(facts, existing=make_situation(sun[0]), proposed=make_situation(sun[1]))
    result = enough_sun(facts)
    assert isinstance(result, Finding)
    assert result.verdict is Verdict.VIOLATES
    every = replace(HAAGSE_NORM, facades=CountedFacades.ALL)
    assert finding_of(every, homes=[[["zuid", 200, 20], ["oost", 0, 0]]]).need is Need.JUDGEMENT


def test_the_plan_maximum_can_be_the_baseline() -> None:
    norm = replace(HAAGSE_NORM, baseline=Baseline.PERMITTED)
    facts = facts_of({"homes": [row(200, 20)]}, norm)
    facts = replace(facts, permitted=facts.proposed)
    result = enough_sun(facts, norm)
    assert isinstance(result, Finding)
    assert result.verdict is Verdict.COMPLIES


def test_studies_of_other_points_days_or_norms_are_not_compared() -> None:
    facts = facts_of({"homes": [KEPT]})
    other = facts_of({"homes": [KEPT, KEPT]})
    result = enough_sun(replace(facts, proposed=other.proposed))
    assert isinstance(result, Finding)
    assert result.need is Need.REPAIR
    absent = enough_sun(replace(facts, proposed=make_situation()))
    assert isinstance(absent, Finding)
    assert absent.need is Need.INPUT


def test_more_days_than_the_norm_tests_are_judged_too() -> None:
    # A file of another municipality may let its days open; then a walk through the period adds some.
    norm = replace(HAAGSE_NORM, days_fixed=False)
    facts = facts_of({"homes": [row(180, 100)]}, norm.scanned(31))
    result = enough_sun(facts, norm)
    assert isinstance(result, Finding)
    assert result.verdict is Verdict.VIOLATES
    fewer = facts_of({"homes": [row(180, 100)]}, replace(norm, days=norm.days[:1]))
    refused = enough_sun(fewer, norm)
    assert isinstance(refused, Finding)
    assert refused.need is Need.REPAIR


def test_the_days_of_the_haagse_norm_are_its_own() -> None:
    assert HAAGSE_NORM.days_fixed
    assert HAAGSE_NORM.scanned(1) is HAAGSE_NORM


def test_without_a_municipality_it_does_not_apply() -> None:
    facts = facts_of({"homes": [KEPT]})
    site = replace(facts.case.site, municipality=None)
    result = enough_sun(replace(facts, case=replace(facts.case, site=site)))
    assert isinstance(result, NotApplicable)
    assert "niet opgegeven" in result.reason.nl


FACADES = st.lists(
    st.tuples(st.sampled_from(["zuid", "noord", "oost", "west"]), st.integers(0, 300), st.integers(0, 300)),
    min_size=1,
    max_size=4,
    unique_by=lambda facade: facade[0],
)


@settings(max_examples=100)
@given(homes=st.lists(FACADES, min_size=1, max_size=3))
def test_green_means_that_no_home_loses_sun_and_red_that_one_does(homes: Any) -> None:
    finding = finding_of(homes=[[list(facade) for facade in home] for home in homes])
    lost = [before - after for home in homes for _, before, after in home]
    if finding.verdict is Verdict.VIOLATES:
        assert max(lost) > 0
    if max(lost) <= 0:
        assert finding.verdict is Verdict.COMPLIES


@settings(max_examples=60)
@given(homes=st.lists(FACADES, min_size=1, max_size=3), more=st.integers(0, 60))
def test_less_sun_never_makes_it_better(homes: Any, more: int) -> None:
    given_homes = [[list(facade) for facade in home] for home in homes]
    darker = [[[side, b, max(0, a - more)] for side, b, a in home] for home in given_homes]
    first, second = finding_of(homes=given_homes), finding_of(homes=darker)
    assert second.verdict.severity >= first.verdict.severity
