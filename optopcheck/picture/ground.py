"""The ground: a plate like that of a model, and the shadow on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from vtkmodules.vtkCommonDataModel import vtkPlane

from optopcheck.domain.mesh import Mesh
from optopcheck.picture.batch import polydata, surface_actor

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.aim import Ray
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.palette import Backdrop

_MARGIN = 12.0
_MARGIN_PER_HEIGHT = 1.0


class Ground:
    """Plate and shadow of one scene."""

    def __init__(self, renderer: Vtk, backdrop: Backdrop) -> None:
        self._renderer, self._backdrop = renderer, backdrop
        self._plate: Vtk = None
        self._shadow: Vtk = None
        self._low, self._high = np.zeros(2), np.zeros(2)
        self._height: float | None = None

    def show(self, bounds: Floats, height: float | None) -> None:
        """Lay the plate under a box (2, 3); None takes it away [m]."""
        self._plate = self._replace(self._plate, None)
        margin = _MARGIN + _MARGIN_PER_HEIGHT * float(bounds[1, 2] - bounds[0, 2])
        self._low, self._high = bounds[0, :2] - margin, bounds[1, :2] + margin
        self._height = height
        if height is not None:
            plate = surface_actor(polydata(self._plane(height)), self._backdrop.ground, lit=False)
            self._plate = self._replace(None, plate)
        if self._shadow is not None:
            self._clip(self._shadow)

    def met(self, ray: Ray) -> float | None:
        """Return how far along a ray the plate lies [m]; None where it is missed."""
        if self._height is None or ray.towards[2] == 0:
            return None
        distance = float((self._height - ray.start[2]) / ray.towards[2])
        place = (ray.start + distance * ray.towards)[:2]
        inside = bool(((self._low <= place) & (place <= self._high)).all())
        return distance if distance > 0 and inside else None

    def show_shadow(self, mesh: Mesh | None) -> None:
        """Lay a shadow on the plate.

        It is opaque and unlit, in the colour that ground in the shade has:
        triangles that overlap cannot darken twice.
        """
        self._shadow = self._replace(self._shadow, None)
        if mesh is None or mesh.is_empty:
            return
        shadow = surface_actor(polydata(mesh), self._backdrop.shadow, lit=False)
        shadow.GetMapper().SetRelativeCoincidentTopologyPolygonOffsetParameters(-1.0, -3.0)
        self._clip(shadow)
        self._shadow = self._replace(None, shadow)

    def _clip(self, shadow: Vtk) -> None:
        """Cut the shadow off where the plate ends: at a low sun it is kilometres long."""
        mapper = shadow.GetMapper()
        mapper.RemoveAllClippingPlanes()
        for corner, sign in ((self._low, 1.0), (self._high, -1.0)):
            for normal in ((sign, 0.0, 0.0), (0.0, sign, 0.0)):
                plane = vtkPlane()
                plane.SetOrigin(float(corner[0]), float(corner[1]), 0.0)
                plane.SetNormal(*normal)
                mapper.AddClippingPlane(plane)

    def _plane(self, height: float) -> Mesh:
        (x0, y0), (x1, y1) = self._low, self._high
        corners = [[x0, y0, height], [x1, y0, height], [x1, y1, height], [x0, y1, height]]
        return Mesh(np.array(corners), np.array([[0, 1, 2], [0, 2, 3]]))

    def _replace(self, old: Vtk, new: Vtk) -> Vtk:
        if old is not None:
            self._renderer.RemoveActor(old)
        if new is not None:
            self._renderer.AddActor(new)
        return new
