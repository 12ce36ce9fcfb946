"""The properties of the chosen part: read once in the background, grouped, copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.gui import work
from optopcheck.gui.property_table import _breakable

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from optopcheck.domain.job import Progress
    from optopcheck.gui.app import Program
    from optopcheck.gui.element_panel import ElementPanel
    from optopcheck.service import Books, CaseInput


def element_of(program: Program, kind: str, *, added: bool = False) -> str:
    building = program.desk.building
    return next(e.global_id for e in building.elements if e.kind == kind and e.added is added)


def shown(panel: ElementPanel) -> dict[str, list[str]]:
    found = {}
    for place in range(panel.table.topLevelItemCount()):
        head = panel.table.topLevelItem(place)
        found[head.text(0)] = [head.child(row).text(0) for row in range(head.childCount())]
    return found


def test_a_click_in_the_picture_reads_the_model_once(
    sample: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[CaseInput] = []
    real = work.read_books

    def counted(inputs: CaseInput, progress: Progress) -> Books:
        asked.append(inputs)
        return real(inputs, progress)

    monkeypatch.setattr(work, "read_books", counted)
    window = sample.window
    panel, reader = window.evidence.element, window.evidence.reader
    assert asked == []

    window.view.viewport.picked.emit(element_of(sample, "IfcWall"))
    assert panel.isVisible()
    assert panel.kind.text().startswith("IfcWall")
    assert "nog" in panel.origin.text()
    qtbot.waitUntil(lambda: reader.books is not None, timeout=60_000)

    assert panel.origin.text() == "Uit het model."
    assert any(name.startswith("Pset_") for name in shown(panel))
    window.view.viewport.picked.emit(element_of(sample, "IfcWindow"))
    assert panel.kind.text().startswith("IfcWindow")
    # The end of a job is told after what it found.
    qtbot.waitUntil(lambda: not reader.is_busy, timeout=60_000)
    assert len(asked) == 1


def test_nothing_chosen_says_what_to_do(sample: Program) -> None:
    side = sample.window.evidence
    side.setCurrentWidget(side.element)

    assert side.element.title.text() == "Geen onderdeel gekozen"
    for button in (side.element.fly, side.element.alone, side.element.hide_it, side.element.copy):
        assert not button.isEnabled()
        assert button.toolTip().startswith("Kies eerst een onderdeel")


def test_what_the_design_added_and_a_neighbour_tell_their_origin(sample: Program) -> None:
    panel = sample.window.evidence.element
    sample.window.view.viewport.picked.emit(element_of(sample, "IfcWall", added=True))
    assert panel.origin.text() == "Komt uit het ontwerp van deze variant, niet uit het model."
    assert "inhoud" in next(rows for name, rows in shown(panel).items() if name.startswith("Uit de vorm"))

    neighbour = sample.desk.opened.case.case.neighbours[0]
    sample.window.view.viewport.picked.emit(neighbour.id)
    assert panel.title.text() == neighbour.id
    assert panel.origin.text().startswith("Uit het stadsmodel")
    assert "maaiveld" in shown(panel)["Buurpand"]


def test_copied_rows_go_into_a_spreadsheet(sample: Program, qtbot: QtBot) -> None:
    panel = sample.window.evidence.element
    sample.window.view.viewport.picked.emit(element_of(sample, "IfcWall", added=True))

    panel.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == f"{panel.card.title}\tIfcWall\t{panel.card.id}"
    rows = [row for group in panel.card.groups for row in group.rows]
    assert [line for line in lines[1:] if "\t" in line] == ["\t".join(row).rstrip("\t") for row in rows]

    head = panel.table.topLevelItem(1)
    head.child(0).setSelected(True)
    sample.window.activateWindow()
    panel.table.setFocus()
    # A key of a widget works in the window that is active alone.
    qtbot.waitUntil(panel.table.hasFocus)
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "\t".join(panel.card.groups[1].rows[0])


def test_buttons_act_on_the_part_and_a_level_stands_for_its_elements(sample: Program) -> None:
    window, asked = sample.window, []
    panel = window.evidence.element
    window.visibility.isolate_wanted.connect(asked.append)
    window.visibility.fly_wanted.connect(asked.append)
    wall = element_of(sample, "IfcWall")
    window.view.viewport.picked.emit(wall)
    panel.fly.click()
    panel.alone.click()
    assert asked == [(wall,), (wall,)]
    panel.hide_it.click()
    assert window.visibility.hidden == {wall}

    window.inputs.setCurrentWidget(window.storeys)
    window.storeys.tree.setCurrentIndex(window.storeys.model.index(0, 0))
    panel.alone.click()
    assert set(asked[-1]) == {e.global_id for e in sample.desk.building.elements if e.added}


def test_a_model_that_cannot_be_read_again_is_told(
    sample: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def gone(_inputs: CaseInput, _progress: Progress) -> Books:
        raise InputError(Text("flat.ifc bestaat niet meer", "flat.ifc is gone"))

    monkeypatch.setattr(work, "read_books", gone)
    window = sample.window

    with qtbot.waitSignal(window.evidence.reader.changed, timeout=20_000):
        window.view.viewport.picked.emit(element_of(sample, "IfcWall"))

    assert window.evidence.element.origin.text() == "flat.ifc bestaat niet meer"
    assert shown(window.evidence.element)


def test_another_case_is_read_anew(sample: Program, qtbot: QtBot) -> None:
    reader = sample.window.evidence.reader
    sample.window.view.viewport.picked.emit(element_of(sample, "IfcWall"))
    qtbot.waitUntil(lambda: reader.books is not None, timeout=60_000)
    books, opened = reader.books, sample.desk.opened

    sample.desk.opened = replace(opened)
    sample.desk.case_changed.emit()
    assert reader.books is books

    sample.desk.opened = replace(
        opened, inputs=replace(opened.inputs, model=opened.inputs.model.with_name("x.ifc"))
    )
    sample.desk.case_changed.emit()
    assert reader.books is None


def test_values_are_not_cut_off(sample: Program, qtbot: QtBot) -> None:
    panel = sample.window.evidence.element
    sample.window.resize(1280, 720)
    sample.window.view.viewport.picked.emit(sample.desk.opened.case.case.neighbours[0].id)
    qtbot.wait(30)
    table = panel.table
    item = table.topLevelItem(0).child(0)
    item.setText(1, _breakable("IfcBuildingElementProxyTypeMetEenNaamDieNietOpEenRegelPast"))
    table.scheduleDelayedItemsLayout()
    qtbot.wait(30)

    assert table.visualItemRect(item).height() > 2 * table.fontMetrics().height()
    assert _breakable("kort woord") == "kort woord"
