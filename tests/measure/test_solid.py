from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.building import Neighbour
from optopcheck.domain.measurement import Measured, Measurement, Unmeasured
from optopcheck.domain.mesh import Mesh, merged
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.measure.solid import MeasuredSolid, measure_neighbour, measure_solid
from tests.geometry.test_closedness import block

GROUND = 1.5


def gable() -> Mesh:
    """10 by 8 m, eaves at 6 and ridge at 10 m; from 1.5 m: 80 * 4.5 + 80 * 4 / 2 = 520 m3."""
    corners = [(0, 0, GROUND), (10, 0, GROUND), (10, 8, GROUND), (0, 8, GROUND)]
    corners += [(0, 0, 6), (10, 0, 6), (10, 8, 6), (0, 8, 6), (0, 4, 10), (10, 4, 10)]
    faces = [(0, 2, 1), (0, 3, 2), (0, 1, 5), (0, 5, 4), (2, 3, 7), (2, 7, 6), (1, 2, 6), (1, 6, 5)]
    faces += [(3, 0, 4), (3, 4, 7), (4, 5, 9), (4, 9, 8), (6, 7, 8), (6, 8, 9), (5, 6, 9), (7, 4, 8)]
    return Mesh(np.array(corners, dtype=float), np.array(faces))


def sound(measured: Measured) -> Measurement:
    assert isinstance(measured, Measurement), measured
    assert measured.method.nl
    assert measured.method.en
    return measured


def unmeasured(found: MeasuredSolid) -> list[Unmeasured]:
    every = (found.height, found.ridge, found.footprint, found.volume)
    return [measured for measured in every if isinstance(measured, Unmeasured)]


def test_a_house_with_a_gable_roof() -> None:
    found = measure_solid("huis", [gable()], GROUND)
    assert (found.base, found.top, found.is_closed) == (GROUND, 10.0, True)
    assert sound(found.height).value == pytest.approx(8.5)
    assert sound(found.ridge).value == pytest.approx(8.5)
    assert sound(found.footprint).value == pytest.approx(80.0)
    volume = sound(found.volume)
    assert volume.value == pytest.approx(520.0)
    assert 0 < volume.tolerance < 0.3
    assert volume.doubts == ()
    # Only the datum is in doubt.
    assert sound(found.height).uncertainty == pytest.approx(0.101)


def test_a_flat_block_has_no_ridge() -> None:
    found = measure_solid("blok", [block()])
    assert isinstance(found.ridge, Unmeasured)
    assert sound(found.height).value == pytest.approx(2.0)


@pytest.mark.parametrize("face", range(16))
def test_a_missing_face_takes_the_volume_away(face: int) -> None:
    house = gable()
    found = measure_solid("huis", [Mesh(house.vertices, np.delete(house.faces, face, axis=0))], GROUND)
    assert isinstance(found.volume, Unmeasured)
    assert found.volume.need is Need.REPAIR
    assert found.volume.elements == ("huis",)
    assert "niet gesloten: 3 open" in found.volume.reason.nl
    assert len(found.open_at) == 3
    footprint = sound(found.footprint)
    assert abs(footprint.value - 80.0) <= footprint.uncertainty


def test_a_house_without_a_bottom_has_the_outline_of_its_roof_in_doubt() -> None:
    house = gable()
    footprint = sound(measure_solid("huis", [Mesh(house.vertices, house.faces[2:])], GROUND).footprint)
    assert footprint.value == pytest.approx(80.0)
    assert [doubt.amount for doubt in footprint.doubts] == [pytest.approx(18.0)]


def test_moving_a_house_changes_nothing_and_never_makes_an_open_one_measured() -> None:
    for house, closed in ((gable(), True), (Mesh(gable().vertices, gable().faces[3:]), False)):
        for way in ((0.0, 0.0, 0.0), (93_500.0, 452_700.0, 0.0), (-7e4, 3e5, 0.0)):
            found = measure_solid("huis", [house.moved(way)], GROUND)
            assert isinstance(found.volume, Measurement) == closed
            if closed:
                assert sound(found.volume).value == pytest.approx(520.0, rel=1e-6)


@given(
    st.lists(st.integers(0, 15), max_size=4),
    st.lists(st.integers(0, 15), max_size=3),
    st.lists(st.tuples(st.integers(0, 15), st.integers(0, 2), st.integers(0, 9)), max_size=2),
)
@settings(max_examples=150)
def test_no_damage_to_the_faces_gives_another_volume(
    lost: list[int], turned: list[int], moved: list[tuple[int, int, int]]
) -> None:
    faces = gable().faces.copy()
    for face in turned:
        faces[face] = faces[face, ::-1]
    for face, corner, to in moved:
        faces[face, corner] = to
    found = measure_solid("huis", [Mesh(gable().vertices, np.delete(faces, lost, axis=0))], GROUND)
    if isinstance(found.volume, Measurement):
        assert found.volume.value == pytest.approx(520.0)
    else:
        assert found.volume.need is Need.REPAIR


