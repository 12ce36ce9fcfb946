"""Possible sun hours at observation points (*bezonningsstudie*)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import Progress, no_progress
from optopcheck.domain.mesh import merged
from optopcheck.domain.sunlight import SunIntervals, SunStudy
from optopcheck.domain.text import Text, join_texts
from optopcheck.geometry.aiming import Directions
from optopcheck.geometry.rays import Obstacles, obstacles_of
from optopcheck.sun.delta import after_adding, after_taking
from optopcheck.sun.first_pass import blocks, first_pass
from optopcheck.sun.position import METHOD
from optopcheck.sun.sky import sky_of
from optopcheck.sun.spells import REFINED, Spells, joined, spells_of
from optopcheck.sun.views import Views, dot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.mesh import Floats, Ints, Mesh
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.geometry.rays import Flags
    from optopcheck.sun.first_pass import Bits
    from optopcheck.sun.sky import Sky
    from optopcheck.sun.spells import Lit

DECIDING_STEP = 1.0
"""Near the hours of a norm no wider step decides [min]."""
_MINUTES = 60.0
_STEP_TEXT = Text("zonuren berekenen", "computing sun hours")
_REFINED_TEXT = Text(
    "begin en eind van zon tot op de seconde",
    "begin and end of sun to the second",
)
_SAMPLED_TEXT = Text(
    "geteld per tijdstap, zoals de norm voorschrijft",
    "counted by time step, as the norm prescribes",
)


def study_sun(
    norm: SunNorm,
    points: Sequence[ObservationPoint],
    obstacles: Mesh,
    site: Site,
    year: int,
    progress: Progress = no_progress,
) -> SunStudy:
    """Find the possible sun per point on each day of a norm.

    The sun counts while its centre, without refraction, stands above the
    norm's minimum height and above the horizon, in front of the façade, can
    be seen through the window opening (points inside the glass), and no
    obstacle stands between. Samples stand in the middle of each step of the
    norm; where two differ, the edge between them is found to a second and its
    sunny side is taken. A norm that is `sampled` has its samples counted.

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
        Its tolerance is one step and a second for each edge of a sun interval: the second for the
        refining, half a step for the place of the point, and half a step because a gap shorter than a
        step may lie unseen between two samples: one such gap is allowed for in each interval, and one
        such flash on a day without sun. Of a counted study it is one step for each edge.

    Raises
    ------
    InputError
        If the site has no latitude and longitude, or the year lacks a day of the norm.
    """
    sky, views = sky_of(norm, site, year), Views.of(points, norm.position)
    shade = obstacles_of(obstacles)
    bits = first_pass(views, sky.towards, shade, lambda share: progress(_STEP_TEXT, share))
    spells = spells_of(bits, sky, _lit(norm, sky, views, shade))
    progress(_STEP_TEXT, 1.0)
    return _decided(_study(norm, points, sky, bits, spells), shade, site, year)


def study_added(
    before: SunStudy,
    points: Sequence[ObservationPoint],
    obstacles: Mesh,
    added: Mesh,
    site: Site,
    year: int,
    progress: Progress = no_progress,
    gone: Mesh | None = None,
) -> SunStudy:
    """Find the same after a volume was added, or went, tracing only what can change.

    Parameters
    ----------
    before : SunStudy
        The study without the volume: same site and year.
    points : sequence of ObservationPoint
        Those that stand in `before` unchanged go the short way, others the whole.
    obstacles : Mesh
        What cast shadow before and still does.
    added : Mesh
        What was added.
    site : Site
    year : int
    progress : Progress
    gone : Mesh or None
        What cast shadow before and does no more.

    Returns
    -------
    SunStudy
        Equal to that of `study_sun` against everything that casts shadow now.
    """
    if before.samples is None or before.intervals is None:
        raise ValueError("the study before was kept without its samples")
    if not Obstacles.rounds_alike(obstacles, added, gone):
        # Rays that graze an edge might fall to its other side: the short way would not be exact.
        return study_sun(before.norm, points, merged([obstacles, added]), site, year, progress)
    norm, sky = before.norm, sky_of(before.norm, site, year)
    views, shade = Views.of(points, norm.position), obstacles_of(obstacles)
    alone = Obstacles(added, shade.centre)
    both = shade.joined(alone)
    rows = _rows_before(before, points)
    kept, new = np.flatnonzero(rows >= 0), np.flatnonzero(rows < 0)
    bits = np.zeros((len(points), before.samples.shape[1]), dtype=np.uint8)
    bits[kept] = before.samples[rows[kept]]
    anew = rows < 0
    directions = Directions(sky.towards)
    for change_by, volume, other in ((after_taking, gone, shade), (after_adding, added, alone)):
        if volume is not None and not volume.is_empty:
            change = change_by(bits[kept], views.rows(kept), directions, other, volume.bounds, sky.longest)
            bits[kept] = change.bits
            anew[kept[np.unique(change.near[0])]] = True
    bits[new] = first_pass(views.rows(new), sky.towards, both, lambda share: progress(_STEP_TEXT, share))
    # Of points that were decided in finer steps the coarse spells were not kept.
    anew |= norm.step > DECIDING_STEP
    spells = _anew(before.intervals, rows, anew, bits, sky, _lit(norm, sky, views, both))
    progress(_STEP_TEXT, 1.0)
    return _decided(_study(norm, points, sky, bits, spells), both, site, year)


def _decided(study: SunStudy, shade: Obstacles, site: Site, year: int) -> SunStudy:
    """Study the points again in steps of a minute whose sun lies within its tolerance of the norm."""
    norm = study.norm
    if norm.sampled or norm.step <= DECIDING_STEP:
        return study
    short = np.abs(study.minutes - norm.hours.value * _MINUTES) <= study.tolerance
    near = np.flatnonzero(short.any(axis=1))
    if not len(near):
        return study
    points = [study.points[row] for row in near]
    fine = replace(norm, step=DECIDING_STEP)
    sky, views = sky_of(fine, site, year), Views.of(points, norm.position)
    bits = first_pass(views, sky.towards, shade)
    finer = _study(fine, points, sky, bits, spells_of(bits, sky, _lit(fine, sky, views, shade)))
    return study.with_finer(near, finer)


def _lit(norm: SunNorm, sky: Sky, views: Views, shade: Obstacles) -> Lit | None:
    if norm.sampled:
        return None

    def lit(point: Ints, seconds: Ints) -> Flags:
        counts, towards = sky.at(seconds)
        counts[counts] = views.lit(point[counts], towards[counts], shade)
        return counts

    return lit


def _rows_before(before: SunStudy, points: Sequence[ObservationPoint]) -> Ints:
    """Return the row of each point in a study; -1 if it does not stand there unchanged."""
    known = {point.id: row for row, point in enumerate(before.points)}
    rows = [known.get(point.id, -1) for point in points]
    return np.array(
        [
            row if row >= 0 and _same(before.points[row], point) else -1
            for row, point in zip(rows, points, strict=True)
        ],
        dtype=np.int64,
    )


def _same(one: ObservationPoint, other: ObservationPoint) -> bool:
    return one is other or (
        one.aperture == other.aperture
        and np.array_equal(one.position, other.position)
        and np.array_equal(one.facing, other.facing)
    )


def _anew(intervals: SunIntervals, rows: Ints, anew: Flags, bits: Bits, sky: Sky, lit: Lit | None) -> Spells:
    """Find the spells of some points again; take those of the others from before."""
    old, again = np.flatnonzero(~anew), np.flatnonzero(anew)

    def here(point: Ints, seconds: Ints) -> Flags:
        return lit(again[point], seconds) if lit is not None else np.empty(0, dtype=np.bool_)

    known = Spells(
        np.diff(intervals.offsets).reshape(-1, len(sky.days)),
        intervals.start.astype(np.int64),
        intervals.end.astype(np.int64),
    )
    found = spells_of(bits[again], sky, here if lit is not None else None)
    order = np.argsort(np.concatenate([old, again]), kind="stable")
    return joined([known.of(rows[old]), found]).of(order)


def _study(
    norm: SunNorm, points: Sequence[ObservationPoint], sky: Sky, bits: Bits, spells: Spells
) -> SunStudy:
    front, in_front = _in_front(norm, points, sky)
    if norm.sampled:
        minutes, reachable = _counted(bits, sky), _counted(front.bits, sky)
    else:
        minutes, reachable = spells.minutes, in_front.minutes
    reachable = reachable[front.which]
    tolerance = 2 * norm.step * spells.counts.astype(np.float64)
    if not norm.sampled:
        tolerance += 2 * REFINED / 60.0 * spells.counts
        tolerance[(spells.counts == 0) & (reachable > 0)] = norm.step
    start, end = (part.astype("datetime64[s]") for part in (spells.start, spells.end))
    return SunStudy(
        norm,
        sky.days,
        tuple(points),
        minutes,
        tolerance,
        reachable,
        SunIntervals(start, end, spells.offsets, len(sky.days)),
        bits,
        join_texts(METHOD, _SAMPLED_TEXT if norm.sampled else _REFINED_TEXT, separator="; "),
    )


@dataclass(frozen=True, eq=False)
class _Front:
    """Sun before each façade direction."""

    bits: Bits
    which: Ints
    """Direction of each point."""


def _in_front(norm: SunNorm, points: Sequence[ObservationPoint], sky: Sky) -> tuple[_Front, Spells]:
    """Find when the sun stands before the façade, once for all points that face alike."""
    facing = np.array([point.facing for point in points], dtype=np.float64).reshape(-1, 3)
    ways, which = np.unique(facing, axis=0, return_inverse=True)

    def before(way: Ints, seconds: Ints) -> Flags:
        counts, towards = sky.at(seconds)
        return np.asarray(counts & (dot(ways[way], towards) > 0))

    bits = np.packbits(dot(ways[:, None], sky.towards) > 0, axis=1)
    return _Front(bits, which.reshape(-1)), spells_of(bits, sky, None if norm.sampled else before)


def _counted(bits: Bits, sky: Sky) -> Floats:
    """Sunny samples of each day times the step, shape (points, days) [min]."""
    begin = np.searchsorted(sky.up, sky.offsets)
    days = list(pairwise(begin.tolist()))
    counted = np.zeros((len(bits), len(days)))
    for rows in blocks(len(bits), len(sky.up)):
        flags = np.unpackbits(bits[rows], axis=1, count=len(sky.up))
        for column, (first, last) in enumerate(days):
            counted[rows, column] = flags[:, first:last].sum(axis=1) * sky.step
    return counted
