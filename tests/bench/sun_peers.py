"""The same rays traced by others: plain trimesh, plain embreex, Radiance."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import trimesh
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from trimesh.ray.ray_pyembree import RayMeshIntersector

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.geometry.rays import Flags

_RADIANCE = "pyradiance==1.3.1"
_INSTALL = 300
"""Patience with the registry [s]."""
Tracer = "Callable[[Floats, Floats], Flags]"


def plain_trimesh(mesh: Mesh) -> Callable[[Floats, Floats], Flags]:
    """Ask trimesh with its embree door whether rays hit anything."""
    caster = RayMeshIntersector(trimesh.Trimesh(mesh.vertices, mesh.faces, process=False))
    return partial(_any, caster)


def _any(caster: Any, starts: Floats, towards: Floats) -> Flags:
    return np.asarray(caster.intersects_any(starts, towards), dtype=np.bool_)


def plain_embreex(mesh: Mesh) -> Callable[[Floats, Floats], Flags]:
    """Ask embreex as its page shows: which face is hit first."""
    scene = EmbreeScene()
    centre = mesh.bounds.mean(axis=0)
    TriangleMesh(scene, np.float32(mesh.vertices - centre), np.ascontiguousarray(mesh.faces, np.int32))
    return lambda starts, towards: np.asarray(
        scene.run(np.float32(starts - centre), np.float32(towards)) >= 0, dtype=np.bool_
    )


def radiance(folder: Path) -> Path | None:
    """Return the folder with Radiance's programs; its package is put into a folder of this run if need be."""
    found = find_spec("pyradiance")
    package = Path(found.origin).parent if found and found.origin else folder / "radiance" / "pyradiance"
    if not package.exists():
        place = ["--quiet", "--no-deps", "--target", str(package.parent), _RADIANCE]
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            install = [sys.executable, "-m", "pip", "install", *place]
            subprocess.run(install, check=True, capture_output=True, timeout=_INSTALL)
    programs = package / "bin"
    return programs if (programs / "rtrace").exists() else None


def rtrace(mesh: Mesh, folder: Path, scratch: Path) -> Callable[[Floats, Floats], Flags]:
    """Ask Radiance for the first surface along each ray; its octree is made beforehand."""
    scene = scratch / "town.rad"
    with scene.open("w", encoding="ascii") as out:
        out.write("void plastic grey 0 0 5 .5 .5 .5 0 0\n")
        for number, triangle in enumerate(mesh.triangles - mesh.bounds.mean(axis=0)):
            numbers = " ".join(f"{x:.9g}" for x in triangle.ravel())
            out.write(f"grey polygon t{number} 0 0 9 {numbers}\n")
    tree = scratch / "town.oct"
    library = {"RAYPATH": str(folder.parent / "lib")}
    with tree.open("wb") as out_tree:
        subprocess.run([folder / "oconv", "-f", scene], check=True, stdout=out_tree, env=library)
    centre = mesh.bounds.mean(axis=0)

    def traced(starts: Floats, towards: Floats) -> Flags:
        rays = np.concatenate([starts - centre, towards], axis=1).astype(np.float32)
        command = [folder / "rtrace", "-h", "-ab", "0", "-ffd", "-oL", tree]
        with tempfile.TemporaryFile() as given:
            rays.tofile(given)
            given.seek(0)
            done = subprocess.run(command, check=True, stdin=given, capture_output=True, env=library)
        return np.asarray(np.frombuffer(done.stdout, dtype=np.float64) < 1e9, dtype=np.bool_)

    return traced
