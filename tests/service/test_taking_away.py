"""A pitched roof that makes way, written into the model: marked there, and not measured again."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.validate
import numpy as np
import pytest

from optopcheck.domain.building import Severity
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.scenario import PitchedRoof, Scenario
from optopcheck.ifc.demolition import CUT, GONE, read_demolition
from tests.service.pitched import ATTIC, pitched_house
from tests.service.written import assessed, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.service.written import Written

REPLACE = Scenario(pitched_roof=PitchedRoof.REPLACE)
AWAY = {"dakvlak zuid", "dakvlak noord", "raam op zolder", "zolderkamer", "zolder"}
# The validator leaves the files of its rules open.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def faults(path: Path, *, rules: bool) -> Counter[str]:
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(str(path), log, express_rules=rules)
    said = (f"{found.get('instance')} {found.get('message')}" for found in log.statements)
    return Counter(re.sub(r"0x[0-9a-f]+", "", text) for text in said)


def check(written: Written, least: int, *, rules: bool) -> None:
    """Hold the written model against its source and against the design; the schema's rules take long."""
    before, after = ifcopenshell.open(str(written.source)), ifcopenshell.open(str(written.result))
    assert [str(line) for line in before if str(line) != str(after.by_id(line.id()))] == []
    assert faults(written.result, rules=rules) - faults(written.source, rules=rules) == Counter()
    again, compared = written.again.measured_existing.measured, 0
    for quantity, designed in written.proposed.measured.items():
        measured = again.get(quantity)
        assert isinstance(measured, Measurement) is isinstance(designed, Measurement), quantity
        if isinstance(designed, Measurement) and isinstance(measured, Measurement):
            assert abs(measured.value - designed.value) <= max(designed.tolerance, 1e-9), quantity
            compared += 1
    assert compared >= least
    building = written.proposed.building
    assert building is not None
    read = {e.global_id: e.mesh.bounds for e in written.again.case.building.elements}
    drawn = {e.global_id: e.mesh.bounds for e in building.elements}
    assert read.keys() == drawn.keys()
    assert all(np.allclose(read[name], bounds, atol=1e-4) for name, bounds in drawn.items())
    assert {s.name for s in written.again.case.building.storeys} == {s.name for s in building.storeys}


@pytest.mark.parametrize(("schema", "unit"), [("IFC4", "m"), ("IFC2X3", "mm"), ("IFC4X3", "ft")])
def test_what_goes_is_not_measured_again(tmp_path: Path, schema: str, unit: str) -> None:
    written = write(pitched_house(tmp_path / "huis.ifc", schema, unit), tmp_path, REPLACE)

    check(written, 10, rules=schema != "IFC4X3")
    assert len(written.remarks) == 1
    assert written.remarks[0].nl.startswith("weg gaan 5 onderdelen, afgesneden 3: zij staan er nog")
    told = [d for d in written.again.case.building.defects if d.code == "IFC-DEMOLISHED"]
    assert [d.severity for d in told] == [Severity.WARNING]
    assert "5 onderdelen staan erin als sloop" in told[0].message.nl


def test_how_it_stands_in_the_model(tmp_path: Path) -> None:
    written = write(pitched_house(tmp_path / "huis.ifc"), tmp_path, REPLACE)
    after = ifcopenshell.open(str(written.result))
    groups = {group.ObjectType: group for group in after.by_type("IfcGroup")}
    gone = {thing.Name: thing for thing in groups[GONE].IsGroupedBy[0].RelatedObjects}
    sets = {name: set_values(thing) for name, thing in gone.items()}

    assert set(gone) == AWAY
    assert all(found["Optopcheck sloop"]["Status"] == "DEMOLISH" for found in sets.values())
    assert sets["dakvlak zuid"]["Pset_SlabCommon"] == {"Status": ["DEMOLISH"]}
    assert sets["raam op zolder"]["Pset_WindowCommon"] == {"Status": ["DEMOLISH"]}
    # A second set of the same name may not be: what the model says of it stays all that it says.
    assert sets["dakvlak noord"]["Pset_SlabCommon"] == {"IsExternal": True}
    cuts = groups[CUT].IsGroupedBy[0].RelatedObjects
    assert {c.VoidsElements[0].RelatingBuildingElement.Name for c in cuts} == {"west", "oost", "trap"}


def test_what_is_left_of_a_stair_is_not_lifted_onto_the_new_roof(tmp_path: Path) -> None:
    design = assessed(pitched_house(tmp_path / "huis.ifc"), REPLACE).facts.proposed.building
    assert design is not None
    (stair,) = [e for e in design.elements if e.name == "trap"]

    assert stair.mesh.bounds[:, 2] == pytest.approx([ATTIC - 0.7, ATTIC])


def test_another_program_sees_the_gable_cut_off(tmp_path: Path) -> None:
    """The geometry kernel by itself, which knows nothing of our marks and cuts openings out."""
    written = write(pitched_house(tmp_path / "huis.ifc"), tmp_path, REPLACE)
    after = ifcopenshell.open(str(written.result))
    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)  # noqa: FBT003 - the library's
    for name in ("west", "oost"):
        (wall,) = [w for w in after.by_type("IfcWall") if w.Name == name]
        shape: Any = ifcopenshell.geom.create_shape(settings, wall)
        top = np.array(shape.geometry.verts).reshape(-1, 3)[:, 2].max()
        assert top == pytest.approx(ATTIC, abs=1e-6)


def test_words_of_others_take_nothing_away(tmp_path: Path) -> None:
    source = pitched_house(tmp_path / "huis.ifc")
    model = ifcopenshell.open(str(source))
    wall = model.by_type("IfcWall")[0]
    group = model.create_entity(
        "IfcGroup", GlobalId=ifcopenshell.guid.new(), Name="sloop", ObjectType="sloop"
    )
    model.create_entity(
        "IfcRelAssignsToGroup",
        GlobalId=ifcopenshell.guid.new(),
        RelatedObjects=[wall],
        RelatingGroup=group,
    )

    assert read_demolition(model, 1.0).gone == frozenset()
    group.ObjectType = GONE
    assert read_demolition(model, 1.0).gone == {wall.id()}


@pytest.mark.models
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("fzk_ac20", 12),
        pytest.param("fzk_ac11", 12, marks=pytest.mark.long),
        pytest.param("jasmin_sun_ac9", 12, marks=pytest.mark.long),
    ],
)
def test_the_roof_of_a_real_model_makes_way(
    name: str, least: int, model: Callable[[str], Path], tmp_path: Path
) -> None:
    check(write(model(name), tmp_path, REPLACE), least, rules=False)


def set_values(thing: Any) -> dict[str, dict[str, Any]]:
    found = {}
    for relation in thing.IsDefinedBy:
        own = relation.RelatingPropertyDefinition
        found[own.Name] = {p.Name: value_of(p) for p in own.HasProperties}
    return found


def value_of(single: Any) -> Any:
    if single.is_a("IfcPropertyEnumeratedValue"):
        return [value.wrappedValue for value in single.EnumerationValues]
    return single.NominalValue.wrappedValue
