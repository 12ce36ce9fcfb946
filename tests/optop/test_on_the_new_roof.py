"""What stood on the old roof, and what else is in the model: the added storey may hide neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optopcheck.domain.building import Building, StoreyRole
from optopcheck.domain.measurement import Measured, Measurement
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Site
from optopcheck.measure import measure_building
from optopcheck.optop import add_storeys
from tests.blocks import PEIL, PROFILE, box, flat, levels, rectangle, storeys_on, with_elements
from tests.reference.solids.towers import tower

ONE = Scenario(storeys_added=1, storey_height=3.0)
SITE = Site(plan_datum=PEIL)


def heights(building: Building, name: str) -> list[float]:
    measured: Measured = getattr(
        measure_building(building, plan_datum=PEIL, profile=PROFILE).measurements, name
    )
    assert isinstance(measured, Measurement), measured
    return [round(measured.value, 6), *(round(r.value, 6) for r in measured.readings)]


def test_a_lift_head_comes_back_on_the_new_roof() -> None:
    lift = box("IfcSlab", "liftkop", (8, 4, 8.4), (10, 6, 9.8))
    proposed = add_storeys(with_elements(flat(), lift), ONE, SITE)
    assert heights(proposed, "building_height") == [11.4, 12.8]
    assert heights(proposed, "eaves_height") == [11.4]


def test_a_roof_edge_comes_back_unless_the_scenario_gives_one() -> None:
    ring = rectangle(20, 10).without(rectangle(20, 10).grown(-0.3))
    edge = replace(box("IfcWall", "dakrand", (0, 0, 0), (1, 1, 1)), mesh=ring.extruded(8.4, 9.2))
    edged = with_elements(flat(), edge)
    proposed = add_storeys(edged, ONE, SITE)
    assert heights(proposed, "building_height") == [11.4, 12.2]
    assert heights(proposed, "eaves_height") == [11.4, 12.2]
    given = add_storeys(edged, replace(ONE, parapet=0.3), SITE)
    assert heights(given, "building_height") == [11.7]
    assert heights(given, "eaves_height") == [11.7]


def test_a_bare_roof_has_one_reading() -> None:
    assert heights(add_storeys(flat(), ONE, SITE), "building_height") == [11.4]


@pytest.mark.parametrize("cellar", [True, False])
def test_the_storey_comes_on_the_tower_and_not_on_its_podium(cellar: bool) -> None:  # noqa: FBT001 - the case
    solid = tower("toren", 30.0, 9.0, 4, cellar=cellar)
    top = 12.0 if cellar else 15.0
    proposed = add_storeys(solid.building, ONE, SITE)
    assert min(e.mesh.bounds[0, 2] for e in proposed.elements if e.added) == pytest.approx(top)
    assert heights(proposed, "building_height")[0] == pytest.approx(top + 3.0)


def test_another_taller_building_in_the_model_gets_no_storey() -> None:
    other = [
        replace(e, global_id=f"buur-{e.global_id}")
        for e in storeys_on(rectangle(6, 8), [0.0, 2.8, 5.6, 8.4], 11.2)
    ]
    away = [replace(e, mesh=e.mesh.moved((30.0, 0.0, 0.0))) for e in other]
    both = with_elements(flat(), *away)
    proposed = add_storeys(replace(both, storeys=levels(0.0, 2.8, 5.6, 8.4)), ONE, SITE)
    added = [e.mesh.bounds for e in proposed.elements if e.added]
    assert min(b[0, 2] for b in added) == pytest.approx(8.4)
    assert max(b[1, 0] for b in added) <= 20.0
    assert heights(proposed, "building_height")[0] == pytest.approx(11.4)


def test_a_role_against_the_model_shows_the_count_of_the_model() -> None:
    block = flat()
    top = next(s for s in block.storeys if s.elevation == pytest.approx(5.6))
    given = replace(top, role=StoreyRole.LEVEL)
    without = replace(block, storeys=tuple(given if s is top else s for s in block.storeys))
    assert heights(without, "storey_count") == [2, 3]
