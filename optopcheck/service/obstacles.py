"""What casts shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.mesh import merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Building, Element, Neighbour
    from optopcheck.domain.mesh import Mesh

# Glass lets the sun through; a door does not.
_TRANSPARENT = "IfcWindow"


def casts(element: Element) -> bool:
    """Tell whether an element casts shadow."""
    return not element.kind.startswith(_TRANSPARENT)


def obstacles(building: Building, neighbours: Sequence[Neighbour]) -> Mesh:
    """Return all that casts shadow: the building but its windows, and the neighbours."""
    parts = [e.mesh for e in building.elements if casts(e)]
    return merged([*parts, *(n.mesh for n in neighbours)])
