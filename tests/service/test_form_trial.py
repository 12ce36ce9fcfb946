"""One rule of a form on facts: a trial says what an assessment would say of that rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.testing import make_facts
from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Standing, Verdict
from optopcheck.service import Sentence, try_rule, with_sentence
from tests.service.pack_forms import LIMIT, SOURCE, height_rule, looks_rule, told_rule

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts
    from optopcheck.service import RuleForm

ON = date(2026, 7, 2)


def _facts(storeys: int, municipality: str = "GM0599") -> Facts:
    return make_facts(municipality=municipality, storeys=(4, storeys))


def _rule(most: str, **changes: object) -> RuleForm:
    empty = replace(height_rule(), unless="", limits=(), require="", **changes)
    limit = replace(LIMIT, value=most, unit="1")
    return with_sentence(empty, Sentence("proposed.storey_count", "<=", limit))


def test_trial_is_red_green_or_open_as_the_limit_says() -> None:
    assert try_rule(_rule("4"), _facts(5), ON).verdict is Verdict.VIOLATES
    green = try_rule(_rule("5"), _facts(5), ON)
    assert (green.verdict, green.words) == (Verdict.COMPLIES, "voldoet aan beleid")
    unconfirmed = with_sentence(
        _rule("5"),
        Sentence("proposed.storey_count", "<=", replace(LIMIT, value="5", unit="1", confirmed_by="")),
    )
    assert try_rule(unconfirmed, _facts(5), ON).verdict is Verdict.UNDETERMINED


def test_trial_of_a_draft_is_never_green() -> None:
    draft = _rule("5", source=replace(SOURCE, standing=Standing.DRAFT))

    tried = try_rule(draft, _facts(5), ON)

    assert (tried.verdict, tried.words) == (Verdict.UNDETERMINED, "nader onderzoek")


def test_trial_elsewhere_or_out_of_force_does_not_apply() -> None:
    assert try_rule(_rule("4"), _facts(5, "GM0637"), ON).verdict is None
    later = try_rule(_rule("4"), _facts(5), date(2020, 1, 1))
    assert later.verdict is None
    assert "2024-02-01" in later.explanation.nl


def test_human_and_information_rules() -> None:
    asked = try_rule(looks_rule(), _facts(5), ON)
    assert (asked.verdict, asked.words) == (Verdict.UNDETERMINED, "nader onderzoek")
    assert "Past de dakopbouw bij de straat?" in asked.explanation.nl
    assert try_rule(told_rule(), _facts(5), ON).verdict is None


def test_rule_that_is_not_in_order_is_not_tried() -> None:
    with pytest.raises(InputError, match="require"):
        try_rule(replace(_rule("5"), require="storeys"), _facts(5), ON)
