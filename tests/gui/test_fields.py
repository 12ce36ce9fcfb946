"""Numbers as people type them, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QValidator
from PySide6.QtTest import QTest

from optopcheck.gui.fields import NumberEdit, NumberField, read_number

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("written", "value"),
    [("9,8", 9.8), ("9.8", 9.8), (" 12 ", 12.0), ("-3,00", -3.0), ("1.000,5", None), ("", None), ("x", None)],
)
def test_comma_and_point_are_alike_and_both_together_refused(written: str, value: float | None) -> None:
    assert read_number(written) == value


@pytest.mark.parametrize("typed", ["2,8", "2.8", "2,80 m"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_field_takes_both(typed: str, language: str, qtbot: QtBot) -> None:
    field = NumberField(language)
    qtbot.addWidget(field)
    field.setRange(0, 10)

    field.selectAll()
    QTest.keyClicks(field, typed)
    field.interpretText()

    assert field.value() == pytest.approx(2.8)
    assert field.text() == ("2,80 m" if language == "nl" else "2.80 m")


def test_field_refuses_what_may_mean_two_things(qtbot: QtBot) -> None:
    field = NumberField("nl")
    qtbot.addWidget(field)

    assert field.validate("1.000,5 m", 0)[0] == QValidator.State.Invalid
    assert field.validate("abc", 0)[0] == QValidator.State.Invalid


def test_line_may_be_empty_and_marks_what_is_no_number(qtbot: QtBot) -> None:
    line = NumberEdit("nl")
    qtbot.addWidget(line)
    assert line.value is None
    assert not line.is_wrong

    line.setText("1.000,5")
    assert line.is_wrong
    line.set_value(-3.0)
    assert line.text() == "-3,00"
    assert line.value == -3.0
