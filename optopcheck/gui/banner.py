"""The overall verdict across the top: mark, words, reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import named, plain_label, soft_label
from optopcheck.gui.marks import mark_pixmap
from optopcheck.gui.readout import in_window
from optopcheck.gui.rule_card import marks
from optopcheck.gui.themes import theme
from optopcheck.gui.trust_marks import trust_pixmap

if TYPE_CHECKING:
    from optopcheck.domain.rule import Verdict
    from optopcheck.gui.desk import Desk

_MARK, _SHIELD = 34, 15
"""[px]"""


class VerdictBanner(QFrame):
    """Says what the whole assessment comes to; says nothing of a scenario that was not assessed yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("banner")
        self._mark = QLabel()
        self._mark.setFixedSize(_MARK, _MARK)
        self.words = named(plain_label(), self.tr("Overall verdict"))
        self.words.setStyleSheet("font-size: 20px; font-weight: 600;")
        self.reason = soft_label("")
        self.again = named(QPushButton(self.tr("Assess again")), self.tr("Assess again"))
        self.again.setToolTip(self.tr("Assess the present scenario (F5)"))
        self.again.clicked.connect(desk.assess)
        self.trust = named(plain_label(), self.tr("Packs of an unknown maker"))
        self.trust.setStyleSheet(f"color: {theme().doubtful_maker};")
        shield = QLabel()
        shield.setPixmap(trust_pixmap("UNSIGNED", _SHIELD))
        shield.setFixedWidth(_SHIELD)
        texts = layouts.column(spacing=1)
        texts.addWidget(self.words)
        texts.addWidget(self.reason)
        # One widget to hide: of a row whose parts are all hidden the layout around it loses its width.
        self._maker = QWidget()
        maker = layouts.row(self._maker, spacing=6)
        maker.addWidget(shield)
        maker.addWidget(self.trust, stretch=1)
        texts.addWidget(self._maker)
        row = layouts.row(self, spacing=14, margins=(16, 9, 16, 9))
        row.addWidget(self._mark)
        row.addLayout(texts, stretch=1)
        row.addWidget(self.again)
        desk.judged_changed.connect(self._fill)
        desk.job_changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        judged = self._desk.judged
        self._show_marks()
        if judged is None or self._desk.is_stale:
            self._fill_waiting()
            return
        report = judged.report
        self.again.hide()
        self._paint(report.verdict)
        self.words.setText(_capital(report.headline))
        title = _capital(in_window(report.reason, self._desk.language))
        self.reason.setText(title)
        self._mark.setPixmap(mark_pixmap(report.verdict, _MARK))

    def _show_marks(self) -> None:
        """Say of which packs behind this verdict the maker is not known."""
        judged = self._desk.judged
        shown = judged is not None and not self._desk.is_stale
        said = marks(judged.assessment.receipt.plugins, self._desk.language) if judged and shown else ""
        self.trust.setText(said)
        self._maker.setVisible(bool(said))

    def _fill_waiting(self) -> None:
        busy = self._desk.job is not None
        self._paint(None)
        self._mark.setPixmap(mark_pixmap(None, _MARK))
        self.words.setText(self.tr("Assessing …") if busy else self.tr("Not assessed"))
        self.reason.setText(
            self.tr("The verdict follows as soon as everything is measured and checked.")
            if busy
            else self.tr("There is no verdict on the present scenario.")
        )
        self.again.setVisible(not busy)

    def _paint(self, verdict: Verdict | None) -> None:
        colour = theme().verdicts[verdict]
        self.setStyleSheet(
            f"#banner {{ background: {theme().grounds[verdict] if verdict else theme().paper};"
            f" border: none; border-left: 6px solid {colour}; }}"
        )
        self.words.setStyleSheet(
            f"font-size: 20px; font-weight: 600; color: {colour if verdict else theme().ink};"
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
