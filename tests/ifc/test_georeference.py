"""What a file says of its place, through the reader: each way of saying it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.ifc import read_model

from .drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.ifc import ReadModel

EAST, NORTH = 93_000.0, 452_000.0


def corner(model: ReadModel) -> Any:
    """Return where the zero of the house came to lie on the map."""
    wall = next(e for e in model.building.elements if e.name == "s" and e.kind == "IfcWall")
    # The wall is a box of 8 m along x of the model: its corner is the mean minus half its length.
    low = wall.mesh.vertices[np.isclose(wall.mesh.vertices[:, 2], wall.mesh.bounds[0, 2])]
    return np.array(model.site.georeference.offset) + low[:, :2].mean(axis=0)


def codes(model: ReadModel) -> set[str]:
    return {defect.code for defect in model.building.defects}


def crs(drawing: Drawing, name: str = "EPSG:28992") -> Any:
    unit = drawing.make("IfcSIUnit", None, "LENGTHUNIT", None, "METRE")
    return drawing.make("IfcProjectedCRS", name, None, None, "NAP", None, None, unit)


def test_a_scaled_map_conversion(tmp_path: Path) -> None:
    drawing = Drawing("IFC4X3_ADD2", "mm")
    house(drawing)
    values = (EAST, NORTH, 1.5, 1.0, 0.0, 0.9999, 1.0, 1.0, 1.0)
    drawing.make("IfcMapConversionScaled", drawing.context, crs(drawing), *values)
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert model.site.georeference.level == 50
    assert model.site.georeference.source.nl.startswith("IfcMapConversionScaled")
    assert corner(model) == pytest.approx([EAST + 4.0, NORTH + 0.15], abs=1e-3)
    assert model.building.mesh.bounds[0, 2] == pytest.approx(1.3)


def test_a_rigid_operation_shifts_and_never_turns(tmp_path: Path) -> None:
    drawing = Drawing("IFC4X3_ADD2")
    house(drawing)
    first, second = (drawing.make("IfcLengthMeasure", value) for value in (EAST, NORTH))
    drawing.make("IfcRigidOperation", drawing.context, crs(drawing), first, second, 1.5)
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    reference = model.site.georeference
    assert (reference.level, reference.epsg, reference.height_system) == (50, 28992, "NAP")
    assert corner(model) == pytest.approx([EAST + 4.0, NORTH + 0.15])
    assert model.building.storeys[0].elevation == pytest.approx(1.5)


def test_a_rigid_operation_in_degrees_is_not_used(tmp_path: Path) -> None:
    drawing = Drawing("IFC4X3_ADD2")
    house(drawing)
    first, second = (drawing.make("IfcPlaneAngleMeasure", value) for value in (4.5, 52.0))
    drawing.make("IfcRigidOperation", drawing.context, crs(drawing), first, second, 0.0)
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert model.site.georeference.epsg is None
    assert "IFC-MAP-UNUSABLE" in codes(model)


def test_property_sets_of_ifc2x3(tmp_path: Path) -> None:
    drawing = Drawing("IFC2X3", "mm")
    house(drawing)
    values = {"Eastings": EAST, "Northings": NORTH, "XAxisAbscissa": 0.0, "XAxisOrdinate": 1.0}
    _set(drawing, "ePSet_MapConversion", "IfcReal", values)
    _set(drawing, "ePSet_ProjectedCRS", "IfcLabel", {"Name": "EPSG:28992", "MapUnit": "METRE"})
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert (model.site.georeference.level, model.site.georeference.epsg) == (50, 28992)
    assert corner(model) == pytest.approx([EAST - 0.15, NORTH + 4.0])


def _set(drawing: Drawing, name: str, kind: str, values: dict[str, Any]) -> None:
    found = drawing.rooted("IfcPropertySet", name)
    found.HasProperties = [
        drawing.make("IfcPropertySingleValue", key, None, drawing.make(kind, value), None)
        for key, value in values.items()
    ]


@pytest.mark.parametrize("unit", ["m", "mm"])
def test_a_site_placed_at_rd_coordinates(tmp_path: Path, unit: str) -> None:
    drawing = Drawing(unit=unit)
    parts = house(drawing)
    drawing.site.ObjectPlacement.RelativePlacement = drawing.axes((EAST, NORTH, 0.0))
    for element in drawing.file.by_type("IfcElement"):
        element.ObjectPlacement.PlacementRelTo = drawing.site.ObjectPlacement
    parts["ground"].ObjectPlacement.PlacementRelTo = drawing.site.ObjectPlacement
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert (model.site.georeference.level, model.site.georeference.epsg) == (30, 28992)
    assert corner(model) == pytest.approx([EAST + 4.0, NORTH + 0.15])
    assert "IFC-RD-ASSUMED" in codes(model)
    assert model.site.latitude == pytest.approx(52.05, abs=0.05)


def test_axes_of_the_context_at_rd_coordinates(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    drawing.context.WorldCoordinateSystem = drawing.axes((EAST, NORTH, 0.0), 90.0)
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert (model.site.georeference.level, model.site.georeference.epsg) == (40, 28992)
    assert corner(model) == pytest.approx([EAST - 0.15, NORTH + 4.0])


def test_an_address_places_a_model_in_words_only(tmp_path: Path) -> None:
    drawing = Drawing()
    building = house(drawing)["building"]
    address = drawing.file.create_entity("IfcPostalAddress", AddressLines=["Dorpsstraat 1"], Town="Ons Dorp")
    building.BuildingAddress = address
    reference = read_model(drawing.save(tmp_path / "huis.ifc")).site.georeference
    assert (reference.level, reference.epsg) == (10, None)
    assert "Dorpsstraat 1, Ons Dorp" in reference.source.nl
    address.AddressLines = ["Enter address here"]
    assert read_model(drawing.save(tmp_path / "leeg.ifc")).site.georeference.level == 0


def test_true_north_turns_only_a_model_without_a_map(tmp_path: Path) -> None:
    angle = math.radians(40.0)
    drawing = Drawing()
    house(drawing)
    drawing.context.TrueNorth = drawing.make("IfcDirection", [math.sin(angle), math.cos(angle)])
    alone = read_model(drawing.save(tmp_path / "los.ifc"))
    assert alone.site.true_north == 0.0
    drawing.map_conversion(0.0, EAST, NORTH, 0.0, "NAP")
    mapped = read_model(drawing.save(tmp_path / "kaart.ifc"))
    # Grid north is y, true north the convergence, the stated one a contradiction: three things.
    assert mapped.site.true_north == pytest.approx(0.71, abs=0.03)
    assert "IFC-NORTH-CONFLICT" in codes(mapped)
    assert corner(mapped) == pytest.approx([EAST + 4.0, NORTH + 0.15])
