"""Is the view free? The door to embreex."""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from numpy.typing import NDArray

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Mesh

Flags = NDArray[np.bool_]

_CHUNK = 1_000_000
"""Rays per call: 24 MB of float32."""


_BLOCK = 256.0
"""The centre of the float32 frame lies on this grid [m]."""


class Obstacles:
    """Triangles that stop rays.

    Embree counts in float32: the mesh is recentred here, so that a site of
    1 km keeps a resolution of 0.1 mm wherever it lies. Start rays a few
    millimetres or more off a surface. A triangle stops rays from both sides.
    """

    def __init__(self, mesh: Mesh, centre: Floats | None = None) -> None:
        """Build the scene; a `centre` (3,) of another one gives both the same rounding."""
        if centre is None:
            centre = _centre(np.empty((0, 3)) if mesh.is_empty else mesh.bounds)
        self.centre: Floats = centre
        self.scenes: tuple[EmbreeScene, ...] = ()
        if not mesh.is_empty:
            # Robust: no ray slips through the seam between two triangles.
            scene = EmbreeScene(robust=True)
            TriangleMesh(
                scene, np.float32(mesh.vertices - centre), np.ascontiguousarray(mesh.faces, np.int32)
            )
            self.scenes = (scene,)

    @staticmethod
    def rounds_alike(mesh: Mesh, *others: Mesh | None) -> bool:
        """Tell whether a mesh keeps the centre of its float32 frame with each of the others beside it.

        Where it does not, rays that graze an edge may fall to the other side of it.
        """
        bounds = np.empty((0, 3)) if mesh.is_empty else mesh.bounds
        beside = [other.bounds for other in others if other is not None and not other.is_empty]
        centres = [_centre(bounds), *(_centre(np.concatenate([bounds, more])) for more in beside)]
        return all(np.array_equal(centres[0], centre) for centre in centres)

    def joined(self, other: Obstacles) -> Obstacles:
        """Return both together, as they are: nothing is built anew.

        Raises
        ------
        ValueError
            If they do not share their centre.
        """
        if not np.array_equal(self.centre, other.centre):
            raise ValueError("obstacles with different centres round differently")
        both = copy(self)
        both.scenes = (*self.scenes, *other.scenes)
        return both

    def blocked(self, origins: Floats, directions: Floats) -> Flags:
        """Tell which rays meet an obstacle at any distance.

        Parameters
        ----------
        origins, directions : array (n, 3)
            Start [m] and direction, one of each per ray.

        Returns
        -------
        array of bool (n,)
        """
        if origins.shape != directions.shape or origins.shape[1:] != (3,):
            # Embree would take one origin for all directions and answer for one ray only.
            raise ValueError(f"rays need pairs: {origins.shape} origins, {directions.shape} directions")
        out = np.zeros(len(origins), dtype=np.bool_)
        for start in range(0, len(origins), _CHUNK):
            part = slice(start, start + _CHUNK)
            near = np.ascontiguousarray(origins[part] - self.centre, np.float32)
            out[part] = self._met(near, np.ascontiguousarray(directions[part], np.float32))
        return out

    def blocked_from(self, origin: Floats, directions: NDArray[np.float32]) -> Flags:
        """Tell the same of rays that all start at one place (3,), in directions (n, 3): twice as fast."""
        near = np.empty((len(directions), 3), dtype=np.float32)
        near[:] = origin - self.centre
        return self._met(near, directions)

    def _met(self, near: NDArray[np.float32], towards: NDArray[np.float32]) -> Flags:
        out = np.zeros(len(near), dtype=np.bool_)
        if len(near):
            for scene in self.scenes:
                out |= scene.run(near, towards, query="OCCLUDED") >= 0
        return out


@lru_cache(maxsize=2)
def obstacles_of(mesh: Mesh) -> Obstacles:
    """Return the obstacles of a mesh; those of the last two meshes are kept."""
    return Obstacles(mesh)


def _centre(corners: Floats) -> Floats:
    """Return the middle of corners (n, 3) in whole blocks: most changes leave the rounding alone."""
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2 if len(corners) else np.zeros(3)
    return np.asarray(np.round(middle / _BLOCK) * _BLOCK)
