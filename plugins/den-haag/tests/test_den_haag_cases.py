"""Every case of the pack gives what it says, and is the file that the script makes."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path

import pytest
from den_haag_facts import facts_of

from optopcheck.api import Finding
from optopcheck.api.testing import quantities_read
from optopcheck_den_haag import register_rules

CASES = Path(__file__).parents[1] / "cases"
RULES = {rule.id: rule for rule in register_rules()}
FILES = sorted(CASES.glob("*/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_case_gives_what_it_says(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    result = RULES[path.parent.name].check(facts_of(case["given"]))
    if isinstance(result, Finding):
        assert (result.verdict.value, result.need and result.need.value) == (
            case["expect"]["verdict"],
            case["expect"].get("need"),
        )
        assert result.explanation.en
    else:
        assert case["expect"] == {"verdict": "na"}
        assert result.reason.en
    assert path.stem.split("-")[0] == case["expect"]["verdict"]


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_says_which_quantities_it_reads(rule_id: str) -> None:
    cases = [tomllib.loads(p.read_text(encoding="utf-8")) for p in FILES if p.parent.name == rule_id]
    rule = RULES[rule_id]
    read = [quantities_read(rule, facts_of(case["given"])) for case in cases]

    assert len(set(rule.quantities)) == len(rule.quantities)
    assert set(rule.quantities) == set().union(*read)


def test_cases_are_what_the_script_makes() -> None:
    made = runpy.run_path(str(CASES / "generate.py"))["files"]()
    found = {path.relative_to(CASES).as_posix(): path.read_text(encoding="utf-8") for path in FILES}
    assert found == made
