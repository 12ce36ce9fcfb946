from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.building import Aperture, ObservationPoint
from optopcheck.domain.job import CancelledError, InputError
from optopcheck.domain.mesh import Mesh, merged, turn_about_z
from optopcheck.domain.rule import LegalSource, Limit, Standing
from optopcheck.domain.site import Site
from optopcheck.domain.sunlight import PointPosition, SunNorm
from optopcheck.domain.text import Text
from optopcheck.geometry.rays import Obstacles
from optopcheck.sun.days import sun_day
from optopcheck.sun.sky import sky_of, sun_vector
from optopcheck.sun.study import study_added, study_sun
from optopcheck.sun.views import OFFSET, Views, dot

if TYPE_CHECKING:
    from optopcheck.domain.sunlight import SunStudy

SITE = Site(latitude=52.06, longitude=4.494)
YEAR = 2026
SECONDS = 2 / 60  # [min]; one second for each edge of an interval
NOTHING = Mesh(np.empty((0, 3)), np.empty((0, 3)))
NORM = SunNorm(
    "proef",
    Text("proef"),
    LegalSource("proefnorm", "passage", "https://example.org", "1", Standing.PRACTICE),
    Limit(2.0, "h", "1", "proef"),
    days=((2, 19), (6, 21), (10, 21)),
    period=((2, 19), (10, 21)),
    step=10.0,
)


def point(
    position: tuple[float, float, float] = (0.0, 0.0, 1.0), degrees: float = 180.0, **kwargs: Any
) -> ObservationPoint:
    """Return a point that looks out in a compass direction of the frame [deg]."""
    facing = np.array([np.sin(np.radians(degrees)), np.cos(np.radians(degrees)), 0.0])
    return ObservationPoint("p", np.array(position), facing, "proef", "raam", **kwargs)


def study(points: list[ObservationPoint], mesh: Mesh = NOTHING, site: Site = SITE, **norm: Any) -> SunStudy:
    return study_sun(replace(NORM, **norm), points, mesh, site, YEAR)


