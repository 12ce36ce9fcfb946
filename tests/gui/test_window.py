"""The window with the sample case: open, change, read, light up, cancel, survive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from optopcheck import service
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.text import Text
from optopcheck.gui import work
from optopcheck.gui.jobs import Job

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.rule import Verdict
    from optopcheck.gui.app import Program
    from optopcheck.gui.window import MainWindow
    from optopcheck.gui.work import Judged
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


def test_heart_beats_while_the_case_is_opened_and_assessed(
    flow: Flow, record_property: pytest.RecordProperty
) -> None:
    gaps = np.array(flow.gaps) * 1000

    p99, longest = float(np.percentile(gaps, 99)), float(gaps.max())
    record_property("heartbeat_p99_ms", p99)
    print(f"heartbeat: {len(gaps)} beats, p99 {p99:.0f} ms, longest {longest:.0f} ms")  # noqa: T201
    assert p99 < 100


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
    card = window.findings.card.toPlainText()
    assert line.title in card
    assert line.words in card
    assert all(value.split(" ")[0] in card for _, value in line.card)


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
        window.results.measurements.setCurrentCell(0, 3)

    assert window._desk.lit == height.elements
    assert window._desk.lit


def test_an_unknown_number_says_why(window: MainWindow) -> None:
    table = window.results.measurements
    cells = [table.item(r, c) for r in range(table.rowCount()) for c in range(table.columnCount())]
    unknown = [cell for cell in cells if cell.text().startswith("onbekend")]

    assert unknown
    assert all(cell.toolTip().startswith("[") for cell in unknown)


def test_added_storey_and_setback_make_another_assessment(sample: Program, qtbot: QtBot) -> None:
    window, desk = sample.window, sample.desk
    before = desk.judged
    volume = before.assessment.facts.proposed.measured.gross_volume.value

    window.scenario.setback.setValue(1.5)

    assert desk.scenario == replace(Scenario(), setback=Setback.all_round(1.5))
    assert desk.is_stale
    assert window.banner.words.text() != before.report.headline.capitalize()
    assert not window.findings.isEnabled()
    qtbot.waitUntil(lambda: not desk.is_stale and desk.job is None, timeout=60_000)
    after = desk.judged.assessment.facts.proposed
    assert after.measured.gross_volume.value < volume - 100
    assert desk.shown == "proposed"
    assert any(e.added for e in desk.building.elements)
    storeys = window.storeys.tree
    assert storeys.topLevelItem(0).text(0) == "optoplaag 1"


def test_a_stale_green_is_never_shown(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    window, desk = sample.window, sample.desk
    monkeypatch.setattr(desk, "assess", lambda: None)

    desk.set_scenario(replace(Scenario(), storeys_added=2))

    assert desk.is_stale
    assert window.banner.words.text() == "Niet getoetst"
    assert not window.banner.again.isHidden()


def test_undo_brings_back_the_scenario_before(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    window, desk = sample.window, sample.desk
    monkeypatch.setattr(desk, "assess", lambda: None)
    assert not window.menus.undo.isEnabled()
    assert window.menus.undo.toolTip() == "Het ontwerp is nog niet veranderd"

    window.scenario.storeys.setValue(2)
    window.scenario.storey_height.setValue(2.8)
    window.menus.undo.trigger()

    assert desk.scenario == replace(Scenario(), storeys_added=2)
    assert window.scenario.storey_height.value() == 3.0
    window.menus.undo.trigger()
    assert desk.scenario == Scenario()
    window.menus.redo.trigger()
    assert desk.scenario.storeys_added == 2


def test_undo_keys_work_from_within_a_number(
    sample: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window, desk = sample.window, sample.desk
    monkeypatch.setattr(desk, "assess", lambda: None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.scenario.setback.setFocus()
    QTest.keyClick(window.scenario.setback, Qt.Key.Key_Up)
    assert desk.scenario.setback != Setback()

    QTest.keyClick(window.scenario.setback, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert desk.scenario == Scenario()


def test_setback_per_side(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    window, desk = sample.window, sample.desk
    monkeypatch.setattr(desk, "assess", lambda: None)

    window.scenario.per_side.setChecked(True)
    window.scenario.sides["north"].setValue(2.0)

    assert desk.scenario.setback == Setback(north=2.0)
    assert not window.scenario.setback.isEnabled()
    assert window.scenario.setback.toolTip()


def test_cancelled_load_leaves_the_case_as_it_was(sample: Program, flow: Flow, qtbot: QtBot) -> None:
    window, desk = sample.window, sample.desk
    with qtbot.waitSignal(desk.progressed, timeout=20_000):
        desk.open(replace(flow.opened.inputs, municipality=None), desk.on)
    assert window.jobs.cancel.isVisible()

    with qtbot.waitSignal(desk.noticed, timeout=20_000) as told:
        window.jobs.cancel.click()

    qtbot.waitUntil(lambda: not desk._running, timeout=20_000)
    assert not told.args[0].is_failure
    assert desk.opened is flow.opened
    assert desk.judged is flow.judged
    assert not desk.is_stale
    assert desk.job is None
    assert not window.jobs.cancel.isVisible()
    assert window.notice.isVisible()


def test_broken_file_gives_a_message_and_the_window_lives(
    sample: Program, flow: Flow, text_named_ifc: Path, qtbot: QtBot
) -> None:
    window, desk = sample.window, sample.desk

    with qtbot.waitSignal(desk.noticed, timeout=30_000) as told:
        desk.open_model(text_named_ifc)

    assert told.args[0].is_failure
    assert "brief.ifc" in window.notice.text.text()
    assert "Traceback" not in window.notice.text.text()
    assert desk.opened is flow.opened
    assert not desk.is_stale
    window.scenario.per_side.setChecked(True)
    assert window.scenario.sides["east"].isVisibleTo(window)


def test_missing_file_on_the_start_page(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.desk.noticed, timeout=30_000):
        program.desk.open_model(tmp_path / "weg.ifc")

    assert program.desk.opened is None
    assert program.window.pages.currentWidget() is program.window.start
    assert program.window.start.isEnabled()
    assert "weg.ifc" in program.window.notice.text.text()


def test_unexpected_failure_is_told_and_gives_no_verdict(
    sample: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> Judged:
        raise KeyError("x")

    monkeypatch.setattr(work, "assess", broken)
    with qtbot.waitSignal(sample.desk.noticed) as told:
        sample.desk.assess()

    assert "KeyError" in told.args[0].text.nl
    assert "failed" in caplog.text
    assert sample.desk.is_stale
    assert sample.window.banner.words.text() == "Niet getoetst"


def test_storey_is_hidden_and_shown(window: MainWindow) -> None:
    tree = window.storeys.tree
    whole = _pixels(window)

    tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    less = _pixels(window)
    tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)

    assert (whole != less).mean() > 0.01
    assert (whole != _pixels(window)).mean() < 0.001
    assert "bouwlaag" in tree.topLevelItem(0).toolTip(0)


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
    with qtbot.waitSignal(sun.cast, check_params_cb=lambda s: s is not None and s.mesh is None):
        sun.slider.setValue(sun.slider.maximum())

    assert "onder" in sun.text.text()


def test_picking_names_the_element(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view.viewport
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


def test_case_is_applied_only_when_it_can_be_read(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    panel, asked = sample.window.case, []
    monkeypatch.setattr(sample.desk, "open", lambda inputs, on: asked.append((inputs, on)))
    assert not panel.apply.isEnabled()
    assert panel.apply.toolTip() == "Er is niets veranderd"

    panel.municipality.setText("GM06")
    assert not panel.apply.isEnabled()
    panel.municipality.setText("gm0344")
    panel.peil.setText("9.8")
    panel.apply.click()

    inputs, day = asked[0]
    assert inputs == replace(sample.desk.opened.inputs, municipality="GM0344", plan_datum=9.8)
    assert day == sample.desk.on


def test_dropped_paper_comes_into_the_case(sample: Program, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text("")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(plan))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    sample.window.dropEvent(event)

    assert sample.window.case.plan.path == plan
    assert sample.window.inputs.currentWidget() is sample.window.case
    assert sample.window.case.apply.isEnabled()


def test_language_changes_the_whole_window(sample: Program, flow: Flow) -> None:
    sample.speak("en")

    assert sample.window.inputs.tabText(0) == "Design"
    assert sample.window.banner.words.text() == "Does not comply"
    assert sample.desk.opened is flow.opened
    assert sample.window.scenario.setback.text() == "0.00 m"
    sample.speak("nl")
    assert sample.window.inputs.tabText(0) == "Ontwerp"
    assert sample.window.scenario.setback.text() == "0,00 m"


def test_opened_model_is_remembered(sample: Program, flow: Flow) -> None:
    assert sample.window.recent()[0].name == flow.opened.inputs.model.name


def test_job_that_was_replaced_says_nothing(sample: Program, qtbot: QtBot) -> None:
    desk = sample.desk
    old = Job(Text("oud"), lambda _progress: "oud")
    taken: list[object] = []
    desk._start(Text("nieuw"), lambda _progress: "nieuw", taken.append)
    old.done.connect(desk._on_done)
    with qtbot.waitSignal(old.ended):
        old.start(desk._pool)
    qtbot.waitUntil(lambda: desk.job is None)

    assert taken == ["nieuw"]
