"""Before a file is installed: who made it, how far that is known, what it would do, and what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QLabel, QPushButton, QTextBrowser, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import able, named, plain_label
from optopcheck.gui.pack_page import capital, page
from optopcheck.gui.themes import theme
from optopcheck.gui.trust_marks import OWN, trust_colours, trust_pixmap

if TYPE_CHECKING:
    from optopcheck.domain.text import Language, Text
    from optopcheck.service import Offer

_MARK = 34
_SIZE = (620, 560)


class InstallDialog(QDialog):
    """Shows what was verified; asks for every yes that is needed, and takes no for an answer."""

    wanted = Signal(object, bool, bool)
    """`Offer`, yes to its question, consent to its programs."""

    def __init__(self, offer: Offer, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer, self._language = offer, language
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Install %1").replace("%1", offer.name))
        self.resize(*_SIZE)
        self.page = named(QTextBrowser(), self.tr("What was verified"))
        self.page.setOpenExternalLinks(True)
        self.page.document().setDocumentMargin(10)
        self.page.setHtml(page(offer.sections))
        self.yes = self._question(offer.question)
        self.python = self._consent()
        self.install = named(QPushButton(self.tr("Install")), self.tr("Install"))
        self.install.setProperty("main", True)  # noqa: FBT003  # Qt's own signature
        self.leave = named(QPushButton(self.tr("Do not install")), self.tr("Do not install"))
        self.leave.clicked.connect(self.reject)
        self.install.clicked.connect(self._install)
        self._lay_out()
        for box in (self.yes, self.python):
            box.toggled.connect(self._weigh)
        self._weigh()

    def _question(self, text: Text | None) -> QCheckBox:
        box = named(QCheckBox(self.tr("Yes, use it all the same")), self.tr("Answer to the question"))
        box.setVisible(text is not None)
        return box

    def _consent(self) -> QCheckBox:
        box = named(
            QCheckBox(self.tr("Yes, the programs of this bundle may run")), self.tr("Consent to programs")
        )
        box.setVisible(self._offer.programs is not None)
        return box

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=10, margins=(16, 14, 16, 14))
        column.addWidget(self._head())
        column.addWidget(self.page, stretch=1)
        if self._offer.question is not None:
            column.addWidget(self._warning(self._offer.question, self.yes))
        if self._offer.programs is not None:
            column.addWidget(self._warning(self._offer.programs, self.python))
        buttons = layouts.row(spacing=8)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.install)
        column.addLayout(buttons)

    def _head(self) -> QFrame:
        state = self._offer.trust.name if self._offer.trust else OWN
        frame = QFrame()
        mark = QLabel()
        mark.setPixmap(trust_pixmap(state, _MARK))
        mark.setFixedWidth(_MARK)
        refused = self._offer.refused
        trust = self._offer.trust.label.in_language(self._language) if self._offer.trust else ""
        said = self.tr("Cannot be installed") if refused else capital(trust) or self.tr("Register of keys")
        self.words = named(plain_label(said), self.tr("Result of the verification"))
        self.words.setStyleSheet(f"font-size: 17px; font-weight: 600; color: {trust_colours()[state]};")
        self.reason = plain_label(
            capital(refused.in_language(self._language)) if refused else self._offer.name
        )
        texts = layouts.column(spacing=2)
        texts.addWidget(self.words)
        texts.addWidget(self.reason)
        row = layouts.row(frame, spacing=12)
        row.addWidget(mark)
        row.addLayout(texts, stretch=1)
        return frame

    def _warning(self, text: Text, box: QCheckBox) -> QFrame:
        frame = QFrame()
        frame.setObjectName("warning")
        colour = trust_colours()["ALTERED"]
        frame.setStyleSheet(
            f"#warning {{ border: none; border-left: 4px solid {colour}; background: {theme().warning}; }}"
        )
        label = plain_label(capital(text.in_language(self._language)))
        column = layouts.column(frame, spacing=6, margins=(10, 8, 10, 8))
        column.addWidget(label)
        column.addWidget(box)
        return frame

    def _weigh(self) -> None:
        offer, reason = self._offer, None
        if offer.refused is not None:
            reason = self.tr("This file cannot be installed; see the reason above")
        elif offer.question is not None and not self.yes.isChecked():
            reason = self.tr("Answer the question first")
        elif offer.programs is not None and not self.python.isChecked():
            reason = self.tr("Allow the programs first")
        able(self.install, reason, self.tr("Keep this file and use it"))

    def _install(self) -> None:
        self.wanted.emit(self._offer, self.yes.isChecked(), self.python.isChecked())
        self.accept()
