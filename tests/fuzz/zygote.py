"""Children that read models, made in hundredths of a second: forks of one process with the library in it.

What they run is the loader itself; only the start is quicker, so that thousands of damaged models can be
read as the application reads them. Needs `fork`, so no Windows.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_LONGEST = 4096
_NAP = 0.002


class Zygote:
    """The process that forks; started at the first child."""

    def __init__(self) -> None:
        self._talk: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start_child(self, command: list[str], errors: Any) -> Child:
        """Do what `process.start_child` does."""
        talk = self._talking()
        (read_in, write_in), (read_out, write_out) = os.pipe(), os.pipe()
        socket.send_fds(talk, [b"start " + command[-1].encode()], [read_in, write_out, errors.fileno()])
        os.close(read_in)
        os.close(write_out)
        return Child(self, int(talk.recv(_LONGEST)), write_in, read_out)

    def code_of(self, pid: int) -> int | None:
        """Return how a child ended, as `Popen` tells it; None while it runs."""
        talk = self._talking()
        talk.send(f"wait {pid}".encode())
        code: int | None = json.loads(talk.recv(_LONGEST))
        return code

    def close(self) -> None:
        """End the process and with it whatever still runs."""
        if self._talk is not None and self._process is not None:
            self._talk.close()
            self._process.wait()
        self._talk = self._process = None

    def _talking(self) -> socket.socket:
        if self._talk is None:
            self._talk, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.fuzz.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=environment,
                cwd=Path(__file__).parents[2],
            )
            theirs.close()
        return self._talk


class Child:
    """What the reader uses of a `Popen`."""

    def __init__(self, zygote: Zygote, pid: int, write_in: int, read_out: int) -> None:
        self.pid, self._zygote, self._code = pid, zygote, None
        self.stdin, self.stdout = os.fdopen(write_in, "wb", buffering=0), os.fdopen(read_out, "rb")

    def kill(self) -> None:
        """Kill it."""
        if self._zygote.code_of(self.pid) is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""
        begun = time.monotonic()
        while (code := self._zygote.code_of(self.pid)) is None:
            if timeout is not None and time.monotonic() - begun > timeout:
                raise subprocess.TimeoutExpired("child", timeout)
            time.sleep(_NAP)
        return code


def main(fd: int) -> None:
    """Fork at each word until the other side is gone."""
    from optopcheck.ifc import extraction, loader, plan, shaping  # noqa: F401, PLC0415 -- loaded once

    talk = socket.socket(fileno=fd)
    codes: dict[int, int | None] = {}

    def ended(number: int, frame: FrameType | None) -> None:
        del number, frame

    signal.signal(signal.SIGCHLD, ended)
    while True:
        message, fds, _, _ = socket.recv_fds(talk, _LONGEST, 3)
        if not message:
            break
        word, _, rest = message.partition(b" ")
        if word == b"wait":
            talk.send(json.dumps(_code(int(rest), codes)).encode())
            continue
        pid = os.fork()
        if pid == 0:
            talk.close()
            _be_a_child(rest.decode(), fds)
        for each in fds:
            os.close(each)
        codes[pid] = None
        talk.send(str(pid).encode())
    for pid in [pid for pid, code in codes.items() if code is None]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _code(pid: int, codes: dict[int, int | None]) -> int | None:
    if codes.get(pid) is None:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            codes[pid] = os.waitstatus_to_exitcode(status)
    return codes.get(pid)


def _be_a_child(job: str, fds: list[int]) -> None:
    from optopcheck.ifc import loader  # noqa: PLC0415 -- loaded by now

    code = 1
    try:
        for number, fd in enumerate(fds):
            os.dup2(fd, number)
            os.close(fd)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        code = loader.main([job])
    except BaseException:  # noqa: BLE001 -- as an interpreter ends
        import traceback  # noqa: PLC0415

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


@contextlib.contextmanager
def quick_children() -> Iterator[Zygote]:
    """Let the reader start its children from a zygote meanwhile."""
    from optopcheck.ifc import process  # noqa: PLC0415

    zygote, usual = Zygote(), process.start_child
    process.start_child = zygote.start_child  # type: ignore[assignment]
    try:
        yield zygote
    finally:
        process.start_child = usual
        zygote.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
