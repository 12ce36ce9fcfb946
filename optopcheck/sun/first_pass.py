"""The first pass: every point against every place of the sun, kept as bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from optopcheck.sun.threads import in_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.geometry.rays import Flags, Obstacles
    from optopcheck.sun.views import Views

Bits = NDArray[np.uint8]
"""Sunny samples per point, shape (points, ceil(samples / 8)), in the order of `numpy.packbits`.

20,000 points times the 26,432 positions of a year in steps of 10 minutes are 20,000 x 3,304 bytes, 63 MiB.
"""

_PAIRS = 1_000_000
"""Points times samples at once: bounds the memory."""


def first_pass(
    views: Views, towards: Floats, shade: Obstacles, told: Callable[[float], None] = lambda _: None
) -> Bits:
    """Trace all that stands before each façade.

    Parameters
    ----------
    views : Views
    towards : array (n, 3)
        Unit vectors to the sun.
    shade : Obstacles
    told : callable
        Called with the share done; may raise `CancelledError`.

    Returns
    -------
    array of uint8 (points, ceil(n / 8))
    """
    bits = np.zeros((len(views), (len(towards) + 7) // 8), dtype=np.uint8)

    near = towards.astype(np.float32)

    def one(rows: slice) -> slice:
        part = views.rows(rows)
        flags = part.in_front(towards)
        for k in np.flatnonzero(part.depth == 0):
            ahead = np.flatnonzero(flags[k])
            flags[k, ahead] = ~shade.blocked_from(part.vantage[k], near[ahead])
        deep = np.flatnonzero(part.depth != 0)
        point, sample = np.nonzero(flags[deep])
        flags[deep[point], sample] = part.lit(deep[point], towards[sample], shade)
        bits[rows] = np.packbits(flags, axis=1)
        return rows

    for rows in in_threads(one, blocks(len(views), len(towards))):
        told(rows.stop / len(views))
    return bits


def sunny(bits: Bits, point: Ints, sample: Ints) -> Flags:
    """Look up pairs of a point and a sample."""
    return np.asarray((bits[point, sample >> 3] >> (7 - (sample & 7)).astype(np.uint8)) & 1, dtype=np.bool_)


def without(bits: Bits, point: Ints, sample: Ints) -> Bits:
    """Return the bits with some pairs made dark."""
    left = bits.copy()
    mask = ~(128 >> (sample & 7)).astype(np.uint8)
    np.bitwise_and.at(left.reshape(-1), point * bits.shape[1] + (sample >> 3), mask)
    return left


def with_sun(bits: Bits, point: Ints, sample: Ints) -> Bits:
    """Return the bits with some pairs made sunny."""
    more = bits.copy()
    mask = (128 >> (sample & 7)).astype(np.uint8)
    np.bitwise_or.at(more.reshape(-1), point * bits.shape[1] + (sample >> 3), mask)
    return more


def blocks(count: int, samples: int) -> Iterator[slice]:
    """Cut the points so that no block holds too many pairs."""
    size = max(1, _PAIRS // max(samples, 1))
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))
