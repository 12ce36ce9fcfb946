"""The list of verdicts: filtered, counted, walked through by key, never cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from optopcheck.domain.rule import Need, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.findings import FindingsPanel
    from optopcheck.gui.window import MainWindow


@pytest.fixture
def findings(window: MainWindow) -> Iterator[FindingsPanel]:
    window.findings.filter.reset()
    yield window.findings
    window.findings.filter.reset()


def test_chips_count_all_and_list_what_is_chosen(findings: FindingsPanel) -> None:
    chips, lines = findings.filter.verdicts, findings.lines()
    counts = {verdict: sum(line.verdict is verdict for line in lines) for verdict in chips}
    assert {verdict: chip.text() for verdict, chip in chips.items()} == {v: str(n) for v, n in counts.items()}
    assert chips[Verdict.VIOLATES].accessibleName() == f"voldoet niet: {counts[Verdict.VIOLATES]}"
    assert len(findings.listed()) == len(lines)
    assert findings.filter.clear.isHidden()

    chips[Verdict.VIOLATES].setChecked(True)
    assert {line.verdict for line in findings.listed()} == {Verdict.VIOLATES}
    chips[None].setChecked(True)
    assert {line.verdict for line in findings.listed()} == {Verdict.VIOLATES, None}
    assert findings.filter.count.text() == f"{len(findings.listed())}/{len(lines)}"
    assert findings.filter.count.toolTip().startswith(f"{len(findings.listed())} van de {len(lines)} ")
    assert chips[None].text() == str(counts[None])

    findings.filter.clear.click()
    assert len(findings.listed()) == len(lines)
    assert findings.filter.count.text() == str(len(lines))


def test_authority_and_need(findings: FindingsPanel) -> None:
    authority, need = findings.filter.authority, findings.filter.need

    authority.setCurrentIndex(authority.findText("gemeente GM0637"))
    assert {line.outcome.rule.maker for line in findings.listed()} == {"gm0637"}
    authority.setCurrentIndex(0)
    need.setCurrentIndex(need.findText(Need.INPUT.label.nl))
    assert {line.outcome.finding.need for line in findings.listed()} == {Need.INPUT}
    assert findings.listed()


def test_words_are_sought_in_title_source_and_reason(findings: FindingsPanel) -> None:
    findings.filter.words.setText("BOUWHOOGTE maximum")
    assert next(line.outcome.rule.id for line in findings.listed()) == "nl.pln-building-height"
    assert len(findings.listed()) < len(findings.lines())
    findings.filter.words.setText("gm0518")
    assert all("gm0518" in line.outcome.rule.id or "GM0518" in str(line.card) for line in findings.listed())
    findings.filter.words.setText("bestaat nergens")
    assert findings.listed() == []
    assert findings.filter.count.text().startswith("0/")


def test_the_filter_never_changes_the_card_that_is_read(findings: FindingsPanel) -> None:
    before = findings.card.evidence

    findings.filter.verdicts[None].setChecked(True)

    assert before is not None
    assert before.verdict is not None
    assert findings.card.evidence is before


def test_keys_lead_from_the_words_into_the_list(
    findings: FindingsPanel, window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    findings.list.setFocus()
    QTest.keyClick(findings.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is findings.filter.words

    QTest.keyClicks(findings.filter.words, "bbl")
    QTest.keyClick(findings.filter.words, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is findings.list
    first = findings.card.evidence
    assert first is findings.listed()[0]
    QTest.keyClick(findings.list, Qt.Key.Key_Down)
    assert findings.card.evidence is findings.listed()[1]


def test_choosing_flies_there_only_if_that_is_wanted(sample: Program) -> None:
    window, flown = sample.window, []
    window.visibility.fly_wanted.connect(flown.append)
    levels = {storey.global_id for storey in sample.desk.building.storeys}
    lines = enumerate(window.findings.lines())
    rows = [row for row, line in lines if line.elements and not levels & set(line.elements)]
    assert len(rows) > 2

    window.findings.list.setCurrentRow(rows[1])
    assert flown == [window.findings.lines()[rows[1]].elements]
    window.findings.follow.setChecked(False)
    window.findings.list.setCurrentRow(rows[2])
    assert len(flown) == 1
    assert sample.desk.lit == window.findings.lines()[rows[2]].elements
    QTest.keyClick(window.findings.list, Qt.Key.Key_Return)
    assert flown[-1] == window.findings.lines()[rows[2]].elements


@pytest.mark.parametrize("width", [1440, 1280])
def test_no_verdict_is_cut_off(sample: Program, width: int, qtbot: QtBot) -> None:
    window = sample.window
    window.resize(width, 720)
    qtbot.wait(30)
    listed, metrics = window.findings.list, QFontMetrics(window.findings.list.font())
    room = listed.viewport().width() - 3 * 8 - 20
    for row, line in enumerate(window.findings.lines()):
        words = metrics.boundingRect(QRect(0, 0, room, 999), int(Qt.TextFlag.TextWordWrap), line.words)
        title = metrics.boundingRect(QRect(0, 0, room, 999), int(Qt.TextFlag.TextWordWrap), line.title)
        assert listed.visualItemRect(listed.item(row)).height() >= words.height() + title.height()
        assert words.width() <= room


def test_an_old_list_is_closed_and_says_why(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample.desk, "assess", lambda: None)
    window = sample.window

    window.scenario.storeys.setValue(2)

    assert not window.findings.isEnabled()
    assert not window.findings.card.isEnabled()
    assert "gelden nu niet" in window.findings.toolTip()
