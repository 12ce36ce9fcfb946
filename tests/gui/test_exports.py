"""What leaves the window is what the command line writes; each export that cannot be made says why."""

from __future__ import annotations

import json
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog

from optopcheck import service
from optopcheck.gui import export_work
from tests.gui.small import CHANGED, is_ready

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.exports import Export

LONG = 120_000
"""[ms]"""
PDF, HTML, COPY, BCF, IFC, GLB, CITY, JSON, PLATES, PICTURE = range(10)


def _export(program: Program, place: int) -> Export:
    return program.window.exports.entries[place]


def _written(program: Program, place: int, path: Path, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(program.desk.noticed, timeout=LONG) as told:
        program.window.exports.write(_export(program, place), path)
    assert not told.args[0].is_failure, told.args[0].text.nl
    assert told.args[0].place == path
    return path


def test_files_for_other_programs_are_those_of_the_service(
    small: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    assessment = small.desk.judged.assessment
    service.write_json(assessment, tmp_path / "own.json")
    service.write_cityjson(assessment, tmp_path / "own.city.json")
    service.write_glb(assessment, tmp_path / "own.glb")

    for place, end in ((JSON, "json"), (CITY, "city.json"), (GLB, "glb")):
        path = _written(small, place, tmp_path / f"uit.{end}", qtbot)
        assert path.read_bytes() == (tmp_path / f"own.{end}").read_bytes()


def test_report_is_written_as_pdf_and_as_page(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    pdf = _written(small, PDF, tmp_path / "rapport.pdf", qtbot).read_bytes()
    copy = _written(small, COPY, tmp_path / "kopie.pdf", qtbot).read_bytes()
    page = _written(small, HTML, tmp_path / "rapport.html", qtbot).read_text()

    assert pdf.startswith(b"%PDF")
    assert b"/EmbeddedFiles" in pdf or len(copy) < len(pdf)
    assert "huis" in page
    assert "<html" in page


def test_bcf_and_ifc(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    bcf = _written(small, BCF, tmp_path / "punten.bcf", qtbot)
    ifc = _written(small, IFC, tmp_path / "nieuw.ifc", qtbot)

    with zipfile.ZipFile(bcf) as found:
        assert any(name.endswith("markup.bcf") for name in found.namelist())
    assert ifc.read_text().count("IFCBUILDINGSTOREY") > (tmp_path / "huis.ifc").read_text().count(
        "IFCBUILDINGSTOREY"
    )


def test_plates_and_picture(
    small: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "STUDY_DAYS", ((3, 21),))
    folder = tmp_path / "schaduw"
    folder.mkdir()
    _written(small, PLATES, folder, qtbot)
    picture = _written(small, PICTURE, tmp_path / "beeld.png", qtbot)

    assert set(service.AREA_FILES) <= {p.name for p in folder.iterdir()}
    assert json.loads((folder / "schaduw.json").read_text())
    image, seen = QImage(str(picture)), small.window.view.viewport.image()
    assert image.size() == seen.size()
    assert image.pixelColor(20, 20) == seen.pixelColor(20, 20)


def test_what_cannot_be_exported_says_what_it_needs(program: Program) -> None:
    menus = program.window.menus
    assert [action.toolTip() for _, action in menus.exports] == ["Er is geen zaak geopend"] * 10
    assert not any(action.isEnabled() for _, action in menus.exports)


def test_stale_assessment_is_not_exported(small: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    actions = small.window.menus.exports
    assert all(action.isEnabled() for _, action in actions)
    monkeypatch.setattr(small.desk, "assess", lambda: None)

    small.desk.set_scenario(CHANGED)

    assert [place for place, (_, action) in enumerate(actions) if action.isEnabled()] == [PICTURE]
    assert "F5" in actions[PDF][1].toolTip()


def test_a_file_of_the_case_is_not_written_over(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    before = (tmp_path / "huis.ifc").read_bytes()

    with qtbot.waitSignal(small.desk.noticed) as told:
        small.window.exports.write(_export(small, IFC), tmp_path / "huis.ifc")

    assert told.args[0].is_failure
    assert (tmp_path / "huis.ifc").read_bytes() == before


def test_cancelled_export_writes_nothing(
    small: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs, started = small.window.jobs, []

    def slow(*_: object, progress: object, **__: object) -> None:
        started.append(True)
        time.sleep(3.0)  # one long step
        progress(export_work._STEP, 0.5)
        pytest.fail("it went on")

    monkeypatch.setattr(service, "write_report", slow)
    small.window.exports.write(_export(small, PDF), tmp_path / "rapport.pdf")
    qtbot.waitUntil(lambda: bool(started) and jobs.errand_cancel.isVisible(), timeout=LONG)

    with qtbot.waitSignal(small.desk.noticed, timeout=1000) as told:
        jobs.errand_cancel.click()

    assert "geannuleerd" in told.args[0].text.nl
    assert not (tmp_path / "rapport.pdf").exists()
    qtbot.waitUntil(lambda: not jobs.errand_cancel.isVisible(), timeout=LONG)


def test_chosen_name_gets_its_suffix_and_the_folder_can_be_opened(
    small: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "uit"), ""))
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    with qtbot.waitSignal(small.desk.noticed, timeout=LONG):
        small.window.menus.exports[JSON][1].trigger()

    small.window.notice.show_folder.click()

    assert (tmp_path / "uit.json").is_file()
    assert shown[0].toLocalFile() == str(tmp_path)
    assert is_ready(small)


@pytest.mark.parametrize("moment", [0.1])
@pytest.mark.parametrize("place", [PDF, HTML, BCF, IFC, GLB, CITY, JSON, PLATES])
def test_each_export_can_be_cancelled_at_any_moment(
    small: Program, tmp_path: Path, qtbot: QtBot, place: int, moment: float
) -> None:
    desk, errands, export = small.desk, small.desk.file.errands, _export(small, place)
    before = desk.opened, desk.judged, desk.scenario
    goal = tmp_path / "uit" / (f"export{export.suffix}" if export.suffix else "platen")
    goal.parent.mkdir()
    whole = b"wat er al stond"
    if export.suffix:
        goal.write_bytes(whole)

    small.window.exports.write(export, goal)
    qtbot.wait(int(1000 * moment))
    begun, running = time.monotonic(), errands.is_busy
    errands.cancel()
    assert not errands.is_busy
    assert time.monotonic() - begun < 1.0
    qtbot.waitUntil(lambda: not errands._leaving, timeout=LONG)

    assert (desk.opened, desk.judged, desk.scenario) == before
    assert not [path.name for path in goal.parent.rglob("*") if path.name.endswith(".part")]
    if running and export.suffix:
        # Past its last step it did its work; then the file is whole.
        assert goal.read_bytes() == whole or goal.stat().st_size > len(whole)
    if place is JSON and goal.read_bytes() != whole:
        json.loads(goal.read_text(encoding="utf-8"))


def test_saving_can_be_cancelled(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    desk, errands, path = small.desk, small.desk.file.errands, tmp_path / "zaak.optop"
    desk.file.save(path)
    qtbot.waitUntil(lambda: not errands.is_busy, timeout=LONG)
    before = path.read_bytes()
    desk.set_scenario(CHANGED)
    qtbot.waitUntil(lambda: is_ready(small), timeout=LONG)
    state = desk.opened, desk.judged, desk.scenario

    desk.file.save(path)
    errands.cancel()
    qtbot.waitUntil(lambda: not errands._leaving, timeout=LONG)

    assert (desk.opened, desk.judged, desk.scenario) == state
    assert [name.name for name in tmp_path.iterdir() if name.suffix == ".part"] == []
    service.verify_dossier(path)
    if path.read_bytes() == before:
        assert small.window.isWindowModified()
