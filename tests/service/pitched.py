"""A small house under a pitched roof, its gables drawn in one piece from the ground to the ridge."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tests.ifc.drawing import Drawing

if TYPE_CHECKING:
    from pathlib import Path

ATTIC, RIDGE = 3.2, 6.2
LENGTH, WIDTH = 8.0, 6.0


def pitched_house(path: Path, schema: str = "IFC4", unit: str = "m") -> Path:
    """Draw it; IFC4 walls have their common property set, with what is external."""
    drawing = Drawing(schema, unit)
    building = drawing.building("huis")
    ground, attic = drawing.storey(building, "begane grond", 0.0), drawing.storey(building, "zolder", ATTIC)
    drawing.box("IfcSlab", ground, (0, 0, -0.2), (LENGTH, WIDTH, 0.2), "vloer")
    drawing.box("IfcSlab", attic, (0, 0, ATTIC - 0.2), (LENGTH, WIDTH, 0.2), "zoldervloer")
    drawing.box("IfcWall", ground, (0, 0, 0), (LENGTH, 0.3, 3), "zuid")
    drawing.box("IfcWall", ground, (0, WIDTH - 0.3, 0), (LENGTH, 0.3, 3), "noord")
    west = gable(drawing, ground, 0.0, "west")
    gable(drawing, ground, LENGTH - 0.3, "oost")
    drawing.window(ground, west, (0.1, 2, 0.9), (0.1, 1.5, 1.2), "raam beneden")
    drawing.window(attic, west, (0.1, 2.5, ATTIC + 0.9), (0.1, 1, 1), "raam op zolder")
    slope(drawing, attic, (0, 0, ATTIC), 1, "dakvlak zuid")
    slope(drawing, attic, (LENGTH, WIDTH, ATTIC), -1, "dakvlak noord")
    drawing.box("IfcStair", attic, (4, 2, ATTIC - 0.7), (1, 2, 1.7), "trap")
    drawing.box("IfcSpace", ground, (0.3, 0.3, 0), (LENGTH - 0.6, WIDTH - 0.6, 3), "kamer")
    drawing.box("IfcSpace", attic, (0.3, 1.5, ATTIC), (LENGTH - 0.6, WIDTH - 3, 1.5), "zolderkamer")
    if schema != "IFC2X3":
        value = drawing.file.create_entity("IfcBoolean", wrappedValue=True)
        told = drawing.make("IfcPropertySingleValue", "IsExternal", None, value, None)
        common, relation = drawing.rooted("IfcPropertySet", "Pset_SlabCommon"), "IfcRelDefinesByProperties"
        common.HasProperties = [told]
        (north,) = [s for s in drawing.file.by_type("IfcSlab") if s.Name == "dakvlak noord"]
        link = drawing.rooted(relation, "")
        link.RelatedObjects, link.RelatingPropertyDefinition = [north], common
    return drawing.save(path)


def gable(drawing: Drawing, storey: Any, x: float, name: str) -> Any:
    ring = [(0, 0), (WIDTH, 0), (WIDTH, ATTIC), (WIDTH / 2, RIDGE), (0, ATTIC), (0, 0)]
    points = [drawing.make("IfcCartesianPoint", [a / drawing.scale, b / drawing.scale]) for a, b in ring]
    profile = drawing.make("IfcArbitraryClosedProfileDef", "AREA", None, drawing.make("IfcPolyline", points))
    return body(drawing, "IfcWall", storey, name, (x, 0, 0), ((1, 0, 0), (0, 1, 0)), profile, 0.3)


def slope(drawing: Drawing, storey: Any, at: tuple[float, float, float], side: int, name: str) -> Any:
    """Draw one half of the roof, from its gutter up to the ridge."""
    length, run = LENGTH / drawing.scale, math.hypot(WIDTH / 2, RIDGE - ATTIC) / drawing.scale
    middle = drawing.make(
        "IfcAxis2Placement2D", drawing.make("IfcCartesianPoint", [length / 2, run / 2]), None
    )
    profile = drawing.make("IfcRectangleProfileDef", "AREA", None, middle, length, run)
    angle = math.atan2(RIDGE - ATTIC, WIDTH / 2)
    axes = ((0, -side * math.sin(angle), math.cos(angle)), (side, 0, 0))
    return body(drawing, "IfcSlab", storey, name, at, axes, profile, 0.2)


def body(
    drawing: Drawing, kind: str, storey: Any, name: str, at: Any, axes: Any, profile: Any, depth: float
) -> Any:
    """Draw a profile that is swept along an axis of its own."""
    make = drawing.make
    thing = drawing.rooted(kind, name)
    point = make("IfcCartesianPoint", [float(c) / drawing.scale for c in at])
    up, along = (make("IfcDirection", [float(c) for c in axis]) for axis in axes)
    thing.ObjectPlacement = make("IfcLocalPlacement", None, make("IfcAxis2Placement3D", point, up, along))
    plain = make("IfcDirection", [0.0, 0.0, 1.0])
    solid = make("IfcExtrudedAreaSolid", profile, drawing.axes((0, 0, 0)), plain, depth / drawing.scale)
    view = make("IfcShapeRepresentation", drawing.body, "Body", "SweptSolid", [solid])
    thing.Representation = make("IfcProductDefinitionShape", None, None, [view])
    drawing.join("IfcRelContainedInSpatialStructure", storey, thing)
    return thing
