"""A variant written into a model and given back as the designer's own: the same measures and findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.rule import Need
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.sunlight import SunStudy
from tests.service.written import DAY, SCENARIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.facts import Facts

OWN = Scenario(own_design=True)
MINUTES = 1.0
"""Sun of the same point may differ by so much [min]."""


@pytest.mark.models
@pytest.mark.parametrize("name", ["bimwhale_tall", "duplex_a", "demo2_vox"])
def test_given_back_by_a_real_model(name: str, model: Callable[[str], Path], tmp_path: Path) -> None:
    inputs = service.CaseInput(model(name), plan_datum=service.DatumInput(0.0))
    compared, points = check(inputs, tmp_path)
    assert compared >= 11
    assert points == 0


def test_given_back_by_the_sample_case(tmp_path: Path) -> None:
    compared, points = check(service.sample_case(), tmp_path, raised=True)
    assert compared >= 11
    assert points > 200


def check(inputs: service.CaseInput, folder: Path, *, raised: bool = False) -> tuple[int, int]:
    """Hold the two against each other; return how many numbers and how many points were compared."""
    rules, written = service.load_rules(DAY), folder / "nieuw.ifc"
    opened = service.open_case(inputs, rules=rules)
    drawn = service.assess(opened, SCENARIO, DAY, rules=rules)
    service.write_ifc(drawn, inputs, written)

    again = service.open_case(replace(inputs, proposal=written), rules=rules)
    read = service.assess(again, OWN, DAY, rules=rules)

    own = again.case.proposal
    assert own is not None
    assert own.changes.same == len([e for e in opened.case.building.elements if not e.mesh.is_empty])
    building = drawn.facts.proposed.building
    assert building is not None
    assert set(own.changes.added) == {e.global_id for e in building.elements if e.added}
    assert own.changes.removed == own.changes.changed == own.changes.unmatched == ()
    same_findings(drawn, read)
    return same_numbers(drawn.facts, read.facts), same_sun(drawn.facts, read.facts, raised=raised)


def same_numbers(drawn: Facts, read: Facts) -> int:
    compared = 0
    for quantity, value in drawn.proposed.measured.items():
        other = read.proposed.measured.get(quantity)
        if isinstance(value, Measurement):
            assert isinstance(other, Measurement), f"{quantity.key}: {other.reason}"
            assert other.value == pytest.approx(value.value, abs=max(value.tolerance, 1e-6)), quantity
            compared += 1
    one, other_count = drawn.storeys_added, read.storeys_added
    assert isinstance(one, Measurement)
    assert isinstance(other_count, Measurement)
    assert one.value == other_count.value
    return compared


def same_findings(drawn: Assessment, read: Assessment) -> None:
    for one, other in zip(drawn.outcomes, read.outcomes, strict=True):
        assert one.rule.id == other.rule.id
        if one.finding is not None and one.finding.need is Need.INPUT:
            # The model has rooms and windows of which a drawn storey only assumes where they are.
            assert other.finding is not None
            continue
        told = [o.finding and (o.finding.verdict, o.finding.need) for o in (one, other)]
        assert told[0] == told[1], one.rule.id


def same_sun(drawn: Facts, read: Facts, *, raised: bool) -> int:
    """Count the points with the same sun; plant that the drawn design raises casts another shadow."""
    compared = 0
    for norm, study in drawn.proposed.sun.items():
        other = read.proposed.sun.get(norm)
        if not (isinstance(study, SunStudy) and isinstance(other, SunStudy)):
            assert type(study) is type(other)
            continue
        for row, point in enumerate(study.points):
            there = other.index(point.id)
            if there is None:
                continue
            apart = abs(study.minutes[row] - other.minutes[there]).max()
            assert apart <= MINUTES or raised, f"{norm} {point.id}: {apart}"
            compared += apart <= MINUTES
    return compared
