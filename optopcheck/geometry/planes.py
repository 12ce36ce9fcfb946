"""Pitched roof planes as seen from above, and the edges at which roofs end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.geometry.region import Region, unite
from optopcheck.geometry.sampling import normals_and_areas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.geometry.enclosure import Enclosure

Flags = np.ndarray[Any, np.dtype[np.bool_]]

_LEVEL, _STEEP = 0.999985, 0.25
"""Cosines between which a face slopes: 0.3 to 75 degrees; steeper it is a wall."""
_PITCHED, _GENTLE, _RISES = 8.0, 2.0, 0.4
"""A pitched plane is steeper than the first [deg], or than the second [deg] and rises this much [m]."""
_SMOOTH = 0.976
"""Cosine of the bend, 12.5 degrees, within which facets make one curved roof."""
_FACET, _JOINT, _MEET = 0.05, 0.5, 0.05
"""Smallest facet of a curved roof [m2]; facets join over this length [m] and within this height [m]."""
_AROUND = 0.6
"""Share of the outline of a panel at which the deck under it is seen beside it."""
_ROUNDING = 1e-6
_SHEET, _AIR, _STAND = 0.45, 0.15, 1.5
"""A thinner sheet with air under it, between these heights, stands on the roof and is none [m]."""
_SAME_DIRECTION = 0.9994
"""Cosine of the angle within which faces lie in one plane, two degrees."""
_SAME_PLANE = 0.3
"""Layers of one roof (boards, tiles, both faces of a slab) lie within this of each other [m]."""
_LEAST_PLANE = 1.0
"""Smaller planes are trim [m2]."""
_LOW = 1.0
"""Slopes that end lower above the foot of the building are ramps and embankments [m]."""
_SEAM = 0.02
_STEP = 0.25
"""Between the points at which an edge is looked at [m]."""
_INWARD, _OUTWARD = 0.15, 0.15
_ON = 0.35
"""Two roofs that meet within this height continue into each other [m]."""
_PARAPET = 1.6
"""What rises higher along an edge is a wall [m]."""
_LOOKS = 9
"""Points along an edge at which its other side is looked at."""
_DOWNHILL = 0.7
"""Cosine between the fall of a roof and the way out of it, from which an edge is its eaves."""
_LEAST_EDGE = 0.3
_BARYCENTRIC = np.array(
    [[1, 1, 1], [4, 1, 1], [1, 4, 1], [1, 1, 4], [3, 3, 0.5], [0.5, 3, 3], [3, 0.5, 3]], dtype=np.float64
)
_BARYCENTRIC /= _BARYCENTRIC.sum(axis=1, keepdims=True)
_SEEN = 2
"""Of the points on a face that must be seen from above."""


@dataclass(frozen=True, eq=False)
class RoofPlane:
    """One pitched roof plane, in the turned frame of its enclosure."""

    normal: Floats
    """Upward unit normal, shape (3,)."""
    distance: float
    """Of the plane from the origin along the normal [m]."""
    region: Region
    """In plan."""
    triangles: Ints
    """Rows of the enclosure's triangles that make it."""
    lowest: float
    highest: float
    """Ends in height [m]."""

    @property
    def pitch(self) -> float:
        """Angle with the horizontal [deg]."""
        return float(np.degrees(np.arccos(np.clip(self.normal[2], -1.0, 1.0))))

    @property
    def fall(self) -> Floats:
        """Horizontal unit vector down the slope, shape (2,); zero for the level crown of a curved roof."""
        flat = self.normal[:2]
        # A crown of mirrored facets is level but for rounding.
        return np.asarray(flat / max(float(np.linalg.norm(flat)), _ROUNDING), dtype=np.float64)

    @property
    def area(self) -> float:
        """Along the slope [m2]."""
        return self.region.area / float(self.normal[2])

    def height_at(self, points: Floats) -> Floats:
        """Height of the plane at points (n, 2), shape (n,) [m]."""
        across = points @ self.normal[:2]
        return np.asarray((self.distance - across) / self.normal[2], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class EavesEdge:
    """A stretch of roof edge from which water drips, in the turned frame."""

    start: Floats
    """Shape (2,) [m]."""
    end: Floats
    outward: Floats
    """Unit vector, shape (2,)."""
    height: float
    """Of the roof surface at the edge, its highest point along the stretch [m]."""
    triangles: Ints
    """Rows of the enclosure's triangles that make the roof."""
    flat: bool
    uphill: bool = False
    """True for the high edge of a lean-to roof."""
    crown: bool = False
    """True for the edge of the flat top of a mansard, whose slopes have eaves of their own."""

    @property
    def length(self) -> float:
        """[m]."""
        return float(np.linalg.norm(self.end - self.start))


def roof_planes(enclosure: Enclosure) -> tuple[RoofPlane, ...]:
    """Return the pitched planes that are seen from above, largest first.

    Gentle facets that continue a pitched plane smoothly belong to a curved roof; sheets that stand on a
    roof, like solar panels, are no planes of it.
    """
    triangles = enclosure.triangles
    normals, areas = normals_and_areas(triangles)
    normals = np.where(normals[:, 2:] < 0, -normals, normals)
    pitched = (normals[:, 2] > _STEEP) & (normals[:, 2] < _LEVEL) & (areas > _SEAM**2)
    rows = np.flatnonzero(pitched)
    rows = rows[seen_from_above(enclosure, triangles[rows], normals[rows])]
    foot = float(enclosure.grid.heights()[int(np.flatnonzero(enclosure.solid.any(axis=(1, 2)))[0])])
    found = [
        plane
        for group in _groups(triangles[rows], normals[rows], areas[rows])
        for plane in _planes(triangles, normals, rows[group])
        if plane.lowest > foot + _LOW
    ]
    attached = [plane for plane in _topmost(found) if not _stands_free(enclosure, plane)]
    return tuple(sorted(_with_facets(attached), key=lambda p: -p.area))


def _is_pitched(plane: RoofPlane) -> bool:
    if plane.region.area < _LEAST_PLANE:
        return False
    rises = plane.highest - plane.lowest >= _RISES
    return plane.pitch > _PITCHED or (plane.pitch > _GENTLE and rises)


def _with_facets(planes: list[RoofPlane]) -> list[RoofPlane]:
    """Return the pitched planes and the gentle or narrow facets that continue them smoothly."""
    kept = [plane for plane in planes if _is_pitched(plane)]
    rest = [plane for plane in planes if not _is_pitched(plane)]
    fresh = kept
    while fresh and rest:
        joined = [any(continues(facet, plane) for plane in fresh) for facet in rest]
        fresh = [facet for facet, is_joined in zip(rest, joined, strict=True) if is_joined]
        rest = [facet for facet, is_joined in zip(rest, joined, strict=True) if not is_joined]
        kept = [*kept, *fresh]
    return kept


def continues(one: RoofPlane, other: RoofPlane) -> bool:
    """Tell whether two planes join along an edge with a gentle bend, as facets of a curved roof do."""
    if float(one.normal @ other.normal) < _SMOOTH:
        return False
    if one.lowest > other.highest + _MEET or other.lowest > one.highest + _MEET:
        return False
    (low, high), (below, above) = one.region.bounds, other.region.bounds
    if (low > above + 2 * _SEAM).any() or (below > high + 2 * _SEAM).any():
        return False
    joint = one.region.grown(_SEAM).common(other.region.grown(_SEAM))
    if joint.area < _JOINT * 2 * _SEAM:
        return False
    middle = np.array([joint.inner_point])
    return bool(np.abs(one.height_at(middle) - other.height_at(middle))[0] <= _MEET)


def _stands_free(enclosure: Enclosure, plane: RoofPlane) -> bool:
    """Tell whether a plane is a thin sheet over a deck that is seen all around it: a panel on a stand."""
    points = np.einsum("kc,tcx->ktx", _BARYCENTRIC, enclosure.triangles[plane.triangles]).reshape(-1, 3)
    decks = _decks_under(enclosure, points)
    if np.count_nonzero(np.isfinite(decks)) <= len(points) / 2:
        return False
    deck, met, total = float(np.nanmedian(decks)), 0, 0
    for start, end, outward in _edges(plane.region):
        count = max(2, int(np.linalg.norm(end - start) / _STEP))
        shares = (np.arange(count) + 0.5) / count
        beyond = start + shares[:, None] * (end - start) + 2 * _OUTWARD * outward
        met += int(np.count_nonzero(np.abs(_tops_at(enclosure, beyond) - deck) <= _ON))
        total += count
    return met > total * _AROUND


def _decks_under(enclosure: Enclosure, points: Floats) -> Floats:
    """Height of the body under the air under a thin sheet at points (n, 3); NaN where there is none [m]."""
    grid, filled = enclosure.grid, enclosure.solid | enclosure.body
    cells = np.floor((points - grid.origin) / grid.cell).astype(np.int64)
    sheet, air = int(np.ceil(_SHEET / grid.cell)), int(np.ceil(_AIR / grid.cell))
    deep = sheet + int(np.ceil(_STAND / grid.cell))
    found = np.full(len(points), np.nan)
    for k, (column, row, layer) in enumerate(cells):
        under = filled[max(layer - deep, 0) : layer + 1, row, column][::-1]
        gaps = np.flatnonzero(~under)
        first = int(gaps[0]) if len(gaps) else deep
        body = np.flatnonzero(under[first:])
        if first <= sheet and len(body) and body[0] >= air:
            found[k] = grid.origin[2] + (layer - first - body[0] + 1) * grid.cell
    return found


def seen_from_above(enclosure: Enclosure, triangles: Floats, normals: Floats) -> Flags:
    """Tell which faces (m, 3, 3), with normals (m, 3), are the highest thing at enough of their points."""
    points = np.einsum("kc,tcx->tkx", _BARYCENTRIC, triangles)
    tops = _tops_at(enclosure, points[:, :, :2].reshape(-1, 2)).reshape(points.shape[:2])
    slope = np.sqrt(np.maximum(0.0, 1 - normals[:, 2] ** 2)) / np.abs(normals[:, 2])
    reach = enclosure.grid.cell * (1.0 + slope) + 0.05
    return np.asarray((np.abs(tops - points[:, :, 2]) <= reach[:, None]).sum(axis=1) >= _SEEN)


def _tops_at(enclosure: Enclosure, points: Floats) -> Floats:
    grid = enclosure.grid
    cells = np.floor((points - grid.origin[:2]) / grid.cell).astype(np.int64)
    rows = np.clip(cells[:, 1], 0, enclosure.tops.shape[0] - 1)
    columns = np.clip(cells[:, 0], 0, enclosure.tops.shape[1] - 1)
    return np.asarray(enclosure.tops[rows, columns], dtype=np.float64)


def _groups(triangles: Floats, normals: Floats, areas: Floats) -> Iterator[Ints]:
    """Yield the faces of each plane, the largest plane face first."""
    middles = triangles.mean(axis=1)
    left = np.ones(len(triangles), dtype=np.bool_)
    for row in np.argsort(-areas, kind="stable"):
        if not left[row]:
            continue
        alike = normals @ normals[row] > _SAME_DIRECTION
        near = np.abs((middles - middles[row]) @ normals[row]) < _SAME_PLANE
        group = np.flatnonzero(left & alike & near)
        left[group] = False
        yield group


def _planes(triangles: Floats, normals: Floats, rows: Ints) -> Iterator[RoofPlane]:
    """Yield the separate parts of a plane; its outermost layer gives the height."""
    chosen = triangles[rows]
    cross = np.cross(chosen[:, 1] - chosen[:, 0], chosen[:, 2] - chosen[:, 0])
    weights = np.linalg.norm(cross, axis=1)
    normal = (normals[rows] * weights[:, None]).sum(axis=0)
    normal /= np.linalg.norm(normal)
    along = chosen @ normal
    outer = along.mean(axis=1) >= along.max() - _SAME_PLANE / 10
    distance = float(np.average(along.mean(axis=1)[outer], weights=weights[outer]))
    whole = unite(Region.from_ring(t[:, :2]) for t in chosen[outer]).closed(_SEAM)
    for part in whole.parts():
        if part.area < _FACET:
            continue
        mine = rows[outer][part.grown(_SEAM).covers(chosen[outer].mean(axis=1)[:, :2])]
        if len(mine):
            heights = triangles[mine, :, 2]
            yield RoofPlane(normal, distance, part, mine, float(heights.min()), float(heights.max()))


def _topmost(planes: list[RoofPlane]) -> list[RoofPlane]:
    """Drop the underlayers: planes that mostly lie under a parallel one."""
    kept: list[RoofPlane] = []
    for plane in sorted(planes, key=lambda p: (-p.highest, -p.area)):
        under = any(
            float(plane.normal @ other.normal) > _SAME_DIRECTION
            and 0 <= other.distance - plane.distance < 2 * _SAME_PLANE
            and plane.region.common(other.region).area > plane.region.area / 2
            for other in kept
        )
        if not under:
            kept.append(plane)
    return kept


def pitched_eaves(enclosure: Enclosure, planes: tuple[RoofPlane, ...]) -> Iterator[EavesEdge]:
    """Yield the low edges of pitched planes at which the roof ends, and the high ones of lean-to roofs.

    An edge at which the roof goes on (the break of a mansard, a valley, a ridge, a wall that rises) is none.
    """
    for plane in planes:
        others = [p for p in planes if p is not plane]
        for start, end, outward in _edges(plane.region):
            way = float(outward @ plane.fall)
            if abs(way) < _DOWNHILL:
                continue
            for first, last in _free_stretches(enclosure, plane.height_at, start, end, outward, others):
                height = float(plane.height_at(np.stack([first, last])).max())
                if (
                    way < 0
                    and plane.normal[2] > _SMOOTH
                    and _goes_on(enclosure, first, last, outward, height)
                ):
                    continue
                height += _off_plane(enclosure, plane, first, last)
                yield EavesEdge(first, last, outward, height, plane.triangles, flat=False, uphill=way < 0)


def _goes_on(enclosure: Enclosure, start: Floats, end: Floats, outward: Floats, height: float) -> bool:
    """Tell whether a level roof lies beyond most of the high edge of a gentle plane: a crown."""
    shares = (np.arange(_LOOKS) + 0.5) / _LOOKS
    beyond = start + shares[:, None] * (end - start) + 2 * _STEP * outward
    level = np.abs(_tops_at(enclosure, beyond) - height) <= enclosure.grid.cell + _MEET
    return bool(level.mean() > _AROUND)


def _off_plane(enclosure: Enclosure, plane: RoofPlane, start: Floats, end: Floats) -> float:
    """Height of the true corners along an edge above the plane, which fine facets of a curve leave [m]."""
    corners = enclosure.triangles[plane.triangles].reshape(-1, 3)
    length = float(np.linalg.norm(end - start))
    way = (end - start) / length
    to = corners[:, :2] - start
    along, aside = to @ way, np.abs(to @ np.array([way[1], -way[0]]))
    near = corners[(aside <= _SEAM) & (along >= -_SEAM) & (along <= length + _SEAM)]
    return float((near[:, 2] - plane.height_at(near[:, :2])).mean()) if len(near) else 0.0


def flat_edges(
    enclosure: Enclosure, region: Region, level: float, planes: tuple[RoofPlane, ...]
) -> Iterator[EavesEdge]:
    """Yield the edges of a flat roof beyond which nothing rises and no roof goes on.

    `region` lies in the turned frame.
    """
    rows = np.empty(0, dtype=np.int64)
    for start, end, outward in _edges(region):
        for first, last in _free_stretches(
            enclosure, lambda p: np.full(len(p), level), start, end, outward, list(planes)
        ):
            yield EavesEdge(first, last, outward, level, rows, flat=True)


def falls_away(region: Region, level: float, planes: tuple[RoofPlane, ...]) -> float:
    """Share of the outline of a flat roof at which pitched planes fall away from it: the top of a mansard."""
    total = falling = 0.0
    for start, end, outward in _edges(region):
        length = float(np.linalg.norm(end - start))
        points = start + ((np.arange(_LOOKS) + 0.5) / _LOOKS)[:, None] * (end - start)
        meets = np.zeros(_LOOKS, dtype=np.bool_)
        for plane in planes:
            near = plane.region.grown(_OUTWARD).covers(points + _OUTWARD / 2 * outward)
            meets |= near & (np.abs(plane.height_at(points) - level) <= _ON)
        total += length
        falling += length * float(meets.mean())
    return falling / total if total else 0.0


def crest(enclosure: Enclosure, edge: EavesEdge, width: float) -> float:
    """Height up to which anything stands along the inside of an edge, to the cell above [m].

    The ends are left out: there the wall of a higher part may begin.
    """
    cell = enclosure.grid.cell
    length = edge.length
    margin = min(width, length / 3)
    along = np.linspace(margin, length - margin, max(3, int(length / _STEP)))
    way = (edge.end - edge.start) / length
    inward = np.linspace(min(cell, width) / 2, width, _LOOKS)
    points = (edge.start + along[:, None] * way)[:, None, :] - inward[None, :, None] * edge.outward
    found = _tops_at(enclosure, points.reshape(-1, 2))
    return float(found.max()) + cell


def _edges(region: Region) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Yield start, end and outward normal of each edge."""
    for ring, _ in region.simplified(_SEAM).rings():
        for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            along = end - start
            length = float(np.linalg.norm(along))
            if length >= _LEAST_EDGE:
                yield start, end, np.array([along[1], -along[0]]) / length


def _free_stretches(
    enclosure: Enclosure,
    height_at: Any,  # noqa: ANN401 - a function from points to heights
    start: Floats,
    end: Floats,
    outward: Floats,
    others: list[RoofPlane],
) -> Iterator[tuple[Floats, Floats]]:
    """Yield the stretches of an edge at which the roof is seen and ends."""
    length = float(np.linalg.norm(end - start))
    count = max(2, int(np.ceil(length / _STEP)))
    shares = (np.arange(count) + 0.5) / count
    points = start + shares[:, None] * (end - start)
    heights = height_at(points)
    free = _ends_here(enclosure, points, heights, outward, others)
    for first, last in _runs(free):
        if (last - first) / count * length >= _LEAST_EDGE:
            yield start + first / count * (end - start), start + last / count * (end - start)


def _ends_here(
    enclosure: Enclosure, points: Floats, heights: Floats, outward: Floats, others: list[RoofPlane]
) -> Flags:
    cell = enclosure.grid.cell
    inside = _tops_at(enclosure, points - _INWARD * outward)
    seen = np.abs(inside - heights) <= _PARAPET + cell
    beyond = points + (_OUTWARD + cell) * outward
    # What rises outside of the edge is a wall against which the roof stands.
    free = seen & (_tops_at(enclosure, beyond) <= heights + _ON + cell)
    for other in others:
        near = other.region.grown(_OUTWARD).covers(points + _OUTWARD / 2 * outward)
        free &= ~(near & (np.abs(other.height_at(points) - heights) <= _ON))
    return np.asarray(free, dtype=np.bool_)


def _runs(flags: Flags) -> Iterator[tuple[int, int]]:
    """Yield start and stop of each run of true flags."""
    steps = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    yield from zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True)
