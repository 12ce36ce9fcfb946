"""A child that reads a model is killed from outside: the window lives, and the case is as it was."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.ifc import aspect_source, clear_kept
from tests.gui.heart import Heart
from tests.gui.small import is_ready, small_model
from tests.ifc.test_killed import Watched, alive

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.desk import Notice

LONG = 120_000
"""[ms]"""
FEW, MANY = 3, 100
MOST_LATE = 0.4
"""Share of the time, on a machine that does other things as well: a window that hangs is late always."""
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill here")


class Timed(Watched):
    """A crew that knows how long it lived."""

    def __init__(self, *arguments: object, **more: object) -> None:
        self.begun, self.lived = time.monotonic(), 0.0
        super().__init__(*arguments, **more)

    def __exit__(self, *arguments: object) -> None:
        super().__exit__(*arguments)  # type: ignore[arg-type]
        self.lived = time.monotonic() - self.begun


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> type[Timed]:
    monkeypatch.setattr(aspect_source, "Crew", Timed)
    return Timed


def _strike(watched: type[Timed], before: Watched, wait: float, chance: random.Random, qtbot: QtBot) -> int:
    """Kill one of the next crew at its age of so many seconds; return how many were killed."""
    qtbot.waitUntil(lambda: watched.last is not before, timeout=LONG)
    crew = watched.last
    while time.monotonic() < crew.begun + wait:  # type: ignore[attr-defined]
        qtbot.wait(2)
    members = [worker.pid for worker in crew.members]
    if not members:
        return 0
    # One that has ended by itself since is not mourned.
    with contextlib.suppress(ProcessLookupError):
        os.kill(chance.choice(members), signal.SIGKILL)
    return 1


def _first_opening(program: Program, watched: type[Timed], folder: Path, qtbot: QtBot) -> tuple[Path, float]:
    """Open a case that nobody attacks; return its model and how long its children live [s]."""
    (folder / "ander").mkdir()
    model = small_model(folder / "ander" / "huis.ifc")
    program.desk.open_model(model)
    qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)
    return model, watched.last.lived  # type: ignore[attr-defined]


def _kill_and_look(
    program: Program, watched: type[Timed], opening: tuple[Path, float], count: int, qtbot: QtBot
) -> tuple[int, int]:
    """Open and kill until so many children were killed; return how many openings and messages it took."""
    desk, chance = program.desk, random.Random(47)  # noqa: S311 -- moments, not secrets
    told: list[Notice] = []
    assert desk.opened is not None
    parts = len(desk.opened.case.case.building.elements)
    desk.noticed.connect(told.append)
    openings = messages = hits = 0
    while hits < count:
        openings += 1
        assert openings < 5 * count
        before, crew = (desk.opened, desk.judged, desk.scenario), watched.last
        clear_kept(service.caches()[0].folder)
        told.clear()
        desk.open_model(opening[0])
        hits += _strike(watched, crew, opening[1] * chance.uniform(0.0, 0.7), chance, qtbot)
        qtbot.waitUntil(lambda: desk.job is None and not desk._running, timeout=LONG)
        if any(notice.is_failure for notice in told):
            messages += 1
            assert (desk.opened, desk.judged, desk.scenario) == before
            assert not desk.is_stale
            words = program.window.notice.text.text()
            assert opening[0].name in words
            assert "signal 9" in words
            assert "Traceback" not in words
        else:
            assert desk.opened is not before[0]
            assert len(desk.opened.case.case.building.elements) == parts
            assert is_ready(program)
        assert not any(alive(pid) for pid in watched.last.everyone)
    desk.noticed.disconnect(told.append)
    return openings, messages


def test_a_killed_child_costs_a_message_or_nothing(
    home: Path, watched: type[Timed], program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    del home
    opening = _first_opening(program, watched, tmp_path, qtbot)
    heart = Heart()
    heart.start()
    _kill_and_look(program, watched, opening, FEW, qtbot)
    assert heart.stop().late < MOST_LATE


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_killed_at_a_hundred_moments(
    home: Path, watched: type[Timed], program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    del home
    opening = _first_opening(program, watched, tmp_path, qtbot)
    openings, messages = _kill_and_look(program, watched, opening, MANY, qtbot)
    print(f"{openings} openings, {MANY} children killed, {messages} messages")  # noqa: T201 - for the closing words
    assert messages > 0
