"""The window of the application comes up on a screen, for somebody who has nothing but a home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.conftest import somebody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.app.conftest import Application

pytestmark = [
    pytest.mark.app,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is missing: apt-get install xvfb"),
]
PICTURE = Path(__file__).parents[2] / "packaging" / "linux" / "picture_of_screen.py"
PATIENCE = 120.0
"""Longest wait for the window on a busy machine [s]."""


@contextmanager
def screen() -> Iterator[str]:
    """Give the name of a screen of its own."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.kill()


def is_filled(display: str, picture: Path) -> bool:
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run([sys.executable, str(PICTURE), str(picture)], env=env, check=False, timeout=60)
    return done.returncode == 0


def test_window_fills_the_screen_and_stays(app: Application, tmp_path: Path) -> None:
    with screen() as display:
        assert not is_filled(display, tmp_path / "empty.png")
        env = {"HOME": str(app.desk), "DISPLAY": display, "OPTOPCHECK_HOME": str(app.desk / "home")}
        with subprocess.Popen(
            [str(app.folder / "optopcheck")],
            cwd=app.desk,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            **somebody(),
        ) as window:
            try:
                deadline = time.monotonic() + PATIENCE
                while not is_filled(display, tmp_path / "window.png"):
                    assert time.monotonic() < deadline, "no window came"
                    assert window.poll() is None, "it ended"
                time.sleep(2)
                assert window.poll() is None
                assert is_filled(display, tmp_path / "window.png")
            finally:
                window.kill()
                told = window.stderr.read() if window.stderr is not None else ""
    assert "Traceback" not in told
