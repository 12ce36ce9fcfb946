"""Elements as meshes: prisms, walls along a ring, roof planes; nothing here measures anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Element, Storey
from optopcheck.domain.mesh import Floats, Mesh
from optopcheck.geometry.region import Region

if TYPE_CHECKING:
    from collections.abc import Sequence

Ring = tuple[tuple[float, float], ...]
"""Corners in plan, counter-clockwise; clockwise for a hole."""
Corner = tuple[float, float, float]


def rect(x0: float, y0: float, x1: float, y1: float) -> Ring:
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def prism(gid: str, kind: str, ring: Ring, z: tuple[float, float], holes: Sequence[Ring] = ()) -> Element:
    region = Region.from_ring(np.array(ring))
    for hole in holes:
        region = region.without(Region.from_ring(np.array(hole)))
    return Element(gid, kind, gid, region.extruded(*z))


def along_x(gid: str, kind: str, profile: Ring, x: tuple[float, float]) -> Element:
    """Draw a profile of (y, z) corners out along the x axis."""
    mesh = Region.from_ring(np.array(profile)).extruded(*x)
    return Element(gid, kind, gid, Mesh(np.roll(mesh.vertices, 1, axis=1), mesh.faces))


def along_y(gid: str, kind: str, profile: Ring, y: tuple[float, float]) -> Element:
    """Draw a profile of (x, z) corners out along the y axis."""
    mesh = Region.from_ring(np.array(profile)).extruded(*y)
    return Element(gid, kind, gid, Mesh(mesh.vertices[:, [0, 2, 1]], mesh.faces[:, ::-1]))


def sheet(gid: str, kind: str, corners: Sequence[Corner], thickness: float) -> Element:
    """Make a roof plane: a convex polygon, counter-clockwise from above, and a copy of it below."""
    top = np.array(corners)
    count = len(top)
    vertices = np.vstack([top, top - [0.0, 0.0, thickness]])
    fan = [(0, k, k + 1) for k in range(1, count - 1)]
    under = [(c + count, b + count, a + count) for a, b, c in fan]
    sides = []
    for k in range(count):
        after = (k + 1) % count
        sides += [(k, k + count, after + count), (k, after + count, after)]
    return Element(gid, kind, gid, Mesh(vertices, np.array([*fan, *under, *sides])))


def walls(
    ring: Ring, thickness: float, z: tuple[float, float], prefix: str, kind: str = "IfcWall"
) -> list[Element]:
    """Put one wall at each edge of a ring, its outer face on the edge, its body to the left."""
    corners = np.array(ring)
    ways = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(ways, axis=1)
    ways = ways / lengths[:, None]
    # At an inner corner both walls must pass it, else they would touch in one line only.
    past = [thickness if _turns_right(ways[k - 1], ways[k]) else 0.0 for k in range(len(ring))]
    made = []
    for k, (corner, way, length) in enumerate(zip(corners, ways, lengths, strict=True)):
        inward = np.array([-way[1], way[0]])
        start, end = corner - past[k] * way, corner + (length + past[(k + 1) % len(ring)]) * way
        strip = (start, end, end + thickness * inward, start + thickness * inward)
        made.append(prism(f"{prefix}-{k}", kind, tuple((float(x), float(y)) for x, y in strip), z))
    return made


def _turns_right(before: Floats, after: Floats) -> bool:
    return bool(before[0] * after[1] - before[1] * after[0] < 0)


def block(
    ring: Ring,
    floors: Sequence[float],
    top: float,
    *,
    wall: float = 0.3,
    slab: float = 0.2,
    holes: Sequence[Ring] = (),
    prefix: str = "",
    ground: bool = True,
) -> list[Element]:
    """Stack storeys: a slab of the whole plan under each floor, walls up to the slab above, a roof slab."""
    made = []
    for k, (floor, above) in enumerate(zip(floors, [*floors[1:], top], strict=True)):
        if ground or k > 0:
            made.append(prism(f"{prefix}vloer{k}", "IfcSlab", ring, (floor - slab, floor), holes))
        span = (floor, above - slab)
        made += walls(ring, wall, span, f"{prefix}gevel{k}")
        for number, hole in enumerate(holes):
            made += walls(hole, wall, span, f"{prefix}hof{number}-{k}")
    return [*made, prism(f"{prefix}dak", "IfcSlab", ring, (top - slab, top), holes)]


def levels(*heights: float) -> tuple[Storey, ...]:
    return tuple(Storey(f"niveau{k}", f"{k:02d}", z) for k, z in enumerate(heights))
