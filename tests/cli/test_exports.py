from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.cli.main import main
from optopcheck.domain.scenario import Scenario
from tests.ifc.drawing import Drawing, house
from tests.service import made
from tests.service.test_presenting import three
from tests.service.written import assessed

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from tests.cli.conftest import Desk


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_check_writes_bcf(desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str], version: str) -> None:
    code = main(["check", "flat.ifc", "--bcf", "punten.bcf", "--bcf-version", version, "--bcf-to", "a@b.nl"])

    assert code == 1
    assert capsys.readouterr().out.endswith("\npunten.bcf\n")
    with zipfile.ZipFile(folder / "punten.bcf") as archive:
        assert f'VersionId="{version}"' in archive.read("bcf.version").decode()
        markups = [archive.read(name).decode() for name in archive.namelist() if name.endswith("markup.bcf")]
    assert len(markups) == 3
    assert all("<Filename>flat.ifc</Filename>" in text for text in markups)
    assert all("<AssignedTo>a@b.nl</AssignedTo>" in text for text in markups)
    assert desk.inputs[0].model.name == "flat.ifc"


def test_bcf_without_a_folder_is_refused_before_the_work(
    desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "flat.ifc", "--bcf", "weg/punten.bcf"]) == 3
    assert "--bcf 'weg/punten.bcf'" in capsys.readouterr().err
    assert desk.inputs == []
    assert list(folder.iterdir()) == []


def test_bcf_over_the_model_is_refused(desk: Desk, folder: Path) -> None:
    assert main(["check", "flat.ifc", "--bcf", "flat.ifc"]) == 3
    assert desk.inputs == []
    assert list(folder.iterdir()) == []


def test_check_writes_glb_and_cityjson(desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.answer = three()
    code = main(["check", "flat.ifc", "--glb", "beeld.glb", "--cityjson", "gis.city.json", "--quiet"])

    assert code == 1
    assert capsys.readouterr().out.endswith("\nbeeld.glb\ngis.city.json\n")
    assert (folder / "beeld.glb").read_bytes()[:4] == b"glTF"
    assert json.loads((folder / "gis.city.json").read_text(encoding="utf-8"))["version"] == "2.0"


@pytest.fixture
def design(folder: Path) -> Assessment:
    """A model in the folder, assessed before the desk stands in for that work."""
    drawing = Drawing()
    house(drawing)
    found = assessed(drawing.save(folder / "huis.ifc"), Scenario())
    return replace(found, outcomes=made.many_sided().outcomes)


def test_check_writes_the_variant_and_says_what_is_left_to_do(
    design: Assessment, desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.answer = design
    main(["check", "huis.ifc", "deel.ifc", "--ifc-out", "variant.ifc", "--quiet"])

    told = capsys.readouterr().out
    assert "variant.ifc\nalleen huis.ifc is aangevuld, de andere bestanden van het gebouw niet\n" in told
    text = (folder / "variant.ifc").read_text(encoding="utf-8")
    assert "optoplaag 1" in text
    assert "IFCTEXT('voldoet niet" in text


def test_check_shows_the_screening_and_keeps_its_verdict(
    design: Assessment, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = replace(design.facts, scenario=replace(design.facts.scenario, construction="hsb"))
    desk.answer = replace(design, facts=facts)
    code = main(["check", "huis.ifc", "--construction", "hsb"])

    told = " ".join(capsys.readouterr().out.split())
    assert code == 1
    assert desk.scenarios[0].construction == "hsb"
    assert "Constructie: screening" in told
    assert "houtskeletbouw, 2,5 - 3,5 kN/m²" in told
    assert "oordeelt niet over de draagkracht" in told


def test_an_unknown_construction_is_refused_before_the_work(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "flat.ifc", "--construction", "stro"]) == 3
    assert "bekend zijn: hsb, staal, clt, beton" in capsys.readouterr().err
    assert desk.inputs == []
