"""Roof planes on which a shadow can fall, and what stands between them and the sun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.region import Region
from optopcheck.geometry.sampling import normals_and_areas
from optopcheck.geometry.snapped import common, united_triangles
from optopcheck.sun.shadows import Plane, shadow_region

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Mesh

_SAME_PLANE = 0.005
"""Faces whose corners all lie within this of a plane are part of it and cast nothing on it [m]."""
_STEEPEST = 0.17
"""Upward part of the normal of a roof: steeper than 80 deg it is a wall."""
_LEAST = 0.05
"""Smaller planes are no roofs [m2]."""
_LOW = 1.0
"""What lies lower above the ground is no roof [m]."""


@dataclass(frozen=True, eq=False)
class Receiver:
    """One roof plane of a building."""

    owner: str
    plane: Plane
    region: Region
    """In plan."""
    corners: Floats
    """Of its faces, shape (n, 3) [m]."""


class Casters:
    """Triangles as the sun sees them: finds those that may shade something.

    Parameters
    ----------
    triangles : array (m, 3, 3)
        What casts shadow [m].
    towards : array (3,)
        Unit vector to the sun.
    """

    def __init__(self, triangles: Floats, towards: Floats) -> None:
        self.triangles, self.towards = triangles, towards
        aside = np.array([-towards[1], towards[0], 0.0])
        length = float(np.linalg.norm(aside))
        aside = aside / length if length > 0 else np.array([1.0, 0.0, 0.0])
        self._axes = np.column_stack([aside, np.cross(towards, aside), towards])
        seen = triangles @ self._axes
        self._low, self._high = seen.min(axis=1, initial=np.inf), seen.max(axis=1, initial=-np.inf)

    def before(self, corners: Floats) -> Floats:
        """Return the triangles that may stand between the sun and corners (n, 3)."""
        seen = corners @ self._axes
        low, high = seen.min(axis=0), seen.max(axis=0)
        meets = (self._low[:, :2] <= high[:2]).all(axis=1) & (self._high[:, :2] >= low[:2]).all(axis=1)
        return np.asarray(self.triangles[meets & (self._high[:, 2] >= low[2])])

    def shade_on(self, receiver: Receiver) -> Region:
        """Return the shadow on a roof plane that faces the sun, in plan."""
        near = self.before(receiver.corners)
        off = np.abs(receiver.plane.above(near)).max(axis=1, initial=0.0) > _SAME_PLANE
        if not off.any():
            return Region.empty()
        return common(shadow_region(near[off], self.towards, receiver.plane), receiver.region)


def roof_receivers(owner: str, mesh: Mesh, ground: float) -> tuple[Receiver, ...]:
    """Return the roof planes of a closed body, lowest first.

    Parameters
    ----------
    owner : str
        Name of the building.
    mesh : Mesh
        Faces look outwards.
    ground : float
        Height of the ground [m]; what lies within a metre of it is no roof.
    """
    triangles = mesh.triangles
    normals, areas = normals_and_areas(triangles)
    upward = (
        (normals[:, 2] > _STEEPEST)
        & (areas > 0)
        & (triangles[:, :, 2].max(axis=1, initial=0) > ground + _LOW)
    )
    left, normals = triangles[upward][np.argsort(-areas[upward])], normals[upward][np.argsort(-areas[upward])]
    found: list[Receiver] = []
    while len(left):
        plane = _plane(left[0], normals[0])
        # A roof and the dormer that rises from it share no plane; faces that look alike are not enough.
        within = np.abs(plane.above(left)).max(axis=1) <= _SAME_PLANE
        within[0] = True
        region = united_triangles(left[within][:, :, :2])
        if region.area >= _LEAST:
            found.append(Receiver(owner, plane, region, left[within].reshape(-1, 3)))
        left, normals = left[~within], normals[~within]
    return tuple(sorted(found, key=lambda r: float(r.corners[:, 2].mean())))


def _plane(triangle: Floats, normal: Floats) -> Plane:
    slope = -normal[:2] / normal[2]
    middle = triangle.mean(axis=0)
    return Plane(float(middle[2] - middle[:2] @ slope), slope)
