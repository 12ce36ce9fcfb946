"""Shadow on level ground: triangles projected along the sun, exactly."""

from __future__ import annotations

import numpy as np

from optopcheck.domain.mesh import Floats, Mesh


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
    triangles = _above(mesh.triangles, ground)
    reach = (triangles[:, :, 2] - ground) / np.tan(np.radians(elevation))
    away = -np.array([np.sin(np.radians(azimuth)), np.cos(np.radians(azimuth))])
    plan = triangles[:, :, :2] + reach[:, :, None] * away
    area = _double_area(plan)
    plan = np.where((area < 0)[:, None, None], plan[:, ::-1], plan)[area != 0]
    corners = np.concatenate([plan, np.full((*plan.shape[:2], 1), ground)], axis=2)
    return Mesh(corners.reshape(-1, 3), np.arange(3 * len(corners)))


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
