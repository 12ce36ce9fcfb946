"""The sun after adding is told from the sun before: the same numbers, for a fraction of the rays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.domain.case import Case
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import gather_facts, sunlight
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

RULES = RuleSet((), (PackRule(made.rule("one", profile=made.PROFILE, norms=(made.NORM,)), "proef"),))
SITE = made.place(plan_datum=Datum(0.0, Text("peil"), Origin.ENTERED), municipality="GM0637")


def proposed(facts: Facts) -> SunStudy:
    study = facts.proposed.sun[made.NORM.id]
    assert isinstance(study, SunStudy)
    return study


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made_by: list[str] = []

    def kept(name: str) -> None:
        real = getattr(sunlight, name)

        def called(*args: Any) -> SunStudy:
            made_by.append(name)
            study: SunStudy = real(*args)
            return study

        monkeypatch.setattr(sunlight, name, called)

    kept("study_sun")
    kept("study_added")
    return made_by


def test_only_what_the_storey_can_change_is_counted_and_nothing_differs(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(made.flat(), SITE, neighbours=(made.neighbour(),))
    short = gather_facts(case, Scenario(), RULES, 2026)
    assert calls == ["study_sun", "study_added"]

    real = sunlight.SunTask.study
    monkeypatch.setattr(sunlight.SunTask, "study", lambda task, *args: real(task, *args[:4]))
    whole = gather_facts(case, Scenario(), RULES, 2026)
    assert calls[2:] == ["study_sun", "study_sun"]
    one, other = proposed(short), proposed(whole)
    assert [p.id for p in one.points] == [p.id for p in other.points]
    for name in ("minutes", "tolerance", "reachable", "samples"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    assert one.intervals is not None
    assert other.intervals is not None
    np.testing.assert_array_equal(one.intervals.start, other.intervals.start)
    np.testing.assert_array_equal(one.intervals.end, other.intervals.end)


def test_parts_that_move_with_the_roof_are_followed(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant = replace(made.flat().elements[0], global_id="plant", kind="IfcUnitaryEquipment")
    top = plant.mesh.bounds[1, 2]
    plant = replace(plant, mesh=made.box((4, 3, float(top)), (5, 4, float(top) + 1.0)))
    building = replace(made.flat(), elements=(*made.flat().elements, plant))
    case = Case(building, SITE, neighbours=(made.neighbour(),))
    short = gather_facts(case, Scenario(), RULES, 2026)
    assert calls == ["study_sun", "study_added"]
    moved = short.proposed.building
    assert moved is not None
    raised = next(e for e in moved.elements if e.global_id == "plant")
    assert raised.mesh.bounds[0, 2] == pytest.approx(top + 3.0)
    real = sunlight.SunTask.study
    monkeypatch.setattr(sunlight.SunTask, "study", lambda task, *args: real(task, *args[:4]))
    one, other = proposed(short), proposed(gather_facts(case, Scenario(), RULES, 2026))
    for name in ("minutes", "tolerance", "reachable", "samples"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


def test_a_second_variant_keeps_what_was_known(calls: list[str]) -> None:
    case = Case(made.flat(), SITE, neighbours=(made.neighbour(),))
    first = gather_facts(case, Scenario(), RULES, 2026)
    second = gather_facts(case, Scenario(storeys_added=2), RULES, 2026, earlier=first)
    assert calls == ["study_sun", "study_added", "study_added"]
    assert (proposed(second).minutes.sum(axis=1)[:2] <= proposed(first).minutes.sum(axis=1)[:2]).all()
