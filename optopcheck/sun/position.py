"""Where the sun stands: the only door to the solar library.

Notes
-----
The elevation is *geometric*: the centre of the sun's disc, without
refraction by the air. Refraction lifts the sun by 0.5 deg at the horizon and
0.09 deg at 10 deg, and depends on the weather; without it the sun sets earlier
behind all that stands in its way. Only under an overhang it counts longer, by
seconds: the sun is high there (packaging/decisions/004).

References
----------
.. [1] I. Reda and A. Andreas, "Solar position algorithm for solar radiation
   applications", Solar Energy 76(5), 2004. DOI 10.1016/j.solener.2003.12.003
.. [2] U.S. Naval Observatory, "Computing approximate solar coordinates": the
   distance of the sun within 0.0001 au.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import sunposition
from numpy.typing import NDArray

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Ints

Times = NDArray[np.datetime64]

DELTA_T = 69.0
"""Terrestrial time minus universal time [s]; 1 s moves the sun by 0.00001 deg, and from 2015 to 2035
it stays within a few seconds of this."""

METHOD = Text(
    "zonnestand volgens SPA (Reda en Andreas, 2004), midden van de zonneschijf, zonder straalbreking",
    "sun position by SPA (Reda and Andreas, 2004), centre of the disc, without refraction",
)
"""How a study says where its sun comes from."""

_NODE_STEP = 6 * 3600
"""Time between exact positions [s]: a cubic through them is within 0.00000001 deg, seen from the centre
of the earth, where nothing but the slow year moves the sun."""
_CENTRE = -6378140.0
"""Height that puts an observer on the equator at the centre of the earth of [1]_ [m]."""
_PARALLAX = np.radians(8.794 / 3600)
_FLATTENING = 0.99664719


def sun_position(
    times: Times, latitude: float, longitude: float, *, delta_t: float = DELTA_T
) -> tuple[Floats, Floats]:
    """Return azimuth and geometric elevation of the sun.

    The library needs a third of a millisecond a position, so it is asked
    every six hours, as seen from the centre of the earth: those nodes serve
    every place and are kept. Between them declination and hour angle are
    interpolated, then moved to the place (equations 33 to 45 of [1]_).

    Parameters
    ----------
    times : array of datetime64[s], shape (n,)
        Instants in UTC.
    latitude, longitude : float
        WGS84 [deg], north and east positive.
    delta_t : float
        Terrestrial time minus universal time [s].

    Returns
    -------
    azimuth : array (n,)
        Clockwise from true north [deg], 0 to 360.
    elevation : array (n,)
        Centre of the disc above the horizon, without refraction [deg].
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - the globe
        raise ValueError(f"latitude {latitude}, longitude {longitude} is not a place on earth")
    seconds = np.asarray(times, dtype="datetime64[s]").astype(np.int64)
    if seconds.size == 0:
        return np.empty(0), np.empty(0)
    declination, hour_angle = _interpolated(seconds, delta_t)
    return _seen_from(seconds, declination, hour_angle + np.radians(longitude), np.radians(latitude))


def _interpolated(seconds: Ints, delta_t: float) -> tuple[Floats, Floats]:
    """Geocentric declination and hour angle at Greenwich [rad] by a cubic through four nodes."""
    count, share = np.divmod(seconds, _NODE_STEP)
    first = int(count.min()) - 1
    before_it = count - 1 - first
    wanted = np.zeros(int(before_it.max()) + 4, dtype=np.bool_)
    for k in range(4):
        wanted[before_it + k] = True
    declination, hour_angle = np.array([_node(first + int(k), delta_t) for k in np.flatnonzero(wanted)]).T
    start = (np.cumsum(wanted) - 1)[before_it]
    weights = _cubic(share / _NODE_STEP)
    across = sum(w * declination[start + k] for k, w in enumerate(weights))
    before = hour_angle[start]
    # Between two nodes the earth turns by a quarter and a little: no doubt about whole turns.
    turned = [(hour_angle[start + k] - before) % (2 * np.pi) for k in range(4)]
    along = before + sum(w * turn for w, turn in zip(weights, turned, strict=True))
    return np.asarray(across), np.asarray(along)


@lru_cache(maxsize=20_000)
def _node(number: int, delta_t: float) -> tuple[float, float]:
    """Geocentric declination and hour angle at Greenwich [rad]; twelve years of nodes are kept."""
    instant = np.datetime64(number * _NODE_STEP, "s")
    _, declination, hour_angle = sunposition.topocentric_sunposition(
        instant, 0.0, 0.0, _CENTRE, delta_t, radians=True, jit=False
    )
    return float(declination), float(hour_angle)


def _cubic(share: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Lagrange weights of the nodes -1, 0, 1, 2 at a share of the step between 0 and 1."""
    below, above, far = share + 1, share - 1, share - 2
    return (
        -share * above * far / 6,
        below * above * far / 2,
        -below * share * far / 2,
        below * share * above / 6,
    )


def _seen_from(
    seconds: Ints, declination: Floats, hour_angle: Floats, latitude: float
) -> tuple[Floats, Floats]:
    """Azimuth and elevation [deg] from the surface of the earth."""
    reduced = np.arctan(_FLATTENING * np.tan(latitude))
    out, up = np.cos(reduced), _FLATTENING * np.sin(reduced)
    parallax = np.sin(_PARALLAX / _distance(seconds))
    side = np.cos(declination) - out * parallax * np.cos(hour_angle)
    moved = np.arctan2(-out * parallax * np.sin(hour_angle), side)
    lower = np.arctan2((np.sin(declination) - up * parallax) * np.cos(moved), side)
    return _horizontal(lower, hour_angle - moved, latitude)


def _distance(seconds: Ints) -> Floats:
    """Distance of the sun [au] ([2]_)."""
    anomaly = np.radians(357.529 + 0.98560028 * (seconds - 946_728_000) / 86400)
    return np.asarray(1.00014 - 0.01671 * np.cos(anomaly) - 0.00014 * np.cos(2 * anomaly))


def _horizontal(declination: Floats, hour_angle: Floats, latitude: float) -> tuple[Floats, Floats]:
    """Azimuth and elevation [deg] (equations 41 and 45 of [1]_)."""
    sine = np.sin(latitude) * np.sin(declination) + np.cos(latitude) * np.cos(declination) * np.cos(
        hour_angle
    )
    from_south = np.arctan2(
        np.sin(hour_angle), np.cos(hour_angle) * np.sin(latitude) - np.tan(declination) * np.cos(latitude)
    )
    azimuth: Floats = (np.degrees(from_south) + 180.0) % 360.0
    return azimuth, np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))
