"""The card of a finding: what it says, how measure and limit lie, why, what would change it, and of what."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.doubt_bar import DoubtBar
from optopcheck.gui.fields import able, named, plain_label
from optopcheck.gui.marks import mark_pixmap
from optopcheck.gui.pack_page import capital
from optopcheck.gui.themes import theme
from optopcheck.gui.trust_marks import trust_colours, trust_pixmap

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.visibility import Visibility
    from optopcheck.service import Evidence, EvidenceRow

_MARK, _SHIELD = 24, 15
_OPENED = ("https", "http")
"""What a card may open: addresses of the web alone, and only when clicked."""


class EvidenceCard(QWidget):
    """Shows the evidence that the report wrote; a click leads to the number, the element or the article."""

    number_wanted = Signal(str, str)
    """Key of a quantity, and the situation in which it was measured."""

    def __init__(self, desk: Desk, visibility: Visibility) -> None:
        super().__init__()
        self._desk, self._visibility = desk, visibility
        self.evidence: Evidence | None = None
        self._mark = QLabel()
        self._mark.setFixedSize(_MARK, _MARK)
        self.title = plain_label()
        self.title.setStyleSheet("font-size: 15px; font-weight: 600;")
        self.words = named(plain_label(), self.tr("Verdict of the chosen finding"))
        self.trust = plain_label()
        self.trust.setStyleSheet(f"color: {trust_colours()['UNSIGNED']};")
        self._maker = QWidget()
        self.bar = DoubtBar()
        self.fly = named(QPushButton(self.tr("Fly there")), self.tr("Fly to the elements of the finding"))
        self.alone = named(QPushButton(self.tr("Isolate")), self.tr("Show the elements of the finding alone"))
        self.all = named(QPushButton(self.tr("Show all")), self.tr("Show everything again"))
        self.text = named(QTextBrowser(), self.tr("Card of the chosen finding"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(12)
        self._lay_out()
        self._connect()
        self.show_evidence(None)

    def _lay_out(self) -> None:
        texts = layouts.column(spacing=1)
        texts.addWidget(self.title)
        texts.addWidget(self.words)
        head = layouts.row(spacing=8, margins=(12, 10, 12, 4))
        head.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, stretch=1)
        shield = QLabel()
        shield.setPixmap(trust_pixmap("UNSIGNED", _SHIELD))
        shield.setFixedWidth(_SHIELD)
        maker = layouts.row(self._maker, spacing=6, margins=(12, 0, 12, 4))
        maker.addWidget(shield, alignment=Qt.AlignmentFlag.AlignTop)
        maker.addWidget(self.trust, stretch=1)
        buttons = layouts.row(spacing=4, margins=(12, 2, 12, 6))
        for button in (self.fly, self.alone, self.all):
            button.setStyleSheet("padding-left: 7px; padding-right: 7px;")
            buttons.addWidget(button)
        buttons.addStretch()
        bar = layouts.row(margins=(6, 0, 6, 2))
        bar.addWidget(self.bar)
        column = layouts.column(self)
        column.addLayout(head)
        column.addWidget(self._maker)
        column.addLayout(bar)
        column.addLayout(buttons)
        column.addWidget(self.text, stretch=1)

    def _connect(self) -> None:
        self.fly.clicked.connect(self.fly_there)
        self.alone.clicked.connect(self.isolate)
        self.all.clicked.connect(self._visibility.show_all)
        self.text.anchorClicked.connect(self._follow)
        self._visibility.changed.connect(self._weigh)

    # --- what is shown --------------------------------------------------------------------------
    def show_evidence(self, evidence: Evidence | None) -> None:
        """Show another finding, or none."""
        self.evidence = evidence
        verdict = evidence.verdict if evidence else None
        self._mark.setPixmap(mark_pixmap(verdict, _MARK))
        self._mark.setVisible(evidence is not None)
        self.title.setText(evidence.title if evidence else self.tr("No finding chosen"))
        remark = f" · {evidence.remark}" if evidence and evidence.remark else ""
        self.words.setText(f"{evidence.words}{remark}" if evidence else self.tr("Choose one in the list."))
        self.words.setStyleSheet(f"font-weight: 600; color: {theme().verdicts[verdict]};")
        self.trust.setText(capital(evidence.mark) if evidence else "")
        self._maker.setVisible(bool(evidence and evidence.mark))
        self.bar.show_scale(evidence.scale if evidence else None, verdict)
        self.text.setHtml("".join(self._paragraphs(evidence)) if evidence else "")
        self._weigh()

    def _weigh(self) -> None:
        none = None
        if self.evidence is None:
            none = self.tr("Choose a finding first")
        elif not self.evidence.elements:
            none = self.tr("This finding points at no elements of the model")
        able(self.fly, none, self.tr("Bring the elements of this finding into view and light them up"))
        able(self.alone, none, self.tr("Show the elements of this finding alone"))
        nothing = None if self._visibility.hides_something else self.tr("Nothing is hidden")
        able(self.all, nothing, self.tr("Show everything that was hidden"))

    def _paragraphs(self, evidence: Evidence) -> list[str]:
        parts, before = [], ""
        for place, row in enumerate(evidence.rows):
            if row.label != before:
                parts.append(_label(row.label))
            before = row.label
            parts.append(f"<p style='margin:1px 0 0 0'>{_value(place, row)}</p>")
        if evidence.named:
            count = self.tr("elements (%1)").replace("%1", str(len(evidence.elements)))
            parts.append(_label(count))
        for place, named_one in enumerate(evidence.named):
            kind = (
                f"<span style='color:{theme().soft_ink}'> · {escape(named_one.kind)}</span>"
                if named_one.kind
                else ""
            )
            link = f"<a href='element:{place}'>{escape(named_one.name)}</a>"
            parts.append(f"<p style='margin:1px 0 0 0'>{link}{kind}</p>")
        if evidence.rest:
            parts.append(f"<p style='margin:1px 0 0 0;color:{theme().soft_ink}'>{escape(evidence.rest)}</p>")
        return parts

    # --- where it leads -------------------------------------------------------------------------
    def fly_there(self) -> None:
        """Light the elements up in the situation that holds them, and bring them into view."""
        if self.evidence is not None and self.evidence.elements:
            self._show_situation()
            self._desk.light(self.evidence.elements)
            self._visibility.fly(self.evidence.elements)

    def isolate(self) -> None:
        """Show the elements alone, lit up."""
        if self.evidence is not None and self.evidence.elements:
            self._show_situation()
            self._desk.light(self.evidence.elements)
            self._visibility.isolate(self.evidence.elements)

    def _show_situation(self) -> None:
        """Leave the situation that is shown, if it does not hold what the finding is about."""
        building, evidence = self._desk.building, self.evidence
        if evidence is None or building is None:
            return
        known = {e.global_id for e in building.elements}
        if evidence.shown_in == "proposed" and not known.issuperset(evidence.elements):
            self._desk.show("proposed")

    def _follow(self, link: QUrl) -> None:
        evidence = self.evidence
        if evidence is None:
            return
        kind, place = link.scheme(), int(link.path() or 0)
        if kind == "element":
            self._show_situation()
            self._desk.light((evidence.named[place].id,))
            self._visibility.fly((evidence.named[place].id,))
        elif kind == "number":
            number = evidence.rows[place].number
            if number is not None:
                self.number_wanted.emit(*number)
        elif kind == "open":
            address = QUrl(evidence.rows[place].url)
            if address.scheme() in _OPENED:
                QDesktopServices.openUrl(address)


def _label(text: str) -> str:
    return f"<p style='margin:8px 0 0 0;color:{theme().soft_ink};font-size:11px'>{escape(capital(text))}</p>"


def _value(place: int, row: EvidenceRow) -> str:
    told = escape(row.value)
    if row.number is not None:
        told = f"<a href='number:{place}'>{told}</a>"
    if row.url:
        told += f"<br><a href='open:{place}'>{escape(row.url)}</a>"
    return told
