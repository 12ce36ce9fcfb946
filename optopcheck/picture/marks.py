"""What is lit up: elements, the faces that made a number, points, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import merged
from optopcheck.picture import cuts as planes
from optopcheck.picture.batch import edge_actor, marker_actor, polydata, surface_actor
from optopcheck.picture.palette import HIGHLIGHT, HIGHLIGHT_PALE, LEFT_OUT, LEFT_OUT_EDGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.cuts import Cut
    from optopcheck.picture.palette import Colour

_MANY = 80
"""More elements than this are a building or a storey, not parts to be found."""
_MARKER = 13.0
_LINE, _BOLD_LINE = 1.6, 2.6
_TO_FRONT = -4.0e6
"""Offset in depth that no wall is in front of."""
_ON_TOP, _FURTHER_ON_TOP = (-1.0, -2.0), (-2.0, -4.0)
"""Offsets in depth of a face that lies in another one."""
_VEIL = 0.28
"""Opacity of faces where something stands in front of them."""


@dataclass(frozen=True, eq=False)
class Lit:
    """What is lit up, as meshes; empty ones left out."""

    elements: tuple[Mesh, ...] = ()
    faces: tuple[Mesh, ...] = ()
    """Faces or outlines that made a number: they stand out from the elements they belong to."""
    excluded: tuple[Mesh, ...] = ()
    """Left out of the number: in another colour."""
    places: tuple[Floats, ...] = ()
    """Points, each (3,) [m]."""


class Marks:
    """The highlight of one scene."""

    def __init__(self, renderer: Vtk) -> None:
        self._renderer = renderer
        self._actors: list[Vtk] = []

    def show(self, lit: Lit, scale: float) -> None:
        """Light up meshes and mark places; what was lit before goes out."""
        for actor in self._actors:
            self._renderer.RemoveActor(actor)
        self._actors = list(_actors(lit, scale))
        for actor in self._actors:
            self._renderer.AddActor(actor)

    def cut(self, cuts: Sequence[Cut]) -> None:
        """Let what is lit end at section planes."""
        planes.apply(self._actors, cuts)


def _actors(lit: Lit, scale: float) -> Iterator[Vtk]:
    if lit.elements and lit.faces:
        # The faces tell; their elements are only a hint, without lines through the whole building.
        yield _surface(lit.elements, HIGHLIGHT_PALE, _ON_TOP)
    elif len(lit.elements) > _MANY:
        # Lines through a whole building would hide its shape.
        yield _surface(lit.elements, HIGHLIGHT_PALE, _ON_TOP)
        yield edge_actor(lit.elements, HIGHLIGHT, scale)
    elif lit.elements:
        yield _surface(lit.elements, HIGHLIGHT, _ON_TOP)
        yield _outline(lit.elements, HIGHLIGHT, _LINE * scale)
    if lit.faces:
        yield _surface(lit.faces, HIGHLIGHT, _FURTHER_ON_TOP)
        yield _veil(lit.faces, HIGHLIGHT)
        yield _outline(lit.faces, HIGHLIGHT, _BOLD_LINE * scale)
    if lit.excluded:
        yield _surface(lit.excluded, LEFT_OUT, _FURTHER_ON_TOP)
        yield _outline(lit.excluded, LEFT_OUT_EDGE, _LINE * scale)
    if lit.places and not lit.faces and len(lit.elements) <= _MANY:
        yield to_front(marker_actor(np.array(lit.places), HIGHLIGHT, _MARKER * scale))


def _surface(meshes: Sequence[Mesh], colour: Colour, offset: tuple[float, float]) -> Vtk:
    actor = surface_actor(polydata(merged(meshes)), colour)
    actor.GetMapper().SetRelativeCoincidentTopologyPolygonOffsetParameters(*offset)
    return actor


def _veil(meshes: Sequence[Mesh], colour: Colour) -> Vtk:
    """Return the faces as a veil before whatever hides them, a floor inside the walls for one."""
    actor = surface_actor(polydata(merged(meshes)), colour, lit=False)
    actor.GetProperty().SetOpacity(_VEIL)
    actor.GetMapper().SetRelativeCoincidentTopologyPolygonOffsetParameters(0.0, _TO_FRONT)
    return actor


def _outline(meshes: Sequence[Mesh], colour: Colour, width: float) -> Vtk:
    """Return the edges, drawn through whatever stands in front: parts inside are found as well."""
    return to_front(edge_actor(meshes, colour, width))


def to_front(actor: Vtk) -> Vtk:
    """Let lines and points be seen through whatever stands in front."""
    mapper = actor.GetMapper()
    mapper.SetRelativeCoincidentTopologyLineOffsetParameters(0.0, _TO_FRONT)
    mapper.SetRelativeCoincidentTopologyPointOffsetParameter(_TO_FRONT)
    return actor
