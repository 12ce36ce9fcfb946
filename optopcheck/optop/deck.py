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
SAME_WAY = 5.0
"""Façades whose bearings differ less face the same way [deg]."""


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


def bearing_of(outward: Floats, true_north: float) -> float:
    """Return which way a façade faces, clockwise from true north, 0 to 360 [deg]."""
    return float((np.degrees(np.arctan2(outward[0], outward[1])) - true_north) % 360.0)


def apart(one: float, other: float) -> float:
    """Return the angle between two bearings, 0 to 180 [deg]."""
    return abs((one - other + 180.0) % 360.0 - 180.0)


@dataclass(frozen=True)
class Facade:
    """All façade lines of a deck that face one way."""

    bearing: float
    """Of the longest of them, clockwise from true north, in whole degrees [deg]."""
    length: float
    """Of all together [m]."""


def facades(deck: Region, true_north: float) -> tuple[Facade, ...]:
    """Return the façades of a deck by the way they face, clockwise from north."""
    lines = sorted(edges(deck), key=lambda edge: -edge.length)
    found: list[tuple[float, float]] = []
    for edge in lines:
        bearing = bearing_of(edge.outward, true_north)
        place = next((k for k, (known, _) in enumerate(found) if apart(known, bearing) <= SAME_WAY), None)
        if place is None:
            found.append((bearing, edge.length))
        else:
            found[place] = (found[place][0], found[place][1] + edge.length)
    return tuple(Facade(float(round(b) % 360), length) for b, length in sorted(found))


def set_back(deck: Region, setback: Setback, true_north: float) -> Region:
    """Move the façades of a deck inwards, each by the setback of its side or of its own bearing [m]."""
    if setback.is_uniform:
        return deck.grown(-setback.north).opened(SHORT_EDGE)
    strips = []
    for edge in edges(deck):
        depth = _depth(edge, setback, true_north)
        if depth > 0:
            strips.append(_strip(edge, depth))
    return deck.without(unite(strips)).opened(SHORT_EDGE)


def strange_bearings(deck: Region, setback: Setback, true_north: float) -> tuple[float, ...]:
    """Return the bearings to which no façade of the deck faces [deg]."""
    known = [facade.bearing for facade in facades(deck, true_north)]
    return tuple(
        given.bearing
        for given in setback.by_facade
        if all(apart(given.bearing, bearing) > SAME_WAY for bearing in known)
    )


def _depth(edge: Edge, setback: Setback, true_north: float) -> float:
    bearing = bearing_of(edge.outward, true_north)
    near = [(apart(given.bearing, bearing), given.metres) for given in setback.by_facade]
    found = min((pair for pair in near if pair[0] <= SAME_WAY), default=None)
    return found[1] if found else setback.by_side[compass_side(edge.outward, true_north)]


def _strip(edge: Edge, depth: float) -> Region:
    """Return the band behind a façade, longer at both ends so that inner corners are covered."""
    start, end = edge.start - edge.along * depth, edge.end + edge.along * depth
    inward = -edge.outward * depth
    return Region.from_ring(np.array([start, end, end + inward, start + inward]))
