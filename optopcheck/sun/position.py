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
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import sunposition
from numpy.typing import NDArray

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Ints

Times = NDArray[np.datetime64]

DELTA_T = 69.0
"""Terrestrial time minus universal time [s]; 1 s moves the sun by 0.00001 deg, and from 2015 to 2035
it stays within a few seconds of this."""

_NODE_STEP = 3600
"""Time between exact positions [s]: a cubic through them is within 0.000001 deg."""


def sun_position(
    times: Times, latitude: float, longitude: float, *, delta_t: float = DELTA_T
) -> tuple[Floats, Floats]:
    """Return azimuth and geometric elevation of the sun.

    The library needs a third of a millisecond a position, so it is asked at
    whole hours; between them declination and hour angle are interpolated.

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
    declination, hour_angle = _interpolated(seconds, latitude, longitude, delta_t)
    return _horizontal(declination, hour_angle, np.radians(latitude))


def _interpolated(seconds: Ints, latitude: float, longitude: float, delta_t: float) -> tuple[Floats, Floats]:
    """Topocentric declination and hour angle [rad] through the four nodes around each instant."""
    stencil = (seconds // _NODE_STEP)[:, None] + np.arange(-1, 3)
    nodes, where = np.unique(stencil, return_inverse=True)
    _, declination, hour_angle = _exact(nodes * _NODE_STEP, latitude, longitude, delta_t)
    where = where.reshape(stencil.shape)
    weights = _cubic((seconds % _NODE_STEP) / _NODE_STEP)
    turns = np.unwrap(hour_angle[where], axis=1)
    return (weights * declination[where]).sum(axis=1), (weights * turns).sum(axis=1)


def _exact(seconds: Ints, latitude: float, longitude: float, delta_t: float) -> tuple[Any, Any, Any]:
    found: tuple[Any, Any, Any] = sunposition.topocentric_sunposition(
        seconds.astype("datetime64[s]"), latitude, longitude, 0.0, delta_t, radians=True, jit=False
    )
    return found


def _cubic(share: Floats) -> Floats:
    """Lagrange weights of the nodes -1, 0, 1, 2 at a share of the step between 0 and 1."""
    below, above, far = share + 1, share - 1, share - 2
    return np.stack(
        [
            -share * above * far / 6,
            below * above * far / 2,
            -below * share * far / 2,
            below * share * above / 6,
        ],
        axis=1,
    )


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
