"""What the fitness gate says of small models, each with one thing wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.domain.building import Severity
from optopcheck.domain.quantity import Quantity
from optopcheck.ifc import read_model
from optopcheck.ifc.whole import OF_THE_WHOLE, whole_defects

from .drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.building import Building, Defect

EVERYTHING = {quantity.key for quantity in Quantity}


def read(drawing: Drawing, folder: Path) -> Building:
    return read_model(drawing.save(folder / "huis.ifc")).building


def codes(building: Building) -> set[str]:
    return {defect.code for defect in building.defects}


def the(building: Building, code: str) -> Defect:
    (found,) = [defect for defect in building.defects if defect.code == code]
    return found


def assembled(drawing: Drawing, whole: Any, *pieces: Any) -> None:
    relation = drawing.rooted("IfcRelAggregates", "")
    relation.RelatingObject, relation.RelatedObjects = whole, list(pieces)


def test_a_sound_house_lacks_only_its_place(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    drawing.box("IfcSpace", parts["ground"], (0.3, 0.3, 0), (7.4, 5.4, 2.8), "kamer")
    found = codes(read(drawing, tmp_path))
    assert found <= {"IFC-NORTH-NONE", "IFC-POSITION-NONE", "IFC-HEADER"}


@pytest.mark.parametrize(
    "kind", ["IfcColumn", "IfcBeam", "IfcPlate", "IfcMember", "IfcCurtainWall", "IfcRoof"]
)
def test_a_bounding_element_of_which_nothing_is_drawn(tmp_path: Path, kind: str) -> None:
    drawing = Drawing()
    parts = house(drawing)
    hidden = drawing.box(kind, parts["ground"], (0, 0, 3), (8, 6, 3), "verborgen")
    hidden.Representation = None
    defect = the(read(drawing, tmp_path), "IFC-NO-SHAPE")
    assert defect.elements == (hidden.GlobalId,)
    assert defect.blocks == EVERYTHING


def test_a_container_is_there_if_a_piece_of_a_piece_is(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    roof, half = (drawing.rooted(kind, kind) for kind in ("IfcRoof", "IfcSlab"))
    drawing.join("IfcRelContainedInSpatialStructure", parts["ground"], roof)
    tile = drawing.box("IfcBuildingElementPart", None, (0, 0, 3.2), (8, 6, 0.1), "plaat")
    assembled(drawing, roof, half)
    assembled(drawing, half, tile)
    assert "IFC-NO-SHAPE" not in codes(read(drawing, tmp_path))


def test_a_container_with_hollow_or_unreadable_pieces_is_missing(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    hollow, broken = (drawing.rooted("IfcRoof", name) for name in ("hol", "kapot"))
    for roof in (hollow, broken):
        drawing.join("IfcRelContainedInSpatialStructure", parts["ground"], roof)
    empty = drawing.box("IfcBuildingElementPart", None, (0, 0, 3.2), (8, 6, 0.1), "leeg")
    empty.Representation = None
    flat = drawing.box("IfcBuildingElementPart", None, (0, 0, 3.2), (8, 6, 0.1), "plat")
    flat.Representation.Representations[0].Items[0].Depth = 1e-12
    assembled(drawing, hollow, empty)
    assembled(drawing, broken, flat)
    defect = the(read(drawing, tmp_path), "IFC-NO-SHAPE")
    assert set(defect.elements) == {hollow.GlobalId, broken.GlobalId}


def plant(drawing: Drawing, storey: Any, z: float, kind: str = "IfcUnitaryEquipment") -> Any:
    return drawing.box(kind, storey, (2, 2, z), (1, 1, 2), "luchtbehandeling")


@pytest.mark.parametrize("kind", ["IfcUnitaryEquipment", "IfcTransportElement", "IfcDuctSegment"])
def test_plant_on_the_roof_is_an_element_of_its_own_kind(tmp_path: Path, kind: str) -> None:
    drawing = Drawing()
    parts = house(drawing)
    unit = plant(drawing, parts["ground"], 3.2, kind)
    building = read(drawing, tmp_path)
    (element,) = [e for e in building.elements if e.kind == kind]
    assert element.global_id == unit.GlobalId
    assert element.mesh.bounds[:, 2] == pytest.approx([3.2, 5.2])
    assert the(building, "IFC-PLANT").elements == (unit.GlobalId,)
    assert element not in building.shell
    assert "IFC-KINDS-LEFT-OUT" not in codes(building)


def test_plant_inside_stays_out(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    plant(drawing, parts["ground"], 0.2)
    drawing.box("IfcFurniture", parts["ground"], (2, 2, 0.2), (1, 1, 2), "bank")
    building = read(drawing, tmp_path)
    assert len(building.elements) == 10
    assert "IFC-PLANT" not in codes(building)
    assert "1 x IfcUnitaryEquipment" in the(building, "IFC-KINDS-LEFT-OUT").message.nl


@pytest.mark.parametrize(
    "kind",
    ["IfcTransportElement", "IfcDuctSegment", "IfcFurniture", "IfcGeographicElement", "IfcDiscreteAccessory"],
)
def test_what_belongs_to_the_ground_floor_and_rises_through_the_roof_is_seen(
    tmp_path: Path, kind: str
) -> None:
    """A lift, a flue, and whatever an export gave the wrong class."""
    drawing = Drawing()
    parts = house(drawing)
    lift = drawing.box(kind, parts["ground"], (2, 2, 0.1), (1, 1, 9), "lift")
    building = read(drawing, tmp_path)
    assert the(building, "IFC-PLANT").elements == (lift.GlobalId,)
    assert building.mesh.bounds[1, 2] == pytest.approx(9.1)


@pytest.mark.parametrize(("x", "seen"), [(2, True), (-1.2, True), (-5, False)])
def test_a_loose_object_in_the_site_counts_where_it_stands_on_or_at_the_building(
    tmp_path: Path, x: float, *, seen: bool
) -> None:
    drawing = Drawing()
    house(drawing)
    site = drawing.site
    mast = drawing.box("IfcBuildingElementProxy", site, (x, 2, 0.1), (1, 1, 9), "mast")
    building = read(drawing, tmp_path)
    assert ("IFC-PLANT" in codes(building)) is seen
    assert ("IFC-STRAYS" in codes(building)) is not seen
    assert (mast.GlobalId in {e.global_id for e in building.elements}) is seen


def test_a_projection_of_a_wall_is_a_part(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    wall = drawing.file.by_type("IfcWall")[0]
    fin = drawing.box("IfcProjectionElement", None, (2, 2, 0.1), (1, 1, 9), "vin")
    relation = drawing.rooted("IfcRelProjectsElement", "")
    relation.RelatingElement, relation.RelatedFeatureElement = wall, fin
    building = read(drawing, tmp_path)
    (element,) = [e for e in building.elements if e.kind == "IfcProjectionElement"]
    assert element.mesh.bounds[1, 2] == pytest.approx(9.1)
    assert element.storey_id == parts["ground"].GlobalId


@pytest.mark.parametrize(("x", "blocks"), [(2, True), (300, False)])
def test_a_part_of_no_building_that_stands_at_this_one_leaves_everything_unknown(
    tmp_path: Path, x: float, *, blocks: bool
) -> None:
    drawing = Drawing()
    house(drawing, "een")
    house(drawing, "twee", (100, 0))
    site = drawing.site
    wall = drawing.box("IfcWall", site, (x, 2, 0.1), (1, 1, 9), "muur")
    building = read_model(drawing.save(tmp_path / "twee.ifc"), building="een").building
    assert bool(building.blocked("building_height")) is blocks
    assert the(building, "IFC-HOMELESS").elements == (wall.GlobalId,)


def test_a_level_without_anything_on_it_hides_no_plant(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    drawing.storey(parts["building"], "bovenkant aanzicht", 9.0)
    plant(drawing, None, 3.2)
    assert "IFC-PLANT" in codes(read(drawing, tmp_path))


def test_plant_drawn_in_coordinates_of_the_model_is_found(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    unit = plant(drawing, parts["ground"], 3.2)
    # Some programs place everything at zero and put the height into the shape.
    solid = unit.Representation.Representations[0].Items[0]
    solid.Position = unit.ObjectPlacement.RelativePlacement
    unit.ObjectPlacement = drawing.make("IfcLocalPlacement", None, drawing.axes((0, 0, 0)))
    building = read(drawing, tmp_path)
    assert the(building, "IFC-PLANT").elements == (unit.GlobalId,)
    assert building.mesh.bounds[1, 2] == pytest.approx(5.2)


def test_plant_under_a_roof_that_rises_above_it_is_left_out(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    drawing.box("IfcSlab", parts["ground"], (0, 0, 6.0), (8, 6, 0.2), "bovendak")
    plant(drawing, parts["ground"], 3.2)
    beside = drawing.box("IfcUnitaryEquipment", parts["ground"], (-3, 2, 3.2), (1, 1, 2), "naast het dak")
    assert the(read(drawing, tmp_path), "IFC-PLANT").elements == (beside.GlobalId,)


def test_plant_that_cannot_be_read_leaves_height_and_sun_unknown(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    unit = plant(drawing, parts["ground"], 3.2)
    unit.Representation.Representations[0].Items[0].Depth = 1e-12
    building = read(drawing, tmp_path)
    assert [d.code for d in building.blocked("building_height")] == ["IFC-PLANT-UNREAD"]
    assert [d.code for d in building.blocked("sun")] == ["IFC-PLANT-UNREAD"]
    assert not building.blocked("storey_count")


@pytest.mark.parametrize(("unit", "code"), [("ft", "IFC-SIZE-DOORS"), ("mm", "IFC-SIZE")])
def test_metres_in_a_model_that_names_another_unit(tmp_path: Path, unit: str, code: str) -> None:
    drawing = Drawing()
    parts = house(drawing)
    for level in range(5):
        drawing.box("IfcWall", parts["ground"], (0, 0, 3.2 * level), (8, 0.3, 3.2))
    drawing.box("IfcDoor", parts["ground"], (1, 0, 0), (1, 0.1, 2.1), "deur")
    drawing.assignment.Units = [drawing._unit(unit)]
    assert the(read(drawing, tmp_path), code).blocks == EVERYTHING


def test_feet_in_a_model_of_metres(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    drawing.box("IfcDoor", parts["ground"], (1, 0, 0), (3, 0.3, 6.9), "deur")
    defect = the(read(drawing, tmp_path), "IFC-SIZE-DOORS")
    assert "6,90" in defect.message.nl
    assert defect.blocks == EVERYTHING


def test_storeys_too_close_for_anybody_to_stand(tmp_path: Path) -> None:
    drawing = Drawing()
    building = drawing.building("huis")
    for number in range(4):
        storey = drawing.storey(building, f"{number}", 0.9 * number)
        drawing.box("IfcWall", storey, (0, 0, 0.9 * number), (8, 0.3, 0.9))
        drawing.box("IfcSlab", storey, (0, 0, 0.9 * number), (8, 6, 0.1))
    defect = the(read(drawing, tmp_path), "IFC-SIZE-STOREYS")
    assert "0,90" in defect.message.nl
    assert defect.blocks == EVERYTHING


def test_what_is_missing_and_what_that_blocks(tmp_path: Path) -> None:
    drawing = Drawing()
    ground = drawing.storey(drawing.building("huis"), "begane grond", 0.0)
    for corner, size in (((0, 0, 0), (8, 0.3, 3)), ((0, 5.7, 0), (8, 0.3, 3))):
        drawing.box("IfcWall", ground, corner, size)
    building = read(drawing, tmp_path)
    assert {"IFC-WINDOWS-NONE", "IFC-SPACES-NONE", "IFC-SLABS-NONE", "IFC-ROOF-NONE"} <= codes(building)
    assert the(building, "IFC-WINDOWS-NONE").severity is Severity.WARNING
    assert "vrije hoogte" in the(building, "IFC-SPACES-NONE").message.nl
    assert {d.code for d in building.blocked("building_height")} == {"IFC-ROOF-NONE"}
    assert {d.code for d in building.blocked("gross_floor_area")} == {"IFC-SLABS-NONE"}


@pytest.mark.parametrize(("kind", "open_"), [("IfcSlab", False), ("IfcRoof", False), ("IfcRailing", True)])
def test_the_top_storey_needs_a_roof(tmp_path: Path, kind: str, *, open_: bool) -> None:
    drawing = Drawing()
    parts = house(drawing)
    first = drawing.storey(parts["building"], "verdieping", 3.2)
    drawing.box("IfcWall", first, (0, 0, 3.2), (8, 0.3, 3))
    drawing.box("IfcWall", first, (0, 5.7, 3.2), (8, 0.3, 3))
    drawing.box(kind, first, (0, 0, 6.2), (8, 6, 0.2))
    building = read(drawing, tmp_path)
    assert ("IFC-ROOF-NONE" in codes(building)) == open_
    if open_:
        assert "3,20" in the(building, "IFC-ROOF-NONE").message.nl


def test_a_parapet_needs_no_roof(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    for y in (0, 5.7):
        drawing.box("IfcWall", parts["ground"], (0, y, 3.2), (8, 0.3, 1.0), "borstwering")
    assert "IFC-ROOF-NONE" not in codes(read(drawing, tmp_path))


def test_two_houses_in_one_building(tmp_path: Path) -> None:
    drawing = Drawing()
    first = house(drawing)
    shed = drawing.box("IfcWall", first["ground"], (0, 20, 0), (3, 0.3, 3), "scherm")
    assert "IFC-BODIES-SEVERAL" not in codes(read(drawing, tmp_path))
    drawing.file.remove(shed)
    second = house(drawing, "buren", at=(30, 0))
    for relation in drawing.file.by_type("IfcRelContainedInSpatialStructure"):
        relation.RelatingStructure = first["ground"]
    for relation in drawing.file.by_type("IfcRelAggregates"):
        if second["building"] in relation.RelatedObjects or relation.RelatingObject == second["building"]:
            drawing.file.remove(relation)
    drawing.file.remove(second["ground"])
    drawing.file.remove(second["building"])
    assert "2 losse delen" in the(read(drawing, tmp_path), "IFC-BODIES-SEVERAL").message.nl


def test_marks_of_the_origin(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    mark = drawing.box("IfcBuildingElementProxy", parts["ground"], (-1, -1, 0), (1, 1, 1), "blok")
    drawing.box("IfcBuildingElementProxy", parts["ground"], (2, 2, 3.2), (1, 1, 1), "koepel")
    defect = the(read(drawing, tmp_path), "IFC-ORIGIN-MARKER")
    assert (defect.elements, defect.severity) == ((mark.GlobalId,), Severity.NOTE)


def test_storeys_of_one_name_and_without_elevation(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    upper = drawing.storey(parts["building"], "Begane  Grond", 3.2)
    silent = drawing.storey(parts["building"], "dak", 6.4)
    silent.Elevation = None
    building = read(drawing, tmp_path)
    assert set(the(building, "IFC-STOREYS-SAME-NAME").elements) == {
        parts["ground"].GlobalId,
        upper.GlobalId,
    }
    assert the(building, "IFC-STOREYS-NO-ELEVATION").elements == (silent.GlobalId,)
    assert [s.elevation for s in building.storeys] == pytest.approx([0.0, 3.2, 6.4])


def test_classes_of_another_schema_than_the_file_names(tmp_path: Path) -> None:
    drawing = Drawing("IFC2X3")
    house(drawing)
    path = drawing.save(tmp_path / "huis.ifc")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ENDSEC;\nEND-ISO", "#99999=IFCMAPCONVERSION($);\nENDSEC;\nEND-ISO"))
    building = read_model(path).building
    defect = the(building, "IFC-SCHEMA-CONTENT")
    assert "IFC2X3" in defect.message.nl
    assert "IFCMAPCONVERSION" in defect.message.nl
    assert defect.blocks == EVERYTHING
    assert "IFC-FILE-DAMAGED" not in codes(building)


@pytest.mark.parametrize("schema", ["IFC2X_FINAL", "IFC2X2_FINAL", "IFC5", "IFC4X1", ""])
def test_schemas_that_are_not_read_are_named(tmp_path: Path, schema: str) -> None:
    drawing = Drawing()
    house(drawing)
    path = drawing.save(tmp_path / "huis.ifc")
    path.write_text(path.read_text(encoding="utf-8").replace("('IFC4')", f"('{schema}')"))
    with pytest.raises(Exception, match=f"heeft schema '{schema}'"):
        read_model(path)


def test_the_header_tells_which_program_made_the_model(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    organization = drawing.file.create_entity("IfcOrganization", Name="bureau")
    drawing.make("IfcApplication", organization, "1", "Tekenpakket 12", "TP")
    name = drawing.file.header.file_name
    name.name, name.originating_system, name.preprocessor_version = "huis", "TP export", "biblio"
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert model.tool == "Tekenpakket 12"
    assert "IFC-HEADER" not in {d.code for d in model.building.defects}
    name.originating_system = ""
    assert "originating_system" in the(read(drawing, tmp_path), "IFC-HEADER").message.nl
    name.originating_system = "cafÃ©"
    assert "verminkt" in the(read(drawing, tmp_path), "IFC-HEADER").message.nl


def test_codes_that_another_file_may_settle_are_those_of_the_whole(tmp_path: Path) -> None:
    drawing = Drawing()
    ground = drawing.storey(drawing.building("huis"), "begane grond", 0.0)
    drawing.box("IfcSlab", ground, (0, 0, -0.2), (8, 6, 0.2))
    slabs = read(drawing, tmp_path)
    assert "IFC-ONE-LAYER" in codes(slabs)
    for code in codes(slabs) & OF_THE_WHOLE:
        assert code in {"IFC-ONE-LAYER", "IFC-WINDOWS-NONE", "IFC-SPACES-NONE"}
    again = whole_defects((), slabs.elements, slabs.spaces, slabs.storeys)
    assert {defect.code for defect in again} == codes(slabs) & OF_THE_WHOLE


def test_every_defect_says_what_to_do_in_two_languages(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.box("IfcWall", drawing.building("huis"), (0, 0, 0), (8, 0.3, 3))
    for defect in read(drawing, tmp_path).defects:
        assert defect.message.nl != defect.message.in_language("en")
        assert defect.remedy.nl != defect.remedy.in_language("en")
        assert "{" not in defect.message.nl + defect.remedy.nl


def test_boxes_far_from_the_origin_make_no_mark(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    drawing.box("IfcBuildingElementProxy", parts["ground"], (40, 40, 0), (1, 1, 1), "blok")
    building = read(drawing, tmp_path)
    assert "IFC-ORIGIN-MARKER" not in codes(building)
    assert np.isfinite(building.mesh.vertices).all()
