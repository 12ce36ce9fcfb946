from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from optopcheck.domain.job import InputError
from optopcheck.sun.days import clock_time, local_days, sun_day, sun_year

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


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        # Spring: 01:59 is followed by 03:00.
        ("2026-03-29T00:59:00", "01:59 (UTC+1)"),
        ("2026-03-29T01:00:00", "03:00 (UTC+2)"),
        # Autumn: 02:59 is followed by 02:00.
        ("2026-10-25T00:59:00", "02:59 (UTC+2)"),
        ("2026-10-25T01:00:00", "02:00 (UTC+1)"),
        ("2026-03-28T12:00:00", "13:00 (UTC+1)"),
        ("2026-03-30T12:00:00", "14:00 (UTC+2)"),
        ("2026-10-24T12:00:00", "14:00 (UTC+2)"),
        ("2026-10-26T12:00:00", "13:00 (UTC+1)"),
        ("2026-03-21T12:00:00", "13:00 (UTC+1)"),
        ("2026-09-21T12:00:00", "14:00 (UTC+2)"),
    ],
)
def test_each_side_of_both_clock_changes(instant: str, written: str) -> None:
    assert clock_time(np.datetime64(instant), ZONE) == written


@pytest.mark.parametrize(("day", "before", "after"), [(date(2026, 3, 29), 1, 2), (date(2026, 10, 25), 2, 1)])
def test_the_sun_takes_no_notice_of_the_clock(day: date, before: int, after: int) -> None:
    """On the day of the change noon moves by an hour on the clock and by seconds in the sky."""
    noons = []
    for shown, offset in ((day.replace(day=day.day - 1), before), (day, after)):
        sun = sun_day(shown, 52.06, 4.494, 1.0, ZONE)
        noon = sun.times[sun.elevation.argmax()]
        assert clock_time(noon, ZONE)[6:] == f"(UTC+{offset})"
        noons.append(int((noon - noon.astype("datetime64[D]")) / np.timedelta64(1, "s")))
    assert abs(noons[1] - noons[0]) <= 60


@pytest.mark.parametrize(("year", "days"), [(2026, 365), (2028, 366)])
def test_a_year_is_its_days_end_to_end(year: int, days: int) -> None:
    asked = (year, 52.06, 4.494, 10.0, ZONE)
    sun = sun_year(*asked)
    assert sun_year(*asked) is sun
    assert len(sun.days) == days
    assert len(sun.times) == days * 144
    assert (np.diff(sun.times) == np.timedelta64(600, "s")).all()
    for day in (date(year, 1, 1), date(year, 3, 29), date(year, 10, 25), date(year, 12, 31)):
        alone, part = sun_day(day, *asked[1:]), sun.day(day)
        for name in ("times", "azimuth", "elevation"):
            assert np.array_equal(getattr(alone, name), getattr(part, name)), (day, name)
    with pytest.raises(ValueError, match="read-only"):
        sun.azimuth[0] = 0.0
