from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.domain.job import CancelledError, InputError
from optopcheck.ifc import stored_quantities
from optopcheck.ifc.process import Patience
from optopcheck.ifc.stored_quantities import read_stored_quantities
from optopcheck.ifc.unit_plausibility import UnitVerdict
from tests.ifc.drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.text import Text

CHILD = """
import json, os, signal, sys, time
job = json.load(open(sys.argv[1]))
def say(**message): print(json.dumps(message), flush=True)
UNITS = {"length": 1.0, "area": 1.0, "volume": 1.0}
BODY_HERE
"""


def quantify(drawing: Drawing, owner: Any, name: str, **values: float) -> None:
    kinds = {"Area": "IfcQuantityArea", "Volume": "IfcQuantityVolume"}
    made = [
        drawing.make(
            next((kind for word, kind in kinds.items() if word in n), "IfcQuantityLength"), n, None, None, v
        )
        for n, v in values.items()
    ]
    quantities = drawing.rooted("IfcElementQuantity", name)
    quantities.Quantities = made
    relation = drawing.rooted("IfcRelDefinesByProperties", "")
    relation.RelatedObjects, relation.RelatingPropertyDefinition = [owner], quantities


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_quantities_of_a_model_in_millimetres(schema: str, tmp_path: Path) -> None:
    drawing = Drawing(schema, "mm")
    drawing.units.append(drawing.make("IfcSIUnit", None, "AREAUNIT", None, "SQUARE_METRE"))
    drawing.units.append(drawing.make("IfcSIUnit", None, "VOLUMEUNIT", "MILLI", "CUBIC_METRE"))
    drawing.assignment.Units = drawing.units
    made = house(drawing)
    wall = made["walls"]["s"]
    quantify(drawing, wall, "BaseQuantities", Length=8000.0, Height=3000.0, Width=300.0, GrossVolume=7.2e9)
    quantify(drawing, made["ground"], "Vloeren", GrossFloorArea=48.0)
    found = read_stored_quantities(drawing.save(tmp_path / "huis.ifc"))
    assert (found.units.length, found.units.area, found.units.volume) == (0.001, 1.0, pytest.approx(1e-9))
    assert found.values("IfcWall", "GrossVolume") == {wall.GlobalId: [pytest.approx(7.2)]}
    assert found.values("IfcBuildingStorey", "GrossFloorArea") == {made["ground"].GlobalId: [48.0]}
    assert found.judgement.verdict is UnitVerdict.PLAUSIBLE
    assert len(found.sha256) == 64


def test_areas_follow_the_length_unit_where_none_is_declared(tmp_path: Path) -> None:
    drawing = Drawing("IFC4", "mm")
    made = house(drawing)
    quantify(drawing, made["ground"], "Vloeren", GrossFloorArea=48.0e6)
    found = read_stored_quantities(drawing.save(tmp_path / "huis.ifc"))
    assert list(found.values("IfcBuildingStorey", "GrossFloorArea").values()) == [[pytest.approx(48.0)]]


def test_a_model_without_quantities(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    found = read_stored_quantities(drawing.save(tmp_path / "huis.ifc"))
    assert found.quantities == ()
    assert found.judgement.verdict is UnitVerdict.UNKNOWN


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.ifc"
    path.write_text("ISO-10303-21;\nHEADER;FILE_SCHEMA(('IFC4'));\nDATA;\n#1=IFCWALL(;\nEND-ISO-10303-21;")
    with pytest.raises(InputError, match=r"m\.ifc"):
        read_stored_quantities(path)
    with pytest.raises(InputError, match="bestaat niet"):
        read_stored_quantities(tmp_path / "niets.ifc")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    drawing = Drawing()
    house(drawing)
    return drawing.save(tmp_path / "huis.ifc")


def act(body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "child.py"
    script.write_text(CHILD.replace("BODY_HERE", body))
    monkeypatch.setattr(
        stored_quantities, "child_command", lambda job: [sys.executable, str(script), str(job)]
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "code -9"),
        ("say(units=UNITS); os.kill(os.getpid(), signal.SIGKILL)", "code -9"),
        ("raise ValueError('geen zin')", "ValueError: geen zin"),
        ("say(refused=['nee', 'no'])", "nee"),
        ("say(units=UNITS); time.sleep(60)", "no answer"),
        ("say(done=True)", "kan niet worden gelezen"),
    ],
)
def test_a_child_that_fails_gives_no_sums(
    body: str, said: str, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(body, tmp_path, monkeypatch)
    with pytest.raises(InputError, match=said):
        read_stored_quantities(model, patience=Patience(silence=1.0, per_megabyte=0.0))


def test_cancelling_ends_the_child_and_leaves_nothing(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid_file = tmp_path / "pid"
    act(f"open({str(pid_file)!r}, 'w').write(str(os.getpid())); time.sleep(60)", tmp_path, monkeypatch)
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))

    def progress(_: Text, __: float) -> None:
        if pid_file.exists() and pid_file.read_text():
            raise CancelledError

    with pytest.raises(CancelledError):
        read_stored_quantities(model, progress=progress)
    time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), signal.SIGCONT)
    assert list(private.iterdir()) == []
