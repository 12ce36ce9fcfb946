"""Each number of the addition and of the screening has a trace that holds it."""

from __future__ import annotations

from dataclasses import replace

from optopcheck.domain.addition import Addition
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.text import Text
from optopcheck.service import addition_numbers, screening_numbers
from optopcheck.service.sun_trace import sun_trace
from tests.service.test_facts_of_additions import FACTS
from tests.service.test_point_days import FACTS as SUNNY
from tests.service.test_point_days import NORM


def test_the_addition_is_told_side_by_side_with_its_doubt() -> None:
    found = {n.key: n for n in addition_numbers(FACTS, "nl").numbers}

    assert found["addition_area"].value.startswith("96,0 ± ")
    assert found["addition_area"].value.endswith(" m²")
    assert found["addition_roof_share"].value.endswith(" %")
    assert {key for key in found if key.startswith("setback ")} == {
        f"setback {wind}" for wind in ("north", "east", "south", "west")
    }
    assert found["setback north"].value.startswith("2,00 ± ")
    added = {e.global_id for e in FACTS.proposed.building.elements if e.added}
    assert set(found["addition_area"].elements) == added
    assert found["distance huis"].elements == ("huis",)
    assert found["distance huis"].value.startswith("5,00")


def test_every_number_has_a_trace_that_names_it_and_its_doubt() -> None:
    numbers = addition_numbers(FACTS, "nl").numbers

    assert len(numbers) > 8
    for number in numbers:
        told = dict(number.trace.rows)
        assert number.trace.title == f"{number.label}: {number.value}"
        assert told["wijze van meten"]
        doubt = number.value.partition(" ± ")[2]
        assert told["onzekerheid"] == (doubt or "geen")


def test_what_could_not_be_measured_says_why() -> None:
    why = Unmeasured(Text("het dak is schuin"))
    facts = replace(FACTS, proposed=replace(FACTS.proposed, addition=Addition.none(why)))
    found = {n.key: n for n in addition_numbers(facts, "nl").numbers}

    assert found["addition_area"].value == "onbekend"
    assert dict(found["addition_area"].trace.rows)["waarom"] == "het dak is schuin"
    assert found["setback side"].value == "onbekend"


def test_without_an_addition_a_note_stands_there() -> None:
    facts = replace(
        FACTS, proposed=replace(FACTS.proposed, addition=None), existing=replace(FACTS.existing, distances={})
    )

    assert addition_numbers(facts, "nl").numbers == ()
    assert addition_numbers(facts, "nl").notes == ("er is geen opbouw gemeten",)


def test_the_screening_names_every_number_it_rests_on() -> None:
    screening = screening_numbers(FACTS, "nl")

    assert screening.numbers[0].value in ("kansrijk", "nader onderzoek", "ontraden")
    for number in screening.numbers:
        names = [name for name, _ in number.trace.rows]
        assert {"vloer bestaand", "vloer voorgesteld", "gewicht van wat er staat", "grenzen"} <= set(names)
        assert all(value for _, value in number.trace.rows)
    assert any("oordeelt niet" in note for note in screening.notes)


def test_a_construction_that_is_not_known_is_told_and_not_raised() -> None:
    facts = replace(FACTS, scenario=replace(FACTS.scenario, construction="karton"))

    assert screening_numbers(facts, "nl").numbers == ()
    assert "karton" in screening_numbers(facts, "nl").notes[0]


def test_the_sun_of_a_point_tells_when_and_how_sure() -> None:
    day = SUNNY.existing.sun[NORM.id].days[0]
    trace = sun_trace(SUNNY, NORM, "own", day, "nl")

    assert trace is not None
    told = dict(trace.rows)
    assert told["norm"] == "zon licht"
    assert " – " in told["bestaand"]
    assert "verlies: bestaand min voorgesteld" in told
    assert told["klok"] == "UTC+1"
    assert sun_trace(SUNNY, NORM, "nergens", day, "nl") is None
