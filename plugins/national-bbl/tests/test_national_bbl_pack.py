"""Key outcomes of the national rules as data, on facts as the program makes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from optopcheck.api import (
    Datum,
    Facts,
    Finding,
    Need,
    NotApplicable,
    Origin,
    Rule,
    Scenario,
    Site,
    Situation,
    Storey,
    StoreyRole,
    StructuralStatement,
    Text,
    Verdict,
)
from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.rule import verdict_words
from optopcheck.rules.declared import read_rules

PACK = Path(__file__).parents[1]
RULES: dict[str, Rule] = {
    rule.id: rule for path in (PACK / "rules").glob("*.toml") for rule in read_rules(path)
}
LEVEL = Datum(0.2, Text("terrein bij de toegang", "ground at the entrance"), Origin.SURVEYED, 0.0)


def situation(count: int, height: float = 2.8, **values: float) -> Situation:
    floors = tuple(
        Storey(f"v{i}", f"laag {i}", 0.2 + i * height, height, StoreyRole.LAYER) for i in range(count)
    )
    return make_situation(storeys=floors, storey_count=float(count), **values)


def facts(before: int, after: int, site: Site | None = None, **values: float) -> Facts:
    return make_facts(
        site=site or Site(measuring_level=LEVEL),
        existing=situation(before),
        proposed=situation(after, **values),
        scenario=Scenario(after - before),
    )


def finding(rule_id: str, given: Facts) -> Finding:
    result = RULES[rule_id].check(given)
    assert isinstance(result, Finding)
    return result


@pytest.mark.parametrize(("after", "minutes"), [(3, "60 minuten"), (4, "90 minuten"), (6, "120 minuten")])
def test_minutes_follow_the_top_floor_and_stay_for_a_human(after: int, minutes: str) -> None:
    found = finding("nl.bbl-fire-minutes", facts(after - 1, after))

    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
    assert minutes in found.explanation.nl


def test_without_a_measuring_level_nothing_is_told_of_the_class() -> None:
    found = finding("nl.bbl-fire-minutes", facts(3, 4, Site()))

    assert found.need is Need.INPUT
    assert found.explanation.nl.startswith("Nog niet te zeggen: hoogste vloer")
    assert "art. 4.17" in found.explanation.nl


@pytest.mark.parametrize(
    ("after", "area", "need"), [(6, 900.0, Need.JUDGEMENT), (4, 3600.0, Need.JUDGEMENT), (5, 900.0, None)]
)
def test_lift_comes_up_above_either_threshold(after: int, area: float, need: Need | None) -> None:
    result = RULES["nl.bbl-lift"].check(facts(after - 1, after, usable_floor_area=area))

    if need is None:
        assert isinstance(result, NotApplicable)
        assert "12,50 m" in result.reason.nl
    else:
        assert isinstance(result, Finding)
        assert (result.verdict, result.need) == (Verdict.UNDETERMINED, need)


def test_an_area_that_is_not_known_keeps_the_lift_in_sight() -> None:
    assert finding("nl.bbl-lift", facts(3, 4)).need is Need.INPUT


@pytest.mark.parametrize(
    ("after", "height", "said"), [(6, 17.0, "hoger dan 13,00 m"), (4, 11.4, "onderste 2,5 m")]
)
def test_class_of_the_facade_names_where_it_holds(after: int, height: float, said: str) -> None:
    found = finding("nl.bbl-facade-class", facts(after - 1, after, building_height=height))

    assert found.need is Need.JUDGEMENT
    assert said in found.explanation.nl


def statement(bears: int) -> StructuralStatement:
    return StructuralStatement(bears, "J. de Vries", "constructeur", "00", "verklaring.pdf")


@pytest.mark.parametrize(
    ("added", "bears", "verdict", "need"),
    [
        (1, 1, Verdict.COMPLIES, None),
        (2, 1, Verdict.VIOLATES, None),
        (1, 0, Verdict.VIOLATES, None),
        (1, None, Verdict.UNDETERMINED, Need.INPUT),
    ],
)
def test_statement_is_recorded(added: int, bears: int | None, verdict: Verdict, need: Need | None) -> None:
    given = make_facts(
        storeys=(4, 4 + added),
        scenario=Scenario(added),
        structural_statement=None if bears is None else statement(bears),
    )
    found = finding("nl.con-statement", given)

    assert (found.verdict, found.need) == (verdict, need)
    assert ("NEN 8700" in found.explanation.nl) == (verdict is Verdict.COMPLIES)


def test_a_statement_is_no_law() -> None:
    words = verdict_words(Verdict.COMPLIES, RULES["nl.con-statement"].source, "nl")

    assert words == "voldoet aan de norm constructieve verklaring bij optoppen (geen wettelijke norm)"


def test_permit_route_informs_and_counts_for_nothing() -> None:
    told = RULES["nl.bbl-permit-route"].check(make_facts())

    assert isinstance(told, NotApplicable)
    assert told.reason.nl.startswith("ter informatie: ")
    assert "gevolgklasse 1" in told.reason.nl


def test_other_sizes_of_the_plan_are_compared_by_a_human() -> None:
    given = make_facts(
        existing=make_situation(storey_count=4.0),
        proposed=make_situation(storey_count=5.0, planning_volume=6300.0, footprint_area=420.0),
    )
    found = finding("nl.pln-area-and-volume", given)

    assert found.need is Need.JUDGEMENT
    assert "6300,00 m3" in found.explanation.nl or "6.300,00 m3" in found.explanation.nl


@pytest.mark.parametrize("rule_id", RULES)
def test_without_an_added_storey_no_rule_speaks(rule_id: str) -> None:
    assert isinstance(RULES[rule_id].check(make_facts(storeys=(4, 4), scenario=Scenario(0))), NotApplicable)
