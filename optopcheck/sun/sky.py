"""Where the sun stands at the samples of a study, and at any instant between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.sun.days import civil_day, local_days
from optopcheck.sun.position import sun_position

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.geometry.rays import Flags

TURN_RATE = 0.2508
"""The sun never moves faster [deg/min]."""


@dataclass(frozen=True, eq=False)
class Sky:
    """The sun over the days of a norm at one place, and when it counts."""

    days: tuple[date, ...]
    step: float
    """Time between samples [min]."""
    latitude: float
    longitude: float
    true_north: float
    minimum: float
    """The sun counts above this elevation [deg]."""
    seconds: Ints
    """Samples of each day with one more at each end, since 1970 UTC, shape (n,) [s]."""
    offsets: Ints
    """Where each day begins in the samples, shape (days + 1,)."""
    up: Ints
    """Samples at which the sun counts, shape (m,)."""
    towards: Floats
    """Unit vectors to the sun at those, in the frame of the points, shape (m, 3)."""

    def at(self, seconds: Ints) -> tuple[Flags, Floats]:
        """Tell at which instants the sun counts; return it and the unit vectors to the sun (n, 3)."""
        azimuth, elevation = sun_position(seconds.astype("datetime64[s]"), self.latitude, self.longitude)
        return np.asarray(elevation > self.minimum), sun_vector(azimuth, elevation, self.true_north)

    def day_of(self, column: Ints) -> Ints:
        """Return the day of each sample at which the sun counts, as its number."""
        return np.asarray(np.searchsorted(self.offsets, self.up[column], side="right") - 1)

    @property
    def longest(self) -> float:
        """The sun moves no further from one sample to the next [deg]."""
        return TURN_RATE * self.step


def sky_of(norm: SunNorm, site: Site, year: int) -> Sky:
    """Return the sun over the days of a norm.

    Raises
    ------
    InputError
        If the site has no latitude and longitude, or the year lacks a day of the norm.
    """
    place = _place(site)
    minimum = max(norm.minimum_elevation, 0.0)
    return _sky((norm.days, year, site.zone, norm.step), place, site.true_north, minimum, norm.sampled)


@lru_cache(maxsize=8)
def _sky(
    asked: tuple[tuple[tuple[int, int], ...], int, str, float],
    place: tuple[float, float],
    true_north: float,
    minimum: float,
    sampled: bool,  # noqa: FBT001 - kept by its value
) -> Sky:
    found = local_days(*asked)
    seconds = [
        _padded(times.astype(np.int64), *civil_day(day, asked[2]), sampled=sampled)
        for day, times in found.items()
    ]
    offsets = np.concatenate([[0], np.cumsum([len(part) for part in seconds])])
    nothing = np.empty(0, dtype=np.int64)
    bare = Sky(
        tuple(found), asked[3], *place, true_north, minimum,
        np.concatenate(seconds), offsets, nothing, np.empty((0, 3)),
    )  # fmt: skip
    counts, towards = bare.at(bare.seconds)
    if sampled:
        counts[[*offsets[:-1], *(offsets[1:] - 1)]] = False
    up = np.flatnonzero(counts)
    return Sky(bare.days, bare.step, *place, true_north, minimum, bare.seconds, bare.offsets, up, towards[up])


def _padded(middles: Ints, start: int, end: int, *, sampled: bool) -> Ints:
    """Add the ends of the day; of a counted study their mirror, so that an edge half-way is the end."""
    if sampled:
        return np.concatenate([[2 * start - middles[0]], middles, [2 * end - middles[-1]]])
    return np.concatenate([[start], middles, [end]])


def sun_vector(azimuth: Floats, elevation: Floats, true_north: float) -> Floats:
    """Turn sun angles into unit vectors of the local frame, shape (..., 3).

    Parameters
    ----------
    azimuth : array
        Clockwise from true north [deg].
    elevation : array
        Above the horizon [deg].
    true_north : float
        Direction of true north in the frame, clockwise from +y [deg].
    """
    turn, rise = np.radians(azimuth + true_north), np.radians(elevation)
    return np.stack([np.sin(turn) * np.cos(rise), np.cos(turn) * np.cos(rise), np.sin(rise)], axis=-1)


def _place(site: Site) -> tuple[float, float]:
    if site.latitude is None or site.longitude is None:
        raise InputError(
            Text(
                "de ligging (breedte en lengte) is onbekend, dus de zonnestand ook; "
                "geef het model een RD-ligging (IfcMapConversion) of breedte en lengte (IfcSite)",
                "latitude and longitude are unknown, so the sun's position is too; "
                "give the model a map conversion (IfcMapConversion) or a latitude and longitude (IfcSite)",
            )
        )
    return site.latitude, site.longitude
