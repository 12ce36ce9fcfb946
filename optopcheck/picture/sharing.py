"""How the parts of a building are shared out over actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vtkmodules.vtkRenderingCore import vtkMapper

from optopcheck.picture import palette
from optopcheck.picture.group import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.building import Building
    from optopcheck.domain.mesh import Mesh


def lines_before_faces() -> None:
    """Let VTK draw edges just before the faces that they belong to, by no more than a few millimetres."""
    vtkMapper.SetResolveCoincidentTopologyToPolygonOffset()
    vtkMapper.SetResolveCoincidentTopologyPolygonOffsetParameters(0.0, 0.0)
    vtkMapper.SetResolveCoincidentTopologyLineOffsetParameters(0.0, -0.15)
    vtkMapper.SetResolveCoincidentTopologyPointOffsetParameter(-1.0)


def by_storey(
    building: Building, drawn: Sequence[Mesh]
) -> Iterator[tuple[str | None, list[Part], palette.Colour, bool]]:
    """Yield for each storey, glass apart: its parts, the colour of their edges, whether it is new."""
    groups: dict[tuple[str | None, bool], list[Part]] = {}
    for element, mesh in zip(building.elements, drawn, strict=True):
        if not mesh.is_empty:
            part = Part(element.global_id, mesh, palette.element_colours(element, mesh))
            groups.setdefault((element.storey_id, palette.is_glass(element)), []).append(part)
    new = {e.storey_id for e in building.elements if e.added}
    for (storey, glass), parts in groups.items():
        yield storey, parts, palette.GLASS_EDGE if glass else palette.EDGE, storey in new
