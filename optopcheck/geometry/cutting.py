"""Cut meshes with a horizontal plane; the door to trimesh."""

from __future__ import annotations

from optopcheck.domain.mesh import Mesh


def below(mesh: Mesh, height: float) -> Mesh | None:
    """Return the part of a mesh below a height, left open at the cut; None if nothing is left [m]."""
    if mesh.is_empty or mesh.bounds[0, 2] >= height:
        return None
    if mesh.bounds[1, 2] <= height:
        return mesh
    import trimesh  # noqa: PLC0415 -- 0.5 s that only few models need, and every process would pay

    vertices, faces, _ = trimesh.intersections.slice_faces_plane(
        mesh.vertices, mesh.faces, plane_normal=[0.0, 0.0, -1.0], plane_origin=[0.0, 0.0, height]
    )
    return Mesh(vertices, faces) if len(faces) else None
