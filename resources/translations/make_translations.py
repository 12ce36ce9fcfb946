# ruff: noqa: INP001 - a script beside its data
"""Gather the texts of the window, and build the files that the program reads.

Run from a checkout: ``python resources/translations/make_translations.py``.
New texts come into ``app_nl.ts`` unfinished; fill them in there, and run it again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import which

HERE = Path(__file__).resolve().parent
WINDOW = HERE.parents[1] / "optopcheck" / "gui"


def main() -> int:
    """Update ``app_nl.ts`` and build ``app_nl.qm``; return 1 if a text is unfinished."""
    texts = HERE / "app_nl.ts"
    gather(texts)
    _run("pyside6-lrelease", "-silent", texts, "-qm", texts.with_suffix(".qm"))
    missing = texts.read_text(encoding="utf-8").count('type="unfinished"')
    sys.stdout.write(f"{texts.name}: {missing} unfinished\n")
    return int(missing > 0)


def gather(texts: Path) -> None:
    """Write every text of the window to a file; translations that it holds are kept."""
    sources = sorted(WINDOW.glob("*.py"))
    languages = ("-source-language", "en_GB", "-target-language", "nl_NL")
    options = (*languages, "-no-obsolete", "-locations", "none", "-silent")
    _run("pyside6-lupdate", *options, *sources, "-ts", texts)


def _run(tool: str, *arguments: object) -> None:
    found = which(tool, path=str(Path(sys.executable).parent)) or which(tool)
    if found is None:
        sys.exit(f"{tool} is missing; it comes with PySide6-Essentials")
    subprocess.run([found, *map(str, arguments)], check=True)  # noqa: S603  # our own files


if __name__ == "__main__":
    sys.exit(main())
