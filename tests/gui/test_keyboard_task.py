"""The architect's task with the keyboard alone: only keys are sent, to whatever has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTabBar, QWidget

from optopcheck import service
from optopcheck.domain.scenario import Scenario, Setback
from tests.gui.small import is_ready, small_model

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program

LONG = 120_000
"""[ms]"""
_Key, _CTRL, _SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_MOST_TABS = 250


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key, wherever the focus is."""
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)


def enter(words: str) -> None:
    """Write over what stands in the field that has the focus."""
    press(_Key.Key_A, _CTRL)
    QTest.keyClicks(QApplication.focusWidget(), words)
    press(_Key.Key_Tab)


def tab_to(goal: QWidget) -> None:
    """Press Tab until a widget has the focus."""
    for _ in range(_MOST_TABS):
        here = QApplication.focusWidget()
        if here is not None and here in (goal, goal.focusProxy()):
            return
        press(_Key.Key_Tab)
    pytest.fail(f"Tab does not reach {goal.accessibleName()}")


def turn_to(bar: QTabBar, place: int) -> None:
    """Choose a tab with the arrow keys."""
    tab_to(bar)
    for _ in range(bar.count()):
        press(_Key.Key_Right if bar.currentIndex() < place else _Key.Key_Left)
        if bar.currentIndex() == place:
            return


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer file choosers, which belong to the system, with the next of some names."""
    names: list[str] = []
    for question in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, question, lambda *_: (names.pop(0), ""))
    return names


@pytest.mark.usefixtures("home")
def test_the_architects_task_without_a_mouse(
    program: Program, chosen: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    window, desk = program.window, program.desk
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def ready() -> None:
        qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)

    chosen.append(str(small_model(tmp_path / "huis.ifc")))
    press(_Key.Key_O, _CTRL)
    ready()

    turn_to(window.inputs.tabBar(), window.inputs.indexOf(window.case))
    assert window.case.isVisible()
    tab_to(window.case.municipality)
    enter("gm0637")
    tab_to(window.case.peil)
    enter("0,10")
    tab_to(window.case.apply)
    press(_Key.Key_Space)
    qtbot.waitUntil(lambda: desk.opened.case.case.site.municipality == "GM0637", timeout=LONG)
    ready()
    assert desk.opened.case.case.site.plan_datum.value == pytest.approx(0.10)

    turn_to(window.inputs.tabBar(), 0)
    tab_to(window.scenario.storeys)
    press(_Key.Key_Up)
    tab_to(window.scenario.setback)
    enter("1,25")
    assert desk.scenario == Scenario(2, setback=Setback.all_round(1.25))
    ready()
    press(_Key.Key_Z, _CTRL)
    assert desk.scenario == Scenario(2)
    # Another one on another system.
    QTest.keySequence(QApplication.focusWidget(), window.menus.redo.shortcut())
    assert desk.scenario.setback == Setback.all_round(1.25)
    ready()

    tab_to(window.findings.list)
    seen = set()
    press(_Key.Key_Home)
    for _ in window.findings.lines():
        seen.add(window.findings.card.title.text())
        press(_Key.Key_Down)
    assert {line.title for line in window.findings.lines()} == seen
    assert window.findings.card.isVisible()

    chosen.append(str(tmp_path / "zaak.optop"))
    with qtbot.waitSignal(desk.file.saved, timeout=LONG):
        press(_Key.Key_S, _CTRL)
    assert service.open_dossier(tmp_path / "zaak.optop").assessment.facts.scenario == desk.scenario

    chosen.append(str(tmp_path / "rapport.pdf"))
    press(_Key.Key_1, _CTRL | _SHIFT)
    qtbot.waitUntil(lambda: desk.file.errands.is_busy, timeout=LONG)
    qtbot.waitUntil(lambda: not desk.file.errands.is_busy, timeout=LONG)
    assert (tmp_path / "rapport.pdf").read_bytes().startswith(b"%PDF-")
    assert chosen == []
