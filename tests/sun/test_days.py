from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from optopcheck.domain.job import InputError
from optopcheck.sun.days import clock_time, local_days, sun_day

ZONE = "Europe/Amsterdam"


@pytest.mark.parametrize(
    ("day", "hours", "first", "last"),
    [
        ((2, 19), 24, "2026-02-18T23:00:30", "2026-02-19T22:59:30"),
        ((3, 29), 23, "2026-03-28T23:00:30", "2026-03-29T21:59:30"),  # clock forward
        ((6, 21), 24, "2026-06-20T22:00:30", "2026-06-21T21:59:30"),
        ((10, 25), 25, "2026-10-24T22:00:30", "2026-10-25T22:59:30"),  # clock back
    ],
)
def test_civil_day_in_utc(day: tuple[int, int], hours: int, first: str, last: str) -> None:
    ((found, times),) = local_days([day], 2026, ZONE, 1.0).items()
    assert found == date(2026, *day)
    assert len(times) == hours * 60
    assert [str(times[0]), str(times[-1])] == [first, last]
    assert (np.diff(times) == np.timedelta64(60, "s")).all()


def test_days_keep_their_order_and_meet() -> None:
    days = local_days([(10, 26), (10, 25), (10, 24)], 2026, ZONE, 10.0)
    assert [day.day for day in days] == [26, 25, 24]
    later, change, earlier = days.values()
    assert later[0] - change[-1] == change[0] - earlier[-1] == np.timedelta64(600, "s")


@pytest.mark.parametrize("step", [0.5, 1.0, 7.0, 10.0, 60.0])
def test_samples_stand_in_the_middle_of_their_step(step: float) -> None:
    (times,) = local_days([(6, 21)], 2026, ZONE, step).values()
    assert times[0] - np.datetime64("2026-06-20T22:00:00") == np.timedelta64(int(step * 30), "s")
    assert times[-1] < np.datetime64("2026-06-21T22:00:00")
    assert len(times) == pytest.approx(1440 / step, abs=1)


def test_day_that_the_year_lacks() -> None:
    with pytest.raises(InputError, match="2026 heeft geen dag 29-2"):
        local_days([(2, 29)], 2026, ZONE, 1.0)
    assert len(local_days([(2, 29)], 2028, ZONE, 1.0)) == 1


@pytest.mark.parametrize(
    ("instant", "zone", "written"),
    [
        ("2026-02-19T11:56:00", ZONE, "12:56 (UTC+1)"),
        ("2026-06-21T11:44:29", ZONE, "13:44 (UTC+2)"),
        ("2026-06-21T11:44:30", ZONE, "13:45 (UTC+2)"),
        ("2026-10-25T00:30:00", ZONE, "02:30 (UTC+2)"),
        ("2026-10-25T01:30:00", ZONE, "02:30 (UTC+1)"),
        ("2026-02-19T12:00:00", "UTC", "12:00 (UTC+0)"),
        ("2026-02-19T12:00:00", "America/St_Johns", "08:30 (UTC-3:30)"),
    ],
)
def test_clock_time_names_its_offset(instant: str, zone: str, written: str) -> None:
    assert clock_time(np.datetime64(instant), zone) == written


def test_sun_of_a_day_is_made_once() -> None:
    asked = (date(2026, 2, 19), 52.06, 4.494, 10.0, ZONE)
    sun = sun_day(*asked)
    assert sun_day(*asked) is sun
    with pytest.raises(ValueError, match="read-only"):
        sun.elevation[0] = 90.0
