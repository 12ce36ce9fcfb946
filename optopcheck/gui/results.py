"""Below the picture: measurements, sun, defects, assumptions and receipt of the assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QTabWidget

from optopcheck.gui import readout, work
from optopcheck.gui.extra_panel import ExtraPanel
from optopcheck.gui.numbers_panel import NumbersPanel
from optopcheck.gui.owed import Owed
from optopcheck.gui.sun_results import SunResults
from optopcheck.gui.tables import Notes, SectionTable

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.text import Text
    from optopcheck.gui.desk import Desk, SituationName
    from optopcheck.service import Section, TextReport


class ResultsPanel(QTabWidget):
    """Tables of the report; choosing a number or a defect lights up its elements."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told: TextReport | None = None
        self.setDocumentMode(True)
        self.numbers = NumbersPanel(desk)
        self.sun = SunResults(desk)
        self.addition = ExtraPanel(
            desk, self.tr("Addition"), self.tr("Where the number of the addition comes from")
        )
        self.structure = ExtraPanel(
            desk, self.tr("Structure"), self.tr("Where the number of the screening comes from")
        )
        self.defects = SectionTable(self.tr("Defects"))
        self.assumptions = Notes(self.tr("Assumptions"))
        self.receipt = Notes(self.tr("Receipt"))
        self._lay_out()
        self.defects.chosen.connect(self._light_defect)
        self.owed = Owed(
            self,
            {
                self.numbers: self._fill_numbers,
                self.sun: self._fill_sun,
                self.addition: self._fill_addition,
                self.structure: self._fill_structure,
                self.defects: self._fill_defects,
                self.assumptions: self._fill_assumptions,
                self.receipt: self._fill_receipt,
            },
        )
        # Another case tells of its assessment too, or of none: once is enough.
        desk.judged_changed.connect(self._fill)
        self._fill()

    @property
    def traced(self) -> tuple[NumbersPanel | SunResults | ExtraPanel, ...]:
        """The tables whose numbers have a trace in the `source` of the table."""
        return (self.numbers, self.sun, self.addition, self.structure)

    def show_number(self, key: str, situation: str) -> None:
        """Choose a measurement in its table; ``addition`` is a situation of its own here."""
        if situation == "addition":
            self.setCurrentWidget(self.addition)
            self.owed.pay(self.addition)
            self.addition.choose(key)
            return
        self.setCurrentWidget(self.numbers)
        self.owed.pay(self.numbers)
        self.numbers.choose(key, cast("SituationName", situation))

    def _lay_out(self) -> None:
        self.addTab(self.numbers, self.tr("Measurements"))
        self.addTab(self.sun, self.tr("Sun"))
        self.addTab(self.addition, self.tr("Addition"))
        self.addTab(self.structure, self.tr("Structure"))
        self.addTab(self.defects, self.tr("Defects"))
        self.addTab(self.assumptions, self.tr("Assumptions"))
        self.addTab(self.receipt, self.tr("Receipt"))

    def _fill(self) -> None:
        for panel in (
            self.numbers,
            self.addition,
            self.structure,
            self.defects,
            self.assumptions,
            self.receipt,
        ):
            panel.setEnabled(not self._desk.is_stale)
        self._told = self._report()
        defects = _first(self._told, readout.DEFECTS)
        count = len(defects.rows) if defects else 0
        self.setTabText(self.indexOf(self.defects), self.tr("Defects (%1)").replace("%1", str(count)))
        self.owed.owe()

    def _fill_numbers(self) -> None:
        self.numbers.fill(_first(self._told, readout.MEASUREMENTS), self._measurement_notes(self._told))

    def _fill_sun(self) -> None:
        sun = readout.sections(self._told, readout.SUN) if self._told else ()
        self.sun.tell(readout.joined_notes(sun))
        self.sun.fill()

    def _fill_addition(self) -> None:
        facts, language = self._facts(), self._desk.language
        self.addition.fill(work.addition_numbers(facts, language) if facts else None)

    def _fill_structure(self) -> None:
        facts, language = self._facts(), self._desk.language
        self.structure.fill(work.screening_numbers(facts, language) if facts else None)

    def _fill_defects(self) -> None:
        self.defects.fill(_first(self._told, readout.DEFECTS), self._desk.language, wide=1, wrap=True)

    def _fill_assumptions(self) -> None:
        self._fill_notes(self.assumptions, self._told, readout.ASSUMPTIONS)

    def _facts(self) -> Facts | None:
        return self._desk.judged.assessment.facts if self._desk.judged is not None else None

    def _report(self) -> TextReport | None:
        if self._desk.judged is not None:
            return self._desk.judged.report
        return work.measured_report(self._desk.opened, self._desk.language) if self._desk.opened else None

    def _measurement_notes(self, report: TextReport | None) -> list[str]:
        """Return the notes on all measurements; place and heights where the report tells them apart."""
        table, place = _first(report, readout.MEASUREMENTS), _first(report, readout.PLACE)
        told = [f"{name}: {value}" for name, value in place.rows] if place else []
        return [*(table.notes if table else ()), *told]

    def _fill_notes(self, notes: Notes, report: TextReport | None, title: Text) -> None:
        section = _first(report, title)
        none = self.tr("There are none yet.") if self._desk.judged is None else self.tr("There are none.")
        notes.fill(section.notes if section else [none], self._desk.language)

    def _fill_receipt(self) -> None:
        report = self._told
        section = _first(report, readout.RECEIPT)
        closing = _first(report, readout.CLOSING)
        rows = [f"{name}: {value}" for name, value in section.rows] if section else []
        self.receipt.fill(
            [*rows, *(closing.notes if closing else ())] or [self.tr("There is none yet.")],
            self._desk.language,
        )

    def _light_defect(self, row: int, column: int) -> None:
        del column
        judged, opened = self._desk.judged, self._desk.opened
        if judged is not None:
            self._desk.light(judged.assessment.facts.defects[row].elements)
        elif opened is not None:
            self._desk.light(opened.case.case.building.defects[row].elements)


def _first(report: TextReport | None, title: Text) -> Section | None:
    found = readout.sections(report, title) if report else ()
    return found[0] if found else None