def scattered(seed: int, count: int) -> Mesh:
    """Return triangles around the origin, none within 1 m of it."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform([-30, -30, -2], [30, 30, 15], (count, 1, 3))
    centres[:, :, :2] += np.sign(centres[:, :, :2]) * 7
    return Mesh((centres + rng.uniform(-5, 5, (count, 3, 3))).reshape(-1, 3), np.arange(3 * count))


def test_open_view_south_sees_what_is_reachable() -> None:
    found = study([point()])
    assert found.minutes.tolist() == found.reachable.tolist()
    # Sunrise to sunset but for the hours behind the façade: 10.05 h on 19 February.
    assert found.minutes[0, 0] == pytest.approx(10.05 * 60, abs=10)
    assert found.tolerance == pytest.approx(20.0 + SECONDS)


def test_north_facade_gets_no_sun_in_winter() -> None:
    found = study([point(degrees=0.0)])
    assert found.reachable[0].tolist() == [0.0, pytest.approx(found.reachable[0, 1]), 0.0]
    assert found.tolerance[0, 0] == 0.0
    assert found.reachable[0, 1] > 120  # early and late in June
    assert found.tolerance[0, 1] == pytest.approx(40.0 + 2 * SECONDS)  # two intervals


def test_east_and_west_share_the_day() -> None:
    east, west, south = study([point(degrees=90.0), point(degrees=270.0), point(degrees=180.0)]).minutes
    assert east[0] + west[0] == pytest.approx(south[0], abs=2 * SECONDS)
    assert abs(east[0] - west[0]) <= 20


@pytest.mark.parametrize(("minimum", "hours"), [(0.0, 10.05), (10.0, 7.63), (26.0, 1.53), (40.0, 0.0)])
def test_minimum_elevation(minimum: float, hours: float) -> None:
    found = study([point()], minimum_elevation=minimum, step=1.0, days=((2, 19),))
    assert found.minutes[0, 0] / 60 == pytest.approx(hours, abs=0.15)


def test_night_never_counts() -> None:
    assert np.array_equal(study([point()], minimum_elevation=-90.0).minutes, study([point()]).minutes)


def test_polar_night_and_midnight_sun() -> None:
    north = Site(latitude=80.0, longitude=15.0, zone="Arctic/Longyearbyen")
    found = study([point(), point(degrees=0.0)], site=north, days=((12, 21), (6, 21)))
    assert found.minutes[:, 0].tolist() == [0.0, 0.0]
    assert found.minutes[:, 1].sum() == pytest.approx(1440, abs=10)


def test_gap_in_the_day_counts_its_edges() -> None:
    post = merged([Mesh([[-1, -9, -1], [1, -9, -1], [0, -9, 99]], [[0, 1, 2]])])
    open_, behind = study([point()]), study([point()], post)
    assert (behind.minutes < open_.minutes).all()
    assert behind.tolerance == pytest.approx(40.0 + 2 * SECONDS)
    assert np.array_equal(behind.reachable, open_.reachable)


def test_own_outer_face_never_shades() -> None:
    wall = Mesh([[-5, 0, -5], [5, 0, -5], [5, 0, 9], [-5, 0, 9]], [[0, 1, 2], [0, 2, 3]])
    on_wall = point()
    behind_wall = point((0, 0.15, 1.0), aperture=Aperture(4.0, 4.0, 0.15))
    found = study([on_wall, behind_wall], wall)
    assert found.minutes[0].tolist() == found.reachable[0].tolist()
    assert (found.minutes[1] > 0.9 * found.reachable[1]).all()


def test_facade_position_starts_at_the_outer_face() -> None:
    wall = Mesh([[-5, 0, -5], [5, 0, -5], [5, 0, 9], [-5, 0, 9]], [[0, 1, 2], [0, 2, 3]])
    sunk = point((0, 0.4, 1.0), aperture=Aperture(0.2, 0.2, 0.4))
    inside = study([sunk], wall)
    outside = study([sunk], wall, position=PointPosition.FACADE)
    assert (inside.minutes < outside.minutes).all()
    assert outside.minutes.tolist() == outside.reachable.tolist()


@pytest.mark.parametrize("site", [Site(), Site(latitude=52.0), Site(longitude=4.0)])
def test_without_a_place_there_is_no_sun(site: Site) -> None:
    with pytest.raises(InputError, match="breedte en lengte") as caught:
        study([point()], site=site)
    assert "latitude" in caught.value.text.in_language("en")


def test_no_points() -> None:
    assert study([]).minutes.shape == (0, 3)


def test_progress_grows_and_may_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optopcheck.sun.first_pass._PAIRS", 100)
    told: list[float] = []

    def progress(_: Text, fraction: float) -> None:
        told.append(fraction)
        if len(told) == 9:
            raise CancelledError

    with pytest.raises(CancelledError):
        study_sun(NORM, [point()] * 20, NOTHING, SITE, YEAR, progress)
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] < 1


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [point((x, 0.0, 1.0), degrees=150.0 + x) for x in range(-5, 5)]
    mesh = scattered(7, 20)
    whole = study(points, mesh)
    monkeypatch.setattr("optopcheck.sun.first_pass._PAIRS", 150)
    parts = study(points, mesh)
    for name in ("minutes", "tolerance", "reachable", "samples"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))
    assert whole.intervals is not None
    assert parts.intervals is not None
    for name in ("start", "end", "offsets"):
        assert np.array_equal(getattr(whole.intervals, name), getattr(parts.intervals, name))


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), degrees=st.floats(90, 270), step=st.sampled_from([1.0, 10.0]))
def test_counting_samples_is_what_the_norm_says(seed: int, degrees: float, step: float) -> None:
    """The option `sampled` against a plain count of samples, without any of the engine but its rays."""
    mesh, here = scattered(seed, 20), point(degrees=degrees)
    found = study([here], mesh, sampled=True, step=step)
    minutes, reachable, edges = [], [], []
    for month, day in NORM.days:
        sun = sun_day(date(YEAR, month, day), 52.06, 4.494, step, SITE.zone)
        towards = sun_vector(sun.azimuth, sun.elevation, 0.0)
        before = (sun.elevation > 0) & (dot(here.facing, towards) > 0)
        starts = np.tile(here.position + here.facing * OFFSET, (len(towards), 1))
        sunny = before & ~Obstacles(mesh).blocked(starts, towards)
        minutes.append(sunny.sum() * step)
        reachable.append(before.sum() * step)
        edges.append(np.count_nonzero(np.diff(np.concatenate([[0], sunny, [0]]))) * step)
    assert found.minutes[0].tolist() == minutes
    assert found.reachable[0].tolist() == reachable
    assert found.tolerance[0].tolist() == edges
    assert found.method is not None
    assert "geteld" in found.method.nl
    assert found.intervals is not None
    for column in range(3):
        spans = found.intervals.of(0, column)
        assert sum((end - start) / np.timedelta64(60, "s") for start, end in spans) == minutes[column]


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), degrees=st.floats(90, 270))
def test_edges_stand_where_the_sun_turns(seed: int, degrees: float) -> None:
    """Against a sample each second: sunny from begin to end, dark a second outside."""
    mesh, here = scattered(seed, 8), point(degrees=degrees)
    found = study([here], mesh, step=1.0, days=((2, 19),))
    assert found.intervals is not None
    scene, views = Obstacles(mesh), Views.of([here], NORM.position)
    sky = sky_of(replace(NORM, step=1.0, days=((2, 19),)), SITE, YEAR)
    second = np.arange(sky.seconds[0], sky.seconds[-1] + 1)
    truth, towards = sky.at(second)
    truth[truth] = views.lit(np.zeros(truth.sum(), dtype=np.int64), towards[truth], scene)
    spans = found.intervals.of(0, 0)
    for start, end in spans:
        first, last = (int(edge.astype(np.int64)) - second[0] for edge in (start, end))
        assert truth[[first, last]].all()
        assert not truth[[first - 1, last + 1]].any()
    covered = sum(int((end - start).astype(np.int64)) for start, end in spans) / 60
    assert found.minutes[0, 0] == pytest.approx(covered)
    assert abs(found.minutes[0, 0] - truth.sum() / 60) <= found.tolerance[0, 0]


def test_sun_at_midnight_ends_with_the_day() -> None:
    north = Site(latitude=80.0, longitude=15.0, zone="Arctic/Longyearbyen")
    found = study([point(degrees=0.0)], site=north, days=((6, 21),))
    assert found.intervals is not None
    (early, late) = found.intervals.of(0, 0)
    assert str(early[0]) == "2026-06-20T22:00:00"
    assert str(late[1]) == "2026-06-21T22:00:00"


def test_the_study_says_how_it_was_made_and_cannot_be_changed() -> None:
    found = study([point()])
    assert found.method is not None
    assert "zonder straalbreking" in found.method.nl
    assert "without refraction" in found.method.in_language("en")
    assert found.intervals is not None
    assert found.samples is not None
    for array in (found.intervals.start, found.intervals.end, found.intervals.offsets, found.samples):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[0]


@given(seed=st.integers(0, 2**32 - 1), degrees=st.floats(0, 360), count=st.integers(1, 40))
def test_an_obstacle_more_never_gives_sun(seed: int, degrees: float, count: int) -> None:
    before, added = scattered(seed, count), scattered(seed + 1, 1)
    opening = Aperture(1.5, 1.4, 0.12)
    points = [point(degrees=degrees), point((0.3, 0.1, 4.0), degrees, aperture=opening)]
    more, less = study(points, merged([before, added])), study(points, before)
    # An edge within a step may be found where another gap begins, so only samples are certain.
    assert more.samples is not None
    assert less.samples is not None
    assert not (more.samples & ~less.samples).any()
    assert (more.minutes <= less.minutes + less.tolerance).all()


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), turn=st.floats(-180, 180), north=st.floats(-180, 180))
def test_turning_the_whole_case_changes_nothing(seed: int, turn: float, north: float) -> None:
    mesh, opening = scattered(seed, 15), Aperture(1.5, 1.4, 0.12)
    # Counter-clockwise by `turn` leaves true north that much further back, clockwise from +y.
    here, there = (replace(SITE, true_north=degrees) for degrees in (north, north - turn))
    points = [point(degrees=d, aperture=opening) for d in (90.0, 160.0, 200.0, 270.0)]
    turned = [
        replace(p, position=turn_about_z(p.position, turn), facing=turn_about_z(p.facing, turn))
        for p in points
    ]
    one, other = study(points, mesh, here), study(turned, mesh.turned(turn), there)
    # A sample that stands on an edge may fall to either side.
    assert (np.abs(one.minutes - other.minutes) <= one.tolerance + other.tolerance).all()


def test_true_north_is_clockwise_from_the_y_axis() -> None:
    # True north lies along +x: what looks along -x looks south.
    turned = replace(SITE, true_north=90.0)
    south, north = study([point(degrees=270.0), point(degrees=90.0)], site=turned, days=((2, 19),)).minutes
    assert south[0] == study([point()], days=((2, 19),)).minutes[0, 0]
    assert north[0] == 0.0


def test_some_points_of_a_study_keep_their_spells_and_samples() -> None:
    ways = [(np.sin(k), np.cos(k), 0.0) for k in range(5)]
    points = [
        ObservationPoint(f"p{k}", np.array([3.0 * k, 0.0, 1.0]), np.array(way), "proef", "raam")
        for k, way in enumerate(ways)
    ]
    mesh = scattered(3, 30)
    some = study(points, mesh).only([3, 0])
    again = study([points[3], points[0]], mesh)
    assert some.points == again.points
    for name in ("minutes", "tolerance", "reachable", "samples"):
        assert np.array_equal(getattr(some, name), getattr(again, name)), name
    assert some.intervals is not None
    assert again.intervals is not None
    for name in ("start", "end", "offsets"):
        assert np.array_equal(getattr(some.intervals, name), getattr(again.intervals, name)), name


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_near_the_norm_steps_of_a_minute_decide(seed: int) -> None:
    """Points within the doubt of a wide step come out as a study in minutes has them; others stay."""
    mesh = scattered(seed, 60)
    points = [point((0.5 * k, 0.0, 1.0), degrees=120.0 + 20.0 * k) for k in range(8)]
    points = [replace(p, id=f"p{k}") for k, p in enumerate(points)]
    wide, minute = study(points, mesh, step=10.0), study(points, mesh, step=1.0)
    near = np.abs(wide.minutes - NORM.hours.value * 60).min(axis=1) <= 2.0
    assert np.array_equal(wide.minutes[near], minute.minutes[near])
    assert np.array_equal(wide.tolerance[near], minute.tolerance[near])
    assert wide.intervals is not None
    total = wide.intervals.end.astype(np.int64) - wide.intervals.start.astype(np.int64)
    owner = np.repeat(np.arange(wide.minutes.size), np.diff(wide.intervals.offsets))
    summed = np.bincount(owner, weights=total, minlength=wide.minutes.size).reshape(wide.minutes.shape) / 60
    assert np.allclose(summed, wide.minutes)


def test_a_wide_step_added_to_is_the_full_study() -> None:
    mesh, more = scattered(4, 50), scattered(9, 6)
    points = [replace(point((0.5 * k, 0.0, 1.0), degrees=100.0 + 15.0 * k), id=f"p{k}") for k in range(12)]
    norm = replace(NORM, step=10.0)
    before = study_sun(norm, points, mesh, SITE, YEAR)
    short = study_added(before, points, mesh, more, SITE, YEAR)
    whole = study_sun(norm, points, merged([mesh, more]), SITE, YEAR)
    for name in ("minutes", "tolerance", "reachable", "samples"):
        assert np.array_equal(getattr(short, name), getattr(whole, name)), name
    assert short.intervals is not None
    assert whole.intervals is not None
    assert np.array_equal(short.intervals.start, whole.intervals.start)
