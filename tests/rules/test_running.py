from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.api import complies, undetermined, violates
from optopcheck.api.testing import make_facts
from optopcheck.domain.case import PlanLimits
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, NotApplicable, Rule, Standing, Verdict
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, check

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

ON = date(2026, 7, 2)
SOURCE = LegalSource("Beleid", "tekst", "https://example.org", "artikel 1", Standing.POLICY_RULE)


def run(check_: Any, source: LegalSource = SOURCE, facts: Facts | None = None) -> Finding | NotApplicable:
    rule = Rule("gm0001.een", Text("regel"), source, check_)
    (outcome,) = check([PackRule(rule, "proef")], facts or make_facts(), ON)
    assert (outcome.rule, outcome.pack) == (rule, "proef")
    return outcome.result


def finding(check_: Any, source: LegalSource = SOURCE, facts: Facts | None = None) -> Finding:
    result = run(check_, source, facts)
    assert isinstance(result, Finding)
    return result


def raising(error: BaseException) -> Any:
    def check_(_: Facts) -> Finding:
        raise error

    return check_


def test_a_finding_and_a_scope_test_pass_unchanged() -> None:
    for result in (complies("goed"), violates("fout"), undetermined(Need.INPUT, "?"), NotApplicable("nee")):
        assert run(lambda _, r=result: r) is result


@pytest.mark.parametrize(
    "error", [ValueError("kapot"), SystemExit(3), RecursionError("te diep"), MemoryError()]
)
def test_a_rule_that_raises_needs_repair(error: BaseException) -> None:
    result = finding(raising(error))
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.REPAIR)
    assert type(error).__name__ in result.explanation.nl
    assert str(error) in result.explanation.nl
    assert "Traceback" not in result.explanation.nl


def test_ctrl_c_stops_the_program() -> None:
    with pytest.raises(KeyboardInterrupt):
        run(raising(KeyboardInterrupt()))


@pytest.mark.parametrize("answer", [None, True, "voldoet", Verdict.COMPLIES])
def test_an_answer_of_another_kind_needs_repair(answer: object) -> None:
    result = finding(lambda _: answer)
    assert result.need is Need.REPAIR
    assert type(answer).__name__ in result.explanation.nl


def test_one_rule_does_not_stop_the_next() -> None:
    rules = [
        PackRule(Rule("gm0001.a", Text("a"), SOURCE, raising(SystemExit(1))), "p"),
        PackRule(Rule("gm0001.b", Text("b"), SOURCE, lambda _: complies("goed")), "p"),
    ]
    outcomes = check(rules, make_facts(), ON)
    assert [o.finding and o.finding.verdict for o in outcomes] == [Verdict.UNDETERMINED, Verdict.COMPLIES]


@pytest.mark.parametrize(
    ("first", "last", "in_force"),
    [
        (None, None, True),
        (ON, ON, True),
        (date(2026, 7, 3), None, False),
        (None, date(2026, 7, 1), False),
    ],
)
def test_out_of_force_does_not_apply_and_names_the_dates(
    first: date | None,
    last: date | None,
    in_force: bool,  # noqa: FBT001 - a table
) -> None:
    called = []
    source = replace(SOURCE, valid_from=first, valid_to=last)
    result = run(lambda _: called.append(1) or complies("goed"), source)
    assert isinstance(result, Finding) == in_force
    assert bool(called) == in_force
    if isinstance(result, NotApplicable):
        assert (first or last).isoformat() in result.reason.nl  # type: ignore[union-attr]
        assert ON.isoformat() in result.reason.nl


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.OWN_ASSUMPTION])
@pytest.mark.parametrize("given", [complies("goed"), violates("fout")])
def test_a_source_that_may_not_judge_caps_the_verdict(standing: Standing, given: Finding) -> None:
    result = finding(lambda _: given, replace(SOURCE, standing=standing))
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
    assert standing.value in result.explanation.nl
    assert given.explanation.nl in result.explanation.nl


