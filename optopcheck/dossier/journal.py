"""What the user did, line by line on disk at once, so that a crash takes at most the last action.

Models are named by their hash, so lines are small. A line that a crash or a full disk cut off is
known by its missing end, is never taken for an action, and is cut away before the next one.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.container import digest_of
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.records import RecordError, canonical, parsed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_START = "optopcheck-journal-1"
_LOCKED_BYTE = 1 << 30
"""Far behind the end: Windows lets nobody read what is locked."""


@dataclass(frozen=True)
class Recovered:
    """The actions of a journal, as far as they are whole."""

    actions: tuple[Mapping[str, object], ...]
    torn: bool
    """Whether something stands behind the last whole action: that one was lost."""
    whole_bytes: int = 0
    last: str = _START
    """What the next line must hold."""


class Journal:
    """Appends to the journal of one run of the program.

    Parameters
    ----------
    path
        The file; one that is there is gone on with.

    Raises
    ------
    InputError
        If it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        found = read_journal(path) if path.exists() else Recovered((), torn=False)
        self._end, self._last = found.whole_bytes, found.last
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise _not_kept(path, error) from error
        try:
            _lock(self._handle)
            os.ftruncate(self._handle, self._end)
        except OSError as error:
            os.close(self._handle)
            raise _not_kept(path, error) from error

    def append(self, action: Mapping[str, object]) -> None:
        """Keep an action; when this returns it is on the disk.

        Raises
        ------
        InputError
            If it could not be kept, on a full disk for one; what stood there before stays.
        """
        line = canonical({"after": self._last, "action": dict(action)}) + b"\n"
        try:
            os.lseek(self._handle, self._end, os.SEEK_SET)
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(self._handle, rest) :]
            os.fsync(self._handle)
        except OSError as error:
            raise _not_kept(self.path, error) from error
        self._end += len(line)
        self._last = digest_of(line[:-1])

    def close(self, *, saved: bool) -> None:
        """End the journal; once the work is saved there is nothing left to recover."""
        os.close(self._handle)
        if saved:
            self.path.unlink(missing_ok=True)


def is_in_use(path: Path) -> bool:
    """Tell whether a program that still runs writes this journal."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _lock(handle: int) -> None:
    """Take the journal for this process; the system gives it free when the process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  # on Windows only

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415  # nowhere on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def read_journal(path: Path) -> Recovered:
    """Return every whole action of a journal, up to the first line that is not as it was written.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _not_kept(path, error) from error
    actions: list[Mapping[str, object]] = []
    last, end = _START, 0
    for line in content.splitlines(keepends=True):
        action = _action(line, last)
        if action is None:
            break
        actions.append(action)
        last, end = digest_of(line[:-1]), end + len(line)
    return Recovered(tuple(actions), end < len(content), end, last)


def _action(line: bytes, last: str) -> Mapping[str, object] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        data = parsed(line)
    except RecordError:
        return None
    if not isinstance(data, dict) or data.get("after") != last or not isinstance(data.get("action"), dict):
        return None
    action: Mapping[str, object] = data["action"]
    return action


def _not_kept(path: Path, error: OSError) -> InputError:
    said = error.strerror or error
    return InputError(
        Text(
            f"het logboek '{path}' is niet bij te houden ({said}); bewaar het dossier zelf",
            f"the journal '{path}' cannot be kept ({said}); save the dossier yourself",
        )
    )
