"""Distance and angle between points that somebody points at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats


@dataclass(frozen=True)
class Span:
    """How far two points lie apart [m]."""

    total: float
    horizontal: float
    rise: float
    """From the first up to the second; negative where that is lower."""


def span(start: Floats, end: Floats) -> Span:
    """Return the distance between two points (3,) [m]."""
    way = end - start
    return Span(float(np.linalg.norm(way)), float(np.hypot(way[0], way[1])), float(way[2]))


def angle_at(corner: Floats, one: Floats, other: Floats) -> float | None:
    """Return the angle at a corner between the ways to two points (3,), 0 to 180 [deg].

    None where a point coincides with the corner. By the half angles: exact
    also for angles near 0 and 180, where the arc cosine is not.

    Notes
    -----
    W. Kahan, "How Futile are Mindless Assessments of Roundoff in Floating-Point
    Computation?" (2006), section 12.
    """
    a, b = one - corner, other - corner
    la, lb = float(np.linalg.norm(a)), float(np.linalg.norm(b))
    if la == 0 or lb == 0:
        return None
    u, v = a / la, b / lb
    return float(np.degrees(2 * np.arctan2(np.linalg.norm(u - v), np.linalg.norm(u + v))))


def nearest_on_lines(ends: Floats, eye: Floats, towards: Floats) -> Floats:
    """Return of each stretch the point that lies nearest to a line of sight, shape (k, 3) [m].

    Parameters
    ----------
    ends : array (k, 2, 3)
        Ends of the stretches [m].
    eye, towards : array (3,)
        A point of the line of sight [m] and its unit direction.
    """
    ways, offsets = ends[:, 1] - ends[:, 0], ends[:, 0] - eye
    # Both seen along the line of sight, where it is a point.
    flat_ways = ways - (ways @ towards)[:, None] * towards
    flat_offsets = offsets - (offsets @ towards)[:, None] * towards
    lengths = (flat_ways * flat_ways).sum(axis=1)
    shares = -(flat_ways * flat_offsets).sum(axis=1) / np.where(lengths > 0, lengths, 1.0)
    places: Floats = ends[:, 0] + np.clip(shares, 0.0, 1.0)[:, None] * ways
    return places
