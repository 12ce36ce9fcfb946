"""Civil days as samples of sun: UTC inside, clock time with its offset for people."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.sun.position import sun_position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.sun.position import Times


@dataclass(frozen=True, eq=False)
class SunDay:
    """The sun over one civil day: the middle of each step."""

    day: date
    times: Times
    """UTC, shape (n,)."""
    azimuth: Floats
    """Clockwise from true north, shape (n,) [deg]."""
    elevation: Floats
    """Geometric, shape (n,) [deg]."""


@dataclass(frozen=True, eq=False)
class SunYear:
    """The sun over all civil days of a year: the middle of each step, day after day."""

    days: tuple[date, ...]
    times: Times
    """UTC, shape (n,)."""
    azimuth: Floats
    """Clockwise from true north, shape (n,) [deg]."""
    elevation: Floats
    """Geometric, shape (n,) [deg]."""
    offsets: Ints
    """Where each day begins in the samples, shape (days + 1,)."""

    def day(self, day: date) -> SunDay:
        """Return one day of it."""
        number = self.days.index(day)
        part = slice(self.offsets[number], self.offsets[number + 1])
        return SunDay(day, self.times[part], self.azimuth[part], self.elevation[part])


def local_days(days: Iterable[tuple[int, int]], year: int, zone: str, step: float) -> dict[date, Times]:
    """Return the sample instants of civil days.

    Parameters
    ----------
    days : iterable of (month, day)
    year : int
    zone : str
        IANA time zone. A day on which the clock changes has 23 or 25 hours.
    step : float
        Time between samples [min]; each sample stands in the middle of its step.

    Returns
    -------
    dict of date to array of datetime64[s] in UTC, in the order of `days`

    Raises
    ------
    InputError
        If the year does not have such a day.
    """
    return {day: _samples(day, zone, step) for day in (_date(year, *pair) for pair in days)}


@lru_cache(maxsize=1024)
def sun_day(day: date, latitude: float, longitude: float, step: float, zone: str) -> SunDay:
    """Return the sun of one civil day at one place; kept, since each study asks for it again."""
    times = _samples(day, zone, step)
    azimuth, elevation = sun_position(times, latitude, longitude)
    for array in (times, azimuth, elevation):
        array.setflags(write=False)
    return SunDay(day, times, azimuth, elevation)


@lru_cache(maxsize=4)
def sun_year(year: int, latitude: float, longitude: float, step: float, zone: str) -> SunYear:
    """Return the sun of all civil days of a year at one place, night included; kept per place and year.

    Parameters
    ----------
    year : int
    latitude, longitude : float
        WGS84 [deg].
    step : float
        Time between samples [min]; a year of 10 minutes is 52,560 positions and 1.7 MB.
    zone : str
        IANA time zone.
    """
    days = tuple(date(year, 1, 1) + timedelta(days=n) for n in range(366 if isleap(year) else 365))
    samples = [_samples(day, zone, step) for day in days]
    times = np.concatenate(samples)
    azimuth, elevation = sun_position(times, latitude, longitude)
    offsets = np.concatenate([[0], np.cumsum([len(s) for s in samples])])
    for array in (times, azimuth, elevation, offsets):
        array.setflags(write=False)
    return SunYear(days, times, azimuth, elevation, offsets)


def clock_time(instant: np.datetime64, zone: str) -> str:
    """Write an instant (UTC) as clock time to the nearest minute, with its offset: ``12:56 (UTC+1)``."""
    seconds = int(instant.astype("datetime64[s]").astype(np.int64))
    local = datetime.fromtimestamp(seconds + 30, tz=ZoneInfo(zone))
    offset = local.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    rest = f":{minutes:02d}" if minutes else ""
    return f"{local:%H:%M} (UTC{sign}{hours}{rest})"


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError(
            Text(
                f"{year} heeft geen dag {day}-{month}; kies een andere toetsdag in de norm",
                f"{year} has no day {year}-{month}-{day}; choose another day in the norm",
            )
        ) from None


def _samples(day: date, zone: str, step: float) -> Times:
    start, end = civil_day(day, zone)
    middles = (np.arange(np.ceil((end - start) / (60 * step))) + 0.5) * 60 * step
    seconds = start + np.floor(middles).astype(np.int64)
    samples: Times = seconds[seconds < end].astype("datetime64[s]")
    return samples


def civil_day(day: date, zone: str) -> tuple[int, int]:
    """Return begin and end of a civil day, since 1970 UTC [s]."""
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def _midnight(day: date, zone: str) -> int:
    """Seconds since 1970 at which the civil day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC).timestamp())
