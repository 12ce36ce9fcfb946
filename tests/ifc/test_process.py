from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.ifc.process import worker_command

if TYPE_CHECKING:
    import pytest


def test_the_command_of_a_frozen_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command(Path("job"))[1:] == ["-m", "optopcheck.ifc.loader", "job"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/optopcheck/optopcheck")
    assert worker_command(Path("job")) == ["/opt/optopcheck/optopcheck-cli", "--worker", "ifc", "job"]
