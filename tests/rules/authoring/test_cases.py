"""A case finds what the same facts of a real building find, through the same gate."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.case import PlanLimits, StructuralStatement
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement, Reading
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, Standing
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, check
from optopcheck.rules.authoring import Expected, try_pack
from optopcheck.rules.catalogue import FACTS
from optopcheck.rules.declared import read_rules
from tests.rules.authoring.made import CASE, HERE, MANIFEST, case, pack, with_case
from tests.rules.declared.texts import GOOD, changed

if TYPE_CHECKING:
    from optopcheck.rules.authoring import CaseResult

HEIGHT = 'require = "proposed.building_height <= limit.max_height"'


def found(text: str, given: str, on: str = "", rules: str = GOOD) -> CaseResult:
    """Return what the first rule finds on a case that expects anything."""
    files = {
        **pack(rules__regels=rules),
        "cases/gm0001.hoogte/na-x.toml": case("na", given, on=on).encode(),
    }
    if text:
        files["cases/gm0001.hoogte/na-x.toml"] = text.encode()
    return next(r for r in try_pack(files).results if r.case.name.endswith("na-x.toml"))


def outcome(given: str, on: str = "", rules: str = GOOD) -> tuple[Expected, Need | None]:
    result = found("", given, on, rules)
    return result.found, result.need


def height(value: str) -> str:
    return f'{HERE}"proposed.building_height" = {value}\n'


@pytest.mark.parametrize(
    ("metres", "doubt", "other"),
    [*product((11.0, 11.96, 11.99996, 12.0, 12.04, 13.0), (0.0, 0.05), (None, 11.5, 12.5))],
)
def test_a_case_finds_what_a_real_building_finds(metres: float, doubt: float, other: float | None) -> None:
    readings = () if other is None else (Reading(Text("met liftopbouw"), other),)
    measured = Measurement(Quantity.BUILDING_HEIGHT, metres, doubt, readings=readings)
    facts = make_facts(
        municipality="GM0001",
        existing=make_situation(storey_count=4.0),
        proposed=make_situation(storey_count=5.0, building_height=measured),
    )
    (real,) = check([PackRule(read_rules(GOOD)[0], "x")], facts, date(2026, 1, 1))
    told = f"value = {metres}, uncertainty = {doubt}"
    told += "" if other is None else f', readings = {{ "met liftopbouw" = {other} }}'
    result = found("", height(f"{{ {told} }}"))

    assert isinstance(real.result, Finding)
    assert (result.found.value, result.need) == (real.result.verdict.value, real.result.need)
    assert result.reason == real.result.explanation


def test_every_outcome_of_the_sound_pack_is_found() -> None:
    tested = try_pack(pack())

    assert [(r.case.name, r.found, r.need, r.reason.nl) for r in tested.failed] == []
    assert len(tested.results) == 8
    assert tested.passed


def test_a_wrong_expectation_fails_with_what_was_found() -> None:
    tested = try_pack(with_case("complies-te-hoog", CASE.replace("11.0", "12.5")))
    (failed,) = tested.failed

    assert not tested.passed
    assert (failed.found, failed.need) == (Expected.VIOLATES, None)
    assert "12,50" in failed.reason.nl


def test_a_wrong_need_fails_too() -> None:
    text = case("undetermined", HERE, need="precision")
    (failed,) = try_pack(with_case("undetermined-anders", text)).failed

    assert (failed.found, failed.need) == (Expected.UNDETERMINED, Need.INPUT)


def test_the_source_decides_on_which_day_the_rule_speaks() -> None:
    assert outcome(height("11.0"), on="2024-01-01")[0] is Expected.COMPLIES
    assert outcome(height("11.0"), on="2029-12-31")[0] is Expected.COMPLIES
    early, late = found("", height("11.0"), "2023-12-31"), found("", height("11.0"), "2030-01-01")
    for result in (early, late):
        assert result.found is Expected.NA
        assert "2024-01-01" in result.reason.nl


def test_the_pack_decides_on_which_day_it_speaks() -> None:
    late = MANIFEST.replace("valid_from = 2024-01-01", "valid_from = 2025-06-01")
    files = pack(manifest=late.replace("valid_to = 2029-12-31", "valid_to = 2027-12-31"))

    def on(day: str) -> CaseResult:
        text = case("na", height("11.0"), on=day).encode()
        tested = try_pack({**files, "cases/gm0001.hoogte/na-x.toml": text})
        return next(result for result in tested.results if result.case.name.endswith("na-x.toml"))

    assert on("2025-06-01").found is Expected.COMPLIES
    assert on("2027-12-31").found is Expected.COMPLIES
    for day in ("2025-05-31", "2028-01-01"):
        assert on(day).found is Expected.NA
        assert "pakket gm0001-dakopbouw" in on(day).reason.nl
    assert on("").case.on == date(2025, 6, 1)


def test_a_case_without_a_day_is_on_the_first_day_of_the_source() -> None:
    assert found("", height("11.0")).case.on == date(2024, 1, 1)
    undated = GOOD.replace("valid_from = 2024-01-01\nvalid_to = 2029-12-31\n", "")
    assert outcome(height("11.0"), rules=undated)[0] is Expected.COMPLIES


@pytest.mark.parametrize("standing", ["ontwerp", "eigen aanname"])
@pytest.mark.parametrize("metres", ["11.0", "13.0"])
def test_a_standing_that_carries_no_verdict_holds_it_back(standing: str, metres: str) -> None:
    rules = changed('"beleidsregel"', f'"{standing}"')

    assert outcome(height(metres), rules=rules) == (Expected.UNDETERMINED, Need.JUDGEMENT)


@pytest.mark.parametrize("metres", ["11.0", "13.0"])
def test_a_limit_that_nobody_confirmed_decides_nothing(metres: str) -> None:
    rules = changed('confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"\n', "")

    assert outcome(height(metres), rules=rules) == (Expected.UNDETERMINED, Need.JUDGEMENT)


def test_what_is_not_given_is_missing() -> None:
    assert outcome(HERE) == (Expected.UNDETERMINED, Need.INPUT)
    assert outcome('municipality = "GM0001"') == (Expected.UNDETERMINED, Need.INPUT)
    assert outcome(height("11.0").replace('municipality = "GM0001"\n', ""))[0] is Expected.NA
    assert outcome('municipality = "GM0002"')[0] is Expected.NA


def test_known_sees_what_a_case_gives_and_what_it_leaves_out() -> None:
    rules = changed(
        HEIGHT, 'require = "known(structural_statement.by) and storeys_added <= limit.max_height"'
    )
    rules = rules.replace('unit = "m"', 'unit = "1"', 1)

    assert outcome(HERE, rules=rules)[0] is Expected.VIOLATES
    assert outcome(HERE + '"structural_statement.by" = "J."', rules=rules)[0] is Expected.COMPLIES


def test_a_declared_value_that_is_left_out_is_missing_and_no_default() -> None:
    rules = changed(HEIGHT, 'require = "declared.storey_height <= limit.max_height"')

    assert outcome(HERE, rules=rules) == (Expected.UNDETERMINED, Need.INPUT)
    assert outcome(HERE + '"declared.storey_height" = 3.0', rules=rules)[0] is Expected.COMPLIES


@pytest.mark.parametrize(("metres", "expected"), [("11.9", Expected.COMPLIES), ("12.1", Expected.VIOLATES)])
def test_a_limit_of_the_plan_is_given_as_a_fact(metres: str, expected: Expected) -> None:
    rules = changed(HEIGHT, 'require = "proposed.building_height <= plan.max_building_height"')
    rules = rules[: rules.index("[limit.max_height]")] + rules[rules.index("[limit.min_setback]") :]
    given = height(metres) + '"plan.max_building_height" = 12.0'
    source = LegalSource("plan", "x", "https://example.org", "1", Standing.LOCAL_PLAN)
    plan = PlanLimits(source, max_building_height=Limit(12.0, "m", "artikel 3", "gemeente"))
    facts = make_facts(
        municipality="GM0001",
        plan_limits=plan,
        existing=make_situation(storey_count=4.0),
        proposed=make_situation(storey_count=5.0, building_height=float(metres)),
    )
    (real,) = check([PackRule(read_rules(rules)[0], "x")], facts, date(2026, 1, 1))

    assert outcome(given, rules=rules) == (expected, None)
    assert isinstance(real.result, Finding)
    assert real.result.verdict.value == expected.value
    assert outcome(height(metres), rules=rules) == (Expected.UNDETERMINED, Need.INPUT)


def test_an_open_norm_is_filled_in_by_the_case() -> None:
    rules = GOOD.replace("value = 12\n", "open = true\n", 1).replace(
        'confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"\n', "", 1
    )

    assert outcome(height("11.0"), rules=rules) == (Expected.UNDETERMINED, Need.INPUT)
    assert outcome(height("11.0") + '"limit.max_height" = 12', rules=rules)[0] is Expected.COMPLIES
    assert outcome(height("13.0") + "limit.max_height = 12", rules=rules)[0] is Expected.VIOLATES


def test_a_fact_may_be_written_without_quotes() -> None:
    bare = HERE + "proposed.building_height = { value = 13.0, uncertainty = 0.05 }\n"
    table = HERE + "[given.proposed.building_height]\nvalue = 13.0\n"

    assert outcome(bare)[0] is Expected.VIOLATES
    assert outcome(table)[0] is Expected.VIOLATES


def test_items_of_a_list_may_leave_a_property_out() -> None:
    rules = changed(
        HEIGHT, 'require = "all(proposed.storeys, it.height <= limit.max_height or not it.added)"'
    )
    storey = '{ name = "a", role = "bouwlaag", added = true, height = 3.0 }'
    known = f'{HERE}"proposed.storeys" = [ {storey} ]'

    assert outcome(known, rules=rules)[0] is Expected.COMPLIES
    assert outcome(known.replace(", height = 3.0", ""), rules=rules) == (Expected.UNDETERMINED, Need.INPUT)
    assert outcome(f'{HERE}"proposed.storeys" = []', rules=rules)[0] is Expected.UNDETERMINED


def test_a_scenario_is_not_what_a_case_reads() -> None:
    """The empty model behind a case has a scenario of its own; none of it may leak into a rule."""
    for name in (field.name for field in fields(Scenario)):
        fact = f"declared.{name}"
        if any(f.name == fact and f.unit in ("1", "m") for f in FACTS.values()):
            rules = changed(HEIGHT, f'require = "{fact} >= 0 and {HEIGHT[11:-1]}"')
            assert outcome(height("11.0"), rules=rules) == (Expected.UNDETERMINED, Need.INPUT), fact


def test_a_statement_of_a_case_is_that_of_a_building() -> None:
    require = 'require = "structural_statement.bears_extra_storeys >= storeys_added"'
    rules = changed(HEIGHT, require)
    rules = rules[: rules.index("[limit.max_height]")] + rules[rules.index("[limit.min_setback]") :]
    statement = StructuralStatement(1, "J. de Vries", "constructeur", "00", "v.pdf")
    for bears, expected in ((0, Expected.VIOLATES), (1, Expected.COMPLIES), (2, Expected.COMPLIES)):
        facts = make_facts(
            municipality="GM0001",
            structural_statement=replace(statement, bears_extra_storeys=bears),
        )
        (real,) = check([PackRule(read_rules(rules)[0], "x")], facts, date(2026, 1, 1))
        given = f'{HERE}"structural_statement.bears_extra_storeys" = {bears}'

        assert outcome(given, rules=rules) == (expected, None)
        assert isinstance(real.result, Finding)
        assert real.result.verdict.value == expected.value


@pytest.mark.parametrize("name", ["cases/los.toml", "cases/gm0001.hoogte/a/na-x.toml"])
def test_a_case_lies_in_the_folder_of_its_rule(name: str) -> None:
    with pytest.raises(InputError, match="een geval ligt in cases/<id van de regel>/"):
        try_pack({**pack(), name: CASE.encode()})
