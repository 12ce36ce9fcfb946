"""In the child: storeys, parts, openings and rooms as entities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.ifc.placement import PlacementError

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.placement import Placements
    from optopcheck.ifc.writer_shapes import Shapes


@dataclass
class Made:
    """What was made, by the id in the order."""

    storeys: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)
    openings: dict[str, Any] = field(default_factory=dict)
    spaces: dict[str, Any] = field(default_factory=dict)

    @property
    def all(self) -> list[Any]:
        """All but the openings, in the order of making."""
        return [*self.storeys.values(), *self.parts.values(), *self.spaces.values()]


class Things:
    """Makes the entities of one variant; all axes lie along those of the world."""

    def __init__(
        self,
        model: Any,  # noqa: ANN401
        history: Any,  # noqa: ANN401
        shapes: Shapes,
        building: Any,  # noqa: ANN401
        placements: Placements,
    ) -> None:
        self._model, self._history, self._shapes, self._building = model, history, shapes, building
        self._old = model.schema == "IFC2X3"
        self._base = _world(building, placements)
        self._zero = _elevation_zero(building, self._base, placements, shapes.scale)
        self._corners: dict[str, Floats] = {}
        self._made = Made()

    def make(self, variant: dict[str, Any]) -> Made:
        """Make everything of an order."""
        made = self._made
        for storey in variant["storeys"]:
            made.storeys[storey["id"]] = self._storey(storey)
        walls = {hole["window"]: hole for hole in variant["openings"]}
        for part in sorted(variant["parts"], key=lambda p: p["kind"] == "IfcWindow"):
            hole = walls.get(part["id"])
            if hole is not None:
                made.openings[hole["id"]] = self._opening(hole)
            made.parts[part["id"]] = self._part(part, hole)
        for space in variant["spaces"]:
            made.spaces[space["id"]] = self._space(space)
        return made

    def _storey(self, order: dict[str, Any]) -> Any:  # noqa: ANN401
        corner = np.array([*self._base[:2, 3], order["elevation"]])
        matrix = np.eye(4)
        matrix[:3, 3] = corner
        self._corners[order["id"]] = corner
        above = getattr(self._building, "ObjectPlacement", None)
        return self._entity(
            "IfcBuildingStorey",
            order,
            ObjectPlacement=self._shapes.placement(above, np.linalg.inv(self._base) @ matrix),
            CompositionType="ELEMENT",
            Elevation=(order["elevation"] - self._zero) / self._shapes.scale,
        )

    def _part(self, order: dict[str, Any], hole: dict[str, Any] | None) -> Any:  # noqa: ANN401
        more: dict[str, Any] = {}
        if order["role"] is not None:
            more["PredefinedType"] = order["role"]
        if hole is not None:
            width, height = (size / self._shapes.scale for size in hole["size"])
            more |= {"OverallWidth": width, "OverallHeight": height}
        home = order["storey"] if hole is None else hole["id"]
        return self._placed(order["kind"], order, home, **more)

    def _opening(self, order: dict[str, Any]) -> Any:  # noqa: ANN401
        return self._placed("IfcOpeningElement", order, order["wall"])

    def _space(self, order: dict[str, Any]) -> Any:  # noqa: ANN401
        inside = {"InteriorOrExteriorSpace": "INTERNAL"} if self._old else {"PredefinedType": "INTERNAL"}
        return self._placed("IfcSpace", order, order["storey"], CompositionType="ELEMENT", **inside)

    def _placed(self, kind: str, order: dict[str, Any], home: str, **more: Any) -> Any:  # noqa: ANN401
        """Return an entity with a body, placed within its storey, wall or opening."""
        corner, matrix = np.array(order["shape"]["corner"]), np.eye(4)
        matrix[:3, 3] = corner - self._corners[home]
        self._corners[order["id"]] = corner
        made = self._made
        above = {**made.storeys, **made.parts, **made.openings}[home].ObjectPlacement
        return self._entity(
            kind,
            order,
            ObjectPlacement=self._shapes.placement(above, matrix),
            Representation=self._shapes.body(order["shape"]),
            **more,
        )

    def _entity(self, kind: str, order: dict[str, Any], **more: Any) -> Any:  # noqa: ANN401
        return self._model.create_entity(
            kind, GlobalId=order["id"], OwnerHistory=self._history, Name=order["name"] or None, **more
        )


def _world(thing: Any, placements: Placements) -> Floats:  # noqa: ANN401
    placement = getattr(thing, "ObjectPlacement", None)
    if placement is None:
        return np.eye(4)
    try:
        return placements.world(placement)
    except PlacementError:
        return np.eye(4)


def _elevation_zero(building: Any, base: Floats, placements: Placements, scale: float) -> float:  # noqa: ANN401
    """Return the height from which the storeys of the model count their Elevation [m]."""
    storeys = [
        part
        for relation in getattr(building, "IsDecomposedBy", None) or ()
        for part in relation.RelatedObjects
        if part.is_a("IfcBuildingStorey") and part.Elevation is not None and part.ObjectPlacement
    ]
    zeros = [float(_world(s, placements)[2, 3]) - s.Elevation * scale for s in storeys]
    return float(np.median(zeros)) if zeros else float(base[2, 3])
