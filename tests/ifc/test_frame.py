from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.ifc.earth import locate, tool_default
from optopcheck.ifc.frame import make_frame
from optopcheck.ifc.grid import RD_NEW
from optopcheck.ifc.survey import Axes, Conversion, World

if TYPE_CHECKING:
    from optopcheck.ifc.frame import Frame

# RD and WGS84 of one point, from the national converter.
S1_RD, S1_WGS = (159860.987, 384230.208), (51.44714029715, 5.45712582679)
ZOETERMEER = (93_000.0, 452_000.0)
TO_A_METRE = 1.5 / 111_000

CONVERSION = Conversion(*ZOETERMEER, 2.0, 1.0, 0.0, 1.0, "EPSG:28992", "NAP", 1.0, "IfcMapConversion")


def codes(frame: Frame) -> set[str]:
    return {defect.code for defect in frame.defects}


def test_against_the_national_grid() -> None:
    place = locate(RD_NEW, *S1_RD)
    assert place is not None
    assert place.latitude == pytest.approx(S1_WGS[0], abs=TO_A_METRE)
    assert place.longitude == pytest.approx(S1_WGS[1], abs=TO_A_METRE * 1.6)


@pytest.mark.parametrize("rd", [ZOETERMEER, (155_000.0, 463_000.0), (250_000.0, 580_000.0)])
def test_true_north_is_where_a_kilometre_north_ends(rd: tuple[float, float]) -> None:
    pyproj = pytest.importorskip("pyproj")
    place = locate(RD_NEW, *rd)
    assert place is not None
    # The geodesic, not a step in latitude: another way than the code takes.
    end = pyproj.Geod(ellps="bessel").fwd(place.longitude, place.latitude, 0.0, 1000.0)
    to_rd = pyproj.Transformer.from_crs(4326, RD_NEW, always_xy=True)
    east, north = to_rd.transform(end[0], end[1])
    assert place.true_north == pytest.approx(math.degrees(math.atan2(east - rd[0], north - rd[1])), abs=0.02)
    convergence = pyproj.Proj("EPSG:28992").get_factors(place.longitude, place.latitude).meridian_convergence
    assert place.true_north == pytest.approx(-convergence, abs=0.01)


def test_west_of_amersfoort_true_north_lies_clockwise_of_grid_north() -> None:
    west, east = locate(RD_NEW, *ZOETERMEER), locate(RD_NEW, 250_000.0, 452_000.0)
    assert west is not None
    assert east is not None
    assert west.true_north == pytest.approx(0.71, abs=0.03)
    assert east.true_north < 0


@given(
    st.floats(-180, 180),
    st.floats(-5e5, 5e5),
    st.floats(-5e5, 5e5),
    st.tuples(st.floats(-50, 50), st.floats(-50, 50), st.floats(-10, 60)),
)
def test_the_frame_is_stiff_and_world_is_offset_plus_local(
    turn: float, x: float, y: float, near: tuple[float, float, float]
) -> None:
    angle = math.radians(turn)
    conversion = replace(CONVERSION, abscissa=math.cos(angle), ordinate=math.sin(angle))
    # The building lies far from the zero of the model, but at the same place on the map.
    c, s = math.cos(angle), math.sin(angle)
    conversion = replace(
        conversion,
        eastings=ZOETERMEER[0] - (c * x - s * y),
        northings=ZOETERMEER[1] - (s * x + c * y),
    )
    frame = make_frame(World(conversion), np.array([x, y]))
    assert frame.site.georeference.epsg == RD_NEW
    points = np.array([[x, y, 0.0], [x + near[0], y + near[1], near[2]]])
    local = frame.apply(points)
    assert np.linalg.norm(local[1] - local[0]) == pytest.approx(np.linalg.norm(near), abs=1e-6)
    world = np.array(frame.site.georeference.offset) + local[0, :2]
    assert world == pytest.approx(ZOETERMEER, abs=1e-5)
    assert local[0, 2] == pytest.approx(2.0)


def test_the_scale_of_the_grid_moves_the_building_and_never_stretches_it() -> None:
    frame = make_frame(World(replace(CONVERSION, scale=0.9999)), np.array([1000.0, 0.0]))
    local = frame.apply(np.array([[1000.0, 0, 0], [1010.0, 0, 0]]))
    assert local[1, 0] - local[0, 0] == pytest.approx(10.0)
    assert frame.site.georeference.offset[0] + local[0, 0] == pytest.approx(93_999.9)


