"""What an added volume takes and one taken away gives: only rays through its box can change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.aiming import Directions, through_box
from optopcheck.sun.first_pass import sunny, with_sun, without
from optopcheck.sun.threads import in_threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.geometry.rays import Flags, Obstacles
    from optopcheck.sun.first_pass import Bits
    from optopcheck.sun.views import Views

_MARGIN = 0.01
"""Around the box [m]: rays are traced in float32."""
_POINTS = 1_000
"""Looked at together: bounds the memory, and lets threads share the work evenly."""


@dataclass(frozen=True, eq=False)
class Change:
    """The sunny samples after adding, and what it took to know them."""

    bits: Bits
    near: Ints
    """Pairs (2, k) of a point and a direction that pass the box by no more than the slack."""
    looked_at: int
    """Pairs in the angular box."""
    traced: int
    """Rays."""
    lost: int
    """Pairs that turned."""


def after_adding(
    bits: Bits, views: Views, directions: Directions, added: Obstacles, box: Floats, slack: float = 0.0
) -> Change:
    """Take from the first pass what an added volume shades.

    An added volume never gives sun. So a pair that was dark stays dark, one
    whose ray misses the box keeps its sun, and of the rest the volume alone
    decides: the other obstacles already let the ray pass.

    Parameters
    ----------
    bits : array of uint8 (points, ...)
        The first pass without the volume.
    views : Views
        The same points.
    directions : Directions
        The same places of the sun.
    added : Obstacles
        The volume alone, with the centre of the other obstacles.
    box : array (2, 3)
        Its lowest and highest corner [m].
    slack : float
        Report pairs that pass the box by no more than this, in `Change.near` [deg].

    Returns
    -------
    Change
        Its bits equal those of a first pass against everything.
    """
    wide = box + np.array([[-_MARGIN], [_MARGIN]])
    known = (directions, added)
    found = list(in_threads(lambda rows: _block(rows, bits, views, known, wide, slack), _rows(views, wide)))
    nothing = np.empty((2, 0), dtype=np.int64)
    near = np.concatenate([nothing, *(f[0] for f in found)], axis=1)
    dark = np.concatenate([nothing, *(f[1] for f in found)], axis=1)
    looked_at, traced = (sum(f[2][k] for f in found) for k in range(2))
    return Change(without(bits, dark[0], dark[1]), near, looked_at, traced, dark.shape[1])


def after_taking(
    bits: Bits, views: Views, directions: Directions, left: Obstacles, box: Floats, slack: float = 0.0
) -> Change:
    """Give to the first pass what a volume shaded that is taken away.

    Taking away never takes sun: a pair that was sunny stays sunny. Of the dark ones only those whose ray
    passes the box can turn, and `left`, all other obstacles, decides.

    Parameters
    ----------
    bits : array of uint8 (points, ...)
        The first pass with the volume.
    views : Views
    directions : Directions
    left : Obstacles
        All but the volume, with the same centre as before.
    box : array (2, 3)
        Around the volume [m].
    slack : float
        As in `after_adding` [deg].

    Returns
    -------
    Change
        Its `lost` counts the pairs that turned sunny.
    """
    wide = box + np.array([[-_MARGIN], [_MARGIN]])
    known = (directions, left)
    found = list(
        in_threads(lambda rows: _block(rows, bits, views, known, wide, slack, dark=True), _rows(views, wide))
    )
    nothing = np.empty((2, 0), dtype=np.int64)
    near = np.concatenate([nothing, *(f[0] for f in found)], axis=1)
    lit = np.concatenate([nothing, *(f[1] for f in found)], axis=1)
    looked_at, traced = (sum(f[2][k] for f in found) for k in range(2))
    return Change(with_sun(bits, lit[0], lit[1]), near, looked_at, traced, lit.shape[1])


def _rows(views: Views, box: Floats) -> Iterator[Ints]:
    """Yield the points before whose façade a part of the box lies."""
    corner = np.where(views.facing > 0, box[1], box[0]) - views.vantage
    rows = np.flatnonzero((corner * views.facing).sum(axis=1) > -_MARGIN)
    for start in range(0, len(rows), _POINTS):
        yield rows[start : start + _POINTS]


def _block(
    rows: Ints,
    bits: Bits,
    views: Views,
    known: tuple[Directions, Obstacles],
    box: Floats,
    slack: float,
    *,
    dark: bool = False,
) -> tuple[Ints, Ints, tuple[int, int]]:
    """Return pairs near the box, pairs that turn, and the work; `dark` looks at pairs without sun."""
    directions, obstacles = known
    place, sample = directions.towards_box(views.vantage[rows], box, slack)
    point = rows[place]
    kept = sunny(bits, point, sample) != dark
    was = point[kept], sample[kept]
    towards = directions.towards[was[1]]
    met = through_box(views.vantage[was[0]], towards, box)
    ray = was[0][met], was[1][met]
    if dark:
        turned: Flags = views.lit(ray[0], towards[met], obstacles)
    else:
        turned = views.shaded(ray[0], towards[met], obstacles)
    near = np.stack([point, sample]) if slack else np.empty((2, 0), dtype=np.int64)
    return near, np.stack([ray[0][turned], ray[1][turned]]), (len(point), len(turned))
