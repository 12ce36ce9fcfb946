"""Whether the whole roof is flat: yes, no, or somebody must look."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optopcheck.domain.building import Building, Element
from optopcheck.domain.measurement import Measurement, Measurements, Reading, Unmeasured
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.measure import flat_roof, measure_building
from tests.blocks import PEIL, PROFILE, flat, levels, rectangle, storeys_on, turned


def measured(building: Building) -> Measurements:
    return measure_building(building, plan_datum=PEIL, profile=PROFILE).measurements


def gable(x: float, width: float, eaves: float, ridge: float, depth: float = 10.0) -> Element:
    low, high, middle = x, x + width, depth / 2
    corners = np.array(
        [
            [low, 0, eaves], [high, 0, eaves], [high, depth, eaves], [low, depth, eaves],
            [low, middle, ridge], [high, middle, ridge],
        ]
    )  # fmt: skip
    faces = [[0, 1, 5], [0, 5, 4], [2, 3, 4], [2, 4, 5], [1, 2, 5], [3, 0, 4], [0, 2, 1], [0, 3, 2]]
    return Element(f"kap {x}", "IfcRoof", "kap", Mesh(corners, np.array(faces)))


def partly_pitched(pitched: float) -> Building:
    """A block of 20 by 10 m of which a stretch is one storey higher under a gable."""
    ring = np.array([[20 - pitched, 0], [20, 0], [20, 10], [20 - pitched, 10]])
    wing = Region.from_ring(ring)
    walls = wing.without(wing.grown(-0.3))
    roofless = storeys_on(rectangle(20, 10), [0.0, 2.8], 5.6)
    low = Element("laag", "IfcWall", "borstwering", walls.extruded(5.6, 6.2))
    return Building("deels", (*roofless, low, gable(20 - pitched, pitched, 6.0, 9.0)), levels(0.0, 2.8, 5.6))


@pytest.mark.parametrize("turn", [0.0, 27.0])
def test_a_block_is_flat_and_a_house_under_a_gable_is_not(turn: float) -> None:
    house = Building(
        "huis",
        (*storeys_on(rectangle(12, 10), [0.0, 2.8], 5.6)[:-1], gable(0, 12, 5.4, 9.4)),
        levels(0.0, 2.8),
    )

    assert flat_roof(measured(turned(flat(), turn))) is True
    assert flat_roof(measured(turned(house, turn))) is False


def test_a_small_pitched_part_asks_for_a_judgement_and_a_large_one_does_not() -> None:
    small, large = (flat_roof(measured(partly_pitched(metres))) for metres in (3.0, 11.0))

    assert isinstance(small, Unmeasured)
    assert small.need is Need.JUDGEMENT
    assert "15%" in small.reason.nl
    assert large is False


ALL = measured(flat())


@pytest.mark.parametrize("key", ["roof_pitch", "flat_roof_area"])
def test_what_could_not_be_measured_is_passed_on(key: str) -> None:
    broken = Unmeasured(Text("kapot", "broken"), Need.REPAIR)

    assert flat_roof(replace(ALL, **{key: broken})) == broken


def test_another_reading_of_the_roof_asks_for_a_judgement() -> None:
    area = ALL.flat_roof_area
    assert isinstance(area, Measurement)
    other = replace(ALL, flat_roof_area=replace(area, readings=(Reading(Text("anders"), 1.0),)))
    found = flat_roof(other)

    assert isinstance(found, Unmeasured)
    assert found.need is Need.JUDGEMENT
