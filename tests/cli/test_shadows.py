"""The command `shadows`: what it asks of the service, and what it refuses."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck import service
from optopcheck.cli.entries import clocks, days
from optopcheck.cli.main import main
from tests.cli.test_main import SAMPLE, one_line

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(service, "shade_scene", lambda case, scenario, plots: (case, scenario, plots))

    def write(scene: Any, request: Any, folder: Path, language: str, _progress: Any) -> list[Path]:
        found.extend([scene, request, folder, language])
        return [folder / "schaduw-2026-03-21-0900.png", folder / "schaduw.json"]

    monkeypatch.setattr(service, "write_shadows", write)
    return found


@pytest.mark.usefixtures("desk", "folder")
def test_options_become_a_request(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--dates", "2026-03-21,21-6-2026", "--times", "9,12:30", "--hours", "--frames", "day"]
    assert main(["shadows", "flat.ifc", "--storey-height", "2,9", *words, "--out", "platen"]) == 0
    (_, scenario, plots), request, folder, language = asked
    assert scenario.storey_height == 2.9
    assert plots is None
    assert request == service.ShadowRequest(
        (date(2026, 3, 21), date(2026, 6, 21)), ((9, 0), (12, 30)), hours=True, frames="day"
    )
    assert (folder, language) == (Path("platen"), "nl")
    assert folder.is_dir()
    assert capsys.readouterr().out.split() == [
        str(Path("platen/schaduw-2026-03-21-0900.png")),
        str(Path("platen/schaduw.json")),
    ]


def test_neighbours_go_along(desk: Desk, asked: list[Any], folder: Path) -> None:
    assert main(["shadows", "flat.ifc", "--neighbours", "buren.city.json", "--quiet"]) == 0
    assert desk.inputs[0].neighbours == Path("buren.city.json")
    request = asked[1]
    assert [(d.month, d.day) for d in request.days] == [
        (2, 19),
        (3, 21),
        (6, 21),
        (9, 21),
        (10, 21),
        (12, 21),
    ]
    assert {d.year for d in request.days} == {date.today().year}  # noqa: DTZ011 - the user's calendar
    assert request.clocks == ((9, 0), (12, 0), (15, 0), (18, 0))
    assert (folder / "schaduw").is_dir()


@pytest.mark.parametrize(
    "words", [["--times", "24"], ["--times", "9,"], ["--times", "9.30"], ["--dates", "21-3"]]
)
@pytest.mark.usefixtures("desk", "folder", "asked")
def test_times_that_are_none(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shadows", "flat.ifc", *words]) == 3
    assert "schrijf bijvoorbeeld" in one_line(capsys)


@pytest.mark.usefixtures("desk", "asked")
def test_plots_that_are_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shadows", "flat.ifc", "--plots", "geen.json"]) == 3
    assert "geen.json" in one_line(capsys)
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("desk", "asked")
def test_plots_are_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "schaduw.json").write_text("percelen")
    assert main(["shadows", "flat.ifc", "--plots", "schaduw.json", "--out", "."]) == 3
    assert "al in gebruik" in one_line(capsys)
    assert (folder / "schaduw.json").read_text() == "percelen"


def test_entries() -> None:
    assert clocks("9, 12:30,9") == ((9, 0), (12, 30))
    assert days("2026-03-21,21-3-2026") == [date(2026, 3, 21)]
    with pytest.raises(ArgumentTypeError):
        clocks("12:60")


def test_the_sample_from_file_to_plates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--dates", "2026-03-21", "--times", "12", "--peil", "-3,0", "--quiet"]
    model, around = str(SAMPLE / "portiekflat.ifc"), str(SAMPLE / "buren.city.json")
    assert main(["shadows", model, "--neighbours", around, *words]) == 0
    assert sorted(path.name for path in (folder / "schaduw").iterdir()) == [
        "schaduw-2026-03-21-1200.png", "schaduw.csv", "schaduw.json",
    ]  # fmt: skip
    lines = (folder / "schaduw" / "schaduw.csv").read_text("utf-8").splitlines()
    assert float(lines[1].split(",")[-2]) == pytest.approx(201.3, abs=0.1)
    assert capsys.readouterr().err == ""
