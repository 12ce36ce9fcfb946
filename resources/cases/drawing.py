"""Writes IFC4: closed extrusions, openings, shared types and shared properties, always in the same bytes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import ifcopenshell
import ifcopenshell.guid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Entity = ifcopenshell.entity_instance
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://optopcheck.example/portiekflat")
TIME_STAMP = "2026-07-02T12:00:00"


def guid(kind: str, name: str) -> str:
    """Derive the GlobalId of an entity from its kind and name alone."""
    return ifcopenshell.guid.compress(uuid.uuid5(NAMESPACE, f"{kind}/{name}").hex)


class Drawing:
    """An IFC4 file in the making; lengths in millimetres."""

    def __init__(self, title: str) -> None:
        self.file = ifcopenshell.file(schema="IFC4")
        self._grouped: dict[tuple[str, int], list[Entity]] = {}
        self._materials: dict[str, Entity] = {}
        self._seen: set[tuple[str, str]] = set()
        self.origin = self.point(0, 0, 0)
        self.up, self.east = self.direction(0, 0, 1), self.direction(1, 0, 0)
        self._flat_origin = self.make("IfcAxis2Placement2D", self.point(0, 0))
        self.body: Entity = None
        header = self.file.header
        header.file_description.description = ("ViewDefinition [ReferenceView_V1.2]",)
        header.file_name.name = title
        header.file_name.time_stamp = TIME_STAMP
        header.file_name.author = header.file_name.organization = ("optopcheck",)
        header.file_name.preprocessor_version = header.file_name.originating_system = "make_portiekflat.py"
        header.file_name.authorization = "none"

    def make(self, kind: str, *values: object, **named: object) -> Entity:
        """Create an entity."""
        return self.file.create_entity(kind, *values, **named)

    def root(self, kind: str, key: str, **named: object) -> Entity:
        """Create an entity with a GlobalId that follows from kind and key alone."""
        if (kind, key) in self._seen:
            raise ValueError(f"two entities would get the GlobalId of {kind} '{key}'")
        self._seen.add((kind, key))
        return self.make(kind, GlobalId=guid(kind, key), **named)

    def point(self, *xyz: float) -> Entity:
        """Create a point."""
        return self.make("IfcCartesianPoint", tuple(map(float, xyz)))

    def direction(self, *xyz: float) -> Entity:
        """Create a direction."""
        return self.make("IfcDirection", tuple(map(float, xyz)))

    def placement(
        self, parent: Entity | None, at: Sequence[float], along: tuple[int, int] | None = None
    ) -> Entity:
        """Place something in its parent, its x axis along a horizontal direction."""
        axes = (self.up, self.direction(*along, 0)) if along else (None, None)
        return self.make(
            "IfcLocalPlacement", parent, self.make("IfcAxis2Placement3D", self.point(*at), *axes)
        )

    # Solids -----------------------------------------------------------------------------------------

    def box(self, low: Sequence[float], size: Sequence[float]) -> Entity:
        """Extrude a rectangle upwards."""
        (x, y, z), (length, width, height) = low, size
        rectangle = self.make(
            "IfcRectangleProfileDef", "AREA", None, self._flat_origin, float(length), float(width)
        )
        middle = self.make("IfcAxis2Placement3D", self.point(x + length / 2, y + width / 2, z))
        return self.make("IfcExtrudedAreaSolid", rectangle, middle, self.up, float(height))

    def prism(self, polygon: Iterable[tuple[float, float]], height: float, position: Entity) -> Entity:
        """Extrude a polygon along the z axis of a position."""
        corners = [self.point(*corner) for corner in polygon]
        line = self.make("IfcPolyline", [*corners, corners[0]])
        profile = self.make("IfcArbitraryClosedProfileDef", "AREA", None, line)
        return self.make("IfcExtrudedAreaSolid", profile, position, self.up, float(height))

    def frame(self, width: float, height: float, thickness: float, depth: float) -> Entity:
        """Extrude a hollow rectangle, standing in the xz plane, along y."""
        hollow = self.make(
            "IfcRectangleHollowProfileDef",
            ProfileType="AREA",
            Position=self._flat_origin,
            XDim=float(width),
            YDim=float(height),
            WallThickness=float(thickness),
        )
        standing = self.make(
            "IfcAxis2Placement3D", self.point(width / 2, 0, height / 2), self.direction(0, 1, 0), self.east
        )
        return self.make("IfcExtrudedAreaSolid", hollow, standing, self.up, float(depth))

    def shape(self, solids: Sequence[Entity], kind: str = "SweptSolid") -> Entity:
        """Make a product's shape of its solids."""
        body = self.make("IfcShapeRepresentation", self.body, "Body", kind, solids)
        return self.make("IfcProductDefinitionShape", None, None, (body,))

    # Products ---------------------------------------------------------------------------------------

    def product(
        self,
        kind: str,
        name: str,
        storey: Entity,
        placement: Entity,
        solids: Sequence[Entity],
        **named: object,
    ) -> Entity:
        """Create a product that stands on a storey; its name is unique within its kind."""
        named.setdefault("Representation", self.shape(solids) if solids else None)
        product = self.root(kind, name, Name=name, ObjectPlacement=placement, **named)
        space = kind == "IfcSpace"
        self.group("IfcRelAggregates" if space else "IfcRelContainedInSpatialStructure", storey, product)
        return product

    def opening(self, element: Entity, name: str, low: Sequence[float], size: Sequence[float]) -> Entity:
        """Void an element with a box in the element's own frame."""
        hole = self.root(
            "IfcOpeningElement",
            name,
            Name=name,
            ObjectPlacement=self.placement(element.ObjectPlacement, low),
            Representation=self.shape([self.box((0, 0, 0), size)]),
            PredefinedType="OPENING",
        )
        self.root("IfcRelVoidsElement", name, RelatingBuildingElement=element, RelatedOpeningElement=hole)
        return hole

    def typed(
        self, type_kind: str, name: str, solids: Sequence[Entity], **named: object
    ) -> tuple[Entity, Entity]:
        """Create a product type with its shape; return it with the map of the shape."""
        position = self.make("IfcAxis2Placement3D", self.origin)
        body = self.make("IfcShapeRepresentation", self.body, "Body", "SweptSolid", solids)
        shape = self.make("IfcRepresentationMap", position, body)
        kind = self.root(type_kind, name, Name=name, RepresentationMaps=(shape,), **named)
        return kind, shape

    def mapped(self, shape: Entity) -> Entity:
        """Use the shape of a type."""
        operator = self.make("IfcCartesianTransformationOperator3D", None, None, self.origin, None)
        return self.shape([self.make("IfcMappedItem", shape, operator)], "MappedRepresentation")

    def fill(self, opening: Entity, element: Entity) -> None:
        """Say that a window or door fills an opening."""
        self.root(
            "IfcRelFillsElement",
            element.Name,
            RelatingOpeningElement=opening,
            RelatedBuildingElement=element,
        )

    # Relations --------------------------------------------------------------------------------------

    def group(self, relation: str, relating: Entity, *products: Entity) -> None:
        """Remember a relation; all products of one relating entity share it."""
        self._grouped.setdefault((relation, relating.id()), []).extend(products)

    def material(self, name: str, *products: Entity) -> None:
        """Give products a material."""
        self.group("IfcRelAssociatesMaterial", self._matter(name), *products)

    def _matter(self, name: str) -> Entity:
        if name not in self._materials:
            self._materials[name] = self.make("IfcMaterial", name)
        return self._materials[name]

    def layers(self, name: str, layers: Sequence[tuple[str, float]], products: Sequence[Entity]) -> None:
        """Give products a build-up of layers (material, thickness)."""
        made = [self.make("IfcMaterialLayer", self._matter(m), float(t)) for m, t in layers]
        self.group("IfcRelAssociatesMaterial", self.make("IfcMaterialLayerSet", made, name), *products)

    def properties(self, name: str, key: str, values: dict[str, Any], products: Sequence[Entity]) -> None:
        """Give products one shared set of properties: booleans, integers and labels."""
        kinds = {bool: "IfcBoolean", int: "IfcInteger", str: "IfcLabel"}
        single = [
            self.make("IfcPropertySingleValue", n, None, self.make(kinds[type(v)], v))
            for n, v in values.items()
        ]
        made = self.root("IfcPropertySet", f"{name}/{key}", Name=name, HasProperties=single)
        self.group("IfcRelDefinesByProperties", made, *products)

    def write(self, path: Path) -> None:
        """Write the remembered relations and the file."""
        ends = {
            "IfcRelContainedInSpatialStructure": ("RelatingStructure", "RelatedElements"),
            "IfcRelAggregates": ("RelatingObject", "RelatedObjects"),
            "IfcRelDefinesByType": ("RelatingType", "RelatedObjects"),
            "IfcRelDefinesByProperties": ("RelatingPropertyDefinition", "RelatedObjects"),
            "IfcRelAssociatesMaterial": ("RelatingMaterial", "RelatedObjects"),
            "IfcRelAssignsToGroup": ("RelatingGroup", "RelatedObjects"),
        }
        for number, ((relation, relating), products) in enumerate(self._grouped.items()):
            one, many = ends[relation]
            self.root(relation, str(number), **{one: self.file.by_id(relating), many: products})
        path.write_text(self.file.to_string(), encoding="ascii", newline="\n")
