"""Entered facts as rules see them: as entered, or absent."""

from __future__ import annotations

from fractions import Fraction

import pytest

from optopcheck.api.testing import make_facts
from optopcheck.domain.entered import ENTERABLE, EnteredFact, EnteredKind, EnteredValue
from optopcheck.domain.rule import Need
from optopcheck.rules.catalogue import FACTS
from optopcheck.rules.language.values import Number, Unknown, Value

EXAMPLES: dict[str, EnteredValue] = {
    "area.name": "Kern Noord",
    "existing.building_kind": "portiekflat",
    "existing.construction_year": 1965.0,
    "existing.front_side": "south-west",
    "homes.added": 6.0,
    "homes.existing": 24.0,
    "parking.places": 30.0,
    "parking.demand": 32.4,
    "parking.balance": -2.4,
}


def read(name: str, **entered: EnteredValue) -> Value:
    facts = {key.replace("__", "."): EnteredFact(value, "BAG") for key, value in entered.items()}
    return FACTS[name].read(make_facts(entered=facts))


def value_of(name: str) -> EnteredValue:
    return True if ENTERABLE[name].kind is EnteredKind.TRUTH else EXAMPLES[name]


@pytest.mark.parametrize("name", ENTERABLE)
def test_each_is_told_as_it_was_entered(name: str) -> None:
    given = value_of(name)
    found = read(name, **{name.replace(".", "__"): given})

    if isinstance(found, Number):
        assert found.base.value == Fraction(str(given))
        assert found.base.low == found.base.high
        assert not found.assumed
    else:
        assert found == given
        assert type(found) is type(given)


@pytest.mark.parametrize("name", ENTERABLE)
def test_each_is_absent_where_nobody_entered_it(name: str) -> None:
    found = read(name)

    assert isinstance(found, Unknown)
    assert found.need is Need.INPUT
    assert [reason.absent for reason in found.reasons] == [True]
    assert f"--fact {name}=" in found.reasons[0].text.nl


def test_false_is_an_answer() -> None:
    assert read("existing.is_monument", existing__is_monument=False) is False


def test_the_balance_is_places_minus_demand_to_the_last_decimal() -> None:
    found = read("parking.balance", parking__places=30.1, parking__demand=30.0)

    assert isinstance(found, Number)
    assert found.base.value == Fraction(1, 10)


@pytest.mark.parametrize(("given", "missing"), [("parking__places", "demand"), ("parking__demand", "places")])
def test_half_a_balance_asks_for_the_other_half(given: str, missing: str) -> None:
    found = read("parking.balance", **{given: 3.0})

    assert isinstance(found, Unknown)
    assert f"parking.{missing}" in found.reasons[0].text.nl
    assert found.reasons[0].absent
