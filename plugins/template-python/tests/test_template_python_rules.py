"""Each case gives what it says, and what a case cannot tell."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from optopcheck_template_python import register_rules

from optopcheck.api import (
    Finding,
    Measurement,
    Need,
    NotApplicable,
    PartMeasurement,
    Quantity,
    Text,
    Unmeasured,
    Verdict,
)
from optopcheck.api.testing import make_facts, make_situation, quantities_read

PACK = Path(__file__).parents[1]
RULES = {rule.id: rule for rule in register_rules()}
FILES = sorted((PACK / "cases").glob("*/*.toml"))


def facts_of(given: dict[str, Any]) -> Any:
    """Turn what a case gives into facts; what it does not give stays unmeasured."""
    values: dict[str, Any] = {}
    if "height" in given:
        values["building_height"] = tuple(given["height"])
    if "facades" in given:
        values["setback"] = setback(given["facades"])
    storeys = given.get("storeys")
    if storeys:
        values["storey_count"] = float(storeys[1])
    before = make_situation(storey_count=float(storeys[0])) if storeys else make_situation()
    return make_facts(
        municipality=given.get("municipality"), existing=before, proposed=make_situation(**values)
    )


def setback(facades: dict[str, float]) -> Measurement:
    parts = tuple(
        PartMeasurement(Text(f"gevel {side}", f"façade {side}"), value, 0.02, (f"wand-{side}",))
        for side, value in facades.items()
    )
    return Measurement(Quantity.SETBACK, min(facades.values(), default=0.0), 0.02, parts=parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_gives_what_it_says(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    result = RULES[path.parent.name].check(facts_of(case["given"]))

    if isinstance(result, Finding):
        said = {"verdict": result.verdict.value}
        said |= {"need": result.need.value} if result.need else {}
        assert said == case["expect"]
    else:
        assert case["expect"] == {"verdict": "na"}
    assert path.stem.startswith(f"{case['expect']['verdict']}-")


@pytest.mark.parametrize("rule_id", RULES)
@pytest.mark.parametrize("verdict", ["complies", "violates", "undetermined", "na"])
def test_each_outcome_has_a_case(rule_id: str, verdict: str) -> None:
    assert list((PACK / "cases" / rule_id).glob(f"{verdict}-*.toml")) != []


def test_the_manifest_names_the_rules() -> None:
    manifest = tomllib.loads((PACK / "bundle" / "manifest.toml").read_text(encoding="utf-8"))
    project = tomllib.loads((PACK / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert manifest["rules"] == list(RULES)
    assert manifest["version"] == project["version"]
    assert all(rule_id.startswith(f"{manifest['authority']}.") for rule_id in RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_says_which_quantities_it_reads(rule_id: str) -> None:
    rule = RULES[rule_id]
    given = [tomllib.loads(p.read_text("utf-8"))["given"] for p in FILES if p.parent.name == rule_id]

    assert set(rule.quantities) == set().union(*(quantities_read(rule, facts_of(g)) for g in given))


def test_the_worst_facade_is_named_with_its_elements() -> None:
    given = {"municipality": "GM9999", "storeys": [3, 4], "facades": {"noord": 0.4, "zuid": 2.0}}
    found = RULES["example.setback-per-facade"].check(facts_of(given))

    assert isinstance(found, Finding)
    assert found.verdict is Verdict.VIOLATES
    assert found.explanation.nl.startswith("gevel noord:")
    assert found.elements == ("wand-noord",)
    assert found.margin == pytest.approx(-0.6)


def test_no_facades_is_no_yes() -> None:
    given = {"municipality": "GM9999", "storeys": [3, 4], "facades": {}}
    found = RULES["example.setback-per-facade"].check(facts_of(given))

    assert isinstance(found, Finding)
    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.INPUT)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_broken_model_asks_for_repair(rule_id: str) -> None:
    broken = make_situation(storey_count=Unmeasured(Text("kapot", "broken"), Need.REPAIR))
    found = RULES[rule_id].check(make_facts(municipality="GM9999", existing=broken, proposed=broken))

    assert isinstance(found, Finding)
    assert found.need is Need.REPAIR


@pytest.mark.parametrize("rule_id", RULES)
def test_an_unsure_count_is_not_judged(rule_id: str) -> None:
    unsure = make_situation(storey_count=(4.0, 1.0))
    found = RULES[rule_id].check(make_facts(municipality="GM9999", existing=unsure, proposed=unsure))

    assert isinstance(found, Finding)
    assert found.need is Need.PRECISION
    assert isinstance(RULES[rule_id].check(make_facts(municipality="GM0637")), NotApplicable)
