"""A setback of its own for each façade of the roof, by the way it faces: for a building that is turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from optopcheck.domain.scenario import FacadeSetback
from optopcheck.domain.text import number
from optopcheck.gui.fields import NumberField, named, soft_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.text import Language
    from optopcheck.service import Facade

_MOST, _STEP = 50.0, 0.25
_WINDS = 8


class FacadeFields(QWidget):
    """One field a façade."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self.fields: dict[float, NumberField] = {}
        self._facades: tuple[Facade, ...] = ()

    def offer(self, facades: Sequence[Facade]) -> None:
        """Make a field for each façade; what was entered for one of them stays."""
        if tuple(facades) == self._facades and self.fields:
            return
        self._facades, before = tuple(facades), self.setbacks()
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.fields = {}
        for row, facade in enumerate(self._facades):
            self._add(row, facade)
        if not self._facades:
            self._grid.addWidget(soft_label(self.tr("Assess first: the façades are not known yet.")), 0, 0)
        self.fill(before)

    def _add(self, row: int, facade: Facade) -> None:
        bearing, length = (number(v, d, self._language) for v, d in ((facade.bearing, 0), (facade.length, 1)))
        words = self.tr("%1° (%2), %3 m")
        for place, value in enumerate((bearing, self._wind(facade.bearing), length), 1):
            words = words.replace(f"%{place}", value)
        field = named(NumberField(self._language), self.tr("Setback of façade %1").replace("%1", words))
        field.setRange(0.0, _MOST)
        field.setSingleStep(_STEP)
        field.valueChanged.connect(self.changed)
        label = QLabel(words)
        label.setBuddy(field)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        self.fields[facade.bearing] = field

    def _wind(self, bearing: float) -> str:
        winds = (
            self.tr("N"), self.tr("NE"), self.tr("E"), self.tr("SE"),
            self.tr("S"), self.tr("SW"), self.tr("W"), self.tr("NW"),
        )  # fmt: skip
        return winds[round(bearing / (360 / _WINDS)) % _WINDS]

    def setbacks(self) -> tuple[FacadeSetback, ...]:
        """Return what was entered."""
        return tuple(FacadeSetback(bearing, field.value()) for bearing, field in self.fields.items())

    def fill(self, given: Sequence[FacadeSetback]) -> None:
        """Show setbacks, without telling of a change."""
        known = {facade.bearing: facade.metres for facade in given}
        self.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        for bearing, field in self.fields.items():
            field.setValue(known.get(bearing, 0.0))
        self.blockSignals(False)  # noqa: FBT003  # same
