"""A small compass in the corner that turns and tilts with the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor2D, vtkPolyDataMapper2D

from optopcheck.picture.lights import towards
from optopcheck.picture.palette import Backdrop, Colour, fraction

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.picture.batch import Vtk

_RADIUS = 26.0
_PLACE = (48.0, 52.0)
_FLATTEST = 0.3
"""Seen from the side the rose keeps this share of its height."""
_RING = np.linspace(0.0, 2 * np.pi, 49)
_NEEDLE = np.array([[0.0, 1.0], [0.26, 0.0], [0.0, -1.0], [-0.26, 0.0]]) * 0.82
_LETTER = np.array([[-4, -5], [-4, 5], [4, -5], [4, 5]]) / _RADIUS


class Compass:
    """Rose, needle and letter; hidden until north is known."""

    def __init__(self, renderer: Vtk, backdrop: Backdrop) -> None:
        self.scale = 1.0
        self._renderer = renderer
        self._north: float | None = None
        self._ring = _Shape(renderer, backdrop.ink, lines=True)
        self._tip = _Shape(renderer, backdrop.north, lines=False)
        self._tail = _Shape(renderer, backdrop.ink, lines=False)
        self._letter = _Shape(renderer, backdrop.north, lines=True)
        self.set_north(None)

    def set_north(self, degrees: float | None) -> None:
        """Set true north, clockwise from +y [deg]; None hides the compass."""
        self._north = degrees
        for shape in (self._ring, self._tip, self._tail, self._letter):
            shape.actor.SetVisibility(degrees is not None)

    def follow(self) -> None:
        """Turn with the camera of the renderer."""
        if self._north is None:
            return
        flat = self._flat(self._north)
        ring = np.column_stack([np.cos(_RING), np.sin(_RING)])
        self._ring.draw(self._pixels(ring @ flat), np.arange(len(ring)), 1.2 * self.scale)
        self._tip.draw(self._pixels(_NEEDLE @ flat), np.array([0, 3, 1]), 1.0)
        self._tail.draw(self._pixels(_NEEDLE @ flat), np.array([2, 1, 3]), 1.0)
        top = np.array([0.0, 1.0]) @ flat
        away = top * (1 + 0.38 / max(float(np.linalg.norm(top)), _FLATTEST))
        self._letter.draw(self._pixels(_LETTER + away), np.arange(4), 1.8 * self.scale)

    def _flat(self, north: float) -> Floats:
        """Return the plane of the ground as seen, rows east and north, shape (2, 2)."""
        matrix = self._renderer.GetActiveCamera().GetViewTransformMatrix()
        right, _, back = (np.array([matrix.GetElement(i, j) for j in range(3)]) for i in range(3))
        ways = np.array([towards(north + 90.0, 0.0), towards(north, 0.0)])[:, :2]
        ahead = np.array([-right[1], right[0]])
        tilt = np.copysign(max(abs(float(back[2])), _FLATTEST), back[2])
        return np.column_stack([ways @ right[:2], ways @ ahead * tilt])

    def _pixels(self, shape: Floats) -> Floats:
        return (np.array(_PLACE) + shape * _RADIUS) * self.scale


class _Shape:
    """One flat figure in pixels from the lower left."""

    def __init__(self, renderer: Vtk, colour: Colour, *, lines: bool) -> None:
        self._lines = lines
        self._data = vtkPolyData()
        mapper = vtkPolyDataMapper2D()
        mapper.SetInputData(self._data)
        self.actor: Vtk = vtkActor2D()
        self.actor.SetMapper(mapper)
        self.actor.GetProperty().SetColor(*fraction(colour))
        self.actor.PickableOff()
        renderer.AddViewProp(self.actor)

    def draw(self, pixels: Floats, cell: Ints, width: float) -> None:
        points = vtkPoints()
        flat = np.column_stack([pixels, np.zeros(len(pixels))]).astype(np.float32)
        points.SetData(numpy_to_vtk(flat, deep=True))
        cells = vtkCellArray()
        cells.SetData(len(cell), numpy_to_vtkIdTypeArray(cell.astype(np.int64), deep=True))
        self._data.SetPoints(points)
        (self._data.SetLines if self._lines else self._data.SetPolys)(cells)
        self.actor.GetProperty().SetLineWidth(width)
