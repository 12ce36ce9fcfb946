"""Many meshes in few actors, with a colour and an owner for each face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from optopcheck.domain.mesh import merged
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


@dataclass(frozen=True, eq=False)
class Batch:
    """Parts drawn by one actor; `owners` gives for each face the place in `ids`."""

    actor: Vtk
    ids: tuple[str, ...]
    owners: Ints

    def owner(self, cell: int) -> str | None:
        """Return the id of the part that a face belongs to."""
        return self.ids[self.owners[cell]] if 0 <= cell < len(self.owners) else None


def make_batch(parts: Sequence[Part]) -> Batch:
    """Put parts into one actor with flat shading."""
    mesh = merged(part.mesh for part in parts)
    data = polydata(mesh, np.concatenate([part.colours for part in parts]))
    owners = np.repeat(np.arange(len(parts)), [len(part.mesh.faces) for part in parts])
    actor = surface_actor(data)
    actor.GetMapper().SetScalarModeToUseCellData()
    return Batch(actor, tuple(part.id for part in parts), owners)


def polydata(mesh: Mesh, colours: Colours | None = None) -> Vtk:
    """Return a mesh as data of VTK, with a colour for each face."""
    data = vtkPolyData()
    data.SetPoints(_points(mesh.vertices))
    data.SetPolys(_cells(mesh.faces))
    if colours is not None:
        data.GetCellData().SetScalars(numpy_to_vtk(np.ascontiguousarray(colours), deep=True))
    return data


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
    """Return the sharp and open edges of meshes as thin lines that cannot be picked."""
    corners, pairs = sharp_edges(meshes)
    actor = surface_actor(line_data(corners, pairs), colour, lit=False)
    actor.GetProperty().SetLineWidth(width)
    actor.PickableOff()
    return actor


def marker_actor(places: Floats, colour: Colour, size: float, *, lit: bool = True) -> Vtk:
    """Return round markers of a constant size in pixels at places (n, 3) that cannot be picked."""
    data = vtkPolyData()
    data.SetPoints(_points(places))
    data.SetVerts(_cells(np.arange(len(places))[:, None]))
    actor = surface_actor(data, colour, lit=lit)
    actor.GetProperty().SetPointSize(size)
    # Not as spheres: those vanish in the left half of a picture drawn without a graphics card.
    actor.PickableOff()
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
    points.SetData(numpy_to_vtk(np.ascontiguousarray(vertices, np.float32), deep=True))
    return points
