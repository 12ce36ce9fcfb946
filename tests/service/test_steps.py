"""The five steps of a case: what is missing, what it costs, and that nothing waits for the step before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.domain.rule import Verdict
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.step import Gap, Step, StepKey, StepState
from optopcheck.domain.text import Text
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

    from tests.service.small_case import Checked


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("stappen")
    pack = small_case.pack(folder / "pakket")
    return small_case.checked(small_case.case(folder), [str(pack)])


def steps(checked: Checked, **changes: object) -> dict[StepKey, Step]:
    given: dict[str, object] = {"scenario": Scenario(), "assessment": checked.assessment} | changes
    found = service.case_steps(checked.opened, checked.rules, **given)  # type: ignore[arg-type]
    assert [step.key for step in found] == list(StepKey)
    return {step.key: step for step in found}


def places(step: Step) -> list[str]:
    return [gap.place for gap in step.gaps]


def test_a_bare_model_tells_what_is_missing_and_what_it_costs(tmp_path: Path) -> None:
    full = small_case.case(tmp_path)
    rules = service.load_rules(small_case.ON, [str(small_case.pack(tmp_path / "pakket"))])
    opened = service.open_case(service.CaseInput(full.model), rules=rules)

    found = {s.key: s for s in service.case_steps(opened, rules, Scenario())}

    place = found[StepKey.PLACE]
    assert place.state is StepState.MISSING
    assert places(place) == ["municipality", "peil", "level", "neighbours"]
    assert place.gaps[1].cost.nl == "zonder bevestigd peil is elke hoogte ±0,50 m onzeker"
    assert place.said.nl == "ontbreekt: gemeente +3"
    assert place.place == "municipality"
    assert places(found[StepKey.RULES]) == ["plan", "paper"]
    assert found[StepKey.RESULT].state is StepState.WAITING
    assert found[StepKey.RESULT].verdict is None
    # Nothing waits for the place: the design is filled in already.
    assert found[StepKey.DESIGN].state is StepState.READY
    assert found[StepKey.DESIGN].said.nl == "+1 bouwlaag van 3,00 m"


def test_what_was_filled_in_is_missing_no_longer(checked: Checked) -> None:
    found = steps(checked)

    assert places(found[StepKey.PLACE]) == ["level", "neighbours"]
    assert set(places(found[StepKey.RULES])) <= {service.steps.FINDINGS}
    assert found[StepKey.RESULT].verdict is checked.assessment.overall.verdict


def test_an_assessment_of_another_scenario_gives_no_verdict(checked: Checked) -> None:
    other = replace(Scenario(), storey_height=2.7)

    found = steps(checked, scenario=other)[StepKey.RESULT]

    assert (found.state, found.verdict) == (StepState.WAITING, None)


def test_an_assessment_of_another_reading_of_the_case_gives_no_verdict(checked: Checked) -> None:
    again = replace(checked.opened, case=replace(checked.opened.case))

    found = service.case_steps(again, checked.rules, Scenario(), checked.assessment)

    assert found[-1].verdict is None


def test_no_storey_is_nothing_to_check(checked: Checked) -> None:
    none = replace(Scenario(), storeys_added=0)

    found = steps(checked, scenario=none)[StepKey.DESIGN]

    assert found.state is StepState.MISSING
    assert found.said.nl == "geen laag"


def test_a_design_that_does_not_fit_says_why(checked: Checked) -> None:
    facts = checked.assessment.facts
    deep = replace(Scenario(), setback=type(facts.scenario.setback).all_round(20.0))
    judged = service.assess(checked.opened, deep, small_case.ON, rules=checked.rules)

    (gap,) = steps(checked, scenario=deep, assessment=judged)[StepKey.DESIGN].gaps

    assert "terugligging laat" in gap.cost.nl


def test_storeys_that_differ_from_what_was_declared_are_told(checked: Checked) -> None:
    facts = checked.assessment.facts
    two = replace(Scenario(), storeys_added=2)
    judged = replace(checked.assessment, facts=replace(facts, scenario=two))

    (gap,) = steps(checked, scenario=two, assessment=judged)[StepKey.DESIGN].gaps

    assert gap.cost.nl == "opgegeven 2, in het ontwerp gemeten 1: wat klopt?"


def test_a_pack_that_failed_comes_first(checked: Checked) -> None:
    plugin = replace(checked.rules.plugins[0], error=Text("kapot", "broken"))
    rules = replace(checked.rules, plugins=(plugin,))

    found = {s.key: s for s in service.case_steps(checked.opened, rules, Scenario(), checked.assessment)}

    assert found[StepKey.RULES].gaps[0].place == service.steps.PACKS
    assert "kan niet groen zijn" in found[StepKey.RULES].gaps[0].cost.nl


def test_a_step_that_lacks_something_is_never_filled_in() -> None:
    gap = Gap(Text("peil"), Text("zonder peil"), "peil")

    with pytest.raises(ValueError, match="peil"):
        Step(StepKey.PLACE, StepState.READY, Text("x"), "peil", (gap,))
    with pytest.raises(ValueError, match="holds"):
        Step(StepKey.RESULT, StepState.WAITING, Text("x"), "findings", (), Verdict.COMPLIES)
