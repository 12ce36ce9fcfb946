"""The window with the sample case: open, change, cancel, survive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from optopcheck import service
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurements
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.site import Origin
from optopcheck.domain.text import Text
from optopcheck.gui import work
from optopcheck.gui.jobs import Job

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.work import Judged, Opened
    from tests.gui.conftest import Flow


def test_heart_beats_while_the_case_is_opened_and_assessed(
    flow: Flow, record_property: pytest.RecordProperty
) -> None:
    gaps = np.array(flow.gaps) * 1000

    p99, longest = float(np.percentile(gaps, 99)), float(gaps.max())
    record_property("heartbeat_p99_ms", p99)
    print(f"heartbeat: {len(gaps)} beats, p99 {p99:.0f} ms, longest {longest:.0f} ms")  # noqa: T201
    assert p99 < 100


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
    window.storeys.catch_up()
    assert window.storeys.model.index(0, 0).data() == "optoplaag 1  ·  bouwlaag"


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


def test_model_with_two_buildings_asks_which(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    asked: list[str | None] = []

    def two(_model: Path, building: str | None, *_: object, **__: object) -> Opened:
        asked.append(building)
        raise InputError(
            Text("twee.ifc bevat 2 gebouwen: A, B; kies er een met --building NAAM", "choose with --building")
        )

    monkeypatch.setattr(work, "open_model", two)
    notice = program.window.notice
    with qtbot.waitSignal(program.desk.noticed):
        program.desk.open_model(tmp_path / "twee.ifc")
    assert notice.building.isVisible()
    assert notice.text.text().endswith("kies er een bij 'Gebouw'")

    notice.building.setText("B")
    with qtbot.waitSignal(program.desk.noticed):
        notice.retry.click()

    assert asked == [None, "B"]


def test_refused_design_is_told(program: Program, flow: Flow, qtbot: QtBot) -> None:
    facts = flow.judged.assessment.facts
    refused = Measurements.none(Text("het dak is schuin; laat het vervangen (--replace-pitched-roof)"))
    without = replace(facts, proposed=replace(facts.proposed, building=None, measured=refused))
    program.desk.opened = flow.opened

    with qtbot.waitSignal(program.desk.noticed):
        program.desk._take_judged(
            replace(flow.judged, assessment=replace(flow.judged.assessment, facts=without))
        )

    assert program.desk.shown == "existing"
    said = "Het dak is schuin; laat het vervangen (zie 'Schuin dak vervangen')"
    assert program.window.notice.text.text() == said
    assert not program.window.view.situations[2].isEnabled()
    assert said[1:] in program.window.view.situations[2].toolTip()


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
    peil = service.DatumInput(9.8, Origin.DESIGN)
    assert inputs == replace(sample.desk.opened.inputs, municipality="GM0344", plan_datum=peil)
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


def test_opened_model_is_remembered_but_the_sample_is_not(sample: Program, tmp_path: Path) -> None:
    model = tmp_path / "huis.ifc"
    model.touch()
    opened = sample.desk.opened

    sample.desk.opened = replace(opened, inputs=replace(opened.inputs, model=model))
    sample.window._follow()
    sample.desk.opened = opened
    sample.window._follow()

    # Other tests of the same run opened models too.
    assert sample.window.recent()[0] == model
    assert opened.inputs.model not in sample.window.recent()
    assert Path(sample.window.memory._store.fileName()).is_relative_to(tmp_path.parent)


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
