"""The window goes on beating while it works, and a cancelled job leaves the case as it was."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.scenario import Scenario
from optopcheck.gui.view_drawing import Drawer
from tests.gui.heart import LATE, Heart
from tests.gui.small import CHANGED, is_ready, small_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from tests.gui.heart import Pulse

LONG = 120_000
"""[ms]"""
MOST_CANCEL = 1.0
"""[s]"""
MOST_LATE = 0.25
"""Share of the time: a machine that many share is late by itself, a window that waits always."""


def lived(begin: Callable[[], object], done: Callable[[], bool], qtbot: QtBot) -> Pulse:
    heart = Heart()
    heart.start()
    begin()
    qtbot.waitUntil(done, timeout=LONG)
    return heart.stop()


def test_a_heart_tells_who_held_it_up(qtbot: QtBot) -> None:
    pulse = lived(lambda: time.sleep(3 * LATE), lambda: True, qtbot)
    assert pulse.longest >= 3 * LATE
    assert pulse.late > 0.5
    assert pulse.busiest < LATE
    assert pulse.culprits


def test_the_window_beats_while_it_opens_saves_and_exports(
    home: Path, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    del home
    desk, exports = program.desk, program.window.exports
    idle = lambda: not desk.file.errands.is_busy  # noqa: E731  # one word for three uses
    model = small_model(tmp_path / "huis.ifc")
    pulses = [lived(lambda: desk.open_model(model), lambda: is_ready(program), qtbot)]
    pulses.append(lived(lambda: desk.set_scenario(CHANGED), lambda: is_ready(program), qtbot))
    pulses.append(lived(lambda: desk.file.save(tmp_path / "zaak.optop"), idle, qtbot))
    report = exports.entries[0]
    pulses.append(lived(lambda: exports.write(report, tmp_path / "rapport.pdf"), idle, qtbot))
    assert (tmp_path / "rapport.pdf").is_file()
    assert sum(len(pulse.gaps) for pulse in pulses) > 50
    gaps = [gap for pulse in pulses for gap in pulse.gaps]
    assert sum(gap - LATE for gap in gaps if gap > LATE) / sum(gaps) < MOST_LATE


def test_a_picture_at_rest_does_not_hold_the_window(qtbot: QtBot) -> None:
    drawer, gate, taken = Drawer(), threading.Event(), []
    try:
        drawer.begin(lambda: gate.wait(10.0), taken.append)
        assert drawer.is_busy
        changes: list[str] = []
        drawer.later(lambda: changes.append("later"))
        assert (taken, changes) == ([], [])
        with qtbot.waitSignal(drawer.drawn, timeout=LONG):
            gate.set()
        assert (taken, changes) == ([True], ["later"])
        drawer.later(lambda: changes.append("at once"))
        assert changes == ["later", "at once"]
    finally:
        gate.set()
        drawer.shut()


def test_who_asks_for_the_scene_waits_for_the_picture(qtbot: QtBot) -> None:
    del qtbot
    drawer, order = Drawer(), []
    drawer.begin(lambda: time.sleep(0.1) or order.append("drawn"), lambda _: order.append("taken"))
    drawer.wait()
    order.append("changed")
    assert order == ["drawn", "taken", "changed"]
    assert drawer.now(lambda: threading.current_thread() is threading.main_thread()) is False
    drawer.shut()


@pytest.mark.parametrize("moment", [0, 1, 3, 8])
def test_cancelled_at_any_step_the_case_is_as_it_was(
    small: Program, tmp_path: Path, moment: int, qtbot: QtBot
) -> None:
    desk = small.desk
    before = desk.opened, desk.judged, desk.scenario
    steps: list[object] = []

    def step(*told: object) -> None:
        steps.append(told)
        if len(steps) > moment and desk.job is not None:
            start = time.perf_counter()
            desk.cancel()
            took.append(time.perf_counter() - start)
            assert desk.job is None

    took: list[float] = []
    desk.progressed.connect(step)
    (tmp_path / "ander").mkdir()
    desk.open_model(small_model(tmp_path / "ander" / "huis.ifc"))
    if moment == 0:
        desk.cancel()
    qtbot.waitUntil(lambda: desk.job is None, timeout=LONG)
    desk.progressed.disconnect(step)

    if len(steps) > moment or moment == 0:
        assert (desk.opened, desk.judged, desk.scenario) == before
        assert not desk.is_stale
    assert all(seconds < MOST_CANCEL for seconds in took)
    qtbot.waitUntil(lambda: not desk._running, timeout=LONG)
    assert (desk.opened is before[0]) == bool(took or moment == 0)


def test_cancelled_assessment_leaves_the_former_one_marked_as_old(small: Program, qtbot: QtBot) -> None:
    desk = small.desk
    judged = desk.judged
    desk.set_scenario(Scenario(2))
    desk.assess()
    desk.cancel()
    qtbot.waitUntil(lambda: desk.job is None, timeout=LONG)
    assert desk.judged is judged
    assert desk.is_stale
    assert small.window.banner.words.text() == "Niet getoetst"
