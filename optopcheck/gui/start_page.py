"""The first page: open a model, one of the last ones, or the sample case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import head_label, named, soft_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

_WIDTH = 560
"""[px]"""


class StartPage(QWidget):
    """What a user sees before a case is open."""

    open_wanted = Signal()
    sample_wanted = Signal()
    scan_wanted = Signal()
    recent_wanted = Signal(object)
    """`Path` of a model."""

    def __init__(self, recent: Sequence[str], last_opened: Callable[[str], date | None]) -> None:
        super().__init__()
        self._last_opened = last_opened
        title = QLabel(self.tr("Can this building take one more storey?"))
        title.setStyleSheet("font-size: 26px; font-weight: 600;")
        title.setWordWrap(True)
        self.open = named(QPushButton(self.tr("Open an IFC model …")), self.tr("Open an IFC model"))
        self.open.setProperty("main", True)  # noqa: FBT003  # Qt's own signature
        self.open.clicked.connect(self.open_wanted)
        self.sample = named(QPushButton(self.tr("Show the sample case")), self.tr("Show the sample case"))
        self.sample.clicked.connect(self.sample_wanted)
        self.scan = named(QPushButton(self.tr("Open a scan …")), self.tr("Open the scan of a municipality"))
        self.scan.clicked.connect(self.scan_wanted)
        for button in (self.open, self.sample, self.scan):
            button.setMinimumHeight(38)
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003  # same
        card.setFixedWidth(_WIDTH)
        column = layouts.column(card, spacing=12, margins=(36, 32, 36, 30))
        column.addWidget(title)
        column.addWidget(
            soft_label(
                self.tr(
                    "optopcheck measures the building, adds the storey, counts the sun and checks the rules"
                    " of the plan and the municipality. Each verdict shows its article, its numbers and its"
                    " doubt."
                )
            )
        )
        buttons = layouts.row(spacing=10)
        buttons.addWidget(self.open)
        buttons.addWidget(self.sample)
        buttons.addWidget(self.scan)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addWidget(
            soft_label(
                self.tr(
                    "Or drop a file anywhere on this window: a model (.ifc, .ifczip), a dossier (.optop),"
                    " rules (.optrules) or the scan of a municipality (.gpkg)."
                )
            )
        )
        self._recent = QGridLayout()
        self._recent.setHorizontalSpacing(10)
        self._recent.setVerticalSpacing(4)
        self._recent.setColumnStretch(0, 1)
        column.addLayout(self._recent)
        outer = layouts.column(self)
        outer.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        self.show_recent(recent)

    def show_recent(self, recent: Sequence[str]) -> None:
        """List the models that were opened last, each with the day."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if recent:
            self._recent.addWidget(head_label(self.tr("Opened last")), 0, 0, 1, 2)
        for row, name in enumerate(recent, 1):
            day = self._day(name)
            self._recent.addWidget(self._recent_button(Path(name), day), row, 0)
            self._recent.addWidget(soft_label(day), row, 1)

    def _day(self, name: str) -> str:
        day = self._last_opened(name)
        return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy") if day else ""

    def _recent_button(self, path: Path, day: str) -> QPushButton:
        words = self.tr("Open %1").replace("%1", path.name)
        button = named(QPushButton(path.name), f"{words} {day}".strip(), str(path))
        button.setStyleSheet("text-align: left;")
        button.clicked.connect(lambda: self.recent_wanted.emit(path))
        return button
