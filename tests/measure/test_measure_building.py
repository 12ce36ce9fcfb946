from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.building import Building, Defect, Severity, StoreyRole
from optopcheck.domain.measurement import Measurement, Measurements, Unmeasured
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text
from optopcheck.measure import MeasuredBuilding, measure_building
from tests.blocks import PEIL, PROFILE, box, flat, levels, rectangle, storeys_on, turned, with_elements


def measure(building: Building, peil: Datum | None = PEIL) -> MeasuredBuilding:
    return measure_building(building, plan_datum=peil, profile=PROFILE)


def value(measurements: Measurements, quantity: Quantity) -> float:
    found = measurements.get(quantity)
    assert isinstance(found, Measurement), found
    return found.value


def test_block() -> None:
    found = measure(flat())
    assert value(found.measurements, Quantity.BUILDING_HEIGHT) == pytest.approx(8.4)
    assert value(found.measurements, Quantity.EAVES_HEIGHT) == pytest.approx(8.4)
    assert value(found.measurements, Quantity.STOREY_COUNT) == 3
    assert value(found.measurements, Quantity.FOOTPRINT_AREA) == pytest.approx(200, rel=1e-6)
    assert value(found.measurements, Quantity.PLANNING_VOLUME) == pytest.approx(200 * 8.6, rel=1e-6)
    assert value(found.measurements, Quantity.GROSS_FLOOR_AREA) == pytest.approx(600, rel=1e-6)
    assert value(found.measurements, Quantity.FLAT_ROOF_AREA) == pytest.approx(200, rel=1e-6)
    assert isinstance(found.measurements.ridge_height, Unmeasured)
    assert [s.role for s in found.storeys] == [StoreyRole.LAYER] * 3 + [StoreyRole.LEVEL]


def test_parapet_stair_head_and_chimney() -> None:
    edge = rectangle(20, 10).without(rectangle(20, 10).grown(-0.3))
    building = with_elements(
        flat(),
        replace(box("IfcWall", "dakrand", (0, 0, 0), (1, 1, 1)), mesh=edge.extruded(8.4, 8.7)),
        box("IfcSlab", "trappenhuis", (8, 4, 8.4), (11, 7, 10.8)),
        box("IfcChimney", "schoorsteen", (2, 2, 8.4), (2.5, 2.5, 12.0)),
    )
    height = measure(building).measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(10.8)
    assert [round(r.value, 3) for r in height.readings] == [8.7]
    assert any("schoorsteen" in e for e in height.excluded)
    assert value(measure(building).measurements, Quantity.EAVES_HEIGHT) == pytest.approx(8.7)


def test_substructure_counts_in_floor_area_but_is_no_storey() -> None:
    plan = rectangle(20, 10)
    floors = [-1.4, 1.0, 3.8]
    building = Building("plint", tuple(storeys_on(plan, floors, 6.6)), levels(*floors, 6.6))
    found = measure(building)
    assert [s.role for s in found.storeys][:3] == [
        StoreyRole.SUBSTRUCTURE,
        StoreyRole.LAYER,
        StoreyRole.LAYER,
    ]
    assert value(found.measurements, Quantity.STOREY_COUNT) == 2
    assert value(found.measurements, Quantity.GROSS_FLOOR_AREA) == pytest.approx(600, rel=1e-6)
    assert value(found.measurements, Quantity.PLANNING_VOLUME) == pytest.approx(200 * (6.6 - 0.8), rel=1e-3)
    assert value(found.measurements, Quantity.GROSS_VOLUME) == pytest.approx(200 * 8.2, rel=1e-3)


def test_pseudo_levels_are_no_storeys() -> None:
    building = replace(flat(), storeys=levels(-1.25, 0.0, 0.1, 2.8, 5.6, 8.4, 9.0))
    found = measure(building)
    assert value(found.measurements, Quantity.STOREY_COUNT) == 3
    assert all(s.reason for s in found.storeys)


@settings(max_examples=4)
@given(st.floats(0, 360), st.floats(-500, 500), st.floats(-500, 500), st.floats(-6, 6))
def test_moving_and_turning_changes_no_measurement(degrees: float, x: float, y: float, z: float) -> None:
    head = box("IfcSlab", "trappenhuis", (8, 4, 8.4), (11, 7, 10.8))
    before = measure(with_elements(flat(), head)).measurements
    there = turned(with_elements(flat(), head), degrees, (x, y, z))
    after = measure(there, replace(PEIL, value=z)).measurements
    for quantity, measured in before.items():
        if isinstance(measured, Measurement):
            assert value(after, quantity) == pytest.approx(measured.value, rel=1e-3, abs=1e-6)
        else:
            assert isinstance(after.get(quantity), Unmeasured)


