"""How long the program takes to start: from source and as the application, warm and cold.

Run on a screen of its own: ``bash packaging/on_xvfb.sh .venv/bin/python -m tests.bench.start``.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[2]
BUILT = Path(os.environ.get("OPTOPCHECK_APP") or ROOT / "dist" / "optopcheck")
BEFORE = os.environ.get("OPTOPCHECK_APP_BEFORE")
"""Another build to hold beside it."""
BIN = Path(sys.executable).parent
PAGE = Path(__file__).with_name("START.md")
PATIENCE = 60.0
"""Longest wait for a window [s]."""
RUNS = int(os.environ.get("OPTOPCHECK_START_RUNS") or 5)
"""Warm starts."""
BARE = """
from PySide6.QtWidgets import QApplication, QWidget
import vtkmodules.vtkRenderingOpenGL2
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow
app = QApplication([])
window = vtkRenderWindow()
window.SetOffScreenRendering(1)
window.SetSize(640, 480)
window.AddRenderer(vtkRenderer())
window.Render()
place = QWidget()
place.setStyleSheet("background: white")
place.resize(800, 600)
place.show()
app.exec()
"""


def forget(folder: Path) -> None:
    """Let the system forget the files in a folder, as after a restart; what other programs hold stays."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def until_ended(command: Sequence[str], env: dict[str, str]) -> float:
    """Return how long a command runs [s]."""
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def until_shown(command: Sequence[str], env: dict[str, str]) -> float:
    """Return how long it takes before the screen shows a window [s]."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as program:
        try:
            while not _shown():
                if time.perf_counter() - start > PATIENCE or program.poll() is not None:
                    raise SystemExit(f"no window came: {command}")
                time.sleep(0.02)
            return time.perf_counter() - start
        finally:
            program.kill()


def _shown() -> bool:
    """Return whether anything is drawn: the screen itself is black."""
    picture = QGuiApplication.primaryScreen().grabWindow(0, 0, 0, 640, 480).toImage()
    places = [(x, y) for x in range(20, picture.width(), 60) for y in range(20, picture.height(), 60)]
    return sum(picture.pixelColor(x, y).lightness() > 0 for x, y in places) > len(places) / 2


def _cleared() -> None:
    """Wait until the last window is gone."""
    while _shown():
        time.sleep(0.05)


Row = tuple[str, "Sequence[str]", Path, "Callable[[Sequence[str], dict[str, str]], float]"]


def contenders(out: Path) -> list[Row]:
    """Return what is started: its name, the command, where its files are, and when it is done."""
    site = next((BIN.parent / "lib").glob("python*/site-packages"))
    model = next((ROOT / "resources" / "cases").rglob("*.ifc"))
    places = [("source", BIN, site), ("application", BUILT, BUILT)]
    if BEFORE:
        places.insert(1, ("application before trimming", Path(BEFORE), Path(BEFORE)))
    rows: list[Row] = [
        ("bare Qt and renderer, window shown", [sys.executable, "-c", BARE], site, until_shown)
    ]
    rows += [
        (f"{name}, window shown", [str(at / "optopcheck")], files, until_shown) for name, at, files in places
    ]
    for name, at, files in places:
        cli = str(at / "optopcheck-cli")
        rows.append((f"{name}, `optopcheck-cli --version`", [cli, "--version"], files, until_ended))
    for name, at, files in places:
        words = [str(at / "optopcheck-cli"), "measure", str(model), "--json", str(out / "result.json")]
        rows.append((f"{name}, `optopcheck-cli measure` of the sample", words, files, until_ended))
    return rows


def measured(rows: Sequence[Row], env: dict[str, str]) -> list[str]:
    """Return the rows of the table; the bare start is the first and what windows are held against."""
    lines: list[str] = []
    bare = 0.0
    for name, command, files, run in rows:
        forget(files)
        times = []
        for _ in range(RUNS + 1):
            times.append(run(command, env))
            _cleared()
        cold, *warm = times
        middle = statistics.median(warm)
        bare = bare or middle
        ratio = f"{middle / bare:.1f}" if run is until_shown else ""
        lines.append(f"| {name} | {cold:.2f} | {middle:.2f} | {min(warm):.2f} | {ratio} |")
        sys.stdout.write(lines[-1] + "\n")
        sys.stdout.flush()
    return lines


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def sizes() -> list[str]:
    """Return what the builds weigh, and what their archives weigh that lie in dist/."""
    places = [("before trimming", Path(BEFORE))] if BEFORE else []
    lines = [f"| {name} | {_size(at) / 1e6:.0f} |" for name, at in [*places, ("now", BUILT)]]
    archives = sorted((ROOT / "dist").glob("optopcheck-*-linux-*.tar.xz"))
    lines += [f"| now, `{path.name}` | {path.stat().st_size / 1e6:.0f} |" for path in archives]
    return lines


def main() -> None:
    """Measure and write the page."""
    _screen = QGuiApplication([])
    out = Path(tempfile.mkdtemp())
    env = {**os.environ, "OPTOPCHECK_HOME": str(out / "home"), "XDG_CONFIG_HOME": str(out / "config")}
    env.pop("QT_QPA_PLATFORM", None)
    begin = os.getloadavg()[0]
    rows = measured(contenders(out), env)
    load = f"{begin:.1f} at the begin, {os.getloadavg()[0]:.1f} at the end"
    PAGE.write_text(
        "# Start-up\n\n"
        f"Made by `make start` on {platform.system()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, software drawing on Xvfb; load of the machine {load}.\n"
        "*Cold*: the system was made to forget the program's own files first; what other programs hold of "
        "them stays.\n*Shown*: the first picture of the window is on the screen. *Ratio*: the median against "
        "that of the bare start; goal: at most 3.\n\n"
        f"| what | cold [s] | warm, median of {RUNS} [s] | warm, fastest [s] | ratio |\n"
        "|---|---:|---:|---:|---:|\n"
        + "\n".join(rows)
        + "\n\n| application | MB |\n|---|---:|\n"
        + "\n".join(sizes())
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
