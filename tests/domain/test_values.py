"""Texts, and the values that refuse what cannot be."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.building import ObservationPoint
from optopcheck.domain.case import PlanLimits, StructuralStatement
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement, Measurements, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import LegalSource, Limit, Need, Standing
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.site import Datum, Origin, Site
from optopcheck.domain.sunlight import SunNorm, SunStudy
from optopcheck.domain.text import Text, as_text, join_texts, number, numbers

SOURCE = LegalSource("Plan", "tekst", "https://example.org", "artikel 4", Standing.LOCAL_PLAN)
NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "decimals", "dutch"),
    [(12.345, 2, "12,35"), (-0.001, 2, "0,00"), (-0.0, 0, "0"), (-0.006, 2, "-0,01"), (1234.5, 1, "1234,5")],
)
def test_numbers_have_a_comma_in_dutch_and_never_a_minus_zero(
    value: float, decimals: int, dutch: str
) -> None:
    assert number(value, decimals, "nl") == dutch
    assert number(value, decimals, "en") == dutch.replace(",", ".")


@given(value=st.floats(-1e6, 1e6), decimals=st.integers(0, 6))
def test_a_written_number_is_the_rounded_one(value: float, decimals: int) -> None:
    written = number(value, decimals, "en")
    assert float(written) == pytest.approx(value, abs=0.51 * 10.0**-decimals)
    assert float(written) != 0 or not written.startswith("-")


def test_templates_are_filled_in_each_language() -> None:
    assert numbers("{a} m", "{a} metres", 1, a=2.5) == Text("2,5 m", "2.5 metres")


def test_texts_fall_back_on_dutch() -> None:
    joined = join_texts(Text("een", "one"), "twee")
    assert (joined.nl, joined.en) == ("een twee", "one twee")
    assert Text("alleen").in_language("en") == "alleen"
    assert str(Text("een", "one")) == "een"
    assert as_text(joined) is joined


def test_an_input_error_speaks_both_languages() -> None:
    error = InputError(Text("bestand weg", "file gone"))
    assert str(error) == "bestand weg"
    assert error.text.en == "file gone"


@pytest.mark.parametrize(("value", "tolerance"), [(NAN, 0.1), (1.0, NAN), (1.0, -0.1), (float("inf"), 0.0)])
def test_what_is_no_number_is_no_measurement(value: float, tolerance: float) -> None:
    with pytest.raises(ValueError, match="is not a measurement"):
        Measurement(Quantity.BUILDING_HEIGHT, value, tolerance)


def test_fields_of_measurements_are_the_keys_of_quantity() -> None:
    none = Measurements.none(Text("geen model"), Need.REPAIR)
    assert [quantity for quantity, _ in none.items()] == list(Quantity)
    assert all(m == Unmeasured(Text("geen model"), Need.REPAIR) for _, m in none.items())


def test_added_storeys_are_measured_or_carry_the_reason() -> None:
    added = make_facts(storeys=(4, 6)).storeys_added
    assert isinstance(added, Measurement)
    assert (added.value, added.unit) == (2, "1")
    reason = Unmeasured(Text("stuk"), Need.REPAIR)
    for side in ("existing", "proposed"):
        facts = make_facts(**{side: make_situation(storey_count=reason)})
        assert facts.storeys_added is reason


@pytest.mark.parametrize("code", ["gm0637", "GM637", "0637", "GM06371", "Zoetermeer", "GM06a7"])
def test_a_municipality_is_named_by_its_code(code: str) -> None:
    with pytest.raises(ValueError, match="GM0637"):
        Site(municipality=code)
    assert Site(municipality="GM0637").municipality == "GM0637"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Scenario(storeys_added=-1),
        lambda: Scenario(storey_height=0.0),
        lambda: Scenario(storey_height=NAN),
        lambda: Scenario(parapet=-0.1),
        lambda: Setback(north=-1.0),
        lambda: Setback(west=NAN),
        lambda: Datum(NAN, Text("peil"), Origin.ENTERED),
        lambda: Datum(0.0, Text("peil"), Origin.ENTERED, -0.1),
        lambda: StructuralStatement(-1, "a", "b", "", "x.pdf"),
        lambda: StructuralStatement(1, " ", "b", "", "x.pdf"),
        lambda: StructuralStatement(1, "a", "", "", "x.pdf"),
        lambda: PlanLimits(SOURCE, np.array([[0.0, 0.0], [1.0, 0.0]]), "artikel 1"),
        lambda: PlanLimits(SOURCE, np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]]), "artikel 1"),
        lambda: PlanLimits(SOURCE, np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])),
        lambda: SunNorm("x", Text("x"), SOURCE, Limit(2.0, "h", "x"), (), ((1, 1), (1, 2))),
    ],
)
def test_what_cannot_be_is_refused(make: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        make()


def test_only_what_somebody_answers_for_is_confirmed() -> None:
    confirmed = {origin for origin in Origin if origin.is_confirmed}
    assert confirmed == {Origin.ENTERED, Origin.SURVEYED, Origin.DESIGN}


def test_plan_limits_yield_what_was_entered() -> None:
    height, storeys = Limit(12.0, "m", "4.2"), Limit(5.0, "1", "4.3")
    plan = PlanLimits(SOURCE, max_building_height=height, max_storeys=storeys)
    assert list(plan.limits()) == [height, storeys]


def test_a_sun_study_has_a_row_per_point_and_a_column_per_day() -> None:
    norm = SunNorm("x", Text("x"), SOURCE, Limit(2.0, "h", "x"), ((2, 19), (3, 21)), ((2, 19), (3, 21)))
    days = (date(2026, 2, 19), date(2026, 3, 21))
    north = np.array([0.0, 1.0, 0.0])
    points = tuple(ObservationPoint(name, np.zeros(3), north, "huis", name) for name in ("a", "b", "c"))
    table = np.array([[60.0, 120.0], [90.0, 30.0], [0.0, 0.0]])
    study = SunStudy(norm, days, points, table, np.ones((3, 2)), table)
    assert study.worst_day.tolist() == [60.0, 30.0, 0.0]
    assert (study.index("c"), study.index("nergens")) == (2, None)
    with pytest.raises(ValueError, match="shape"):
        SunStudy(norm, days, points, table.T, table.T, table.T)
