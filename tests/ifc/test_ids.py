"""A model against an IDS file; the library runs in a child and its word is not taken for everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from optopcheck.domain.job import CancelledError, InputError
from optopcheck.ifc import IdsOutcome, check_ids
from optopcheck.ifc.ids import own_ids

from .drawing import Drawing, house

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.text import Text
    from optopcheck.ifc import IdsReport, IdsSpecification

SPACE = "{http://standards.buildingsmart.org/IDS}"
OTHER = """<?xml version="1.0" encoding="UTF-8"?>
<ids xmlns="http://standards.buildingsmart.org/IDS">
  <info><title>Proef</title></info>
  <specifications><specification name="proef" ifcVersion="{schema}">
    <applicability minOccurs="{least}" maxOccurs="{most}">
      <entity><name><simpleValue>{kind}</simpleValue></name></entity>
    </applicability>
  </specification></specifications>
</ids>
"""


def the(report: IdsReport, name: str) -> IdsSpecification:
    (found,) = [s for s in report.specifications if s.name == name]
    return found


def other(folder: Path, kind: str, least: str, most: str, schema: str = "IFC4") -> Path:
    path = folder / "proef.ids"
    path.write_text(OTHER.format(kind=kind, least=least, most=most, schema=schema), encoding="utf-8")
    return path


@pytest.fixture
def model_of_a_house(tmp_path: Path) -> Path:
    drawing = Drawing()
    house(drawing)
    return drawing.save(tmp_path / "huis.ifc")


def test_our_file_is_valid_ids_and_in_dutch() -> None:
    root = ET.parse(own_ids()).getroot()  # noqa: S314 -- our own file
    found = list(root.iter(f"{SPACE}specification"))
    assert len(found) == 11
    assert root.findtext(f"{SPACE}info/{SPACE}title") == "Geschikt voor een optoptoets"
    for specification in found:
        assert specification.get("description")
        assert specification.get("instructions")


def test_what_a_house_lacks(model_of_a_house: Path) -> None:
    report = check_ids(model_of_a_house)
    assert report.title == "Geschikt voor een optoptoets"
    assert report.schema == "IFC4"
    assert not report.passed
    outcomes = {s.name: s.outcome for s in report.specifications}
    assert outcomes["Gebouw met naam"] is IdsOutcome.PASSED
    assert outcomes["Bouwlagen met naam en hoogte"] is IdsOutcome.PASSED
    assert outcomes["Vloeren"] is IdsOutcome.PASSED
    assert outcomes["Terrein met breedte en lengte"] is IdsOutcome.FAILED
    rooms = the(report, "Ruimten met naam")
    assert (rooms.outcome, rooms.checked) == (IdsOutcome.FAILED, 0)
    assert rooms.reason.nl == "het model bevat er geen"
    walls = the(report, "Wanden binnen of buiten")
    assert (walls.outcome, walls.checked, len(walls.failing)) == (IdsOutcome.FAILED, 4, 4)
    assert all(len(identity) == 22 for identity in walls.failing)
    assert "Pset_WallCommon.IsExternal" in walls.reason.nl


def test_an_optional_specification_without_anything_is_not_passed(model_of_a_house: Path) -> None:
    roof = the(check_ids(model_of_a_house), "Dak in een bouwlaag")
    assert roof.outcome is IdsOutcome.NOT_APPLICABLE
    assert "niets beoordeeld" in roof.reason.nl
    assert "niet beoordeeld" in roof.outcome.label.nl


@pytest.mark.parametrize(
    ("kind", "least", "most", "outcome", "failing"),
    [
        ("IFCROOF", "0", "unbounded", IdsOutcome.NOT_APPLICABLE, 0),
        ("IFCROOF", "1", "unbounded", IdsOutcome.FAILED, 0),
        ("IFCROOF", "0", "0", IdsOutcome.PASSED, 0),
        ("IFCWALL", "0", "unbounded", IdsOutcome.PASSED, 0),
        ("IFCWALL", "0", "0", IdsOutcome.FAILED, 4),
    ],
)
def test_required_optional_and_forbidden(
    model_of_a_house: Path,
    tmp_path: Path,
    kind: str,
    least: str,
    most: str,
    outcome: IdsOutcome,
    failing: int,
) -> None:
    (found,) = check_ids(model_of_a_house, other(tmp_path, kind, least, most)).specifications
    assert (found.outcome, len(found.failing)) == (outcome, failing)


def test_nothing_judged_is_not_passed(model_of_a_house: Path, tmp_path: Path) -> None:
    report = check_ids(model_of_a_house, other(tmp_path, "IFCROOF", "0", "unbounded"))
    assert not report.passed
    elsewhere = check_ids(model_of_a_house, other(tmp_path, "IFCWALL", "1", "unbounded", "IFC2X3"))
    assert elsewhere.specifications[0].outcome is IdsOutcome.NOT_APPLICABLE
    assert "IFC4" in elsewhere.specifications[0].reason.nl


def test_what_is_no_ids_or_no_model_is_refused(model_of_a_house: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "fout.ids"
    wrong.write_text("<ids/>", encoding="utf-8")
    with pytest.raises(InputError, match="geen geldige IDS"):
        check_ids(model_of_a_house, wrong)
    with pytest.raises(InputError, match="bestaat niet"):
        check_ids(model_of_a_house, tmp_path / "weg.ids")
    with pytest.raises(InputError, match="bestaat niet"):
        check_ids(tmp_path / "weg.ifc")
    text = model_of_a_house.read_text(encoding="utf-8")
    foreign = "#99999=IFCNOSUCHTHING($);\nENDSEC;\nEND-ISO"
    model_of_a_house.write_text(text.replace("ENDSEC;\nEND-ISO", foreign), encoding="utf-8")
    with pytest.raises(InputError, match="kan niet worden gecontroleerd"):
        check_ids(model_of_a_house)


def test_cancelling_stops_the_child(model_of_a_house: Path) -> None:
    def cancel(step: Text, fraction: float) -> None:
        del step, fraction
        raise CancelledError

    with pytest.raises(CancelledError):
        check_ids(model_of_a_house, progress=cancel)


def test_neither_library_enters_this_process(model_of_a_house: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from optopcheck.ifc import check_ids\n"
        "assert check_ids(Path(sys.argv[1])).specifications\n"
        "print(sorted({'ifcopenshell', 'ifctester', 'xmlschema'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, str(model_of_a_house)]
    here = Path(__file__).parents[2]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=here)
    assert run.stdout.strip() == "[]"


@pytest.mark.models
@pytest.mark.parametrize(
    ("name", "failed"),
    [
        ("bimwhale_tall", set()),
        ("demo2_vox", {"Gebouw met naam"}),
        ("fzk_ac20", {"Wanden binnen of buiten"}),
        (
            "pcert_architecture",
            {"Terrein met breedte en lengte", "Kaartligging in RD", "Dak in een bouwlaag", "Ramen met maten"},
        ),
    ],
)
def test_real_models(model: Callable[[str], Path], name: str, failed: set[str]) -> None:
    report = check_ids(model(name))
    assert {s.name for s in report.specifications if s.outcome is IdsOutcome.FAILED} == failed
    assert report.passed == (not failed)
