from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from optopcheck.domain.mesh import Mesh, merged
from optopcheck.domain.site import Site
from optopcheck.geometry.region import Region
from optopcheck.sun.days import sun_day
from optopcheck.sun.hours import STEP, facade_patches, ground_patches, sun_hours

SITE = Site(latitude=52.06, longitude=4.494)
DAY = date(2026, 3, 21)
NOTHING = Mesh(np.empty((0, 3)), np.empty((0, 3)))


def block(low: tuple[float, float], high: tuple[float, float], top: float) -> Mesh:
    ring = np.array([low, (high[0], low[1]), high, (low[0], high[1])], dtype=np.float64)
    return Region.from_ring(ring).extruded(0.0, top)


def test_open_ground_has_the_whole_day() -> None:
    ground = ground_patches(np.zeros(2), np.array([6.0, 4.0]), 0.0, 2.0, Region.empty())
    hours = sun_hours(ground, NOTHING, SITE, DAY)
    minutely = sun_day(DAY, 52.06, 4.494, 1.0, "Europe/Amsterdam")
    assert hours.shape == (6,)
    assert hours == pytest.approx((minutely.elevation > 0).sum() / 60, abs=STEP / 60)


def test_ground_is_cut_into_its_area_without_what_is_built() -> None:
    built = Region.from_ring(np.array([[0, 0], [3.7, 0], [3.7, 3.7], [0, 3.7]], dtype=np.float64))
    ground = ground_patches(np.zeros(2), np.array([10.0, 10.0]), 1.5, 1.0, built)
    # Of the squares at the edge of the building the outer half stays, with a corner as their place.
    assert len(ground.middles) == 100 - 3 * 3
    assert not built.covers(ground.middles[:, :2]).any()
    assert len(ground.triangles) == ground.per_middle * len(ground.middles)
    assert ground.triangles[:, :, 2] == pytest.approx(1.5)
    assert ground.triangles.reshape(-1, 2 * 3, 3).mean(axis=1)[:, :2] == pytest.approx(
        ground.middles[:, :2], abs=0.51
    )


def test_facades_are_cut_small_and_keep_their_area() -> None:
    walls = facade_patches(block((0, 0), (10, 8), 6.0), 1.0)
    edges = np.linalg.norm(np.roll(walls.triangles, -1, axis=1) - walls.triangles, axis=2)
    crossed = np.cross(
        walls.triangles[:, 1] - walls.triangles[:, 0], walls.triangles[:, 2] - walls.triangles[:, 0]
    )
    assert edges.max() <= 1.0
    assert np.linalg.norm(crossed, axis=1).sum() / 2 == pytest.approx(2 * (10 + 8) * 6)
    assert np.abs(walls.normals[:, 2]).max() < 1e-9


def test_north_facade_has_no_sun_in_winter_and_the_south_one_all() -> None:
    house = block((0, 0), (10, 8), 6.0)
    walls = facade_patches(house, 2.0)
    hours = sun_hours(walls, house, SITE, date(2026, 12, 21))
    assert (hours[walls.normals[:, 1] > 0.5] == 0).all()
    assert hours[walls.normals[:, 1] < -0.5] == pytest.approx(7.7, abs=0.3)


def test_a_volume_more_never_adds_sun() -> None:
    rng = np.random.default_rng(5)
    places = rng.uniform(3, 12, (6, 3)) * [3, 3, 1]
    city = [block((x, y), (x + 6, y + 6), height) for x, y, height in places.tolist()]
    ground = ground_patches(np.zeros(2), np.full(2, 46.0), 0.0, 2.0, Region.empty())
    before = sun_hours(ground, merged(city[:5]), SITE, DAY)
    after = sun_hours(ground, merged(city), SITE, DAY)
    assert (after <= before).all()
    assert (after < before).sum() > 20


def test_true_north_turns_the_sun() -> None:
    """A frame turned by 50 deg shows the same world."""
    wall = block((-30, 5), (30, 6), 20.0)
    ground = ground_patches(np.full(2, -1.0), np.full(2, 1.0), 0.0, 2.0, Region.empty())
    plain = sun_hours(ground, wall, SITE, DAY)
    a = np.radians(50.0)
    turn = np.array([[np.cos(a), np.sin(a), 0], [-np.sin(a), np.cos(a), 0], [0, 0, 1]])
    turned = Site(latitude=52.06, longitude=4.494, true_north=-50.0)
    assert sun_hours(ground, Mesh(wall.vertices @ turn, wall.faces), turned, DAY) == pytest.approx(plain)
    assert not np.allclose(sun_hours(ground, wall, turned, DAY), plain)


def test_a_site_without_a_place() -> None:
    ground = ground_patches(np.zeros(2), np.ones(2), 0.0, 1.0, Region.empty())
    with pytest.raises(ValueError, match="latitude"):
        sun_hours(ground, NOTHING, Site(), DAY)
