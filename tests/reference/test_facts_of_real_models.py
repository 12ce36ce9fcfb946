"""Facts for rules on real buildings: a value or a reason, and none stands on what was not measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.scenario import PitchedRoof, Scenario, Setback
from optopcheck.rules import load_rules
from optopcheck.rules.catalogue import FACTS
from optopcheck.rules.language.values import Items, Number, Unknown
from optopcheck.service import CaseInput, DatumInput, gather_facts, open_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.domain.facts import Facts

YEAR = 2026
BACK = 1.5
SCENARIOS = {
    "flush": Scenario(pitched_roof=PitchedRoof.REPLACE),
    "back": Scenario(2, setback=Setback.all_round(BACK), pitched_roof=PitchedRoof.REPLACE),
    "refused": Scenario(setback=Setback.all_round(40.0)),
}
ADDED = ("addition_area", "addition_roof_share", "envelope_angle", "setback_front", "setback_side")
# Flat or not, as the models are drawn.
MODELS = {
    "bimwhale_tall": True,
    "demo2_vox": True,
    "duplex_a": True,
    "smartaec_basic": True,
    "fzk_ac20": False,
    "openhouse_ifc4": False,
    "jesse1": None,
}


NORTHLESS = ("duplex_a",)
"""It does not tell where north is, so no façade is the front."""
SLOW = ("jesse1",)
MEASURED = ("bimwhale_tall", "demo2_vox", "duplex_a")
"""Of these everything that is drawn comes back; the others lack a storey, a roof or a slab."""


@pytest.fixture(
    scope="module", params=[pytest.param(m, marks=[pytest.mark.long] * (m in SLOW)) for m in MODELS]
)
def made(request: pytest.FixtureRequest, model: Callable[[str], Path]) -> tuple[str, dict[str, Facts]]:
    """Open a model once and gather its facts under each scenario, without sun."""
    loaded = load_rules()
    rules = replace(loaded, rules=tuple(r for r in loaded.rules if not r.rule.norms))
    front = ("existing.front_side", EnteredFact("north", "proef"))
    inputs = CaseInput(model(request.param), plan_datum=DatumInput(0.0), facts=(front,))
    opened = open_case(inputs, rules=rules)
    return request.param, {
        name: gather_facts(opened.case, scenario, rules, YEAR, existing=opened.measured_existing)
        for name, scenario in SCENARIOS.items()
    }


@pytest.mark.models
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_fact_is_a_value_or_a_reason(made: tuple[str, dict[str, Facts]], scenario: str) -> None:
    facts = made[1][scenario]
    for name, fact in FACTS.items():
        value = fact.read(facts)
        assert isinstance(value, Number | Unknown | Items | bool | str), name
        if isinstance(value, Unknown):
            assert all(reason.text.nl and reason.text.en for reason in value.reasons), name


@pytest.mark.models
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_fact_of_the_extension_stands_on_what_was_not_measured(
    made: tuple[str, dict[str, Facts]], scenario: str
) -> None:
    facts = made[1][scenario]
    known = {name for name in ADDED if isinstance(FACTS[f"proposed.{name}"].read(facts), Number)}
    before, after = facts.existing.measured, facts.proposed.measured

    if isinstance(before.flat_roof_area, Unmeasured) or isinstance(after.storey_count, Unmeasured):
        assert not known
    if isinstance(after.setback, Unmeasured):
        assert not known & {"envelope_angle", "setback_front", "setback_side"}
    if isinstance(before.eaves_height, Unmeasured):
        assert "envelope_angle" not in known
    if isinstance(before.roof_pitch, Unmeasured):
        assert isinstance(FACTS["existing.has_flat_roof"].read(facts), Unknown)
    if scenario == "refused":
        assert not known
    elif made[0] in MEASURED:
        sides = {"setback_front", "setback_side"} if made[0] in NORTHLESS else set()
        assert known == set(ADDED) - sides


@pytest.mark.models
def test_a_flat_roof_is_told_from_a_pitched_one(made: tuple[str, dict[str, Facts]]) -> None:
    name, facts = made
    found = FACTS["existing.has_flat_roof"].read(facts["flush"])

    if MODELS[name] is None:
        assert isinstance(found, bool | Unknown)
    else:
        assert found is MODELS[name]


def number(name: str, facts: Facts) -> Number:
    value = FACTS[name].read(facts)
    assert isinstance(value, Number), value
    return value


@pytest.mark.models
def test_what_was_drawn_is_measured_back(made: tuple[str, dict[str, Facts]]) -> None:
    name, facts = made
    if name not in MEASURED:
        pytest.skip("this model lacks a storey, a roof or a slab")
    flush, back = facts["flush"], facts["back"]
    roof = flush.existing.measured.flat_roof_area
    height = 2 * SCENARIOS["back"].storey_height

    assert isinstance(roof, Measurement)
    assert float(number("proposed.addition_area", flush).base.value) == pytest.approx(roof.value, rel=0.001)
    assert float(number("proposed.addition_roof_share", flush).base.value) == pytest.approx(1.0, abs=0.001)
    assert float(number("proposed.envelope_angle", flush).base.value) == pytest.approx(90.0, abs=0.1)
    # From the roof itself it would be this steep; from the top of its parapet it is less.
    assert (
        60.0
        < number("proposed.envelope_angle", back).base.value
        <= np.degrees(np.arctan(height / BACK)) + 0.01
    )
    assert back.proposed.addition is not None
    assert not isinstance(back.proposed.addition.setbacks, Unmeasured)
    for size in back.proposed.addition.setbacks.values():
        assert size.value == pytest.approx(BACK, abs=size.doubt)
