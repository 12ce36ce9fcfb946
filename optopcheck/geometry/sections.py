"""Horizontal sections and vertical clearances through loose triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.region import Region, faces_of_lines, unite, unite_faces
from optopcheck.geometry.sampling import cut_at_height

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.mesh import Floats, Mesh

_GAP = 0.005
"""Cracks that a section closes [m]."""
_EDGE_ON = 1e-12


def section(mesh: Mesh, height: float) -> Region:
    """Cut a closed mesh with a horizontal plane; what lies inside is told by parity."""
    segments = _distinct(cut_at_height(mesh.triangles, height))
    faces, inner = faces_of_lines(segments)
    if len(faces) == 0:
        return Region.empty()
    inside = [_crossings(segments, point) % 2 == 1 for point in inner]
    return unite_faces(faces[np.array(inside)]).closed(_GAP)


def free_of(meshes: Sequence[Mesh], height: float) -> Region:
    """Return what solid meshes enclose at a height and none of them fills: rooms, and courtyards."""
    cuts = [_distinct(cut_at_height(mesh.triangles, height)) for mesh in meshes]
    segments = np.concatenate([*cuts, np.empty((0, 2, 2))])
    owners = np.repeat(np.arange(len(cuts)), [len(cut) for cut in cuts])
    faces, inner = faces_of_lines(segments)
    if len(faces) == 0:
        return Region.empty()
    free = [not (np.bincount(owners[_met(segments, point)]) % 2).any() for point in inner]
    return unite_faces(faces[np.array(free)])


def _distinct(segments: Floats) -> Floats:
    """Drop segments that a mesh draws twice: they would spoil the parity."""
    ends = np.round(segments, 5)
    swap = (ends[:, 0, 0] > ends[:, 1, 0]) | (
        (ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1])
    )
    ends[swap] = ends[swap][:, ::-1]
    _, first = np.unique(ends.reshape(-1, 4), axis=0, return_index=True)
    return np.asarray(segments[np.sort(first)], dtype=np.float64)


def _crossings(segments: Floats, point: Floats) -> int:
    """Count the segments (n, 2, 2) that a ray along +x from a point meets."""
    return int(np.count_nonzero(_met(segments, point)))


def _met(segments: Floats, point: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which segments (n, 2, 2) a ray along +x from a point meets."""
    low, high = segments[:, 0], segments[:, 1]
    met = (low[:, 1] > point[1]) != (high[:, 1] > point[1])
    a, b = low[met], high[met]
    x = a[:, 0] + (point[1] - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    met[met] = x > point[0]
    return np.asarray(met, dtype=np.bool_)


def net_in(region: Region, spacing: float, most: int) -> Floats:
    """Spread points over a region in a square net, shape (n, 2), at most about `most` of them."""
    if region.is_empty:
        return np.empty((0, 2))
    low, high = region.bounds
    wide = max(spacing, float(np.sqrt(region.area / most)))
    # Centred: a turn by a right angle changes nothing.
    counts = np.maximum(1, np.floor((high - low) / wide)).astype(np.int64)
    axes = [(low[k] + high[k]) / 2 + (np.arange(counts[k]) - (counts[k] - 1) / 2) * wide for k in range(2)]
    x, y = np.meshgrid(*axes)
    points = np.column_stack([x.ravel(), y.ravel()])
    found = points[region.covers(points)] if len(points) else points
    return found if len(found) else np.array([region.inner_point])


def surfaces_at(triangles: Floats, point: Floats) -> Floats:
    """Heights at which a vertical line through a point (2,) meets triangles (m, 3, 3), sorted [m]."""
    low, high = triangles[:, :, :2].min(axis=1), triangles[:, :, :2].max(axis=1)
    near = triangles[((low <= point) & (point <= high)).all(axis=1)]
    a, b, c = (near[:, k, :2] for k in range(3))
    area = _cross(b - a, c - a)
    near, a, b, c, area = (array[np.abs(area) > _EDGE_ON] for array in (near, a, b, c, area))
    u = _cross(c - b, point - b) / area
    v = _cross(a - c, point - c) / area
    w = 1.0 - u - v
    hit = (u >= 0) & (v >= 0) & (w >= 0)
    z = u * near[:, 0, 2] + v * near[:, 1, 2] + w * near[:, 2, 2]
    return np.sort(z[hit])


def shadow_between(triangles: Floats, low: float, high: float) -> Region:
    """Return in plan what triangles (m, 3, 3) cover with their parts between two heights."""
    z = triangles[:, :, 2]
    chosen = triangles[(z.max(axis=1) > low) & (z.min(axis=1) < high)]
    cut = (_cut(_cut(ring, low, 1.0), high, -1.0) for ring in chosen[_slopes(chosen)])
    return unite(Region.from_ring(ring[:, :2]) for ring in cut if len(ring) > 2)  # noqa: PLR2004 - a triangle


def undersides(triangles: Floats, region: Region, edge: float) -> Iterator[tuple[Floats, Region]]:
    """Yield what lies over a region, lowest first: corners (n, 3) and where, in plan, of each piece.

    What reaches over its outline by less than `edge` [m] is left out.
    """
    inner = region.grown(-edge)
    if inner.is_empty:
        return
    low, high = inner.bounds
    flat = triangles[:, :, :2]
    near = ((flat.min(axis=1) <= high) & (flat.max(axis=1) >= low)).all(axis=1) & _slopes(triangles)
    chosen = triangles[near]
    for triangle in chosen[np.argsort(chosen[:, :, 2].min(axis=1), kind="stable")]:
        shape = Region.from_ring(triangle[:, :2])
        if shape.common(inner).area < _LEAST_PIECE:
            continue
        piece = shape.common(region)
        points = np.concatenate([ring for ring, _ in piece.rings()])
        yield np.column_stack([points, _heights_in(triangle, points)]), piece


_LEAST_PIECE = 1e-4
"""Smaller pieces are what rounding leaves [m2]."""
_UPRIGHT = 1e-6


def _slopes(triangles: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which triangles are not upright."""
    a, b, c = (triangles[:, k, :2] for k in range(3))
    return np.asarray(np.abs(_cross(b - a, c - a)) > _UPRIGHT, dtype=np.bool_)


def _heights_in(triangle: Floats, points: Floats) -> Floats:
    """Heights of a triangle's plane at points (n, 2), kept between its lowest and highest corner [m]."""
    normal = np.cross(triangle[1] - triangle[0], triangle[2] - triangle[0])
    z = triangle[0, 2] - (points - triangle[0, :2]) @ normal[:2] / normal[2]
    return np.asarray(np.clip(z, triangle[:, 2].min(), triangle[:, 2].max()), dtype=np.float64)


def _cut(ring: Floats, height: float, side: float) -> Floats:
    """Return the part of a convex ring (n, 3) above (side 1) or below (side -1) a height."""
    kept = []
    for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        one, two = side * (start[2] - height), side * (end[2] - height)
        if one >= 0:
            kept.append(start)
        if one * two < 0:
            kept.append(start + one / (one - two) * (end - start))
    return np.array(kept)


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0], dtype=np.float64)
