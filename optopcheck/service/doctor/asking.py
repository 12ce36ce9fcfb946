"""The parent's side: a child tries the parts, each within a limit; where it dies, the next one goes on."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from optopcheck.domain.job import Progress, no_progress
from optopcheck.domain.text import Text
from optopcheck.service.doctor.catalogue import PARTS, Part
from optopcheck.service.doctor.outcome import Checkup, Line, State, Told
from optopcheck.service.logs import scrubbed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PATIENCE = 60.0
"""A part that takes longer hangs [s]."""
_TICK = 0.1
"""Between two looks at the wish to cancel [s]."""
_TRYING = Text("installatie nakijken", "checking the installation")
_TAIL = 300


def probe_command(names: Sequence[str]) -> list[str]:
    """Return the command of a child that tries these parts."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).with_name("optopcheck-cli" + Path(sys.executable).suffix)
        return [str(program), "--worker", "doctor", *names]
    return [sys.executable, "-P", "-m", "optopcheck", "--worker", "doctor", *names]


def examine(
    progress: Progress = no_progress,
    *,
    parts: Sequence[Part] = PARTS,
    patience: float = PATIENCE,
    command: Callable[[Sequence[str]], list[str]] = probe_command,
) -> Checkup:
    """Try each part of the installation; never hangs and never raises for what is broken.

    Parameters
    ----------
    progress
        May raise `CancelledError`, which ends the child.
    parts
        What is tried, in this order.
    patience
        How long one part may take [s].
    command
        Gives the command of a child that tries the named parts.
    """
    lines: list[Line] = []
    while len(lines) < len(parts):
        left = parts[len(lines) :]
        with tempfile.TemporaryFile() as errors:
            for part, told, took in _heard(left, command, errors, patience, progress):
                lines.append(_line(part, told, took))
                progress(_TRYING, len(lines) / len(parts))
    return Checkup(tuple(lines))


def _heard(
    parts: Sequence[Part],
    command: Callable[[Sequence[str]], list[str]],
    errors: IO[bytes],
    patience: float,
    progress: Progress,
) -> Iterator[tuple[Part, Told, float]]:
    """Yield what a child tells of parts until it has told all, dies or hangs; then of that part too."""
    try:
        child = subprocess.Popen(  # noqa: S603 -- our own program
            command([part.name for part in parts]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    except OSError as error:
        why = error.strerror or str(error)
        yield parts[0], _broken(f"is niet te starten ({why})", f"cannot be started ({why})"), 0.0
        return
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(child, lines), daemon=True)
    listener.start()
    try:
        for part in parts:
            start = time.monotonic()
            told = _wait(part.name, lines, start + patience, progress)
            if told is not None:
                yield part, told, time.monotonic() - start
                continue
            yield part, _ended(child, errors, patience), time.monotonic() - start
            return
    finally:
        child.kill()
        child.wait()
        listener.join()
        if child.stdout is not None:
            child.stdout.close()


def _listen(child: subprocess.Popen[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    for line in child.stdout or ():
        lines.put(line)
    lines.put(None)


def _wait(name: str, lines: queue.SimpleQueue[bytes | None], end: float, progress: Progress) -> Told | None:
    """Return what is told of a part; None if the child ends or is silent for too long."""
    while time.monotonic() < end:
        progress(_TRYING, 0.0)
        try:
            line = lines.get(timeout=_TICK)
        except queue.Empty:
            continue
        if line is None:
            return None
        message: dict[str, Any] = json.loads(line)
        if message.get("end") == name:
            remedy = message["remedy"]
            return Told(
                Text(*message["said"]), State(message["state"]), None if remedy is None else Text(*remedy)
            )
    return None


def _ended(child: subprocess.Popen[bytes], errors: IO[bytes], patience: float) -> Told:
    """Say how a child came to its end over a part."""
    try:
        code = child.wait(timeout=_TICK * 5)
    except subprocess.TimeoutExpired:
        return _broken(f"geeft na {patience:.0f} s geen antwoord", f"does not answer within {patience:.0f} s")
    errors.seek(0)
    last = [line for line in errors.read().decode(errors="replace").splitlines() if line.strip()]
    why = scrubbed(last[-1].strip())[:_TAIL] if last else ""
    how = f"signaal {-code}" if code < 0 else f"code {code}"
    rest = f": {why}" if why else ""
    return _broken(f"valt om ({how}){rest}", f"breaks down ({how.replace('signaal', 'signal')}){rest}")


def _broken(nl: str, en: str) -> Told:
    return Told(Text(nl, en), State.BROKEN)


def _line(part: Part, told: Told, took: float) -> Line:
    remedy = None if told.state is State.FINE else told.remedy or part.remedy
    return Line(part.name, part.title, told.state, told.said, remedy, took)
