"""Wall time, cpu time and peak memory of a command with all the processes that it starts."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LOOK = 0.1
"""Between looks at the memory [s]."""


@dataclass(frozen=True)
class Run:
    """One command, from its start to its end."""

    wall: float
    """[s]"""
    cpu: float
    """User and system time of all its processes [s]."""
    peak: float
    """Largest sum of the proportional set sizes of its processes [MiB]; 0 where the system has none."""
    told: dict[str, Any]
    """What it printed."""


def run(command: list[str]) -> Run:
    """Run a command that prints one line of JSON.

    Raises
    ------
    RuntimeError
        If it fails; says what it wrote on its standard error.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=errors, start_new_session=True)
        peaks, done = [0.0], threading.Event()
        looker = threading.Thread(target=_look, args=(child.pid, peaks, done))
        looker.start()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        looker.join()
        out.seek(0)
        errors.seek(0)
        if child.returncode:
            raise RuntimeError(errors.read().decode(errors="replace")[-400:])
        told = json.loads(out.read().decode().strip().splitlines()[-1])
    return Run(wall, used.ru_utime + used.ru_stime, max(peaks) / 1024, told)


def _look(family: int, peaks: list[float], done: threading.Event) -> None:
    while not done.wait(_LOOK):
        peaks.append(sum(_size(pid) for pid in _members(family)))


def _members(family: int) -> list[Path]:
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == family:
            found.append(path)
    return found


def _size(process: Path) -> float:
    """Return the proportional set size of a process [KiB]."""
    try:
        lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
