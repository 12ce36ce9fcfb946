"""The file of the case: saved, opened, asked about, and recovered after a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from optopcheck import service
from optopcheck.gui import file_work, work
from tests.gui.small import CHANGED, is_ready
from tests.service import small_case

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program

pytestmark = pytest.mark.usefixtures("home")
ROOT = Path(__file__).parents[2]
LONG = 60_000
"""[ms]"""


def _saved(program: Program, path: Path, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(program.desk.file.saved, timeout=LONG):
        program.desk.file.save(path)
    return path


def test_title_tells_what_is_unsaved_until_it_is_undone(small: Program) -> None:
    window, desk = small.window, small.desk
    assert window.windowTitle() == "huis.ifc[*] – optopcheck"
    assert not window.isWindowModified()

    desk.set_scenario(CHANGED)
    assert window.isWindowModified()
    desk.undo()

    assert not window.isWindowModified()


def test_saved_dossier_opens_as_it_was_without_being_assessed(
    small: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, desk = small.window, small.desk
    desk.set_scenario(CHANGED)
    path = _saved(small, tmp_path / "zaak", qtbot)
    verdict = desk.judged.report.headline

    assert desk.file.path == tmp_path / "zaak.optop"
    assert not window.isWindowModified()
    assert window.windowTitle() == "zaak.optop[*] – optopcheck"
    assert str(desk.file.path) in window.notice.text.text()
    assert window.notice.show_folder.isVisible()
    assert service.verify_dossier(desk.file.path).sound
    (tmp_path / "ander").mkdir()
    desk.open_model(small_case.case(tmp_path / "ander").model)
    qtbot.waitUntil(lambda: desk.file.path is None and is_ready(small), timeout=LONG)
    monkeypatch.setattr(work, "assess", lambda *_: pytest.fail("it was assessed again"))

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path.with_suffix(".optop")))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    qtbot.waitUntil(lambda: desk.file.path is not None and desk.job is None, timeout=LONG)

    assert desk.scenario == CHANGED
    assert window.scenario.storey_height.value() == 2.9
    assert desk.judged.report.headline == verdict
    assert not desk.is_stale
    assert not window.isWindowModified()
    assert desk.opened.inputs.model.name == "huis.ifc"
    assert desk.opened.inputs.model.is_file()
    assert window.recent()[0] == tmp_path / "zaak.optop"


def test_saving_waits_for_the_assessment(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    desk = small.desk
    desk.set_scenario(CHANGED)
    assert desk.is_stale

    path = _saved(small, tmp_path / "zaak.optop", qtbot)

    assert service.open_dossier(path).facts.scenario == CHANGED
    assert not desk.is_stale


def test_cancelled_assessment_saves_nothing_later(
    small: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = small.desk
    desk.set_scenario(CHANGED)
    desk.file.save(tmp_path / "zaak.optop")
    desk.cancel()
    qtbot.waitUntil(lambda: desk.job is None, timeout=LONG)
    assert not desk.file.waits
    monkeypatch.setattr(file_work, "save", lambda *_: pytest.fail("it was saved"))

    desk.assess()
    qtbot.waitUntil(lambda: is_ready(small), timeout=LONG)

    assert not (tmp_path / "zaak.optop").exists()


def test_decisions_are_never_written_over(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    desk = small.desk
    path = _saved(small, tmp_path / "zaak.optop", qtbot)
    service.decide(path, "C. Welstand", "akkoord", datetime(2026, 7, 3, tzinfo=UTC))
    _saved(small, path, qtbot)  # the same assessment: its decisions stay
    assert len(service.open_dossier(path).decisions) == 1
    desk.set_scenario(CHANGED)
    before = path.read_bytes()

    with qtbot.waitSignal(desk.noticed, timeout=LONG, check_params_cb=lambda notice: notice.is_failure):
        desk.file.save(path)

    assert path.read_bytes() == before
    assert "een besluit wordt nooit overschreven" in small.window.notice.text.text()
    assert small.window.isWindowModified()


def test_broken_dossier_is_told_and_the_case_stays(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = _saved(small, tmp_path / "zaak.optop", qtbot)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    opened = small.desk.opened

    with qtbot.waitSignal(small.desk.noticed, timeout=LONG):
        small.desk.open_dossier(path)

    assert small.window.notice.text.text().startswith("Dat lukte niet")
    assert small.desk.opened is opened


def test_closing_asks_in_the_window_and_loses_nothing(
    small: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, desk, path = small.window, small.desk, tmp_path / "zaak.optop"
    desk.set_scenario(CHANGED)
    room = window.file

    assert not window.close()
    assert window.isVisible()
    assert room.leaving.isVisible()
    assert "huis.ifc" in room.leaving.text.text()
    room.stay.click()
    assert not room.leaving.isVisible()
    window.close()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    room.save_and_leave.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)

    assert service.open_dossier(path).facts.scenario == CHANGED
    assert file_work.left(lambda *_: None) == ()


def test_saving_elsewhere_not_chosen_keeps_the_window(
    small: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.desk.set_scenario(CHANGED)
    small.window.close()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    small.window.file.save_and_leave.click()

    assert small.window.isVisible()
    assert small.window.isWindowModified()


@pytest.mark.parametrize(("answer", "found"), [("leave_for_later", 1), ("drop", 0)])
def test_closed_without_saving(small: Program, answer: str, found: int) -> None:
    small.desk.set_scenario(CHANGED)
    small.window.close()

    getattr(small.window.file, answer).click()

    assert not small.window.isVisible()
    assert [one.work.scenario for one in file_work.left(lambda *_: None)] == [CHANGED] * found


def test_nothing_is_asked_where_nothing_was_changed(small: Program) -> None:
    assert small.window.close()


def test_another_case_puts_unsaved_work_aside(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    desk, other = small.desk, tmp_path / "ander"
    other.mkdir()
    desk.set_scenario(CHANGED)
    qtbot.waitUntil(lambda: is_ready(small), timeout=LONG)
    desk.open(small_case.case(other), small_case.ON)
    qtbot.waitUntil(lambda: desk.opened.inputs.model.parent == other and is_ready(small), timeout=LONG)
    assert not small.window.isWindowModified()

    with qtbot.waitSignal(desk.file.left_changed, timeout=LONG):
        desk.file.look_for_left()

    assert [one.work.scenario for one in desk.file.left] == [CHANGED]
    assert small.window.file.left.isVisible()
    small.window.file.forget.click()
    assert not small.window.file.left.isVisible()
    assert file_work.left(lambda *_: None) == ()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill here")
def test_killed_window_is_recovered(program: Program, tmp_path: Path, home: Path, qtbot: QtBot) -> None:
    lost = tmp_path / "verloren"
    lost.mkdir()
    killed = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.small", str(lost)],
        stdout=subprocess.PIPE,
        env={**os.environ, "OPTOPCHECK_HOME": str(home)},
        cwd=ROOT,
    )
    try:
        assert killed.stdout.readline() == b"kept\n"
        assert file_work.left(lambda *_: None) == ()  # it still runs: its work is its own
    finally:
        killed.kill()
        killed.wait()
        killed.stdout.close()

    desk, room = program.desk, program.window.file
    with qtbot.waitSignal(desk.file.left_changed, timeout=LONG):
        desk.file.look_for_left()
    assert "huis.ifc" in room.left.text.text()
    room.recover.click()
    qtbot.waitUntil(lambda: desk.opened is not None and is_ready(program), timeout=LONG)

    assert desk.scenario == CHANGED
    assert desk.opened.inputs == replace(small_case.case(tmp_path / "verloren"))
    assert program.window.isWindowModified()
    assert not room.left.isVisible()
    program.window.close()
    room.leave_for_later.click()
    assert [one.work.scenario for one in file_work.left(lambda *_: None)] == [CHANGED]


def test_variants_are_saved_opened_and_recovered(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window, desk = small.window, small.desk
    desk.variants.keep()
    desk.set_scenario(CHANGED)
    desk.variants.keep()
    desk.variants.rename(1, "ruimer terug")
    kept = desk.variants.kept
    assert [name for name, _ in kept] == ["variant 1", "ruimer terug"]
    assert window.isWindowModified()
    path = _saved(small, tmp_path / "zaak.optop", qtbot)
    assert not window.isWindowModified()
    assert [one.name for one in service.open_dossier(path).variants] == ["variant 1", "ruimer terug"]
    assert service.verify_dossier(path).sound

    desk.variants.rename(0, "zoals gevraagd")
    assert window.isWindowModified()
    qtbot.waitUntil(lambda: bool(file_work.left(lambda *_: None)) or not desk.file.autosave._errands.is_busy)

    (tmp_path / "ander").mkdir()
    desk.open_model(small_case.case(tmp_path / "ander").model)
    qtbot.waitUntil(lambda: desk.file.path is None and is_ready(small), timeout=LONG)
    assert desk.variants.kept == ()
    (left,) = desk.file.left or file_work.left(lambda *_: None)
    assert [one.name for one in left.work.variants] == ["zoals gevraagd", "ruimer terug"]

    desk.open_dossier(path)
    qtbot.waitUntil(lambda: desk.file.path == path and is_ready(small), timeout=LONG)
    assert desk.variants.kept == kept
    assert not window.isWindowModified()
    qtbot.waitUntil(lambda: all(map(desk.variants.holds, desk.variants.entries)), timeout=LONG)


def test_a_reviewer_sees_the_variants_and_they_stay(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window, desk = small.window, small.desk
    desk.variants.keep()
    desk.set_scenario(CHANGED)
    path = _saved(small, tmp_path / "zaak.optop", qtbot)
    before = path.read_bytes()

    desk.file.review(path)
    qtbot.waitUntil(lambda: desk.file.reviewing and is_ready(small), timeout=LONG)
    qtbot.wait(600)

    table = window.variants.table
    told = {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}
    assert told == {"huidig ontwerp": "getoetst", "variant 1": "hier niet getoetst"}
    assert not window.variants.keep.isEnabled()
    window.variants.table.selectRow(1)
    assert not window.variants.remove.isEnabled()
    assert path.read_bytes() == before

    window.file.end_review.click()
    qtbot.waitUntil(lambda: all(map(desk.variants.holds, desk.variants.entries)), timeout=LONG)
