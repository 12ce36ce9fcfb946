"""What is added: storeys, height, setback, parapet; each change makes another scenario."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QScrollArea, QSlider, QWidget

from optopcheck.domain.scenario import PitchedRoof, Scenario, Setback
from optopcheck.gui import layouts, work
from optopcheck.gui.construction_field import ConstructionField
from optopcheck.gui.facade_fields import FacadeFields
from optopcheck.gui.fields import CountField, NumberField, able, head_label, named
from optopcheck.gui.own_design import OwnDesign
from optopcheck.gui.roof_fields import RoofFields

if TYPE_CHECKING:
    from optopcheck.domain.scenario import RoofForm
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
        self.per_facade = named(
            QCheckBox(self.tr("per façade")),
            self.tr("Setback per façade"),
            self.tr("For a building that is turned: each façade by the way it faces"),
        )
        self.facades = FacadeFields(desk.language)
        self.roof = RoofFields(desk.language)
        self.built = ConstructionField(desk)
        self.own = OwnDesign(desk)
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
        form.addRow(self.tr("Storey height"), self.storey_height)
        form.addRow(self.tr("Setback"), self.setback)
        form.addRow("", self.slide)
        modes = layouts.row(spacing=10)
        modes.addWidget(self.per_side)
        modes.addWidget(self.per_facade)
        modes.addStretch()
        form.addRow("", modes)
        form.addRow(self._side_box)
        form.addRow(self.facades)
        form.addRow(self.tr("Parapet"), self.parapet)
        form.addRow(self.tr("Construction"), self.built)
        form.addRow(self.replace_roof)
        inner = QWidget()
        column = layouts.column(inner, spacing=8, margins=(12, 10, 12, 8))
        column.addWidget(head_label(self.tr("What is added")))
        self._drawn = QWidget()
        drawn = layouts.column(self._drawn, spacing=7)
        drawn.addLayout(form)
        drawn.addWidget(self.roof)
        first = layouts.form()
        first.addRow(self.tr("Storeys added"), self.storeys)
        column.addLayout(first)
        column.addWidget(self._drawn)
        column.addWidget(self.own)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layouts.column(self).addWidget(scroll)

    def _connect(self) -> None:
        self.storeys.valueChanged.connect(self._edit)
        for field in (self.storey_height, self.parapet, self.setback, *self.sides.values()):
            field.valueChanged.connect(self._edit)
        self.replace_roof.toggled.connect(self._edit)
        self.slide.valueChanged.connect(self._drag)
        self.slide.sliderReleased.connect(self._end_drag)
        self.per_side.toggled.connect(self._switch)
        self.per_facade.toggled.connect(self._switch_facade)
        self.facades.changed.connect(self._edit)
        self.roof.changed.connect(self._edit)
        self.built.changed.connect(self._edit)
        self.own.toggled.connect(self._edit)
        self._desk.judged_changed.connect(self._offer)
        self._desk.scenario_changed.connect(self._fill)

    def _switch(self, per_side: bool) -> None:  # noqa: FBT001  # Qt calls it so
        if per_side:
            self.per_facade.setChecked(False)
        self._weigh()
        if not per_side:
            self._edit()

    def _switch_facade(self, per_facade: bool) -> None:  # noqa: FBT001  # same
        if per_facade:
            self.per_side.setChecked(False)
        self._offer()
        self._weigh()
        self._edit()

    def _offer(self) -> None:
        """Make a field for each façade of the roof, once it is known."""
        opened, judged = self._desk.opened, self._desk.judged
        if self.per_facade.isChecked() and opened is not None and judged is not None:
            before, self._filling = self._filling, True
            self.facades.offer(work.roof_facades(opened, self._desk.scenario))
            self._filling = before

    def _weigh(self) -> None:
        """Show the fields of the chosen way; say why the others cannot be used."""
        per_side, per_facade = self.per_side.isChecked(), self.per_facade.isChecked()
        self._side_box.setVisible(per_side)
        self.facades.setVisible(per_facade)
        why = self.tr("The setback is given per side") if per_side else None
        why = self.tr("The setback is given per façade") if per_facade else why
        for field in (self.setback, self.slide):
            able(field, why, self.tr("Drag to set the façade back all round; the sun follows")
                 if field is self.slide else "")  # fmt: skip
        pitched = self.tr("A pitched roof has no parapet") if self.roof.roof is not None else None
        able(self.parapet, pitched)
        self._drawn.setVisible(not self.own.use.isChecked())

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
            parapet=0.0 if self.roof.roof is not None else self.parapet.value(),
            pitched_roof=PitchedRoof.REPLACE if self.replace_roof.isChecked() else PitchedRoof.REFUSE,
            roof=self._roof(),
            standing=self.roof.standing,
            clearance=self.roof.kept_free,
            construction=self.built.key,
            own_design=self.own.use.isChecked(),
        )

    def _roof(self) -> RoofForm | None:
        """Return the roof; its eaves are never above the storey, which may have become lower."""
        roof = self.roof.roof
        height = self.storey_height.value()
        return roof if roof is None or roof.eaves <= height else replace(roof, eaves=height, top=None)

    def _setback(self) -> Setback:
        if self.per_facade.isChecked():
            return Setback(by_facade=self.facades.setbacks())
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
        self._fill_setback(scenario.setback)
        self.roof.fill(scenario)
        self.built.fill(scenario.construction)
        self.replace_roof.setChecked(scenario.pitched_roof is PitchedRoof.REPLACE)
        self._weigh()
        self._filling = False

    def _fill_setback(self, setback: Setback) -> None:
        if setback.by_facade:
            self.per_facade.setChecked(True)
            self._offer()
            self.facades.fill(setback.by_facade)
            return
        self.per_facade.setChecked(False)
        if setback.is_uniform:
            self.setback.setValue(setback.north)
            self.slide.setValue(round(setback.north / _SLIDE_STEP))
        else:
            self.per_side.setChecked(True)


def _length(language: Language, name: str, lowest: float, highest: float, step: float) -> NumberField:
    field = named(NumberField(language), name)
    field.setRange(lowest, highest)
    field.setSingleStep(step)
    return field
