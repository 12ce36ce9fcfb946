"""Right of the picture: what is known of the chosen finding, number or part of the model."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from optopcheck.gui.element_panel import ElementPanel
from optopcheck.gui.fields import named
from optopcheck.gui.property_reader import PropertyReader

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.findings import FindingsPanel
    from optopcheck.gui.results import ResultsPanel
    from optopcheck.gui.visibility import Visibility


class EvidenceSide(QTabWidget):
    """Three cards behind one another; whichever was asked for last lies on top."""

    def __init__(
        self, desk: Desk, findings: FindingsPanel, results: ResultsPanel, visibility: Visibility
    ) -> None:
        super().__init__()
        named(self, self.tr("Evidence of what is chosen"))
        self.setDocumentMode(True)
        self.setMinimumWidth(280)
        self._results = results
        self.reader = PropertyReader(desk, self)
        self.element = ElementPanel(desk, visibility, self.reader)
        self.finding = findings.card
        self.number = QStackedWidget()
        for panel in results.traced:
            self.number.addWidget(panel.source)
            panel.chosen.connect(partial(self.raise_source, panel.source))
        self.addTab(self.finding, self.tr("Finding"))
        self.addTab(self.number, self.tr("Number"))
        self.addTab(self.element, self.tr("Part"))
        for place, tip in enumerate(
            (
                self.tr("The evidence of the chosen finding"),
                self.tr("Where the chosen number comes from"),
                self.tr("The properties of the chosen part of the model"),
            )
        ):
            self.setTabToolTip(place, tip)
        findings.chosen.connect(lambda: self.raise_card(self.finding))
        findings.card.number_wanted.connect(self.show_number)
        results.currentChanged.connect(self._follow_table)

    def raise_card(self, card: QWidget) -> None:
        """Lay a card on top."""
        self.setCurrentWidget(card)

    def raise_source(self, source: QWidget) -> None:
        """Lay the trace of a number on top."""
        self.number.setCurrentWidget(source)
        self.setCurrentWidget(self.number)

    def _follow_table(self) -> None:
        """Behind the other cards, have the trace ready that belongs to the table that is shown."""
        shown = self._results.currentWidget()
        for panel in self._results.traced:
            if shown is panel:
                self.number.setCurrentWidget(panel.source)

    def show_element(self, identity: str | None) -> None:
        """Lay the part that was picked on top; a click beside the building leaves the cards as they are."""
        if identity:
            self.setCurrentWidget(self.element)

    def show_number(self, key: str, situation: str) -> None:
        """Choose a number in the table: its trace comes on top."""
        self._results.show_number(key, situation)

    def shut(self) -> None:
        """End the work in the background."""
        self.reader.shut()
