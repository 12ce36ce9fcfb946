"""What a ray meets first: exact to the model, whatever the pictures' own precision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.boxes import boxes_of
from optopcheck.picture.cuts import kept_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.cuts import Cut
    from optopcheck.picture.showing import Flags

_EDGE_ON = 1e-12
_SLACK = 1e-9
"""A ray through the seam of two triangles meets at least one of them."""


@dataclass(frozen=True, eq=False)
class Ray:
    """From where and in which direction one looks."""

    start: Floats
    """Shape (3,) [m]."""
    towards: Floats
    """Unit vector, shape (3,)."""


@dataclass(frozen=True, eq=False)
class Hit:
    """Where a ray meets a part."""

    id: str
    mesh: Mesh
    place: Floats
    """Shape (3,) [m]."""
    distance: float
    """From the start of the ray [m]."""


class Aim:
    """Parts by their boxes; only those that a ray can meet are looked at."""

    def __init__(self, ids: Sequence[str], meshes: Sequence[Mesh]) -> None:
        self.ids, self.meshes = tuple(ids), tuple(meshes)
        self.boxes = boxes_of(self.meshes)

    def first(self, ray: Ray, seen: Flags, cuts: Sequence[Cut] = ()) -> Hit | None:
        """Return the nearest hit on the parts that are `seen` (n,), before whatever a cut takes away."""
        entries = np.where(seen, _entries(self.boxes, ray), np.inf)
        found: Hit | None = None
        for k in np.argsort(entries, kind="stable"):
            if not np.isfinite(entries[k]) or (found is not None and entries[k] > found.distance):
                break
            distances = _met(self.meshes[k].triangles, ray)
            distances = distances[kept_by(cuts, ray.start + distances[:, None] * ray.towards)]
            nearest = float(distances.min(initial=np.inf))
            if nearest < (found.distance if found else np.inf):
                place = ray.start + nearest * ray.towards
                found = Hit(self.ids[k], self.meshes[k], place, nearest)
        return found


def ray_through(renderer: Vtk, size: tuple[int, int], x: float, y: float) -> Ray:
    """Return the ray through a point of a picture of a size, counted from the top left [pixels]."""
    camera = renderer.GetActiveCamera()
    width, height = size
    eye, target = np.array(camera.GetPosition()), np.array(camera.GetFocalPoint())
    ahead = _unit(target - eye)
    right = _unit(np.cross(ahead, np.array(camera.GetViewUp())))
    up = np.cross(right, ahead)
    across, above = 2 * x / height - width / height, 1 - 2 * y / height
    if camera.GetParallelProjection():
        scale = camera.GetParallelScale()
        return Ray(eye + (right * across + up * above) * scale, ahead)
    tan = np.tan(np.radians(camera.GetViewAngle()) / 2)
    return Ray(eye, _unit(ahead + (right * across + up * above) * tan))


def ray_to(renderer: Vtk, place: Floats) -> Ray:
    """Return the ray from the eye to a place (3,)."""
    camera = renderer.GetActiveCamera()
    eye, target = np.array(camera.GetPosition()), np.array(camera.GetFocalPoint())
    if not camera.GetParallelProjection():
        return Ray(eye, _unit(place - eye))
    ahead = _unit(target - eye)
    return Ray(place - ahead * float((place - eye) @ ahead), ahead)


def _unit(way: Floats) -> Floats:
    unit: Floats = way / max(float(np.linalg.norm(way)), _EDGE_ON)
    return unit


def _entries(boxes: Floats, ray: Ray) -> Floats:
    """Return how far along a ray each box (n, 2, 3) begins, infinite where it is missed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        planes = (boxes - ray.start) / ray.towards
    # Level with a side and within it: no limit from these two planes.
    planes = np.where(np.isnan(planes), [[[-np.inf] * 3, [np.inf] * 3]], planes)
    near, far = planes.min(axis=1).max(axis=1), planes.max(axis=1).min(axis=1)
    entries: Floats = np.where((near <= far) & (far >= 0), np.maximum(near, 0.0), np.inf)
    return entries


def _met(triangles: Floats, ray: Ray) -> Floats:
    """Return the distances at which a ray meets triangles (m, 3, 3).

    Möller and Trumbore, Journal of Graphics Tools 2 (1997), with the edges counted in.
    """
    a, one, two = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    across = np.cross(ray.towards, two)
    size = (one * across).sum(axis=1)
    usable = np.abs(size) > _EDGE_ON
    size = np.where(usable, size, 1.0)
    offset = ray.start - a
    u = (offset * across).sum(axis=1) / size
    aside = np.cross(offset, one)
    v = aside @ ray.towards / size
    distance = (two * aside).sum(axis=1) / size
    met = usable & (u >= -_SLACK) & (v >= -_SLACK) & (u + v <= 1 + _SLACK) & (distance > 0)
    found: Floats = distance[met]
    return found
