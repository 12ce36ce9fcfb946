"""Two models of one building held against each other: what stayed, came, went, and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optopcheck.domain.building import Aperture, Building, ObservationPoint
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Site
from optopcheck.optop import add_storeys, match, moved, shift_between
from tests.blocks import box, flat, rectangle, turned, with_elements

PLANT = box("IfcUnitaryEquipment", "lbk", (8, 4, 8.4), (10, 6, 9.6))


def point(building: Building, name: str = "dak") -> ObservationPoint:
    hole = Aperture(1.8, 1.5, 0.1)
    return ObservationPoint(
        name, np.array([1.0, 0.0, 9.0]), np.array([0.0, -1.0, 0.0]), building.name, "raam", aperture=hole
    )


def under_other_ids(building: Building) -> Building:
    return replace(
        building, elements=tuple(replace(e, global_id=f"anders-{e.global_id}") for e in building.elements)
    )


def test_what_was_added_is_found_and_marked() -> None:
    existing = flat()
    design = add_storeys(existing, Scenario(), Site())
    unmarked = replace(design, elements=tuple(replace(e, added=False) for e in design.elements))

    found = match(existing, unmarked)

    assert set(found.changes.added) == {e.global_id for e in design.elements if e.added}
    assert found.changes.same == len(existing.elements)
    assert (found.changes.removed, found.changes.changed, found.changes.unmatched) == ((), (), ())
    assert {e.global_id for e in found.building.elements if e.added} == set(found.changes.added)
    kept = {id(e) for e in found.building.elements}
    assert {id(e) for e in existing.elements} <= kept


def test_a_model_matches_itself_whatever_its_ids() -> None:
    existing = flat()

    found = match(existing, under_other_ids(existing))

    assert found.changes.same == 0
    assert len(found.changes.renamed) == len(existing.elements)
    assert [e.global_id for e in found.building.elements] == [e.global_id for e in existing.elements]
    assert (found.changes.added, found.changes.removed, found.changes.unmatched) == ((), (), ())


def test_what_was_taken_away_is_told() -> None:
    found = match(with_elements(flat(), PLANT), flat())
    assert found.changes.removed == (PLANT.global_id,)
    assert found.changes.added == ()


def test_what_kept_its_id_and_not_its_shape_is_changed() -> None:
    existing = flat()
    wall = next(e for e in existing.elements if e.kind == "IfcWall")
    higher = replace(wall, mesh=type(wall.mesh)(wall.mesh.vertices * np.array([1, 1, 1.5]), wall.mesh.faces))
    other = replace(existing, elements=tuple(higher if e is wall else e for e in existing.elements))

    found = match(existing, other)

    assert found.changes.changed == (wall.global_id,)
    assert found.changes.same == len(existing.elements) - 1
    assert not any(e.added for e in found.building.elements)
    assert higher.mesh is next(e.mesh for e in found.building.elements if e.global_id == wall.global_id)


def test_a_hole_of_the_same_outline_is_a_change() -> None:
    existing = flat()
    slab = next(e for e in existing.elements if e.global_id == "dak")
    plan = rectangle(20, 10)
    hollow = replace(slab, mesh=plan.without(plan.grown(-4.0)).extruded(8.2, 8.4))
    assert np.allclose(hollow.mesh.bounds, slab.mesh.bounds)
    other = replace(existing, elements=tuple(hollow if e is slab else e for e in existing.elements))

    assert match(existing, other).changes.changed == (slab.global_id,)


def test_a_part_drawn_anew_in_the_place_of_another_is_not_called_new() -> None:
    existing = with_elements(flat(), PLANT)
    drawn_anew = box("IfcUnitaryEquipment", "nieuw", (8, 4, 8.4), (10, 6, 10.4))

    found = match(existing, with_elements(flat(), drawn_anew))

    assert found.changes.unmatched == (drawn_anew.global_id,)
    assert found.changes.unmatched_before == (PLANT.global_id,)
    assert (found.changes.added, found.changes.removed) == ((), ())
    assert not any(e.added for e in found.building.elements)


def test_another_kind_in_the_same_place_is_new() -> None:
    existing = with_elements(flat(), PLANT)
    chimney = box("IfcChimney", "schoorsteen", (8, 4, 8.4), (10, 6, 10.4))

    found = match(existing, with_elements(flat(), chimney))

    assert found.changes.added == (chimney.global_id,)
    assert found.changes.removed == (PLANT.global_id,)


def test_an_id_that_comes_twice_tells_nothing() -> None:
    existing = flat()
    twice = replace(PLANT, global_id=existing.elements[0].global_id)

    found = match(existing, with_elements(existing, twice))

    assert found.changes.same == len(existing.elements) - 1
    assert found.changes.renamed == ((existing.elements[0].global_id, existing.elements[0].global_id),)
    assert found.changes.added == (twice.global_id,)


def test_points_that_did_not_move_stay_the_same() -> None:
    existing = replace(flat(), observation_points=(point(flat()),))
    near = replace(point(flat()), position=np.array([1.001, 0.0, 9.0]), owner="ander gebouw")
    far = replace(near, position=np.array([3.0, 0.0, 9.0]))

    kept = match(existing, replace(existing, name="ander gebouw", observation_points=(near,)))
    moved_point = match(existing, replace(existing, observation_points=(far,)))

    assert kept.building.observation_points[0] is existing.observation_points[0]
    assert kept.building.name == existing.name
    assert moved_point.building.observation_points[0].position[0] == 3.0
    assert moved_point.building.observation_points[0].owner == existing.name


@pytest.mark.parametrize("rename", [False, True])
def test_the_shift_between_two_models_is_found(rename: bool) -> None:  # noqa: FBT001 - the case
    existing = with_elements(flat(), PLANT)
    by = np.array([3.0, -4.0, 0.5])
    design = add_storeys(existing, Scenario(), Site())
    other = moved(under_other_ids(design) if rename else design, by)

    assert shift_between(existing, other) == pytest.approx(by)


def test_another_building_has_no_shift_or_a_large_one() -> None:
    strange = under_other_ids(flat(2, 4.0, 33.0, 7.0))
    assert shift_between(flat(), strange) is None
    # Turned by a quarter the parts are no longer alike; those that are lie elsewhere.
    shift = shift_between(flat(), turned(flat(), 90.0))
    assert shift is not None
    assert np.linalg.norm(shift) > 5
