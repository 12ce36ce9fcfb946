"""The command palette (Ctrl+K): everything that can be done or looked at, found by a few letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem

from optopcheck.gui import layouts
from optopcheck.gui.fields import named, soft_label
from optopcheck.gui.fuzzy import score
from optopcheck.gui.shortcuts import commands
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from optopcheck.gui.desk import Desk
    from optopcheck.gui.window import MainWindow

_SIZE = QSize(620, 420)
_TOP = 60
"""[px]"""
_MOST = 60
"""More lines than anybody reads."""


@dataclass(frozen=True, eq=False)
class Entry:
    """One line: what it is called, what it is, and what it does."""

    title: str
    kind: str
    what: Callable[[], object] | None
    """None: it cannot be done now."""
    keys: str = ""
    lacks: str = ""

    @property
    def line(self) -> str:
        """The line as it is read."""
        rest = " · ".join(part for part in (self.kind, self.keys, self.lacks) if part)
        return f"{self.title}   —   {rest}" if rest else self.title


class Palette(QFrame):
    """Lies over the window; Enter does, Escape closes."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.setObjectName("palette")
        self.setProperty("card", True)  # noqa: FBT003  # Qt's own signature
        self.setAutoFillBackground(True)
        self.field = named(QLineEdit(), self.tr("Find an action, a case, a finding or a part"))
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.list = named(QListWidget(), self.tr("What was found"))
        self.list.setSpacing(2)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = soft_label(self.tr("Enter does it, Escape closes."))
        column = layouts.column(self, spacing=8, margins=(12, 12, 12, 10))
        for widget in (self.field, self.list, self.hint):
            column.addWidget(widget)
        self._entries: tuple[Entry, ...] = ()
        self._before: QWidget | None = None
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._do)
        self.hide()

    def toggle(self) -> None:
        """Open, or close again."""
        if self.isVisible():
            self.shut()
            return
        self._before = self._window.focusWidget()
        self._entries = tuple(self._gather())
        self._place()
        self.field.clear()
        self._fill()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shut(self) -> None:
        """Close; the keyboard returns where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        room = self._window.size()
        width, height = min(_SIZE.width(), room.width() - 40), min(_SIZE.height(), room.height() - 2 * _TOP)
        self.setGeometry((room.width() - width) // 2, _TOP, width, height)

    # --- what there is --------------------------------------------------------------------------
    def _gather(self) -> Iterator[Entry]:
        for command in commands(self._window.menuBar()):
            action = command.action
            what = action.trigger if action.isEnabled() else None
            yield Entry(command.title, command.group, what, command.keys, command.lacks)
        for path in self._window.recent():
            opening = partial(self._window.take, path)
            yield Entry(path.name, self.tr("Opened last"), opening)
        yield from self._findings()
        yield from self._parts()

    def _findings(self) -> Iterator[Entry]:
        judged = self._desk.judged
        if judged is None or self._desk.is_stale:
            return
        for outcome in judged.assessment.outcomes:
            if outcome.finding is not None:
                title = outcome.rule.title.in_language(self._desk.language)
                looking = partial(self._look, outcome.finding.elements)
                yield Entry(title, self.tr("Finding"), looking)

    def _parts(self) -> Iterator[Entry]:
        building = self._desk.building
        for part in (*building.elements, *building.spaces) if building is not None else ():
            kind = f"{part.kind} · {part.global_id}"
            yield Entry(part.name or part.kind, kind, partial(self._look, (part.global_id,)))

    def _look(self, ids: tuple[str, ...]) -> None:
        self._desk.light(ids)
        self._window.view.viewport.fit_to(ids)

    # --- finding --------------------------------------------------------------------------------
    def _fill(self) -> None:
        asked = self.field.text()
        ranked = [
            (-found, place, entry)
            for place, entry in enumerate(self._entries)
            if (found := score(asked, f"{entry.title} {entry.kind}")) is not None
        ]
        ranked.sort(key=lambda one: one[:2])
        self.list.clear()
        for _, _, entry in ranked[:_MOST]:
            item = QListWidgetItem(entry.line)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            if entry.what is None:
                item.setForeground(QBrush(QColor(theme().faint_ink)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def shown(self) -> list[Entry]:
        """Return what is listed, the best first."""
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Let the keys of the field move through the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if key in steps:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + steps[Qt.Key(key)], last)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do(self.list.currentItem())
                return True
            if key == Qt.Key.Key_Escape:
                self.shut()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self.hide()
        return super().eventFilter(watched, event)

    def _do(self, item: QListWidgetItem | None) -> None:
        entry: Entry | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if entry is None:
            return
        if entry.what is None:
            self.hint.setText(entry.lacks or self.tr("This cannot be done now."))
            return
        self.shut()
        entry.what()
