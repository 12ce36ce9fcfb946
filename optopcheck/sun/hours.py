"""Hours of sun of one day on many small patches: what a heat map shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.rays import Obstacles
from optopcheck.geometry.sampling import normals_and_areas
from optopcheck.sun.days import sun_day
from optopcheck.sun.first_pass import first_pass
from optopcheck.sun.sky import sun_vector
from optopcheck.sun.views import Views

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.domain.site import Site
    from optopcheck.geometry.region import Region

STEP = 10.0
"""Time between samples [min]: each edge of a sunny time is within half of it."""
_UPRIGHT = 0.17
"""Upward part of the normal of a façade at most: steeper than 80 deg."""


@dataclass(frozen=True, eq=False)
class Patches:
    """Small faces on which the sun is counted, each in its middle."""

    triangles: Floats
    """Shape (m, 3, 3) [m]."""
    middles: Floats
    """Shape (n, 3) [m]."""
    normals: Floats
    """Outward, shape (n, 3)."""
    per_middle: int = 1
    """Triangles that share one middle, in a row."""

    def lifted(self, metres: float) -> Floats:
        """Return the triangles moved off their surface, shape (m, 3, 3) [m]."""
        return np.asarray(self.triangles + metres * np.repeat(self.normals, self.per_middle, axis=0)[:, None])


def ground_patches(low: Floats, high: Floats, height: float, size: float, built: Region) -> Patches:
    """Cut level ground between two corners (2,) into squares; those in a building left out.

    Where only the middle is built over, the first corner that is not stands for the square.

    Parameters
    ----------
    low, high : array (2,)
    height : float
        Of the ground [m].
    size : float
        Side of a square [m].
    built : Region
        Ground that buildings take.
    """
    across, up = (np.arange(a + size / 2, b, size) for a, b in zip(low, high, strict=True))
    x, y = (grid.ravel() for grid in np.meshgrid(across, up))
    middles = np.column_stack([x, y, np.full(len(x), height)])
    half = size / 2
    corners = middles[:, None] + np.array(
        [[-half, -half, 0], [half, -half, 0], [half, half, 0], [-half, half, 0]]
    )
    places = np.concatenate([middles[:, None], corners], axis=1)
    is_open = ~built.covers(places.reshape(-1, 3)[:, :2]).reshape(places.shape[:2])
    kept = is_open.any(axis=1)
    corners, middles = corners[kept], places[kept, is_open[kept].argmax(axis=1)]
    triangles = corners[:, [[0, 1, 2], [0, 2, 3]]].reshape(-1, 3, 3)
    return Patches(triangles, middles, np.tile([0.0, 0.0, 1.0], (len(middles), 1)), 2)


def facade_patches(mesh: Mesh, size: float) -> Patches:
    """Cut the façades of a closed body into triangles with edges no longer than a size [m]."""
    triangles = mesh.triangles
    normals, areas = normals_and_areas(triangles)
    chosen = triangles[(np.abs(normals[:, 2]) < _UPRIGHT) & (areas > 0)]
    done: list[Floats] = [np.empty((0, 3, 3))]
    while len(chosen):
        edges = np.linalg.norm(np.roll(chosen, -1, axis=1) - chosen, axis=2)
        fine = edges.max(axis=1) <= size
        done.append(chosen[fine])
        chosen = _halved(chosen[~fine], edges[~fine])
    cut = np.concatenate(done)
    return Patches(cut, cut.mean(axis=1), normals_and_areas(cut)[0])


def _halved(triangles: Floats, edges: Floats) -> Floats:
    """Cut each triangle in two through the middle of its longest edge."""
    order = (edges.argmax(axis=1)[:, None] + np.arange(3)) % 3
    a, b, c = np.moveaxis(np.take_along_axis(triangles, order[:, :, None], axis=1), 1, 0)
    middle = (a + b) / 2
    return np.concatenate([np.stack([a, middle, c], axis=1), np.stack([middle, b, c], axis=1)])


def sun_hours(patches: Patches, obstacles: Mesh, site: Site, day: date) -> Floats:
    """Count the hours of sun on each patch over one civil day, shape (n,) [h].

    The sun counts above the horizon; of a norm and its minimum height the map knows nothing.

    Raises
    ------
    ValueError
        If the site has no latitude and longitude.
    """
    if site.latitude is None or site.longitude is None:
        raise ValueError("the site has no latitude and longitude")
    sun = sun_day(day, site.latitude, site.longitude, STEP, site.zone)
    up = sun.elevation > 0
    towards = sun_vector(sun.azimuth[up], sun.elevation[up], site.true_north)
    count = len(patches.middles)
    free, aside = np.full(count, np.inf), np.zeros((count, 3))
    views = Views(patches.middles, patches.normals, aside, aside, free, free, np.zeros(count))
    bits = first_pass(views, towards, Obstacles(obstacles))
    return np.asarray(np.unpackbits(bits, axis=1, count=len(towards)).sum(axis=1) * STEP / 60.0)
