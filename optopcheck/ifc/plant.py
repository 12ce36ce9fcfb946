"""What is no part of the body and stands out above it, as installations do: it may be the highest point."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text
from optopcheck.ifc.attributes import value
from optopcheck.ifc.placement import PlacementError
from optopcheck.ifc.reach import FAR
from optopcheck.ifc.selection import has_body
from optopcheck.ifc.storeys import elevation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.placement import Placements
    from optopcheck.ifc.reach import Reach
    from optopcheck.ifc.selection import Homes
    from optopcheck.ifc.survey import Level, Part

_COVERS = ("IfcSlab", "IfcRoof", "IfcPlate", "IfcCovering")
_BELOW = 0.01
"""Something that stands on a level may be drawn this much below it [m]."""
_TOUCH = 0.3
"""Nearer to the building in plan than this stands at it [m]."""
_SHOWN = 5
_SUN = "sun"
"""What a missing obstacle blocks beside the quantities, as the sun studies name it."""


class Plant:
    """Chooses what may stand on top of a building.

    Parameters
    ----------
    homes
        Finds the storey of an element.
    placements
        World placements.
    reach
        How far shapes can reach.
    """

    def __init__(self, homes: Homes, placements: Placements, reach: Reach) -> None:
        self._homes, self._placements, self._reach = homes, placements, reach

    def floor(self, levels: Sequence[Level], elements: Sequence[Any]) -> float:
        """Return the height of the highest level that holds walls, floors or a roof [m].

        Levels that only mark a height (top of a parapet, a view) hold nothing:
        an installation below one of those may still stand on the roof.
        """
        used = {value(storey, "GlobalId") for e in elements if (storey := self._storey(e)) is not None}
        known = [(height, level.id) for level in levels if (height := elevation(level)) is not None]
        heights = [height for height, identity in known if identity in used] or [h for h, _ in known]
        return max(heights, default=float("-inf"))

    def on_top(self, elements: Sequence[Any], floor: float) -> list[Any]:
        """Return those with a shape that may reach above a level, wherever they are placed.

        A lift belongs to the ground floor and may rise through the roof.
        """
        return [e for e in elements if has_body(e) and self._highest(e) >= floor - _BELOW]

    def _storey(self, element: Any) -> Any | None:  # noqa: ANN401
        return self._homes.nearest(element, "IfcBuildingStorey")

    def _highest(self, element: Any) -> float:  # noqa: ANN401
        """Return a height above which nothing of an element is drawn [m]."""
        height = 0.0
        if element.ObjectPlacement is not None:
            try:
                height = float(self._placements.world(element.ObjectPlacement)[2, 3])
            except PlacementError:
                return FAR
        return height + self._reach.of(element)


def standing_out(
    parts: Sequence[Part], shapes: Mapping[str, tuple[Floats, object]], covers: Sequence[Part], floor: float
) -> tuple[Part, ...]:
    """Return what rises above a level and no roof or floor lies over.

    One that is left out lies below the top of a part of the building, so it
    is not the highest point. What stands in the site must touch the building in
    plan and rise above all of it: a tree beside it is no part of it.

    Parameters
    ----------
    parts
        Installations, lifts, furnishing, loose objects.
    shapes
        Vertices in the coordinates of the model [m], by id.
    covers
        Elements of the building.
    floor
        The level [m].
    """
    over = np.array([_box(shapes[c.id][0]) for c in covers if c.id in shapes and c.kind in _COVERS])
    over = over.reshape(-1, 2, 3)
    found = []
    for part in parts:
        if part.id not in shapes:
            continue
        low, high = _box(shapes[part.id][0])
        middle = (low + high)[:2] / 2
        inside = (over[:, 0, :2] <= middle).all(axis=1) & (over[:, 1, :2] >= middle).all(axis=1)
        if high[2] > floor and not (inside & (over[:, 1, 2] >= high[2])).any():
            found.append(part)
    outdoors = [part for part in found if part.in_site]
    top = max((float(shapes[c.id][0][:, 2].max()) for c in covers if c.id in shapes), default=floor)
    high = [part for part in touching(outdoors, shapes, covers) if shapes[part.id][0][:, 2].max() > top]
    return tuple(part for part in found if not part.in_site or part in high)


def touching(
    parts: Sequence[Part], shapes: Mapping[str, tuple[Floats, object]], building: Sequence[Part]
) -> tuple[Part, ...]:
    """Return the parts whose boxes meet one of the building in plan; one without shape does too."""
    boxes = np.array([_box(shapes[part.id][0])[:, :2] for part in building if part.id in shapes])
    boxes = boxes.reshape(-1, 2, 2)
    found = []
    for part in parts:
        if part.id in shapes:
            low, high = _box(shapes[part.id][0])[:, :2]
            meets = (boxes[:, 0] <= high + _TOUCH).all(axis=1) & (boxes[:, 1] >= low - _TOUCH).all(axis=1)
            if not meets.any():
                continue
        found.append(part)
    return tuple(found)


def _box(vertices: Floats) -> Floats:
    return np.array([vertices.min(axis=0), vertices.max(axis=0)])


def others_left_out(kinds: Mapping[str, int], read: Sequence[Part]) -> dict[str, int]:
    """Return the number of elements per class that were left out, without those that were read."""
    counts = Counter(part.kind for part in read)
    return {kind: count - counts[kind] for kind, count in kinds.items() if count > counts[kind]}


def plant_read(parts: Sequence[Part]) -> Defect:
    """Return: what stands out above the building was read as elements of its own."""
    return Defect(
        "IFC-PLANT",
        Severity.NOTE,
        Text(
            f"{len(parts)} installaties of losse delen steken boven het gebouw uit en tellen mee: "
            f"{_names(parts)}",
            f"{len(parts)} installations or loose parts stand out above the building and count: "
            f"{_names(parts)}",
        ),
        Text(
            "of het plan ze meetelt staat in zijn wijze van meten",
            "whether the plan counts them stands in its measuring rules",
        ),
        tuple(part.id for part in parts),
    )


def plant_unread(parts: Sequence[Part]) -> Defect:
    """Return: what may stand out above the building gave no geometry; it may be the highest point."""
    return Defect(
        "IFC-PLANT-UNREAD",
        Severity.ERROR,
        Text(
            f"van {len(parts)} installaties of losse delen die boven het gebouw kunnen uitsteken kon de vorm "
            f"niet worden gelezen: {_names(parts)}",
            f"the shape of {len(parts)} installations or loose parts that may stand out above the building "
            f"could not be read: {_names(parts)}",
        ),
        Text(
            "exporteer ze opnieuw, of laat ze weg als zij lager blijven dan het gebouw",
            "export them again, or leave them out if they stay lower than the building",
        ),
        tuple(part.id for part in parts),
        frozenset({"building_height", _SUN}),
    )


def _names(parts: Sequence[Part]) -> str:
    shown = ", ".join(f"{part.kind} '{part.name}'" for part in parts[:_SHOWN])
    return shown + (" ..." if len(parts) > _SHOWN else "")
