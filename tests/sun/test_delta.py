"""What an added volume takes, against a full recomputation: the same bits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.building import Aperture, ObservationPoint
from optopcheck.domain.mesh import Mesh, merged
from optopcheck.domain.sunlight import PointPosition
from optopcheck.geometry.aiming import Directions
from optopcheck.geometry.rays import Obstacles
from optopcheck.sun.delta import after_adding
from optopcheck.sun.first_pass import first_pass, sunny, without
from optopcheck.sun.sky import sun_vector
from optopcheck.sun.study import study_added, study_sun
from optopcheck.sun.views import Views
from tests.sun.test_study import NORM, NOTHING, SITE, YEAR, scattered

if TYPE_CHECKING:
    from optopcheck.domain.sunlight import SunStudy

SEEDS = st.integers(0, 2**32 - 1)


def lot(seed: int, count: int) -> list[ObservationPoint]:
    """Return points around and above the origin, some behind an opening, one that looks up."""
    rng = np.random.default_rng(seed)
    points = []
    for number in range(count):
        turn, rise = rng.uniform(0, 2 * np.pi), rng.choice([0.0, 0.0, 0.5, np.pi / 2])
        facing = np.array([np.sin(turn) * np.cos(rise), np.cos(turn) * np.cos(rise), np.sin(rise)])
        opening = Aperture(*rng.uniform([0.5, 0.5, 0.0], [3, 3, 0.5])) if rng.random() < 0.5 else None
        place = rng.uniform([-15, -15, 0], [15, 15, 12])
        points.append(ObservationPoint(f"p{number}", place, facing, "proef", "raam", aperture=opening))
    return points


def volume(seed: int) -> Mesh:
    """Return a closed lump of a few metres, or a few triangles in the air."""
    rng = np.random.default_rng(seed)
    low = rng.uniform([-20, -20, 0], [20, 20, 12])
    size = rng.uniform(0.2, [12, 12, 6])
    corners = low + size * np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)])
    faces = [[0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1], [2, 3, 7], [2, 7, 6]]
    return Mesh(corners, np.array(faces[: rng.integers(1, 9)]))


def same(one: SunStudy, other: SunStudy) -> None:
    assert one.points == other.points
    for name in ("minutes", "tolerance", "reachable", "samples"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    assert one.intervals is not None
    assert other.intervals is not None
    for name in ("start", "end", "offsets"):
        assert np.array_equal(getattr(one.intervals, name), getattr(other.intervals, name)), name


@settings(max_examples=150)
@given(seed=SEEDS, count=st.integers(0, 40), position=st.sampled_from(PointPosition))
def test_the_first_pass_changed_is_the_full_one(seed: int, count: int, position: PointPosition) -> None:
    rng = np.random.default_rng(seed)
    towards = sun_vector(rng.uniform(0, 360, 700), rng.uniform(0.01, 90, 700), rng.uniform(0, 360))
    views, old, added = Views.of(lot(seed, 12), position), scattered(seed, count), volume(seed + 1)
    shade = Obstacles(old)
    before = first_pass(views, towards, shade)
    alone = Obstacles(added, shade.centre)
    change = after_adding(before, views, Directions(towards), alone, added.bounds)
    full = first_pass(views, towards, Obstacles(merged([old, added]), shade.centre))
    assert np.array_equal(change.bits, full)
    assert not (change.bits & ~before).any()  # never sun that was not there
    assert change.lost == int(np.bitwise_count(before).sum()) - int(np.bitwise_count(full).sum())
    assert change.lost <= change.traced <= change.looked_at
    # Both scenes as they are give the same as one scene of both.
    assert np.array_equal(first_pass(views, towards, shade.joined(alone)), full)


@settings(max_examples=40)
@given(seed=SEEDS, count=st.integers(0, 20), step=st.sampled_from([1.0, 10.0]), sampled=st.booleans())
def test_a_study_changed_is_the_full_one(seed: int, count: int, step: float, sampled: bool) -> None:  # noqa: FBT001 - drawn
    points, old, added = lot(seed, 6), scattered(seed, count), volume(seed + 1)
    norm = replace(NORM, step=step, sampled=sampled)
    before = study_sun(norm, points[1:5], old, SITE, YEAR)
    # The last is new, the first moved, the others stay, in another order.
    moved = replace(points[1], position=points[1].position + 0.1)
    asked = [points[4], points[3], points[5], moved, points[2]]
    changed = study_added(before, asked, old, added, SITE, YEAR)
    same(changed, study_sun(norm, asked, merged([old, added]), SITE, YEAR))


def test_a_volume_that_moves_the_centre_of_the_rounding_changes_no_bit() -> None:
    """Obstacles whose middle lies beside half a block of 256 m: a volume more and all is rounded anew."""
    jumped = 0
    for seed in range(60):
        old = scattered(seed, 15)
        old = old.moved((128.0 - old.bounds.mean(axis=0)[0] - 0.05, 0.0, 0.0))
        added = volume(seed + 1).moved((150.0, 0.0, 0.0))
        if Obstacles.rounds_alike(old, added):
            continue
        jumped += 1
        points = [replace(p, position=p.position + np.array([128.0, 0, 0])) for p in lot(seed, 6)]
        before = study_sun(NORM, points, old, SITE, YEAR)
        changed = study_added(before, points, old, added, SITE, YEAR)
        same(changed, study_sun(NORM, points, merged([old, added]), SITE, YEAR))
    assert jumped > 10


def test_most_is_not_looked_at() -> None:
    """A box of 1 m at 20 m takes a few degrees of the sky."""
    towards = sun_vector(*np.random.default_rng(1).uniform([[0], [0]], [[360], [60]], (2, 20_000)), 0.0)
    views = Views.of([p for p in lot(3, 40) if p.facing[2] == 0], PointPosition.FACADE)
    box = np.array([[-0.5, 30.0, 10.0], [0.5, 31.0, 11.0]])
    corners = np.array([[box[i, 0], 30.0, box[k, 2]] for i, k in ((0, 0), (1, 0), (1, 1))])
    added = Obstacles(Mesh(corners, [[0, 1, 2]]))
    bits = first_pass(views, towards, Obstacles(NOTHING))
    change = after_adding(bits, views, Directions(towards), added, box)
    pairs = len(views) * len(towards)
    assert 0 < change.lost <= change.traced <= change.looked_at < 0.005 * pairs


def test_nothing_added_changes_nothing_but_the_points() -> None:
    points = lot(5, 4)
    before = study_sun(NORM, points, scattered(5, 10), SITE, YEAR)
    same(study_added(before, points, scattered(5, 10), NOTHING, SITE, YEAR), before)
    fewer = study_added(before, points[::-2], scattered(5, 10), NOTHING, SITE, YEAR)
    assert np.array_equal(fewer.minutes, before.minutes[::-2])
    assert study_added(before, [], scattered(5, 10), volume(1), SITE, YEAR).minutes.shape == (0, 3)


def test_a_study_without_its_samples_is_refused() -> None:
    before = study_sun(NORM, lot(5, 4), NOTHING, SITE, YEAR)
    with pytest.raises(ValueError, match="without its samples"):
        study_added(replace(before, samples=None), lot(5, 4), NOTHING, volume(1), SITE, YEAR)


def test_bits_are_looked_up_and_put_out_one_by_one() -> None:
    rng = np.random.default_rng(2)
    flags = rng.random((5, 21)) < 0.5
    bits = np.packbits(flags, axis=1)
    point, sample = np.nonzero(np.ones_like(flags))
    assert np.array_equal(sunny(bits, point, sample), flags[point, sample])
    out = rng.random(len(point)) < 0.3
    left = without(bits, point[out], sample[out])
    flags[point[out], sample[out]] = False
    assert np.array_equal(left, np.packbits(flags, axis=1))


def test_a_year_of_many_points_fits_in_memory() -> None:
    assert pytest.approx(63.0, abs=0.1) == 20_000 * ((26_432 + 7) // 8) / 2**20
    towards = sun_vector(np.full(26_432, 180.0), np.full(26_432, 30.0), 0.0)
    bits = first_pass(Views.of(lot(1, 10), PointPosition.FACADE), towards, Obstacles(NOTHING))
    assert bits.nbytes == 10 * 3_304
