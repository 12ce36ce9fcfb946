"""Facts that the user enters in the window: left open they stay unknown, untouched they stay as given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from optopcheck.domain.entered import ENTERABLE, EnteredFact
from optopcheck.gui.facts_group import FactsGroup

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import Program

GIVEN = (
    ("homes.existing", EnteredFact(24.0, "BAG, 1 juli 2026")),
    ("existing.is_monument", EnteredFact(value=False, source="monumentenregister")),
    ("parking.demand", EnteredFact(1.0 / 3.0, "nota parkeren")),
    ("existing.front_side", EnteredFact("south-west", "kaart", "let op")),
)


@pytest.fixture
def group(qtbot: QtBot) -> FactsGroup:
    made = FactsGroup("nl")
    qtbot.addWidget(made)
    return made


def line(group: FactsGroup, name: str) -> QLineEdit:
    field = group._fields[name]
    assert isinstance(field, QLineEdit)
    return field


def choice(group: FactsGroup, name: str) -> QComboBox:
    field = group._fields[name]
    assert isinstance(field, QComboBox)
    return field


def test_a_field_that_is_left_open_is_no_fact(group: FactsGroup) -> None:
    assert group.facts() == ()
    assert set(group._fields) == set(ENTERABLE)


def test_what_is_not_touched_stays_as_it_was_given(group: FactsGroup) -> None:
    group.fill(GIVEN)

    assert group.facts() == GIVEN
    assert choice(group, "existing.is_monument").currentData() == "nee"
    assert choice(group, "existing.front_side").currentText() == "zuidwest"
    assert line(group, "homes.existing").text() == "24"
    assert line(group, "parking.demand").text() == "0,33"


def test_a_comma_and_a_point_are_both_read_and_the_source_goes_with_it(group: FactsGroup) -> None:
    line(group, "parking.places").setText("12,5")
    choice(group, "existing.has_lift").setCurrentIndex(2)
    group.source.setText("opname ter plaatse")

    assert group.facts() == (
        ("existing.has_lift", EnteredFact(value=False, source="opname ter plaatse")),
        ("parking.places", EnteredFact(12.5, "opname ter plaatse")),
    )
    line(group, "parking.places").setText("12.5")
    assert dict(group.facts())["parking.places"].value == 12.5


def test_a_value_that_cannot_be_is_marked_and_told(group: FactsGroup) -> None:
    line(group, "existing.construction_year").setText("65")

    assert group.wrong() == "Bouwjaar: geef een heel getal van 1000 tot en met 2100"
    assert line(group, "existing.construction_year").property("wrong") is True
    line(group, "existing.construction_year").setText("1965")
    assert group.wrong() is None


def test_a_fact_that_is_taken_away_is_unknown_again(group: FactsGroup) -> None:
    group.fill(GIVEN)
    choice(group, "existing.is_monument").setCurrentIndex(0)

    assert "existing.is_monument" not in dict(group.facts())


def test_facts_come_into_the_case(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    panel, asked = sample.window.case, []
    monkeypatch.setattr(sample.desk, "open", lambda inputs, _: asked.append(inputs))
    line(panel.facts, "existing.construction_year").setText("12")
    assert not panel.apply.isEnabled()
    assert panel.revert.isEnabled()
    assert panel.hint.text().startswith("Bouwjaar: geef een heel getal")

    line(panel.facts, "existing.construction_year").setText("1964")
    panel.apply.click()

    ((name, fact),) = asked[0].facts
    assert (name, fact.value) == ("existing.construction_year", 1964.0)
    assert asked[0] == replace(sample.desk.opened.inputs, facts=asked[0].facts)
