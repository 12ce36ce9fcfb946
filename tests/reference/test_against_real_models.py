"""Real buildings against figures that were measured independently; see the traps that each one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.scenario import PitchedRoof, Scenario
from optopcheck.ifc import read_model
from optopcheck.measure import MeasuredBuilding, measure_building
from optopcheck.optop import OptopRefusedError, add_storeys
from optopcheck.rules import load_rules
from tests.blocks import PEIL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.ifc import ReadModel

HEIGHT = 0.01
"""[m]"""
AREA = 0.01
"""Of the value."""

# Height above the zero of the model, bouwlagen, footprint: from the index of the models.
SOUND = {
    "bimwhale_tall": (16.4, 4, 67.3),
    "demo2_vox": (10.5, 3, None),
    "duplex_a": (6.63, 2, 156.6),
    "fzk_ac20": (6.32, 2, 120.0),
}


def measured(read: ReadModel) -> MeasuredBuilding:
    return measure_building(read.building, plan_datum=PEIL, profile=load_rules().profile(None))


def value(found: MeasuredBuilding, quantity: Quantity) -> float:
    measurement = found.measurements.get(quantity)
    assert isinstance(measurement, Measurement), measurement
    return measurement.value


@pytest.mark.models
@pytest.mark.parametrize("name", SOUND)
def test_height_storeys_and_footprint(name: str, model: Callable[[str], Path]) -> None:
    height, storeys, footprint = SOUND[name]
    found = measured(read_model(model(name)))
    assert value(found, Quantity.BUILDING_HEIGHT) == pytest.approx(height, abs=HEIGHT)
    assert value(found, Quantity.STOREY_COUNT) == storeys
    if footprint is not None:
        assert value(found, Quantity.FOOTPRINT_AREA) == pytest.approx(footprint, rel=AREA)
    if name == "demo2_vox":
        # The plaza of 860 m2 is not the footprint; the roof deck is what lies behind its edge.
        assert 190 < value(found, Quantity.FOOTPRINT_AREA) < 210
        assert 190 < value(found, Quantity.FLAT_ROOF_AREA) < 210
    if name == "fzk_ac20":
        assert isinstance(found.measurements.flat_roof_area, Unmeasured)


@pytest.mark.models
def test_pitched_roof_is_refused_and_can_be_replaced(model: Callable[[str], Path]) -> None:
    read = read_model(model("fzk_ac20"))
    with pytest.raises(OptopRefusedError, match="schuin"):
        add_storeys(read.building, Scenario(), read.site)
    replaced = add_storeys(read.building, Scenario(pitched_roof=PitchedRoof.REPLACE), read.site)
    found = measure_building(replaced, plan_datum=PEIL, profile=load_rules().profile(None))
    assert value(found, Quantity.STOREY_COUNT) == 3


@pytest.mark.long
@pytest.mark.models
def test_schependomlaan_without_its_outer_skin(model: Callable[[str], Path]) -> None:
    """The lift head ends at 12.80; it is the front gables that reach 13.08."""
    read = read_model(model("schependomlaan_ROOT_merged"))
    found = measured(read)
    assert value(found, Quantity.BUILDING_HEIGHT) == pytest.approx(13.08, abs=HEIGHT)
    assert value(found, Quantity.STOREY_COUNT) == 4
    # The plates of the deck are 137 m2; with the steel edge around them about 160.
    assert 130 < value(found, Quantity.FLAT_ROOF_AREA) < 165
    assert isinstance(found.measurements.planning_volume, Unmeasured)
    raised = add_storeys(read.building, Scenario(), read.site)
    added = next(s for s in raised.storeys if s.name.startswith("optoplaag"))
    assert added.elevation == pytest.approx(11.84, abs=HEIGHT)


@pytest.mark.long
@pytest.mark.models
def test_hhs_is_open_but_counted(model: Callable[[str], Path]) -> None:
    found = measured(read_model(model("hhs_construction")))
    assert value(found, Quantity.BUILDING_HEIGHT) == pytest.approx(10.9, abs=HEIGHT)
    assert value(found, Quantity.STOREY_COUNT) == 3
    assert isinstance(found.measurements.gross_volume, Unmeasured)
