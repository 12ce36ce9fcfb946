"""Runs a program of the tests in other circumstances: number of threads, and what is in the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def run_under(
    module: str, folder: Path, out: Path, circumstances: tuple[int, Mapping[str, str]], checkout: Path
) -> None:
    """Run ``python -m module FOLDER OUT THREADS`` in the checkout; it must succeed."""
    threads, more = circumstances
    done = subprocess.run(
        [sys.executable, "-m", module, str(folder), str(out), str(threads)],
        cwd=checkout,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
