"""What is lit up: elements in the colour of the highlight, points as round markers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import merged
from optopcheck.picture.batch import edge_actor, marker_actor, polydata, surface_actor
from optopcheck.picture.palette import HIGHLIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.picture.batch import Vtk

_MARKER = 13.0
_LINE = 1.6
_TO_FRONT = -4.0e6
"""Offset in depth that no wall is in front of."""


class Marks:
    """The highlight of one scene."""

    def __init__(self, renderer: Vtk) -> None:
        self._renderer = renderer
        self._actors: list[Vtk] = []

    def show(self, meshes: Sequence[Mesh], places: Sequence[Floats], scale: float) -> None:
        """Light up meshes and mark places, each (3,) [m]; what was lit before goes out."""
        for actor in self._actors:
            self._renderer.RemoveActor(actor)
        self._actors = []
        if meshes:
            self._actors += [_faces(meshes), _outline(meshes, scale)]
        if places:
            self._actors.append(_to_front(marker_actor(np.array(places), HIGHLIGHT, _MARKER * scale)))
        for actor in self._actors:
            self._renderer.AddActor(actor)


def _faces(meshes: Sequence[Mesh]) -> Vtk:
    actor = surface_actor(polydata(merged(meshes)), HIGHLIGHT)
    actor.PickableOff()
    actor.GetMapper().SetRelativeCoincidentTopologyPolygonOffsetParameters(-1.0, -2.0)
    return actor


def _outline(meshes: Sequence[Mesh], scale: float) -> Vtk:
    """Return the edges, drawn through whatever stands in front: parts inside are found as well."""
    return _to_front(edge_actor(meshes, HIGHLIGHT, _LINE * scale))


def _to_front(actor: Vtk) -> Vtk:
    mapper = actor.GetMapper()
    mapper.SetRelativeCoincidentTopologyLineOffsetParameters(0.0, _TO_FRONT)
    mapper.SetRelativeCoincidentTopologyPointOffsetParameter(_TO_FRONT)
    return actor
