"""Ways to the gross volume of loose, overlapping elements: ours and the ones that lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import manifold3d
import numpy as np

from optopcheck.domain.mesh import Mesh, merged
from optopcheck.geometry.closedness import examine, parts_by_corner, signed_volume
from optopcheck.geometry.enclosure import enclose
from optopcheck.geometry.region import Region, faces_of_lines, unite, unite_faces
from optopcheck.geometry.sampling import cut_at_height, normals_and_areas

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.building import Building

CHEST = 1.0


def flood(building: Building) -> float | None:
    """Ours: flood of the outside on a grid of 0.1 m, cuts through the true faces."""
    return enclose(merged(e.mesh for e in building.shell)).volume()


def coarse_flood(building: Building) -> float | None:
    """Ours on a grid of 0.2 m."""
    return enclose(merged(e.mesh for e in building.shell), 0.2).volume()


def slices(building: Building) -> float | None:
    """Walls cut 1 m above each floor, holes filled, times the height to the next floor."""
    mesh = merged(e.mesh for e in building.shell)
    outline = {z: _filled(mesh, z + CHEST) for z, _ in _storeys(building)}
    return sum(outline[z] * (above - z) for z, above in _storeys(building)) + _ground_slab(building, outline)


def extrusion(building: Building) -> float | None:
    """2.5D: all that lies at a storey projected down, times the height to the next floor."""
    under = min(float(e.mesh.bounds[0, 2]) for e in building.shell)
    total = 0.0
    for number, (floor, above) in enumerate(_storeys(building)):
        z = floor if number else min(floor, under)
        at = [e.mesh for e in building.shell if _reaches(e.mesh, z + 0.05, above - 0.05)]
        total += _projection(merged(at)).without_holes().area * (above - z)
    return total


def _reaches(mesh: Mesh, low: float, high: float) -> bool:
    return bool(mesh.bounds[0, 2] < high and mesh.bounds[1, 2] > low)


def united(building: Building) -> float | None:
    """manifold3d: boolean union of the closed elements, cavities filled."""
    solids = [_solid(body) for element in building.shell for body in _bodies(element.mesh)]
    if not solids:
        return None
    union = manifold3d.Manifold.batch_boolean(solids, manifold3d.OpType.Add).to_mesh64()
    mesh = Mesh(np.array(union.vert_properties[:, :3]), np.array(union.tri_verts, dtype=np.int64))
    # Skins of rooms look inwards and count negative: leaving them out fills the rooms.
    return sum(max(0.0, signed_volume(skin)) for skin in parts_by_corner(mesh))


def _bodies(mesh: Mesh) -> tuple[Mesh, ...]:
    """Closed bodies of an element; none where it is open."""
    whole = examine(mesh).bodies
    return whole or tuple(body for part in parts_by_corner(mesh) for body in examine(part).bodies)


def _solid(body: Mesh) -> manifold3d.Manifold:
    mesh = manifold3d.Mesh64(
        vert_properties=np.array(body.vertices), tri_verts=np.array(body.faces, dtype=np.uint64)
    )
    return manifold3d.Manifold(mesh)


def hull(building: Building) -> float | None:
    """Convex hull: nothing can be larger."""
    points = np.concatenate([e.mesh.vertices[np.unique(e.mesh.faces)] for e in building.shell])
    return float(manifold3d.Manifold.hull_points(points).volume())


CONTENDERS: dict[str, Callable[[Building], float | None]] = {
    "exterior flood fill, 0.1 m (ours)": flood,
    "exterior flood fill, 0.2 m": coarse_flood,
    "storey slices, holes filled": slices,
    "extrusion of projections (2.5D)": extrusion,
    "manifold3d union, cavities filled": united,
    "convex hull (bound)": hull,
}


def _storeys(building: Building) -> list[tuple[float, float]]:
    """Floor and next floor of each storey that has something above it."""
    top = max(float(e.mesh.bounds[1, 2]) for e in building.shell)
    floors = sorted({round(s.elevation, 3) for s in building.storeys if s.elevation < top - CHEST})
    return list(zip(floors, [*floors[1:], top], strict=True))


def _filled(mesh: Mesh, height: float) -> float:
    faces, _ = faces_of_lines(cut_at_height(mesh.triangles, height))
    return unite_faces(faces).without_holes().area if len(faces) else 0.0


def _ground_slab(building: Building, outline: dict[float, float]) -> float:
    first = min(outline, default=0.0)
    under = min((float(e.mesh.bounds[0, 2]) for e in building.shell), default=first)
    return outline.get(first, 0.0) * max(0.0, min(first - under, 1.0))


def _projection(mesh: Mesh) -> Region:
    normals, areas = normals_and_areas(mesh.triangles)
    lying = mesh.triangles[normals[:, 2] * areas > 1e-4]
    return unite(Region.from_ring(t[:, :2]) for t in lying)
