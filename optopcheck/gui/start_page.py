"""The first page: open a model, one of the last ones, or the sample case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import head_label, named, soft_label

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 560
"""[px]"""


class StartPage(QWidget):
    """What a user sees before a case is open."""

    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)
    """`Path` of a model."""

    def __init__(self, recent: Sequence[str]) -> None:
        super().__init__()
        title = QLabel(self.tr("Can this building take one more storey?"))
        title.setStyleSheet("font-size: 26px; font-weight: 600;")
        title.setWordWrap(True)
        self.open = named(QPushButton(self.tr("Open an IFC model …")), self.tr("Open an IFC model"))
        self.open.setProperty("main", True)  # noqa: FBT003  # Qt's own signature
        self.open.clicked.connect(self.open_wanted)
        self.sample = named(QPushButton(self.tr("Show the sample case")), self.tr("Show the sample case"))
        self.sample.clicked.connect(self.sample_wanted)
        for button in (self.open, self.sample):
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
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addWidget(soft_label(self.tr("Or drop a file anywhere on this window: .ifc or .ifczip.")))
        self._recent = layouts.column(spacing=4)
        column.addLayout(self._recent)
        outer = layouts.column(self)
        outer.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        self.show_recent(recent)

    def show_recent(self, recent: Sequence[str]) -> None:
        """List the models that were opened last."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if recent:
            self._recent.addWidget(head_label(self.tr("Opened last")))
        for name in recent:
            self._recent.addWidget(self._recent_button(Path(name)))

    def _recent_button(self, path: Path) -> QPushButton:
        button = named(QPushButton(path.name), self.tr("Open %1").replace("%1", path.name), str(path))
        button.setStyleSheet("text-align: left;")
        button.clicked.connect(lambda: self.recent_wanted.emit(path))
        return button
