"""Pages that nobody sees are filled one a turn, and each of them once for a new assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabWidget, QWidget

from optopcheck.gui.owed import Owed

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program


def pages(qtbot: QtBot) -> tuple[QTabWidget, list[QWidget], list[int], Owed]:
    tabs, filled = QTabWidget(), []
    qtbot.addWidget(tabs)
    made = [QWidget() for _ in range(4)]
    for page in made:
        tabs.addTab(page, "")
    owed = Owed(tabs, {page: lambda place=place: filled.append(place) for place, page in enumerate(made)})
    return tabs, made, filled, owed


def test_the_page_in_front_is_filled_at_once_and_the_others_one_a_turn(qtbot: QtBot) -> None:
    tabs, made, filled, owed = pages(qtbot)
    tabs.setCurrentIndex(2)
    owed.owe()
    assert filled == [2]
    assert owed.pages == (made[0], made[1], made[3])
    QCoreApplication.processEvents()
    assert len(filled) == 2
    qtbot.waitUntil(lambda: not owed.pages)
    assert filled == [2, 0, 1, 3]


def test_a_page_that_is_looked_at_is_filled_before_its_turn_and_not_again(qtbot: QtBot) -> None:
    tabs, made, filled, owed = pages(qtbot)
    owed.owe()
    tabs.setCurrentIndex(3)
    owed.pay(made[2])
    assert filled == [0, 3, 2]
    qtbot.waitUntil(lambda: not owed.pages)
    assert filled == [0, 3, 2, 1]


def test_what_is_owed_twice_is_filled_once(qtbot: QtBot) -> None:
    _, _, filled, owed = pages(qtbot)
    owed.owe()
    owed.owe()
    qtbot.waitUntil(lambda: not owed.pages)
    assert filled == [0, 0, 1, 2, 3]


def test_a_case_that_is_laid_on_the_desk_fills_each_table_once(
    sample: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    desk, results = sample.desk, sample.window.results
    qtbot.waitUntil(lambda: not results.owed.pages)
    filled: list[object] = []
    fill = results.numbers.fill
    monkeypatch.setattr(results.numbers, "fill", lambda *told: (filled.append(told), fill(*told)))
    assert desk.opened is not None
    assert desk.judged is not None
    desk.lay(desk.opened, desk.scenario, desk.judged)
    qtbot.waitUntil(lambda: not results.owed.pages)
    assert len(filled) == 1
    assert results.receipt.toPlainText()
    assert results.defects.rowCount() == len(desk.judged.assessment.facts.defects)
