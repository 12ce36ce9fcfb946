"""A norm for possible sun: walking through its period, and whether a study keeps to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.sunlight import SunNorm

NORM = made.NORM


@pytest.mark.parametrize(("every", "count"), [(1, 245), (7, 36), (31, 9)])
def test_a_walk_adds_days_and_keeps_its_own(every: int, count: int) -> None:
    days = NORM.scanned(every).days
    assert len(days) == count
    assert days == tuple(sorted(set(days)))
    assert (days[0], days[-1]) == ((2, 19), (10, 21))
    assert set(NORM.days) <= set(days)


def test_a_day_between_the_steps_is_not_lost() -> None:
    assert (3, 1) in replace(NORM, days=((3, 1),)).scanned(31).days


def test_days_that_the_source_names_stay_alone() -> None:
    fixed = replace(NORM, days_fixed=True)
    assert fixed.scanned(1) is fixed


def test_a_walk_goes_forward() -> None:
    with pytest.raises(ValueError, match="one or more"):
        NORM.scanned(0)


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (NORM, True),
        (NORM.scanned(7), True),
        (replace(NORM, days=NORM.days[:1]), False),
        (replace(NORM.scanned(7), step=5.0), False),
        (replace(NORM, minimum_elevation=10.0), False),
    ],
)
def test_a_study_keeps_to_a_norm_on_its_days_or_more(other: SunNorm, kept: bool) -> None:  # noqa: FBT001
    assert NORM.is_kept_by(other) == kept
