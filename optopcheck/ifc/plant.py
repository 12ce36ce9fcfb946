"""Installations and lifts on top: no part of the body, but one of them may be the highest point."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text
from optopcheck.ifc.attributes import value
from optopcheck.ifc.placement import PlacementError
from optopcheck.ifc.selection import belongs, has_body, is_known
from optopcheck.ifc.storeys import elevation, placed_z

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.placement import Placements
    from optopcheck.ifc.selection import Homes
    from optopcheck.ifc.survey import Level, Part

_KINDS = (
    "IfcDistributionElement",
    "IfcElectricalElement",
    "IfcEquipmentElement",
    "IfcTransportElement",
    "IfcTransportationDevice",
)
_COVERS = ("IfcSlab", "IfcRoof", "IfcPlate", "IfcCovering")
_BELOW = 0.01
"""Something that stands on a level may be drawn this much below it [m]."""
_SHOWN = 5
_SUN = "sun"
"""What a missing obstacle blocks beside the quantities, as the sun studies name it."""


class Plant:
    """Chooses what may stand on top of a building.

    Parameters
    ----------
    model
        The opened model.
    homes
        Finds the storey of an element.
    placements
        World placements.
    """

    def __init__(self, model: Any, homes: Homes, placements: Placements) -> None:  # noqa: ANN401
        self._model, self._homes, self._placements = model, homes, placements

    def floor(self, levels: Sequence[Level], elements: Sequence[Any]) -> float:
        """Return the height of the highest level that holds walls, floors or a roof [m].

        Levels that only mark a height (top of a parapet, a view) hold nothing:
        an installation below one of those may still stand on the roof.
        """
        used = {value(storey, "GlobalId") for e in elements if (storey := self._storey(e)) is not None}
        known = [(height, level.id) for level in levels if (height := elevation(level)) is not None]
        heights = [height for height, identity in known if identity in used] or [h for h, _ in known]
        return max(heights, default=float("-inf"))

    def on_top(self, building: Any, floor: float, *, alone: bool) -> list[Any]:  # noqa: ANN401
        """Return the installations with a shape that stand on or above a level, or belong to it."""
        found: dict[int, Any] = {}
        for kind in _KINDS:
            if is_known(self._model, kind):
                found |= {element.id(): element for element in self._model.by_type(kind)}
        return [
            element
            for element in found.values()
            if has_body(element)
            and belongs(element, building, self._homes, alone=alone)
            and max(self._own_height(element), self._height(self._storey(element))) >= floor - _BELOW
        ]

    def _storey(self, element: Any) -> Any | None:  # noqa: ANN401
        return self._homes.nearest(element, "IfcBuildingStorey")

    def _own_height(self, element: Any) -> float:  # noqa: ANN401
        """Return the world z of an element [m]; placed at the zero of the model it may be drawn anywhere."""
        if element.ObjectPlacement is None:
            return float("inf")
        try:
            at = self._placements.world(element.ObjectPlacement)[:3, 3]
        except PlacementError:
            return float("inf")
        return float(at[2]) if np.abs(at).max() > 0 else float("inf")

    def _height(self, thing: Any | None) -> float:  # noqa: ANN401
        """Return the world z of the placement of a storey [m]."""
        height = None if thing is None else placed_z(thing, self._placements)
        return float("-inf") if height is None else height


def standing_out(
    parts: Sequence[Part], shapes: Mapping[str, tuple[Floats, object]], covers: Sequence[Part], floor: float
) -> tuple[Part, ...]:
    """Return the installations above a level that no roof or floor lies over.

    One that is left out lies below the top of a part of the building, so it
    is not the highest point.

    Parameters
    ----------
    parts
        The installations.
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
    return tuple(found)


def _box(vertices: Floats) -> Floats:
    return np.array([vertices.min(axis=0), vertices.max(axis=0)])


def others_left_out(kinds: Mapping[str, int], read: Sequence[Part]) -> dict[str, int]:
    """Return the number of elements per class that were left out, without those that were read."""
    counts = Counter(part.kind for part in read)
    return {kind: count - counts[kind] for kind, count in kinds.items() if count > counts[kind]}


def plant_read(parts: Sequence[Part]) -> Defect:
    """Return: installations on top were read as elements of their own."""
    return Defect(
        "IFC-PLANT",
        Severity.NOTE,
        Text(
            f"{len(parts)} installaties op het gebouw tellen mee als dakopbouw: {_names(parts)}",
            f"{len(parts)} installations on the building count as roof structures: {_names(parts)}",
        ),
        Text(
            "of het plan ze meetelt staat in zijn wijze van meten",
            "whether the plan counts them stands in its measuring rules",
        ),
        tuple(part.id for part in parts),
    )


def plant_unread(parts: Sequence[Part]) -> Defect:
    """Return: an installation on top gave no geometry; it may be the highest point."""
    return Defect(
        "IFC-PLANT-UNREAD",
        Severity.ERROR,
        Text(
            f"van {len(parts)} installaties op het gebouw kon de vorm niet worden gelezen: {_names(parts)}",
            f"the shape of {len(parts)} installations on the building could not be read: {_names(parts)}",
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
