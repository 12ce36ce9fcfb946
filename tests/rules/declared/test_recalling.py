"""A finding that is remembered is the one that would have been found."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.case import PlanLimits
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.rule import Finding, LegalSource, Limit, Standing
from optopcheck.rules import load_rules
from optopcheck.rules.choosing import Choice
from optopcheck.rules.declared import judging, read_rules, recalling
from optopcheck.rules.declared.judging import judge
from optopcheck.rules.declared.recalling import Recalling
from tests.rules.declared.texts import changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.facts import Facts

SOURCE = LegalSource("Omgevingsplan", "Ten hoogste 13 m.", "https://e.org/plan", "4.2", Standing.LOCAL_PLAN)
PLAN = PlanLimits(SOURCE, max_building_height=Limit(13.0, "m", "artikel 4.2", "gemeenteraad"))


def town() -> Iterator[Facts]:
    """Yield buildings that tell rules the same and not the same."""
    for municipality in (None, "GM0001", "GM0637", "GM0518"):
        for height in (None, 11.0, 14.0):
            after = make_situation(**({} if height is None else {"building_height": height}))
            for entered in ({}, {"area.name": EnteredFact("centrum", "aanvrager")}):
                for plan in (None, PLAN):
                    yield make_facts(
                        municipality=municipality, proposed=after, entered=entered, plan_limits=plan
                    )


def whole(found: object) -> tuple[Any, ...]:
    return (type(found), *(getattr(found, each.name) for each in fields(found)))  # type: ignore[arg-type]


def test_every_shipped_rule_finds_the_same_whatever_it_judged_before() -> None:
    rules = [e.rule.check for e in load_rules(Choice(date(2026, 5, 1))).rules]
    recalled = [check for check in rules if isinstance(check, Recalling)]
    assert len(recalled) > 10
    order = [*town(), *reversed([*town()])]
    for facts in order:
        for check in recalled:
            assert whole(check(facts)) == whole(judge(check.rule, facts)), check.rule.id


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the rules that looked for themselves."""
    asked: list[str] = []

    def seen(rule: Any, view: Any) -> Any:
        asked.append(rule.id)
        return judging.judge_seen(rule, view)

    monkeypatch.setattr(recalling, "judge_seen", seen)
    return asked


@pytest.mark.parametrize(
    ("facts", "times"),
    [
        # Not known in the same way: found once.
        ({"municipality": "GM0001"}, 1),
        # A plan may speak, and a number is a verdict of its own.
        ({"municipality": "GM0001", "plan_limits": PLAN}, 2),
        ({"municipality": "GM0001", "proposed": make_situation(building_height=11.0)}, 2),
    ],
)
def test_only_words_are_remembered(facts: dict[str, Any], times: int, looked: list[str]) -> None:
    text = changed('applies_when = "storeys_added >= 1"\n', "")
    check = read_rules(text)[0].check
    found = [check(make_facts(**facts)) for _ in range(2)]
    assert looked == ["gm0001.hoogte"] * times
    assert whole(found[0])[1:3] == whole(found[1])[1:3]


def test_a_finding_is_not_that_of_another_measurement() -> None:
    check = read_rules(changed('applies_when = "storeys_added >= 1"\n', ""))[0].check
    heights = [11.0, 14.0, 11.0]
    afters = [make_situation(building_height=height) for height in heights]
    found = [check(make_facts(municipality="GM0001", proposed=after)) for after in afters]
    assert [f.measured.value for f in found if isinstance(f, Finding) and f.measured] == heights
