"""Every case of the pack gives what it says, and is the file that the script makes."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path

import pytest
from national_facts import facts_of

from optopcheck.api import Finding
from optopcheck.api.testing import quantities_read
from optopcheck_national import register_rules

CASES = Path(__file__).parents[1] / "cases"
RULES = {rule.id: rule for rule in register_rules()}
ALL_FILES = sorted(CASES.glob("*/*.toml"))
FILES = [path for path in ALL_FILES if not path.stem.startswith("none-")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_gives_what_it_says(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    rule = RULES[path.parent.name]
    result = rule.check(facts_of(rule.id, case["given"]))
    if isinstance(result, Finding):
        found = (result.verdict.value, result.need and result.need.value)
        assert found == (case["expect"]["verdict"], case["expect"].get("need")), result.explanation.nl
        assert result.explanation.en
    else:
        assert case["expect"] == {"verdict": "na"}, result.reason.nl
        assert result.reason.en
    assert path.stem.split("-")[0] == case["expect"]["verdict"]


@pytest.mark.parametrize("rule_id", RULES)
@pytest.mark.parametrize("verdict", ["complies", "violates", "undetermined", "na"])
def test_each_outcome_has_a_case_or_a_reason(rule_id: str, verdict: str) -> None:
    folder = CASES / rule_id
    cases = list(folder.glob(f"{verdict}-*.toml"))
    reason = folder / f"none-{verdict}.toml"
    assert bool(cases) != reason.exists()
    assert cases or tomllib.loads(reason.read_text(encoding="utf-8"))["reason"]


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_says_which_quantities_it_reads(rule_id: str) -> None:
    cases = [tomllib.loads(p.read_text(encoding="utf-8")) for p in FILES if p.parent.name == rule_id]
    rule = RULES[rule_id]
    read = [quantities_read(rule, facts_of(rule_id, case["given"])) for case in cases]

    assert len(set(rule.quantities)) == len(rule.quantities)
    assert set(rule.quantities) == set().union(*read)


def test_cases_are_what_the_script_makes() -> None:
    made = runpy.run_path(str(CASES / "generate.py"))["files"]()
    found = {path.relative_to(CASES).as_posix(): path.read_text(encoding="utf-8") for path in ALL_FILES}
    assert found == made
