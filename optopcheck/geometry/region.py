"""Plane regions with holes: the door to shapely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from optopcheck.domain.mesh import Floats, Mesh, frozen_floats, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MITRE_LIMIT = 2.0
_ON_OUTLINE = 1e-6
_GRID = 1e-6
"""Where the exact operation fails, corners are snapped to this [m]."""
_LINE_GRID = 1e-5
"""Ends of lines nearer than this meet [m]."""


@dataclass(frozen=True, eq=False)
class Region:
    """A set of polygons with holes in the ground plane [m]."""

    shape: Any
    """A valid shapely geometry of polygons."""

    @classmethod
    def empty(cls) -> Region:
        """Return the region without any area."""
        return cls(MultiPolygon())

    @classmethod
    def of(cls, shape: Any) -> Region:  # noqa: ANN401 - shapely is untyped
        """Keep the polygons of any shapely geometry, made valid."""
        valid = shape if shape.is_valid else shapely.make_valid(shape)
        return cls(MultiPolygon([p for p in _polygons(valid) if p.area > 0]))

    @classmethod
    def from_ring(cls, ring: Floats) -> Region:
        """Return the region inside one ring (n, 2) [m]."""
        return cls.of(Polygon(ring))

    @classmethod
    def from_triangles(cls, corners: Floats) -> Region:
        """Unite triangles (m, 3, 2) [m]."""
        shapes = shapely.polygons(corners)
        shapes = shapely.make_valid(shapes[shapely.area(shapes) > 0])
        return cls.of(_union(shapes)) if len(shapes) else cls.empty()

    @staticmethod
    def crosses_itself(ring: Floats) -> bool:
        """Tell whether the line of a ring (n, 2) [m] meets itself, so that its inside is not one thing."""
        return not shapely.LinearRing(ring).is_simple

    @classmethod
    def from_boxes(cls, low: Floats, high: Floats) -> Region:
        """Unite axis-parallel boxes given by their corners, each (n, 2) [m]."""
        if len(low) == 0:
            return cls.empty()
        boxes = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
        return cls.of(shapely.union_all(boxes))

    @property
    def area(self) -> float:
        """Area [m2]."""
        return float(self.shape.area)

    @property
    def perimeter(self) -> float:
        """Length of all rings [m]."""
        return float(self.shape.length)

    @property
    def is_empty(self) -> bool:
        """True without area."""
        return bool(self.shape.is_empty)

    def united(self, other: Region) -> Region:
        """Return the union."""
        return Region.of(_combined(shapely.union, self.shape, other.shape))

    def common(self, other: Region) -> Region:
        """Return the intersection."""
        return Region.of(_combined(shapely.intersection, self.shape, other.shape))

    def without(self, other: Region) -> Region:
        """Return the difference."""
        return Region.of(_combined(shapely.difference, self.shape, other.shape))

    def grown(self, metres: float) -> Region:
        """Move every edge outwards; inwards if negative. Corners stay sharp."""
        if metres == 0 or self.is_empty:
            return self
        # The library sets a flag on slivers; what comes back is checked by `of`.
        with np.errstate(invalid="ignore"):
            return Region.of(self.shape.buffer(metres, join_style="mitre", mitre_limit=_MITRE_LIMIT))

    def closed(self, metres: float) -> Region:
        """Fill gaps narrower than twice this width."""
        return self.grown(metres).grown(-metres)

    def opened(self, metres: float) -> Region:
        """Drop parts narrower than twice this width."""
        return self.grown(-metres).grown(metres)

    def simplified(self, metres: float) -> Region:
        """Drop corners that move the outline by less than this."""
        return Region.of(self.shape.simplify(metres))

    def without_holes(self, smaller_than: float = np.inf) -> Region:
        """Fill holes below an area [m2]."""
        return Region.of(
            MultiPolygon(
                [
                    Polygon(p.exterior, [h for h in p.interiors if Polygon(h).area >= smaller_than])
                    for p in _polygons(self.shape)
                ]
            )
        )

    def parts(self) -> tuple[Region, ...]:
        """Return the separate parts, largest first."""
        return tuple(Region(MultiPolygon([p])) for p in sorted(_polygons(self.shape), key=lambda p: -p.area))

    def covers(self, points: Floats) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Tell for points (n, 2) whether they lie in the region."""
        return np.asarray(shapely.intersects_xy(self.shape, points[:, 0], points[:, 1]), dtype=np.bool_)

    def distance_to_outline(self, points: Floats) -> Floats:
        """Distance of points (n, 2) to the nearest ring [m]."""
        return np.asarray(shapely.distance(self.shape.boundary, shapely.points(points)), dtype=np.float64)

    def meets(self, meshes: Iterable[Mesh]) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Tell which meshes, seen from above as their convex hulls, have a point in the region."""
        points = [mesh.vertices[:, :2] for mesh in meshes]
        if not points:
            return np.empty(0, dtype=np.bool_)
        owners = np.repeat(np.arange(len(points)), [len(p) for p in points])
        hulls = shapely.convex_hull(shapely.multipoints(np.concatenate(points), indices=owners))
        shapely.prepare(self.shape)
        return np.asarray(shapely.intersects(self.shape, hulls), dtype=np.bool_)

    def distance_to(self, other: Region) -> float:
        """Return the shortest distance to another region, zero where they meet [m]."""
        return float(shapely.distance(self.shape, other.shape))

    def way_out(self, points: Floats, direction: Floats) -> Floats:
        """Distance from points (n, 2) along a unit vector (2,) until the region is left [m].

        Negative where a point lies outside: how far back the region is. NaN where it is never met.
        """
        if self.is_empty or len(points) == 0:
            return np.full(len(points), np.nan)
        far = 2 * float(np.ptp(self.bounds, axis=0).sum()) + float(np.abs(points).max())
        ends = np.stack([points - far * direction, points + far * direction], axis=1)
        return np.array(
            [
                _leaves([(piece - point) @ direction for piece in _pieces(self.shape, line)])
                for point, line in zip(points, ends, strict=True)
            ]
        )

    @classmethod
    def strip(cls, start: Floats, end: Floats, half: float) -> Region:
        """Return all within a distance of a line from start to end, (2,) each [m]."""
        return cls.of(shapely.linestrings([start, end]).buffer(half))

    @classmethod
    def hull(cls, meshes: Iterable[Mesh]) -> Region:
        """Return the convex hull of meshes seen from above."""
        points = np.concatenate([np.empty((0, 2)), *(mesh.vertices[:, :2] for mesh in meshes)])
        return cls.of(shapely.convex_hull(shapely.multipoints(points)))

    @property
    def width(self) -> float:
        """Short side of the smallest rectangle around the region [m]."""
        box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(self.shape))
        return float(np.linalg.norm(np.diff(box[:3], axis=0), axis=1).min()) if len(box) else 0.0

    @property
    def bounds(self) -> Floats:
        """Lowest and highest corner, shape (2, 2) [m]."""
        return np.array(self.shape.bounds).reshape(2, 2)

    @property
    def inner_point(self) -> tuple[float, float]:
        """A point inside."""
        point = shapely.point_on_surface(self.shape)
        return float(point.x), float(point.y)

    def rings(self) -> Iterator[tuple[Floats, bool]]:
        """Yield each ring without its closing point, (n, 2), and whether it is a hole.

        Outer rings run counter-clockwise, holes clockwise.
        """
        for polygon in _polygons(self.shape):
            oriented = shapely.orient_polygons(polygon)
            yield frozen_floats(oriented.exterior.coords, -1, 2)[:-1], False
            for hole in oriented.interiors:
                yield frozen_floats(hole.coords, -1, 2)[:-1], True

    def turned(self, degrees: float) -> Region:
        """Turn counter-clockwise about the origin [deg]."""
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        return Region(shapely.transform(self.shape, lambda xy: xy @ np.array([[c, s], [-s, c]])))

    def moved(self, dx: float, dy: float) -> Region:
        """Move by an offset [m]."""
        return Region(shapely.transform(self.shape, lambda xy: xy + np.array([dx, dy])))

    def extruded(self, bottom: float, top: float) -> Mesh:
        """Return the closed prism between two heights [m]."""
        if self.is_empty or top <= bottom:
            return Mesh(np.empty((0, 3)), np.empty((0, 3), dtype=np.int64))
        return merged(_prism(p, bottom, top) for p in _polygons(self.shape))

    def flat_mesh(self, height: float) -> Mesh:
        """Return the region as upward triangles at one height [m]."""
        return merged(_cap(p, height) for p in _polygons(self.shape))


_FINE_GRID = 1e-7
"""[m]"""


def unite(regions: Iterable[Region]) -> Region:
    """Unite many regions."""
    shapes = [r.shape for r in regions if not r.is_empty]
    return Region.of(_union(shapes)) if shapes else Region.empty()


def faces_of_lines(segments: Floats) -> tuple[Any, Floats]:
    """Split the plane along segments (n, 2, 2) [m].

    Returns
    -------
    The bounded faces as an array of shapely polygons, and a point inside each, shape (faces, 2).
    """
    if len(segments) == 0:
        return np.array([], dtype=object), np.empty((0, 2))
    lines = shapely.union_all(shapely.linestrings(segments), grid_size=_LINE_GRID)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    inner = shapely.point_on_surface(faces)
    return faces, np.column_stack([shapely.get_x(inner), shapely.get_y(inner)])


def unite_faces(faces: Any) -> Region:  # noqa: ANN401 - shapely is untyped
    """Unite faces that `faces_of_lines` returned."""
    return Region.of(_union(faces)) if len(faces) else Region.empty()


class GeometryError(ValueError):
    """Faces of the model are so damaged that plane regions cannot be combined."""


def _combined(how: Callable[..., Any], one: Any, other: Any) -> Any:  # noqa: ANN401 - shapely is untyped
    try:
        return how(one, other, grid_size=_FINE_GRID)
    except shapely.errors.GEOSException:
        # Edges that nearly coincide, or polygons that touch: cleaned and snapped the operation is safe.
        return _snapped(lambda: how(*(_clean(s) for s in (one, other)), grid_size=_GRID))


def _union(shapes: Any) -> Any:  # noqa: ANN401 - shapely is untyped
    """Unite on a fine grid: in full precision parts are lost without a word where edges nearly coincide.

    GEOS takes such a union for sound while its area is within 10 % of the truth.
    """
    try:
        return shapely.union_all(shapes, grid_size=_FINE_GRID)
    except shapely.errors.GEOSException:
        return _snapped(lambda: shapely.union_all([_clean(s) for s in shapes], grid_size=_GRID))


def _clean(shape: Any) -> Any:  # noqa: ANN401 - shapely is untyped
    return shapely.union_all(shapely.get_parts(shapely.make_valid(shape)), grid_size=_GRID)


def _snapped(operation: Callable[[], Any]) -> Any:  # noqa: ANN401 - shapely is untyped
    try:
        return operation()
    except shapely.errors.GEOSException as error:
        raise GeometryError(str(error)) from error


def _pieces(shape: Any, line: Floats) -> list[Floats]:  # noqa: ANN401 - shapely is untyped
    """Return the stretches, (n, 2) each, of a line (2, 2) within a shape."""
    met = shapely.get_parts(shape.intersection(shapely.linestrings(line)))
    return [shapely.get_coordinates(piece) for piece in met if not piece.is_empty]


def _leaves(stretches: list[Floats]) -> float:
    """Return where the stretch ends that holds zero, else the nearest end before zero."""
    holding = [float(s.max()) for s in stretches if s.min() <= _ON_OUTLINE and s.max() >= -_ON_OUTLINE]
    if holding:
        return max(holding)
    return max((float(s.max()) for s in stretches if s.max() < 0), default=float("nan"))


def _polygons(shape: Any) -> list[Any]:  # noqa: ANN401 - shapely is untyped
    parts = shapely.get_parts(shape).tolist()
    nested = (p for p in parts if p.geom_type in {"MultiPolygon", "GeometryCollection"})
    return [p for p in parts if _is_polygon(p)] + [q for p in nested for q in _polygons(p)]


def _is_polygon(shape: Any) -> bool:  # noqa: ANN401 - shapely is untyped
    return bool(shape.geom_type == "Polygon" and not shape.is_empty)


def _cap(polygon: Any, height: float) -> Mesh:  # noqa: ANN401 - shapely is untyped
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(polygon))
    # Each ring ends where it began.
    corners = (
        shapely.get_coordinates(shapely.orient_polygons(triangles)).reshape(-1, 4, 2)[:, :3].reshape(-1, 2)
    )
    vertices = np.column_stack([corners, np.full(len(corners), height)])
    return Mesh(vertices, np.arange(len(corners)).reshape(-1, 3))


def _prism(polygon: Any, bottom: float, top: float) -> Mesh:  # noqa: ANN401 - shapely is untyped
    low = _cap(polygon, bottom)
    high = Mesh(np.column_stack([low.vertices[:, :2], np.full(len(low.vertices), top)]), low.faces)
    sides = [_wall(ring, bottom, top) for ring, _ in Region(MultiPolygon([polygon])).rings()]
    return merged([Mesh(low.vertices, low.faces[:, ::-1]), high, *sides])


def _wall(ring: Floats, bottom: float, top: float) -> Mesh:
    count = len(ring)
    vertices = np.vstack(
        [np.column_stack([ring, np.full(count, bottom)]), np.column_stack([ring, np.full(count, top)])]
    )
    here = np.arange(count)
    after = (here + 1) % count
    lower = np.column_stack([here, after, after + count])
    upper = np.column_stack([here, after + count, here + count])
    return Mesh(vertices, np.vstack([lower, upper]))
