"""Which of many directions pass through a box, seen from many places: without looking at each pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.geometry.rays import Flags

_BIN = 1.0
"""Width of a bin of azimuth [deg]."""
_BINS = 360
_KEY = 1000.0
"""Keys are bin times this plus the elevation, which stays within 90."""
_ROUNDING = 1e-6
"""[deg]"""
_BIN_MARGIN = 1e-4
"""A bin reaches this far beyond its edges [deg]."""


def _along() -> tuple[tuple[Floats, Floats], ...]:
    """Return of the directions of each bin the least and the greatest step, along x and along y."""
    edges = np.radians(np.arange(_BINS)[:, None] * _BIN + [-_BIN_MARGIN, _BIN + _BIN_MARGIN])
    steps = (np.sin(edges), np.cos(edges))
    return tuple((step.min(axis=1) - _ROUNDING, step.max(axis=1) + _ROUNDING) for step in steps)


_ALONG = _along()


class Directions:
    """Directions kept by azimuth and elevation, so that those towards a box are found by bisection."""

    def __init__(self, towards: Floats) -> None:
        """Sort unit vectors (n, 3); their azimuth is clockwise from +y."""
        self.towards = towards
        azimuth = np.degrees(np.arctan2(towards[:, 0], towards[:, 1])) % 360.0
        elevation = np.degrees(np.arcsin(np.clip(towards[:, 2], -1.0, 1.0)))
        keys = np.minimum(azimuth // _BIN, _BINS - 1) * _KEY + elevation
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]
        # Most bins hold no direction, or none so steep: the sun never stands in the north.
        bins = np.minimum(azimuth // _BIN, _BINS - 1).astype(np.int64)
        self._lowest, self._highest = np.full(_BINS, np.inf), np.full(_BINS, -np.inf)
        np.minimum.at(self._lowest, bins, elevation)
        np.maximum.at(self._highest, bins, elevation)

    def towards_box(self, starts: Floats, box: Floats, slack: float = 0.0) -> tuple[Ints, Ints]:
        """Return candidates: all pairs whose ray may come within the slack of a box, and some more.

        Parameters
        ----------
        starts : array (p, 3)
            Where rays start [m].
        box : array (2, 3)
            Lowest and highest corner [m].
        slack : float
            How far a direction may pass by the box [deg].

        Returns
        -------
        start, direction : array (k,) of int64
            Rows of `starts` and of the directions.
        """
        low, high, left, right = _frame(starts, box, slack + _ROUNDING)
        first, last = np.floor(left / _BIN).astype(np.int64), np.floor(right / _BIN).astype(np.int64)
        # The whole circle, each bin once.
        last = np.minimum(last, first + _BINS - 1)
        start, number = _spread(last - first + 1)
        number = (first[start] + number) % _BINS
        low, high = low[start], high[start]
        some = (self._highest[number] >= low - _ROUNDING) & (self._lowest[number] <= high + _ROUNDING)
        start, number, low, high = start[some], number[some], low[some], high[some]
        if slack == 0:
            least, most = _within_bin(starts[start], number, box)
            low, high = np.maximum(low, least), np.minimum(high, most)
        begin = np.searchsorted(self._keys, number * _KEY + low, side="left")
        end = np.searchsorted(self._keys, number * _KEY + high, side="right")
        row, place = _spread(np.maximum(end - begin, 0))
        return start[row], self._order[begin[row] + place]


def through_box(starts: Floats, towards: Floats, box: Floats) -> Flags:
    """Tell which rays (k, 3) pass through a box (2, 3)."""
    enter, leave = np.zeros(len(starts)), np.full(len(starts), np.inf)
    outside = np.zeros(len(starts), dtype=np.bool_)
    with np.errstate(divide="ignore", invalid="ignore"):
        for axis in range(3):
            start, along = starts[:, axis], towards[:, axis]
            near, far = (box[0, axis] - start) / along, (box[1, axis] - start) / along
            flat = along == 0
            outside |= flat & ((start < box[0, axis]) | (start > box[1, axis]))
            enter = np.where(flat, enter, np.maximum(enter, np.minimum(near, far)))
            leave = np.where(flat, leave, np.minimum(leave, np.maximum(near, far)))
    return np.asarray((enter <= leave) & ~outside)


def _frame(starts: Floats, box: Floats, slack: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Elevation from and to, azimuth from and to [deg] of the box as seen from each start."""
    x = np.stack([box[0, 0] - starts[:, 0], box[1, 0] - starts[:, 0]])
    y = np.stack([box[0, 1] - starts[:, 1], box[1, 1] - starts[:, 1]])
    nearest = np.hypot(*(np.maximum(np.maximum(side[0], -side[1]), 0.0) for side in (x, y)))
    farthest = np.hypot(np.abs(x).max(axis=0), np.abs(y).max(axis=0))
    below, above = box[0, 2] - starts[:, 2], box[1, 2] - starts[:, 2]
    low = np.degrees(np.arctan2(below, np.where(below > 0, farthest, nearest))) - slack
    high = np.degrees(np.arctan2(above, np.where(above > 0, nearest, farthest))) + slack
    over = nearest == 0
    low, high = np.where(over & (below <= 0), -90.0, low), np.where(over & (above >= 0), 90.0, high)
    middle = np.degrees(np.arctan2(x.mean(axis=0), y.mean(axis=0)))
    corners = np.degrees(np.arctan2(x[[0, 0, 1, 1]], y[[0, 1, 0, 1]]))
    aside = (corners - middle + 180.0) % 360.0 - 180.0
    # Near the zenith a small slack is a wide turn.
    flat = np.cos(np.radians(np.minimum(np.maximum(np.abs(low), np.abs(high)), 90.0)))
    wide = np.degrees(np.arcsin(np.minimum(1.0, np.sin(np.radians(slack)) / np.maximum(flat, 1e-12))))
    around = over | (wide >= 90.0)  # noqa: PLR2004 - a quarter turn
    left = np.where(around, 0.0, middle + aside.min(axis=0) - wide)
    right = np.where(around, 360.0, middle + aside.max(axis=0) + wide)
    return np.maximum(low, -90.0 - slack), np.minimum(high, 90.0 + slack), left, right