def test_millimetres_written_as_metres_are_seen_and_said() -> None:
    wrong = replace(CONVERSION, eastings=93_000_250.0, northings=452_000_000.0)
    frame = make_frame(World(wrong), np.zeros(2))
    assert "IFC-MAP-UNIT" in codes(frame)
    assert frame.site.georeference.offset == (93_000.0, 452_000.0)
    nowhere = make_frame(World(replace(CONVERSION, eastings=9e8)), np.zeros(2))
    assert "IFC-MAP-OUTSIDE" in codes(nowhere)
    assert nowhere.site.latitude is None


def test_names_without_a_code_and_the_compound_system() -> None:
    for crs in ("Amersfoort / RD New", "EPSG:7415", "RD New + NAP"):
        frame = make_frame(World(replace(CONVERSION, crs=crs, vertical="")), np.zeros(2))
        assert frame.site.georeference.epsg == RD_NEW
        assert (frame.site.georeference.height_system == "NAP") == (crs != "Amersfoort / RD New")
    unknown = make_frame(World(replace(CONVERSION, crs="eigen stelsel")), np.zeros(2))
    assert "IFC-MAP-UNUSABLE" in codes(unknown)
    assert unknown.site.georeference.epsg is None


def test_a_true_north_that_contradicts_the_map() -> None:
    place = locate(RD_NEW, *ZOETERMEER)
    assert place is not None
    angle = math.radians(30.0 + place.true_north)
    turned = replace(CONVERSION, abscissa=math.cos(math.radians(30)), ordinate=math.sin(math.radians(30)))
    agrees = make_frame(World(turned, (math.sin(angle), math.cos(angle))), np.zeros(2))
    assert "IFC-NORTH-CONFLICT" not in codes(agrees)
    opposes = make_frame(World(turned, (-math.sin(angle), math.cos(angle))), np.zeros(2))
    assert "IFC-NORTH-CONFLICT" in codes(opposes)


def test_without_a_map_the_model_is_turned_to_its_own_north() -> None:
    world = World(None, (math.sin(math.radians(40)), math.cos(math.radians(40))), 52.06, 4.49)
    frame = make_frame(world, np.zeros(2))
    north = frame.apply(np.array([[math.sin(math.radians(40)), math.cos(math.radians(40)), 0.0]]))
    assert north[0] == pytest.approx([0, 1, 0], abs=1e-12)
    assert (frame.site.true_north, frame.site.latitude) == (0.0, 52.06)
    assert not frame.defects


def test_an_unusable_north_is_no_north() -> None:
    for direction in ((2.0, 6e-17, 1.0), (0.0, 0.0), (1.0,), None):
        assert "IFC-NORTH-NONE" in codes(make_frame(World(None, direction, 52.06, 4.49), np.zeros(2)))


def test_positions_that_programs_write() -> None:
    assert tool_default(42 + 21 / 60 + 31 / 3600, -71 - 3 / 60 - 24 / 3600) == "Revit: Boston"
    assert tool_default(52.06, 4.49) is None
    assert "IFC-POSITION-ABROAD" in codes(make_frame(World(None, (0, 1), 48.1, 11.6), np.zeros(2)))
    for latitude, longitude in ((48.1330, 11.58300), (0.0, 0.0), (52.15, 5.383333), (41.8744, -87.639399)):
        assert tool_default(latitude, longitude) is not None
        assert "IFC-POSITION-DEFAULT" in codes(
            make_frame(World(None, (0, 1), latitude, longitude), np.zeros(2))
        )


def test_each_factor_stretches_its_own_axis_before_the_turn() -> None:
    scaled = replace(CONVERSION, abscissa=0.0, ordinate=1.0, scale=0.9999, factors=(1.0, 1.0002, 1.0))
    frame = make_frame(World(scaled), np.array([1000.0, 2000.0]))
    local = frame.apply(np.array([[1000.0, 2000.0, 0.0]]))[0]
    world = np.array(frame.site.georeference.offset) + local[:2]
    # A quarter turn: x of the model runs north, y runs west.
    assert world == pytest.approx([93_000 - 2000 * 0.9999 * 1.0002, 452_000 + 1000 * 0.9999], abs=1e-6)
    assert "IFC-MAP-FACTORS" not in codes(frame)


