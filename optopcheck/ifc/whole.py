"""What is judged over a building as a whole, however many files it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.ifc.bodies import several_bodies
from optopcheck.ifc.gaps import gap_defects
from optopcheck.ifc.plausible import size_defects
from optopcheck.ifc.storey_checks import misplaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Defect, Element, Storey
    from optopcheck.ifc.survey import Part

OF_THE_WHOLE = frozenset(
    {
        "IFC-WINDOWS-NONE", "IFC-SPACES-NONE", "IFC-SLABS-NONE", "IFC-ROOF-NONE", "IFC-STOREYS-AWAY",
        "IFC-SIZE", "IFC-SIZE-DOORS", "IFC-SIZE-STOREYS", "IFC-ONE-LAYER", "IFC-BODIES-SEVERAL",
    }
)  # fmt: skip
"""Codes that another file of the same building may settle: drop them and judge all files together."""


def whole_defects(
    parts: Sequence[Part], elements: Sequence[Element], spaces: Sequence[Element], storeys: Sequence[Storey]
) -> list[Defect]:
    """Return what a building lacks or cannot be.

    Parameters
    ----------
    parts
        What the model says of each element.
    elements, spaces
        Those with a shape, in metres.
    storeys
        From low to high.
    """
    return [
        *gap_defects(parts, elements, spaces),
        *misplaced(storeys, elements),
        *size_defects(elements, storeys),
        *several_bodies(elements),
    ]
