"""A requirement as a sentence: a fact, a comparison, a limit with its place and who confirmed it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import soft_label
from optopcheck.gui.form_fields import Choice, FactBox, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.text import Language
    from optopcheck.service import FactChoice, Sentence


class SentenceBuilder(QWidget):
    """Fields that together read as a sentence; the expression that it makes stands below."""

    edited = Signal(object)
    """`Sentence`."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._sentence: Sentence | None = None
        self._units: dict[str, str] = {}
        self.fact = FactBox(self.tr("What is measured"), self.tr("what is measured: type to search"))
        self.sign = Choice(self.tr("Comparison"))
        for sign, words in self._signs():
            self.sign.addItem(words, sign)
        self.value = Line(self.tr("Limit value"), "12,5")
        self.value.setMaximumWidth(90)
        self.unit = QLabel("")
        self.place = Line(self.tr("Place of the number in the source"), self.tr("article 4.2 under a"))
        self.by = Line(self.tr("Confirmed by"), self.tr("council, 1 January 2024"))
        self.made = soft_label("")
        self.made.setStyleSheet("font-family: monospace; font-size: 12px;")
        self.warning = soft_label(self.tr("A number that nobody confirmed decides nothing."))
        self._lay_out()
        self.fact.picked.connect(self._tell)
        self.sign.activated.connect(self._tell)
        for line in (self.value, self.place, self.by):
            line.textEdited.connect(self._tell)

    def _signs(self) -> tuple[tuple[str, str], ...]:
        return (
            ("<=", self.tr("is at most")),
            ("<", self.tr("is less than")),
            (">=", self.tr("is at least")),
            (">", self.tr("is more than")),
        )

    def _lay_out(self) -> None:
        first = layouts.row(spacing=6)
        first.addWidget(self.fact, stretch=1)
        for widget in (self.sign, self.value, self.unit):
            first.addWidget(widget)
        form = layouts.form()
        form.addRow(self.tr("Place in the source"), self.place)
        form.addRow(self.tr("Confirmed by"), self.by)
        layouts.align_labels(form)
        column = layouts.column(self, spacing=7)
        column.addLayout(first)
        column.addLayout(form)
        column.addWidget(self.warning)
        column.addWidget(self.made)

    def offer(self, facts: Sequence[FactChoice]) -> None:
        """Offer the facts that are numbers."""
        self._units = {fact.name: fact.unit for fact in facts if fact.is_number}
        self.fact.fill([fact for fact in facts if fact.is_number], self._language)

    def knows(self, fact: str) -> bool:
        """Tell whether a fact can be shown here; a misspelt one would vanish."""
        return not fact or fact in self._units

    def put(self, sentence: Sentence, expression: str) -> None:
        """Show a sentence and the expression that it makes."""
        self._sentence = sentence
        if self.fact.fact != sentence.fact or not sentence.fact:
            self.fact.put(sentence.fact)
        self.sign.setCurrentIndex(max(self.sign.findData(sentence.sign), 0))
        self.value.put(sentence.limit.value)
        self.place.put(sentence.limit.place)
        self.by.put(sentence.limit.confirmed_by)
        unit = sentence.limit.unit if sentence.fact else ""
        self.unit.setText({"m2": "m²", "m3": "m³", "deg": "°", "1": ""}.get(unit, unit))
        self.made.setText(expression)
        self.made.setVisible(bool(expression))
        self.warning.setVisible(bool(sentence.fact) and not sentence.limit.confirmed_by.strip())

    def _tell(self) -> None:
        if self._sentence is None:
            return
        before, fact = self._sentence.limit, self.fact.fact
        unit = before.unit if fact == self._sentence.fact else self._units.get(fact, "m")
        limit = replace(
            before,
            value=self.value.text(),
            unit=unit,
            place=self.place.text(),
            confirmed_by=self.by.text(),
        )
        self.edited.emit(replace(self._sentence, fact=fact, sign=self.sign.currentData(), limit=limit))
