"""What a model does not hold and a check needs: windows, spaces, floors, a roof."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, numbers
from optopcheck.ifc.completeness import drawn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.building import Element
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.survey import Part

_WALLS = ("IfcWall", "IfcCurtainWall")
_COVERS = ("IfcSlab", "IfcRoof", "IfcPlate", "IfcCovering", "IfcBuildingElementProxy")
_PIECE = "IfcBuildingElementPart"
_STOREY_WALL = 1.5
"""A wall that is lower is a parapet or a railing [m]."""
_TOP_SHARE = 0.2
"""Walls of the top storey make up at least this share of the length of all: less is a stair head."""
_COVERED = 0.25
"""Share of the top storey that its roof covers at least, by boxes."""
_NO_FLOORS = frozenset(
    {
        "storey_count", "gross_floor_area", "usable_floor_area", "free_height",
        "flat_roof_area", "planning_volume", "gross_volume",
    }
)  # fmt: skip
_NO_ROOF = frozenset(
    {
        "building_height", "eaves_height", "ridge_height", "roof_pitch",
        "flat_roof_area", "planning_volume", "gross_volume",
    }
)  # fmt: skip


def gap_defects(
    parts: Sequence[Part], elements: Sequence[Element], spaces: Sequence[Element]
) -> list[Defect]:
    """Return what is missing, and which quantities that blocks.

    Parameters
    ----------
    parts
        What the model says of each element.
    elements
        Everything of the building that has a shape.
    spaces
        Its spaces with a shape.
    """
    there = drawn(parts, {element.global_id for element in elements})
    kinds = {element.kind for element in elements} | {part.kind for part in parts if part.id in there}
    found = []
    if "IfcWindow" not in kinds:
        found.append(_no_windows())
    if not spaces:
        found.append(_no_spaces())
    if "IfcSlab" not in kinds:
        found.append(_no_slabs())
    floor = _open_top(_whole_shapes(parts, elements))
    if floor is not None:
        found.append(_no_roof(floor))
    return found


def _whole_shapes(parts: Sequence[Part], elements: Sequence[Element]) -> list[tuple[str, Floats]]:
    """Return class and box of each element; nameless pieces go into that of the wall that they make up."""
    known = {part.id: part for part in parts}
    boxes: defaultdict[tuple[str, str], list[Floats]] = defaultdict(list)
    for element in elements:
        part = known.get(element.global_id)
        whole = _whole(part, known) if part is not None else None
        key = (whole.id, whole.kind) if whole is not None else (element.global_id, element.kind)
        boxes[key].append(element.mesh.bounds)
    return [
        (kind, np.array([np.min(found, axis=0)[0], np.max(found, axis=0)[1]]))
        for (_, kind), found in boxes.items()
    ]


def _whole(part: Part, known: Mapping[str, Part]) -> Part:
    seen: set[str] = set()
    while part.kind == _PIECE and part.id not in seen:
        seen.add(part.id)
        part = known.get(part.piece_of or "", part)
    return part


def _open_top(shapes: Sequence[tuple[str, Floats]]) -> float | None:
    """Return the floor height of a top storey that nothing covers [m], None if it is covered."""
    boxes = np.array([box for role, box in shapes if role in _WALLS]).reshape(-1, 2, 3)
    walls = boxes[boxes[:, 1, 2] - boxes[:, 0, 2] >= _STOREY_WALL]
    if not len(walls):
        return None
    order = np.argsort(-walls[:, 0, 2], kind="stable")
    lengths = (walls[:, 1] - walls[:, 0])[:, :2].max(axis=1)
    reached = np.searchsorted(np.cumsum(lengths[order]), _TOP_SHARE * lengths.sum())
    floor = float(walls[order[min(reached, len(order) - 1)], 0, 2])
    top = walls[walls[:, 0, 2] >= floor]
    area = _plan(np.array([top[:, 0].min(axis=0), top[:, 1].max(axis=0)]))
    high = floor + _STOREY_WALL
    covered = sum(_plan(box) for role, box in shapes if role in _COVERS and box[1, 2] >= high)
    return None if covered >= _COVERED * area else floor


def _plan(box: Floats) -> float:
    width, depth, _ = box[1] - box[0]
    return float(width * depth)


def _no_windows() -> Defect:
    return Defect(
        "IFC-WINDOWS-NONE",
        Severity.WARNING,
        Text(
            "het model bevat geen ramen (IfcWindow): er zijn geen meetpunten voor de zon",
            "the model holds no windows (IfcWindow): there are no observation points for the sun",
        ),
        Text("exporteer de ramen mee, als IfcWindow", "export the windows too, as IfcWindow"),
    )


def _no_spaces() -> Defect:
    return Defect(
        "IFC-SPACES-NONE",
        Severity.NOTE,
        Text(
            "het model bevat geen ruimten (IfcSpace): gebruiksoppervlakte en vrije hoogte zijn minder zeker",
            "the model holds no spaces (IfcSpace): usable floor area and free height are less certain",
        ),
        Text("exporteer de ruimten mee", "export the spaces too"),
    )


def _no_slabs() -> Defect:
    return Defect(
        "IFC-SLABS-NONE",
        Severity.ERROR,
        Text(
            "het model bevat geen vloeren (IfcSlab): bouwlagen, oppervlakten en inhoud zijn niet te bepalen",
            "the model holds no floors (IfcSlab): storeys, areas and volumes cannot be established",
        ),
        Text("exporteer de vloeren mee, als IfcSlab", "export the floors too, as IfcSlab"),
        blocks=_NO_FLOORS,
    )


def _no_roof(floor: float) -> Defect:
    return Defect(
        "IFC-ROOF-NONE",
        Severity.ERROR,
        numbers(
            "boven de bovenste bouwlaag (wanden vanaf {z} m) ligt geen dak: "
            "hoogten en inhoud zijn niet te bepalen",
            "no roof lies over the top storey (walls from {z} m): heights and volumes cannot be established",
            z=floor,
        ),
        Text(
            "exporteer het dak mee, als IfcRoof of IfcSlab, ook uit een los dakbestand",
            "export the roof too, as IfcRoof or IfcSlab, also from a roof file of its own",
        ),
        blocks=_NO_ROOF,
    )