def test_parts_that_touch_add_up_and_parts_that_overlap_are_doubted() -> None:
    touching = sound(measure_solid("twee", [block(), block(4.0)]).volume)
    assert (touching.value, touching.doubts) == (pytest.approx(48.0), ())
    overlapping = sound(measure_solid("twee", [block(), block(3.0)]).volume)
    assert [doubt.amount for doubt in overlapping.doubts] == [pytest.approx(1 * 3 * 2)]
    assert abs(overlapping.value - 42.0) <= overlapping.uncertainty


def test_marks_of_the_source_are_doubts() -> None:
    marks = {"b3_rmse_lod22": "0.25", "b3_rmse_lod12": "2.5", "b3_val3dity_lod22": "[]"}
    found = measure_solid("huis", [gable()], GROUND, marks)
    assert [doubt.amount for doubt in sound(found.height).doubts] == [0.25]
    assert [doubt.amount for doubt in sound(found.volume).doubts] == [pytest.approx(0.25 * 80)]
    coarse = measure_solid("huis", [gable()], GROUND, marks, "1.2")
    assert [doubt.amount for doubt in sound(coarse.height).doubts] == [2.5]


@pytest.mark.parametrize(
    "mark",
    [
        {"b3_mutatie_ahn3_ahn4": "True"},
        {"b3_mutatie_ahn4_ahn5": "true"},
        {"b3_kwaliteitsindicator": "false"},
        {"pw_actueel": "uncertain"},
    ],
)
def test_a_building_that_may_have_changed_is_doubted_by_a_storey(mark: dict[str, str]) -> None:
    assert sum(d.amount for d in sound(measure_solid("huis", [gable()], GROUND, mark).height).doubts) >= 2.5


@pytest.mark.parametrize(
    "mark", [{"b3_mutatie_ahn3_ahn4": "False"}, {"b3_kwaliteitsindicator": "true"}, {"pw_actueel": "yes"}, {}]
)
def test_a_sound_mark_is_no_doubt(mark: dict[str, str]) -> None:
    assert sound(measure_solid("huis", [gable()], GROUND, mark).height).doubts == ()


@pytest.mark.parametrize("name", ["b3_val3dity_lod22", "val3dity_codes_lod22"])
@pytest.mark.parametrize("codes", ["[302]", "['302', '306']", "302"])
def test_a_body_that_the_source_rejects_is_not_measured(name: str, codes: str) -> None:
    found = measure_solid("huis", [gable()], GROUND, {name: codes})
    assert len(unmeasured(found)) == 4
    assert all("val3dity 302" in measured.reason.nl for measured in unmeasured(found))
    assert found.top == 10.0
    # What another level of detail lacks says nothing of this one.
    assert unmeasured(measure_solid("huis", [gable()], GROUND, {name: codes}, "1.2")) == []


def test_a_building_that_was_read_in_part_is_not_measured() -> None:
    found = measure_solid("huis", [gable()], GROUND, unread=[Text("de geometrie is onleesbaar")])
    assert [measured.reason.nl for measured in unmeasured(found)] == ["de geometrie is onleesbaar"] * 4
    nothing = measure_solid("leeg", [])
    assert len(unmeasured(nothing)) == 4
    assert np.isnan(nothing.base)


def test_a_body_away_from_its_ground_is_doubted() -> None:
    height = sound(measure_solid("huis", [gable()], GROUND + 0.4).height)
    assert [doubt.amount for doubt in height.doubts] == [pytest.approx(0.4)]
    assert isinstance(measure_solid("huis", [gable()], 99.0).height, Unmeasured)


def test_a_neighbour_as_the_city_model_gives_it() -> None:
    neighbour = Neighbour("buur", merged([gable(), gable().moved((10.0, 0, 0))]), GROUND)
    found = measure_neighbour(neighbour)
    assert sound(found.volume).value == pytest.approx(1040.0)
    assert sound(found.footprint).value == pytest.approx(160.0)
    rejected = measure_neighbour(replace(neighbour, quality={"b3_val3dity_lod22": "[601]"}))
    assert isinstance(rejected.volume, Unmeasured)
    loose = Mesh(gable().triangles.reshape(-1, 3), np.arange(48).reshape(-1, 3))
    assert sound(measure_neighbour(replace(neighbour, mesh=loose)).volume).value == pytest.approx(520.0)
