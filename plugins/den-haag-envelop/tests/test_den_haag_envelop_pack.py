"""The envelope of an older plan decides nothing until the municipality confirms it; then it judges."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from optopcheck.api import Facts, Finding, Need, Verdict
from optopcheck.api.testing import make_facts
from optopcheck.rules.catalogue.fact import told
from optopcheck.rules.declared import read_rule_file, read_rules
from optopcheck.rules.declared.reading import made_rule

FILE = Path(__file__).parents[1] / "rules" / "bloemenbuurt.toml"
CONFIRMED = FILE.read_text(encoding="utf-8").replace(
    'unit = "deg"', 'unit = "deg"\nconfirmed_by = "gemeente, plan en artikel"'
)


def facts() -> Facts:
    return make_facts(municipality="GM0518", storeys=(3, 4))


def finding(text: str, degrees: float) -> Finding:
    (rule, _) = read_rule_file(text).rules
    known = {
        "area.name": replace(rule.facts["area.name"], read=lambda _: "Bloemenbuurt"),
        "proposed.envelope_angle": replace(
            rule.facts["proposed.envelope_angle"], read=lambda _: told(degrees, 0.5, "deg")
        ),
    }
    found = made_rule(replace(rule, facts={**rule.facts, **known})).check(facts())
    assert isinstance(found, Finding)
    return found


def test_while_nobody_says_where_it_lies_something_is_missing() -> None:
    for rule in read_rules(FILE):
        found = rule.check(facts())
        assert isinstance(found, Finding)
        assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.INPUT)


@pytest.mark.parametrize("degrees", [30.0, 40.0, 60.0])
def test_unconfirmed_it_decides_nothing(degrees: float) -> None:
    found = finding(FILE.read_text(encoding="utf-8"), degrees)

    assert found.verdict is Verdict.UNDETERMINED
    assert "niet bevestigd" in found.explanation.nl or found.need is Need.PRECISION


@pytest.mark.parametrize(
    ("degrees", "verdict", "margin"),
    [(35.0, Verdict.COMPLIES, 5.0), (45.0, Verdict.VIOLATES, -5.0), (39.8, Verdict.UNDETERMINED, 0.2)],
)
def test_confirmed_it_judges(degrees: float, verdict: Verdict, margin: float) -> None:
    found = finding(CONFIRMED, degrees)

    assert found.verdict is verdict
    assert found.margin == pytest.approx(margin)
