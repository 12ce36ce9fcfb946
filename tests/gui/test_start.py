"""The window stands before its libraries are loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.gui import work

if TYPE_CHECKING:
    import pytest

HEAVY = (
    "vtkmodules",
    "ifcopenshell",
    "trimesh",
    "shapely",
    "embreex",
    "manifold3d",
    "pyproj",
    "optopcheck.service",
    "optopcheck.picture",
)
SHOW = """
import json, sys
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QSettings
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
from optopcheck.gui.app import Program
from optopcheck.gui.memory import Memory
app = QApplication([])
program = Program(app, Memory())
program.window.show()
app.processEvents()
print(json.dumps(sorted(sys.modules)))
program.window.close()
"""


def test_window_is_shown_without_the_libraries(tmp_path: object) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SHOW, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )

    loaded = json.loads(run.stdout.splitlines()[-1])
    assert [name for name in loaded if name in HEAVY] == []
    assert "optopcheck.gui.window" in loaded


def test_a_pack_that_cannot_be_loaded_is_for_who_opens_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(on: date) -> None:
        asked.append(on)
        raise InputError(Text("dit pakket is stuk", "this pack is broken"))

    monkeypatch.setattr(service, "keep_readers_ready", lambda: asked.append("readers"))
    monkeypatch.setattr(service, "load_rules", refuse)
    work.get_ready_for_first(date(2026, 5, 1))
    assert asked == ["readers", date(2026, 5, 1)]
    assert "optopcheck.picture.scene" in sys.modules
