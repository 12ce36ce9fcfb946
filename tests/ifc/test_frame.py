from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.ifc.earth import locate, tool_default
from optopcheck.ifc.frame import RD_NEW, make_frame
from optopcheck.ifc.survey import Conversion, World

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
