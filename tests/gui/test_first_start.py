"""The first start: shown once, skippable, never fills in a municipality, and its name reaches the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from optopcheck import service
from optopcheck.gui import app, export_work
from optopcheck.gui.memory import Memory
from tests.gui.test_access import unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QComboBox
    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.settings_page import SettingsPage


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    def clear() -> None:
        memory = Memory()
        memory.author, memory.municipality, memory.has_started, memory.language = "", "", False, "nl"

    clear()
    yield
    clear()


@pytest.fixture
def page(home: Path, program: Program, qtbot: QtBot) -> SettingsPage:
    del home
    program.window.tell_settings(first=True)
    qtbot.waitUntil(lambda: not program.window.settings.errands.is_busy, timeout=30_000)
    return program.window.settings


def codes(box: QComboBox) -> list[str]:
    return [box.itemData(place) for place in range(box.count())]


@pytest.mark.parametrize(("argv", "seen"), [([], True), (["x.ifc"], False)])
def test_it_is_shown_once_and_not_before_a_file(
    argv: list[str], *, seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []

    def stop(self: object) -> int:
        del self
        return 0

    def record(program: Program) -> None:
        shown.append(program.window.pages.currentWidget() is program.window.settings)
        program.window.settings.errands.finish()
        program.close()

    made = app.Program

    class Watched(made):  # type: ignore[misc, valid-type]
        def close(self) -> None:
            super().close()

    started: list[Program] = []

    def start(*arguments: object) -> Program:
        started.append(Watched(*arguments))
        return started[-1]

    monkeypatch.setattr(app, "Program", start)
    monkeypatch.setattr(app.QApplication, "exec", stop)
    monkeypatch.setattr(app.QTimer, "singleShot", lambda *_: None)
    for _ in range(2):
        app.main(argv)
        record(started[-1])
    assert shown == [seen, False]
    assert Memory().has_started is seen


def test_it_says_what_matters_and_everything_has_a_name(page: SettingsPage) -> None:
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Welkom" in said
    assert "geen telemetrie" in said
    assert "pakketten" in page.places.text()
    assert ".optrules" in page.places.text()
    assert unnamed(page) == []


def test_the_municipalities_are_those_of_the_packs(page: SettingsPage) -> None:
    known = {code for code, _ in service.pack_sources().municipalities}
    assert codes(page.municipality) == ["", *(code for code, _ in service.pack_sources().municipalities)]
    assert {"GM0637", "GM0344", "GM0518"} <= known
    assert "GM9999" not in known
    assert "Utrecht (GM0344)" in [page.municipality.itemText(k) for k in range(page.municipality.count())]
    assert page.municipality.currentData() == ""


def test_skipping_keeps_nothing_and_comes_to_the_start(page: SettingsPage, program: Program) -> None:
    QTest.keyClicks(page.author, "J. de Vries")
    page.municipality.setCurrentIndex(2)
    page.skip.click()
    assert program.window.pages.currentWidget() is program.window.start
    assert (Memory().author, Memory().municipality) == ("", "")


def test_ready_keeps_them_for_the_next_window(page: SettingsPage, program: Program) -> None:
    QTest.keyClicks(page.author, " J. de Vries ")
    page.municipality.setCurrentIndex(page.municipality.findData("GM0637"))
    page.ready.click()
    assert (Memory().author, Memory().municipality) == ("J. de Vries", "GM0637")
    program.window.tell_settings()
    assert page.author.text() == "J. de Vries"
    assert page.municipality.currentData() == "GM0637"
    assert page.title.text() == "Instellingen"


def test_another_language_keeps_the_page_and_what_was_typed(page: SettingsPage, program: Program) -> None:
    QTest.keyClicks(page.author, "J. de Vries")
    page.language.setCurrentIndex(1)
    page.language.activated.emit(1)
    again = program.window.settings
    assert again is not page
    assert program.window.pages.currentWidget() is again
    assert again.title.text() == "Welcome to optopcheck"
    assert again.author.text() == "J. de Vries"
    assert program.desk.language == "en"
    again.errands.finish()


def test_a_municipality_whose_pack_is_gone_stays_chosen(page: SettingsPage) -> None:
    Memory().municipality = "GM1234"
    page.fill(first=False)
    assert page.municipality.currentData() == "GM1234"
    page.errands.finish()


def test_a_broken_value_in_the_settings_is_none() -> None:
    Memory().municipality = "Zoetermeer"
    assert Memory().municipality == ""


def test_the_municipality_is_offered_and_never_filled_in(sample: Program) -> None:
    Memory().municipality = "GM0344"
    window = sample.window
    window.inputs.setCurrentWidget(window.case)
    own = window.case.municipality.parentWidget().own  # type: ignore[union-attr]
    known = window.case.municipality.text()
    assert known == "GM0637"
    assert not own.isVisible()
    window.case.municipality.clear()
    assert own.isVisible()
    assert own.text() == "GM0344"
    assert window.case.municipality.text() == ""
    own.click()
    assert window.case.municipality.text() == "GM0344"
    assert not own.isVisible()


def test_the_settings_come_over_a_case_and_go_again(sample: Program) -> None:
    window = sample.window
    window.tell_settings()
    assert window.pages.currentWidget() is window.settings
    window.settings.skip.click()
    assert window.pages.currentIndex() == 1
    window.settings.errands.finish()


def test_the_name_stands_on_the_report(sample: Program, tmp_path: Path, qtbot: QtBot) -> None:
    Memory().author = "J. <de> Vries"
    path = tmp_path / "a.html"
    web = next(e for e in sample.window.exports.entries if e.suffix == ".html")
    sample.window.exports.write(web, path)
    qtbot.waitUntil(lambda: path.exists() and not sample.desk.file.errands.is_busy, timeout=120_000)
    written = path.read_text("utf-8")
    assert "opgesteld door" in written
    assert "J. &lt;de&gt; Vries" in written
    assert "<de>" not in written
    assert export_work.Source.author == ""