def test_open_model_has_no_volume() -> None:
    block = flat()
    without_walls = replace(block, elements=tuple(e for e in block.elements if e.kind != "IfcWall"))
    found = measure(without_walls).measurements
    assert isinstance(found.planning_volume, Unmeasured)
    assert found.planning_volume.need is Need.REPAIR
    assert value(found, Quantity.STOREY_COUNT) == 3
    area = found.footprint_area
    assert isinstance(area, Measurement)
    assert abs(area.value - 200) <= area.uncertainty


def test_nothing_known_is_unmeasured_with_a_reason() -> None:
    no_peil = measure(flat(), None).measurements
    assert isinstance(no_peil.building_height, Unmeasured)
    no_profile = measure_building(flat(), plan_datum=PEIL, profile=None).measurements
    assert all(isinstance(m, Unmeasured) and m.reason.nl for _, m in no_profile.items())
    empty = measure(Building("leeg", ())).measurements
    assert all(isinstance(m, Unmeasured) for _, m in empty.items())
    no_storeys = measure(replace(flat(), storeys=())).measurements
    assert isinstance(no_storeys.storey_count, Unmeasured)
    assert value(no_storeys, Quantity.BUILDING_HEIGHT) == pytest.approx(8.4)


def test_a_defect_blocks_its_quantities() -> None:
    defect = Defect(
        "IFC-UNREAD",
        Severity.ERROR,
        Text("wand niet gelezen"),
        Text("herstel"),
        ("x",),
        frozenset({"building_height"}),
    )
    found = measure(replace(flat(), defects=(defect,))).measurements
    assert isinstance(found.building_height, Unmeasured)
    assert found.building_height.elements == ("x",)
    assert isinstance(found.footprint_area, Measurement)


def test_doubt_of_the_datum_is_part_of_the_uncertainty() -> None:
    unsure = Datum(0.0, Text("model"), Origin.IFC, 0.5)
    height = measure(flat(), unsure).measurements.building_height
    assert isinstance(height, Measurement)
    assert height.uncertainty == pytest.approx(height.tolerance + 0.5)


def test_stray_parts_do_not_count() -> None:
    stray = box("IfcWall", "zwerfwand", (60, 60, 0), (61, 60.3, 30))
    marker = Building("m", (*flat().elements, stray), flat().storeys)
    found = measure(marker)
    assert value(found.measurements, Quantity.BUILDING_HEIGHT) == pytest.approx(8.4)
    assert any("zwerfwand" in i for left in found.left_out for i in left.elements)


def test_faces_of_the_height_are_shown() -> None:
    height = measure(flat()).measurements.building_height
    assert isinstance(height, Measurement)
    assert isinstance(height.geometry, Mesh)
    assert height.geometry.bounds[1, 2] == pytest.approx(8.4)
    assert height.elements == ("dak",)


def test_a_wall_is_not_left_out_for_its_name() -> None:
    high = box("IfcWall", "wand schoorsteen", (2, 2, 8.4), (4, 2.3, 12.0))
    height = measure(with_elements(flat(), high)).measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(12.0)
    assert 8.4 in [round(r.value, 3) for r in height.readings]


def test_a_higher_stray_part_is_a_reading() -> None:
    stray = box("IfcWall", "mast", (60, 60, 0), (61, 60.3, 30))
    height = measure(with_elements(flat(), stray)).measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(8.4)
    assert [r.value for r in height.readings] == [pytest.approx(30.0)]


def test_a_part_that_was_left_out_and_stands_at_the_building_is_a_reading() -> None:
    high = box("IfcWall", "opbouw", (4, 4, 8.4), (8, 8, 15.4))
    tree = box("IfcBuildingElementProxy", "boom", (40, 4, 0.0), (44, 8, 22.0))
    height = measure(replace(flat(), dropped=(high, tree))).measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(8.4)
    assert [(r.label.nl, round(r.value, 3), r.elements) for r in height.readings] == [
        ("met de weggelaten bouwdelen", 15.4, (high.global_id,))
    ]
    low = replace(flat(), dropped=(box("IfcWall", "muurtje", (4, 4, 6.0), (8, 8, 7.0)),))
    assert measure(low).measurements.building_height.readings == ()  # type: ignore[union-attr]


def test_what_is_no_building_by_its_class_counts_and_stays_disputed() -> None:
    building = with_elements(flat(), box("IfcFurniture", "bank of opbouw", (4, 4, 8.4), (8, 8, 15.4)))
    height = measure(building).measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(15.4)
    assert [(r.label.nl, round(r.value, 3)) for r in height.readings] == [
        ("zonder delen die naar hun naam of soort ondergeschikt zijn", 8.4)
    ]


