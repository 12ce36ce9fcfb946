"""Keys, palette, about, size and details: everything at hand, nothing in a box that blocks."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from optopcheck.gui import app
from optopcheck.gui.fuzzy import score
from optopcheck.gui.memory import Memory
from optopcheck.gui.shortcuts import commands
from tests.gui.test_access import unnamed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.window import MainWindow

ROOT = Path(__file__).parents[2]
NO_KEY = {"nl", "Language", "Theme", "Size", "Opened last"}


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [
        ("opsl", "Dossier opslaan", "Ongedaan maken"),
        ("rap pdf", "Rapport als PDF", "PDF zonder bijlagen"),
        ("gevel", "Gevel noord", "Begane vloer"),
        ("dbw", "Dossier bewaren", "Donker"),
        ("een", "Eén bouwlaag", "Openen"),
    ],
)
def test_fuzzy_finds_what_was_meant(asked: str, better: str, worse: str) -> None:
    found, other = score(asked, better), score(asked, worse)

    assert found is not None
    assert other is None or found > other


def test_fuzzy_refuses_what_does_not_fit() -> None:
    assert score("zzz", "Dossier bewaren") is None
    assert score("", "alles") == 0


def test_every_action_has_a_key_of_its_own(window: MainWindow) -> None:
    found = [c for c in commands(window.menuBar()) if "·" not in c.group]
    keys = [c.keys for c in found]

    assert [c.title for c in found if not c.keys] == []
    assert len(keys) == len(set(keys))
    assert len(keys) > 20


def test_list_of_keys_holds_every_action(window: MainWindow) -> None:
    window.activateWindow()
    window.view.viewport.setFocus()
    QTest.keyClick(window.view.viewport, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    if not window.side.isVisible():  # the offscreen platform sends no "?" through
        window.tell_keys()

    text = window.side.text.toPlainText()
    assert [c.title for c in commands(window.menuBar()) if c.keys and c.title not in text] == []
    assert "F6" in text
    window.side.shut()
    assert not window.side.isVisible()


def test_about_tells_versions_and_notices_in_a_panel(window: MainWindow) -> None:
    window.tell_about()

    text = window.side.text.toPlainText()
    listed = (files("optopcheck.resources") / "about" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    packages = [line.split("|")[1].strip() for line in listed.splitlines() if line.startswith("| ")]
    assert [p for p in packages if p not in text and p != "package"] == []
    assert "EUPL-1.2" in text
    assert "no promise" in text or "geen belofte" in text
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()] == []
    window.side.shut()


def test_notices_of_the_program_are_those_of_the_repository() -> None:
    shipped = (files("optopcheck.resources") / "about" / "THIRD_PARTY.md").read_bytes()

    assert shipped == (ROOT / "packaging" / "THIRD_PARTY.md").read_bytes()


def test_palette_does_an_action_by_keys_alone(sample: Program, qtbot: QtBot) -> None:
    window = sample.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.finder.toggle()
    QTest.keyClicks(window.finder.field, "toetsen" if window.finder.shown() else "")
    QTest.keyClick(window.finder.field, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()

    window.finder.toggle()
    wanted = next(c for c in commands(window.menuBar()) if c.action is window.menus.undo)
    QTest.keyClicks(window.finder.field, wanted.title)
    entry = window.finder.shown()[0]
    assert entry.title == wanted.title
    assert entry.what is None
    assert entry.lacks == window.menus.undo.toolTip()
    QTest.keyClick(window.finder.field, Qt.Key.Key_Return)
    assert window.finder.isVisible()
    assert window.finder.hint.text() == entry.lacks
    window.finder.field.clear()
    QTest.keyClicks(window.finder.field, window.windowTitle() and "Shift+F1")
    about = next(c for c in commands(window.menuBar()) if c.keys == "Shift+F1")
    window.finder.field.setText(about.title)
    QTest.keyClick(window.finder.field, Qt.Key.Key_Return)
    assert not window.finder.isVisible()
    assert window.side.isVisible()
    assert unnamed(window) == []


def test_palette_finds_findings_and_parts_of_the_building(sample: Program) -> None:
    window, desk = sample.window, sample.desk
    part = next(e for e in desk.building.elements if e.name)
    window.finder.toggle()
    window.finder.field.setText(part.global_id)

    entry = window.finder.shown()[0]
    assert part.global_id in entry.kind
    QTest.keyClick(window.finder.field, Qt.Key.Key_Return)

    assert desk.lit == (part.global_id,)
    title = next(o.rule.title.nl for o in desk.judged.assessment.outcomes if o.finding is not None)
    window.finder.toggle()
    window.finder.field.setText(title)
    assert window.finder.shown()[0].title == title
    window.finder.shut()


def test_f6_walks_through_the_parts_of_the_window(sample: Program, qtbot: QtBot) -> None:
    window = sample.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.view.viewport.setFocus()
    parts = (window.inputs, window.view.viewport, window.results, window.findings)

    visited = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        now = QApplication.focusWidget()
        visited.append(next(k for k, part in enumerate(parts) if part is now or part.isAncestorOf(now)))

    assert visited == [2, 3, 0, 1]


def test_details_of_an_error_can_be_copied(
    home: Path, program: Program, text_named_ifc: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(program.desk.noticed, timeout=30_000):
        program.desk.open_model(text_named_ifc)
    notice = program.window.notice
    assert notice.copy.isVisible()

    notice.copy.click()

    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(notice.text.text())
    assert "ifcopenshell" in copied
    assert (home / "logs" / "optopcheck.log").is_file()


def test_size_is_kept_and_read_at_the_start(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    memory = Memory()
    memory.scale = 150
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    monkeypatch.setattr(type(qapp), "exec", lambda *_: 0)
    monkeypatch.setattr(app, "QTimer", type("Later", (), {"singleShot": staticmethod(lambda *_: None)}))
    try:
        app.main([])
        assert app.os.environ["QT_SCALE_FACTOR"] == "1.5"
    finally:
        app.os.environ.pop("QT_SCALE_FACTOR", None)
        memory.scale = 0
    assert Memory().scale == 0
