"""In a child: each kernel of the IFC library draws a box, whose volume is known."""

from __future__ import annotations

from importlib import import_module

import ifcopenshell
import ifcopenshell.geom
import numpy as np

from optopcheck.ifc.attributes import value
from optopcheck.ifc.log import read_errors
from optopcheck.ifc.preflight import SCHEMAS
from optopcheck.ifc.shapes import EXACT, FAST, iterate, world_triangles

SIDES = (2.0, 3.0, 4.0)
"""Of the box [m]."""
KERNELS = (EXACT, FAST)


def try_kernels() -> dict[str, float]:
    """Draw a box with each kernel and return the volumes [m3]; a kernel that draws nothing gives 0."""
    return {kernel: _volume(kernel) for kernel in KERNELS}


def make_ready() -> None:
    """Load what a reading uses for the first time: modules, the kernels and the schemas."""
    for module in ("extraction", "shaping", "preflight"):
        import_module(f"optopcheck.ifc.{module}")
    try_kernels()
    for schema in SCHEMAS:
        # An attribute that a class lacks is sought among the rules of its schema: they are read then.
        value(ifcopenshell.file(schema=schema).create_entity("IfcWall"), "OverallWidth")
    read_errors()


def library_version() -> str:
    """Return the version of the library."""
    return str(ifcopenshell.version)


def _volume(kernel: str) -> float:
    model = ifcopenshell.file(schema="IFC4")
    element = _box(model)
    try:
        for shape in iterate(model, [element], kernel):
            corners = world_triangles(shape)
            first, second, third = (corners[0][corners[1][:, n]] for n in range(3))
            return float(np.einsum("ij,ij->i", first, np.cross(second, third)).sum() / 6.0)
    except RuntimeError:  # a build without this kernel
        return 0.0
    return 0.0


def _box(model: ifcopenshell.file) -> ifcopenshell.entity_instance:
    """Draw a wall of one extruded rectangle on the zero of a model in metres."""
    make = model.create_entity
    width, depth, height = SIDES
    metre = make("IfcSIUnit", UnitType="LENGTHUNIT", Name="METRE")
    zero = make("IfcAxis2Placement3D", make("IfcCartesianPoint", (0.0, 0.0, 0.0)))
    context = make("IfcGeometricRepresentationContext", None, "Model", 3, 1e-5, zero)
    make(
        "IfcProject",
        GlobalId=ifcopenshell.guid.new(),
        RepresentationContexts=[context],
        UnitsInContext=make("IfcUnitAssignment", [metre]),
    )
    flat = make("IfcAxis2Placement2D", make("IfcCartesianPoint", (0.0, 0.0)))
    profile = make("IfcRectangleProfileDef", "AREA", None, flat, width, depth)
    body = make("IfcExtrudedAreaSolid", profile, zero, make("IfcDirection", (0.0, 0.0, 1.0)), height)
    drawing = make("IfcShapeRepresentation", context, "Body", "SweptSolid", [body])
    return make(
        "IfcWall",
        GlobalId=ifcopenshell.guid.new(),
        ObjectPlacement=make("IfcLocalPlacement", None, zero),
        Representation=make("IfcProductDefinitionShape", None, None, [drawing]),
    )
