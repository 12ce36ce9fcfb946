"""In the child: what ties new entities to the building and to each other, and what they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optopcheck.ifc.units import read_units
from optopcheck.ifc.writer_history import unit_size
from optopcheck.optop.identity import global_id

if TYPE_CHECKING:
    from optopcheck.ifc.writer_things import Made

PROPERTY_SET = "Optopcheck"
"""Not ``Pset_``: that prefix is kept for the sets of buildingSMART."""


class Relations:
    """Ties the entities of one variant; no relation of the model is changed, each is new."""

    def __init__(self, model: Any, history: Any, key: str) -> None:  # noqa: ANN401
        self._model, self._history, self._key = model, history, key
        self._old = model.schema == "IFC2X3"

    def tie(self, made: Made, variant: dict[str, Any], building: Any) -> None:  # noqa: ANN401
        """Put storeys in the building, parts and rooms on storeys, windows in walls; add what is known."""
        self.root(
            "IfcRelAggregates",
            "storeys",
            RelatingObject=building,
            RelatedObjects=list(made.storeys.values()),
        )
        for storey, entity in made.storeys.items():
            inside = [made.parts[p["id"]] for p in variant["parts"] if p["storey"] == storey]
            rooms = [made.spaces[s["id"]] for s in variant["spaces"] if s["storey"] == storey]
            if inside:
                self.root(
                    "IfcRelContainedInSpatialStructure",
                    f"parts/{storey}",
                    RelatedElements=inside,
                    RelatingStructure=entity,
                )
            if rooms:
                self.root("IfcRelAggregates", f"rooms/{storey}", RelatingObject=entity, RelatedObjects=rooms)
        for hole in variant["openings"]:
            opening = made.openings[hole["id"]]
            wall, window = made.parts[hole["wall"]], made.parts[hole["window"]]
            self.void(hole["id"], wall, opening)
            self.root(
                "IfcRelFillsElement",
                f"fill/{hole['id']}",
                RelatingOpeningElement=opening,
                RelatedBuildingElement=window,
            )
        self._properties(made, variant)
        self._quantities(made, variant)

    def describe(self, key: str, things: list[Any], name: str, properties: list[Any]) -> None:
        """Give things a property set of their own."""
        found = self.root("IfcPropertySet", key, Name=name, HasProperties=properties)
        self._define(key, things, found)

    def void(self, key: str, part: Any, opening: Any) -> None:  # noqa: ANN401
        """Let an opening cut a part."""
        self.root(
            "IfcRelVoidsElement",
            f"void/{key}",
            RelatingBuildingElement=part,
            RelatedOpeningElement=opening,
        )

    def _properties(self, made: Made, variant: dict[str, Any]) -> None:
        singles = [
            self._model.create_entity(
                "IfcPropertySingleValue",
                Name=name,
                NominalValue=self._model.create_entity("IfcText", value),
            )
            for name, value in variant["properties"].items()
        ]
        self.describe("properties", made.all, PROPERTY_SET, singles)

    def _quantities(self, made: Made, variant: dict[str, Any]) -> None:
        length = read_units(self._model).scale
        area = unit_size(self._model, "AREAUNIT", 2, length)
        volume = unit_size(self._model, "VOLUMEUNIT", 3, length)
        for room in variant["spaces"]:
            shape = room["shape"]
            if "prism" not in shape:
                continue
            floor, height = shape["area"], shape["height"]
            values = (
                ("Length", "Height", height / length),
                ("Length", "NetPerimeter", shape["perimeter"] / length),
                ("Area", "NetFloorArea", floor / area),
                ("Area", "GrossFloorArea", floor / area),
                ("Volume", "NetVolume", floor * height / volume),
                ("Volume", "GrossVolume", floor * height / volume),
            )
            # By place: the name, no description, no unit of its own, the value.
            quantities = [
                self._model.create_entity(f"IfcQuantity{kind}", name, None, None, float(value))
                for kind, name, value in values
            ]
            name = "BaseQuantities" if self._old else "Qto_SpaceBaseQuantities"
            key = f"quantities/{room['id']}"
            found = self.root("IfcElementQuantity", key, Name=name, Quantities=quantities)
            self._define(key, [made.spaces[room["id"]]], found)

    def _define(self, key: str, things: list[Any], definition: Any) -> None:  # noqa: ANN401
        self.root(
            "IfcRelDefinesByProperties",
            f"define/{key}",
            RelatedObjects=things,
            RelatingPropertyDefinition=definition,
        )

    def root(self, kind: str, key: str, **more: Any) -> Any:  # noqa: ANN401
        """Return a new entity with the id that belongs to this variant and key."""
        return self.entity(kind, global_id("ifc", self._key, key), **more)

    def entity(self, kind: str, identity: str, **more: Any) -> Any:  # noqa: ANN401
        """Return a new entity with an id of its own."""
        return self._model.create_entity(kind, GlobalId=identity, OwnerHistory=self._history, **more)
