"""A drawing board for tiny models."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import ifcopenshell
import ifcopenshell.guid

if TYPE_CHECKING:
    from pathlib import Path


class Drawing:
    """A model under construction; all lengths in metres, written in the unit of the model."""

    def __init__(self, schema: str = "IFC4", unit: str = "m", turn: float = 0.0) -> None:
        self.file = ifcopenshell.file(schema=schema)
        self.scale = {"m": 1.0, "mm": 0.001, "ft": 0.3048}[unit]
        self.turn = math.radians(turn)
        self.context = self.make(
            "IfcGeometricRepresentationContext", None, "Model", 3, 1e-5, self.axes((0, 0, 0)), None
        )
        self.body = self.file.create_entity(
            "IfcGeometricRepresentationSubContext",
            "Body",
            "Model",
            None,
            None,
            None,
            None,
            self.context,
            None,
            "MODEL_VIEW",
        )
        self.units = [self._unit(unit)]
        self.assignment = self.make("IfcUnitAssignment", self.units)
        self.project = self.rooted("IfcProject", "project")
        self.project.RepresentationContexts = [self.context]
        self.project.UnitsInContext = self.assignment
        self.site = self.placed("IfcSite", "terrein")
        self.join("IfcRelAggregates", self.project, self.site)

    def make(self, kind: str, *values: Any) -> Any:
        return self.file.create_entity(kind, *values)

    def rooted(self, kind: str, name: str) -> Any:
        return self.file.create_entity(kind, GlobalId=ifcopenshell.guid.new(), Name=name)

    def _unit(self, unit: str) -> Any:
        metre = self.make("IfcSIUnit", None, "LENGTHUNIT", "MILLI" if unit == "mm" else None, "METRE")
        if unit != "ft":
            return metre
        size = self.make("IfcMeasureWithUnit", self.make("IfcLengthMeasure", 0.3048), metre)
        exponents = self.make("IfcDimensionalExponents", 1, 0, 0, 0, 0, 0, 0)
        return self.make("IfcConversionBasedUnit", exponents, "LENGTHUNIT", "FOOT", size)

    def axes(self, at: tuple[float, float, float], degrees: float = 0.0) -> Any:
        point = self.make("IfcCartesianPoint", [float(c) / self.scale for c in at])
        angle = math.radians(degrees)
        up = self.make("IfcDirection", [0.0, 0.0, 1.0])
        return self.make(
            "IfcAxis2Placement3D",
            point,
            up,
            self.make("IfcDirection", [math.cos(angle), math.sin(angle), 0.0]),
        )

    def placed(self, kind: str, name: str, at: tuple[float, float, float] = (0, 0, 0)) -> Any:
        thing = self.rooted(kind, name)
        thing.ObjectPlacement = self.make("IfcLocalPlacement", None, self.axes(at))
        return thing

    def join(self, relation: str, whole: Any, part: Any) -> None:
        found = self.rooted(relation, "")
        if relation == "IfcRelAggregates":
            found.RelatingObject, found.RelatedObjects = whole, [part]
        else:
            found.RelatingStructure, found.RelatedElements = whole, [part]

    def building(self, name: str) -> Any:
        building = self.placed("IfcBuilding", name)
        self.join("IfcRelAggregates", self.site, building)
        return building

    def storey(self, building: Any, name: str, z: float, stated: float | None = None) -> Any:
        storey = self.placed("IfcBuildingStorey", name, (0, 0, z))
        storey.Elevation = (z if stated is None else stated) / self.scale
        self.join("IfcRelAggregates", building, storey)
        return storey

    def box(
        self,
        kind: str,
        storey: Any,
        corner: tuple[float, float, float],
        size: tuple[float, float, float],
        name: str = "",
    ) -> Any:
        """Draw a box, the whole drawing turned about its zero by `turn`."""
        c, s = math.cos(self.turn), math.sin(self.turn)
        x, y, z = corner
        thing = self.rooted(kind, name or kind)
        at = (c * x - s * y, s * x + c * y, z)
        thing.ObjectPlacement = self.make("IfcLocalPlacement", None, self.axes(at, math.degrees(self.turn)))
        thing.Representation = self.shape(size)
        if kind == "IfcSpace":
            self.join("IfcRelAggregates", storey, thing)
        elif storey is not None and kind != "IfcOpeningElement":
            self.join("IfcRelContainedInSpatialStructure", storey, thing)
        return thing

    def shape(self, size: tuple[float, float, float]) -> Any:
        dx, dy, dz = (float(value) / self.scale for value in size)
        middle = self.make("IfcAxis2Placement2D", self.make("IfcCartesianPoint", [dx / 2, dy / 2]), None)
        profile = self.make("IfcRectangleProfileDef", "AREA", None, middle, dx, dy)
        up = self.make("IfcDirection", [0.0, 0.0, 1.0])
        solid = self.make("IfcExtrudedAreaSolid", profile, self.axes((0, 0, 0)), up, dz)
        view = self.make("IfcShapeRepresentation", self.body, "Body", "SweptSolid", [solid])
        return self.make("IfcProductDefinitionShape", None, None, [view])

    def window(
        self,
        storey: Any,
        wall: Any,
        corner: tuple[float, float, float],
        size: tuple[float, float, float],
        name: str,
    ) -> Any:
        opening = self.box("IfcOpeningElement", storey, corner, size)
        window = self.box("IfcWindow", storey, corner, size, name)
        voids, fills = self.rooted("IfcRelVoidsElement", ""), self.rooted("IfcRelFillsElement", "")
        voids.RelatingBuildingElement, voids.RelatedOpeningElement = wall, opening
        fills.RelatingOpeningElement, fills.RelatedBuildingElement = opening, window
        return window

    def map_conversion(
        self, turn: float, east: float, north: float, height: float, vertical: str | None
    ) -> None:
        unit = self.make("IfcSIUnit", None, "LENGTHUNIT", None, "METRE")
        crs = self.make("IfcProjectedCRS", "EPSG:28992", None, None, vertical, None, None, unit)
        angle = math.radians(turn)
        self.make(
            "IfcMapConversion", self.context, crs, east, north, height, math.cos(angle), math.sin(angle), 1.0
        )

    def save(self, path: Path) -> Path:
        self.file.write(str(path))
        return path


def house(drawing: Drawing, name: str = "huis", at: tuple[float, float] = (0, 0)) -> dict[str, Any]:
    """Draw a one-storey house of 8 x 6 m with four windows: s, e, n, w."""
    x, y = at
    building = drawing.building(name)
    ground = drawing.storey(building, "begane grond", 0.0)
    walls = {
        "s": drawing.box("IfcWall", ground, (x, y, 0), (8, 0.3, 3), "s"),
        "n": drawing.box("IfcWall", ground, (x, y + 5.7, 0), (8, 0.3, 3), "n"),
        "w": drawing.box("IfcWall", ground, (x, y, 0), (0.3, 6, 3), "w"),
        "e": drawing.box("IfcWall", ground, (x + 7.7, y, 0), (0.3, 6, 3), "e"),
    }
    places = {
        "s": ((x + 3, y + 0.1, 0.9), (1.5, 0.1, 1.2)),
        "n": ((x + 3, y + 5.8, 0.9), (1.5, 0.1, 1.2)),
        "w": ((x + 0.1, y + 2, 0.9), (0.1, 1.5, 1.2)),
        "e": ((x + 7.8, y + 2, 0.9), (0.1, 1.5, 1.2)),
    }
    for side, (corner, size) in places.items():
        drawing.window(ground, walls[side], corner, size, side)
    drawing.box("IfcSlab", ground, (x, y, -0.2), (8, 6, 0.2), "vloer")
    drawing.box("IfcSlab", ground, (x, y, 3), (8, 6, 0.2), "dak")
    return {"building": building, "ground": ground, "walls": walls}
