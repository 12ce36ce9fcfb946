"""The new roof, and what stays free on the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from optopcheck.domain.scenario import RoofForm, RoofObjects
from optopcheck.gui import layouts
from optopcheck.gui.fields import NumberEdit, NumberField, able, mark, named

if TYPE_CHECKING:
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.text import Language

_FLAT, _HIP, _GABLE = range(3)
_PITCH, _EAVES = 45.0, 1.0
"""What a roof begins with when it is made pitched [deg, m]."""


class RoofFields(QWidget):
    """Form of the roof, its pitch and eaves; plant that stays where it is."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.form = named(QComboBox(), self.tr("New roof"))
        self.form.addItems([self.tr("flat"), self.tr("pitched all round"), self.tr("gable roof")])
        self.pitch = named(NumberField(language, "°", 1), self.tr("Roof pitch"))
        self.pitch.setRange(1.0, 89.0)
        self.pitch.setSingleStep(5.0)
        self.eaves = named(
            NumberField(language), self.tr("Eaves height"), self.tr("Above the floor of the top storey")
        )
        self.eaves.setSingleStep(0.1)
        self.top = named(
            NumberEdit(language),
            self.tr("Cut flat at"),
            self.tr("Height above the floor of the top storey; empty: up to the ridge"),
        )
        self.top.setPlaceholderText(self.tr("up to the ridge"))
        self.free = named(
            QCheckBox(self.tr("Keep the roof free")),
            self.tr("Keep the roof free"),
            self.tr("Plant, chimneys and heads stay where they are; the storey keeps off them"),
        )
        self.clearance = named(NumberField(language), self.tr("Kept free around it"))
        self.clearance.setRange(0.0, 10.0)
        self.clearance.setSingleStep(0.25)
        self._lay_out()
        self._connect()
        self._weigh()

    def _lay_out(self) -> None:
        self._pitched = QWidget()
        inner = layouts.form()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addRow(self.tr("Pitch"), self.pitch)
        inner.addRow(self.tr("Eaves"), self.eaves)
        inner.addRow(self.tr("Flat at [m]"), self.top)
        self._pitched.setLayout(inner)
        form = layouts.form()
        form.addRow(self.tr("Roof"), self.form)
        form.addRow(self._pitched)
        form.addRow(self.free)
        form.addRow(self.tr("Around it"), self.clearance)
        column = layouts.column(self)
        column.addLayout(form)

    def _connect(self) -> None:
        self.form.currentIndexChanged.connect(self._choose)
        for field in (self.pitch, self.eaves, self.clearance):
            field.valueChanged.connect(self.changed)
        self.top.editingFinished.connect(self.changed)
        self.free.toggled.connect(self._choose)

    def _choose(self) -> None:
        self._weigh()
        self.changed.emit()

    def _weigh(self) -> None:
        self._pitched.setVisible(self.form.currentIndex() != _FLAT)
        free = self.free.isChecked()
        able(self.clearance, None if free else self.tr("Keep the roof free first"))

    @property
    def roof(self) -> RoofForm | None:
        """The form of the roof; None for a flat one."""
        kind = self.form.currentIndex()
        if kind == _FLAT:
            return None
        top = self.top.value
        wrong = self.top.is_wrong or (top is not None and top <= self.eaves.value())
        mark(self.top, wrong=wrong)
        return RoofForm(self.pitch.value(), self.eaves.value(), kind == _GABLE, None if wrong else top)

    @property
    def standing(self) -> RoofObjects:
        """What to do with what stands on the roof."""
        return RoofObjects.KEEP_FREE if self.free.isChecked() else RoofObjects.RAISE

    @property
    def kept_free(self) -> float:
        """Around what stands on the roof [m]."""
        return self.clearance.value() if self.free.isChecked() else 0.0

    def fill(self, scenario: Scenario) -> None:
        """Show a scenario, without telling of a change."""
        self.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        roof = scenario.roof
        self.form.setCurrentIndex(_FLAT if roof is None else _GABLE if roof.gable else _HIP)
        self.eaves.setRange(0.0, scenario.storey_height)
        self.pitch.setValue(roof.pitch if roof else _PITCH)
        self.eaves.setValue(roof.eaves if roof else min(_EAVES, scenario.storey_height))
        self.top.set_value(roof.top if roof else None)
        self.free.setChecked(scenario.standing is RoofObjects.KEEP_FREE)
        self.clearance.setValue(scenario.clearance)
        self._weigh()
        self.blockSignals(False)  # noqa: FBT003  # same
