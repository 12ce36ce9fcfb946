"""The table of measurements, the parts of the chosen number, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from optopcheck.domain.quantity import Quantity
from optopcheck.gui import layouts, lighting, work
from optopcheck.gui.fields import named
from optopcheck.gui.tables import Notes, SectionTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.gui.desk import Desk, SituationName
    from optopcheck.service import Section

_SITUATIONS: tuple[SituationName, ...] = ("existing", "permitted", "proposed")
_COLUMNS: dict[int, SituationName] = {1: "existing", 2: "permitted", 3: "proposed", 4: "proposed"}
_BY_KEY = {quantity.key: quantity for quantity in Quantity}
_PARTS = 1
_REMARK = 2


class NumbersPanel(QWidget):
    """Choosing a number lights up what made it and what was left out, and tells its trace.

    The panel owns `source`, where the trace is told; the window places it beside the picture.
    """

    chosen = Signal()
    """The user chose a number."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notes: Sequence[str] = ()
        self._case: object = None
        self._chosen: tuple[Quantity, SituationName] | None = None
        self.table = SectionTable(self.tr("Measurements"))
        self.parts = SectionTable(self.tr("Parts of the chosen number"))
        self.trace = Notes(self.tr("Where the number comes from"))
        self.source = named(QTabWidget(), self.tr("Source of the chosen number"))
        self.source.setDocumentMode(True)
        self.source.addTab(self.trace, self.tr("Source"))
        self.source.addTab(self.parts, self.tr("Parts"))
        layouts.column(self).addWidget(self.table)
        self.table.chosen.connect(self._choose)
        self.parts.chosen.connect(self._choose_part)

    def fill(self, section: Section | None, notes: Sequence[str]) -> None:
        """Show the table of a report; the number chosen in this case stays chosen, nothing is lit for it."""
        self._notes = notes
        self.table.fill(section, self._desk.language)
        if self._case is not self._desk.opened:
            self._case, self._chosen = self._desk.opened, None
        if self._chosen is not None and self._chosen[0].key in self.table.keys:
            self._mark_chosen(*self._chosen)
        self._show_chosen()

    def _mark_chosen(self, quantity: Quantity, name: SituationName) -> None:
        self.table.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.table.setCurrentCell(self.table.keys.index(quantity.key), _SITUATIONS.index(name) + 1)
        self.table.blockSignals(False)  # noqa: FBT003  # same

    def _choose(self, row: int, column: int) -> None:
        key = self.table.keys[row]
        name = _COLUMNS.get(column, self._desk.shown) if self._desk.judged is not None else "existing"
        self._chosen = (_BY_KEY[key], name)
        self._show_chosen()
        self._light()
        self.chosen.emit()

    def choose(self, key: str, name: SituationName) -> None:
        """Choose a number by the key of its quantity and the situation in which it was measured."""
        if key in self.table.keys:
            row, column = self.table.keys.index(key), _SITUATIONS.index(name) + 1
            self._mark_chosen(_BY_KEY[key], name)
            self._choose(row, column)

    def _choose_part(self, row: int, column: int) -> None:
        del column
        self._light(row)

    def _light(self, part: int | None = None) -> None:
        """Show the situation that was measured, and light up what made the number."""
        if self._chosen is None:
            return
        quantity, name = self._chosen
        situation = self._desk.situation(name)
        if situation is not None:
            if situation.building is not None:
                self._desk.show(name)
            self._desk.illuminate(lighting.of_number(quantity, situation, self._desk.language, part))

    def _show_chosen(self) -> None:
        situation = self._desk.situation(self._chosen[1]) if self._chosen else None
        if self._chosen is None or situation is None:
            self._show_trace(None)
        else:
            self._show_trace(work.trace(self._chosen[0], situation, self._desk.language))

    def _show_trace(self, trace: Section | None) -> None:
        language = self._desk.language
        self._show_parts(trace.detail if trace else None)
        if trace is None:
            hint = self.tr("Choose a number to see where it comes from: its faces light up in the picture.")
            self.trace.fill([hint, *self._notes], language)
            return
        self.trace.tell(trace, self.tr("With all measurements"), self._notes, language)

    def _show_parts(self, parts: Section | None) -> None:
        remarks = parts is not None and len(parts.header) > _REMARK
        self.parts.fill(parts, self._desk.language, wide=_REMARK if remarks else 0, wrap=remarks)
        count = len(parts.rows) if parts else 0
        self.source.setTabEnabled(_PARTS, parts is not None)
        self.source.setTabText(_PARTS, self.tr("Parts (%1)").replace("%1", str(count)))
        why = self.tr("By façade, roof plane, storey or room; choosing one lights it up")
        self.source.setTabToolTip(_PARTS, why if parts else self.tr("This number has no parts"))
