"""What goes and what comes in its place, against a full recomputation: the same bits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.mesh import merged
from optopcheck.domain.sunlight import PointPosition
from optopcheck.geometry.aiming import Directions
from optopcheck.geometry.rays import Obstacles
from optopcheck.sun.delta import after_taking
from optopcheck.sun.first_pass import first_pass
from optopcheck.sun.sky import sun_vector
from optopcheck.sun.study import study_added, study_sun
from optopcheck.sun.views import Views
from tests.sun.test_delta import SEEDS, lot, same, volume
from tests.sun.test_study import NORM, NOTHING, SITE, YEAR, scattered


@settings(max_examples=100)
@given(seed=SEEDS, count=st.integers(0, 40), position=st.sampled_from(PointPosition))
def test_the_first_pass_with_less_is_the_full_one(seed: int, count: int, position: PointPosition) -> None:
    rng = np.random.default_rng(seed)
    towards = sun_vector(rng.uniform(0, 360, 700), rng.uniform(0.01, 90, 700), rng.uniform(0, 360))
    views, left, gone = Views.of(lot(seed, 12), position), scattered(seed, count), volume(seed + 1)
    alone = Obstacles(left)
    before = first_pass(views, towards, Obstacles(merged([left, gone]), alone.centre))
    change = after_taking(before, views, Directions(towards), alone, gone.bounds)
    full = first_pass(views, towards, alone)
    assert np.array_equal(change.bits, full)
    assert not (before & ~change.bits).any()  # never sun that went
    assert change.lost == int(np.bitwise_count(full).sum()) - int(np.bitwise_count(before).sum())
    assert change.lost <= change.traced <= change.looked_at


@settings(max_examples=60)
@given(seed=SEEDS, count=st.integers(0, 20), step=st.sampled_from([1.0, 10.0]), raised=st.booleans())
def test_a_study_with_something_moved_is_the_full_one(
    seed: int,
    count: int,
    step: float,
    raised: bool,  # noqa: FBT001 - drawn
) -> None:
    points, left, gone = lot(seed, 6), scattered(seed, count), volume(seed + 1)
    added = gone.moved((0.0, 0.0, 3.0)) if raised else NOTHING
    before = study_sun(replace(NORM, step=step), points[1:], merged([left, gone]), SITE, YEAR)
    changed = study_added(before, points, left, added, SITE, YEAR, gone=gone)
    same(changed, study_sun(replace(NORM, step=step), points, merged([left, added]), SITE, YEAR))


@pytest.mark.parametrize("away", [-150.0, 150.0])
def test_what_goes_may_move_the_centre_of_the_rounding(away: float) -> None:
    jumped = 0
    for seed in range(40):
        left = scattered(seed, 15)
        left = left.moved((128.0 + np.sign(away) * -0.05 - left.bounds.mean(axis=0)[0], 0.0, 0.0))
        gone = volume(seed + 1).moved((away + 128.0, 0.0, 0.0))
        if Obstacles.rounds_alike(left, gone):
            continue
        jumped += 1
        points = [replace(p, position=p.position + np.array([128.0, 0, 0])) for p in lot(seed, 6)]
        before = study_sun(NORM, points, merged([left, gone]), SITE, YEAR)
        changed = study_added(before, points, left, NOTHING, SITE, YEAR, gone=gone)
        same(changed, study_sun(NORM, points, left, SITE, YEAR))
    assert jumped > 10
