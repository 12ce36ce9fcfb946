"""Put the command line's own help, and the example pack, into the README (`make readme`)."""

# ruff: noqa: INP001, S603 - a script beside the package; it runs our own program

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def command_help(command: str) -> str:
    """Return what ``optopcheck COMMAND --help`` prints, in 100 columns and without colour."""
    plain = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"}
    run = subprocess.run(
        [sys.executable, "-c", "from optopcheck.cli.main import console; console()", command, "--help"],
        env=plain,
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    return run.stdout.rstrip()


def filled(text: str) -> str:
    """Return the README with every marked block made anew."""
    pack = (ROOT / "tests" / "typing" / "example_pack.py").read_text(encoding="utf-8").rstrip()
    text = _replaced(text, "pack:example", "python", pack)
    for command in re.findall(r"<!-- help:(\w+) -->", text):
        text = _replaced(text, f"help:{command}", "text", command_help(command))
    return text


def _replaced(text: str, marker: str, language: str, content: str) -> str:
    pattern = rf"(<!-- {marker} -->\n).*?(<!-- end -->)"
    return re.sub(
        pattern, lambda m: f"{m[1]}```{language}\n{content}\n```\n{m[2]}", text, count=1, flags=re.DOTALL
    )


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
