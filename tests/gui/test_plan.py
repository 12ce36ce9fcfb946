"""The plan of a municipality: opened, filtered, sorted, a building picked; the case is that of its row."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from optopcheck.domain.scenario import Scenario
from optopcheck.gui.plan_drawing import Look, PlanDrawing
from optopcheck.gui.plan_work import Asked, Read, choose
from optopcheck.scan import (
    CLASSES,
    HEADS,
    LEASTS,
    Chooser,
    ScanRequest,
    ScanResult,
    read_result,
    run_scan,
    tiles_in,
    write_results,
)
from tests.gui.scanned import ON, put_scan
from tests.gui.small import is_ready, small_model
from tests.gui.test_access import unnamed
from tests.gui.test_keyboard_task import press, tab_to
from tests.scan.made import flat_block, town
from tests.scan.test_picking import found_alone, found_by_scan
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.plan_view import PlanView
    from optopcheck.gui.plan_window import PlanWindow
    from optopcheck.scan import BuildingRow

LONG = 120_000
"""[ms]"""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_scan(tmp_path_factory.mktemp("scan"))


@pytest.fixture
def result(made: Path, tmp_path: Path) -> Path:
    """Give a copy with its tiles, that a test may spoil."""
    folder = tmp_path / "gemeente"
    shutil.copytree(made.parent, folder, ignore=shutil.ignore_patterns(".work"))
    return folder / "r.gpkg"


@pytest.fixture
def plan(home: Path, program: Program, result: Path, qtbot: QtBot) -> PlanWindow:
    del home
    program.window.take(result)
    found = program.window.scans.plan
    assert found is not None
    settle(found, qtbot)
    qtbot.waitExposed(found)
    return found


def settle(plan: PlanWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: plan.read is not None and not plan.errands.is_busy, timeout=LONG)


def place_of(plan: PlanWindow, name: str) -> int:
    assert plan.read is not None
    return [row.building_id for row in plan.read.result.rows].index(name)


def lines(plan: PlanWindow, column: int = 1) -> list[str]:
    model = plan.list.table.lines
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def sift(plan: PlanWindow, qtbot: QtBot, shown: int) -> None:
    qtbot.waitUntil(lambda: plan.list.table.lines.rowCount() == shown, timeout=5000)


def colour_at(plan: PlanWindow, name: str) -> str:
    """Return what is painted in the middle of a building."""
    view = plan.plan
    QApplication.processEvents()
    image = view.grab().toImage()
    at = view.point_of(place_of(plan, name)) * view.devicePixelRatioF()
    return image.pixelColor(at).name()


def test_the_whole_task(plan: PlanWindow, program: Program, qtbot: QtBot) -> None:
    assert len(lines(plan)) == 7
    assert "7 van 7" in plan.filter.count.text()

    plan.filter.classes["candidate"].click()
    plan.filter.leasts["height"].setText("5")
    sift(plan, qtbot, 3)
    assert "3 van 7" in plan.filter.count.text()
    assert set(lines(plan)) == {"flat", "north", "away"}
    plan.list.order.setCurrentText("Hoogte [m]")
    plan.list.downwards.click()
    assert lines(plan)[0] == "north"
    assert lines(plan, 2)[0] == "15,0"

    plan.list.table.selectRow(lines(plan).index("flat"))
    assert plan.current == place_of(plan, "flat")
    settle(plan, qtbot)
    assert "north" in plan.card.building.toPlainText()
    plan.make_case.click()
    qtbot.waitUntil(lambda: program.desk.job is not None or program.desk.opened is not None, timeout=LONG)
    qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)

    check_case(program, plan)
    assert program.window.pages.currentIndex() == 1
    assert not plan.notice.isVisible()
    assert "flat" in program.window.windowTitle()


def check_case(program: Program, plan: PlanWindow) -> None:
    """Hold the assessment on the desk against the row that is chosen."""
    desk = program.desk
    assert plan.read is not None
    assert plan.current is not None
    row: BuildingRow = plan.read.result.rows[plan.current]
    assert desk.opened is not None
    assert desk.judged is not None
    assessment = desk.judged.assessment
    assert (desk.on, desk.scenario) == (ON, Scenario(1, 3.0))
    assert desk.opened.inputs.building == row.building_id
    assert found_alone(assessment) == found_by_scan(row)
    assert assessment.overall.verdict == row.verdict
    assert assessment.facts.case.building.is_of_city_model


def test_without_a_mouse(
    home: Path, program: Program, result: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del home
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(result), ""))
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    plan = window.scans.plan
    assert plan is not None
    settle(plan, qtbot)
    qtbot.waitUntil(plan.isActiveWindow)

    tab_to(plan.filter.words)
    QTest.keyClicks(QApplication.focusWidget(), "nor")
    sift(plan, qtbot, 1)
    tab_to(plan.filter.clear)
    press(Qt.Key.Key_Space)
    sift(plan, qtbot, 7)
    tab_to(plan.filter.classes["no_roof"])
    press(Qt.Key.Key_Space)
    sift(plan, qtbot, 1)
    assert lines(plan) == ["house"]
    press(Qt.Key.Key_Space)
    sift(plan, qtbot, 7)
    tab_to(plan.filter.leasts["deck_area"])
    QTest.keyClicks(QApplication.focusWidget(), "100")
    sift(plan, qtbot, 3)
    tab_to(plan.list.order)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert plan.list.table.lines.sorted_by == ("building_id", False)
    assert lines(plan) == sorted(lines(plan))
    tab_to(plan.plan)
    press(Qt.Key.Key_Plus)
    press(Qt.Key.Key_0)
    tab_to(plan.list.table)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    settle(plan, qtbot)
    assert plan.current is not None
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)
    check_case(program, plan)


def test_undetermined_is_never_green_and_the_list_says_what_the_plan_shows(plan: PlanWindow) -> None:
    colours = {key: QColor(colour).name() for key, colour, _ in CLASSES}
    for name, key in (("flat", "candidate"), ("house", "no_roof")):
        plan.plan.choose(place_of(plan, name))
        plan.plan.choose(None)
        assert colour_at(plan, name) == colours[key]
    words = lines(plan, 0)
    assert all(said.startswith("nader onderzoek") for said in words)
    drawn = {colour_at(plan, name) for name in ("flat", "house", "low", "north", "lod1")}
    assert colours["complies"] not in drawn


def test_what_the_filter_leaves_out_loses_its_colour(plan: PlanWindow, qtbot: QtBot) -> None:
    plan.plan.choose(place_of(plan, "flat"))
    plan.plan.choose(None)
    before = colour_at(plan, "flat")
    plan.filter.classes["no_roof"].click()
    sift(plan, qtbot, 1)

    assert colour_at(plan, "flat") != before
    QTest.mouseClick(plan.plan, Qt.MouseButton.LeftButton, pos=plan.plan.point_of(place_of(plan, "flat")))
    assert plan.current is None


def test_a_click_in_the_plan_chooses_in_the_list_and_back(plan: PlanWindow) -> None:
    view, table = plan.plan, plan.list.table
    view.choose(place_of(plan, "house"))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.point_of(place_of(plan, "house")))
    assert lines(plan)[table.currentIndex().row()] == "house"

    table.selectRow(lines(plan).index("away"))
    assert view.current == place_of(plan, "away")
    assert view.rect().contains(view.point_of(place_of(plan, "away")))


def move(view: PlanView, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Move the mouse, which a screen that is none does not tell of."""
    place = QPointF(at)
    none = Qt.MouseButton.NoButton, button, Qt.KeyboardModifier.NoModifier
    view.mouseMoveEvent(QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), *none))


