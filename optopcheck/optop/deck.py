"""Where the new storey may stand: the deck, and the setback from its edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.region import Region, unite

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.scenario import Setback

SHORT_EDGE = 0.05
"""Edges shorter than this are noise of the model [m]."""


@dataclass(frozen=True, eq=False)
class Edge:
    """A façade line of the deck: from start to end with the outside on the right."""

    start: Floats
    end: Floats

    @property
    def length(self) -> float:
        """[m]."""
        return float(np.linalg.norm(self.end - self.start))

    @property
    def along(self) -> Floats:
        """Unit direction, shape (2,)."""
        return np.asarray((self.end - self.start) / self.length, dtype=np.float64)

    @property
    def outward(self) -> Floats:
        """Unit normal to the outside, shape (2,)."""
        x, y = self.along
        return np.array([y, -x])


def edges(region: Region) -> tuple[Edge, ...]:
    """Return the outer façade lines of a region, holes left out."""
    found = []
    for ring, is_hole in region.rings():
        if not is_hole:
            found += [Edge(a, b) for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True)]
    return tuple(e for e in found if e.length > SHORT_EDGE)


def compass_side(outward: Floats, true_north: float) -> str:
    """Name the compass quarter that a façade faces; exactly between two, the clockwise one.

    Parameters
    ----------
    outward
        Normal (2,) in the frame of the case.
    true_north
        Direction of true north in that frame, clockwise from +y [deg].
    """
    azimuth = np.degrees(np.arctan2(outward[0], outward[1])) - true_north
    return ("north", "east", "south", "west")[int(np.floor((azimuth + 45.0) / 90.0)) % 4]


def set_back(deck: Region, setback: Setback, true_north: float) -> Region:
    """Move the façades of a deck inwards, each by the setback of its side [m]."""
    if setback.is_uniform:
        return deck.grown(-setback.north).opened(SHORT_EDGE)
    strips = []
    for edge in edges(deck):
        depth = setback.by_side[compass_side(edge.outward, true_north)]
        if depth > 0:
            strips.append(_strip(edge, depth))
    return deck.without(unite(strips)).opened(SHORT_EDGE)


def _strip(edge: Edge, depth: float) -> Region:
    """Return the band behind a façade, longer at both ends so that inner corners are covered."""
    start, end = edge.start - edge.along * depth, edge.end + edge.along * depth
    inward = -edge.outward * depth
    return Region.from_ring(np.array([start, end, end + inward, start + inward]))
