"""What a rule finds in its worker is what it finds here: on every case of every pack, and on the sample."""

from __future__ import annotations

import runpy
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck import service
from optopcheck.domain.rule import Finding
from optopcheck.domain.scenario import Scenario
from optopcheck.records import rule_fields
from optopcheck.rules import check, load_rules
from optopcheck.rules.hosting import HostedCheck
from tests.rules.hosting.same import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optopcheck.domain.facts import Facts
    from optopcheck.rules import PackRule

ON = date(2026, 7, 2)
PLUGINS = Path(__file__).parents[3] / "plugins"
MAKERS = {
    "national": "national_facts.py",
    "zoetermeer": "test_zoetermeer_cases.py",
    "den-haag": "den_haag_facts.py",
}


def facts_maker(pack: str) -> Callable[[str, dict[str, Any]], Facts]:
    make = runpy.run_path(str(PLUGINS / pack / "tests" / MAKERS[pack]))["facts_of"]
    if pack == "national":
        return make  # type: ignore[no-any-return]  # run from its file
    return lambda _, given: make(given)


def cases_of(pack: str) -> Iterator[tuple[str, str, Facts]]:
    make = facts_maker(pack)
    for path in sorted((PLUGINS / pack / "cases").glob("*/*.toml")):
        if not path.stem.startswith("none-"):
            given = tomllib.loads(path.read_text("utf-8"))["given"]
            yield path.parent.name, path.stem, make(path.parent.name, given)


def rules_of(pack: str, *, hosted: bool) -> tuple[PackRule, ...]:
    return tuple(e for e in load_rules(hosted=hosted) if e.pack == f"optopcheck-{pack}")


@pytest.mark.parametrize("pack", MAKERS)
def test_a_hosted_rule_tells_all_of_itself_but_its_function(pack: str) -> None:
    here, there = rules_of(pack, hosted=False), rules_of(pack, hosted=True)
    assert [entry.rule.id for entry in there] == [entry.rule.id for entry in here] != []
    for one, other in zip(here, there, strict=True):
        assert isinstance(other.rule.check, HostedCheck)
        for name in rule_fields():
            assert differences(getattr(one.rule, name), getattr(other.rule, name), name) == []


@pytest.mark.parametrize("pack", MAKERS)
def test_every_case_gives_the_same_findings(pack: str) -> None:
    here, there = rules_of(pack, hosted=False), rules_of(pack, hosted=True)
    seen: Counter[str] = Counter()
    for rule_id, stem, facts in cases_of(pack):
        outcomes = zip(check(here, facts, ON), check(there, facts, ON), strict=True)
        for one, other in outcomes:
            assert differences(one.result, other.result, f"{rule_id}/{stem}: {one.rule.id}") == []
            seen[one.result.verdict if isinstance(one.result, Finding) else "na"] += 1
    assert seen["undetermined"] > 0
    assert seen["complies"] > 0
    assert seen["na"] > 0


@pytest.fixture(scope="module")
def sample() -> Facts:
    opened = service.open_case(service.sample_case())
    return service.assess(opened, Scenario(), service.SAMPLE_DAY).facts


@pytest.mark.long
def test_the_sample_gives_the_same_findings_and_measurements_stay_the_very_ones(sample: Facts) -> None:
    here, there = (check(load_rules(hosted=hosted), sample, ON) for hosted in (False, True))
    own = {
        id(measured)
        for situation in (sample.existing, sample.permitted, sample.proposed)
        for _, measured in situation.measured.items()
    }
    for one, other in zip(here, there, strict=True):
        assert differences(one.result, other.result, one.rule.id) == []
        if isinstance(one.result, Finding) and isinstance(other.result, Finding):
            assert (id(one.result.measured) in own) == (id(other.result.measured) in own)
    assert any(isinstance(o.result, Finding) and id(o.result.measured) in own for o in there)
