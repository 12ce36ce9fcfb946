"""Pitched new roofs against closed forms: the body, and what the engine measures of the building."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.scenario import RoofForm, Scenario, Setback
from optopcheck.domain.site import Site
from optopcheck.geometry.region import Region
from optopcheck.geometry.solids import Solid
from optopcheck.measure import measure_building
from optopcheck.optop import add_storeys
from optopcheck.optop.roof_form import roof_body, roof_shell
from tests.blocks import PEIL, PROFILE, flat, rectangle, turned, volume

if TYPE_CHECKING:
    from optopcheck.domain.building import Building

LENGTH, WIDTH, TOP = 20.0, 10.0, 8.4
BELOW = LENGTH * WIDTH * (TOP + 0.2)
"""Of the block with the slab under its ground floor [m3]."""


def rise(form: RoofForm, run: float = WIDTH / 2) -> float:
    return float(run * np.tan(np.radians(form.pitch)))


def hip(form: RoofForm) -> float:
    """Volume of a hipped roof above its eaves: wedge and pyramid."""
    return WIDTH * rise(form) * (2 * LENGTH + LENGTH - WIDTH) / 6


@pytest.mark.parametrize("pitch", [15.0, 35.0, 45.0, 60.0, 75.0])
@pytest.mark.parametrize("eaves", [0.0, 1.2, 2.6])
def test_body_of_hip_and_gable(pitch: float, eaves: float) -> None:
    form = RoofForm(pitch, eaves)
    below = LENGTH * WIDTH * eaves

    hipped = roof_body(rectangle(LENGTH, WIDTH), 3.0, form)
    gabled = roof_body(rectangle(LENGTH, WIDTH), 3.0, replace(form, gable=True))

    assert hipped.volume == pytest.approx(below + hip(form))
    assert gabled.volume == pytest.approx(below + WIDTH * rise(form) / 2 * LENGTH)
    for body in (hipped, gabled):
        bounds = body.mesh().bounds
        assert bounds[:, 2] == pytest.approx([3.0, 3.0 + eaves + rise(form)])
        assert volume(body.mesh()) == pytest.approx(body.volume)


def test_a_roof_that_is_cut_flat_is_a_frustum() -> None:
    form = RoofForm(60.0, 1.0, top=3.0)
    run = (3.0 - 1.0) / np.tan(np.radians(60.0))
    areas = [(LENGTH - 2 * d) * (WIDTH - 2 * d) for d in (0.0, run / 2, run)]

    body = roof_body(rectangle(LENGTH, WIDTH), 0.0, form)

    frustum = (3.0 - 1.0) / 6 * (areas[0] + 4 * areas[1] + areas[2])
    assert body.volume == pytest.approx(LENGTH * WIDTH + frustum)
    assert body.mesh().bounds[1, 2] == pytest.approx(3.0)


def test_planes_meet_in_a_valley_at_an_inner_corner() -> None:
    corner = Region.from_ring(np.array([[0, 0], [12, 0], [12, 6], [6, 6], [6, 12], [0, 12]], dtype=float))
    # Of two arms 6 m wide at 45 degrees: each end is a hip, the corner a full pyramid less the valley.
    assert roof_body(corner, 0.0, RoofForm(45.0, 0.0)).volume == pytest.approx(144.0)


@pytest.mark.parametrize("degrees", [0.0, 17.0, 45.0])
def test_turning_changes_nothing(degrees: float) -> None:
    plan = rectangle(LENGTH, WIDTH).turned(degrees)
    form = RoofForm(40.0, 1.0, gable=True)
    body = roof_body(plan, 0.0, form)
    assert body.volume == pytest.approx(200.0 + WIDTH * rise(form) / 2 * LENGTH)
    assert body.mesh().bounds[1, 2] == pytest.approx(1.0 + rise(form))
    hipped = roof_body(plan, 0.0, replace(form, gable=False)).mesh()
    assert hipped.bounds[1, 2] == pytest.approx(1.0 + rise(form))


def test_the_shell_is_as_thick_as_its_skin() -> None:
    form, skin = RoofForm(45.0, 2.0), 0.3
    shell = roof_shell(rectangle(LENGTH, WIDTH), 0.0, form, 0.3, skin)
    assert shell is not None

    assert shell.bounds[0, 2] == pytest.approx(2.0)
    lowered = skin / np.cos(np.radians(45.0))
    inside = (LENGTH - 2 * lowered, WIDTH - 2 * lowered)
    hollow = inside[1] * (inside[1] / 2) * (2 * inside[0] + inside[0] - inside[1]) / 6
    assert volume(shell) == pytest.approx(hip(form) - hollow)


def test_solids_are_cut_from_one_another() -> None:
    block, hole = Solid.prism(rectangle(4, 4), 0.0, 2.0), Solid.prism(rectangle(2, 2), 1.0, 3.0)
    left = block.without([hole])
    assert left.volume == pytest.approx(32 - 4)
    assert left.above(1.0).volume == pytest.approx(12.0)
    assert Solid.prism(rectangle(4, 4), 2.0, 2.0).volume == 0
    assert block.without([]).volume == block.volume


@dataclass(frozen=True)
class Measured:
    building: Building

    def value(self, name: str) -> float:
        found = getattr(measure_building(self.building, plan_datum=PEIL, profile=PROFILE).measurements, name)
        assert isinstance(found, Measurement), found
        return found.value

    def within(self, name: str) -> float:
        found = getattr(measure_building(self.building, plan_datum=PEIL, profile=PROFILE).measurements, name)
        assert isinstance(found, Measurement), found
        return found.uncertainty


@pytest.mark.parametrize("degrees", [0.0, 30.0])
@pytest.mark.parametrize("form", [RoofForm(45.0, 1.0), RoofForm(35.0, 2.6, gable=True), RoofForm(50.0, 2.6)])
def test_the_engine_measures_the_roof_that_was_drawn(form: RoofForm, degrees: float) -> None:
    scenario = Scenario(roof=form)
    found = Measured(add_storeys(turned(flat(), degrees), scenario, Site()))
    roof = WIDTH * rise(form) / 2 * LENGTH if form.gable else hip(form)

    assert found.value("building_height") == pytest.approx(TOP + form.eaves + rise(form), abs=0.01)
    assert found.value("ridge_height") == pytest.approx(TOP + form.eaves + rise(form), abs=0.01)
    assert found.value("eaves_height") == pytest.approx(TOP + form.eaves, abs=0.01)
    assert found.value("roof_pitch") == pytest.approx(form.pitch, abs=0.3)
    drawn = BELOW + LENGTH * WIDTH * form.eaves + roof
    assert found.value("gross_volume") == pytest.approx(drawn, abs=found.within("gross_volume"))
    assert found.value("storey_count") == 4


def test_a_pitched_roof_stands_on_the_last_of_two_storeys_and_behind_a_setback() -> None:
    form = RoofForm(45.0, 2.6, gable=True)
    scenario = Scenario(storeys_added=2, setback=Setback.all_round(1.0), roof=form)

    proposed = add_storeys(flat(), scenario, Site())

    found = Measured(proposed)
    assert found.value("ridge_height") == pytest.approx(TOP + 3.0 + 2.6 + 4.0, abs=0.01)
    assert found.value("storey_count") == 5
    kinds = [(e.kind, e.name) for e in proposed.elements if e.added and e.kind != "IfcWindow"]
    assert kinds == [
        ("IfcWall", "gevels optoplaag 1"),
        ("IfcSlab", "dak optoplaag 1"),
        ("IfcWall", "gevels optoplaag 2"),
        ("IfcRoof", "kap optoplaag 2"),
    ]
    assert [d.code for d in proposed.defects] == ["OPTOP-ROOF-WINDOWS"]


def test_low_eaves_have_no_windows_and_no_walls() -> None:
    low = add_storeys(flat(), Scenario(roof=RoofForm(50.0, 0.0)), Site())
    assert [e.kind for e in low.elements if e.added] == ["IfcRoof"]
    assert not low.observation_points
    high = add_storeys(flat(), Scenario(roof=RoofForm(50.0, 2.6)), Site())
    assert len(high.observation_points) > 10


def test_a_parapet_and_a_cut_below_the_eaves_are_refused() -> None:
    with pytest.raises(ValueError, match="no parapet"):
        Scenario(parapet=0.3, roof=RoofForm(30.0, 1.0))
    with pytest.raises(ValueError, match="below its eaves"):
        RoofForm(30.0, 1.0, top=0.9)
