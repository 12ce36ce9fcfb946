"""The sun over Zoetermeer in 2026 against a table that pvlib made."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.sun.days import clock_time, sun_day
from optopcheck.sun.position import sun_position

if TYPE_CHECKING:
    from pathlib import Path

PLACE = 52.060, 4.494
ZONE = "Europe/Amsterdam"
TABLE_PLACE = 52.06, 4.49
TABLE_DELTA_T = 74.6  # [s]; what pvlib extrapolates for 2026; measured is 69
TABLE_ROUNDING = 6e-5  # [deg]; four decimals

# Day, clock change, above 10 deg: first and last minute, hours; clock at the top, height there [deg].
DAYS = [
    ((1, 21), "UTC+1", "10:13", "15:34", 5.37, "12:54", 18.10),
    ((2, 19), "UTC+1", "09:08", "16:45", 7.63, "12:56", 26.76),
    ((3, 21), "UTC+1", "07:54", "17:45", 9.87, "12:49", 38.28),
    ((6, 21), "UTC+2", "06:47", "20:41", 13.92, "13:44", 61.38),
    ((9, 21), "UTC+2", "08:38", "18:32", 9.92, "13:35", 38.53),
    ((10, 21), "UTC+2", "09:35", "17:17", 7.72, "13:26", 27.14),
    ((11, 22), "UTC+1", "09:51", "15:05", 5.25, "12:28", 17.75),
    ((12, 21), "UTC+1", "10:40", "14:41", 4.03, "12:40", 14.50),
]


def test_positions_each_half_hour(reference: Path) -> None:
    with (reference / "sun_zoetermeer_2026_pvlib_spa.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    times = np.array([row["utc"][:19].replace(" ", "T") for row in rows], "datetime64[s]")
    azimuth, elevation = sun_position(times, *TABLE_PLACE, delta_t=TABLE_DELTA_T)
    assert len(rows) > 100
    off = azimuth - [float(row["azimuth"]) for row in rows]
    assert np.abs(off).max() <= TABLE_ROUNDING
    assert np.abs(elevation - [float(row["elevation"]) for row in rows]).max() <= TABLE_ROUNDING


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


@pytest.mark.parametrize(("day", "offset", "first", "last", "hours", "noon", "top"), DAYS)
def test_day_in_clock_time(
    day: tuple[int, int], offset: str, first: str, last: str, hours: float, noon: str, top: float
) -> None:
    sun = sun_day(date(2026, *day), *PLACE, 1.0, ZONE)
    high = np.flatnonzero(sun.elevation > 10.0)
    clocks = [clock_time(sun.times[i], ZONE) for i in (high[0], high[-1], sun.elevation.argmax())]
    assert [clock[6:] for clock in clocks] == [f"({offset})"] * 3
    for clock, known in zip(clocks, (first, last, noon), strict=True):
        assert abs(_minutes(clock) - _minutes(known)) <= 1  # the table samples whole minutes, we the middle
    assert len(high) / 60 == pytest.approx(hours, abs=1.01 / 60)
    assert sun.elevation.max() == pytest.approx(top, abs=0.006)


def test_march_and_september_share_the_noon_but_not_the_clock() -> None:
    march, september = (sun_day(date(2026, month, 21), *PLACE, 1.0, ZONE) for month in (3, 9))
    tops = [sun.times[sun.elevation.argmax()] for sun in (march, september)]
    clocks = [clock_time(top, ZONE) for top in tops]
    assert [clock[6:] for clock in clocks] == ["(UTC+1)", "(UTC+2)"]
    # Same place, same meridian: in UTC the two noons differ by the equation of time alone (14.3 min).
    in_day = [int((top - top.astype("datetime64[D]")) / np.timedelta64(1, "s")) for top in tops]
    assert in_day[0] - in_day[1] == pytest.approx(14.3 * 60, abs=60)
