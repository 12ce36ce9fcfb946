"""Losses of sun in the measures that norms use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api import LossMeasure, PointPosition, SunStudy, garden_sun, point_losses
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.sunlight import SunNorm

NORM = replace(made.NORM, position=PointPosition.GARDEN, grid=1.0, height=0.3)


def study(minutes: list[float], norm: SunNorm = NORM, tolerance: float = 1.0) -> SunStudy:
    """One day per point; two square metres each, the last in another garden."""
    count = len(minutes)
    points = tuple(
        replace(made.point(f"p{n}"), garden="zuid" if n == count - 1 else "noord", area=2.0)
        for n in range(count)
    )
    column = np.array(minutes)[:, None]
    full = np.full_like(column, 400.0)
    return SunStudy(norm, made.DAYS[:1], points, column, np.full_like(column, tolerance), full)


BEFORE, AFTER = study([200.0, 150.0, 130.0, 0.0, 300.0]), study([180.0, 120.5, 50.0, 0.0, 300.0])


@pytest.mark.parametrize(
    ("measure", "losses"),
    [
        (LossMeasure.MINUTES, [20.0, 29.5, 80.0, 0.0, 0.0]),
        (LossMeasure.OF_SUN, [10.0, 100 * 29.5 / 150, 100 * 80 / 130, 0.0, 0.0]),
        (LossMeasure.OF_DAY, [5.0, 7.375, 20.0, 0.0, 0.0]),
    ],
)
def test_losses_of_points(measure: LossMeasure, losses: list[float]) -> None:
    found = point_losses(measure, BEFORE, AFTER)
    assert found is not None
    assert found[:, 0].tolist() == pytest.approx(losses)


@pytest.mark.parametrize("measure", [m for m in LossMeasure if m.of_gardens])
def test_a_garden_is_no_point(measure: LossMeasure) -> None:
    assert point_losses(measure, BEFORE, AFTER) is None


def test_gardens_by_their_area() -> None:
    north, south = garden_sun(BEFORE, AFTER)
    assert (north.garden, north.day, north.area) == ("noord", made.DAYS[0], 8.0)
    assert (north.before, north.after, north.lost, north.unsure) == (6.0, 4.0, 2.0, 2.0)
    assert (north.share_after, north.share_lost) == (50.0, 25.0)
    assert (south.area, south.before, south.after, south.lost) == (2.0, 2.0, 2.0, 0.0)


def test_points_of_buildings_are_no_garden() -> None:
    bare = made.study({"a": (200.0, 200.0)})
    assert garden_sun(bare, bare) == ()


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400)), min_size=2, max_size=12))
def test_what_loses_no_sun_loses_no_garden(pairs: list[tuple[float, float]]) -> None:
    more = study([max(pair) for pair in pairs])
    less = study([min(pair) for pair in pairs])
    assert all(found.lost >= 0 for found in garden_sun(more, less))
    assert all(found.lost <= 0 for found in garden_sun(less, more))
    share = point_losses(LossMeasure.OF_SUN, more, less)
    assert share is not None
    assert ((share >= 0) & (share <= 100 + 1e-9)).all()
