"""The tools that guard the style, run as anyone would by hand (`make lint`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
TOOLS = {
    "ruff": ["ruff", "check", "--no-cache", "."],
    "format": ["ruff", "format", "--no-cache", "--check", "."],
    "mypy": ["mypy"],
}


@pytest.mark.parametrize("name", TOOLS)
def test_tool_has_nothing_to_say(name: str, checkout: Path) -> None:
    program, *arguments = TOOLS[name]
    run = subprocess.run(
        [BIN / program, *arguments], cwd=checkout, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
