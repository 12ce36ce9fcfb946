from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optopcheck.domain.building import Building, Element, StoreyRole
from optopcheck.domain.case import PlanLimits
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.rule import LegalSource, Limit, Standing
from optopcheck.domain.scenario import PitchedRoof, Scenario, Setback
from optopcheck.domain.site import Site
from optopcheck.measure import measure_building
from optopcheck.optop import OptopRefusedError, add_storeys, permitted_building
from optopcheck.optop.deck import compass_side
from optopcheck.optop.identity import global_id
from tests.blocks import PEIL, PROFILE, box, flat, levels, rectangle, storeys_on, turned, with_elements


def gable() -> Building:
    plan = rectangle(12, 8)
    parts = storeys_on(plan, [0.0, 2.8], 5.6)[:-1]
    prism = np.array(
        [[0, 0, 5.4], [12, 0, 5.4], [12, 8, 5.4], [0, 8, 5.4], [0, 4, 9.4], [12, 4, 9.4]], dtype=float
    )
    faces = [[0, 1, 5], [0, 5, 4], [2, 3, 4], [2, 4, 5], [1, 2, 5], [3, 0, 4], [0, 2, 1], [0, 3, 2]]
    roof = Element("kap", "IfcRoof", "kap", Mesh(prism, np.array(faces)))
    return Building("huis", (*parts, roof), levels(0.0, 2.8))


def area_added(building: Building) -> float:
    slab = next(e for e in building.elements if e.added and e.kind == "IfcSlab")
    top = slab.mesh.bounds[1, 2]
    triangles = slab.mesh.triangles[(slab.mesh.triangles[:, :, 2] > top - 1e-6).all(axis=1)]
    cross = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    return float(np.abs(cross[:, 2]).sum() / 2)


def storeys(building: Building) -> float:
    count = measure_building(building, plan_datum=PEIL, profile=PROFILE).measurements.storey_count
    assert isinstance(count, Measurement)
    return count.value


@pytest.mark.parametrize("added", [0, 1, 2, 3])
def test_measured_storeys_rise_by_what_was_added(added: int) -> None:
    assert storeys(add_storeys(flat(), Scenario(storeys_added=added), Site())) == 3 + added


def test_plant_on_the_roof_goes_up_with_it_and_counts() -> None:
    unit = box("IfcUnitaryEquipment", "lbk", (8, 4, 8.4), (10, 6, 9.6))
    proposed = add_storeys(with_elements(flat(), unit), Scenario(storey_height=3.0), Site())
    found = measure_building(proposed, plan_datum=PEIL, profile=PROFILE)
    height = found.measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(9.6 + 3.0)
    assert [r.value for r in height.readings] == [pytest.approx(8.4 + 3.0)]
    assert [d.elements for d in proposed.defects if d.code == "OPTOP-PLANT-RAISED"] == [(unit.global_id,)]


def test_height_and_parapet() -> None:
    proposed = add_storeys(flat(), Scenario(storey_height=3.1, parapet=0.4), Site())
    found = measure_building(proposed, plan_datum=PEIL, profile=PROFILE)
    height = found.measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(8.4 + 3.1 + 0.4)
    assert found.storeys[-1].role is StoreyRole.LAYER


@pytest.mark.parametrize("degrees", [0.0, 30.0, 90.0])
def test_setback_on_one_side_follows_true_north(degrees: float) -> None:
    site = Site(true_north=-degrees % 360)
    proposed = add_storeys(turned(flat(), degrees), Scenario(setback=Setback(south=2.0)), site)
    assert area_added(proposed) == pytest.approx(20 * 8, rel=1e-3)


def test_setback_all_round() -> None:
    proposed = add_storeys(flat(), Scenario(setback=Setback.all_round(1.5)), Site())
    assert area_added(proposed) == pytest.approx(17 * 7, rel=1e-3)


def test_stair_head_and_low_wing_carry_nothing() -> None:
    head = box("IfcSlab", "trappenhuis", (8, 4, 8.4), (11, 7, 10.8))
    wing = box("IfcSlab", "vleugel", (20, 0, 0), (28, 10, 3.0))
    proposed = add_storeys(with_elements(flat(), head, wing), Scenario(), Site())
    assert area_added(proposed) == pytest.approx(191, rel=2e-2)
    assert any(d.code == "OPTOP-ROOF-UNUSED" for d in proposed.defects)


