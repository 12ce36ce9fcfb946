"""The window under test: one real opening of the sample case for all, and a new window for each test."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="Qt cannot be loaded on this machine")

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer

from optopcheck.gui import work
from optopcheck.gui.app import Program
from optopcheck.gui.memory import Memory
from tests.gui.small import is_ready
from tests.service import small_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.job import Progress
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.text import Language
    from optopcheck.gui.window import MainWindow
    from optopcheck.gui.work import Judged, Opened

BEAT = 10
"""[ms]"""
PATIENCE = 120.0
"""[s]"""
HERE = "tests/gui/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a warning of Qt fail a test of the window."""
    for item in items:
        if HERE in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # The screen that is none says so of each window.
            silent = ("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
            item.add_marker(pytest.mark.qt_log_ignore(*silent, extend=True))


@dataclass(frozen=True)
class Flow:
    """What came of opening the sample case in a real window."""

    opened: Opened
    judged: Judged
    gaps: tuple[float, ...]
    """Between two beats of the event loop [s]."""


@pytest.fixture(scope="session", autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)


@pytest.fixture(scope="session")
def flow(qapp: QApplication) -> Flow:
    """Open and assess the sample case, with a heart that beats meanwhile."""
    program = Program(qapp, Memory())
    program.window.show()
    gaps: list[float] = []
    heart, last = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer), [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    heart.timeout.connect(beat)
    heart.start()
    program.desk.open_sample()
    desk = program.desk
    _until(qapp, lambda: desk.judged is not None and desk.job is None)
    heart.stop()
    if desk.opened is None or desk.judged is None:
        pytest.fail("the sample case did not open")
    found = Flow(desk.opened, desk.judged, tuple(gaps))
    _end(program)
    return found


def _until(app: QApplication, done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        app.processEvents()
        time.sleep(0.001)
        if time.monotonic() > end:
            pytest.fail("the window did not get ready")


def _end(program: Program) -> None:
    program.close()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    """Give the program at its start page, in Dutch."""
    memory = Memory()
    memory.language = "nl"
    made = Program(qapp, memory)
    made.window.show()
    yield made
    _end(made)


@pytest.fixture
def sample(program: Program, flow: Flow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Program:
    """Give the program with the sample case as the real opening left it; the next assessment is real."""
    real = work.assess

    def known(
        opened: Opened, scenario: Scenario, language: Language, earlier: Assessment | None, progress: Progress
    ) -> Judged:
        if scenario == flow.judged.assessment.facts.scenario and opened.rules is flow.opened.rules:
            return flow.judged
        return real(opened, scenario, language, earlier, progress)

    monkeypatch.setattr(work, "assess", known)
    _put(program, flow)
    qtbot.waitExposed(program.window)
    return program


@pytest.fixture(scope="module")
def shared_program(qapp: QApplication, flow: Flow) -> Iterator[Program]:
    memory = Memory()
    memory.language = "nl"
    made = Program(qapp, memory)
    made.window.show()
    _put(made, flow)
    yield made
    _end(made)


@pytest.fixture
def window(shared_program: Program) -> MainWindow:
    """Give a window with the sample case, for tests that only look; one for a whole file."""
    shared_program.desk.show("proposed")
    shared_program.desk.light(())
    shared_program.window.inputs.setCurrentIndex(0)
    shared_program.window.view.viewport.look("iso")
    return shared_program.window


def _put(program: Program, flow: Flow) -> None:
    """Lay the opened and assessed case on the desk."""
    desk = program.desk
    desk.opened, desk.rules, desk.on = flow.opened, flow.opened.rules, flow.opened.on
    desk.judged, desk.shown = flow.judged, "proposed"
    for signal in (desk.case_changed, desk.scenario_changed, desk.judged_changed, desk.shown_changed):
        signal.emit()


@pytest.fixture
def text_named_ifc(tmp_path: Path) -> Path:
    path = tmp_path / "brief.ifc"
    path.write_text("Geachte heer, hierbij het model.\n", encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program a folder of its own for what it keeps."""
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def small(home: Path, program: Program, tmp_path: Path, qtbot: QtBot) -> Program:
    """Give the program with the small case, assessed."""
    del home
    program.desk.open(small_case.case(tmp_path), small_case.ON)
    qtbot.waitUntil(lambda: is_ready(program), timeout=60_000)
    return program
