"""As somebody on the pavement sees a building: a level eye at a fixed height, the same before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.camera import VIEWS
from optopcheck.picture.image import OffscreenView, averaged, png
from optopcheck.picture.lights import towards
from optopcheck.picture.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats, Mesh

SIDES = ("north", "east", "south", "west")
EYE_HEIGHT = 1.6
"""Above the ground [m]."""
_ANGLE = 50.0
"""Height of the field of view [deg]."""
_SIZE, _FINE = (1600, 1000), 2
_NEAREST, _CLOSEST = 8.0, 3.0
"""From the façade where there is room, and where a neighbour leaves less [m]."""
_CLEAR = 1.0
"""Between the eye and what stands behind it [m]."""
_MARGIN = 1.15


@dataclass(frozen=True)
class Stand:
    """Where somebody stands and what he looks at [m]."""

    eye: Floats
    target: Floats


def stand_before(
    buildings: Sequence[Building], side: str, ground: float, neighbours: Sequence[Neighbour] = ()
) -> Stand:
    """Return where all of some buildings can be seen from a side, or as far back as neighbours leave room.

    Parameters
    ----------
    buildings
        The situations: one stand serves them all.
    side
        ``north``, ``east``, ``south`` or ``west``, in the frame of the meshes.
    ground
        Height of the pavement [m].
    neighbours
        None of them stands between eye and façade.
    """
    bounds = np.array([building.mesh.bounds for building in buildings if not building.mesh.is_empty])
    low, high = bounds[:, 0].min(axis=0), bounds[:, 1].max(axis=0)
    middle, size = (low + high) / 2, high - low
    away = towards(*VIEWS[side])
    across = size[0] if side in ("north", "south") else size[1]
    depth = size[1] if side in ("north", "south") else size[0]
    tall = max(high[2] - ground, EYE_HEIGHT)
    spread = np.tan(np.radians(_ANGLE / 2))
    wide = across * _SIZE[1] / _SIZE[0] / 2
    distance = max(_MARGIN * max(wide, tall / 2) / spread, _NEAREST)
    foot = middle + away * depth / 2
    foot[2] = ground + EYE_HEIGHT
    room = _free(foot, away, [neighbour.mesh for neighbour in neighbours if not neighbour.mesh.is_empty])
    eye = foot + away * min(distance, max(room - _CLEAR, _CLOSEST))
    target = middle.copy()
    target[2] = ground + tall / 2
    return Stand(eye, target)


def _free(start: Floats, away: Floats, meshes: Sequence[Mesh]) -> float:
    """Return how far one can go before the first triangle, endless where there is none [m]."""
    if not meshes:
        return float("inf")
    corners = np.concatenate([mesh.triangles for mesh in meshes])
    edge, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    across = np.cross(away, other)
    scale = np.einsum("ij,ij->i", edge, across)
    with np.errstate(divide="ignore", invalid="ignore"):
        offset = start - corners[:, 0]
        u = np.einsum("ij,ij->i", offset, across) / scale
        turned = np.cross(offset, edge)
        v = turned @ away / scale
        far = np.einsum("ij,ij->i", other, turned) / scale
        met = (u >= 0) & (v >= 0) & (u + v <= 1) & (far > 0)
    return float(far[met].min(initial=np.inf))


def street_picture(
    building: Building, neighbours: Sequence[Neighbour], stand: Stand, *, ground: float, north: float | None
) -> bytes:
    """Return a picture as PNG of what is seen from a stand."""
    scene = Scene()
    scene.show(building, neighbours, ground=ground)
    scene.set_north(north)
    scene.set_scale(_FINE)
    view = OffscreenView(scene, _SIZE[0] * _FINE, _SIZE[1] * _FINE)
    try:
        camera = scene.renderer.GetActiveCamera()
        camera.SetParallelProjection(False)  # noqa: FBT003  # VTK's own signature
        camera.SetViewAngle(_ANGLE)
        camera.SetPosition(*stand.eye)
        camera.SetFocalPoint(*stand.target)
        camera.SetViewUp(0.0, 0.0, 1.0)
        return png(averaged(view.render(), _FINE))
    finally:
        view.close()
