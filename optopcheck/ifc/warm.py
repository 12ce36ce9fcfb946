"""Children of the reader that were started before there is a file: library and kernels are ready in them.

A window keeps a few, and a scout; a command that reads one file and ends keeps none. They
end when this process does, however it ends.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import shutil
import tempfile
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.ifc import process
from optopcheck.ifc.scratch import write_job

if TYPE_CHECKING:
    import subprocess

READY = "ready"
"""A file of this name in its folder says that a child has all that it needs."""


@dataclass(frozen=True, eq=False)
class Waiting:
    """A child without a job."""

    child: subprocess.Popen[bytes]
    folder: Path
    """Its own; goes when it is told to."""

    @property
    def errors(self) -> Path:
        """What it wrote to its standard error."""
        return self.folder / "stderr"

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to be loaded."""
        return (self.folder / READY).exists()

    def end(self) -> None:
        """Kill it and leave nothing behind."""
        self.child.kill()
        self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Room:
    """Where they wait.

    Parameters
    ----------
    kind
        What for: ``reader`` or ``scout``.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._waiting: deque[Waiting] = deque()
        self._wanted = 0
        self._lock = threading.Lock()

    def keep(self, count: int) -> None:
        """Keep so many ready from now on; none where they cannot be started."""
        self._wanted = count
        self.refill()

    def refill(self) -> None:
        """Start those that are missing."""
        with self._lock, contextlib.suppress(InputError, OSError):
            while len(self._waiting) < self._wanted:
                self._waiting.append(_start(self._kind))

    def take(self) -> Waiting | None:
        """Return one that is alive, None if there is none."""
        with self._lock:
            while self._waiting:
                waiting = self._waiting.popleft()
                if waiting.child.poll() is None and waiting.folder.exists():
                    return waiting
                waiting.end()
        return None

    def waiting(self) -> tuple[Waiting, ...]:
        """Return those that wait now."""
        with self._lock:
            return tuple(self._waiting)

    def ready(self) -> int:
        """Return how many have all that they need."""
        with self._lock:
            return sum(waiting.is_ready for waiting in self._waiting)

    def dismiss(self) -> None:
        """End all, and keep none any more."""
        self._wanted = 0
        while (waiting := self.take()) is not None:
            waiting.end()


def _start(kind: str) -> Waiting:
    folder = Path(tempfile.mkdtemp(prefix="optopcheck-"))
    job = folder / "waiting.json"
    try:
        write_job(job, json.dumps({"role": "waiting", "kind": kind, "folder": str(folder)}))
        with (folder / "stderr").open("wb") as errors:
            return Waiting(process.start_child(process.worker_command(job), errors), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


ROOM, SCOUTS = Room("reader"), Room("scout")
"""Those of this process."""
atexit.register(ROOM.dismiss)
atexit.register(SCOUTS.dismiss)


def keep_ready(count: int) -> None:
    """Keep so many children of the reader ready, and a scout, which is small."""
    ROOM.keep(count)
    SCOUTS.keep(min(1, count))
