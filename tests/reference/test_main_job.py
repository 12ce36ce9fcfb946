"""The main job on the sample case, whole: from the files to the overall verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.domain.case import StructuralStatement
from optopcheck.domain.rule import Finding, Need, NotApplicable, Verdict
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.sunlight import SunStudy
from optopcheck.rules import RuleSet, check

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.case import Case

ZOETERMEER = "gm0637.one-extra-storey"


@pytest.fixture(scope="module")
def one_storey() -> Assessment:
    return service.assess(service.open_case(service.sample_case()), Scenario(), service.SAMPLE_DAY)


@pytest.fixture(scope="module")
def two_storeys() -> Assessment:
    return service.assess(
        service.open_case(replace(service.sample_case(), neighbours=None)),
        Scenario(storeys_added=2),
        service.SAMPLE_DAY,
    )


def again(assessment: Assessment, case: Case, scenario: Scenario | None = None) -> Assessment:
    """Run the rules anew on the facts of another case; nothing is measured again."""
    facts = replace(assessment.facts, case=case, scenario=scenario or assessment.facts.scenario)
    outcomes = check(service.load_rules(), facts, service.SAMPLE_DAY)
    return replace(assessment, facts=facts, outcomes=outcomes)


def found(assessment: Assessment, rule: str) -> Finding | NotApplicable:
    return next(o.result for o in assessment.outcomes if o.rule.id == rule)


def finding(assessment: Assessment, rule: str) -> Finding:
    result = found(assessment, rule)
    assert isinstance(result, Finding), result
    return result


def with_statement(assessment: Assessment, bears: int | None) -> Assessment:
    case = assessment.facts.case
    statement = (
        None
        if bears is None
        else StructuralStatement(bears, "ir. V. Beeld", "constructeur", "0" * 64, "v.pdf")
    )
    return again(assessment, replace(case, structural_statement=statement))


def test_policy_is_met_but_not_the_old_plan(one_storey: Assessment) -> None:
    assert finding(one_storey, ZOETERMEER).verdict is Verdict.COMPLIES
    assert finding(one_storey, "nl.pln-building-height").verdict is Verdict.VIOLATES
    assert finding(one_storey, "nl.pln-storeys").verdict is Verdict.VIOLATES
    assert one_storey.overall.verdict is Verdict.VIOLATES


@pytest.mark.parametrize(
    ("bears", "verdict", "need"),
    [
        (1, Verdict.COMPLIES, None),
        (None, Verdict.UNDETERMINED, Need.INPUT),
        (0, Verdict.VIOLATES, None),
    ],
)
def test_structural_statement_decides(
    one_storey: Assessment, bears: int | None, verdict: Verdict, need: Need | None
) -> None:
    result = finding(with_statement(one_storey, bears), ZOETERMEER)
    assert (result.verdict, result.need) == (verdict, need)


def test_two_storeys_are_for_a_human(two_storeys: Assessment) -> None:
    result = finding(two_storeys, ZOETERMEER)
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)


def test_declared_and_measured_storeys_that_differ_need_repair(one_storey: Assessment) -> None:
    result = finding(again(one_storey, one_storey.facts.case, Scenario(storeys_added=2)), ZOETERMEER)
    assert (result.verdict, result.need) == (Verdict.UNDETERMINED, Need.REPAIR)


@pytest.mark.parametrize("code", ["GM0344", None])
def test_elsewhere_nothing_is_green(one_storey: Assessment, code: str | None) -> None:
    case = one_storey.facts.case
    site = replace(case.site, municipality=code)
    other = again(one_storey, replace(case, site=site, plan_limits=None))
    assert isinstance(found(other, ZOETERMEER), NotApplicable)
    assert other.overall.verdict is Verdict.UNDETERMINED


def test_without_any_pack_nothing_is_green(one_storey: Assessment) -> None:
    bare = replace(one_storey, outcomes=check(RuleSet(), one_storey.facts, service.SAMPLE_DAY))
    assert bare.overall.verdict is Verdict.UNDETERMINED


def test_the_decrease_of_sun_is_known_for_the_row_behind(one_storey: Assessment) -> None:
    before = one_storey.facts.existing.sun["tno-light"]
    after = one_storey.facts.proposed.sun["tno-light"]
    permitted = one_storey.facts.permitted.sun["tno-light"]
    assert isinstance(before, SunStudy)
    assert isinstance(after, SunStudy)
    assert isinstance(permitted, SunStudy)
    rows = {p.id: k for k, p in enumerate(after.points)}
    losses = 0
    for k, point in enumerate(before.points):
        change = after.minutes[rows[point.id]] - before.minutes[k]
        # An added volume takes sun or nothing.
        assert (change <= 0).all(), point.id
        losses += int((change < 0).any())
    assert losses > 10
    text = finding(one_storey, "nl.tno-light").explanation.nl
    assert "afname" in text
    assert "geen wettelijke norm" in text


@pytest.mark.long
def test_an_earlier_assessment_changes_no_result(tmp_path: Path) -> None:
    opened = service.open_case(service.sample_case())
    first = service.assess(opened, Scenario(), service.SAMPLE_DAY)
    changed = Scenario(setback=Setback.all_round(1.5))
    fresh = service.assess(opened, changed, service.SAMPLE_DAY)
    reused = service.assess(opened, changed, service.SAMPLE_DAY, earlier=first)
    assert reused.facts.existing is first.facts.existing
    for name, assessment in (("reused", reused), ("fresh", fresh)):
        service.write_json(assessment, tmp_path / name)
    assert (tmp_path / "reused").read_bytes() == (tmp_path / "fresh").read_bytes()
