"""Opens the plan of a municipality, once, and brings it to the front after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from optopcheck.gui.plan_window import PlanWindow, can_plan

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.gui.desk import Desk
    from optopcheck.gui.window import MainWindow

__all__ = ["ScanRoom", "can_plan"]


class ScanRoom(QObject):
    """Knows the plan of a main window."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.plan: PlanWindow | None = None

    def ask(self) -> None:
        """Ask for a result and show it."""
        self.show().ask()

    def open(self, path: Path) -> None:
        """Show a result."""
        self.show().open_result(path)

    def show(self) -> PlanWindow:
        """Show the plan."""
        if self.plan is None:
            self.plan = PlanWindow(self._desk, self._window)
            self.plan.case_wanted.connect(self._show_bench)
            self.plan.opened.connect(self._window.memory.remember)
        self.plan.show()
        self.plan.raise_()
        self.plan.activateWindow()
        return self.plan

    def _show_bench(self) -> None:
        """Go to the workbench: on a small screen the plan lies over it."""
        self._window.raise_()
        self._window.activateWindow()

    def shut(self) -> None:
        """End what is being done."""
        if self.plan is not None:
            self.plan.close()
            self.plan.errands.shut()
