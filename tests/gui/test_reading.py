"""What a reader of the window sees: findings, numbers, picture, sun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from optopcheck import service
from optopcheck.domain.scenario import Scenario

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.rule import Verdict
    from optopcheck.gui.window import MainWindow
    from tests.gui.conftest import Flow


def _found(assessment: Assessment) -> dict[str, tuple[Verdict | None, float | None, tuple[str, ...]]]:
    return {
        o.rule.id: (o.finding.verdict, o.finding.margin, o.finding.elements)
        if o.finding
        else (None, None, ())
        for o in assessment.outcomes
    }


def _pixels(window: MainWindow) -> np.ndarray:
    image = window.view.viewport.image()
    return (
        np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)[:, : 3 * image.width()].copy()
    )


def test_findings_are_those_of_the_service(flow: Flow, window: MainWindow) -> None:
    inputs, day = service.sample_case(), service.SAMPLE_DAY

    headless = service.assess(flow.opened.case, Scenario(), day)

    assert flow.opened.inputs == inputs
    assert flow.opened.on == day
    assert _found(flow.judged.assessment) == _found(headless)
    shown = {line.outcome.rule.id: line for line in window.findings.lines()}
    assert set(shown) == set(_found(headless))
    assert all(line.verdict in (_found(headless)[rule][0], None) for rule, line in shown.items())
    assert flow.judged.report.verdict is headless.overall.verdict


def test_worst_finding_comes_first_and_its_card_is_read(window: MainWindow) -> None:
    order = [line.verdict for line in window.findings.lines()]
    severity = [-1 if v is None else v.severity for v in order]

    assert severity == sorted(severity, reverse=True)
    line = window.findings.lines()[0]
    card = window.findings.card
    assert card.title.text() == line.title
    assert card.words.text().startswith(line.words)
    told = card.text.toPlainText()
    assert all(row.value in told and row.url in told for row in line.rows)


def test_banner_says_what_the_report_says(window: MainWindow, flow: Flow) -> None:
    assert window.banner.words.text().lower() == flow.judged.report.headline.lower()


def test_choosing_a_finding_lights_its_elements_in_the_picture(window: MainWindow, qtbot: QtBot) -> None:
    findings, desk = window.findings, window._desk
    lit = [row for row, line in enumerate(findings.lines()) if line.elements]
    window.view.viewport.light(())
    before = _pixels(window)

    with qtbot.waitSignal(desk.lit_changed):
        findings.list.setCurrentRow(lit[-1])

    assert desk.lit == findings.lines()[lit[-1]].elements
    assert np.any(before != _pixels(window), axis=1).mean() > 0.01


def test_choosing_a_number_lights_what_made_it(window: MainWindow, flow: Flow, qtbot: QtBot) -> None:
    height = flow.judged.assessment.facts.proposed.measured.building_height

    with qtbot.waitSignal(window._desk.lit_changed):
        window.results.numbers.table.setCurrentCell(0, 3)

    assert window._desk.lit == height.elements
    assert window._desk.lit


def test_an_unknown_number_says_why(window: MainWindow) -> None:
    table = window.results.numbers.table
    cells = [table.item(r, c) for r in range(table.rowCount()) for c in range(table.columnCount())]
    unknown = [cell for cell in cells if cell.text().startswith("onbekend")]

    assert unknown
    assert all(cell.toolTip().startswith("[") for cell in unknown)


def test_storey_is_hidden_and_shown(window: MainWindow) -> None:
    model = window.storeys.model
    top = model.index(0, 0)
    whole = _pixels(window)

    assert model.setData(top, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    less = _pixels(window)
    assert model.setData(top, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    assert (whole != less).mean() > 0.01
    assert (whole != _pixels(window)).mean() < 0.001
    assert "bouwlaag" in top.data(Qt.ItemDataRole.ToolTipRole)


def test_clock_moves_the_shadow(window: MainWindow, qtbot: QtBot) -> None:
    sun = window.view.sun
    qtbot.waitUntil(lambda: sun.shadow is not None and sun._job is None)
    noon, said = _pixels(window), sun.text.text()

    with qtbot.waitSignal(sun.cast):
        sun.slider.setValue(sun.slider.value() + 36)
    qtbot.waitUntil(lambda: sun._job is None)

    assert "(UTC+1)" in said
    assert sun.text.text() != said
    assert (noon != _pixels(window)).mean() > 0.01


def test_night_has_no_shadow(window: MainWindow, qtbot: QtBot) -> None:
    sun = window.view.sun
    with qtbot.waitSignal(sun.cast, check_params_cb=lambda s, _: s is not None and s.mesh is None):
        sun.slider.setValue(sun.slider.maximum())

    assert "onder" in sun.text.text()


def test_picking_names_the_element(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view.viewport
    window.view.loss.setChecked(False)
    place = QPoint(view.width() // 2, view.height() // 2)

    with qtbot.waitSignal(view.picked) as picked:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)

    assert picked.args[0] is not None
    assert picked.args[0] in window.view.under.text()
    assert "Ifc" in window.view.under.text()
    assert window._desk.lit == (picked.args[0],)


def test_keys_turn_the_picture(window: MainWindow) -> None:
    view = window.view.viewport
    before = _pixels(window)

    QTest.keyClick(view, Qt.Key.Key_Left)
    turned = _pixels(window)
    QTest.keyClick(view, Qt.Key.Key_Plus)

    assert (before != turned).mean() > 0.01
    assert (turned != _pixels(window)).mean() > 0.01


def test_situations_switch_the_building(window: MainWindow, flow: Flow) -> None:
    facts = flow.judged.assessment.facts
    assert window._desk.building is facts.proposed.building

    window.view.situations[0].click()
    assert window._desk.building is facts.existing.building
    window.view.situations[1].click()
    assert window._desk.building is facts.permitted.building