def test_a_substructure_that_stands_out_and_a_small_top_layer_are_readings() -> None:
    plan, small = rectangle(20, 10), rectangle(5, 7).moved(2, 2)
    floors = [-1.4, 1.0, 3.8]
    head = [
        replace(e, global_id=f"top-{e.global_id}")
        for e in storeys_on(small, [6.6], 9.4)
        if e.kind != "IfcSlab" or e.name == "dak"
    ]
    parts = (*storeys_on(plan, floors, 6.6), *head)
    count = measure(Building("plint", parts, levels(*floors, 6.6))).measurements.storey_count
    assert isinstance(count, Measurement)
    assert count.value == 2
    assert sorted(r.value for r in count.readings) == [3, 3]


def test_a_room_that_leaks_widens_the_tolerance() -> None:
    tight = measure(flat()).measurements.planning_volume
    # The end wall of the top storey is missing over a corner room of 8 by 3.5 m.
    walls = [e for e in flat().elements if e.global_id != "gevel2"]
    ring = rectangle(20, 10).without(rectangle(20, 10).grown(-0.3))
    inner = box("IfcWall", "binnenwand", (12, 3.5, 5.6), (20, 3.8, 8.2))
    across = box("IfcWall", "dwarswand", (12, 0, 5.6), (12.3, 3.8, 8.2))
    opened = ring.without(rectangle(5, 3).moved(16, 0.4))
    end = replace(flat().elements[0], global_id="g2", kind="IfcWall", mesh=opened.extruded(5.6, 8.2))
    leaking = measure(replace(flat(), elements=(*walls, end, inner, across))).measurements.planning_volume
    assert isinstance(tight, Measurement)
    assert isinstance(leaking, Measurement)
    assert abs(leaking.value - tight.value) <= leaking.uncertainty
    assert leaking.uncertainty > 5 * tight.uncertainty
    assert leaking.doubts


@pytest.mark.parametrize("lift", [-5.5, 2.345, 0.017, -3.0])
def test_no_phase_of_the_grid_changes_an_outline(lift: float) -> None:
    lifted = turned(flat(), 0.0, (0.0, 0.0, lift))
    found = measure(lifted, replace(PEIL, value=lift)).measurements
    assert value(found, Quantity.FLAT_ROOF_AREA) == pytest.approx(200, rel=1e-6)
    assert value(found, Quantity.PLANNING_VOLUME) == pytest.approx(200 * 8.6, rel=1e-6)


def test_a_datum_far_from_the_zero_of_the_model_is_doubted() -> None:
    far = measure_building(flat(), plan_datum=replace(PEIL, value=3.0), profile=PROFILE, zero_height=0.0)
    height = far.measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(5.4)
    assert 8.4 in [round(r.value, 6) for r in height.readings]
    near = measure_building(flat(), plan_datum=PEIL, profile=PROFILE, zero_height=0.2)
    assert isinstance(near.measurements.building_height, Measurement)
    assert near.measurements.building_height.readings == ()


def test_a_building_below_its_datum_needs_repair() -> None:
    height = measure(flat(), replace(PEIL, value=100.0)).measurements.building_height
    assert isinstance(height, Unmeasured)
    assert height.need is Need.REPAIR


def test_a_floor_that_lost_its_roof_is_no_roof() -> None:
    block = flat()
    open_top = replace(block, elements=tuple(e for e in block.elements if e.name != "dak"))
    found = measure(open_top).measurements
    assert isinstance(found.flat_roof_area, Unmeasured)
    assert isinstance(found.eaves_height, Unmeasured)


def test_a_room_on_the_roof_is_no_chimney() -> None:
    room = box("IfcChimney", "technische ruimte", (2, 2, 8.4), (12, 8, 12.0))
    height = measure(with_elements(flat(), room)).measurements.building_height
    assert isinstance(height, Measurement)
    assert height.value == pytest.approx(12.0)
    assert 8.4 in [round(r.value, 3) for r in height.readings]


def test_a_tall_layer_may_hide_a_floor() -> None:
    floors = [0.0, 2.8, 8.4]
    building = Building("hoog", tuple(storeys_on(rectangle(20, 10), floors, 11.2)), levels(*floors, 11.2))
    count = measure(building).measurements.storey_count
    assert isinstance(count, Measurement)
    assert (count.value, [r.value for r in count.readings]) == (3, [4])


def test_the_edge_of_a_set_back_top_is_a_reading_of_the_eaves() -> None:
    top = replace(box("IfcSlab", "opbouw", (8, 4, 8.4), (12, 7, 11.4)))
    eaves = measure(with_elements(flat(), top)).measurements.eaves_height
    assert isinstance(eaves, Measurement)
    assert eaves.value == pytest.approx(8.4)
    assert [r.value for r in eaves.readings] == [pytest.approx(11.4)]
