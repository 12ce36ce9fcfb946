"""The sample case: every quantity within its tolerance of the value by formula, and the tolerance small."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text
from optopcheck.ifc import ReadModel, read_model
from optopcheck.measure import MeasuredBuilding, measure_building
from optopcheck.optop import add_storeys
from optopcheck.rules import load_rules

FOLDER = Path(str(files("optopcheck.resources"))) / "cases" / "portiekflat"
HEIGHT_TOLERANCE = 0.02
RELATIVE_TOLERANCE = 0.01


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    values: dict[str, Any] = json.loads((FOLDER / "verwacht.json").read_text(encoding="utf-8"))
    return values


@pytest.fixture(scope="module")
def model() -> ReadModel:
    return read_model(FOLDER / "portiekflat.ifc")


@pytest.fixture(scope="module")
def situations(model: ReadModel, expected: dict[str, Any]) -> dict[str, MeasuredBuilding]:
    peil = Datum(expected["place"]["peil_nap"], Text("ingevoerd"), Origin.ENTERED)
    profile = load_rules().profile("GM0637")
    proposed = add_storeys(model.building, Scenario(), model.site)
    return {
        name: measure_building(building, plan_datum=peil, profile=profile)
        for name, building in (("existing", model.building), ("proposed", proposed))
    }


@pytest.mark.parametrize("situation", ["existing", "proposed"])
def test_every_quantity_holds_its_analytic_value(
    situation: str, expected: dict[str, Any], situations: dict[str, MeasuredBuilding]
) -> None:
    held = 0
    for quantity in Quantity:
        wanted = expected[situation].get(quantity.key)
        if wanted is None:
            continue
        measured = situations[situation].measurements.get(quantity)
        assert isinstance(measured, Measurement), (quantity, measured)
        # Counts are exact; a volume of thousands carries the last digits of its sum.
        assert abs(measured.value - wanted["value"]) <= measured.tolerance + 1e-9, quantity
        if quantity.unit == "m":
            assert measured.tolerance <= HEIGHT_TOLERANCE
        elif quantity.unit != "1":
            assert measured.tolerance <= RELATIVE_TOLERANCE * measured.value
        held += 1
    assert held >= 6


def test_height_without_the_stair_head_stands_beside_it(
    expected: dict[str, Any], situations: dict[str, MeasuredBuilding]
) -> None:
    height = situations["existing"].measurements.building_height
    assert isinstance(height, Measurement)
    wanted = expected["existing"]["building_height"]["readings"]["without_stair_head"]
    assert [reading.value for reading in height.readings] == [pytest.approx(wanted, abs=1e-6)]
    assert len(height.excluded) >= expected["counts"]["chimneys"]


def test_storeys_have_the_role_that_was_drawn(
    expected: dict[str, Any], situations: dict[str, MeasuredBuilding]
) -> None:
    roles = [(s.name, str(s.role)) for s in situations["existing"].storeys]
    assert roles == [(s["name"], s["role"]) for s in expected["storeys"]]


def test_place(expected: dict[str, Any], model: ReadModel) -> None:
    place = expected["place"]
    assert model.site.latitude == pytest.approx(place["latitude"], abs=2e-3)
    assert model.site.longitude == pytest.approx(place["longitude"], abs=2e-3)
    assert model.site.true_north == pytest.approx(place["true_north_from_grid_north"], abs=0.01)
    assert model.site.georeference.height_system == "NAP"


def test_window_sills_lie_where_they_were_drawn(expected: dict[str, Any], model: ReadModel) -> None:
    points = {p.id: p for p in model.building.observation_points}
    offset = (*model.site.georeference.offset, 0.0)
    # Storage windows in the plinth are windows too.
    assert len(points) == expected["counts"]["windows"]
    for window in expected["windows"]:
        point = points[window["global_id"]]
        assert point.position + offset == pytest.approx(window["sill_rd_nap"], abs=0.01)
        assert point.facing == pytest.approx(window["facing"], abs=1e-6)
        assert point.aperture is not None
        assert point.aperture.width == pytest.approx(window["width"], abs=0.01)
        assert point.aperture.height == pytest.approx(window["height"], abs=0.01)
        assert point.aperture.depth == pytest.approx(window["depth"], abs=0.02)
