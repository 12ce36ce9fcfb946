"""Fields of a form: one line, more lines, an expression with what is wrong in it below, a fact to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import mark, named, plain_label
from optopcheck.gui.trust_marks import trust_colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

    from optopcheck.domain.text import Language, Text
    from optopcheck.service import FactChoice

_LINE = 20
"""Height of a line of text [px]."""


class Line(QLineEdit):
    """One line; tells what a person typed, not what the program put there."""

    def __init__(self, name: str, example: str = "") -> None:
        super().__init__()
        named(self, name)
        self.setPlaceholderText(example)

    def put(self, text: str) -> None:
        """Show a value."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)


class Lines(QPlainTextEdit):
    """More lines; of a list, one item on each."""

    edited = Signal()

    def __init__(self, name: str, rows: int, example: str = "") -> None:
        super().__init__()
        named(self, name)
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        self.setFixedHeight(rows * _LINE + 12)
        self._is_quiet = False
        self.textChanged.connect(self._tell)

    def _tell(self) -> None:
        if not self._is_quiet:
            self.edited.emit()

    def put(self, text: str) -> None:
        """Show a value."""
        if text != self.toPlainText():
            self._is_quiet = True
            self.setPlainText(text)
            self._is_quiet = False

    @property
    def items(self) -> tuple[str, ...]:
        """Every line that says something."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    @property
    def words(self) -> str:
        """All of it on one line."""
        return " ".join(self.toPlainText().split())


class Expression(QWidget):
    """A line of the rule language; what does not fit in it is told below."""

    edited = Signal(str)

    def __init__(self, name: str, example: str = "") -> None:
        super().__init__()
        self.line = Line(name, example)
        self.line.setStyleSheet("font-family: monospace; font-size: 12px;")
        self.line.textEdited.connect(self.edited)
        self.error = plain_label()
        self.error.setStyleSheet(f"color: {trust_colours()['ALTERED']};")
        self.error.hide()
        column = layouts.column(self, spacing=2)
        column.addWidget(self.line)
        column.addWidget(self.error)

    def put(self, text: str) -> None:
        """Show a value."""
        self.line.put(text)

    def insert(self, name: str) -> None:
        """Write a name at the cursor."""
        self.line.insert(name)
        self.edited.emit(self.line.text())

    def tell(self, error: str) -> None:
        """Say what is wrong, or nothing."""
        mark(self.line, wrong=bool(error))
        self.error.setText(f"✕ {error}" if error else "")
        self.error.setVisible(bool(error))


class Choice(QComboBox):
    """A list to choose from, which the wheel leaves alone while the page is scrolled."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name
        """Change nothing unless the user is in this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class FactBox(Choice):
    """A fact to choose; typing a part of its name finds it."""

    picked = Signal(str)
    """Name of the fact."""

    def __init__(self, name: str, example: str) -> None:
        super().__init__(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(18)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(example)
            line.setAccessibleName(name)
        completer = self.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.activated.connect(self._pick)

    def fill(self, facts: Sequence[FactChoice], language: Language) -> None:
        """Offer facts."""
        self.clear()
        for fact in facts:
            unit = f" [{fact.unit}]" if fact.unit and fact.is_number else ""
            self.addItem(f"{fact.label.in_language(language)}{unit}", fact.name)
            self.setItemData(self.count() - 1, fact.name, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(-1)

    def put(self, name: str) -> None:
        """Show a fact, or none."""
        place = self.findData(name) if name else -1
        self.setCurrentIndex(place)
        if place < 0:
            self.setEditText("")
        self.setToolTip(name)

    @property
    def fact(self) -> str:
        """Name of the chosen fact, empty if there is none."""
        found = self.currentData()
        return str(found) if found else ""

    def _pick(self, place: int) -> None:
        if place >= 0:
            self.setToolTip(self.fact)
            self.picked.emit(self.fact)


def told(text: Text | None, language: Language) -> str:
    """Return a text, empty for none."""
    return text.in_language(language) if text is not None else ""