def test_hover_tells(plan: PlanWindow) -> None:
    view = plan.plan
    view.choose(place_of(plan, "north"))
    move(view, QPoint(2, 2))
    move(view, view.point_of(place_of(plan, "north")))

    assert view.over == place_of(plan, "north")
    assert plan.told.text().startswith("north: nader onderzoek")
    assert "hoogte 15,0 m" in plan.told.text()


def test_drag_wheel_and_fit(plan: PlanWindow) -> None:
    view = plan.plan
    fitted = view.look
    at = QPointF(100, 80)
    before = view.place_of(at)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(at, view.mapToGlobal(at), QPoint(), QPoint(0, 240), *none, False)  # noqa: FBT003  # Qt's
    view.wheelEvent(turn)
    assert view.look.scale > fitted.scale
    assert view.place_of(at) == pytest.approx(before)

    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 80))
    move(view, QPoint(160, 110), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(160, 110))
    assert view.place_of(at + QPointF(60, 30)) == pytest.approx(before)
    assert plan.current is None

    plan.fit.click()
    assert view.look == fitted


def test_far_away_every_building_is_a_dot(plan: PlanWindow) -> None:
    view = plan.plan
    assert view.drawing is not None
    place = place_of(plan, "flat")
    x, y = view.drawing.boxes[place].mean(axis=0).tolist()
    size = view.size()
    look = Look(x, y, 0.05)
    image = view.drawing.image(look, size, 1.0)
    middle = QPoint(size.width() // 2, size.height() // 2)
    steps = [QPoint(k, m) for k in (-1, 0) for m in (-1, 0)]
    assert QColor("#e69f00") in [image.pixelColor(middle + step) for step in steps]


def test_assumptions_attribution_and_receipt_are_shown(plan: PlanWindow) -> None:
    text = plan.card.source.toPlainText()

    for part in ("Aannamen", "maaiveld", "Bronvermelding", "Verantwoording", "reference_date: 2026-11-26"):
        assert part in text


def test_tiles_elsewhere_are_asked_for(
    plan: PlanWindow, program: Program, result: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = result.parent.parent / "elders"
    shutil.move(result.parent / "tiles", elsewhere)
    plan.choose(place_of(plan, "flat"))
    settle(plan, qtbot)
    plan.make_case.click()
    settle(plan, qtbot)

    assert plan.notice.isVisible()
    assert "a.city.json" in plan.notice.text.text()
    assert program.desk.opened is None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(elsewhere))
    plan.point_out.click()
    qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)
    check_case(program, plan)


