"""Shadow on level ground and on roof planes: triangles projected along the sun, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Floats, Mesh
from optopcheck.geometry.snapped import united_triangles
from optopcheck.sun.sky import sun_vector

if TYPE_CHECKING:
    from optopcheck.geometry.region import Region

GRAZING = float(np.sin(np.radians(0.5)))
"""Sine of the angle between sun and plane below which the plane counts as turned away."""
_NO_SLOPE = np.zeros(2)


@dataclass(frozen=True, eq=False)
class Plane:
    """Where a shadow falls: z = height + slope . (x, y)."""

    height: float
    """At the origin of the frame [m]."""
    slope: Floats
    """Rise to x and to y, shape (2,); zero for level ground."""

    @classmethod
    def level(cls, height: float) -> Plane:
        """Return a level plane [m]."""
        return cls(height, _NO_SLOPE)

    @property
    def stretch(self) -> float:
        """Area along the plane for each square metre in plan."""
        return float(np.sqrt(1 + self.slope @ self.slope))

    def above(self, points: Floats) -> Floats:
        """Height of points (..., 3) above the plane [m]."""
        return np.asarray(points[..., 2] - self.height - points[..., :2] @ self.slope)

    def faces(self, towards: Floats) -> bool:
        """Tell whether the sun in a direction (3,) shines on it."""
        return self.rise(towards) / self.stretch > GRAZING

    def rise(self, towards: Floats) -> float:
        """How fast a ray in a direction (3,) leaves the plane, measured upright."""
        return float(towards[2] - towards[:2] @ self.slope)


def shadow_on_ground(mesh: Mesh, azimuth: float, elevation: float, ground: float) -> Mesh:
    """Project what stands above the ground onto it.

    Parameters
    ----------
    mesh : Mesh
        What casts the shadow; the part below the ground casts none.
    azimuth : float
        Of the sun in the local frame, clockwise from +y [deg].
    elevation : float
        Of the sun [deg], above 0.
    ground : float
        Height of the ground [m].

    Returns
    -------
    Mesh
        Triangles at the height of the ground that face up; they may overlap, their union is the shadow.
    """
    if not 0 < elevation <= 90:  # noqa: PLR2004 - zenith
        raise ValueError(f"a sun at {elevation} deg casts no shadow on the ground")
    towards = sun_vector(np.array(azimuth), np.array(elevation), 0.0)
    plan = _cast(mesh.triangles, towards, Plane.level(ground))
    corners = np.concatenate([plan, np.full((*plan.shape[:2], 1), ground)], axis=2)
    return Mesh(corners.reshape(-1, 3), np.arange(3 * len(corners)))


def shadow_region(triangles: Floats, towards: Floats, plane: Plane, near: Region | None = None) -> Region:
    """Return the shadow on a plane as a region in plan, its outline exact to a micrometre.

    Parameters
    ----------
    triangles : array (m, 3, 3)
        What casts the shadow [m]; the part below the plane casts none.
    towards : array (3,)
        Unit vector to the sun.
    plane : Plane
        Must face the sun.
    near : Region, optional
        What casts no shadow there is left out.

    Raises
    ------
    ValueError
        If the sun does not shine on the plane.
    """
    if plane.rise(towards) <= 0:
        raise ValueError("the sun does not shine on this plane")
    return united_triangles(_cast(triangles, towards, plane), near)


def part_between(triangles: Floats, low: float, high: float) -> Floats:
    """Cut triangles (m, 3, 3) to what lies between two heights, shape (k, 3, 3)."""
    upside_down = np.array([1.0, 1.0, -1.0])
    kept: Floats = _above(_above(triangles, low) * upside_down, -high) * upside_down
    return kept


def _cast(triangles: Floats, towards: Floats, plane: Plane) -> Floats:
    """Project what lies above a plane along the sun, counter-clockwise in plan, shape (k, 3, 2).

    Sheared upright so that the plane is level at zero, the sun stays a sun.
    """
    sheared = triangles.copy()
    sheared[..., 2] = plane.above(triangles)
    over = _above(sheared, 0.0)
    plan = over[:, :, :2] - over[:, :, 2:] * (towards[:2] / plane.rise(towards))
    area = _double_area(plan)
    turned: Floats = np.where((area < 0)[:, None, None], plan[:, ::-1], plan)[area != 0]
    return turned


def _double_area(plan: Floats) -> Floats:
    a, b = plan[:, 1] - plan[:, 0], plan[:, 2] - plan[:, 0]
    area: Floats = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return area


def _above(triangles: Floats, ground: float) -> Floats:
    """Cut triangles (m, 3, 3) at the ground and keep what is above, shape (k, 3, 3)."""
    count = (triangles[:, :, 2] > ground).sum(axis=1)
    whole = triangles[count == 3]  # noqa: PLR2004 - of three corners
    tips = _alone_first(triangles[count == 1], ground, above=True)
    roots = _alone_first(triangles[count == 2], ground, above=False)  # noqa: PLR2004 - of three corners
    tip, left, right = tips[:, 0], _cut(tips, 1, ground), _cut(tips, 2, ground)
    b, c, low_b, low_c = roots[:, 1], roots[:, 2], _cut(roots, 1, ground), _cut(roots, 2, ground)
    return np.concatenate(
        [
            whole,
            np.stack([tip, left, right], axis=1),
            np.stack([b, c, low_c], axis=1),
            np.stack([b, low_c, low_b], axis=1),
        ]
    )


def _alone_first(triangles: Floats, ground: float, *, above: bool) -> Floats:
    """Turn each triangle so that its corner alone on one side of the ground comes first."""
    alone = ((triangles[:, :, 2] > ground) == above).argmax(axis=1)
    order = (alone[:, None] + np.arange(3)) % 3
    return np.take_along_axis(triangles, order[:, :, None], axis=1)


def _cut(triangles: Floats, corner: int, ground: float) -> Floats:
    """Where the edge from the first corner to another meets the ground, shape (m, 3)."""
    first, other = triangles[:, 0], triangles[:, corner]
    share = (ground - first[:, 2]) / (other[:, 2] - first[:, 2])
    met: Floats = first + share[:, None] * (other - first)
    return met
