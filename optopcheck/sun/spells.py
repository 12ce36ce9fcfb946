"""From samples to spells of sun: when each begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.sun.first_pass import blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.geometry.rays import Flags
    from optopcheck.sun.first_pass import Bits
    from optopcheck.sun.sky import Sky

    Lit = Callable[[Ints, Ints], Flags]
    """Whether the sun reaches a point (k,) at an instant (k,) [s]."""

REFINED = 1
"""An edge is known to this [s]."""


@dataclass(frozen=True, eq=False)
class Spells:
    """Spells of sun of many points on the days of a sky, by point, day and time."""

    counts: Ints
    """Shape (points, days)."""
    start: Ints
    """UTC since 1970, shape (k,) [s]."""
    end: Ints
    """UTC since 1970, shape (k,) [s]."""

    @property
    def minutes(self) -> Floats:
        """Sum of the spells, shape (points, days) [min]."""
        owner = np.repeat(np.arange(self.counts.size), self.counts.ravel())
        summed = np.bincount(owner, weights=self.end - self.start, minlength=self.counts.size)
        return np.asarray(summed.reshape(self.counts.shape) / 60.0)

    @property
    def offsets(self) -> Ints:
        """Where each point and day begins, shape (points * days + 1,)."""
        return np.concatenate([[0], np.cumsum(self.counts.ravel())])

    def of(self, points: Ints) -> Spells:
        """Return those of some points, in the order given."""
        counts = self.counts[points]
        lengths = self.counts.sum(axis=1)
        first = (np.cumsum(lengths) - lengths)[points]
        taken = counts.sum(axis=1)
        place = np.repeat(first - (np.cumsum(taken) - taken), taken) + np.arange(taken.sum())
        return Spells(counts, self.start[place], self.end[place])


def spells_of(bits: Bits, sky: Sky, lit: Lit | None) -> Spells:
    """Find begin and end of each spell.

    Parameters
    ----------
    bits : array of uint8 (points, ...)
        Sunny samples among those of the sky at which the sun counts.
    sky : Sky
    lit : callable or None
        Asked at instants between a sunny and a dark sample until the edge is known to a second; the
        edge is the last instant that was seen sunny. Without it the edge is half-way between samples.
    """
    parts = [_spells(bits[rows], rows.start, sky, lit) for rows in blocks(len(bits), len(sky.seconds))] or [
        _spells(bits, 0, sky, lit)
    ]
    return joined(parts)


def joined(parts: Sequence[Spells]) -> Spells:
    """Put points after each other."""
    return Spells(
        np.concatenate([p.counts for p in parts]),
        np.concatenate([p.start for p in parts]),
        np.concatenate([p.end for p in parts]),
    )


def _spells(bits: Bits, first: int, sky: Sky, lit: Lit | None) -> Spells:
    flags = np.zeros((len(bits), len(sky.seconds)), dtype=np.bool_)
    flags[:, sky.up] = np.unpackbits(bits, axis=1, count=len(sky.up))
    found = [_brackets(flags[:, part], sky.seconds[part]) for part in _parts(sky)]
    point, low, high, rises = (np.concatenate(column) for column in zip(*found, strict=True))
    day = np.repeat(np.arange(len(found)), [len(f[0]) for f in found])
    edge = (low + high) // 2 if lit is None else _edges(first + point, low, high, rises, lit)
    # Edges of a point and day alternate, so every second one begins a spell.
    order = np.lexsort((day[::2], point[::2]))
    cell = point[::2] * len(found) + day[::2]
    counts = np.bincount(cell, minlength=len(bits) * len(found)).reshape(len(bits), len(found))
    return Spells(counts, edge[::2][order], edge[1::2][order])


def _parts(sky: Sky) -> list[slice]:
    return [slice(a, b) for a, b in zip(sky.offsets[:-1], sky.offsets[1:], strict=True)]


def _brackets(flags: Flags, seconds: Ints) -> tuple[Ints, Ints, Ints, Flags]:
    """Return point, last sample before, first sample after, and whether sun begins, of each edge of a day.

    Sun at an end of the day ends there.
    """
    whole = np.zeros((len(flags), flags.shape[1] + 2), dtype=np.bool_)
    whole[:, 1:-1] = flags
    padded = np.concatenate([seconds[:1], seconds, seconds[-1:]])
    point, before = np.nonzero(whole[:, 1:] != whole[:, :-1])
    return point, padded[before], padded[before + 1], whole[point, before + 1]


def _edges(point: Ints, low: Ints, high: Ints, rises: Flags, lit: Lit) -> Ints:
    """Halve each bracket until its ends are a second apart; return the sunny end."""
    low, high = low.copy(), high.copy()
    while True:
        open_ = np.flatnonzero(high - low > REFINED)
        if not len(open_):
            return np.where(rises, high, low)
        middle = (low[open_] + high[open_]) // 2
        as_after = lit(point[open_], middle) == rises[open_]
        high[open_[as_after]] = middle[as_after]
        low[open_[~as_after]] = middle[~as_after]
