"""How the parts of a building are shared out over actors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from vtkmodules.vtkRenderingCore import vtkMapper

from optopcheck.picture import palette
from optopcheck.picture.facade import drawn_meshes
from optopcheck.picture.group import Part, Share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.building import Building, Element
    from optopcheck.domain.mesh import Mesh

_KEPT: WeakKeyDictionary[Building, tuple[Share, ...]] = WeakKeyDictionary()
_COLOURS: WeakKeyDictionary[Element, palette.Colours] = WeakKeyDictionary()
"""The next variant of a building shares most of its elements."""


def lines_before_faces() -> None:
    """Let VTK draw edges just before the faces that they belong to, by no more than a few millimetres."""
    vtkMapper.SetResolveCoincidentTopologyToPolygonOffset()
    vtkMapper.SetResolveCoincidentTopologyPolygonOffsetParameters(0.0, 0.0)
    vtkMapper.SetResolveCoincidentTopologyLineOffsetParameters(0.0, -0.15)
    vtkMapper.SetResolveCoincidentTopologyPointOffsetParameter(-1.0)


def shares(building: Building) -> tuple[Share, ...]:
    """Return what is drawn together: one share for each storey, glass apart.

    It is made once for a building: whoever loads one in the background calls this there, and the window
    finds it.
    """
    found = _KEPT.get(building)
    if found is None:
        found = _KEPT[building] = tuple(_by_storey(building, drawn_meshes(building)))
    return found


def _by_storey(building: Building, drawn: Sequence[Mesh]) -> Iterator[Share]:
    groups: dict[tuple[str | None, bool], list[Part]] = {}
    for element, mesh in zip(building.elements, drawn, strict=True):
        if not mesh.is_empty:
            part = Part(element.global_id, mesh, _colours(element, mesh))
            groups.setdefault((element.storey_id, palette.is_glass(element)), []).append(part)
    new = {e.storey_id for e in building.elements if e.added}
    for (storey, glass), parts in groups.items():
        yield Share(storey, tuple(parts), palette.GLASS_EDGE if glass else palette.EDGE, storey in new)


def _colours(element: Element, mesh: Mesh) -> palette.Colours:
    found = _COLOURS.get(element)
    if found is None:
        found = _COLOURS[element] = palette.element_colours(element, mesh)
    return found
