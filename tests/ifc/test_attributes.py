"""Attributes by their place: what the library gives by name."""

from __future__ import annotations

import ifcopenshell
import pytest

from optopcheck.ifc.attributes import value

SCHEMAS = ("IFC2X3", "IFC4", "IFC4X3_ADD2")
NAMES = (
    "GlobalId", "Name", "ObjectType", "Representation", "Tag", "OverallWidth", "PredefinedType", "Decomposes",
    "Nests", "ContainedInStructure", "Dimension", "Exponent", "Prefix", "Coordinates", "Weg", "wrappedValue",
)  # fmt: skip


@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_attribute_is_what_the_library_gives_by_name(schema: str) -> None:
    model = ifcopenshell.file(schema=schema)
    made = [
        model.create_entity("IfcWindow", GlobalId="0" * 22, Name="raam", OverallWidth=2.0),
        model.create_entity("IfcWall", GlobalId="1" * 22, Name="wand"),
        model.create_entity("IfcBuildingStorey", GlobalId="2" * 22),
        model.create_entity("IfcSIUnit", UnitType="LENGTHUNIT", Name="METRE"),
        model.create_entity("IfcCartesianPoint", (1.0, 2.0)),
        model.create_entity("IfcLabel", "tekst"),
    ]
    model.create_entity(
        "IfcRelAggregates", GlobalId="3" * 22, RelatingObject=made[2], RelatedObjects=made[:2]
    )
    seen = 0
    for _ in range(2):  # asked for the first time, and again
        for entity in made:
            for name in NAMES:
                assert value(entity, name) == getattr(entity, name, None), (entity, name)
                seen += value(entity, name) not in (None, ())
    assert seen > 2 * len(made)
    assert value(made[0], "OverallWidth") == 2.0
    assert len(value(made[1], "Decomposes")) == 1
    assert value(made[1], "Weg") is None


def test_classes_of_one_name_differ_by_schema() -> None:
    """A space says otherwise whether it is outside in IFC2X3."""
    old, new = (ifcopenshell.file(schema=schema).create_entity("IfcSpace") for schema in SCHEMAS[:2])
    new.PredefinedType = "EXTERNAL"
    old.InteriorOrExteriorSpace = "INTERNAL"
    assert (value(new, "PredefinedType"), value(old, "PredefinedType")) == ("EXTERNAL", None)
    assert value(old, "InteriorOrExteriorSpace") == "INTERNAL"
    assert value(new, "InteriorOrExteriorSpace") is None
