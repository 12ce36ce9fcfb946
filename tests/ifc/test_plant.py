from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.building import Severity
from optopcheck.domain.job import InputError
from optopcheck.ifc import read_model

from .drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("IFC4", "IfcUnitaryEquipment"),
        ("IFC4", "IfcSolarDevice"),
        ("IFC4", "IfcTransportElement"),
        ("IFC2X3", "IfcEnergyConversionDevice"),
        ("IFC2X3", "IfcFlowTerminal"),
        ("IFC2X3", "IfcElectricalElement"),
        ("IFC4X3_ADD2", "IfcUnitaryEquipment"),
    ],
)
def test_plant_on_the_roof_is_read(tmp_path: Path, schema: str, kind: str) -> None:
    drawing = Drawing(schema)
    parts = house(drawing)
    plant = drawing.box(kind, parts["ground"], (2, 2, 3.2), (2, 2, 1.5), "warmtepomp")
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    (element,) = [e for e in building.elements if e.global_id == plant.GlobalId]
    assert (element.kind, element.storey_id) == (kind, building.storeys[0].global_id)
    assert building.mesh.bounds[1, 2] == pytest.approx(4.7)
    assert element not in building.shell
    assert not building.blocked("building_height")


def test_pipes_and_furniture_stay_a_note(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    kinds = ("IfcPipeSegment", "IfcDuctFitting", "IfcValve", "IfcFurniture")
    for kind in kinds:
        drawing.box(kind, parts["ground"], (2, 2, 3.2), (2, 2, 1.5))
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    assert len(building.elements) == 10
    defect = next(d for d in building.defects if d.code == "IFC-KINDS-LEFT-OUT")
    assert defect.severity is Severity.NOTE
    assert all(kind in defect.message.nl for kind in kinds)


def test_plant_that_cannot_be_read_is_a_warning_that_blocks_nothing(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    broken = drawing.box("IfcUnitaryEquipment", parts["ground"], (2, 2, 3.2), (2, 2, 1.5), "kapot")
    broken.Representation.Representations[0].Items[0].Depth = 0.0
    hidden = drawing.box("IfcBoiler", parts["ground"], (2, 2, 3.2), (2, 2, 1.5), "verborgen")
    hidden.Representation = None
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    defect = next(d for d in building.defects if d.code == "IFC-PLANT-UNREAD")
    assert defect.severity is Severity.WARNING
    assert set(defect.elements) == {broken.GlobalId, hidden.GlobalId}
    assert not defect.blocks
    assert not building.blocked("building_height")


def test_a_lamp_post_in_the_site_is_no_part_of_the_building(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    post = drawing.box("IfcLamp", drawing.site, (20, 2, 0), (0.2, 0.2, 8), "lantaarn")
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    assert building.mesh.bounds[1, 2] == pytest.approx(3.2)
    assert post.GlobalId in next(d for d in building.defects if d.code == "IFC-STRAYS").elements


def test_a_model_of_installations_alone_is_refused(tmp_path: Path) -> None:
    drawing = Drawing()
    ground = drawing.storey(drawing.building("huis"), "begane grond", 0.0)
    drawing.box("IfcUnitaryEquipment", ground, (2, 2, 3.2), (2, 2, 1.5))
    path = drawing.save(tmp_path / "installaties.ifc")
    with pytest.raises(InputError, match="geen wanden"):
        read_model(path)


def test_a_crowd_of_plant_is_left_out_with_a_warning(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    lamps = [drawing.rooted("IfcLamp", "lamp") for _ in range(3001)]
    drawing.join("IfcRelContainedInSpatialStructure", parts["ground"], lamps[0])
    drawing.file.by_type("IfcRelContainedInSpatialStructure")[-1].RelatedElements = lamps
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    defect = next(d for d in building.defects if d.code == "IFC-PLANT-LEFT-OUT")
    assert defect.severity is Severity.WARNING
    assert "3001" in defect.message.nl
    assert len(building.elements) == 10
