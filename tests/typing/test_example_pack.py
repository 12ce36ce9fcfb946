"""The pack that the README shows: it type-checks as a stranger's code would, and it judges."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from optopcheck.api import Finding, Need, NotApplicable, Scenario, StructuralStatement, Verdict
from optopcheck.api.testing import make_facts, make_situation

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.api import Facts

    Check = Callable[[Facts], Finding | NotApplicable]

in_town = partial(make_facts, municipality="GM9999")
PACK = Path(__file__).with_name("example_pack.py")
MISTAKES = """
from optopcheck.api import Facts, Finding, Limit, NotApplicable, Scenario
def bool_as_verdict(facts: Facts) -> Finding | NotApplicable: return True
def unknown_as_number(facts: Facts) -> float: return facts.storeys_added.value
def changed_facts(facts: Facts) -> None: facts.scenario = Scenario()
NO_PLACE = Limit(12.0, "m")
"""
CAUGHT = ["return-value", "union-attr", "misc", "call-arg"]


def _mypy(checkout: Path, source: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    arguments = ["--strict", "--config-file=", f"--cache-dir={cache}", str(source)]
    return subprocess.run(
        [sys.executable, "-m", "mypy", *arguments],
        cwd=source.parent,
        env=os.environ | {"MYPYPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mypy")


def test_example_type_checks(checkout: Path, cache: Path) -> None:
    run = _mypy(checkout, PACK, cache)

    assert run.returncode == 0, run.stdout + run.stderr


def test_types_catch_the_usual_mistakes(checkout: Path, cache: Path, tmp_path: Path) -> None:
    source = tmp_path / "mistaken_pack.py"
    source.write_text(MISTAKES, encoding="utf-8")

    run = _mypy(checkout, source, cache)

    assert re.findall(r"error: .*\[([a-z-]+)\]$", run.stdout, re.MULTILINE) == CAUGHT, run.stdout


@pytest.fixture(scope="module")
def rules() -> dict[str, Check]:
    spec = importlib.util.spec_from_file_location(PACK.stem, PACK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {rule.id: rule.check for rule in module.register_rules()}


def _statement(bears: int) -> StructuralStatement:
    return StructuralStatement(bears, "ir. J. Jansen", "constructeur", "0" * 64, "verklaring.pdf")


@pytest.mark.parametrize(
    ("facts", "verdict", "need"),
    [
        (in_town(structural_statement=_statement(1)), Verdict.COMPLIES, None),
        (in_town(structural_statement=_statement(0)), Verdict.VIOLATES, None),
        (in_town(), Verdict.UNDETERMINED, Need.INPUT),
        (in_town(storeys=(4, 6), scenario=Scenario(2)), Verdict.UNDETERMINED, Need.JUDGEMENT),
        (in_town(storeys=(4, 4)), Verdict.UNDETERMINED, Need.REPAIR),
        (in_town(storeys=None), Verdict.UNDETERMINED, Need.INPUT),
    ],
)
def test_one_extra_storey(rules: dict[str, Check], facts: Facts, verdict: Verdict, need: Need | None) -> None:
    finding = rules["gm9999.one-extra-storey"](facts)

    assert isinstance(finding, Finding)
    assert (finding.verdict, finding.need) == (verdict, need)


def test_nothing_added_is_out_of_scope(rules: dict[str, Check]) -> None:
    facts = in_town(storeys=(4, 4), scenario=Scenario(storeys_added=0))

    assert isinstance(rules["gm9999.one-extra-storey"](facts), NotApplicable)


def test_no_rule_speaks_outside_its_town(rules: dict[str, Check]) -> None:
    for check in rules.values():
        assert isinstance(check(make_facts(municipality="GM0637")), NotApplicable)


@pytest.mark.parametrize(
    ("height", "verdict"),
    [
        ((14.90, 0.02), Verdict.COMPLIES),
        ((15.10, 0.02), Verdict.VIOLATES),
        ((15.01, 0.02), Verdict.UNDETERMINED),
    ],
)
def test_height(rules: dict[str, Check], height: tuple[float, float], verdict: Verdict) -> None:
    finding = rules["gm9999.height"](in_town(proposed=make_situation(building_height=height)))

    assert isinstance(finding, Finding)
    assert finding.verdict is verdict