def _within_bin(starts: Floats, number: Ints, box: Floats) -> tuple[Floats, Floats]:
    """Elevation from and to [deg] between which rays in a bin of azimuth can meet the box, and some more.

    Along the ground a ray is in the box from the farther of two sides that it enters to the nearer of two
    that it leaves; each bin takes the shortest and the longest way of its directions.
    """
    enter, leave = np.zeros(len(starts)), np.full(len(starts), np.inf)
    for axis, (slowest, fastest) in enumerate(_ALONG):
        slow, fast = slowest[number], fastest[number]
        near, far = box[0, axis] - starts[:, axis], box[1, axis] - starts[:, axis]
        ahead, behind = (near > 0) & (fast > 0), (far < 0) & (slow < 0)
        enter[ahead] = np.maximum(enter[ahead], near[ahead] / fast[ahead])
        enter[behind] = np.maximum(enter[behind], far[behind] / slow[behind])
        forth, back = (slow > 0) & (far > 0), (fast < 0) & (near < 0)
        leave[forth] = np.minimum(leave[forth], far[forth] / slow[forth])
        leave[back] = np.minimum(leave[back], near[back] / fast[back])
    below, above = box[0, 2] - starts[:, 2], box[1, 2] - starts[:, 2]
    low = np.degrees(np.arctan2(below, np.where(below > 0, leave, enter)))
    high = np.degrees(np.arctan2(above, np.where(above > 0, enter, leave)))
    over = enter == 0
    low[over & (below <= 0)], high[over & (above >= 0)] = -90.0, 90.0
    return low - _ROUNDING, high + _ROUNDING


def _spread(counts: Ints) -> tuple[Ints, Ints]:
    """Repeat each row as often as it counts; return row and number within it."""
    row = np.repeat(np.arange(len(counts)), counts)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
