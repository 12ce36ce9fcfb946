"""The small case in a window; run as a program it changes the variant and waits to be killed: FOLDER."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.gui.app import Program
from optopcheck.gui.memory import Memory
from tests.ifc.drawing import Drawing, house
from tests.service import small_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from optopcheck.gui.viewport import BlitViewport

CHANGED = Scenario(1, 2.9, Setback(north=0.75))
_TURN = 5
"""A timer this short is a turn of the window that is still to come [ms]."""
_PATIENCE = 60.0
"""[s]"""


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def is_ready(program: Program) -> bool:
    """Tell whether the scenario on the desk is assessed, and the window shows it: no turn is owed."""
    desk = program.desk
    timers = program.window.findChildren(QTimer)
    owed = any(timer.isActive() and timer.isSingleShot() and timer.interval() <= _TURN for timer in timers)
    return desk.judged is not None and not desk.is_stale and desk.job is None and not owed


def drawn(view: BlitViewport) -> QImage:
    """Return the view with what lies over it, once its picture is there."""
    view.image()
    return view.grab().toImage()


def small_model(path: Path) -> Path:
    """Draw the house of the small case, without its papers."""
    drawing = Drawing()
    house(drawing)
    drawing.map_conversion(0.0, *small_case.RD, 0.0, "NAP")
    return drawing.save(path)


def main(folder: Path) -> None:
    """Work on the small case without saving it, and say when it is on disk."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings"))
    program = Program(QApplication([]), Memory())
    program.window.show()
    desk = program.desk
    desk.open(small_case.case(folder), small_case.ON)
    until(lambda: desk.opened is not None)
    desk.set_scenario(CHANGED)
    until(lambda: not desk.file.autosave.is_busy)
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    until(lambda: False)
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
