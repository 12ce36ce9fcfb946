"""What is added: storeys, height, setback, parapet; each change makes another scenario."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSlider, QWidget

from optopcheck.domain.scenario import PitchedRoof, Scenario, Setback
from optopcheck.gui import layouts
from optopcheck.gui.fields import CountField, NumberField, head_label, named

if TYPE_CHECKING:
    from optopcheck.domain.text import Language
    from optopcheck.gui.desk import Desk

_MOST_STOREYS = 20
_MOST_SLIDE, _SLIDE_STEP = 10.0, 0.1
"""Of the slider [m]; deeper setbacks are typed."""
_SIDES = ("north", "east", "south", "west")


class ScenarioPanel(QWidget):
    """The fields of a scenario; they follow the desk, also on undo."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._filling = self._moving = False
        self.storeys = named(CountField(_MOST_STOREYS), self.tr("Storeys added"))
        self.storey_height = _length(desk.language, self.tr("Storey height"), 1.0, 10.0, 0.1)
        self.parapet = _length(desk.language, self.tr("Parapet"), 0.0, 5.0, 0.1)
        self.setback = _length(desk.language, self.tr("Setback all round"), 0.0, 50.0, 0.25)
        self.slide = named(
            QSlider(Qt.Orientation.Horizontal),
            self.tr("Drag the setback"),
            self.tr("Drag to set the façade back all round; the sun follows"),
        )
        self.slide.setRange(0, round(_MOST_SLIDE / _SLIDE_STEP))
        self.slide.setPageStep(round(1.0 / _SLIDE_STEP))
        self.per_side = named(QCheckBox(self.tr("per side")), self.tr("Setback per side"))
        words = (self.tr("north"), self.tr("east"), self.tr("south"), self.tr("west"))
        self.sides = {
            side: _length(desk.language, self.tr("Setback %1").replace("%1", word), 0.0, 50.0, 0.25)
            for side, word in zip(_SIDES, words, strict=True)
        }
        self.replace_roof = named(
            QCheckBox(self.tr("Replace a pitched roof")),
            self.tr("Replace a pitched roof"),
            self.tr("Take the pitched part away and build full storeys in its place"),
        )
        self._lay_out(dict(zip(_SIDES, words, strict=True)))
        self._connect()
        self._fill()

    def _lay_out(self, words: dict[str, str]) -> None:
        self._side_box = QWidget()
        grid = QGridLayout(self._side_box)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, side in enumerate(_SIDES):
            label = QLabel(words[side])
            label.setBuddy(self.sides[side])
            grid.addWidget(label, place // 2, 2 * (place % 2))
            grid.addWidget(self.sides[side], place // 2, 2 * (place % 2) + 1)
        form = layouts.form()
        form.addRow(self.tr("Storeys added"), self.storeys)
        form.addRow(self.tr("Storey height"), self.storey_height)
        form.addRow(self.tr("Setback"), self.setback)
        form.addRow("", self.slide)
        form.addRow("", self.per_side)
        form.addRow(self._side_box)
        form.addRow(self.tr("Parapet"), self.parapet)
        form.addRow(self.replace_roof)
        column = layouts.column(self, spacing=8, margins=(12, 10, 12, 8))
        column.addWidget(head_label(self.tr("What is added")))
        column.addLayout(form)

    def _connect(self) -> None:
        self.storeys.valueChanged.connect(self._edit)
        for field in (self.storey_height, self.parapet, self.setback, *self.sides.values()):
            field.valueChanged.connect(self._edit)
        self.replace_roof.toggled.connect(self._edit)
        self.slide.valueChanged.connect(self._drag)
        self.slide.sliderReleased.connect(self._end_drag)
        self.per_side.toggled.connect(self._switch)
        self._desk.scenario_changed.connect(self._fill)

    def _switch(self, per_side: bool) -> None:  # noqa: FBT001  # Qt calls it so
        self._side_box.setVisible(per_side)
        self.setback.setEnabled(not per_side)
        self.setback.setToolTip(self.tr("The setback is given per side") if per_side else "")
        self.slide.setEnabled(not per_side)
        if not per_side:
            self._edit()

    def _drag(self, steps: int) -> None:
        if not self._filling:
            self.setback.setValue(steps * _SLIDE_STEP)
            self._moving = self.slide.isSliderDown()

    def _end_drag(self) -> None:
        self._moving = False

    def _edit(self) -> None:
        if not self._filling:
            self._desk.set_scenario(self._scenario(), same_move=self._moving)

    def _scenario(self) -> Scenario:
        return replace(
            self._desk.scenario,
            storeys_added=self.storeys.value(),
            storey_height=self.storey_height.value(),
            setback=self._setback(),
            parapet=self.parapet.value(),
            pitched_roof=PitchedRoof.REPLACE if self.replace_roof.isChecked() else PitchedRoof.REFUSE,
        )

    def _setback(self) -> Setback:
        if self.per_side.isChecked():
            return Setback.per_side({side: field.value() for side, field in self.sides.items()})
        return Setback.all_round(self.setback.value())

    def _fill(self) -> None:
        scenario = self._desk.scenario
        self._filling = True
        self.storeys.setValue(scenario.storeys_added)
        self.storey_height.setValue(scenario.storey_height)
        self.parapet.setValue(scenario.parapet)
        for side, value in scenario.setback.by_side.items():
            self.sides[side].setValue(value)
        if scenario.setback.is_uniform:
            self.setback.setValue(scenario.setback.north)
            self.slide.setValue(round(scenario.setback.north / _SLIDE_STEP))
        else:
            self.per_side.setChecked(True)
        self._side_box.setVisible(self.per_side.isChecked())
        self.replace_roof.setChecked(scenario.pitched_roof is PitchedRoof.REPLACE)
        self._filling = False


def _length(language: Language, name: str, lowest: float, highest: float, step: float) -> NumberField:
    field = named(NumberField(language), name)
    field.setRange(lowest, highest)
    field.setSingleStep(step)
    return field