def test_pitched_roof_is_refused_with_the_way_out() -> None:
    with pytest.raises(OptopRefusedError, match="replace-pitched-roof"):
        add_storeys(gable(), Scenario(), Site())


def test_pitched_roof_replaced() -> None:
    proposed = add_storeys(gable(), Scenario(pitched_roof=PitchedRoof.REPLACE), Site())
    assert storeys(proposed) == storeys(gable()) + 1
    assert max(e.mesh.bounds[1, 2] for e in proposed.elements) == pytest.approx(2.8 + 6.0)
    assert area_added(proposed) == pytest.approx(96, rel=1e-3)


def test_setback_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(OptopRefusedError, match="terugligging"):
        add_storeys(flat(), Scenario(setback=Setback.all_round(4.9)), Site())


def test_existing_parts_stay_and_added_ones_are_marked() -> None:
    building = flat()
    proposed = add_storeys(building, Scenario(), Site())
    assert proposed.elements[: len(building.elements)] == building.elements
    added = [e for e in proposed.elements if e.added]
    assert len({e.global_id for e in proposed.elements}) == len(proposed.elements)
    again = add_storeys(building, Scenario(), Site())
    assert [e.global_id for e in again.elements if e.added] == [e.global_id for e in added]


def test_windows_of_the_new_storey_look_outwards() -> None:
    proposed = add_storeys(flat(), Scenario(), Site())
    points = proposed.observation_points
    assert len(points) >= 10
    centre = np.array([10.0, 5.0])
    for point in points:
        assert point.assumption is not None
        assert (point.position[:2] - centre) @ point.facing[:2] > 0
        assert point.position[2] == pytest.approx(8.4 + 0.75)


def test_empty_building_is_refused() -> None:
    with pytest.raises(OptopRefusedError):
        add_storeys(replace(flat(), elements=()), Scenario(), Site())


@pytest.mark.parametrize(
    ("outward", "north", "side"),
    [
        ((0, 1), 0, "north"),
        ((1, 0), 0, "east"),
        ((0, -1), 10, "south"),
        ((1, 0), 90, "north"),
        ((-1, 0), -5, "west"),
    ],
)
def test_compass_side(outward: tuple[float, float], north: float, side: str) -> None:
    assert compass_side(np.array(outward, dtype=float), north) == side


def test_ids_are_ifc_ids() -> None:
    made = global_id("a", 1)
    assert len(made) == 22
    assert made[0] in "0123"
    assert made != global_id("a", 2)


def limits(**changes: object) -> PlanLimits:
    source = LegalSource("plan", "", "", "art. 4", Standing.LOCAL_PLAN)
    zone = np.array([[0, 0], [20, 0], [20, 10], [0, 10]], dtype=float)
    high, low = Limit(12.0, "m", "art. 4", "x"), Limit(10.0, "m", "art. 4", "x")
    given = {
        "building_zone": zone,
        "building_zone_article": "art. 4",
        "max_building_height": high,
        "max_eaves_height": low,
    }
    return PlanLimits(source, **{**given, **changes})  # type: ignore[arg-type]


def test_permitted_volume() -> None:
    permitted = permitted_building(limits(), PEIL)
    assert isinstance(permitted, Building)
    assert permitted.mesh.bounds[1].tolist() == [20, 10, 10]
    nothing = permitted_building(limits(building_zone=None, building_zone_article=None), PEIL)
    assert isinstance(nothing, Unmeasured)


def test_a_floor_that_lost_its_roof_is_refused() -> None:
    block = flat()
    open_top = replace(block, elements=tuple(e for e in block.elements if e.name != "dak"))
    with pytest.raises(OptopRefusedError, match="dakvloer"):
        add_storeys(open_top, Scenario(), Site())


def test_two_facades_without_a_room_are_refused() -> None:
    with pytest.raises(OptopRefusedError, match="terugligging"):
        add_storeys(flat(), Scenario(setback=Setback(north=4.6, south=4.4)), Site())


@pytest.mark.parametrize("lift", [-5.5, 2.345, 0.017])
def test_the_deck_reaches_the_facade_at_every_height(lift: float) -> None:
    proposed = add_storeys(turned(flat(), 0.0, (0.0, 0.0, lift)), Scenario(), Site())
    assert area_added(proposed) == pytest.approx(200, rel=1e-6)
