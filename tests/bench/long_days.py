"""Long days: does memory, or anything else, grow? ``python -m tests.bench.long_days [--short]``."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.census import Growth, Held, from_json, growth

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
FULL = {"opening": 56, "dragging": 1000, "assessing": 200, "reporting": 40}
SHORT = {"opening": 7, "dragging": 10, "assessing": 12, "reporting": 3}
TOGETHER = {"opening": 7, "dragging": 1, "assessing": 10, "reporting": 1}
"""Looks that belong together: a round of models, the assessments between two dossiers."""
TITLES = {
    "opening": "models opened and closed, kept geometry cleared every other round",
    "dragging": "steps of a dragged setback, the sun of each",
    "assessing": "assessments, every tenth kept as dossier",
    "reporting": "reports with pictures",
}


def spend(kind: str, count: int, folder: Path) -> list[Held]:
    """Do one kind of work in a process of its own; return what it held after each step.

    Raises
    ------
    RuntimeError
        If it fails; says what it wrote on its standard error.
    """
    work, temporary = folder / "werk", folder / "tijdelijk"
    for place in (work, temporary):
        place.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.day_work", kind, str(count), str(work)],
        cwd=HERE.parents[1],
        env={**os.environ, "OPTOPCHECK_HOME": str(folder / "thuis"), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    left = [path.name for path in temporary.rglob("*")]
    if left:
        raise RuntimeError(f"left in the folder for temporary files: {left[:5]}")
    return from_json(json.loads(done.stdout.splitlines()[-1]))


def table(found: dict[str, list[Held]]) -> Iterator[str]:
    """Write the page."""
    yield "# Long days"
    yield ""
    made = f"{datetime.now(UTC).date()}, {os.cpu_count()} {platform.machine()} cores"
    yield f"{made}, Python {platform.python_version()}. Each kind of work in one process."
    yield "Memory is the process's own [MiB], after a collection; growth is the line fitted through the"
    yield "second half of the looks, over its whole length. Temporary files are all gone at each look."
    yield ""
    yield "| work | memory: first | middle | last | growth, second half | handles | threads | children |"
    yield "|---" * 8 + "|"
    for kind, series in found.items():
        grown = growth(series, TOGETHER[kind])
        counts = " | ".join(_count(grown, name) for name in ("handles", "threads", "children"))
        yield (
            f"| {len(series)} {TITLES[kind]} | {series[0].memory:.0f} | {grown.first.memory:.0f} "
            f"| {grown.last.memory:.0f} | {grown.memory:+.1f} ({grown.share:+.1%}) | {counts} |"
        )


def _count(grown: Growth, name: str) -> str:
    return f"{getattr(grown.last, name)} ({grown.more[name]:+d})"


def main(arguments: list[str]) -> int:
    """Do all work and write the table."""
    counts = SHORT if "--short" in arguments else FULL
    with tempfile.TemporaryDirectory() as name:
        found = {kind: spend(kind, count, Path(name) / kind) for kind, count in counts.items()}
    page = "\n".join(table(found)) + "\n"
    sys.stdout.write(page)
    if counts is FULL:
        (HERE / "LONG_DAYS.md").write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
