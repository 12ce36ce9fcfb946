"""A problem is written into a file that its user has read to the letter; nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from optopcheck.domain.text import Text
from optopcheck.gui import problem_report
from optopcheck.gui.shortcuts import commands
from tests.gui.test_access import unnamed

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.domain.job import Progress
    from optopcheck.gui.app import Program
    from optopcheck.gui.problem_report import ProblemReport


def ready(report: ProblemReport, qtbot: QtBot) -> None:
    qtbot.waitUntil(report.save.isEnabled, timeout=60_000)


@pytest.fixture
def report(home: Path, program: Program, qtbot: QtBot) -> ProblemReport:
    del home
    entry = next(c for c in commands(program.window.menuBar()) if c.title.startswith("Probleem melden"))
    entry.action.trigger()
    found = program.window.problem
    assert found is not None
    ready(found, qtbot)
    return found


def test_what_is_saved_is_what_was_read(
    report: ProblemReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert report.isVisible()
    assert not report.isModal()
    QTest.keyClicks(report.said, "Het dak was weg.")
    assert not report.save.isEnabled()
    ready(report, qtbot)
    shown = report.text.toPlainText()
    assert "Het dak was weg." in shown
    assert "== Computer en versies ==" in shown
    assert report.text.isReadOnly()
    path = tmp_path / "melding.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    report.save.click()
    qtbot.waitUntil(lambda: not report.errands.is_busy, timeout=30_000)
    assert path.read_text("utf-8") == shown
    assert "niets verstuurd" in report.told.text()


def test_nothing_is_written_without_a_place(
    report: ProblemReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    report.save.click()
    assert not report.errands.is_busy
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_an_error_is_written_down_for_its_user(home: Path, program: Program, qtbot: QtBot) -> None:
    del home
    bar = program.window.notice
    program.desk.tell_of(Text("Geschreven", "Written"))
    assert not bar.report.isVisible()
    program.desk.tell(Text("het dak was weg", "the roof was gone"))
    assert bar.report.isVisible()
    bar.report.click()
    found = program.window.problem
    assert found is not None
    ready(found, qtbot)
    assert "het dak was weg" in found.said.toPlainText()
    assert "het dak was weg" in found.text.toPlainText()


def test_the_installation_is_examined_when_asked(
    report: ProblemReport, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from optopcheck.service import Checkup  # noqa: PLC0415
    from optopcheck.service.doctor.outcome import Line, State  # noqa: PLC0415

    line = Line("x", Text("Zon", "Sun"), State.FINE, Text("geen stralen", "no rays"), None, 0.1)

    def examined(progress: Progress) -> Checkup:
        del progress
        return Checkup((line,))

    monkeypatch.setattr(problem_report, "examined", examined)
    report.examine.setChecked(True)
    ready(report, qtbot)
    assert "geen stralen" in report.text.toPlainText()
    report.examine.setChecked(False)
    ready(report, qtbot)
    assert "geen stralen" not in report.text.toPlainText()


def test_everything_in_it_has_a_name(report: ProblemReport) -> None:
    assert unnamed(report) == []
