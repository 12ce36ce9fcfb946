from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api import (
    Datum,
    Limit,
    Measurement,
    Need,
    Origin,
    Quantity,
    Reading,
    Text,
    Unmeasured,
    Verdict,
    at_least,
    at_most,
    between,
    complies,
    undetermined,
    violates,
)

TWELVE = Limit(12.0, "m", "artikel 4.2", "de gemeente")
FIVE = Limit(5.0, "1", "artikel 4.3", "de gemeente")


def height(value: float, tolerance: float = 0.05, **more: Any) -> Measurement:
    return Measurement(Quantity.BUILDING_HEIGHT, value, tolerance, **more)


def count(value: float) -> Measurement:
    return Measurement(Quantity.STOREY_COUNT, value, 0.0)


@pytest.mark.parametrize(
    ("value", "verdict", "need"),
    [
        (12.00, Verdict.UNDETERMINED, Need.PRECISION),
        (11.95, Verdict.UNDETERMINED, Need.PRECISION),
        (12.05, Verdict.UNDETERMINED, Need.PRECISION),
        (11.94, Verdict.COMPLIES, None),
        (12.06, Verdict.VIOLATES, None),
    ],
)
def test_a_margin_within_the_uncertainty_is_precision(
    value: float, verdict: Verdict, need: Need | None
) -> None:
    # 12.00 - 11.95 is a hair above 0.05 in binary: one of the ends is told by the tolerance, not by luck.
    tolerance = 0.05 + 1e-9
    finding = at_most(height(value, tolerance), TWELVE)
    assert (finding.verdict, finding.need) == (verdict, need)


def test_twelve_plus_or_minus_five_centimetres_against_twelve_is_precision() -> None:
    for compare in (at_most, at_least):
        assert compare(height(12.00, 0.05), TWELVE).need is Need.PRECISION


def test_the_doubt_of_the_datum_counts() -> None:
    unsure = Datum(0.0, Text("peil"), Origin.IFC, 0.5)
    assert at_most(height(11.6), TWELVE).verdict is Verdict.COMPLIES
    finding = at_most(height(11.6, datum=unsure), TWELVE)
    assert (finding.need, finding.uncertainty) == (Need.PRECISION, pytest.approx(0.55))


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(4, Verdict.COMPLIES), (5, Verdict.COMPLIES), (6, Verdict.VIOLATES)],
)
def test_counts_are_exact(value: int, verdict: Verdict) -> None:
    finding = at_most(count(value), FIVE)
    assert finding.verdict is verdict
    assert finding.explanation.nl.startswith(f"Aantal bouwlagen {value}, maximaal 5 (artikel 4.3), marge")


def test_a_limit_that_nobody_confirmed_decides_nothing() -> None:
    for value in (1.0, 100.0):
        finding = at_most(height(value), Limit(12.0, "m", "aanname"))
        assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)


def test_without_limit_or_measurement_input_is_missing() -> None:
    assert at_most(height(1.0), None).need is Need.INPUT
    missing = Unmeasured(Text("geen dak", "no roof"), Need.REPAIR, ("id",))
    finding = at_most(missing, TWELVE)
    assert (finding.need, finding.explanation, finding.elements) == (Need.REPAIR, missing.reason, ("id",))


def test_units_that_differ_need_repair() -> None:
    finding = at_most(height(1.0), FIVE)
    assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.REPAIR)


@pytest.mark.parametrize(("reading", "need"), [(13.08, Need.JUDGEMENT), (11.90, None)])
def test_a_reading_that_turns_the_verdict_waits_for_a_judgement(reading: float, need: Need | None) -> None:
    finding = at_most(height(11.84, readings=(Reading(Text("met liftkop"), reading),)), TWELVE)
    assert finding.need is need
    assert ("met liftkop" in finding.explanation.nl) == (need is not None)


