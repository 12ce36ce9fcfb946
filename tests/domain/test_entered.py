"""Entered facts: what may be entered, and by whom."""

from __future__ import annotations

import math

import pytest

from optopcheck.domain.building import Building
from optopcheck.domain.case import Case
from optopcheck.domain.entered import ENTERABLE, WINDS, EnteredFact, opposite, refused


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("existing.is_monument", True, True),
        ("existing.has_lift", False, False),
        ("existing.construction_year", 1965, 1965.0),
        ("existing.construction_year", 1965.0, 1965.0),
        ("parking.demand", 12.6, 12.6),
        ("parking.balance", -3.5, -3.5),
        ("homes.added", 0, 0.0),
        ("area.name", "  Kern   Noord ", "Kern Noord"),
        ("existing.building_kind", "Portiekflat", "portiekflat"),
        ("existing.front_side", "Noord", "north"),
        ("existing.front_side", "zuidwest", "south-west"),
        ("existing.front_side", "west", "west"),
    ],
)
def test_what_may_be_entered_is_kept_in_one_form(name: str, given: object, kept: object) -> None:
    found = ENTERABLE[name].accepted(given)

    assert found == kept
    assert type(found) is type(kept)
    assert ENTERABLE[name].accepted(found) == found


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("existing.is_monument", 1),
        ("existing.is_monument", "ja"),
        ("existing.construction_year", 1965.5),
        ("existing.construction_year", 965),
        ("existing.construction_year", 19650),
        ("existing.construction_year", True),
        ("existing.construction_year", "1965"),
        ("homes.added", -1),
        ("homes.added", 1.5),
        ("parking.places", -0.1),
        ("parking.demand", math.nan),
        ("parking.demand", math.inf),
        ("area.name", "   "),
        ("area.name", 3),
        ("existing.front_side", "boven"),
        ("existing.front_side", None),
    ],
)
def test_anything_else_is_not(name: str, given: object) -> None:
    assert ENTERABLE[name].accepted(given) is None
    assert ENTERABLE[name].hint.nl.startswith(("geef", "kies"))


def test_a_fact_needs_who_says_so() -> None:
    with pytest.raises(ValueError, match="who says so"):
        EnteredFact(value=True, source=" ")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"existing.colour": EnteredFact("rood", "ik")}, "existing.colour"),
        ({"existing.is_monument": EnteredFact("ja", "ik")}, "ja of nee"),
        ({"existing.front_side": EnteredFact("noord", "ik")}, "noordoost"),
        (
            {"parking.balance": EnteredFact(3.0, "ik"), "parking.places": EnteredFact(9.0, "ik")},
            "niet beide",
        ),
    ],
)
def test_a_case_refuses_what_cannot_be(facts: dict[str, EnteredFact], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Case(Building("proef", ()), entered=facts)


def test_a_case_takes_what_can_be() -> None:
    facts = {"existing.front_side": EnteredFact("north", "ik"), "homes.added": EnteredFact(4, "ik")}

    assert refused(facts) is None
    assert Case(Building("proef", ()), entered=facts).entered == facts
    assert Case(Building("proef", ())).entered == {}


def test_winds_turn_clockwise() -> None:
    assert [opposite("north", eighths) for eighths in range(8)] == list(WINDS)
    assert [opposite(wind) for wind in ("north", "south-west", "north-west")] == [
        "south",
        "north-east",
        "south-east",
    ]
