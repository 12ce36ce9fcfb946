"""`measure` prints the table and where each number comes from; its JSON carries the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.cli import layout
from optopcheck.cli.main import main
from optopcheck.report import measurement_report
from tests.report import shown
from tests.report.test_json_measured import validator

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk


@pytest.fixture
def measured(desk: Desk) -> Desk:
    desk.measured = shown.situation()
    return desk


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert [error.message for error in validator().iter_errors(content)] == []
    return content


@pytest.mark.usefixtures("measured")
def test_page_holds_table_traces_and_what_was_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "flat.ifc"]) == 0

    page = capsys.readouterr().out
    for words in (
        "goothoogte: 8,70 ± 0,62 m",
        "– 0,10 m: de goot ontbreekt",
        "gevel noord  5,70 ± 0,02 m  telt niet mee: dakkapel",
        "en nog 28; alle staan in --json",
        "schuur (IfcWall, shed)",
        "35,0 ± 0,5°",
        "houdt tegen",
    ):
        assert words in page
    assert max(len(line) for line in page.splitlines()) <= layout.WIDTH


@pytest.mark.usefixtures("measured")
def test_page_speaks_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "flat.ifc", "--lang", "en"]) == 0
    assert "– 0.10 m: the gutter is missing" in capsys.readouterr().out


@pytest.mark.usefixtures("measured")
def test_quiet_prints_the_table_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "flat.ifc", "--quiet"]) == 0

    page = capsys.readouterr().out
    assert "8,70 ± 0,62 m" in page
    assert "bepaald als" not in page


@pytest.mark.usefixtures("measured")
def test_faces_are_written_only_when_asked_for(folder: Path) -> None:
    assert main(["measure", "flat.ifc", "--json", "maten.json"]) == 0
    assert main(["measure", "flat.ifc", "--json", "vlakken.json", "--geometry"]) == 0

    plain, whole = (
        read(folder / name)["measurements"]["existing"]["eaves_height"]["geometry"]
        for name in ("maten.json", "vlakken.json")
    )
    assert whole.pop("triangles") == shown.SOUTH.triangles.tolist()
    assert plain == whole


def test_geometry_without_a_file_is_refused(measured: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "flat.ifc", "--geometry"]) == 3
    assert "geef ook --json" in capsys.readouterr().err
    assert measured.inputs == []


def test_unknown_quantities_of_one_reason_share_a_row() -> None:
    page = layout.plain(measurement_report(shown.situation(), shown.site()))
    table = page.split("Metingen")[1].split("Herkomst")[0]

    # Two reasons in this building, so two rows, whatever the count of quantities.
    assert table.count("onbekend [") == 2
    for name in ("nokhoogte", "gebruiksoppervlakte", "afstand tot de perceelgrens"):
        assert name in " ".join(table.split())
