from __future__ import annotations

import pytest

from optopcheck.citymodel.receivers import _SIDES
from optopcheck.domain.given_names import given_name
from optopcheck.domain.rule import Standing
from optopcheck.domain.scenario import Scenario
from optopcheck.optop import add_storeys
from tests.report.english import dutch_in
from tests.service import made


@pytest.mark.parametrize("side", _SIDES)
def test_each_side_of_a_neighbour_has_an_english_name(side: str) -> None:
    told = given_name(f"gevel {side}, laag 3")

    assert told.nl == f"gevel {side}, laag 3"
    assert told.in_language("en").endswith(" façade, level 3")
    assert dutch_in(told.in_language("en")) == []


def test_all_that_optop_makes_has_an_english_name() -> None:
    building = add_storeys(made.flat(), Scenario(storeys_added=2, parapet=0.5), made.place())
    names = [element.name for element in building.elements if element.added]
    titles = [storey.title for storey in building.storeys if storey.name.startswith("optoplaag")]
    points = [p.title for p in building.observation_points if p.title.nl.startswith("raam 1.")]

    assert len(names) > 5
    assert [name for name in names if given_name(name).in_language("en") == name] == []
    assert [title.in_language("en") for title in titles] == ["added storey 1", "added storey 2"]
    assert points
    assert points[0].in_language("en") == "window 1.1"


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("raam 0C$zvOvhbRfAZGU15elmAq (02 tweede)", "window 0C$zvOvhbRfAZGU15elmAq (02 tweede)"),
        ("tuin, raster 1 m op 0 m, punt 12", "garden, grid of 1 m at 0 m, point 12"),
        ("ingevoerd voor dit perceel", "entered for this plot"),
        ("planologisch maximum", "most that the plan allows"),
    ],
)  # fmt: skip
def test_other_names_of_the_program(name: str, english: str) -> None:
    assert given_name(name).in_language("en") == english


@pytest.mark.parametrize(
    "name", ["raam keuken", "gevel zuid, laag twee", "Optoplaag 1 van de flat", "", "laag 1"]
)
def test_what_others_named_stays(name: str) -> None:
    assert given_name(name).in_language("en") == name


def test_a_kind_of_instrument_stands_in_dutch_beside_its_english_words() -> None:
    words = {standing: standing.label.in_language("en") for standing in Standing}

    assert words[Standing.POLICY_RULE] == "policy rule (beleidsregel)"
    assert words[Standing.PRACTICE] == "practice"
    assert all(standing.label.nl == standing.value for standing in Standing)
    assert [s for s, told in words.items() if f"({s.value})" not in told] == [
        Standing.DRAFT,
        Standing.PRACTICE,
        Standing.OWN_ASSUMPTION,
    ]
