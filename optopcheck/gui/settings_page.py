"""What a user chooses once and may change later: language, name on reports, municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QWidget

from optopcheck.domain.text import Text
from optopcheck.gui import layouts, packs_work
from optopcheck.gui.errands import Errands
from optopcheck.gui.fields import head_label, named, soft_label
from optopcheck.gui.side_panel import roomy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFormLayout

    from optopcheck.gui.desk import Desk
    from optopcheck.gui.memory import Memory
    from optopcheck.service import PackSources

_WIDTH, _LABEL = 620, 150
"""[px]"""
_LOOKING = Text("Regelpakketten zoeken", "Looking for the rule packs")


class SettingsPage(QWidget):
    """The page of the first start, and of the settings after that; nothing is kept before *Ready*."""

    done = Signal()
    language_wanted = Signal(str)
    packs_wanted = Signal()

    def __init__(self, desk: Desk, memory: Memory) -> None:
        super().__init__()
        self._desk, self._memory = desk, memory
        self.is_first = False
        self.errands = Errands(self)
        self._make_fields()
        self._lay_out()
        self.ready.clicked.connect(self._keep)
        self.skip.clicked.connect(self.done)
        self.packs.clicked.connect(self.packs_wanted)
        self.language.activated.connect(self._change_language)
        self.errands.failed.connect(lambda text: self.places.setText(text.in_language(desk.language)))

    def _make_fields(self) -> None:
        self.title = QLabel()
        self.title.setStyleSheet("font-size: 26px; font-weight: 600;")
        self.lead = soft_label("")
        self.language = named(QComboBox(), self.tr("Language"))
        for code, name in (("nl", "Nederlands"), ("en", "English")):
            self.language.addItem(name, code)
        self.author = named(QLineEdit(), self.tr("Your name on reports"))
        self.author.setPlaceholderText(self.tr("nobody is named"))
        self.municipality = named(QComboBox(), self.tr("Municipality you work for"))
        self.places = soft_label("")
        self.packs = named(QPushButton(self.tr("Rule packs …")), self.tr("Open the rule packs"))
        self.ready = named(QPushButton(self.tr("Ready")), self.tr("Keep these settings"))
        self.ready.setProperty("main", True)  # noqa: FBT003  # Qt's own signature
        self.skip = named(QPushButton(), self.tr("Leave the settings as they are"))

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003  # same
        card.setFixedWidth(_WIDTH)
        column = layouts.column(card, spacing=10, margins=(36, 28, 36, 26))
        column.addWidget(self.title)
        column.addWidget(self.lead)
        column.addSpacing(4)
        column.addLayout(self._form())
        column.addSpacing(6)
        column.addWidget(head_label(self.tr("Where the rules come from")))
        packs = layouts.row(spacing=10)
        packs.addWidget(self.places, stretch=1)
        packs.addWidget(self.packs, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(packs)
        column.addSpacing(6)
        column.addWidget(head_label(self.tr("What leaves this computer")))
        column.addWidget(soft_label(self._privacy()))
        buttons = layouts.row(spacing=10)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.ready)
        column.addSpacing(4)
        column.addLayout(buttons)
        inner = QWidget()
        layouts.column(inner).addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        layouts.column(self).addWidget(roomy(inner))

    def _form(self) -> QFormLayout:
        form = layouts.form()
        rows: tuple[tuple[str, QWidget, str], ...] = (
            (self.tr("Language"), self.language, ""),
            (
                self.tr("Your name"),
                self.author,
                self.tr("Stands on the first page of the reports that you make."),
            ),
            (
                self.tr("Municipality"),
                self.municipality,
                self.tr(
                    "Offered for each case, and never filled in by itself: where a building stands is said of"
                    " the building."
                ),
            ),
        )
        for words, field, told in rows:
            label = QLabel(words)
            label.setMinimumWidth(_LABEL)
            label.setBuddy(field)
            form.addRow(label, field)
            if told:
                form.addRow("", soft_label(told))
        return form

    def _privacy(self) -> str:
        return self.tr(
            "Nothing, unless you ask for it. There is no telemetry: nothing is counted, and nothing is sent"
            " about you, your models or your use."
        )

    # --- showing --------------------------------------------------------------------------------
    def fill(self, *, first: bool) -> None:
        """Show what is kept; the first time with a welcome."""
        self.is_first = first
        self.title.setText(self.tr("Welcome to optopcheck") if first else self.tr("Settings"))
        self.lead.setText(
            self.tr("Three questions. You may skip them, and change everything later under File, Settings.")
            if first
            else self.tr("They hold for you, on this computer.")
        )
        self.skip.setText(self.tr("Skip") if first else self.tr("Cancel"))
        self.language.setCurrentIndex(self.language.findData(self._desk.language))
        self.author.setText(self._memory.author)
        self._fill_municipalities(())
        self.places.setText(self.tr("Looking …"))
        self.errands.run(_LOOKING, packs_work.sources, self._take_sources, newest=True)
        self.author.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_sources(self, found: object) -> None:
        sources: PackSources = found  # type: ignore[assignment]  # a job returns what its task does
        self._fill_municipalities(sources.municipalities)
        told = (place.in_language(self._desk.language) for place in sources.places)
        self.places.setText("\n".join(f"– {line}" for line in told))

    def _fill_municipalities(self, known: tuple[tuple[str, str], ...]) -> None:
        """List those of the packs; one that was chosen stays, also if its pack is gone."""
        chosen = self.municipality.currentData() or self._memory.municipality
        codes = dict(known)
        if chosen:
            codes.setdefault(chosen, "")
        with QSignalBlocker(self.municipality):
            self.municipality.clear()
            self.municipality.addItem(self.tr("none"), "")
            for code, name in codes.items():
                self.municipality.addItem(f"{name} ({code})" if name else code, code)
            self.municipality.setCurrentIndex(max(self.municipality.findData(chosen), 0))

    # --- keeping --------------------------------------------------------------------------------
    def _keep(self) -> None:
        self._keep_fields()
        self.done.emit()

    def _keep_fields(self) -> None:
        self._memory.author = self.author.text()
        self._memory.municipality = self.municipality.currentData() or ""

    def _change_language(self) -> None:
        """Another language is another window: what was typed goes with it."""
        self._keep_fields()
        self.language_wanted.emit(self.language.currentData())

    def shut(self) -> None:
        """End what is being done."""
        self.errands.shut()