@pytest.mark.parametrize(
    ("value", "reading", "need"),
    [(11.0, 11.98, Need.PRECISION), (11.0, 11.94, None), (13.0, 12.03, Need.PRECISION), (13.0, 12.06, None)],
)
def test_a_reading_is_as_uncertain_as_the_value(value: float, reading: float, need: Need | None) -> None:
    finding = at_most(height(value, readings=(Reading(Text("met liftkop"), reading),)), TWELVE)
    assert finding.need is need
    assert ("'met liftkop' ligt binnen de onzekerheid" in finding.explanation.nl) == (need is not None)


def test_a_margin_that_rounds_to_nothing_is_shown_with_more_digits() -> None:
    assert "marge 0,0004 m" in at_most(height(11.9996, 0.0001), TWELVE).explanation.nl
    assert "margin -0.0004 m" in at_most(height(12.0004, 0.0001), TWELVE).explanation.in_language("en")
    assert "marge 0,00 m" in at_most(height(12.0, 0.0), TWELVE).explanation.nl


def test_the_sentence_names_value_doubt_limit_and_place_in_both_languages() -> None:
    finding = at_most(height(11.0), TWELVE)
    assert finding.explanation == Text(
        "Bouwhoogte 11,00 ± 0,05 m, maximaal 12,00 m (artikel 4.2), marge 1,00 m.",
        "Building height 11.00 ± 0.05 m, maximum 12.00 m (artikel 4.2), margin 1.00 m.",
    )


def test_at_least_is_the_other_way_round() -> None:
    assert at_least(height(13.0), TWELVE).verdict is Verdict.COMPLIES
    assert at_least(height(11.0), TWELVE).verdict is Verdict.VIOLATES
    assert at_least(height(11.0), TWELVE).margin == pytest.approx(-1.0)
    assert "minimaal" in at_least(height(11.0), TWELVE).explanation.nl


def test_between_takes_the_worse_end_and_of_equals_the_smaller_margin() -> None:
    low, high = Limit(3.0, "m", "a", "x"), Limit(12.0, "m", "b", "x")
    assert between(height(1.0), low, high).limit is low
    assert between(height(13.0), low, high).limit is high
    assert between(height(11.0), low, high).limit is high
    assert between(height(4.0), low, high).limit is low
    assert between(height(11.0), None, high).need is Need.INPUT
    assert between(height(13.0), None, high).verdict is Verdict.VIOLATES


def test_findings_made_by_hand_carry_the_elements_of_the_measurement() -> None:
    measured = height(1.0, elements=("a", "b"))
    for finding in (
        complies("x", measured),
        violates("x", measured),
        undetermined(Need.INPUT, "x", measured),
    ):
        assert finding.elements == ("a", "b")
        assert finding.explanation == Text("x")


METRES = st.floats(-50, 100)


@given(value=METRES, limit=METRES, tolerance=st.floats(0, 5))
def test_green_means_surely_within(value: float, limit: float, tolerance: float) -> None:
    finding = at_most(height(value, tolerance), Limit(limit, "m", "hier", "wij"))
    if finding.verdict is Verdict.COMPLIES:
        assert limit - value > tolerance or (tolerance == 0 and value <= limit)
    if finding.verdict is Verdict.VIOLATES:
        assert value - limit > tolerance or (tolerance == 0 and value > limit)


@given(value=METRES, limit=METRES, tolerance=st.floats(0, 5), other=METRES)
def test_green_means_surely_within_under_every_reading(
    value: float, limit: float, tolerance: float, other: float
) -> None:
    readings = (Reading(Text("anders"), other),)
    finding = at_most(height(value, tolerance, readings=readings), Limit(limit, "m", "hier", "wij"))
    if finding.verdict is Verdict.COMPLIES:
        assert all(limit - v > tolerance or (tolerance == 0 and v <= limit) for v in (value, other))


@given(value=METRES, limit=METRES, more=st.floats(0, 5))
def test_more_doubt_never_makes_a_verdict(value: float, limit: float, more: float) -> None:
    bound = Limit(limit, "m", "hier", "wij")
    sure, unsure = at_most(height(value, 0.1), bound), at_most(height(value, 0.1 + more), bound)
    assert unsure.verdict in (sure.verdict, Verdict.UNDETERMINED)