def test_unequal_factors_are_told_and_stretch_nothing() -> None:
    frame = make_frame(World(replace(CONVERSION, factors=(1.0, 1.05, 1.0))), np.zeros(2))
    assert "IFC-MAP-FACTORS" in codes(frame)
    local = frame.apply(np.array([[0.0, 0, 0], [0.0, 10.0, 0]]))
    assert local[1, 1] - local[0, 1] == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("world", "level", "accuracy"),
    [
        (World(CONVERSION, (0, 1), 52.06, 4.49), 50, 1.0),
        (World(None, (0, 1), context=Axes(93_000.0, 452_000.0, 0.0, 10.0)), 40, 1.0),
        (World(None, (0, 1), 52.06, 4.49), 20, 100.0),
        (World(None, (0, 1), 52.05, 4.5, 2), 20, 1850.0),
        (World(None, (0, 1), address="Dorpsstraat 1, Zoetermeer"), 10, None),
        (World(None, (0, 1), 42.3585, -71.0595, address="Dorpsstraat 1"), 10, None),
        (World(None, (0, 1), 42.3585, -71.0595), 0, None),
        (World(), 0, None),
    ],
)
def test_the_best_usable_level_of_georeferencing(world: World, level: int, accuracy: float | None) -> None:
    reference = make_frame(world, np.zeros(2)).site.georeference
    assert (reference.level, reference.accuracy) == (level, accuracy)


def test_placements_of_the_size_of_rd_are_read_as_rd_and_said() -> None:
    frame = make_frame(World(None, (0.0, 1.0), 52.05, 4.5, 2), np.array(ZOETERMEER))
    reference = frame.site.georeference
    assert (reference.epsg, reference.level) == (RD_NEW, 30)
    assert "IFC-RD-ASSUMED" in codes(frame)
    assert reference.height_system is None
    local = frame.apply(np.array([[*ZOETERMEER, 3.0]]))[0]
    assert np.array(reference.offset) + local[:2] == pytest.approx(ZOETERMEER)
    assert frame.site.latitude == pytest.approx(52.05, abs=0.05)
    # Grid north stays y; true north is the meridian convergence.
    assert frame.turn == 0.0
    assert frame.site.true_north == pytest.approx(0.71, abs=0.03)


@pytest.mark.parametrize(
    "world",
    [
        World(None, (math.sin(math.radians(30)), math.cos(math.radians(30)))),
        World(None, (0.0, 1.0), 53.2, 6.5),
    ],
)
def test_a_contradiction_stops_coordinates_of_the_size_of_rd(world: World) -> None:
    frame = make_frame(world, np.array(ZOETERMEER))
    assert "IFC-RD-DOUBTFUL" in codes(frame)
    assert "IFC-RD-ASSUMED" not in codes(frame)
    assert frame.site.georeference.epsg is None


def test_a_default_position_contradicts_nothing() -> None:
    frame = make_frame(World(None, (0.0, 1.0), 42.3585, -71.0595), np.array(ZOETERMEER))
    assert frame.site.georeference.epsg == RD_NEW


@pytest.mark.parametrize("centre", [(114_502.0, 1_185_944.0), (452_000.0, 93_000.0), (5.0, 8.0)])
def test_other_sizes_are_no_rd(centre: tuple[float, float]) -> None:
    frame = make_frame(World(None, (0.0, 1.0)), np.array(centre))
    assert frame.site.georeference.epsg is None
    assert not codes(frame) & {"IFC-RD-ASSUMED", "IFC-RD-DOUBTFUL"}


def test_axes_of_the_context_turn_and_move_the_model() -> None:
    axes = Axes(93_000.0, 452_000.0, 0.0, 90.0)
    frame = make_frame(World(None, context=axes), np.array([10.0, 20.0]))
    local = frame.apply(np.array([[10.0, 20.0, 0.0]]))[0]
    assert np.array(frame.site.georeference.offset) + local[:2] == pytest.approx([92_980.0, 452_010.0])
    assert frame.turn == pytest.approx(90.0)
    beside = make_frame(World(CONVERSION, context=axes), np.zeros(2))
    assert "IFC-CONTEXT-UNUSED" in codes(beside)
    assert beside.turn == 0.0


@pytest.mark.parametrize(
    ("epsg", "x", "y"), [(31370, 150e3, 170e3), (25832, 4e5, 5.6e6), (31467, 3.5e6, 5.5e6)]
)
def test_grids_of_the_neighbours_state_their_accuracy(epsg: int, x: float, y: float) -> None:
    place = locate(epsg, x, y)
    assert place is not None
    assert 49 < place.latitude < 52
    assert place.accuracy is not None
    assert 0 <= place.accuracy <= 5


def test_a_system_in_degrees_is_no_map() -> None:
    frame = make_frame(World(replace(CONVERSION, crs="EPSG:4258")), np.zeros(2))
    assert "IFC-MAP-UNUSABLE" in codes(frame)
    assert frame.site.latitude is None
