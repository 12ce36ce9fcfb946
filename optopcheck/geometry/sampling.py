"""Points on triangles and cuts through them; vectorised over all triangles at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Floats, Ints

_BATCH = 1_000_000


def sample_triangles(triangles: Floats, spacing: float) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Spread points over triangles (m, 3, 3) in rows along the longest edge, `spacing` apart at most [m].

    No point of a triangle is further from one than 1.12 times that.

    Yields
    ------
    x, y and z of a batch of points, each (k,) [m]; batches keep memory bounded on large plates.
    """
    if len(triangles) == 0:
        return
    a, b, c, along, across = _longest_edge_first(triangles, spacing)
    to_b, to_c = b - a, c - a
    counts = (along + 1) * (across + 1)
    ends = np.cumsum(counts)
    start = 0
    while start < len(triangles):
        taken = ends[start] - counts[start]
        stop = max(start + 1, int(np.searchsorted(ends, taken + _BATCH)))
        rows = slice(start, stop)
        owner = np.repeat(np.arange(start, stop), counts[rows])
        local = np.arange(len(owner)) - np.repeat(ends[rows] - counts[rows] - taken, counts[rows])
        across_step, along_step = np.divmod(local, (along + 1)[owner])
        w = across_step / across[owner]
        u = along_step / along[owner] * (1.0 - w)
        x, y, z = (a[owner, k] + w * to_c[owner, k] + u * to_b[owner, k] for k in range(3))
        yield x, y, z
        start = stop


def _longest_edge_first(triangles: Floats, spacing: float) -> tuple[Floats, Floats, Floats, Ints, Ints]:
    """Turn each triangle so that a-b is its longest edge; count the steps along it and across."""
    edges = np.linalg.norm(np.roll(triangles, -1, axis=1) - triangles, axis=2)
    first = edges.argmax(axis=1)
    rows = np.arange(len(triangles))
    a, b, c = (triangles[rows, (first + k) % 3] for k in range(3))
    length = edges[rows, first]
    double_area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    height = np.divide(double_area, length, out=np.zeros_like(length), where=length > 0)
    along = np.maximum(1, np.ceil(length / spacing)).astype(np.int64)
    across = np.maximum(1, np.ceil(height / spacing)).astype(np.int64)
    return a, b, c, along, across


def cut_at_height(triangles: Floats, height: float) -> Floats:
    """Cut triangles (m, 3, 3) with a horizontal plane; segments (k, 2, 2) in plan [m].

    A triangle that only touches the plane gives nothing: cut between the
    heights of vertices.
    """
    side = triangles[:, :, 2] > height
    crossing = side.any(axis=1) & ~side.all(axis=1)
    cut, above = triangles[crossing], side[crossing]
    if len(cut) == 0:
        return np.empty((0, 2, 2))
    # The corner that is alone on its side carries both cut edges.
    alone = np.where(above.sum(axis=1) == 1, above.argmax(axis=1), (~above).argmax(axis=1))
    rows = np.arange(len(cut))
    tip = cut[rows, alone]
    ends = [_on_edge(tip, cut[rows, (alone + k) % 3], height) for k in (1, 2)]
    return np.stack(ends, axis=1)


def _on_edge(tip: Floats, other: Floats, height: float) -> Floats:
    share = (height - tip[:, 2]) / (other[:, 2] - tip[:, 2])
    crossing: Floats = tip[:, :2] + share[:, None] * (other[:, :2] - tip[:, :2])
    return crossing


def cross_of(one: Floats, other: Floats) -> Floats:
    """Return cross products (m, 3), to the bit those of `numpy.cross`, which takes three times as long."""
    a, b, c = one.T
    d, e, f = other.T
    out = np.empty_like(one)
    out[:, 0] = b * f - c * e
    out[:, 1] = c * d - a * f
    out[:, 2] = a * e - b * d
    return out


def normals_and_areas(triangles: Floats) -> tuple[Floats, Floats]:
    """Return unit normals (m, 3), zero for slivers, and areas (m,) [m2]."""
    cross = cross_of(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    length = np.linalg.norm(cross, axis=1)
    unit = np.divide(cross, length[:, None], out=np.zeros_like(cross), where=length[:, None] > 0)
    return unit, length / 2


def main_direction(triangles: Floats) -> float:
    """Direction of most façade area, modulo 90 [deg counter-clockwise from +x]."""
    normals, areas = normals_and_areas(triangles)
    upright = (np.abs(normals[:, 2]) < 0.02) & (areas > 0)  # noqa: PLR2004 - about one degree
    if not upright.any():
        return 0.0
    angles = np.degrees(np.arctan2(normals[upright, 1], normals[upright, 0])) % 90.0
    weights = areas[upright]
    bins = np.round(angles * 2).astype(np.int64) % 180
    best = np.bincount(bins, weights, minlength=180).argmax()
    away = (angles - best / 2 + 45.0) % 90.0 - 45.0
    near = np.abs(away) <= 0.5  # noqa: PLR2004 - one bin
    return float((best / 2 + np.average(away[near], weights=weights[near])) % 90.0)
