"""Leads to the place where something is filled in: a field, a page of the results, the rule packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from optopcheck.gui.window import MainWindow


class Places(QObject):
    """Knows where in a window each thing is filled in."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def go(self, place: str) -> None:
        """Show a place and put the keyboard there."""
        window = self._window
        if window.case.go_to(place):
            window.inputs.setCurrentWidget(window.case)
            window.case.go_to(place)
        elif place == "design":
            window.inputs.setCurrentIndex(0)
            window.scenario.storeys.setFocus()
        elif place == "proposal":
            window.inputs.setCurrentIndex(0)
            window.scenario.own.use.setFocus()
        elif place == "defects":
            window.results.setCurrentWidget(window.results.defects)
            window.results.defects.setFocus()
        elif place == "findings":
            window.findings.list.setFocus()
        elif place == "packs":
            window.rules.show_packs()
        else:
            raise ValueError(f"no part of the window is called '{place}'")
