"""How the added storey is built: what the screening of the structure weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from optopcheck.gui import layouts, work
from optopcheck.gui.fields import named

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk


class ConstructionField(QWidget):
    """A list of ways to build, filled once a case is open; a way that is not in it stays as it is."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.choice = named(
            QComboBox(),
            self.tr("Construction"),
            self.tr("For the screening of the structure alone: no rule and no verdict rests on it"),
        )
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.addItem(self.tr("not chosen"), None)
        layouts.column(self).addWidget(self.choice)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self.changed)
        desk.case_changed.connect(self._offer)
        self._offer()

    @property
    def key(self) -> str | None:
        """The chosen way to build."""
        key = self.choice.currentData()
        return None if key is None else str(key)

    def fill(self, key: str | None) -> None:
        """Show a way to build, without telling of a change."""
        self.choice.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        if key is not None and self.choice.findData(key) < 0:
            self.choice.addItem(key, key)
        self.choice.setCurrentIndex(max(self.choice.findData(key), 0))
        self.choice.blockSignals(False)  # noqa: FBT003  # same

    def _offer(self) -> None:
        if self._desk.opened is None or self.choice.count() > 1:
            return
        self.choice.blockSignals(True)  # noqa: FBT003  # same
        for key, label in work.constructions():
            self.choice.addItem(label.in_language(self._desk.language), key)
        self.choice.blockSignals(False)  # noqa: FBT003  # same
        self.fill(self._desk.scenario.construction)
