"""One worker process as its parent sees it: start it, say something, listen, end it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.records import written

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHUNK = 65536
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What a system needs to find its own libraries; nothing else of the environment reaches a pack."""
_ON_WINDOWS = ("CREATE_NEW_PROCESS_GROUP", "CREATE_NO_WINDOW")
_FLAGS = sum(int(getattr(subprocess, name, 0)) for name in _ON_WINDOWS)
_PATIENCE = 1.0
"""For a dying worker to be dead, and for its line to fall silent [s]."""


class Event(Enum):
    """What a listener hears beside lines."""

    ENDED = "ended"
    TOO_MUCH = "too much"


@dataclass(frozen=True)
class Heard:
    """A line of a worker, or an event, and when it came."""

    worker: WorkerProcess
    at: float
    """On the monotonic clock [s]."""
    what: bytes | Event


Mail = queue.SimpleQueue[Heard]


class WorkerProcess:
    """A child that lives until it is ended, or its parent is.

    Raises
    ------
    OSError
        If it cannot be started.
    """

    def __init__(self, mail: Mail, most: int) -> None:
        self.started = time.monotonic()
        self.ended = False
        self._mail = mail
        self._left = most
        self._child = subprocess.Popen(  # noqa: S603 -- our own program
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=Path(sys.executable).anchor,
            # Of its own group: Ctrl-C reaches the parent alone, and the whole group can be killed.
            start_new_session=True,
            creationflags=_FLAGS,
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._child.pid

    def say(self, message: object, mail: Mail, most: int) -> None:
        """Send a message; what comes from now on goes to this mail, up to so many bytes."""
        self._mail, self._left = mail, most
        # A dead worker is noticed by the listener, which tells how it ended.
        with suppress(OSError, ValueError):
            if self._child.stdin is not None:
                self._child.stdin.write(written(message))
                self._child.stdin.flush()

    def end(self) -> int | None:
        """Kill it with all that it started; return its exit code. A dead one does not mind."""
        self._kill()
        code: int | None = self._child.wait()
        self.ended = True
        self._reader.join(_PATIENCE)
        if self._reader.is_alive():  # something that it started fled and holds the line: let it
            return code
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        return code

    def settle(self) -> None:
        """Wait a moment for a worker that hung up to be dead, so that its own exit code is seen."""
        until = time.monotonic() + _PATIENCE
        while self.is_alive() and time.monotonic() < until:
            time.sleep(0.005)

    def is_alive(self) -> bool:
        """Tell whether it runs."""
        if not hasattr(os, "waitid"):
            return self._child.poll() is None
        if self._child.returncode is not None:
            return False
        # Looked at, not taken: until then its number cannot pass to another process.
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self._child.pid, flags) is None

    def _kill(self) -> None:
        if self._child.returncode is not None:
            return
        if sys.platform != "win32":
            with suppress(OSError):
                os.killpg(self._child.pid, signal.SIGKILL)
        with suppress(OSError):
            self._child.kill()

    def _listen(self) -> None:
        held = b""
        line = self._child.stdout
        while line is not None:
            try:
                chunk = os.read(line.fileno(), _CHUNK)
            except (OSError, ValueError):  # closed while we wait
                break
            if not chunk:
                break
            self._left -= len(chunk)
            if self._left < 0:
                self.ended = True
                self._tell(Event.TOO_MUCH)
                return
            *lines, held = (held + chunk).split(b"\n")
            for each in lines:
                self._tell(each)
        self.ended = True
        self._tell(Event.ENDED)

    def _tell(self, what: bytes | Event) -> None:
        self._mail.put(Heard(self, time.monotonic(), what))


def _command() -> list[str]:
    """Return the command that starts a worker."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).with_name("optopcheck-cli" + Path(sys.executable).suffix)
        return [str(program), "--worker", "rules"]
    # Not -I: it would ignore PYTHONHASHSEED, and answers could differ from start to start.
    return [sys.executable, "-s", "-P", "-B", "-m", "optopcheck.rules.hosting.child"]


def paths() -> tuple[str, ...]:
    """Return where this process imports from, for a worker that starts in another folder."""
    return tuple(os.path.abspath(entry or ".") for entry in sys.path)  # noqa: PTH100  # a link stays one


def _environment() -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    # All of ours, and this package last: numpy may lie where only this user looks.
    where = [*(path for path in paths() if os.pathsep not in path), str(Path(__file__).parents[3])]
    return {**kept, **threads, "PYTHONPATH": os.pathsep.join(where), "PYTHONHASHSEED": "0"}
