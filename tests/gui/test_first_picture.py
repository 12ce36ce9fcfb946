"""While the first model is read it can be seen; the picture goes when it was cancelled or is there."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.arrival import Arrival
from optopcheck.domain.building import Building, Element
from optopcheck.domain.mesh import Mesh
from optopcheck.gui import arriving
from optopcheck.gui.arriving import Sight
from optopcheck.gui.first_picture import FirstPicture
from tests.gui.small import small_model

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

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
    coming.came.connect(lambda sight: seen.append((len(sight.building.elements), sight.share)))

    for number in range(100):
        coming(Arrival("huis", (), (part(number),), (number + 1) / 100))

    counts = [count for count, _ in seen]
    assert counts[0] == 1
    assert all(after >= 1.5 * before for before, after in itertools.pairwise(counts[:-1]))
    assert seen[-1] == (100, 1.0)
    assert sum(counts) < 4 * 100


def test_a_sketch_stands_in_for_what_is_not_there_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(np.arange(10.0, 2000.0, 10.0).tolist())
    monkeypatch.setattr("optopcheck.gui.arriving.time.monotonic", lambda: next(clock))
    coming, seen = arriving.Arriving(), list[Sight]()
    coming.came.connect(seen.append)

    coming(Arrival("", (), (), 0.0, tuple(part(number) for number in range(60))))
    for number in range(100):
        left = tuple(part(after) for after in range(number + 1, 60))
        coming(Arrival("huis", (), (part(number),), (number + 1) / 100, left))

    names = [[e.global_id for e in sight.building.elements] for sight in seen]
    assert all(len(set(one)) == len(one) for one in names)
    assert [len(one) for one in names][:2] == [60, 60]
    assert [sight.is_sketch for sight in seen][:2] == [True, True]
    assert (seen[-1].is_sketch, seen[-1].share, len(names[-1])) == (False, 1.0, 100)
    assert sum(map(len, names)) < 6 * 100


def test_the_page_says_what_is_a_sketch(qtbot: QtBot) -> None:
    page = FirstPicture()
    qtbot.addWidget(page)
    said = []
    for share, is_sketch in ((0.0, True), (0.4, True), (0.4, False)):
        page.show_sight(arriving.Sight(Building("huis", (part(1), part(2)), ()), share, is_sketch))
        said.append(page.words.text())
    page.shut()

    assert len(set(said)) == 3
    assert ["sketch" in words for words in said] == [True, True, False]
    assert all("Nothing was measured" in words for words in said)


def test_a_model_of_few_parts_is_not_shown_before(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "FEW", 100)
    came: list[object] = []
    program.desk.came.connect(came.append)

    with qtbot.waitSignal(program.desk.case_changed, timeout=120_000):
        program.desk.open_model(small_model(tmp_path / "huis.ifc"))

    assert came == []


def test_the_first_model_is_seen_before_it_is_read(program: Program, qtbot: QtBot) -> None:
    window, desk = program.window, program.desk
    shown: list[tuple[int, bool, str]] = []

    def look(sight: Sight) -> None:
        image = window.first.viewport.image() if window.first.viewport else None
        drawn = (
            image is not None and len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 2
        )
        shown.append((len(sight.building.elements), drawn, window.first.words.text()))

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
    desk.came.connect(came.append)

    with qtbot.waitSignal(desk.case_changed, timeout=120_000):
        desk.open_model(small_model(tmp_path / "huis.ifc"))
        assert window.pages.currentIndex() == 1

    assert came == []
