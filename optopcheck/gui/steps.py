"""The strip of five steps: how far each is, what it lacks and what that costs; it never holds anyone back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from optopcheck.domain.step import StepKey
from optopcheck.gui import layouts, work
from optopcheck.gui.fields import named, plain_label
from optopcheck.gui.marks import mark_pixmap
from optopcheck.gui.pack_page import capital
from optopcheck.gui.readout import in_window
from optopcheck.gui.step_marks import step_colours, step_pixmap
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from optopcheck.domain.step import Gap, Step
    from optopcheck.domain.text import Language
    from optopcheck.gui.desk import Desk

_MARK, _PAD, _HEIGHT, _WIDTH = 20, 10, 46, 128
_MOST_GAPS = 6
"""Shown at once; the place itself tells the rest."""


class StepButton(QPushButton):
    """One step: number and title above, its state in words below."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._title = self._said = ""
        self._colour = theme().soft_ink
        self._mark = QPixmap()
        self.setCheckable(True)
        self.setMinimumWidth(_WIDTH)
        self.setFixedHeight(_HEIGHT)
        self.setStyleSheet(
            f"QPushButton {{ border: none; border-right: 1px solid {theme().line}; border-radius: 0;"
            f" background: {theme().paper}; }}"
            f"QPushButton:checked, QPushButton:hover {{ background: {theme().pale_accent}; }}"
            f"QPushButton:focus {{ border: 2px solid {theme().accent}; }}"
        )

    def show_step(self, step: Step, number: int) -> None:
        """Show a step as it is now."""
        language = self._language
        self._title = f"{number}  {step.title.in_language(language)}"
        self._said = capital(step.said.in_language(language))
        state = step.state.label.in_language(language)
        if step.verdict is not None:
            self._mark, self._colour = mark_pixmap(step.verdict, _MARK), theme().verdicts[step.verdict]
        else:
            self._mark, self._colour = step_pixmap(step.state, _MARK), step_colours()[step.state]
        named(self, self.tr("Step %1: %2").replace("%1", str(number)).replace(
            "%2", f"{step.title.in_language(language)}, {state}: {step.said.in_language(language)}"
        ))  # fmt: skip
        self.setToolTip(_tip(step, language) or f"{self._title}: {self._said}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the room it likes."""
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # same
        """Draw the button, then mark, title and state; what is too long ends in dots."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        painter.drawPixmap(QRect(box.left(), (_HEIGHT - _MARK) // 2, _MARK, _MARK), self._mark)
        left = box.left() + _MARK + 8
        upper = QRect(left, 5, box.right() - left, _HEIGHT // 2 - 4)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        self._write(painter, upper, self._title, theme().ink)
        font.setBold(False)
        painter.setFont(font)
        self._write(painter, upper.translated(0, _HEIGHT // 2 - 5), self._said, self._colour)
        painter.end()

    def _write(self, painter: QPainter, box: QRect, words: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)


def _tip(step: Step, language: Language) -> str:
    return "\n".join(capital(in_window(gap.cost.in_language(language), language)) for gap in step.gaps)


class StepStrip(QFrame):
    """Five steps in a row; the chosen one shows below it what it lacks, each with the way to it."""

    wanted = Signal(str)
    """The place where something is filled in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._steps: tuple[Step, ...] = ()
        self._chosen: StepKey | None = None
        self.setObjectName("steps")
        self.setStyleSheet(
            f"#steps {{ background: {theme().paper}; border: none;"
            f" border-bottom: 1px solid {theme().line}; }}"
        )
        self.buttons = {
            key: named(StepButton(desk.language), key.label.in_language(desk.language)) for key in StepKey
        }
        row = layouts.row()
        for key, button in self.buttons.items():
            button.clicked.connect(lambda checked, key=key: self._choose(key if checked else None))
            row.addWidget(button, stretch=1)
        self.detail = QWidget()
        self._grid = QGridLayout(self.detail)
        self._grid.setContentsMargins(14, 6, 14, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column = layouts.column(self)
        column.addLayout(row)
        column.addWidget(self.detail)
        self.detail.hide()
        for signal in (desk.case_changed, desk.scenario_changed, desk.judged_changed):
            signal.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        opened = self._desk.opened
        if opened is None:
            return
        judged = self._desk.judged
        self._steps = work.case_steps(
            opened, self._desk.scenario, judged.assessment if judged and not self._desk.is_stale else None
        )
        for number, step in enumerate(self._steps, 1):
            self.buttons[step.key].show_step(step, number)
        self._show_detail()

    def _choose(self, key: StepKey | None) -> None:
        self._chosen = key
        for other, button in self.buttons.items():
            button.setChecked(other is key)
        self._show_detail()
        step = self._step()
        if step is not None:
            self.wanted.emit(step.place)

    def _step(self) -> Step | None:
        return next((step for step in self._steps if step.key is self._chosen), None)

    def _show_detail(self) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        step = self._step()
        gaps = step.gaps if step is not None else ()
        for row, gap in enumerate(gaps[:_MOST_GAPS]):
            self._add_gap(row, gap)
        if step is not None and len(gaps) > _MOST_GAPS:
            more = self.tr("and %1 more").replace("%1", str(len(gaps) - _MOST_GAPS))
            self._grid.addWidget(plain_label(more), _MOST_GAPS, 1)
        self.detail.setVisible(bool(gaps))

    def _add_gap(self, row: int, gap: Gap) -> None:
        language = self._desk.language
        brief, cost = capital(gap.brief.in_language(language)), capital(gap.cost.in_language(language))
        button = named(QPushButton(f"{brief} →"), self.tr("Go to: %1").replace("%1", brief), cost)
        button.clicked.connect(lambda *_: self.wanted.emit(gap.place))
        self._grid.addWidget(button, row, 0)
        self._grid.addWidget(plain_label(in_window(cost, language)), row, 1)
