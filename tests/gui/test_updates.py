"""The button in the about page: it asks only when pressed, tells the answer, and says what it needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from optopcheck import service
from optopcheck.gui import updates
from optopcheck.service import Age, UpdateAnswer
from optopcheck.service.releases import Release

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.domain.job import Progress
    from optopcheck.gui.app import Program
    from optopcheck.gui.updates import UpdateCheck


@pytest.fixture
def button(home: Path, program: Program) -> UpdateCheck:
    del home
    program.window.tell_about()
    return program.window.update_check


def press(button: UpdateCheck, qtbot: QtBot) -> str:
    QTest.mouseClick(button.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not button.errands.is_busy, timeout=30_000)
    return button.told.text()


def test_it_says_what_it_needs_while_nobody_gave_an_address(
    button: UpdateCheck, home: Path, qtbot: QtBot
) -> None:
    assert button.isVisible()
    assert "alleen als u hierop drukt" in button.told.text()
    assert str(home / "update.toml") in press(button, qtbot)
    assert button.ask.isEnabled()


def test_it_asks_only_when_pressed_and_tells_the_answer(
    button: UpdateCheck, program: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = []

    def check(progress: Progress) -> UpdateAnswer:
        del progress
        asked.append(1)
        release = Release("9.9.9", date(2026, 5, 1), "https://example.org/optopcheck")
        return UpdateAnswer(Age.NEWER, "0.1.0", release, "example.org")

    monkeypatch.setattr(updates, "check", check)
    program.window.tell_keys()
    assert not button.isVisible()
    program.window.tell_about()
    assert button.isVisible()
    assert asked == []
    said = press(button, qtbot)
    assert asked == [1]
    assert said.startswith("Er is een nieuwere versie")
    assert "9.9.9" in said
    assert "https://example.org/optopcheck" in said
    assert "check_update" in service.__all__
