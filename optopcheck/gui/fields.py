"""Fields for values: numbers with a comma or a point, files; each with its name for screen readers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from optopcheck.domain.text import number
from optopcheck.gui import layouts

if TYPE_CHECKING:
    from optopcheck.domain.text import Language

_NUMBER = re.compile(r"[+-]?\d+([.,]\d*)?", re.ASCII)
_BEGUN = re.compile(r"[+-]?\d*[.,]?\d*", re.ASCII)
_Widget = TypeVar("_Widget", bound=QWidget)


def named(widget: _Widget, name: str, tip: str = "") -> _Widget:
    """Give a widget its name for screen readers, and a tip."""
    widget.setAccessibleName(name)
    if tip:
        widget.setToolTip(tip)
    return widget


def plain_label(text: str = "") -> QLabel:
    """Return a label that may take more lines, and shows markup in a text of others as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def soft_label(text: str) -> QLabel:
    """Return a label in the soft ink, that may take more lines."""
    label = plain_label(text)
    label.setProperty("soft", True)  # noqa: FBT003  # Qt's own signature
    return label


def head_label(text: str) -> QLabel:
    """Return a small heading."""
    label = QLabel(text)
    label.setProperty("head", True)  # noqa: FBT003  # same
    return label


def able(widget: QWidget, reason: str | None, tip: str = "") -> None:
    """Enable a widget, or disable it and say why."""
    widget.setEnabled(reason is None)
    widget.setToolTip(tip if reason is None else reason)


def read_number(text: str) -> float | None:
    """Return a number written as 9,8 or 9.8; None for anything else, also for 1.000,5."""
    written = text.strip()
    return float(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None


class NumberField(QDoubleSpinBox):
    """A number with a unit; takes a comma and a point alike, and refuses both together."""

    def __init__(self, language: Language, unit: str = "m", decimals: int = 2) -> None:
        super().__init__()
        self._language = language
        self.setLocale(QLocale("nl_NL" if language == "nl" else "en_GB"))
        self.setDecimals(decimals)
        self.setSuffix(f" {unit}" if unit else "")
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).removesuffix(self.suffix().strip()).strip()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept a number that lies in the range."""
        bare = self._bare(text)
        value = read_number(bare)
        if value is not None and self.minimum() <= value <= self.maximum():
            return (QValidator.State.Acceptable, text, position)
        begun = _BEGUN.fullmatch(bare) is not None
        return (QValidator.State.Intermediate if begun else QValidator.State.Invalid, text, position)

    def valueFromText(self, text: str) -> float:  # noqa: N802  # Qt's name
        """Read the number."""
        value = read_number(self._bare(text))
        return self.value() if value is None else value

    def textFromValue(self, value: float) -> str:  # noqa: N802  # Qt's name
        """Write the number as the language does."""
        return number(value, self.decimals(), self._language)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        return _left_to_window(event) or super().event(event)


class CountField(QSpinBox):
    """A whole number."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.setMaximum(most)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        return _left_to_window(event) or super().event(event)


def _left_to_window(event: QEvent) -> bool:
    """Keep undo from the line of a field: the window takes back a value, the line only letters."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
        keys = QKeySequence.StandardKey
        if event.matches(keys.Undo) or event.matches(keys.Redo):
            event.ignore()
            return True
    return False


class NumberEdit(QLineEdit):
    """A number that may be left out; marked while it is none."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.textChanged.connect(self._mark)

    @property
    def value(self) -> float | None:
        """The number, None where the field is empty or holds no number."""
        return read_number(self.text())

    @property
    def is_wrong(self) -> bool:
        """True if something stands there that is no number."""
        return bool(self.text().strip()) and self.value is None

    def set_value(self, value: float | None) -> None:
        """Write a number, or nothing."""
        self.setText("" if value is None else number(value, 2, self._language))

    def _mark(self) -> None:
        mark(self, wrong=self.is_wrong)


def mark(widget: QWidget, *, wrong: bool) -> None:
    """Show that a field cannot be read yet."""
    if widget.property("wrong") != wrong:
        widget.setProperty("wrong", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class PathField(QWidget):
    """A file that may be left out."""

    changed = Signal()

    def __init__(self, name: str, kinds: str) -> None:
        super().__init__()
        self._name, self._kinds = name, kinds
        self.path: Path | None = None
        self._shown = named(QLineEdit(readOnly=True, placeholderText=self.tr("none")), name)
        self._choose = named(QPushButton("…"), self.tr("Choose a file: %1").replace("%1", name))
        self._clear = named(QPushButton("✕"), self.tr("Leave out: %1").replace("%1", name))
        for button in (self._choose, self._clear):
            button.setFixedWidth(34)
            button.setStyleSheet("padding: 3px 2px;")
        self._choose.setToolTip(self._choose.accessibleName())
        self._choose.clicked.connect(self._ask)
        self._clear.clicked.connect(lambda: self.set_path(None))
        row = layouts.row(self, spacing=4)
        for widget in (self._shown, self._choose, self._clear):
            row.addWidget(widget)
        self._shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_path(None)

    def set_path(self, path: Path | None) -> None:
        """Put a file in the field, or none."""
        is_other = path != self.path
        self.path = path
        self._shown.setText(path.name if path else "")
        self._shown.setCursorPosition(0)
        self._shown.setToolTip(str(path) if path else "")
        able(
            self._clear, None if path else self.tr("There is no file to leave out"), self.tr("Leave this out")
        )
        if is_other:
            self.changed.emit()

    def _ask(self) -> None:
        start = str(self.path.parent) if self.path else ""
        chosen, _ = QFileDialog.getOpenFileName(self, self._name, start, self._kinds)
        if chosen:
            self.set_path(Path(chosen))
