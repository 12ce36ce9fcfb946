"""The designer's own model as the proposal: chosen here, with what it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import PathField, able, head_label, named, soft_label
from optopcheck.gui.pack_page import capital

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.gui.desk import Desk


class OwnDesign(QWidget):
    """A file, whether it is the proposal, and what came, went and changed; each lights up."""

    toggled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._filling = False
        self._had = False
        self.path = PathField(self.tr("Design of its own"), self.tr("IFC models (*.ifc *.ifczip *.IFC)"))
        self.use = named(
            QCheckBox(self.tr("This model is the proposal")), self.tr("The design of its own is the proposal")
        )
        self.placed = soft_label("")
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(4)
        column = layouts.column(self, spacing=6)
        column.addWidget(head_label(self.tr("Design of its own (IFC)")))
        column.addWidget(self.path)
        column.addWidget(self.use)
        column.addWidget(self.placed)
        column.addLayout(self._grid)
        self.path.changed.connect(self._open)
        self.use.toggled.connect(self._toggle)
        desk.case_changed.connect(self._follow)
        desk.scenario_changed.connect(self._fill)
        desk.job_changed.connect(self._settle)
        self._had = self._has()
        self._fill()

    def _has(self) -> bool:
        opened = self._desk.opened
        return opened is not None and opened.case.case.proposal is not None

    def _open(self) -> None:
        """Read the case anew with another model; what is on the desk stays until that succeeded."""
        opened = self._desk.opened
        if not self._filling and opened is not None and self.path.path != opened.inputs.proposal:
            self._desk.open(replace(opened.inputs, proposal=self.path.path), opened.on)

    def _toggle(self) -> None:
        if not self._filling:
            self.toggled.emit()

    def _follow(self) -> None:
        """Make a model that was just read the proposal, and one that went no longer."""
        has, scenario = self._has(), self._desk.scenario
        if has != self._had:
            self._had = has
            if scenario.own_design != has:
                self._desk.set_scenario(replace(scenario, own_design=has))
        self._fill()

    def _settle(self) -> None:
        """Show the model that counts again, where another one was refused."""
        if self._desk.job is None:
            self._fill()

    def _fill(self) -> None:
        self._filling = True
        opened = self._desk.opened
        self.path.set_path(opened.inputs.proposal if opened else None)
        able(self.use, None if self._has() else self.tr("Choose the model of the new situation first"))
        self.use.setChecked(self._desk.scenario.own_design and self._has())
        self._tell()
        self._filling = False

    def _tell(self) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        opened = self._desk.opened
        own = opened.case.case.proposal if opened else None
        self.placed.setVisible(own is not None)
        if own is None:
            return
        self.placed.setText(capital(own.placed.in_language(self._desk.language)))
        changes = own.changes
        told = (
            (self.tr("added: %1"), changes.added, "proposed"),
            (self.tr("removed: %1"), changes.removed, "existing"),
            (self.tr("changed: %1"), changes.changed, "proposed"),
            (self.tr("may be new: %1"), changes.unmatched, "proposed"),
        )
        for place, (words, ids, where) in enumerate(told):
            button = named(
                QPushButton(words.replace("%1", str(len(ids)))), words.replace("%1", str(len(ids)))
            )
            able(button, None if ids else self.tr("There are none"), self.tr("Light them up"))
            button.clicked.connect(self._lighting(ids, where))
            self._grid.addWidget(button, place // 2, place % 2)
            self.buttons.append(button)

    def _lighting(self, ids: tuple[str, ...], where: str) -> Callable[[], None]:
        def light() -> None:
            self._desk.show("existing" if where == "existing" else "proposed")
            self._desk.light(ids)

        return light
