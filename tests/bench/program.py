"""The whole program in the steps of its user, each in a fresh process; a part of RESULTS.md."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.family import Run, run
from tests.bench.program_once import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

MODELS = Path(__file__).parents[3] / "shared" / "models" / "ifc"
REAL = ("duplex_a.ifc",)
_WINDOW = (
    "import sys; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication; "
    "app = QApplication(sys.argv); QTimer.singleShot(0, lambda: QTimer.singleShot(0, app.quit)); "
    "from optopcheck.gui.app import main; main([]); print('{}')"
)
_COMMAND = (
    "import contextlib; from optopcheck.cli.main import main\n"
    "with contextlib.suppress(SystemExit): main(['--version'])\n"
    "print('{}')"
)
_BARE = "print('{}')"


def whole_program(rounds: int, *, small: bool) -> Iterator[str]:
    """Write start-up, and each step for the sample and a real model, in turns."""
    cases = ["sample", *(str(MODELS / name) for name in REAL if not small and (MODELS / name).is_file())]
    starts = {"python": _BARE, "command line": _COMMAND, "window, without a screen": _WINDOW}
    runs: dict[str, list[Run]] = {}
    for _ in range(rounds):
        for name, code in starts.items():
            runs.setdefault(name, []).append(_alone([sys.executable, "-c", code]))
        for case in cases:
            once = [sys.executable, "-m", "tests.bench.program_once", case]
            runs.setdefault(case, []).append(_alone(once, with_home=True))
    yield from _starts({name: runs[name] for name in starts})
    yield from _steps({Path(case).stem: runs[case] for case in cases})


def _alone(command: list[str], *, with_home: bool = False) -> Run:
    """Run with a home of its own: nothing is known from before."""
    with tempfile.TemporaryDirectory(prefix="optopcheck-bench-") as home:
        told = {"OPTOPCHECK_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        before = {name: os.environ.get(name) for name in told}
        os.environ.update(told)
        try:
            return run([*command, home] if with_home else command)
        finally:
            for name, old in before.items():
                os.environ.pop(name) if old is None else os.environ.update({name: old})


def _starts(runs: dict[str, list[Run]]) -> Iterator[str]:
    yield ""
    yield "## Start-up"
    yield ""
    yield "From nothing to the end of a program that does nothing more."
    yield ""
    yield "| | wall [s] | cpu [s] | memory [MiB] |"
    yield "|---|---|---|---|"
    for name, found in runs.items():
        wall, cpu, peak = (statistics.median(getattr(one, what) for one in found) for what in _FIGURES)
        yield f"| {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} |"


_FIGURES = ("wall", "cpu", "peak")


def _steps(runs: dict[str, list[Run]]) -> Iterator[str]:
    yield ""
    yield "## The steps of a user"
    yield ""
    yield "Wall / cpu [s]; cpu is that of the program and of children that ended. A change: one layer of 3 m,"
    yield "1.25 m back. Peers: of loading in LOADING.md, of sun in SUN.md, of rules in HOSTED_RULES.md, of"
    yield "volumes below; pictures stand in FRAMES.md, the window in HEARTBEAT.md, a city in CITY.md."
    yield ""
    yield "| step | " + " | ".join(runs) + " |"
    yield "|---" * (len(runs) + 1) + "|"
    for step in STEPS:
        yield f"| {step} | " + " | ".join(_cell(found, step) for found in runs.values()) + " |"


def _cell(found: list[Run], step: str) -> str:
    if any(step not in one.told for one in found):
        return "-"
    wall, cpu = (statistics.median(one.told[step][place] for one in found) for place in (0, 1))
    return f"{wall:.3f} / {cpu:.3f}"
