"""Small models with a storey written into them: every schema and unit, turned and far from their zero."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ifcopenshell
import ifcopenshell.validate
import numpy as np
import pytest

from optopcheck import service
from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import Scenario
from optopcheck.ifc.prisms import prism_of
from optopcheck.service.inputs import CaseInput
from optopcheck.service.variant import variant_of
from tests.ifc.drawing import Drawing, house
from tests.service.written import assessed, write

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.building import Building
    from tests.service.written import Written

SCENARIO = Scenario(storeys_added=2)


def drawn(path: Path, schema: str = "IFC4", unit: str = "m", turn: float = 0.0) -> Path:
    drawing = Drawing(schema, unit, turn)
    parts = house(drawing)
    # Seen from the building everything lies elsewhere: its own placement must be undone.
    parts["building"].ObjectPlacement = drawing.make(
        "IfcLocalPlacement", None, drawing.axes((3, -2, 0.5), 25.0)
    )
    area = drawing.make("IfcSIUnit", None, "AREAUNIT", "MILLI", "SQUARE_METRE")
    drawing.assignment.Units = [*drawing.assignment.Units, area]
    if schema == "IFC4":
        drawing.map_conversion(40.0, 93_000.0, 452_000.0, -3.0, "NAP")
    return drawing.save(path)


def box_of(written: Written, name: str) -> Any:
    return {e.name: e.mesh.bounds for e in written.again.case.building.elements}[name]


@pytest.mark.parametrize(
    ("schema", "unit", "turn"),
    [("IFC2X3", "mm", 0.0), ("IFC4", "mm", 30.0), ("IFC4", "ft", 12.0), ("IFC4X3", "m", 30.0)],
)
def test_the_added_storeys_come_back_where_they_were_designed(
    schema: str, unit: str, turn: float, tmp_path: Path
) -> None:
    written = write(drawn(tmp_path / "huis.ifc", schema, unit, turn), tmp_path, SCENARIO)
    building = written.proposed.building
    assert building is not None

    for element in (e for e in building.elements if e.added):
        assert np.allclose(box_of(written, element.name), element.mesh.bounds, atol=1e-5), element.name
    levels = {s.name: s.elevation for s in written.again.case.building.storeys}
    for storey in building.storeys:
        assert levels[storey.name] == pytest.approx(storey.elevation, abs=1e-6)
    assert written.again.case.site.georeference == written.assessment.facts.case.site.georeference
    (one, two) = [s for s in written.again.case.building.spaces if "optoplaag" in s.name]
    assert float(two.mesh.bounds[0, 2] - one.mesh.bounds[0, 2]) == pytest.approx(3.0, abs=1e-6)
    found = written.again.measured_existing.measured.storey_count
    assert found.value == 3.0  # type: ignore[union-attr]


def test_what_the_model_says_of_the_added_storey(tmp_path: Path) -> None:
    written = write(drawn(tmp_path / "huis.ifc", unit="mm"), tmp_path, Scenario())
    after = ifcopenshell.open(str(written.result))
    (space,) = after.by_type("IfcSpace")
    (storey,) = [s for s in after.by_type("IfcBuildingStorey") if s.Name == "optoplaag 1"]
    quantities = {q.Name: q for q in after.by_type("IfcElementQuantity")[0].Quantities}
    (told,) = after.by_type("IfcPropertySet")
    values = {p.Name: p.NominalValue.wrappedValue for p in told.HasProperties}
    openings = after.by_type("IfcOpeningElement")

    # Within walls of 0.3 m of a house of 8 x 6 m, in a model that counts areas in mm2.
    assert quantities["NetFloorArea"].AreaValue == pytest.approx(7.4 * 5.4 * 1e6)
    assert quantities["NetVolume"].VolumeValue == pytest.approx(7.4 * 5.4 * 2.7 * 1e9)
    assert quantities["Height"].LengthValue == pytest.approx(2700.0)
    assert space.Decomposes[0].RelatingObject == storey
    # The building is placed at 0.5 m, its ground floor says 0: Elevation goes on as the model counts.
    assert storey.Elevation == pytest.approx(3200.0)
    assert values["Oordeel"] == "nader onderzoek (er ontbreekt iets)"
    assert values["Toetsdatum"] == "2026-07-02"
    assert len(values["SHA-256 van de verantwoording"]) == 64
    assert not told.Name.startswith("Pset_")
    new = [w for w in after.by_type("IfcWindow") if w.Name.startswith("raam ")]
    assert len(new) > 3
    for window in new:
        wall = window.FillsVoids[0].RelatingOpeningElement.VoidsElements[0].RelatingBuildingElement
        assert wall.Name == "gevels optoplaag 1"
        assert window.OverallWidth == pytest.approx(1800.0)
    assert len(openings) == 4 + len(new)
    (roof,) = [s for s in after.by_type("IfcSlab") if s.PredefinedType == "ROOF"]
    assert roof.Name == "dak optoplaag 1"


def test_the_model_is_not_touched_and_the_result_is_the_same_each_time(tmp_path: Path) -> None:
    source = drawn(tmp_path / "huis.ifc")
    content, assessment = source.read_bytes(), assessed(source, SCENARIO)
    one, two = tmp_path / "one.ifc", tmp_path / "two.ifc"
    for path in (one, two):
        service.write_ifc(assessment, CaseInput(source), path)

    assert source.read_bytes() == content
    assert one.read_bytes() == two.read_bytes()
    with pytest.raises(InputError, match="bevat deze optoplaag al"):
        service.write_ifc(assessment, CaseInput(one), tmp_path / "three.ifc")
    assert not (tmp_path / "three.ifc").exists()


def test_a_design_may_take_away_what_stands_there_and_not_alter_it(tmp_path: Path) -> None:
    assessment = assessed(drawn(tmp_path / "huis.ifc"), SCENARIO)
    facts = assessment.facts
    building = facts.proposed.building
    assert building is not None
    old = next(e for e in building.elements if not e.added)
    gone = replace(building, elements=tuple(e for e in building.elements if e is not old))
    cut = replace(
        building,
        elements=tuple(replace(e, mesh=made_lower(e.mesh)) if e is old else e for e in building.elements),
    )

    variant, moved = variant_of(with_design(assessment, gone))
    assert (variant.gone, variant.cuts, moved) == ((old.global_id,), (), ())
    with pytest.raises(InputError, match="verandert een deel dat er staat"):
        variant_of(with_design(assessment, cut))


def with_design(assessment: Assessment, design: Building) -> Assessment:
    facts = assessment.facts
    return replace(assessment, facts=replace(facts, proposed=replace(facts.proposed, building=design)))


def made_lower(mesh: Any) -> Any:
    return type(mesh)(mesh.vertices * np.array([1.0, 1.0, 0.5]), mesh.faces)


def test_without_a_design_there_is_nothing_to_write(tmp_path: Path) -> None:
    assessment = assessed(drawn(tmp_path / "huis.ifc"), SCENARIO)
    facts = replace(assessment.facts, proposed=replace(assessment.facts.proposed, building=None))

    with pytest.raises(InputError, match="geen optoplaag"):
        service.write_ifc(
            replace(assessment, facts=facts), CaseInput(tmp_path / "huis.ifc"), tmp_path / "a.ifc"
        )


def test_the_room_leaves_the_stair_head_out() -> None:
    assessment = assessed(service.sample_case().model, Scenario())
    variant, _ = variant_of(assessment)
    (room,) = variant.spaces
    prism = prism_of(room.mesh)

    # 57.0 x 9.6 m within the walls, without the stair head of 4.6 x 3.6 m and its walls.
    assert prism is not None
    assert prism.area == pytest.approx(57.0 * 9.6 - 4.6 * 3.6, abs=1e-3)
    assert all(prism_of(part.mesh) is not None for part in variant.parts)
