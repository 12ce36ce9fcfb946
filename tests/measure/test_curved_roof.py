"""A curved roof of facets: its pitch, and that it has no edges but its eaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text
from optopcheck.measure import measure_building
from tests.reference.solids.gentle import barrel, low_shed

if TYPE_CHECKING:
    from tests.reference.solids.truth import Solid


def measured(solid: Solid, quantity: Quantity) -> Measurement:
    datum = Datum(0.0, Text("peil"), Origin.ENTERED)
    found = measure_building(solid.building, plan_datum=datum, profile=solid.profile)
    measurement = found.measurements.get(quantity)
    assert isinstance(measurement, Measurement)
    return measurement


@pytest.mark.parametrize(("width", "rise", "facets"), [(20.0, 4.0, 24), (36.0, 7.0, 24), (12.0, 2.0, 15)])
def test_pitch_of_a_barrel_holds_the_tangent_at_its_spring_line(
    width: float, rise: float, facets: int
) -> None:
    pitch = measured(barrel(width, 30.0, 4.0, rise, facets), Quantity.ROOF_PITCH)
    radius = (width**2 / 4 + rise**2) / (2 * rise)
    tangent = float(np.degrees(np.arcsin(width / 2 / radius)))
    assert abs(pitch.value - tangent) <= pitch.uncertainty
    assert pitch.uncertainty < 6.0
    assert "gebogen" in pitch.method.nl
    assert pitch.readings[0].value < 8.0


@pytest.mark.parametrize(("rise", "facets"), [(1.2, 16), (2.0, 15), (2.0, 80)])
def test_a_barrel_has_no_eaves_but_at_its_spring_lines(rise: float, facets: int) -> None:
    eaves = measured(barrel(12.0, 20.0, 3.0, rise, facets), Quantity.EAVES_HEIGHT)
    assert [round(part.value, 2) for part in eaves.parts] == [3.0, 3.0]
    assert eaves.readings == ()


def test_high_edge_of_a_gentle_shed_roof_is_a_reading() -> None:
    shed = low_shed(5.0)
    eaves = measured(shed, Quantity.EAVES_HEIGHT)
    high = shed.truth[Quantity.RIDGE_HEIGHT]
    assert [round(r.value, 3) for r in eaves.readings] == [round(high, 3)]
