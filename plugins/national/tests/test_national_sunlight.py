"""What the TNO rules say, and which points decide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from national_facts import NOTHING, point, study, sun_facts

from optopcheck.api import Finding, Need, Standing, Text, Unmeasured, Verdict
from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.building import Neighbour
from optopcheck.domain.case import Case
from optopcheck.domain.facts import Facts
from optopcheck.domain.rule import verdict_words
from optopcheck_national import register_rules
from optopcheck_national.norms import TNO_LIGHT, TNO_STRICT
from optopcheck_national.sunlight import sun_under

RULES = {rule.id: rule for rule in register_rules()}
OWN_KEPT = {"own": [[200, 190]]}


def light(**values: Any) -> Finding:
    return sun_under(TNO_LIGHT, sun_facts(TNO_LIGHT, values))


def facts_of(before: Any, after: Any, theirs: tuple[Any, ...] = ()) -> Facts:
    existing, proposed = (make_situation({TNO_LIGHT.id: found}) for found in (before, after))
    facts = make_facts(existing=existing, proposed=proposed)
    neighbours = (Neighbour("buur", NOTHING, 0.0, theirs),) if theirs else ()
    case = Case(facts.case.building, facts.case.site, neighbours)
    return Facts(case, facts.scenario, existing, facts.permitted, proposed)


def test_norms_are_what_the_sources_say() -> None:
    assert (TNO_LIGHT.hours.value, TNO_LIGHT.period) == (2.0, ((2, 19), (10, 21)))
    assert (TNO_STRICT.hours.value, TNO_STRICT.period) == (3.0, ((1, 21), (11, 22)))
    assert TNO_LIGHT.days == ((2, 19), *((m, 21) for m in range(3, 10)), (10, 21))
    assert TNO_STRICT.days == ((1, 21), *((m, 21) for m in range(2, 11)), (11, 22))
    for norm in (TNO_LIGHT, TNO_STRICT):
        assert norm.source.standing is Standing.PRACTICE
        assert not norm.facades_summed
        assert norm.hours.confirmed_by


def test_words_name_the_norm_and_that_it_is_no_law() -> None:
    source = RULES["nl.tno-light"].source
    words = verdict_words(Verdict.COMPLIES, source, "nl")
    assert words == "voldoet aan de norm TNO licht (geen wettelijke norm)"


@pytest.mark.parametrize("after", [60, 100, 190])
def test_the_decrease_is_always_printed_with_point_day_before_and_after(after: int) -> None:
    finding = light(own=[[200, after]], neighbours=[[300, 300]])
    assert f"Grootste afname: {200 - after} minuten bij raam w0 (eigen) op 19 feb" in finding.explanation.nl
    assert f"van 200 naar {after} minuten" in finding.explanation.nl
    assert "Greatest decrease" in finding.explanation.in_language("en")


def test_every_finding_says_that_the_weighing_remains() -> None:
    for values in ({}, OWN_KEPT, {**OWN_KEPT, "neighbours": [[200, 60]]}, {"no_study": "geen plaats"}):
        assert (
            "geen wettelijke norm; de afweging blijft aan het bevoegd gezag" in light(**values).explanation.nl
        )


def test_counts_below_the_norm_before_and_after_and_the_days_are_told() -> None:
    finding = light(own=[[200, 100], [100, 90], [300, 300]], neighbours=[[200, 200]])
    assert "Meetpunten uit het model: 4; onder de norm 1 nu, 2 straks" in finding.explanation.nl
    assert "19 feb, 21 mrt, 21 apr, 21 mei, 21 jun, 21 jul, 21 aug, 21 sep, 21 okt" in finding.explanation.nl


def test_finding_holds_the_worst_point_in_hours() -> None:
    finding = light(own=[[200, 90], [200, 60]], neighbours=[[200, 200]])
    assert finding.limit == TNO_LIGHT.hours
    assert finding.margin == pytest.approx(-1.0)
    assert finding.uncertainty == pytest.approx(1 / 60)
    assert finding.stated is not None
    assert (finding.stated.label.nl, finding.stated.unit) == ("zon op het ongunstigste punt", "h")
    assert finding.stated.value == pytest.approx(TNO_LIGHT.hours.value - 1.0)
    assert finding.stated.uncertainty == finding.uncertainty
    # w1 falls furthest below the norm.
    assert finding.elements == ("w1", "w0")


def test_another_day_than_the_first_can_be_the_worst() -> None:
    points = [point("w0", "eigen")]
    theirs = [point("n0", "buur")]
    days = len(TNO_LIGHT.days)
    after = np.full((2, days), 300.0)
    after[0, 4] = 70.0
    before = study(TNO_LIGHT, points + theirs, [300, 300])
    facts = facts_of(before, replace(before, minutes=after), tuple(theirs))
    finding = sun_under(TNO_LIGHT, facts)
    assert finding.verdict is Verdict.VIOLATES
    assert "op 21 jun, van 300 naar 70 minuten" in finding.explanation.nl


def test_a_walk_through_the_period_finds_a_worse_day() -> None:
    norm = TNO_LIGHT.scanned(7)
    points, theirs = [point("w0", "eigen")], [point("n0", "buur")]
    before = study(norm, points + theirs, [300, 300])
    after = before.minutes.copy()
    # A day in May, between two days of the test.
    after[0, norm.days.index((5, 28))] = 70.0
    facts = facts_of(before, replace(before, minutes=after), tuple(theirs))
    finding = sun_under(TNO_LIGHT, facts)
    assert finding.verdict is Verdict.VIOLATES
    assert "op 28 mei, van 300 naar 70 minuten" in finding.explanation.nl


def test_a_new_loss_on_one_day_counts_although_another_day_was_below_already() -> None:
    points, theirs = [point("w0", "eigen")], [point("n0", "buur")]
    before = np.full((2, len(TNO_LIGHT.days)), 300.0)
    before[0, 0] = 60.0
    after = before.copy()
    after[0, 3] = 70.0
    base = study(TNO_LIGHT, points + theirs, [300, 300])
    facts = facts_of(replace(base, minutes=before), replace(base, minutes=after), tuple(theirs))
    assert sun_under(TNO_LIGHT, facts).verdict is Verdict.VIOLATES


def test_a_new_point_needs_only_the_proposed_situation() -> None:
    theirs = [point("n0", "buur")]
    before = study(TNO_LIGHT, theirs, [300])
    good = study(TNO_LIGHT, [*theirs, point("nieuw", "eigen")], [300, 200])
    dark = study(TNO_LIGHT, [*theirs, point("nieuw", "eigen")], [300, 60])
    assert sun_under(TNO_LIGHT, facts_of(before, good, tuple(theirs))).verdict is Verdict.COMPLIES
    finding = sun_under(TNO_LIGHT, facts_of(before, dark, tuple(theirs)))
    assert (finding.verdict, finding.elements) == (Verdict.VIOLATES, ("nieuw",))


def test_a_new_point_that_never_reaches_the_norm_by_its_orientation_waits_for_a_judgement() -> None:
    theirs = [point("n0", "buur")]
    before = study(TNO_LIGHT, theirs, [300])
    east = study(TNO_LIGHT, [*theirs, point("nieuw", "eigen")], [300, 60], [[600.0], [90.0]])
    finding = sun_under(TNO_LIGHT, facts_of(before, east, tuple(theirs)))
    assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)


def test_points_that_cannot_get_sun_are_left_out_and_counted() -> None:
    theirs = [point("n0", "buur"), point("noord", "buur")]
    both = study(TNO_LIGHT, theirs, [300, 0], [[600.0], [0.0]])
    finding = sun_under(TNO_LIGHT, facts_of(both, both, tuple(theirs)))
    assert finding.verdict is Verdict.COMPLIES
    assert "geen zon kunnen krijgen en niet meetellen: 1." in finding.explanation.nl


def test_assumed_points_are_never_red_and_their_loss_is_told() -> None:
    finding = light(**OWN_KEPT, neighbours=[[300, 20], [100, 90]], neighbours_assumed=True)
    assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "Aangenomen meetpunten: 2; onder de norm 1 nu, 2 straks" in finding.explanation.nl
    assert "Grootste afname: 280 minuten bij raam n0 (buur)" in finding.explanation.nl
    assert "Minste zon straks: 20 minuten bij raam n0 (buur)" in finding.explanation.nl


def test_a_known_window_that_falls_below_is_red_beside_assumed_ones() -> None:
    finding = light(own=[[200, 60]], neighbours=[[300, 300]], neighbours_assumed=True)
    assert (finding.verdict, finding.elements) == (Verdict.VIOLATES, ("w0",))


def test_without_neighbours_neither_green_nor_red() -> None:
    for after in (190, 60):
        finding = light(own=[[200, after]])
        assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.INPUT)
        assert "buren zijn niet ingevoerd" in finding.explanation.nl


def test_neighbours_without_points_are_not_green() -> None:
    own = [point("w0", "eigen")]
    both = study(TNO_LIGHT, own, [300])
    facts = facts_of(both, both, (point("elders", "buur"),))
    finding = sun_under(TNO_LIGHT, facts)
    assert finding.need is Need.INPUT
    assert "Op de buren ligt geen meetpunt" in finding.explanation.nl


def test_a_loss_within_the_doubt_is_not_called_a_loss() -> None:
    finding = light(own=[[100, 99]], neighbours=[[300, 300]])
    assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.PRECISION)


def test_an_absent_study_and_studies_of_other_days_are_not_green() -> None:
    facts = make_facts(existing=make_situation(), proposed=make_situation())
    assert sun_under(TNO_LIGHT, facts).need is Need.INPUT
    own = [point("w0", "eigen")]
    other = study(replace(TNO_LIGHT, days=((2, 19),)), own, [300])
    assert sun_under(TNO_LIGHT, facts_of(other, study(TNO_LIGHT, own, [300]))).need is Need.REPAIR


def test_the_need_of_a_missing_study_is_passed_on() -> None:
    own = study(TNO_LIGHT, [point("w0", "eigen")], [300])
    gap = Unmeasured(Text("model is lek"), Need.REPAIR)
    assert sun_under(TNO_LIGHT, facts_of(own, gap)).need is Need.REPAIR


MINUTES = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=4)


@settings(max_examples=60)
@given(own=MINUTES, theirs=MINUTES)
def test_green_means_every_point_has_the_norm_on_every_day(own: Any, theirs: Any) -> None:
    finding = light(own=[list(pair) for pair in own], neighbours=[list(pair) for pair in theirs])
    surely = all(after > 121 for _, after in own + theirs)
    assert (finding.verdict is Verdict.COMPLIES) == surely


@settings(max_examples=60)
@given(own=MINUTES, theirs=MINUTES)
def test_red_means_that_a_point_lost_sun(own: Any, theirs: Any) -> None:
    finding = light(own=[list(pair) for pair in own], neighbours=[list(pair) for pair in theirs])
    lost = any(after < 120 and after < before for before, after in own + theirs)
    assert finding.verdict is not Verdict.VIOLATES or lost
