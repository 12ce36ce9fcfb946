from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.api.testing import make_situation
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.scenario import Scenario
from optopcheck.service.structure import model_weight, structure_screening
from optopcheck.structure import ScreeningOutcome, Weight
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts


def built_in_1975(facts: Facts) -> Facts:
    entered = {"existing.construction_year": EnteredFact(1975.0, "BAG")}
    return replace(facts, case=replace(facts.case, entered=entered))


def test_the_sample_case_weighs_what_a_flat_weighs() -> None:
    inputs = service.sample_case()
    opened = service.open_case(inputs)
    found = model_weight(inputs, opened.case, opened.measured_existing.measured.gross_floor_area)

    # Concrete floors, brick and sand-lime walls: some 1000 kg on each square metre.
    assert found.low < 10.5 < found.high
    assert found.low == pytest.approx(10.5 * 0.85, rel=0.02)
    assert "uit de lichamen en materialen van het model" in found.origin.nl


def test_nothing_of_it_reaches_the_verdict() -> None:
    assessment = made.many_sided()
    heavy = replace(
        assessment.facts,
        scenario=Scenario(construction="beton"),
        existing=make_situation(gross_floor_area=100.0, storey_count=1.0),
        proposed=make_situation(gross_floor_area=200.0, storey_count=2.0),
    )
    screening = structure_screening(built_in_1975(heavy))
    assert screening.outcome is ScreeningOutcome.DISCOURAGED
    before = assessment.overall

    assert replace(assessment, facts=heavy).overall == before


def test_year_and_weight_come_from_who_asks() -> None:
    facts = replace(
        made.facts(),
        scenario=Scenario(construction="staal"),
        existing=make_situation(gross_floor_area=1000.0, storey_count=5.0),
        proposed=make_situation(gross_floor_area=1200.0, storey_count=6.0),
    )
    weight = Weight(14.0, 14.7, made.LETTER.note or made.Text("gewogen"))
    known = structure_screening(built_in_1975(facts), weight=weight)
    unknown = structure_screening(facts)

    assert known.outcome is ScreeningOutcome.PROMISING
    assert unknown.outcome is ScreeningOutcome.STUDY
