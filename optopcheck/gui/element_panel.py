"""The chosen part of the model: what the model says of it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from optopcheck.gui import layouts, work
from optopcheck.gui.fields import able, named, plain_label, soft_label
from optopcheck.gui.property_table import PropertyTable

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from optopcheck.gui.desk import Desk
    from optopcheck.gui.property_reader import PropertyReader
    from optopcheck.gui.visibility import Visibility
    from optopcheck.service import ThingCard

_SIZE = 15
"""Of the title [px]."""


class ElementPanel(QWidget):
    """Follows what is lit: one element, level, neighbour or point; reads properties when first looked at."""

    def __init__(self, desk: Desk, visibility: Visibility, reader: PropertyReader) -> None:
        super().__init__()
        self._desk, self._visibility, self._reader = desk, visibility, reader
        self._id: str | None = None
        self.card: ThingCard | None = None
        self.title = plain_label()
        self.title.setStyleSheet(f"font-size: {_SIZE}px; font-weight: 600;")
        self.kind = soft_label("")
        self.origin = soft_label("")
        for label in (self.kind, self.origin):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fly = named(QPushButton(self.tr("Fly there")), self.tr("Fly to this part"))
        self.alone = named(QPushButton(self.tr("Isolate")), self.tr("Show this part alone"))
        self.hide_it = named(QPushButton(self.tr("Hide")), self.tr("Hide this part"))
        self.copy = named(QPushButton(self.tr("Copy")), self.tr("Copy all properties"))
        self.table = PropertyTable()
        self._lay_out()
        self._connect()
        self._show(None)

    def _lay_out(self) -> None:
        top = layouts.row(spacing=6)
        top.addWidget(self.title, stretch=1)
        top.addWidget(self.copy, alignment=Qt.AlignmentFlag.AlignTop)
        head = layouts.column(spacing=2, margins=(12, 10, 12, 6))
        head.addLayout(top)
        for label in (self.kind, self.origin):
            head.addWidget(label)
        buttons = layouts.row(spacing=4, margins=(12, 0, 12, 6))
        for button in (self.fly, self.alone, self.hide_it):
            button.setStyleSheet("padding-left: 7px; padding-right: 7px;")
            buttons.addWidget(button)
        buttons.addStretch()
        column = layouts.column(self)
        column.addLayout(head)
        column.addLayout(buttons)
        column.addWidget(self.table, stretch=1)

    def _connect(self) -> None:
        seen = self._visibility
        self.fly.clicked.connect(lambda: seen.fly(self._ids()))
        self.alone.clicked.connect(lambda: seen.isolate(self._ids()))
        self.hide_it.clicked.connect(lambda: seen.set_elements(self._ids(), visible=False))
        self.copy.clicked.connect(self.copy_all)
        self.table.all_wanted.connect(self.copy_all)
        self._desk.lit_changed.connect(self._follow)
        self._desk.shown_changed.connect(self._fill)
        self._desk.case_changed.connect(self._clear)
        self._reader.changed.connect(self._fill)

    # --- filling --------------------------------------------------------------------------------
    def _follow(self) -> None:
        lit = self._desk.lit
        identity = lit[0] if len(lit) == 1 else None
        if identity != self._id:
            self._id = identity
            self._fill()

    def _clear(self) -> None:
        self._id = None
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read the model once somebody looks."""
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if not self.isVisible():
            return
        situation, opened = self._desk.situation(self._desk.shown), self._desk.opened
        card = None
        if self._id is not None and situation is not None and opened is not None:
            self._reader.want()
            card = work.thing(self._id, situation, opened, self._reader.books, self._desk.language)
        if card is None or card != self.card or self._reader.failure is not None:
            self._show(card)

    def _show(self, card: ThingCard | None) -> None:
        self.card = card
        self.title.setText(card.title if card else self.tr("No part chosen"))
        names = [card.kind, card.id] if card and card.id != card.title else [card.kind] if card else []
        self.kind.setText(" · ".join(names))
        self.kind.setVisible(card is not None)
        self.origin.setText(self._origin(card))
        why = None if card else self.tr("Choose a part in the picture or in the model tree first")
        able(self.fly, why, self.tr("Bring this part into view"))
        able(self.alone, why, self.tr("Show this part alone"))
        able(self.hide_it, why, self.tr("Take this part out of the picture"))
        able(self.copy, why, self.tr("Copy all properties as a table"))
        self.table.fill(card.groups if card else ())

    def _origin(self, card: ThingCard | None) -> str:
        if card is None:
            return self.tr("Click a part in the picture, or choose one in the model tree.")
        failure = self._reader.failure
        return failure.in_language(self._desk.language) if failure is not None else card.origin

    # --- using it -------------------------------------------------------------------------------
    def _ids(self) -> tuple[str, ...]:
        return (self._id,) if self._id else ()

    def copy_all(self) -> None:
        """Put all rows on the clipboard, below what they are of."""
        if self.card is not None:
            head = f"{self.card.title}\t{self.card.kind}\t{self.card.id}"
            QGuiApplication.clipboard().setText(f"{head}\n{self.table.text()}")
