"""A chosen number lights up what made it, and says where it comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from optopcheck import service
from optopcheck.domain.measurement import Doubt, LeftOut, Measurement, PartMeasurement
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text
from optopcheck.gui import style, work
from optopcheck.picture import palette
from tests.gui.test_access import unnamed
from tests.picture.test_scene import hue_like

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableWidget
    from pytestqt.qtbot import QtBot

    from optopcheck.domain.facts import Situation
    from optopcheck.gui.app import Program
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.numbers_panel import NumbersPanel

EXISTING, PERMITTED, PROPOSED = 1, 2, 3


def half(value: Measurement, *, west: bool) -> Mesh:
    triangles = value.geometry.triangles
    x = triangles[:, :, 0].mean(axis=1)
    chosen = triangles[(x < np.median(x)) == west]
    return Mesh(chosen.reshape(-1, 3), np.arange(3 * len(chosen)).reshape(-1, 3))


def detailed(situation: Situation) -> Situation:
    """Give the eaves two parts and a doubt, and leave a railing out."""
    eaves = situation.measured.eaves_height
    parts = (
        PartMeasurement(Text("gevel west", "west"), eaves.value, 0.01, (), half(eaves, west=True)),
        PartMeasurement(
            Text("gevel oost", "east"), eaves.value, 0.01, eaves.elements, half(eaves, west=False),
            Text("te kort", "too short"), counts=False,
        ),
    )  # fmt: skip
    doubt = Doubt(Text("de goot ontbreekt", "the gutter is missing"), 0.04)
    eaves = replace(eaves, parts=parts, doubts=(doubt,))
    railing = next(e.global_id for e in situation.building.elements if e.kind == "IfcRailing")
    loose = LeftOut((railing,), Text("staat los", "stands apart"))
    return replace(situation, measured=replace(situation.measured, eaves_height=eaves), left_out=(loose,))


@pytest.fixture
def program_with_parts(sample: Program) -> Program:
    desk = sample.desk
    facts = desk.judged.assessment.facts
    facts = replace(facts, existing=detailed(facts.existing), proposed=detailed(facts.proposed))
    assessment = replace(desk.judged.assessment, facts=facts)
    desk.judged = work.Judged(assessment, work.report(assessment, desk.language))
    desk.judged_changed.emit()
    sample.window.view.viewport.look("iso")
    return sample


@pytest.fixture
def numbers(program_with_parts: Program) -> NumbersPanel:
    return program_with_parts.window.results.numbers


@pytest.fixture
def desk(program_with_parts: Program) -> Desk:
    return program_with_parts.desk


def choose(numbers: NumbersPanel, quantity: Quantity, column: int) -> None:
    numbers.table.setCurrentCell(numbers.table.keys.index(quantity.key), column)


def pixels(program: Program) -> np.ndarray:
    image = program.window.view.viewport.image()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return flat[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def test_faces_and_left_out_parts_light_up_with_their_legend(
    program_with_parts: Program, numbers: NumbersPanel, desk: Desk
) -> None:
    legend = program_with_parts.window.view.legend
    eaves = desk.situation("existing").measured.eaves_height
    assert legend.isHidden()

    choose(numbers, Quantity.EAVES_HEIGHT, EXISTING)

    assert desk.lighting.faces == (eaves.geometry,)
    assert set(eaves.excluded) < set(desk.lighting.excluded)
    assert desk.situation("existing").left_out[0].elements[0] in desk.lighting.excluded
    assert legend.isVisible()
    assert legend.counted.text() == service.counted(Quantity.EAVES_HEIGHT, eaves, "nl")
    assert legend.counted.text().startswith("meegeteld: goothoogte")
    assert "ondergeschikt" in legend.left_out.text()
    assert "staat los" in legend.left_out.text()
    picture = pixels(program_with_parts)
    assert hue_like(picture, palette.HIGHLIGHT) > 300
    assert hue_like(picture, palette.LEFT_OUT) > 50


def test_the_building_that_was_measured_is_shown(numbers: NumbersPanel, desk: Desk) -> None:
    assert desk.shown == "proposed"

    choose(numbers, Quantity.FOOTPRINT_AREA, EXISTING)
    assert desk.shown == "existing"
    assert desk.lighting.faces == (desk.situation("existing").measured.footprint_area.geometry,)
    choose(numbers, Quantity.FOOTPRINT_AREA, PROPOSED)
    assert desk.shown == "proposed"


def test_pane_tells_the_trace_of_the_service_word_for_word(numbers: NumbersPanel, desk: Desk) -> None:
    choose(numbers, Quantity.EAVES_HEIGHT, PROPOSED)

    told = service.trace(Quantity.EAVES_HEIGHT, desk.situation("proposed"), "nl")
    pane = numbers.trace.toPlainText()
    assert told.title[1:] in pane
    assert all(value in pane for _, value in told.rows)
    assert "– 0,04 m: de goot ontbreekt" in pane
    assert "Bij alle metingen" in pane


def test_a_part_lights_up_alone(program_with_parts: Program, numbers: NumbersPanel, desk: Desk) -> None:
    choose(numbers, Quantity.EAVES_HEIGHT, PROPOSED)
    parts = desk.situation("proposed").measured.eaves_height.parts
    assert numbers.source.tabText(1) == "Delen (2)"
    numbers.source.setCurrentIndex(1)
    assert [numbers.parts.item(row, 0).text() for row in range(2)] == ["gevel west", "gevel oost"]
    assert numbers.parts.item(1, 2).text() == "telt niet mee: te kort"

    numbers.parts.setCurrentCell(1, 0)

    assert desk.lighting.faces == (parts[1].geometry,)
    assert desk.lit == parts[1].elements
    legend = program_with_parts.window.view.legend.counted.text()
    assert legend.startswith("telt niet mee: goothoogte, gevel oost")


def test_a_remark_is_never_cut_off(program_with_parts: Program, numbers: NumbersPanel, qtbot: QtBot) -> None:
    choose(numbers, Quantity.EAVES_HEIGHT, PROPOSED)
    numbers.source.setCurrentIndex(1)
    table, words = numbers.parts, "telt niet mee: korter dan de helft van de gevel waar zij bij hoort"
    table.item(1, 2).setText(words)
    for width in (1440, 1280):
        program_with_parts.window.resize(width, 860)
        # On a real screen the panel keeps its width, and no column tells of a new one.
        header, wide = table.horizontalHeader(), table.columnWidth(2)
        header.sectionResized.emit(2, wide, wide)
        qtbot.waitUntil(lambda: table.rowHeight(1) >= _height_of(table, words))
        assert table.rowHeight(0) < table.rowHeight(1)


def _height_of(table: QTableWidget, words: str) -> int:
    """Return how high a text is in the third column."""
    column = table.columnWidth(2) - 22
    wrap = int(Qt.TextFlag.TextWordWrap)
    return table.fontMetrics().boundingRect(0, 0, column, 9999, wrap, words).height()


def test_a_number_without_parts_closes_their_tab_and_says_so(numbers: NumbersPanel) -> None:
    choose(numbers, Quantity.EAVES_HEIGHT, PROPOSED)
    numbers.source.setCurrentIndex(1)

    choose(numbers, Quantity.STOREY_COUNT, PROPOSED)

    assert not numbers.source.isTabEnabled(1)
    assert numbers.source.tabToolTip(1) == "Dit getal heeft geen delen"
    assert numbers.source.currentIndex() == 0


def test_an_unknown_number_tells_why_in_the_pane(program_with_parts: Program, numbers: NumbersPanel) -> None:
    choose(numbers, Quantity.PLOT_DISTANCE, EXISTING)

    assert "onbekend" in numbers.trace.toPlainText()
    assert "Waarom:" in numbers.trace.toPlainText()
    assert program_with_parts.window.view.legend.isHidden()


def test_what_is_pointed_at_has_no_legend(
    program_with_parts: Program, numbers: NumbersPanel, desk: Desk
) -> None:
    choose(numbers, Quantity.EAVES_HEIGHT, PROPOSED)
    desk.light(("x",))

    assert program_with_parts.window.view.legend.isHidden()
    assert desk.lighting.faces == ()
    assert desk.lighting.excluded == ()


def test_another_situation_puts_the_faces_out(numbers: NumbersPanel, desk: Desk) -> None:
    choose(numbers, Quantity.EAVES_HEIGHT, PROPOSED)
    desk.show("existing")

    assert desk.lighting.faces == ()
    assert desk.lighting.counted == ""


def test_keys_walk_through_numbers_and_parts(
    program_with_parts: Program, numbers: NumbersPanel, desk: Desk, qtbot: QtBot
) -> None:
    window = program_with_parts.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    numbers.table.setFocus()
    choose(numbers, Quantity.BUILDING_HEIGHT, PROPOSED)
    QTest.keyClick(numbers.table, Qt.Key.Key_Down)
    assert "goothoogte" in desk.lighting.counted

    numbers.source.setCurrentIndex(1)
    for _ in range(6):
        if QApplication.focusWidget() is numbers.parts:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is numbers.parts
    QTest.keyClick(numbers.parts, Qt.Key.Key_Down)
    assert "gevel" in desk.lighting.counted
    assert unnamed(window) == []


def test_e_shows_the_faces_that_are_lit(program_with_parts: Program, numbers: NumbersPanel) -> None:
    choose(numbers, Quantity.BUILDING_HEIGHT, EXISTING)
    before = hue_like(pixels(program_with_parts), palette.HIGHLIGHT)

    QTest.keyClick(program_with_parts.window.view.viewport, Qt.Key.Key_E)

    assert hue_like(pixels(program_with_parts), palette.HIGHLIGHT) > 3 * before


def test_the_chosen_number_stays_when_the_report_is_written_anew(numbers: NumbersPanel, desk: Desk) -> None:
    choose(numbers, Quantity.EAVES_HEIGHT, EXISTING)
    said, place = numbers.trace.toPlainText(), (numbers.table.currentRow(), numbers.table.currentColumn())

    desk.judged_changed.emit()

    assert numbers.trace.toPlainText() == said
    assert (numbers.table.currentRow(), numbers.table.currentColumn()) == place


def test_another_case_forgets_the_chosen_number(numbers: NumbersPanel, desk: Desk) -> None:
    choose(numbers, Quantity.EAVES_HEIGHT, EXISTING)

    desk.opened = replace(desk.opened)
    desk.case_changed.emit()
    desk.judged_changed.emit()

    assert numbers.trace.toPlainText().startswith("Kies een getal")
    assert not numbers.source.isTabEnabled(1)


def test_before_any_assessment_the_existing_numbers_are_read(
    program_with_parts: Program, numbers: NumbersPanel, desk: Desk
) -> None:
    desk.judged = None
    desk.show("existing")
    desk.judged_changed.emit()
    assert numbers.table.horizontalHeaderItem(2).text() == "Vanaf"

    choose(numbers, Quantity.BUILDING_HEIGHT, 2)

    height = desk.opened.case.measured_existing.measured.building_height
    assert desk.lighting.faces == (height.geometry,)
    assert "Nauwkeurigheid" in numbers.trace.toPlainText()
    assert program_with_parts.window.view.legend.isVisible()


@pytest.mark.parametrize(
    ("sheet", "drawn"),
    [
        (style.LIT, palette.HIGHLIGHT),
        (style.LEFT_OUT, palette.LEFT_OUT),
        (style.LEFT_OUT_EDGE, palette.LEFT_OUT_EDGE),
    ],
)
def test_legend_has_the_colours_of_the_picture(sheet: str, drawn: tuple[int, int, int]) -> None:
    assert QColor(sheet).getRgb()[:3] == drawn
