"""Every key of the window: what the menus hold, and what the picture and the fields listen to."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence

from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

    from optopcheck.gui.window import MainWindow


@dataclass(frozen=True, eq=False)
class Command:
    """One action of the menus."""

    group: str
    title: str
    action: QAction

    @property
    def keys(self) -> str:
        """Its key as this system writes it; empty if it has none."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def lacks(self) -> str:
        """Why it cannot be used now; empty if it can."""
        return "" if self.action.isEnabled() else self.action.toolTip()


def commands(bar: QMenuBar) -> tuple[Command, ...]:
    """Return everything that the menus can do, in their order."""
    return tuple(found for menu in _menus(bar) for found in _commands(menu, _plain(menu.title())))


def _menus(bar: QMenuBar) -> Iterator[QMenu]:
    for action in bar.actions():
        menu = action.menu()
        if menu is not None:
            yield menu  # type: ignore[misc]  # the stub says QObject


def _commands(menu: QMenu, group: str) -> Iterator[Command]:
    for action in menu.actions():
        inner = action.menu()
        if inner is not None:
            yield from _commands(inner, f"{group} · {_plain(action.text())}")  # type: ignore[arg-type]  # same
        elif not action.isSeparator():
            yield Command(group, _plain(action.text()), action)


def _plain(title: str) -> str:
    return title.replace("&", "").removesuffix("…").strip()


class Shortcuts(QObject):
    """Writes the list of keys."""

    def title(self) -> str:
        """Return the heading."""
        return self.tr("Keys")

    def page(self, bar: QMenuBar) -> str:
        """Return the list as HTML."""
        parts, group = [], ""
        for command in commands(bar):
            if not command.keys:
                continue
            if command.group != group:
                group = command.group
                parts.append(_head(group))
            parts.append(_row(command.keys, command.title))
        parts += [_head(self.tr("In the picture")), *(_row(*row) for row in self._picture())]
        parts += [_head(self.tr("Everywhere")), *(_row(*row) for row in self._everywhere())]
        return "".join(parts)

    def _picture(self) -> tuple[tuple[str, str], ...]:
        return (
            ("← → ↑ ↓", self.tr("turn")),
            ("⇧ ← → ↑ ↓", self.tr("move")),
            ("+  −", self.tr("zoom")),
            ("1 … 6", self.tr("from the corner, north, east, south, west, above")),
            ("Home  F", self.tr("show everything")),
            ("E", self.tr("show what is lit")),
            (",  .", self.tr("move the line of comparison")),
            ("Esc", self.tr("clear the light")),
        )

    def _everywhere(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Tab  ⇧Tab", self.tr("next and previous field")),
            ("F6  ⇧F6", self.tr("next and previous part of the window")),
            ("Alt", self.tr("the menus")),
            ("Esc", self.tr("close what lies over or beside the case")),
        )


def _head(words: str) -> str:
    return f"<p style='margin:12px 0 2px 0;font-weight:600'>{escape(words)}</p>"


def _row(keys: str, words: str) -> str:
    return (
        f"<p style='margin:3px 0 0 0'>{escape(words)}<br>"
        f"<span style='color:{theme().soft_ink};font-family:monospace'>{escape(keys)}</span></p>"
    )


def next_part(window: MainWindow, step: int) -> None:
    """Give the keyboard to the next part of the window that is seen."""
    parts: list[QWidget] = [
        part
        for part in (
            window.inputs,
            window.view.viewport,
            window.results,
            window.findings,
            window.review,
            window.start,
        )
        if part.isVisible()
    ]
    if not parts:
        return
    now: QWidget | None = window.focusWidget()
    here = next((k for k, part in enumerate(parts) if now is not None and _holds(part, now)), None)
    place = 0 if here is None else (here + step) % len(parts)
    _enter(parts[place])


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)


def _enter(part: QWidget) -> None:
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        if (
            part.isAncestorOf(widget)
            and widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        widget = widget.nextInFocusChain()
