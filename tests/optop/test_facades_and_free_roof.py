"""Setbacks by façade of a turned building, and a storey that keeps off what stands on the roof."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.scenario import FacadeSetback, RoofForm, RoofObjects, Scenario, Setback
from optopcheck.domain.site import Site
from optopcheck.measure import measure_building
from optopcheck.optop import OptopRefusedError, add_storeys, deck_facades
from tests.blocks import PEIL, PROFILE, box, flat, turned, with_elements
from tests.optop.test_add_storeys import area_added

FREE = Scenario(standing=RoofObjects.KEEP_FREE)


def by_facade(*pairs: tuple[float, float]) -> Scenario:
    return Scenario(setback=Setback(by_facade=tuple(FacadeSetback(*pair) for pair in pairs)))


def test_the_facades_of_a_turned_building_are_told_by_their_bearing() -> None:
    # Counter-clockwise by 30 degrees: the front that faced south (180) faces 150.
    found = deck_facades(turned(flat(), 30.0), Scenario(), Site())

    assert [(f.bearing, round(f.length, 2)) for f in found] == [
        (60.0, 10.0), (150.0, 20.0), (240.0, 10.0), (330.0, 20.0),
    ]  # fmt: skip


@pytest.mark.parametrize("degrees", [0.0, 30.0, 45.0, 77.0])
def test_one_facade_moves_whatever_way_the_building_is_turned(degrees: float) -> None:
    scenario = by_facade(((180.0 - degrees) % 360, 2.0))

    proposed = add_storeys(turned(flat(), degrees), scenario, Site())

    assert area_added(proposed) == pytest.approx(20 * 8, rel=1e-3)


def test_the_bearing_follows_true_north() -> None:
    proposed = add_storeys(turned(flat(), 30.0), by_facade((180.0, 2.0)), Site(true_north=-30.0 % 360))
    assert area_added(proposed) == pytest.approx(20 * 8, rel=1e-3)


def test_a_facade_goes_before_its_side() -> None:
    setback = Setback(south=1.0, north=1.0, by_facade=(FacadeSetback(182.0, 3.0),))
    proposed = add_storeys(flat(), Scenario(setback=setback), Site())
    assert area_added(proposed) == pytest.approx(20 * 6, rel=1e-3)


def test_a_bearing_without_a_facade_is_refused_and_names_those_that_are() -> None:
    with pytest.raises(OptopRefusedError, match="naar 45°; zij kijken naar 0°, 90°, 180°, 270°"):
        add_storeys(flat(), by_facade((45.0, 2.0)), Site())


def test_the_storey_keeps_off_plant_that_stays_where_it_is() -> None:
    unit = box("IfcUnitaryEquipment", "lbk", (8, 4, 8.4), (10, 6, 9.6))
    block = with_elements(flat(), unit)

    proposed = add_storeys(block, replace(FREE, clearance=0.5), Site())

    assert area_added(proposed) == pytest.approx(200 - 3 * 3, abs=0.02)
    kept = next(e for e in proposed.elements if e.global_id == unit.global_id)
    assert kept.mesh.bounds[1, 2] == pytest.approx(9.6)
    (note,) = [d for d in proposed.defects if d.code.startswith("OPTOP-")]
    assert (note.code, note.elements) == ("OPTOP-KEPT-FREE", (unit.global_id,))
    assert "9,0 m² dak blijft vrij" in note.message.nl
    height = measure_building(proposed, plan_datum=PEIL, profile=PROFILE).measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(11.4)


def test_the_storey_keeps_away_from_a_stair_head() -> None:
    head = box("IfcSlab", "trappenhuis", (8, 4, 8.4), (11, 7, 10.8))
    block = with_elements(flat(), head)

    near = add_storeys(block, Scenario(), Site())
    away = add_storeys(block, replace(FREE, clearance=1.0), Site())

    assert area_added(near) == pytest.approx(191, rel=2e-2)
    assert area_added(away) == pytest.approx(200 - 5 * 5, rel=2e-2)


def test_nothing_on_the_roof_leaves_the_storey_whole() -> None:
    proposed = add_storeys(flat(), replace(FREE, clearance=2.0), Site())
    assert area_added(proposed) == pytest.approx(200, rel=1e-6)
    assert [d.code for d in proposed.defects] == []


def test_a_design_of_before_keeps_its_name_and_so_its_ids() -> None:
    before = (
        "Scenario(storeys_added=1, storey_height=3.0, setback=Setback(north=0.0, east=0.0, south=0.0, "
        "west=0.0), parapet=0.0, pitched_roof=<PitchedRoof.REFUSE: 'refuse'>, construction=None)"
    )
    assert f"{Scenario()}" == before
    others = [FREE, replace(Scenario(), roof=RoofForm(30.0, 1.0)), by_facade((0.0, 1.0))]
    ids = [
        next(e.global_id for e in add_storeys(flat(), s, Site()).elements if e.added)
        for s in (Scenario(), *others[:1], *others[2:])
    ]
    assert len(set(ids)) == len(ids)
    assert len({f"{s}" for s in others} | {before}) == len(others) + 1


@pytest.mark.parametrize(
    "made",
    [
        lambda: FacadeSetback(360.0, 1.0),
        lambda: FacadeSetback(10.0, -1.0),
        lambda: RoofForm(90.0, 1.0),
        lambda: RoofForm(30.0, -1.0),
        lambda: Scenario(clearance=-0.1),
        lambda: Scenario(roof=RoofForm(30.0, 3.1), storey_height=3.0),
        lambda: Setback(by_facade=(FacadeSetback(10.0, 1.0), FacadeSetback(10.0, 2.0))),
    ],
)
def test_what_cannot_be_is_refused(made: object) -> None:
    with pytest.raises(ValueError, match=r"\d|façade"):
        made()  # type: ignore[operator]
