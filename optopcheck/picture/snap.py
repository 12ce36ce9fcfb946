"""To which point of the model a pixel is meant to point: a corner, an edge, a face or the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

import numpy as np

from optopcheck.geometry.spans import nearest_on_lines
from optopcheck.picture.aim import ray_to
from optopcheck.picture.edges import sharp_edges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Floats, Ints, Mesh
    from optopcheck.picture.aim import Hit
    from optopcheck.picture.camera import Camera
    from optopcheck.picture.scene import Scene

_KEPT: WeakKeyDictionary[Mesh, tuple[Floats, Ints]] = WeakKeyDictionary()
Kind = Literal["vertex", "edge", "face", "ground"]
_REACH = 9.0
"""A corner or an edge this near to the cursor is meant [px]."""
_DEPTH_COUNTS = 1e-4
"""A metre further from the eye weighs as much as this beside the cursor [px/m]."""
_BEHIND = 0.05
"""A corner this much further from the eye than what hides it is hidden [m]."""


@dataclass(frozen=True, eq=False)
class Snap:
    """A point of the model."""

    place: Floats
    """Shape (3,) [m]."""
    kind: Kind
    id: str | None
    """Of the element or neighbour; None on the ground."""


def snap_at(scene: Scene, camera: Camera, x: float, y: float, scale: float = 1.0) -> Snap | None:
    """Return what a pixel points at; None over the background.

    Parameters
    ----------
    scene, camera
        What is seen.
    x, y
        From the top left [pixels].
    scale
        Device pixels per pixel: the reach of the hand does not shrink on a fine screen.
    """
    for hit in _hits(scene, x, y, _REACH * scale):
        corners, pairs = _edges(hit.mesh)
        corner = _corner(scene, camera, corners[np.unique(pairs)], (x, y), _REACH * scale)
        if corner is not None:
            return Snap(corner, "vertex", hit.id)
        edge = _on_edge(scene, camera, corners[pairs], (x, y), _REACH * scale)
        if edge is not None:
            return Snap(edge, "edge", hit.id)
    hit_here = scene.hit(x, y)
    if hit_here is not None:
        return Snap(hit_here.place, "face", hit_here.id)
    ground = scene.surface_at(x, y)
    return None if ground is None else Snap(ground, "ground", None)


def _edges(mesh: Mesh) -> tuple[Floats, Ints]:
    """Return the edges of a mesh; a hand that moves over it asks for them again and again."""
    found = _KEPT.get(mesh)
    if found is None:
        found = _KEPT[mesh] = sharp_edges([mesh])
    return found


def _hits(scene: Scene, x: float, y: float, reach: float) -> Iterator[Hit]:
    """Yield the parts under a pixel and, beside a silhouette, around it."""
    seen: set[int] = set()
    ring = [(np.cos(a), np.sin(a)) for a in np.arange(8) * np.pi / 4]
    for dx, dy in ((0.0, 0.0), *ring):
        hit = scene.hit(x + dx * reach * 0.7, y + dy * reach * 0.7)
        if hit is not None and id(hit.mesh) not in seen:
            seen.add(id(hit.mesh))
            yield hit


def _corner(
    scene: Scene, camera: Camera, corners: Floats, at: tuple[float, float], reach: float
) -> Floats | None:
    """Return the nearest corner (3,) that nothing hides."""
    if len(corners) == 0:
        return None
    return next((c for c in _nearest(camera, corners, at, reach) if _is_seen(scene, c)), None)


def _on_edge(
    scene: Scene, camera: Camera, ends: Floats, at: tuple[float, float], reach: float
) -> Floats | None:
    """Return the nearest point (3,) on edges (k, 2, 3) that nothing hides."""
    if len(ends) == 0:
        return None
    ray = scene.ray(*at)
    places = nearest_on_lines(ends, ray.start, ray.towards)
    return next((p for p in _nearest(camera, places, at, reach) if _is_seen(scene, p)), None)


def _nearest(camera: Camera, places: Floats, at: tuple[float, float], reach: float) -> Iterator[Floats]:
    """Yield the places (n, 3) within reach of a pixel, nearest first; of two in one spot the front one."""
    pixels = camera.pose.pixels_of(places, camera.size)
    away = np.hypot(pixels[:, 0] - at[0], pixels[:, 1] - at[1])
    depth = (camera.pose.eye - places) @ camera.pose.axes[2]
    order = np.argsort(away + _DEPTH_COUNTS * depth, kind="stable")
    return (places[k] for k in order if away[k] <= reach)


def _is_seen(scene: Scene, place: Floats) -> bool:
    """Tell whether nothing stands before a place, and no plane takes it away."""
    if not scene.keeps(place):
        return False
    ray = ray_to(scene.renderer, place)
    hit = scene.first(ray)
    return hit is None or hit.distance >= float((place - ray.start) @ ray.towards) - _BEHIND
