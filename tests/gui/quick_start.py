"""Follows the steps of the manual: finds each control by the name that is written in bold, and uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction

    from optopcheck.gui.window import MainWindow

HEADS = {"nl": "Snel beginnen", "en": "Quick start"}
_TOKEN = re.compile(r"\*\*(?P<name>.+?)\*\*|`(?P<value>[^`]+)`", re.DOTALL)
_STEP = re.compile(r"^\d+\. (.*(?:\n {3}.*)*)", re.MULTILINE)
_TAIL = re.compile(r"( …| \(\d+\)| \[[^]]+\])$")


@dataclass(frozen=True)
class Deed:
    """A control, and what is typed into it."""

    name: str
    value: str | None = None


def steps(text: str, language: str) -> list[list[Deed]]:
    """Return what each step of the quick start does."""
    chapter = text.split(f"## {HEADS[language]}\n")[1].split("\n## ", maxsplit=1)[0]
    return [list(_deeds(match[1])) for match in _STEP.finditer(chapter)]


def written(language: str) -> str:
    return (files("optopcheck.resources") / "manual" / f"{language}.md").read_text(encoding="utf-8")


def _deeds(step: str) -> Iterator[Deed]:
    found = list(_TOKEN.finditer(step))
    for place, token in enumerate(found):
        if token["name"] is not None:
            after = found[place + 1] if place + 1 < len(found) else None
            yield Deed(" ".join(token["name"].split()), after["value"] if after else None)


def plain(text: str) -> str:
    return _TAIL.sub("", text.replace("&", "")).strip()


class Hand:
    """Uses the window as its reader would; a name that is not there is an AssertionError."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.menu: QMenu | None = None

    def do(self, deed: Deed) -> None:
        if deed.value is not None:
            self._type(self.field(deed.name), deed.value)
            return
        self._use(self.control(deed.name))

    def control(self, name: str) -> QWidget | QAction | tuple[QTabBar, int]:
        """Return what bears a name: of an open menu first, then a button, a tab, a field, a list, a menu."""
        if self.menu is not None:
            entries = [action for action in self.menu.actions() if plain(action.text()) == name]
            self.menu = None
            assert entries, f"the menu has no '{name}'"
            return entries[0]
        for found in (self._button(name), self._tab(name), self._field(name), self._list(name)):
            if found is not None:
                return found
        menus = [a.menu() for a in self.window.menuBar().actions() if plain(a.text()) == name]
        assert menus, f"the window has no '{name}'"
        return menus[0]

    def field(self, name: str) -> QWidget:
        found = self._field(name)
        assert found is not None, f"the window has no field '{name}'"
        return found

    def _seen(self, kind: type[QWidget]) -> Iterator[QWidget]:
        return (part for part in self.window.findChildren(kind) if part.isVisible())

    def _button(self, name: str) -> QWidget | None:
        step = re.compile(rf"\w+ \d: {re.escape(name)},")
        for button in self._seen(QAbstractButton):
            assert isinstance(button, QAbstractButton)
            if name == plain(button.text()) or step.match(button.accessibleName()):
                return button
        return None

    def _tab(self, name: str) -> tuple[QTabBar, int] | None:
        for bar in self._seen(QTabBar):
            assert isinstance(bar, QTabBar)
            for place in range(bar.count()):
                if plain(bar.tabText(place)) == name:
                    return bar, place
        return None

    def _field(self, name: str) -> QWidget | None:
        for label in self._seen(QLabel):
            assert isinstance(label, QLabel)
            if plain(label.text()) == name and label.buddy() is not None:
                return label.buddy()
        return None

    def _list(self, name: str) -> QWidget | None:
        return next((part for part in self._seen(QListWidget) if part.accessibleName() == name), None)

    def _use(self, found: QWidget | QAction | tuple[QTabBar, int]) -> None:
        left = Qt.MouseButton.LeftButton
        if isinstance(found, tuple):
            bar, place = found
            QTest.mouseClick(bar, left, pos=bar.tabRect(place).center())
            assert bar.currentIndex() == place
        elif isinstance(found, QMenu):
            self.menu = found
        elif isinstance(found, QListWidget):
            QTest.mouseClick(found.viewport(), left, pos=found.visualItemRect(found.item(0)).center())
            assert found.currentRow() == 0
        elif isinstance(found, QWidget):
            assert found.isEnabled(), found.toolTip()
            QTest.mouseClick(found, left)
        else:
            assert found.isEnabled(), found.toolTip()
            found.trigger()

    def _type(self, field: QWidget, value: str) -> None:
        assert field.isEnabled(), field.toolTip()
        line = field.findChild(QLineEdit) if isinstance(field, QAbstractSpinBox) else field
        assert isinstance(line, QLineEdit)
        field.setFocus()
        line.selectAll()
        QTest.keyClicks(line, value)
        QTest.keyClick(line, Qt.Key.Key_Enter)
        QTest.keyClick(line, Qt.Key.Key_Tab)
        assert value in line.text(), line.text()
