"""Many meshes in few actors, with a colour and an owner for each face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from optopcheck.picture.edges import sharp_edges
from optopcheck.picture.palette import Colour, Colours, fraction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats, Ints, Mesh

Vtk = Any
"""An object of VTK; the library is untyped for us."""

_AMBIENT, _DIFFUSE = 0.50, 0.80


@dataclass(frozen=True, eq=False)
class Part:
    """One thing that can be picked."""

    id: str
    mesh: Mesh
    colours: Colours


def polydata(mesh: Mesh, colours: Colours | None = None) -> Vtk:
    """Return a mesh as data of VTK, with a colour for each face."""
    data = vtkPolyData()
    data.SetPoints(_points(mesh.vertices))
    set_faces(data, mesh.faces, colours)
    return data


def set_faces(data: Vtk, faces: Ints, colours: Colours | None = None) -> None:
    """Let data of VTK have other faces (m, 3) on the same vertices, with a colour for each."""
    data.SetPolys(_cells(faces))
    if colours is not None:
        data.GetCellData().SetScalars(numpy_to_vtk(np.ascontiguousarray(colours), deep=True))


def set_lines(data: Vtk, pairs: Ints) -> None:
    """Let data of VTK have other lines (k, 2) on the same corners."""
    data.SetLines(_cells(pairs))


def surface_actor(data: Vtk, colour: Colour | None = None, *, lit: bool = True) -> Vtk:
    """Return an actor with flat shading."""
    actor = vtkActor()
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    actor.SetMapper(mapper)
    look = actor.GetProperty()
    look.SetInterpolationToFlat()
    look.SetAmbient(_AMBIENT)
    look.SetDiffuse(_DIFFUSE)
    if colour is not None:
        mapper.ScalarVisibilityOff()
        look.SetColor(*fraction(colour))
    if not lit:
        look.LightingOff()
        look.SetAmbient(0.0)
        look.SetDiffuse(1.0)
    return actor


def edge_actor(meshes: Sequence[Mesh], colour: Colour, width: float = 1.0) -> Vtk:
    """Return the sharp and open edges of meshes as thin lines."""
    return line_actor(line_data(*sharp_edges(meshes)), colour, width)


def line_actor(data: Vtk, colour: Colour, width: float = 1.0) -> Vtk:
    """Return lines in one colour, whatever the light."""
    actor = surface_actor(data, colour, lit=False)
    actor.GetProperty().SetLineWidth(width)
    return actor


def marker_actor(places: Floats, colour: Colour, size: float, *, lit: bool = True) -> Vtk:
    """Return round markers of a constant size in pixels at places (n, 3)."""
    data = vtkPolyData()
    data.SetPoints(_points(places))
    data.SetVerts(_cells(np.arange(len(places))[:, None]))
    actor = surface_actor(data, colour, lit=lit)
    actor.GetProperty().SetPointSize(size)
    # Not as spheres: those vanish in the left half of a picture drawn without a graphics card.
    return actor


def line_data(corners: Floats, pairs: Ints) -> Vtk:
    """Return straight lines between pairs (k, 2) of corners (n, 3) as data of VTK."""
    data = vtkPolyData()
    data.SetPoints(_points(corners))
    data.SetLines(_cells(pairs))
    return data


def _cells(corners: Ints) -> Vtk:
    """Return cells of one size from the numbers of their corners, shape (m, size)."""
    cells = vtkCellArray()
    flat = np.ascontiguousarray(corners.ravel(), np.int64)
    cells.SetData(corners.shape[1], numpy_to_vtkIdTypeArray(flat, deep=True))
    return cells


def _points(vertices: Floats) -> Vtk:
    points = vtkPoints()
    # Whole precision: the mapper subtracts what all have in common before it hands them to the card.
    points.SetData(numpy_to_vtk(np.ascontiguousarray(vertices, np.float64), deep=True))
    return points