def test_an_unconfirmed_limit_caps_the_verdict() -> None:
    for given in (
        complies("goed", None, Limit(1.0, "m", "hier")),
        violates("fout", None, Limit(1.0, "m", "hier")),
    ):
        result = finding(lambda _, g=given: g)
        assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
        assert "niemand" in result.explanation.nl


@pytest.mark.parametrize(
    ("margin", "uncertainty", "verdict"),
    [
        (0.05, 0.05, Verdict.UNDETERMINED),
        (-0.04, 0.05, Verdict.UNDETERMINED),
        (0.06, 0.05, Verdict.COMPLIES),
        (0.0, 0.0, Verdict.COMPLIES),
        (None, 0.05, Verdict.COMPLIES),
    ],
)
def test_a_margin_within_the_uncertainty_is_never_green(
    margin: float | None, uncertainty: float, verdict: Verdict
) -> None:
    given = replace(complies("goed"), margin=margin, uncertainty=uncertainty)
    assert finding(lambda _: given).verdict is verdict


PLAN_LIMIT = Limit(12.0, "m", "artikel 4.2", "ingevoerd")


def with_plan(**changes: Any) -> Facts:
    plan = LegalSource("Plan", "tekst", "https://example.org", "artikel 4", Standing.LOCAL_PLAN)
    return make_facts(plan_limits=PlanLimits(replace(plan, **changes), max_building_height=PLAN_LIMIT))


def test_an_entered_plan_out_of_force_does_not_apply() -> None:
    result = run(lambda _: complies("goed", None, PLAN_LIMIT), facts=with_plan(valid_to=date(2025, 1, 1)))
    assert isinstance(result, NotApplicable)
    assert "2025-01-01" in result.reason.nl
    in_force = with_plan(valid_from=date(2025, 1, 1))
    assert finding(lambda _: complies("goed", None, PLAN_LIMIT), facts=in_force).verdict is Verdict.COMPLIES


def test_a_source_that_a_finding_names_itself_is_held_to_its_dates_and_standing() -> None:
    ended = replace(SOURCE, title="Oud plan", valid_to=date(2025, 1, 1))
    result = run(lambda _: replace(complies("goed"), source=ended))
    assert isinstance(result, NotApplicable)
    assert "Oud plan" in result.reason.nl
    draft = replace(SOURCE, standing=Standing.DRAFT)
    assert finding(lambda _: replace(violates("fout"), source=draft)).need is Need.JUDGEMENT
    # Nor can a finding lift a rule that may not judge.
    lifted = replace(complies("goed"), source=replace(SOURCE, standing=Standing.LAW))
    assert finding(lambda _: lifted, draft).need is Need.JUDGEMENT


def test_an_entered_draft_plan_carries_no_verdict() -> None:
    draft = with_plan(standing=Standing.DRAFT)
    assert finding(lambda _: violates("hoog", None, PLAN_LIMIT), facts=draft).need is Need.JUDGEMENT
    own = Limit(1.0, "1", "noot 8", "brief")
    assert finding(lambda _: complies("goed", None, own), facts=draft).verdict is Verdict.COMPLIES


def test_an_article_of_the_same_name_is_not_the_entered_plan() -> None:
    # The plan has ended; a rule of another text that happens to have an article 4.2 still stands.
    other = Limit(9.0, "m", "artikel 4.2", "Bbl")
    ended = with_plan(valid_to=date(2025, 1, 1))
    assert finding(lambda _: violates("hoog", None, other), facts=ended).verdict is Verdict.VIOLATES


def test_a_finding_cannot_borrow_the_standing_of_a_law() -> None:
    law = replace(SOURCE, title="Wet", standing=Standing.LAW)
    policy = replace(SOURCE, standing=Standing.POLICY_RULE)
    assert finding(lambda _: replace(complies("goed"), source=law), policy).need is Need.REPAIR
    # That of the entered plan it can: the limit is of that plan.
    facts = with_plan()
    plan = facts.case.plan_limits
    assert plan is not None
    of_plan = replace(complies("goed", None, PLAN_LIMIT), source=plan.source)
    assert finding(lambda _: of_plan, policy, facts=facts).verdict is Verdict.COMPLIES
