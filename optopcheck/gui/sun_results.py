"""The sun table: who loses what under which norm, and the day of the chosen point."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from optopcheck.gui import layouts, work
from optopcheck.gui.day_bar import DayBar
from optopcheck.gui.fields import named, soft_label
from optopcheck.gui.tables import Notes, SectionTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.gui.desk import Desk
    from optopcheck.service import Section


class SunResults(QWidget):
    """Choosing a row lights the point and shows its day; a point clicked in the picture does the same.

    The panel owns `source`, where the trace of the chosen point is told; the window places it
    beside the picture.
    """

    chosen = Signal()
    """The user chose a row."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._norms: tuple[SunNorm, ...] = ()
        self._days: tuple[date, ...] = ()
        self._filling = False
        self.norm = named(QComboBox(), self.tr("Norm"))
        self.day = named(QComboBox(), self.tr("Day"))
        self.table = SectionTable(self.tr("Points that lose sun"))
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.live = soft_label("")
        self.bar = DayBar(desk.language)
        self.words = soft_label(self.bar.words())
        self.source = Notes(self.tr("Where the sun of the point comes from"))
        self._notes: Sequence[str] = ()
        self._lay_out()
        self.norm.activated.connect(self._choose_norm)
        self.day.activated.connect(self._show_day)
        self.table.chosen.connect(self._choose_row)
        desk.sun_changed.connect(self.fill)
        desk.point_changed.connect(self._take_point)

    def _lay_out(self) -> None:
        top = layouts.row(spacing=6, margins=(8, 5, 8, 4))
        for word, field in ((self.tr("Norm"), self.norm), (self.tr("Day"), self.day)):
            label = QLabel(word)
            label.setBuddy(field)
            top.addWidget(label)
            top.addWidget(field)
        top.addWidget(self.live, stretch=1)
        # Two lines and the bars take their room from the table only while a point is chosen.
        self.bar.hide()
        below = layouts.column(spacing=2, margins=(8, 4, 8, 2))
        below.addWidget(self.words)
        below.addWidget(self.bar)
        column = layouts.column(self)
        column.addLayout(top)
        column.addWidget(self.table, stretch=1)
        column.addLayout(below)

    # --- filling --------------------------------------------------------------------------------
    def tell(self, notes: Sequence[str]) -> None:
        """Take the notes of the report; they stand below the trace."""
        self._notes = notes
        self._show_day()

    def fill(self) -> None:
        """Show the numbers of the facts on the desk, also those of a variant that is still measured."""
        facts = self._desk.facts
        self._norms = work.studied_norms(facts) if facts is not None else ()
        self._filling = True
        chosen = self._desk.norm
        self.norm.clear()
        self.norm.addItems([norm.title.in_language(self._desk.language) for norm in self._norms])
        ids = [norm.id for norm in self._norms]
        self.norm.setCurrentIndex(ids.index(chosen) if chosen in ids else (0 if ids else -1))
        self.norm.setEnabled(bool(ids))
        self.day.setEnabled(bool(ids))
        self._filling = False
        if ids and chosen not in ids:
            self._desk.choose_norm(ids[0])
            return
        self._fill_table(facts)
        self._fill_days()
        self.live.setText(
            self.tr("sun of the variant; the rest is being assessed") if self._desk.is_stale else ""
        )
        self._show_day()

    def _fill_table(self, facts: Facts | None) -> None:
        norm = self._norm()
        section = work.sun_losses(facts, norm, self._desk.language) if facts and norm else None
        self.table.fill(section, self._desk.language)
        self._mark_row()

    def _fill_days(self) -> None:
        norm, facts = self._norm(), self._desk.facts
        held = self._day()
        self._days = work.studied_days(facts, norm.id) if facts is not None and norm is not None else ()
        self.day.clear()
        pattern = "%d-%m-%Y" if self._desk.language == "nl" else "%Y-%m-%d"
        self.day.addItems([day.strftime(pattern) for day in self._days])
        self._look_at(held if held in self._days else next(iter(self._days), None))

    def _day(self) -> date | None:
        place = self.day.currentIndex()
        return self._days[place] if 0 <= place < len(self._days) else None

    def _look_at(self, day: date | None) -> None:
        self.day.setCurrentIndex(self._days.index(day) if day in self._days else -1)

    # --- choosing -------------------------------------------------------------------------------
    def _norm(self) -> SunNorm | None:
        return next((norm for norm in self._norms if norm.id == self._desk.norm), None)

    def _choose_norm(self, place: int) -> None:
        if not self._filling:
            self._desk.choose_norm(self._norms[place].id)

    def _choose_row(self, row: int, column: int) -> None:
        del column
        day, point = self.table.keys[row].split(" ", 1)
        self._look_at(date.fromisoformat(day))
        self._desk.choose_point(point)
        self.chosen.emit()

    def _take_point(self) -> None:
        self._mark_row()
        self._show_day()

    def _mark_row(self) -> None:
        points = [key.split(" ", 1)[1] for key in self.table.keys]
        chosen = self._desk.point
        self.table.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        if chosen in points:
            row = points.index(chosen)
            self.table.setCurrentCell(row, max(self.table.currentColumn(), 0))
            self.table.scrollTo(self.table.model().index(row, 0))
        else:
            self.table.setCurrentCell(-1, -1)
        self.table.blockSignals(False)  # noqa: FBT003  # same

    def _show_day(self) -> None:
        facts, norm, point = self._desk.facts, self._norm(), self._desk.point
        day = self._day()
        shown = trace = None
        if facts is not None and norm is not None and point is not None and day is not None:
            shown = work.point_day(facts, norm.id, point, day)
            trace = work.sun_trace(facts, norm, point, day, self._desk.language)
        self.bar.show_day(shown)
        self.bar.setVisible(shown is not None)
        self.words.setText(self.bar.words())
        # What it says of a point stands in the trace.
        self.words.setVisible(shown is None)
        self._tell_trace(trace)

    def _tell_trace(self, trace: Section | None) -> None:
        """Tell where the sun of the chosen point comes from, and below it the notes on the sun."""
        if trace is None:
            self.source.fill([self.bar.words(), *self._notes], self._desk.language)
        else:
            self.source.tell(trace, self.tr("Notes on the sun"), self._notes, self._desk.language)
