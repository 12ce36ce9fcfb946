"""Possible sun hours at observation points (*bezonningsstudie*)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.sunlight import PointPosition, SunStudy
from optopcheck.domain.text import Text
from optopcheck.geometry.rays import Obstacles
from optopcheck.sun.days import local_days, sun_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.geometry.rays import Flags
    from optopcheck.sun.days import SunDay

OFFSET = 0.005
"""Rays start this far outside the façade, so that its own outer face never shades it [m]."""

_PAIRS = 1_000_000
"""Points times samples at once: bounds the memory."""

_STEP_TEXT = Text("zonuren berekenen", "computing sun hours")


def study_sun(
    norm: SunNorm,
    points: Sequence[ObservationPoint],
    obstacles: Mesh,
    site: Site,
    year: int,
    progress: Progress = no_progress,
) -> SunStudy:
    """Count the minutes of possible sun per point on each day of a norm.

    The sun counts while its centre stands above the norm's minimum height and
    above the horizon, in front of the façade, can be seen through the window
    opening (points inside the glass), and no obstacle stands between.

    Parameters
    ----------
    norm : SunNorm
        Days, step, minimum height of the sun and place of the point.
    points : sequence of ObservationPoint
    obstacles : Mesh
        All that casts shadow, glass left out, in the frame of the points.
    site : Site
        Latitude, longitude, true north and time zone.
    year : int
        Calendar year of the days.
    progress : Progress
        Called for each block of points; may raise `CancelledError`.

    Returns
    -------
    SunStudy
        Its tolerance is one step for each edge of a sun interval: half for the sampling, half for the
        place of the point.

    Raises
    ------
    InputError
        If the site has no latitude and longitude, or the year lacks a day of the norm.
    """
    place = _place(site)
    days = tuple(local_days(norm.days, year, site.zone, norm.step))
    scene, views = Obstacles(obstacles), _Views.of(points, norm.position)
    minutes, tolerance, reachable = (np.zeros((len(points), len(days))) for _ in range(3))
    for column, day in enumerate(days):
        sun = sun_day(day, *place, norm.step, site.zone)
        up = np.flatnonzero(sun.elevation > max(norm.minimum_elevation, 0.0))
        towards = _directions(sun, site.true_north)[up]
        for rows in _blocks(len(points), len(up)):
            progress(_STEP_TEXT, (column + rows.start / len(points)) / len(days))
            in_front, sunny = _sunny(views.rows(rows), towards, scene)
            minutes[rows, column] = sunny.sum(axis=1) * norm.step
            reachable[rows, column] = in_front.sum(axis=1) * norm.step
            tolerance[rows, column] = _edges(sunny, up, len(sun.times)) * norm.step
    progress(_STEP_TEXT, 1.0)
    return SunStudy(norm, days, tuple(points), minutes, tolerance, reachable)


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


def _directions(sun: SunDay, true_north: float) -> Floats:
    return sun_vector(sun.azimuth, sun.elevation, true_north)


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


def _blocks(count: int, samples: int) -> Iterator[slice]:
    size = max(1, _PAIRS // max(samples, 1))
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def _edges(sunny: Flags, up: np.ndarray[tuple[int], np.dtype[np.int64]], samples: int) -> Floats:
    """Count begins and ends of sun per point over the whole day, shape (n,)."""
    whole = np.zeros((len(sunny), samples + 2), dtype=np.int8)
    whole[:, up + 1] = sunny
    edges: Floats = np.abs(np.diff(whole, axis=1)).sum(axis=1).astype(np.float64)
    return edges


@dataclass(frozen=True, eq=False)
class _Views:
    """Observation points as arrays; a point without an opening has one without depth or edges."""

    origin: Floats
    facing: Floats
    aside: Floats
    upwards: Floats
    width: Floats
    height: Floats
    depth: Floats

    @classmethod
    def of(cls, points: Sequence[ObservationPoint], position: PointPosition) -> _Views:
        """Collect the points as the norm wants them placed."""
        origin = np.array([p.position for p in points], dtype=np.float64).reshape(-1, 3)
        facing = np.array([p.facing for p in points], dtype=np.float64).reshape(-1, 3)
        opening = np.array(
            [(a.width, a.height, a.depth) if (a := p.aperture) else (np.inf, np.inf, 0.0) for p in points]
        ).reshape(-1, 3)
        if position is PointPosition.FACADE:
            origin = origin + facing * opening[:, 2:]
            opening = np.tile([np.inf, np.inf, 0.0], (len(points), 1))
        # Looking out, `aside` is level along the façade; a skylight that looks straight up takes x.
        aside = np.cross(facing, [0.0, 0.0, 1.0])
        length = np.linalg.norm(aside, axis=1, keepdims=True)
        level = length > 1e-9  # noqa: PLR2004 - straight up
        aside = np.where(level, aside / np.where(level, length, 1.0), [1.0, 0.0, 0.0])
        return cls(origin, facing, aside, np.cross(aside, facing), *opening.T)

    def rows(self, rows: slice) -> _Views:
        """Return some of the points."""
        return _Views(*(getattr(self, field.name)[rows] for field in fields(self)))


def _sunny(views: _Views, towards: Floats, scene: Obstacles) -> tuple[Flags, Flags]:
    """Tell per point and direction whether the sun is before the façade, and whether it reaches the point."""
    ahead = views.facing @ towards.T
    in_front = ahead > 0
    # Length of the ray from the glass to the outer face of the façade.
    leave = np.divide(views.depth[:, None], ahead, out=np.zeros_like(ahead), where=in_front)
    rise = (views.upwards @ towards.T) * leave
    seen = in_front & (np.abs(views.aside @ towards.T) * leave <= views.width[:, None] / 2)
    seen &= (rise >= 0) & (rise <= views.height[:, None])
    point, sample = np.nonzero(seen)
    start = views.origin[point] + towards[sample] * leave[point, sample][:, None]
    free = ~scene.blocked(start + views.facing[point] * OFFSET, towards[sample])
    sunny = np.zeros_like(seen)
    sunny[point[free], sample[free]] = True
    return in_front, sunny
