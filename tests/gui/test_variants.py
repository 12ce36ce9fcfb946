"""Variants kept beside the present design: named, changed, assessed behind it, and never stale unseen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.text import Text
from optopcheck.gui import work

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.job import Progress
    from optopcheck.gui.app import Program
    from optopcheck.gui.variants_panel import VariantsPanel
    from optopcheck.gui.work import Opened
    from tests.gui.conftest import Flow

LOW = Scenario(storey_height=2.6)


def rows(panel: VariantsPanel) -> list[list[str]]:
    table = panel.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


@pytest.fixture
def quick(sample: Program, flow: Flow, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Give the sample with an assessment of variants that only bears another scenario, and no other work."""

    def assess_variant(
        opened: Opened, scenario: Scenario, _earlier: Assessment | None, _progress: Progress
    ) -> Assessment:
        found = flow.judged.assessment
        facts = replace(found.facts, case=opened.case.case, scenario=scenario)
        return replace(found, facts=facts)

    monkeypatch.setattr(work, "assess_variant", assess_variant)
    monkeypatch.setattr(sample.desk, "assess", lambda: None)
    return sample


def test_the_present_design_stands_first_until_it_is_kept(quick: Program) -> None:
    panel = quick.window.variants
    assert [row[:2] for row in rows(panel)] == [["huidig ontwerp", "getoetst"]]
    assert panel.chosen is None
    assert not panel.choose.isEnabled()
    assert panel.choose.toolTip() == "Kies eerst een variant in de tabel"

    panel.keep.click()

    assert [row[:2] for row in rows(panel)] == [["variant 1", "huidig"]]
    assert not panel.keep.isEnabled()
    assert panel.keep.toolTip() == "Het huidige ontwerp is al bewaard"


def test_a_variant_is_assessed_behind_the_present_design(quick: Program, qtbot: QtBot) -> None:
    desk, panel = quick.desk, quick.window.variants
    panel.keep.click()
    desk.variants.entries = (
        *desk.variants.entries,
        replace(desk.variants.entries[0], name="laag", scenario=LOW),
    )
    desk.variants.changed.emit()
    assert rows(panel)[1][1] == "verouderd, wacht"
    assert set(rows(panel)[1][2:]) == {"–"}

    desk.job_changed.emit()

    qtbot.waitUntil(lambda: rows(panel)[1][1] == "getoetst", timeout=5000)
    assert rows(panel)[1][2] == "15,40 m"
    assert desk.scenario == Scenario()


def test_a_variant_that_is_chosen_becomes_the_present_design(quick: Program) -> None:
    desk, panel = quick.desk, quick.window.variants
    panel.keep.click()
    quick.window.scenario.storey_height.setValue(2.6)
    panel.keep.click()
    assert [row[0] for row in rows(panel)] == ["variant 1", "variant 2"]
    panel.table.selectRow(0)

    panel.choose.click()

    assert desk.scenario == Scenario()
    assert quick.window.scenario.storey_height.value() == 3.0
    assert desk.can_undo
    assert panel.chosen == 0
    assert not panel.choose.isEnabled()
    assert panel.choose.toolTip() == "Dit is het huidige ontwerp"


def test_name_duplicate_overwrite_remove_and_put_back(quick: Program, qtbot: QtBot) -> None:
    desk, panel = quick.desk, quick.window.variants
    book = desk.variants
    panel.keep.click()
    panel.table.selectRow(0)
    panel.duplicate.click()
    assert [e.name for e in book.entries] == ["variant 1", "variant 1 2"]

    panel.table.item(1, 0).setText("met kap")
    qtbot.waitUntil(lambda: [e.name for e in book.entries] == ["variant 1", "met kap"], timeout=2000)
    panel.table.item(1, 0).setText("variant 1")
    qtbot.waitUntil(lambda: panel.table.item(1, 0).text() == "met kap", timeout=2000)
    assert not book.rename(0, "  ")

    quick.window.scenario.setback.setValue(1.5)
    # The present design stands first again.
    assert [row[0] for row in rows(panel)] == ["huidig ontwerp", "variant 1", "met kap"]
    panel.table.selectRow(2)
    panel.update_button.click()
    assert book.entries[1].scenario.setback == Setback.all_round(1.5)
    assert panel.chosen == 1
    panel.remove.click()
    assert [e.name for e in book.entries] == ["variant 1"]
    panel.restore.click()
    assert [e.name for e in book.entries] == ["variant 1", "met kap"]
    assert not panel.restore.isEnabled()
    assert panel.restore.toolTip() == "Er is geen variant verwijderd"


def test_another_reading_of_the_case_makes_every_variant_stale(quick: Program) -> None:
    desk, panel = quick.desk, quick.window.variants
    panel.keep.click()
    opened = desk.opened
    again = replace(opened, case=replace(opened.case, case=replace(opened.case.case)))

    desk.opened, desk.is_stale = again, True
    desk.case_changed.emit()

    assert rows(panel)[0][1] == "verouderd, wacht"
    assert set(rows(panel)[0][2:]) == {"–"}


def test_another_model_takes_the_variants_away(quick: Program) -> None:
    desk, panel = quick.desk, quick.window.variants
    panel.keep.click()
    inputs = replace(desk.opened.inputs, model=desk.opened.inputs.model.with_name("ander.ifc"))

    desk.opened = replace(desk.opened, inputs=inputs)
    desk.case_changed.emit()

    assert desk.variants.entries == ()


def test_a_variant_that_fails_says_so_and_is_not_tried_again(
    quick: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    desk, panel, tried = quick.desk, quick.window.variants, []

    def failing(*given: object) -> None:
        tried.append(given)
        raise InputError(Text("kapot"))

    monkeypatch.setattr(work, "assess_variant", failing)
    panel.keep.click()
    entry = replace(desk.variants.entries[0], name="laag", scenario=LOW, assessment=None)
    desk.variants.entries = (*desk.variants.entries, entry)
    desk.variants.changed.emit()
    desk.job_changed.emit()

    qtbot.waitUntil(lambda: rows(panel)[1][1] == "niet te toetsen", timeout=5000)
    qtbot.wait(600)
    assert len(tried) == 1


def test_variants_outlive_the_language(quick: Program, qtbot: QtBot) -> None:
    quick.window.variants.keep.click()

    quick.speak("en")
    qtbot.waitExposed(quick.window)

    panel = quick.window.variants
    assert [row[:3] for row in rows(panel)] == [["variant 1", "present", "15.40 m"]]
    assert panel.table.horizontalHeaderItem(2).text() == "Height"
    quick.speak("nl")


def test_a_best_value_is_said_and_not_only_shown(quick: Program) -> None:
    desk, panel = quick.desk, quick.window.variants
    panel.keep.click()
    found = desk.variants.entries[0].assessment
    measured = found.facts.proposed.measured
    lower = replace(
        measured,
        building_height=replace(measured.building_height, value=14.0),
        planning_volume=measured.planning_volume,
    )
    facts = replace(found.facts, scenario=LOW, proposed=replace(found.facts.proposed, measured=lower))
    entry = replace(
        desk.variants.entries[0], name="laag", scenario=LOW, assessment=replace(found, facts=facts)
    )

    desk.variants.entries = (*desk.variants.entries, entry)
    desk.variants.changed.emit()

    item = panel.table.item(1, 2)
    assert item.text() == "★ 14,00 m"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "hoogte: 14,00 m laagste"
    assert item.toolTip().startswith("Laagste")
    assert panel.table.item(0, 2).text() == "15,40 m"
    last = panel.table.columnCount() - 1
    assert "★" not in panel.table.item(0, last).text() + panel.table.item(1, last).text()
