"""Which chapter of the manual tells of which part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from optopcheck.gui.window import MainWindow

WINDOW, MEASURING, SUN, REVIEWING = 2, 3, 4, 7
"""By their place; both languages have the same chapters."""


def chapter_of(window: MainWindow, focus: QWidget | None) -> int | None:
    """Return the chapter for the part of the window in which the keyboard is; None for no part."""
    parts: tuple[tuple[QWidget, int], ...] = (
        (window.results.sun, SUN),
        (window.view.sun, SUN),
        (window.review, REVIEWING),
        (window.results, MEASURING),
        (window.evidence, WINDOW),
        (window.left, WINDOW),
        (window.view, WINDOW),
    )
    for part, chapter in parts:
        if focus is not None and (part is focus or part.isAncestorOf(focus)):
            return chapter
    return None