def test_a_changed_tile_is_told_in_the_workbench(
    plan: PlanWindow, program: Program, result: Path, qtbot: QtBot
) -> None:
    other = json.dumps(town([flat_block("north", 0, 22, 12, 10, 30.0)]))
    (result.parent / "tiles" / "b.city.json").write_text(other)
    plan.choose(place_of(plan, "flat"))
    settle(plan, qtbot)
    plan.make_case.click()
    qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)

    assert "b.city.json is gewijzigd sinds de scan" in program.window.notice.text.text()


def test_a_second_building_of_a_tile_is_another_case(
    plan: PlanWindow, program: Program, qtbot: QtBot
) -> None:
    subjects = []
    for name in ("flat", "low"):
        plan.choose(place_of(plan, name))
        settle(plan, qtbot)
        plan.make_case.click()
        qtbot.waitUntil(
            lambda name=name: is_ready(program) and program.desk.opened.inputs.building == name, timeout=LONG
        )
        subjects.append(program.desk.opened.inputs.subject)
        assert program.desk.file.name == name
        program.desk.set_scenario(Scenario(2, 3.0))
    assert subjects[0] != subjects[1]
    assert subjects[0][0] == subjects[1][0]


def test_a_building_is_refined_with_the_model_of_its_architect(
    home: Path, program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The town is laid around the place of the small model, whose own pand is no neighbour of it."""
    del home
    x, y = small_case.RD[0] - 93000.0, small_case.RD[1] - 451000.0
    tiles = tmp_path / "tiles"
    tiles.mkdir()
    own, near = flat_block("own", x, y, 10, 8, 9.0), flat_block("near", x + 30, y, 12, 10, 9.0)
    (tiles / "a.city.json").write_text(json.dumps(town([own, near])))
    request = ScanRequest(tiles_in(tiles), "GM0637", ON, storeys_added=2)
    write_results(run_scan(request, tmp_path / ".work"), tmp_path / "r.gpkg")
    program.window.take(tmp_path / "r.gpkg")
    plan = program.window.scans.plan
    assert plan is not None
    settle(plan, qtbot)
    refine = program.window.menus.refine
    assert not refine.isEnabled()
    plan.choose(place_of(plan, "own"))
    settle(plan, qtbot)
    plan.make_case.click()
    qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)
    assert refine.isEnabled()

    model = small_model(tmp_path / "huis.ifc")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(model), ""))
    refine.trigger()
    qtbot.waitUntil(lambda: program.desk.opened.inputs.model == model, timeout=LONG)
    qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)

    case = program.desk.opened.case.case
    assert not case.building.is_of_city_model
    assert [neighbour.id for neighbour in case.neighbours] == ["near"]
    assert (program.desk.on, program.desk.scenario) == (ON, Scenario(2, 3.0))
    assert not refine.isEnabled()


def test_a_bad_file_leaves_what_is_shown(plan: PlanWindow, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "kaart.gpkg"
    bad.write_text("geen kaart")
    before = plan.read
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(bad))])
    modifiers, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    plan.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, button, modifiers))
    settle(plan, qtbot)

    assert plan.read is before
    assert "kaart.gpkg is geen uitkomst van een potentiescan" in plan.notice.text.text()


def test_reading_can_be_cancelled(plan: PlanWindow, result: Path, qtbot: QtBot) -> None:
    before = plan.read
    plan.open_result(result)
    assert plan.cancel.isVisible()
    plan.cancel.click()
    settle(plan, qtbot)
    QApplication.processEvents()

    assert plan.read is before
    assert "geannuleerd" in plan.notice.text.text()


def test_it_is_offered_on_the_start_page_in_the_menu_and_in_the_palette(
    plan: PlanWindow, program: Program, result: Path
) -> None:
    del plan
    window = program.window
    assert window.start.scan.accessibleName() == "De potentiescan van een gemeente openen"
    window.finder.toggle()
    titles = [entry.title for entry in window.finder.shown()]
    assert "Een potentiescan openen" in titles
    assert result.name in [path.name for path in window.recent()]
    window.finder.shut()


def test_everything_has_a_name_and_says_why_not(plan: PlanWindow) -> None:
    assert unnamed(plan) == []
    assert not plan.make_case.isEnabled()
    assert plan.make_case.toolTip() == "Er is geen pand gekozen"
    plan.choose(place_of(plan, "flat"))
    assert plan.make_case.isEnabled()


def test_sixty_thousand_buildings_are_drawn_hit_and_sifted(made: Path, qapp: QApplication) -> None:
    """Hold the count of what is drawn; times are told in the decision, not tested."""
    del qapp
    one = read_result(made)
    place = [row.building_id for row in one.rows].index("flat")
    ring, count, side = one.outline(place), 60_000, 250
    shifts = np.stack([np.arange(count) % side, np.arange(count) // side], axis=1) * 30.0
    corners = (ring[None] + shifts[:, None]).reshape(-1, 2)
    starts = np.arange(count + 1) * len(ring)
    big = ScanResult(made, (one.rows[place],) * count, corners, starts, (), ())
    read = Read(big, Chooser.of(big), CLASSES, HEADS, LEASTS, ())
    drawing = PlanDrawing(read)

    middle = ring.mean(axis=0) + shifts[31_415]
    assert drawing.at(*middle.tolist()) == 31_415
    assert len(choose(read.chooser, Asked()).places) == count
    drawing.image(Look(*middle.tolist(), 0.6), QSize(760, 780), 1.0)
    # Only what is in sight costs anything.
    assert 1000 < drawing.made < count / 10


def test_the_chosen_building_stays_in_sight_when_the_list_shrinks(plan: PlanWindow) -> None:
    table = plan.list.table
    last = lines(plan)[-1]
    plan.choose(place_of(plan, last))
    for height in (400, 60):
        table.setMinimumHeight(0)
        table.resize(table.width(), height)
    QApplication.processEvents()

    assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))
