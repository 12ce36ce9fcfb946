"""Setbacks per façade, the roof, and the designer's own model in the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.domain.proposal import Changes, Proposal
from optopcheck.domain.scenario import FacadeSetback, RoofForm, RoofObjects, Scenario, Setback
from optopcheck.domain.text import Text
from optopcheck.gui import work

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.gui.app import Program


@pytest.fixture
def still(sample: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Give the sample; nothing is assessed or read anew."""
    monkeypatch.setattr(sample.desk, "assess", lambda: None)
    return sample


def test_each_facade_of_the_turned_sample_has_its_own_setback(still: Program) -> None:
    desk, panel = still.desk, still.window.scenario
    panel.per_facade.setChecked(True)
    assert list(panel.facades.fields) == [77.0, 167.0, 257.0, 347.0]
    assert panel.setback.toolTip() == "De terugligging is per gevel opgegeven"

    panel.facades.fields[167.0].setValue(2.0)

    assert FacadeSetback(167.0, 2.0) in desk.scenario.setback.by_facade
    desk.set_scenario(Scenario(setback=Setback.all_round(1.0)))
    assert not panel.per_facade.isChecked()
    assert desk.scenario.setback == Setback.all_round(1.0)


def test_a_pitched_roof_takes_the_parapet_away(still: Program) -> None:
    desk, panel = still.desk, still.window.scenario
    panel.parapet.setValue(0.3)

    panel.roof.form.setCurrentIndex(2)

    assert desk.scenario.roof == RoofForm(45.0, 1.0, gable=True)
    assert desk.scenario.parapet == 0
    assert panel.parapet.toolTip() == "Een schuin dak heeft geen dakrand"
    panel.storey_height.setValue(2.5)
    panel.roof.eaves.setValue(2.5)
    panel.storey_height.setValue(2.0)
    assert desk.scenario.roof == RoofForm(45.0, 2.0, gable=True)


def test_the_roof_is_kept_free(still: Program) -> None:
    desk, panel = still.desk, still.window.scenario
    assert panel.roof.clearance.toolTip() == "Zet eerst 'Dak vrijhouden' aan"

    panel.roof.free.setChecked(True)
    panel.roof.clearance.setValue(0.5)

    assert (desk.scenario.standing, desk.scenario.clearance) == (RoofObjects.KEEP_FREE, 0.5)


def test_a_model_that_was_read_becomes_the_proposal_and_lists_its_changes(
    still: Program, tmp_path: Path
) -> None:
    desk, panel = still.desk, still.window.scenario
    assert not panel.own.use.isEnabled()
    opened = desk.opened
    part = opened.case.case.building.elements[0].global_id
    own = Proposal("nieuw.ifc", opened.case.case.building, Changes(3, (part,)), Text("in RD"))
    case = replace(opened.case, case=replace(opened.case.case, proposal=own))

    desk.opened = replace(opened, case=case, inputs=replace(opened.inputs, proposal=tmp_path / "nieuw.ifc"))
    desk.case_changed.emit()

    assert desk.scenario.own_design
    assert panel.own.use.isChecked()
    assert not panel.storey_height.isVisible()
    (added,) = [b for b in panel.own.buttons if b.text() == "erbij: 1"]
    added.click()
    assert desk.lit == (part,)
    panel.own.use.setChecked(False)
    assert not desk.scenario.own_design


def test_the_construction_is_chosen_for_the_screening(still: Program) -> None:
    desk, field = still.desk, still.window.scenario.built
    names = [field.choice.itemText(place) for place in range(field.choice.count())]
    assert names[0] == "niet gekozen"
    assert len(names) > 2

    field.choice.setCurrentIndex(1)
    chosen = desk.scenario.construction
    assert chosen == service.known_constructions()[0][0]
    facts = replace(desk.judged.assessment.facts, scenario=desk.scenario)
    told = work.screening_numbers(facts, "nl").section
    assert any(names[1] in cell for row in told.rows for cell in row)

    desk.undo()
    assert desk.scenario.construction is None
    assert field.choice.currentIndex() == 0
