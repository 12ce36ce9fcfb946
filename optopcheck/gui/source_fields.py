"""Where a rule stands: title, article, passage, link, legal standing, and since when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from optopcheck.domain.rule import Standing
from optopcheck.gui import layouts
from optopcheck.gui.fields import soft_label
from optopcheck.gui.form_fields import Choice, Line, Lines

if TYPE_CHECKING:
    from optopcheck.service import SourceForm


class SourceFields(QWidget):
    """The fields of a source."""

    edited = Signal(object)
    """`SourceForm`."""

    def __init__(self) -> None:
        super().__init__()
        self._source: SourceForm | None = None
        self.title = Line(self.tr("Title of the source"), self.tr("Policy note on rooftop extensions"))
        self.article = Line(self.tr("Article"), "4.2")
        self.passage = Lines(self.tr("Passage"), 3, self.tr("the words of the source itself"))
        self.url = Line(self.tr("Link"), "https://")
        self.standing = Choice(self.tr("Legal standing"))
        for standing in Standing:
            self.standing.addItem(standing.value, standing)
        self.weak = soft_label(self.tr("A source of this standing decides nothing: further study needed."))
        self.first = Line(self.tr("In force from"), "01-01-2024")
        self.last = Line(self.tr("In force until"), self.tr("leave empty if it still is"))
        self._lay_out()
        for line in (self.title, self.article, self.url, self.first, self.last):
            line.textEdited.connect(self._tell)
        self.passage.edited.connect(self._tell)
        self.standing.activated.connect(self._tell)

    def _lay_out(self) -> None:
        days = layouts.row(spacing=6)
        days.addWidget(self.first)
        days.addWidget(self.last)
        form = layouts.form()
        self.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Article"), self.article)
        form.addRow(self.tr("Passage"), self.passage)
        form.addRow(self.tr("Link"), self.url)
        form.addRow(self.tr("Legal standing"), self.standing)
        form.addRow("", self.weak)
        form.addRow(self.tr("In force from / until"), days)
        layouts.align_labels(form)

    def put(self, source: SourceForm) -> None:
        """Show a source."""
        self._source = source
        self.title.put(source.title)
        self.article.put(source.article)
        if self.passage.words != source.passage:
            self.passage.put(source.passage)
        self.url.put(source.url)
        self.standing.setCurrentIndex(list(Standing).index(source.standing))
        self.weak.setVisible(not source.standing.may_judge)
        self.first.put(source.valid_from)
        self.last.put(source.valid_to)

    def _tell(self) -> None:
        if self._source is not None:
            changed = replace(
                self._source,
                title=self.title.text(),
                article=self.article.text(),
                passage=self.passage.words,
                url=self.url.text(),
                standing=list(Standing)[self.standing.currentIndex()],
                valid_from=self.first.text(),
                valid_to=self.last.text(),
            )
            self.edited.emit(changed)
