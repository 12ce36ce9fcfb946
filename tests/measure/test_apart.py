"""Distances to buildings around: outlines whose distance is known in closed form."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optopcheck.domain.addition import Size
from optopcheck.domain.building import Neighbour
from optopcheck.domain.measurement import Measurement, Reading, Unmeasured
from optopcheck.domain.mesh import Mesh, merged, turn_about_z
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.measure import measure_building, neighbour_distances
from optopcheck.measure.apart import DRAWN
from tests.blocks import PEIL, PROFILE, box, flat, rectangle, turned, with_elements


def footprint(turn: float = 0.0) -> Measurement:
    found = measure_building(turned(flat(), turn), plan_datum=PEIL, profile=PROFILE)
    area = found.measurements.footprint_area
    assert isinstance(area, Measurement)
    return area


OWN = footprint()


def house(x: float, y: float, turn: float = 0.0, width: float = 6.0, depth: float = 8.0) -> Neighbour:
    mesh = rectangle(width, depth).moved(x, y).extruded(0.0, 7.0)
    return Neighbour(f"huis {x} {y}", Mesh(turn_about_z(mesh.vertices, turn), mesh.faces), 0.0)


def apart(neighbour: Neighbour, turn: float = 0.0) -> Size:
    own = OWN if turn == 0.0 else footprint(turn)
    (found,) = neighbour_distances(own, turned(flat(), turn), (neighbour,))
    assert isinstance(found, Size), found
    return found


@pytest.mark.parametrize("turn", [0.0, 31.0])
@pytest.mark.parametrize(
    ("x", "y", "distance"),
    [(25.0, 0.0, 5.0), (0.0, -20.0, 12.0), (23.0, 14.0, 5.0), (20.0, 2.0, 0.0), (5.0, 2.0, 0.0)],
)
def test_the_shortest_way_between_two_outlines(x: float, y: float, distance: float, turn: float) -> None:
    found = apart(house(x, y, turn), turn)

    assert found.value == pytest.approx(distance, abs=2e-3)
    assert DRAWN < found.doubt < DRAWN + 0.05
    assert found.readings == ()


def test_a_roof_that_stands_out_is_doubt() -> None:
    roof = rectangle(6, 8).moved(25, 0).grown(0.8).extruded(6.0, 7.0)
    below = Region.from_ring(np.array([[25.0, 0], [31, 0], [31, 8], [25, 8]])).flat_mesh(0.0)
    whole = merged([Mesh(below.vertices, below.faces[:, ::-1]), roof])
    alone = merged([rectangle(6, 8).moved(25, 0).flat_mesh(7.0)])
    sunk, bare = (apart(Neighbour("kap", mesh, 0.0)) for mesh in (whole, alone))

    # The underside of the overhang looks down as well: it is part of the outline.
    assert sunk.value == pytest.approx(4.2, abs=2e-3)
    assert (bare.value, bare.doubt) == (pytest.approx(5.0), pytest.approx(DRAWN + 0.51, abs=0.02))


def test_a_building_without_faces_has_no_distance() -> None:
    empty = Neighbour("leeg", Mesh(np.empty((0, 3)), np.empty((0, 3), dtype=np.int64)), 0.0)
    (found,) = neighbour_distances(OWN, flat(), (empty,))

    assert isinstance(found, Unmeasured)
    assert "leeg" in found.reason.nl


def test_what_else_stands_in_the_model_is_another_reading() -> None:
    shed = box("IfcWall", "schuur", (20.5, 0, 0), (24, 4, 2.5))
    disputed = replace(OWN, readings=(Reading(Text("met de schuur"), 214.0),))
    (found,) = neighbour_distances(disputed, with_elements(flat(), shed), (house(25.0, 0.0),))

    assert isinstance(found, Size)
    assert found.value == pytest.approx(5.0)
    assert [reading.value for reading in found.readings] == [pytest.approx(1.0)]


def test_without_an_outline_nothing_is_told_and_the_same_question_is_answered_once() -> None:
    around, building = (house(25.0, 0.0), house(0.0, -20.0)), flat()
    (first, second) = neighbour_distances(replace(OWN, geometry=None), building, around)

    assert isinstance(first, Unmeasured)
    assert first == second
    assert neighbour_distances(OWN, building, around) is neighbour_distances(OWN, building, around)
