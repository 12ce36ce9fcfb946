"""What would change a breach: the number told is enough, and a centimetre less is not."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from national_facts import plan_facts

from optopcheck.api import (
    Datum,
    Finding,
    Limit,
    Measurement,
    Need,
    Origin,
    Quantity,
    Reading,
    Text,
    Unmeasured,
    Verdict,
    at_most,
)
from optopcheck_national import register_rules
from optopcheck_national.plan_change import what_would_change

RULES = {rule.id: rule for rule in register_rules()}
TWELVE = Limit(12.0, "m", "artikel 4", "ingevoerd")
HEIGHT = {"limit": "max_building_height", "max": 12.0, "quantity": "building_height"}
COUNT = {"limit": "max_storeys", "max": 5.0, "quantity": "storey_count", "tolerance": 0.0}


def found(rule_id: str, **values: Any) -> Finding:
    result = RULES[rule_id].check(plan_facts(values))
    assert isinstance(result, Finding)
    return result


def change(rule_id: str, **values: Any) -> Text | None:
    return found(rule_id, **values).what_would_change


def test_a_breach_tells_the_metres_to_lose_in_both_languages() -> None:
    assert change("nl.pln-building-height", **HEIGHT, value=12.6, tolerance=0.05) == Text(
        "de bouwhoogte meer dan 0,65 m verlagen, waarvan 0,05 m voor de onzekerheid",
        "lowering the building height by more than 0.65 m, of which 0.05 m for the uncertainty",
    )
    assert change("nl.pln-building-height", **HEIGHT, value=12.601, tolerance=0.0) == Text(
        "de bouwhoogte ten minste 0,61 m verlagen", "lowering the building height by at least 0.61 m"
    )


def test_within_the_uncertainty_it_tells_so_as_well() -> None:
    told = change("nl.pln-building-height", **HEIGHT, value=11.98, tolerance=0.05)
    assert told is not None
    assert told.nl.startswith("de bouwhoogte meer dan 0,03 m verlagen")


@pytest.mark.parametrize(
    ("value", "told"), [(6.0, "één bouwlaag minder"), (8.0, "3 bouwlagen minder"), (5.0, None)]
)
def test_storeys_are_counted(value: float, told: str | None) -> None:
    changed = change("nl.pln-storeys", **COUNT, value=value)
    assert (changed and changed.nl) == told


def test_nothing_is_told_where_no_design_helps() -> None:
    assert change("nl.pln-building-height", **HEIGHT, value=11.0, tolerance=0.05) is None
    assert change("nl.pln-building-height", limit="max_building_height", max=12.0) is None
    assert what_would_change(at_most(Unmeasured(Text("geen dak")), TWELVE)) is None
    assert what_would_change(at_most(Measurement(Quantity.FOOTPRINT_AREA, 13.0, 0.0), TWELVE)) is None


def test_the_zone_tells_how_far_back() -> None:
    square = [[0.0, 0.0], [20.0, 0.0], [20.0, 10.0], [0.0, 10.0]]
    told = change("nl.pln-building-zone", zone=square, added=(1, 1, 20.5, 9))
    assert told is not None
    assert told.nl == "de nieuwe laag daar meer dan 0,52 m verder terugleggen"
    assert change("nl.pln-building-zone", zone=square, added=(1, 1, 19, 9)) is None
    assert found("nl.pln-building-zone", zone=square, added=(1, 1, 19.48, 9)).verdict is Verdict.COMPLIES


@given(
    value=st.floats(0, 40),
    tolerance=st.sampled_from([0.0, 0.02, 0.3]),
    datum=st.sampled_from([0.0, 0.5]),
    reading=st.none() | st.floats(-3, 3),
)
def test_losing_that_much_is_enough_and_a_centimetre_less_is_not(
    value: float, tolerance: float, datum: float, reading: float | None
) -> None:
    def judged(lost: float) -> Finding:
        other = () if reading is None else (Reading(Text("anders"), value + reading - lost),)
        peil = Datum(0.0, Text("peil"), Origin.ENTERED, datum)
        height = Measurement(Quantity.BUILDING_HEIGHT, value - lost, tolerance, datum=peil, readings=other)
        return at_most(height, TWELVE)

    told = what_would_change(judged(0.0))
    assume(told is not None or judged(0.0).verdict is Verdict.COMPLIES)
    if told is None:
        return
    metres = float(re.findall(r"\d+\.\d\d", told.in_language("en"))[0])
    assert judged(metres + 1e-5).verdict is Verdict.COMPLIES
    assert metres < 0.0101 or judged(metres - 0.0101).verdict is not Verdict.COMPLIES


def test_an_unmeasured_existing_count_holds_green_back_and_not_red() -> None:
    held = found("nl.pln-storeys", **COUNT, value=4.0, existing_unmeasured=True)
    assert (held.verdict, held.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "bestaande aantal bouwlagen is niet gemeten" in held.explanation.nl
    assert found("nl.pln-storeys", **COUNT, value=6.0, existing_unmeasured=True).verdict is Verdict.VIOLATES
