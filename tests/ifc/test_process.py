from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.ifc.process import worker_command

if TYPE_CHECKING:
    import pytest


def test_the_command_of_a_frozen_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command(Path("job"))[1:] == ["-P", "-m", "optopcheck.ifc.loader", "job"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/optopcheck/optopcheck")
    assert worker_command(Path("job")) == ["/opt/optopcheck/optopcheck-cli", "--worker", "ifc", "job"]


def test_a_folder_of_the_user_with_our_name_is_not_the_program(tmp_path: Path) -> None:
    stranger = tmp_path / "optopcheck"
    stranger.mkdir()
    (stranger / "__init__.py").write_text("open('ran', 'w').close()", encoding="utf-8")

    done = subprocess.run(
        worker_command(tmp_path / "no.json"),
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )

    assert b"no.json" in done.stderr
    assert not (tmp_path / "ran").exists()
