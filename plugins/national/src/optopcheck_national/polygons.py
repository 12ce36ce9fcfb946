"""How far a drawing in plan lies outside a polygon; numpy alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SAMPLES_BLOCK = 4096
# A corner belongs to both of its edges, rounding or not.
_EDGE = 1e-9


def room_inside(triangles: Floats, polygon: Floats) -> float:
    """Return the smallest room between triangles and the edge of a simple polygon [m].

    Positive where every triangle lies inside; negative where a part lies
    outside, and then at least that far. The sides of the triangles are cut at
    the edges of the polygon, so that no side leaves a hollow polygon unseen.

    Parameters
    ----------
    triangles
        Corner points in plan, shape (m, 3, 2) [m].
    polygon
        Corners in order, without holes, shape (n, 2) [m].
    """
    starts = triangles.reshape(-1, 2)
    ends = np.roll(triangles, -1, axis=1).reshape(-1, 2)
    sides = np.unique(np.hstack([starts, ends]).round(6), axis=0)
    blocks = (sides[i : i + _SAMPLES_BLOCK] for i in range(0, len(sides), _SAMPLES_BLOCK))
    return min(float(_signed_distance(_pieces(block, polygon), polygon).min()) for block in blocks)


def _pieces(sides: Floats, polygon: Floats) -> Floats:
    """Return the ends of each side, and the middle of each piece between two edges, shape (k, 2)."""
    start, direction = sides[:, :2], sides[:, 2:] - sides[:, :2]
    cuts = np.sort(np.hstack([_crossings(start, direction, polygon), [[0.0, 1.0]] * len(sides)]), axis=1)
    middles = (cuts[:, 1:] + cuts[:, :-1]) / 2
    places = np.hstack([cuts, middles])
    return np.asarray((start[:, None] + places[..., None] * direction[:, None]).reshape(-1, 2))


def _crossings(start: Floats, direction: Floats, polygon: Floats) -> Floats:
    """Return where along each side an edge of the polygon crosses it, shape (sides, edges); 0 if nowhere."""
    edge = np.roll(polygon, -1, axis=0) - polygon
    apart = polygon[None] - start[:, None]
    turn = _cross(direction[:, None], edge[None])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        along = _cross(apart, edge[None]) / turn
        across = _cross(apart, np.broadcast_to(direction[:, None], apart.shape)) / turn
    hit = (np.abs(turn) > 0) & (along > 0) & (along < 1) & (across >= -_EDGE) & (across <= 1 + _EDGE)
    return np.asarray(np.where(hit, along, 0.0))


def _signed_distance(points: Floats, polygon: Floats) -> Floats:
    """Return the distance to the edge, negative outside, shape (k,) [m]."""
    after = np.roll(polygon, -1, axis=0)
    edge = after - polygon
    apart = points[:, None] - polygon[None]
    share = np.clip((apart * edge).sum(axis=2) / (edge * edge).sum(axis=1), 0.0, 1.0)
    distance = np.linalg.norm(apart - share[..., None] * edge, axis=2).min(axis=1)
    # Even-odd rule: edges that a ray to the east crosses.
    rises = (polygon[:, 1] > points[:, 1:]) != (after[:, 1] > points[:, 1:])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        meets = polygon[:, 0] + (points[:, 1:] - polygon[:, 1]) / edge[:, 1] * edge[:, 0]
    inside = (rises & (points[:, :1] < meets)).sum(axis=1) % 2 == 1
    return np.asarray(np.where(inside, distance, -distance))


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])
