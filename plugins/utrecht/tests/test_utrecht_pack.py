"""A draft decides nothing, whatever the numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from optopcheck.api import Facts, Finding, Need, Standing, Verdict
from optopcheck.api.testing import make_facts, make_situation
from optopcheck.rules import PackRule, check
from optopcheck.rules.declared import read_rules

FILE = Path(__file__).parents[1] / "rules" / "dakopbouwen.toml"
RULES = read_rules(FILE)


def facts(storeys: float) -> Facts:
    return make_facts(
        municipality="GM0344",
        existing=make_situation(storey_count=storeys),
        proposed=make_situation(storey_count=storeys + 1),
    )


@pytest.mark.parametrize("storeys", [1.0, 3.0, 4.0])
def test_every_rule_waits(storeys: float) -> None:
    for outcome in check([PackRule(rule, "utrecht") for rule in RULES], facts(storeys), date(2026, 11, 26)):
        assert isinstance(outcome.result, Finding)
        assert outcome.result.verdict is Verdict.UNDETERMINED


def test_even_a_confirmed_limit_decides_nothing_in_a_draft() -> None:
    place = 'place = "concept beleidsregels dakopbouwen, naar een bericht van 17 december 2025"'
    text = FILE.read_text(encoding="utf-8")
    assert text.count(place) == 1
    rules = read_rules(text.replace(place, f'{place}\nconfirmed_by = "iemand"'))
    (outcome, *_) = check([PackRule(rule, "utrecht") for rule in rules], facts(2.0), date(2026, 11, 26))

    assert RULES[0].source.standing is Standing.DRAFT
    assert isinstance(outcome.result, Finding)
    assert (outcome.result.verdict, outcome.result.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
    assert "draagt geen oordeel" in outcome.result.explanation.nl
