"""Criteria that nobody read decide nothing; a limit that the municipality confirms does."""

from __future__ import annotations

from pathlib import Path

import pytest

from optopcheck.api import Facts, Finding, Need, Verdict
from optopcheck.api.testing import make_facts
from optopcheck.rules.declared import read_rules

FILE = Path(__file__).parents[1] / "rules" / "dakopbouwen.toml"


def facts(added: int) -> Facts:
    return make_facts(municipality="GM1926", storeys=(2, 2 + added))


@pytest.mark.parametrize("added", [1, 2])
def test_every_rule_waits_for_a_human(added: int) -> None:
    for rule in read_rules(FILE):
        found = rule.check(facts(added))
        assert isinstance(found, Finding)
        assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)


@pytest.mark.parametrize(("added", "verdict"), [(1, Verdict.COMPLIES), (2, Verdict.VIOLATES)])
def test_once_confirmed_the_template_judges(added: int, verdict: Verdict) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text.count('unit = "1"') == 1
    (rule, _) = read_rules(text.replace('unit = "1"', 'unit = "1"\nconfirmed_by = "gemeenteraad"'))
    found = rule.check(facts(added))

    assert isinstance(found, Finding)
    assert found.verdict is verdict
