"""Shadow polygons of box, gnomon, L and overhang on ground, roof and slope, against their formulas."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.building import Building, Element, Neighbour
from optopcheck.domain.case import Case
from optopcheck.domain.mesh import Floats, Mesh, merged
from optopcheck.domain.site import Datum, Origin, Site
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.service.shade import Plot, ShadeScene
from optopcheck.sun.position import sun_position
from optopcheck.sun.receivers import Casters, roof_receivers
from optopcheck.sun.shadows import Plane, shadow_region
from optopcheck.sun.sky import sun_vector
from tests.blocks import turned

WITHIN = 0.01  # [m]
SNAPPED = 1e-3  # [m2], a micrometre along hundreds of metres of outline
SUNS = [(200.0, 37.0), (131.0, 12.0), (255.0, 61.0), (47.0, 5.0), (310.0, 22.0)]
L_SHAPE = np.array([[0, 0], [12, 0], [12, 5], [5, 5], [5, 14], [0, 14]], dtype=float)
RECTANGLE = np.array([[0, 0], [8, 0], [8, 5], [0, 5]], dtype=float)
PEIL = Datum(0.0, Text("peil"), Origin.ENTERED)
SITE = Site(latitude=52.06, longitude=4.494, plan_datum=PEIL)
ZONE = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 3, 21, 13, 10, tzinfo=ZONE)


def towards(azimuth: float, elevation: float) -> Floats:
    return sun_vector(np.array(azimuth), np.array(elevation), 0.0)


def prism(ring: Floats, low: float, high: float) -> Mesh:
    return Region.from_ring(ring).extruded(low, high)


def away(azimuth: float, elevation: float) -> Floats:
    """How far the shadow of one metre reaches, shape (2,)."""
    a, length = np.radians(azimuth), 1 / np.tan(np.radians(elevation))
    return np.array([-np.sin(a) * length, -np.cos(a) * length])


def swept(ring: Floats, start: Floats, end: Floats) -> shapely.Geometry:
    """The ground over which a polygon passes on its way from one offset to another."""
    sides = [
        shapely.convex_hull(shapely.multipoints([a + start, b + start, a + end, b + end]))
        for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True)
    ]
    return shapely.union_all([shapely.Polygon(ring + start), shapely.Polygon(ring + end), *sides])


def same(found: Region, expected: shapely.Geometry) -> None:
    assert shapely.hausdorff_distance(found.shape, expected, densify=0.05) < WITHIN
    assert found.area == pytest.approx(expected.area, abs=WITHIN * expected.length)


@pytest.mark.parametrize("sun", SUNS)
@pytest.mark.parametrize("ring", [RECTANGLE, L_SHAPE])
@pytest.mark.parametrize("level", [0.0, 3.5])
def test_box_and_l_on_ground_and_on_a_raised_roof(
    sun: tuple[float, float], ring: Floats, level: float
) -> None:
    found = shadow_region(prism(ring, -1.0, 9.0).triangles, towards(*sun), Plane.level(level))
    same(found, swept(ring, np.zeros(2), (9.0 - level) * away(*sun)))


@pytest.mark.parametrize("sun", SUNS)
def test_gnomon_points_with_its_tip(sun: tuple[float, float]) -> None:
    needle = np.array([[-1e-4, -1e-4], [1e-4, -1e-4], [1e-4, 1e-4], [-1e-4, 1e-4]])
    found = shadow_region(prism(needle, 0.0, 4.0).triangles, towards(*sun), Plane.level(0.0))
    tip = 4.0 * away(*sun)
    corners = np.concatenate([ring for ring, _ in found.rings()])
    farthest = corners[np.argmax(np.linalg.norm(corners, axis=1))]
    assert np.linalg.norm(farthest - tip) < WITHIN


@pytest.mark.parametrize("sun", SUNS)
def test_overhang_leaves_a_strip_of_sun(sun: tuple[float, float]) -> None:
    found = shadow_region(prism(RECTANGLE, 3.0, 3.2).triangles, towards(*sun), Plane.level(0.0))
    same(found, swept(RECTANGLE, 3.0 * away(*sun), 3.2 * away(*sun)))


@pytest.mark.parametrize("sun", SUNS)
@pytest.mark.parametrize("slope", [(0.0, 0.7), (0.3, -0.4), (-0.05, 0.0)])
def test_box_on_a_slope(sun: tuple[float, float], slope: tuple[float, float]) -> None:
    plane = Plane(2.0, np.array(slope))
    to = towards(*sun)
    if not plane.faces(to):
        pytest.skip("the slope looks away from this sun")
    found = shadow_region(prism(RECTANGLE, -20.0, 12.0).triangles, to, plane)
    tops = np.column_stack([RECTANGLE, np.full(4, 12.0)])
    # Where the ray p - t s meets z = 2 + slope . xy.
    t = (tops[:, 2] - 2.0 - tops[:, :2] @ plane.slope) / (to[2] - to[:2] @ plane.slope)
    hits = tops[:, :2] - t[:, None] * to[:2]
    same(found, shapely.convex_hull(shapely.multipoints(np.concatenate([RECTANGLE, hits]))))


def gable(ridge: float = 9.0) -> Mesh:
    """A house of 10 x 8 m, eaves at 5 m to the south and north, faces outwards."""
    corners = np.array(
        [[0, 0, 0], [10, 0, 0], [10, 8, 0], [0, 8, 0], [0, 0, 5], [10, 0, 5], [10, 8, 5], [0, 8, 5],
         [0, 4, ridge], [10, 4, ridge]], dtype=float,
    )  # fmt: skip
    faces = [
        [0, 2, 1], [0, 3, 2], [0, 1, 5], [0, 5, 4], [2, 3, 7], [2, 7, 6], [1, 2, 6], [1, 6, 9],
        [1, 9, 5], [3, 0, 4], [3, 4, 8], [3, 8, 7], [4, 5, 9], [4, 9, 8], [6, 7, 8], [6, 8, 9],
    ]  # fmt: skip
    return Mesh(corners, np.array(faces))


def test_planes_of_a_gable_roof() -> None:
    roofs = roof_receivers("huis", gable(), 0.0)
    assert [round(roof.region.area, 6) for roof in roofs] == [40.0, 40.0]
    assert sorted(round(float(roof.plane.slope[1]), 6) for roof in roofs) == [-1.0, 1.0]
    assert roofs[0].plane.stretch == pytest.approx(np.sqrt(2))


def test_shadow_of_a_tower_on_a_pitched_roof() -> None:
    """South of the house stands a wall of 30 m; its edge draws a level line on the roof."""
    sun = (180.0, 45.0)
    wall = prism(np.array([[-50, -20], [60, -20], [60, -19], [-50, -19]], dtype=float), 0.0, 26.0)
    house = gable()
    casters = Casters(merged([wall, house]).triangles, towards(*sun))
    south = next(r for r in roof_receivers("huis", house, 0.0) if r.plane.slope[1] > 0)
    # z = 5 + y and z = 26 - (y + 19) meet at y = 1.
    same(casters.shade_on(south), shapely.box(0, 0, 10, 1.0))


def test_roof_casts_no_shadow_on_itself() -> None:
    house = gable(5.5)
    casters = Casters(house.triangles, towards(200.0, 37.0))
    for roof in roof_receivers("huis", house, 0.0):
        assert casters.shade_on(roof).area == 0.0


def block(ring: Floats, height: float) -> Element:
    return Element(f"blok{height}", "IfcWall", "blok", prism(ring, 0.0, height))


def designs(ring: Floats = RECTANGLE) -> tuple[Building, Building]:
    """A block of 9 m, and the same with a storey of 3 m on it."""
    before = Building("blok", (block(ring, 9.0),))
    added = Element("laag", "IfcWall", "laag", prism(ring, 9.0, 12.0), added=True)
    return before, replace(before, elements=(*before.elements, added))


def test_extra_shade_is_the_formula_and_the_plots_share_it() -> None:
    before, after = designs()
    west, east = ([[-60, -60], [4, -60], [4, 60], [-60, 60]], [[4, -60], [68, -60], [68, 60], [4, 60]])
    plots = [Plot("west", np.array(west, dtype=float)), Plot("oost", np.array(east, dtype=float))]
    shade = ShadeScene(Case(before, SITE), before, after, plots).at(NOON)
    azimuth, elevation = (float(v[0]) for v in sun_position(_utc(NOON), 52.06, 4.494))
    a = np.radians(azimuth)
    wide = 8 * abs(np.cos(a)) + 5 * abs(np.sin(a))
    per_metre = wide / np.tan(np.radians(elevation))
    assert shade.ground.before.area == pytest.approx(9 * per_metre, abs=SNAPPED)
    assert shade.ground.extra.area == pytest.approx(3 * per_metre, abs=SNAPPED)
    assert shade.ground.less.area == 0.0
    assert sum(p.extra for p in shade.plots) == pytest.approx(shade.ground.extra.area, abs=SNAPPED)
    assert [p.open_area for p in shade.plots] == pytest.approx([64 * 120 - 20] * 2)


def _utc(when: datetime) -> Floats:
    return np.array([np.datetime64(int(when.timestamp()), "s")])


def test_volume_that_goes_gives_sun_back() -> None:
    before, after = designs()
    shade = ShadeScene(Case(before, SITE), after, before).at(NOON)
    there = ShadeScene(Case(before, SITE), before, after).at(NOON)
    assert shade.ground.extra.area == 0.0
    assert shade.ground.less.area == pytest.approx(there.ground.extra.area)


def test_sun_that_is_down_shades_nothing_and_says_so() -> None:
    shade = ShadeScene(Case(designs()[0], SITE), *designs()).at(datetime(2026, 12, 21, 18, tzinfo=ZONE))
    assert not shade.is_day
    assert shade.elevation < 0
    assert shade.clock == "18:00 (UTC+1)"
    assert shade.ground.extra.is_empty
    assert shade.roofs == ()


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ((3, 21), "12:00 (UTC+1)"),
        ((3, 28), "12:00 (UTC+1)"),
        ((3, 29), "12:00 (UTC+2)"),
        ((9, 21), "12:00 (UTC+2)"),
        ((10, 24), "12:00 (UTC+2)"),
        ((10, 25), "12:00 (UTC+1)"),
    ],
)  # fmt: skip
def test_clock_says_its_offset(day: tuple[int, int], clock: str) -> None:
    shade = ShadeScene(Case(designs()[0], SITE), *designs()).at(datetime(2026, *day, 12, tzinfo=ZONE))
    assert shade.clock == clock


@pytest.mark.parametrize("degrees", [50.0, -50.0, 123.0])
def test_turned_model_gives_the_same_shade(degrees: float) -> None:
    """A frame in which true north lies elsewhere shows the same world."""
    house = Neighbour("huis", Mesh(gable().vertices + np.array([0.0, 12.0, 0.0]), gable().faces), 0.0)
    before, after = designs(L_SHAPE - np.array([2.0, 4.0]))
    plain = ShadeScene(Case(before, SITE, (house,)), before, after).at(NOON)
    round_ = [turned(b, degrees) for b in (before, after)]
    moved = turned(Building("huis", (Element("h", "IfcWall", "h", house.mesh),)), degrees).mesh
    # Turned against the clock, true north lies as far against the clock from +y.
    site = replace(SITE, true_north=-degrees)
    case = Case(round_[0], site, (Neighbour("huis", moved, 0.0),))
    # Elements that stay must be the same ones, as they are in a design.
    round_[1] = replace(round_[1], elements=(*round_[0].elements, *round_[1].elements[1:]))
    other = ShadeScene(case, *round_).at(NOON)
    assert plain.extra_on_roofs > 1.0
    assert other.extra_on_roofs == pytest.approx(plain.extra_on_roofs, abs=SNAPPED)
    assert other.ground.extra.area == pytest.approx(plain.ground.extra.area, abs=SNAPPED)
    turned_back = other.ground.before.turned(-degrees)
    assert turned_back.shape.symmetric_difference(plain.ground.before.shape).area < SNAPPED


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), hour=st.integers(8, 18))
def test_after_is_before_plus_extra_and_nothing_is_counted_twice(seed: int, hour: int) -> None:
    rng = np.random.default_rng(seed)

    def volume(name: str) -> Element:
        low = rng.uniform(-20, 20, 2)
        ring = low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * rng.uniform(1, 15, 2)
        return Element(name, "IfcWall", name, prism(ring, 0.0, float(rng.uniform(2, 15))))

    before = Building("stad", tuple(volume(str(k)) for k in range(3)))
    after = replace(before, elements=(*before.elements, volume("nieuw")))
    when = datetime(2026, 6, 21, hour, tzinfo=ZONE)
    scene = ShadeScene(Case(before, SITE, (Neighbour("huis", gable(), 0.0),)), before, after)
    shade, full = scene.at(when), ShadeScene(scene.case, after, after).at(when)
    # The design stands on ground that was open: that is no shade of before either way.
    old, extra, whole = (
        r.without(scene.footprint) for r in (shade.ground.before, shade.ground.extra, full.ground.before)
    )
    assert old.common(extra).area < SNAPPED
    assert old.area + extra.area == pytest.approx(whole.area, abs=SNAPPED)
    assert old.united(extra).shape.symmetric_difference(whole.shape).area < SNAPPED
    assert shade.ground.less.area == 0.0
    for roof, other in zip(shade.roofs, full.roofs, strict=True):
        assert roof.shade.before.area + roof.shade.extra.area == pytest.approx(
            other.shade.before.area, abs=SNAPPED
        )
