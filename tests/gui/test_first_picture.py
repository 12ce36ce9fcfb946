"""While the first model is read it can be seen; the picture goes when it was cancelled or is there."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.arrival import Arrival
from optopcheck.domain.building import Element
from optopcheck.domain.mesh import Mesh
from optopcheck.gui import arriving
from tests.gui.small import small_model

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.domain.building import Building
    from optopcheck.gui.app import Program

TRIANGLE = Mesh(np.array([[0.0, 0, 0], [1, 0, 0], [0, 0, 1]]), np.array([[0, 1, 2]]))


def part(number: int) -> Element:
    return Element(f"part-{number}", "IfcWall", "", TRIANGLE)


@pytest.fixture(autouse=True)
def of_every_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "FEW", 1)


def test_it_is_drawn_anew_only_when_there_is_much_more(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(np.arange(10.0, 2000.0, 10.0).tolist())
    monkeypatch.setattr("optopcheck.gui.arriving.time.monotonic", lambda: next(clock))
    coming, seen = arriving.Arriving(), []
    coming.came.connect(lambda building, share: seen.append((len(building.elements), share)))

    for number in range(100):
        coming(Arrival("huis", (), (part(number),), (number + 1) / 100))

    counts = [count for count, _ in seen]
    assert counts[0] == 1
    assert all(after >= 1.5 * before for before, after in itertools.pairwise(counts[:-1]))
    assert seen[-1] == (100, 1.0)
    assert sum(counts) < 4 * 100


def test_a_model_of_few_parts_is_not_shown_before(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "FEW", 100)
    came: list[object] = []
    program.desk.came.connect(lambda building, share: came.append((building, share)))

    with qtbot.waitSignal(program.desk.case_changed, timeout=120_000):
        program.desk.open_model(small_model(tmp_path / "huis.ifc"))

    assert came == []


def test_the_first_model_is_seen_before_it_is_read(program: Program, qtbot: QtBot) -> None:
    window, desk = program.window, program.desk
    shown: list[tuple[int, bool, str]] = []

    def look(building: Building, share: float) -> None:
        del share
        image = window.first.viewport.image() if window.first.viewport else None
        drawn = (
            image is not None and len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 2
        )
        shown.append((len(building.elements), drawn, window.first.words.text()))

    desk.came.connect(look)
    desk.open_sample()
    with qtbot.waitSignal(desk.case_changed, timeout=120_000):
        qtbot.waitUntil(lambda: bool(shown), timeout=120_000)
        assert desk.opened is None
        assert window.pages.currentWidget() is window.first

    assert all(drawn for _, drawn, _ in shown)
    assert "niets gemeten" in shown[0][2]
    assert window.first.viewport is None
    assert window.pages.currentIndex() == 1


def test_a_cancelled_reading_takes_its_picture_along(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window, desk = program.window, program.desk
    desk.open_model(small_model(tmp_path / "huis.ifc"))
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.first, timeout=120_000)

    desk.cancel()

    assert window.pages.currentWidget() is window.start
    assert window.first.viewport is None
    qtbot.wait(1500)
    assert window.pages.currentWidget() is window.start
    assert desk.opened is None


def test_a_case_keeps_the_window_while_another_is_read(sample: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window, desk = sample.window, sample.desk
    came: list[object] = []
    desk.came.connect(lambda building, share: came.append((building, share)))

    with qtbot.waitSignal(desk.case_changed, timeout=120_000):
        desk.open_model(small_model(tmp_path / "huis.ifc"))
        assert window.pages.currentIndex() == 1

    assert came == []
