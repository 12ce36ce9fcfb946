"""What a model says of its parts: sets, quantities, units, types, materials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.domain.job import CancelledError, InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.properties import Property, PropertyGroup, PropertyPage, read_properties
from tests.ifc.drawing import Drawing, house
from tests.ifc.test_materials import associate, layered

if TYPE_CHECKING:
    from pathlib import Path


def single(drawing: Drawing, name: str, measure: str, value: Any, unit: Any = None) -> Any:
    wrapped = None if value is None else drawing.make(measure, value)
    return drawing.make("IfcPropertySingleValue", name, None, wrapped, unit)


def defined(drawing: Drawing, name: str, properties: list[Any], *things: Any) -> Any:
    found = drawing.rooted("IfcPropertySet", name)
    found.HasProperties = properties
    relate(drawing, found, *things)
    return found


def relate(drawing: Drawing, definition: Any, *things: Any) -> None:
    relation = drawing.rooted("IfcRelDefinesByProperties", "")
    relation.RelatedObjects, relation.RelatingPropertyDefinition = list(things), definition


def group(page: PropertyPage | None, title: str) -> PropertyGroup:
    assert page is not None
    return next(found for found in page.groups if found.title == title)


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_sets_and_quantities_with_the_units_of_the_model(schema: str, tmp_path: Path) -> None:
    drawing = Drawing(schema, "mm")
    wall = house(drawing)["walls"]["s"]
    square = drawing.make("IfcSIUnit", None, "AREAUNIT", None, "SQUARE_METRE")
    drawing.assignment.Units = [*drawing.assignment.Units, square]
    metre = drawing.make("IfcSIUnit", None, "LENGTHUNIT", None, "METRE")
    inner = drawing.make(
        "IfcComplexProperty", "Glas", None, "soort", [single(drawing, "Lagen", "IfcCountMeasure", 2)]
    )
    low, high = (drawing.make("IfcLengthMeasure", v) for v in (1.5, 2.5))
    defined(
        drawing,
        "Pset_Proef",
        [
            single(drawing, "IsExternal", "IfcBoolean", True),  # noqa: FBT003 - the value itself
            single(drawing, "Dikte", "IfcPositiveLengthMeasure", 300.0),
            single(drawing, "Hoogte", "IfcLengthMeasure", 2.6, metre),
            single(drawing, "Leeg", "IfcLabel", None),
            drawing.make(
                "IfcPropertyListValue",
                "Kleuren",
                None,
                [drawing.make("IfcLabel", c) for c in ("rood", "wit")],
                None,
            ),
            drawing.file.create_entity("IfcPropertyBoundedValue", "Bereik", None, high, low, None),
            inner,
        ],
        wall,
    )
    amounts = drawing.rooted("IfcElementQuantity", "BaseQuantities")
    amounts.Quantities = [
        drawing.file.create_entity("IfcQuantityLength", Name="Length", LengthValue=9400.0),
        drawing.file.create_entity("IfcQuantityArea", Name="GrossSideArea", AreaValue=24.25),
    ]
    relate(drawing, amounts, wall)

    book = read_properties(drawing.save(tmp_path / "huis.ifc"))
    page = book.page(wall.GlobalId)

    assert group(page, "Pset_Proef") == PropertyGroup(
        "Pset_Proef",
        (
            Property("IsExternal", True, ""),  # noqa: FBT003 - the value itself
            Property("Dikte", 300.0, "mm"),
            Property("Hoogte", 2.6, "m"),
            Property("Leeg", None, ""),
            Property("Kleuren", "rood, wit", ""),
            Property("Bereik", [1.5, 2.5], "mm"),
            Property("Glas / Lagen", 2, ""),
        ),
        quantities=False,
        of_type=False,
    )
    assert group(page, "BaseQuantities").quantities
    assert group(page, "BaseQuantities").rows == (
        Property("Length", 9400.0, "mm"),
        Property("GrossSideArea", 24.25, "m2"),
    )
    assert book.page("0000000000000000000000") is None
    assert len(book) == len(drawing.file.by_type("IfcProduct"))


def test_what_the_type_says_stands_apart_and_gives_way(tmp_path: Path) -> None:
    drawing = Drawing("IFC4")
    walls = house(drawing)["walls"]
    kind = drawing.rooted("IfcWallType", "spouwmuur")
    kind.PredefinedType = "SOLIDWALL"
    by_type = drawing.rooted("IfcRelDefinesByType", "")
    by_type.RelatedObjects, by_type.RelatingType = [walls["s"], walls["n"]], kind
    for title, value in (("Pset_WallCommon", "type"), ("Pset_Brand", "60")):
        found = drawing.rooted("IfcPropertySet", title)
        found.HasProperties = [single(drawing, "Waarde", "IfcLabel", value)]
        kind.HasPropertySets = [*(kind.HasPropertySets or ()), found]
    defined(drawing, "Pset_WallCommon", [single(drawing, "Waarde", "IfcLabel", "zelf")], walls["s"])
    brick, concrete = (drawing.make("IfcMaterial", name) for name in ("baksteen", "beton"))
    associate(drawing, layered(drawing, (brick, 0.1), (concrete, 0.3)), walls["s"])
    walls["s"].Tag = "W1"

    book = read_properties(drawing.save(tmp_path / "huis.ifc"))
    own, other = book.page(walls["s"].GlobalId), book.page(walls["n"].GlobalId)

    assert own is not None
    assert other is not None
    assert [(g.title, g.rows[0].value, g.of_type) for g in own.groups] == [
        ("Pset_WallCommon", "zelf", False),
        ("Pset_Brand", "60", True),
    ]
    assert [(g.title, g.rows[0].value, g.of_type) for g in other.groups] == [
        ("Pset_WallCommon", "type", True),
        ("Pset_Brand", "60", True),
    ]
    assert own.type == ("IfcWallType", "spouwmuur")
    assert own.materials == (("baksteen", 25), ("beton", 75))
    assert dict(own.attributes)["Tag"] == "W1"
    assert other.materials == ()


def test_a_wish_to_stop_ends_the_child(tmp_path: Path) -> None:
    drawing = Drawing("IFC4")
    house(drawing)
    told: list[Text] = []

    def stop(step: Text, _fraction: float) -> None:
        told.append(step)
        raise CancelledError

    with pytest.raises(CancelledError):
        read_properties(drawing.save(tmp_path / "huis.ifc"), stop)
    assert told == [Text("eigenschappen lezen", "reading the properties")]


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "brief.ifc"
    path.write_text("Geachte heer\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"brief\.ifc"):
        read_properties(path)
