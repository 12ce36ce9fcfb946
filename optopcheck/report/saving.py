"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import time
from pathlib import Path

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

WAITS = (0.05, 0.2, 0.5, 1.0) if os.name == "nt" else ()
"""Between tries [s]."""


def write_text(path: Path, text: str) -> None:
    """Write a text file (UTF-8) in one go: the old file stays until the new one is on disk.

    Raises
    ------
    InputError
        If the file cannot be written; nothing half-written is left.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes, *, private: bool = False, keep_last: bool = False) -> None:
    """Write a file in one go, as `write_text` does; a private one only its owner may read.

    With `keep_last` the version that was there stays beside it, as ``NAME.bak``.

    Raises
    ------
    InputError
        If the file cannot be written; nothing half-written is left.
    """
    try:
        _replace(path, content, private=private, keep_last=keep_last)
    except OSError as error:
        raise InputError(
            Text(
                f"'{path}' is niet geschreven ({error.strerror or error}); kies een andere map",
                f"'{path}' was not written ({error.strerror or error}); choose another folder",
            )
        ) from error


def _replace(path: Path, content: bytes, *, private: bool, keep_last: bool) -> None:
    # A link is followed, so that it stays one; only a file is ever replaced by a file.
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "is geen gewoon bestand / is no regular file")
    # Beside its goal, since a rename does not cross disks.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            _as_new_file(Path(name))
        if keep_last and path.exists():
            _keep(path)
        _put(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _settle(path.parent)


def _put(name: str, path: Path) -> None:
    """Let a file take its place; on Windows a virus scanner may hold the old one for a moment."""
    for wait in WAITS:
        try:
            os.replace(name, path)  # noqa: PTH105  # the atomic one; Path.replace hides it from the tests
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(name, path)  # noqa: PTH105  # same


def _keep(path: Path) -> None:
    """Give the file that is about to be replaced a second name; at no moment is it without one."""
    kept, linked = path.with_name(f"{path.name}.bak"), path.with_name(f".{path.name}.{os.getpid()}.bak.part")
    linked.unlink(missing_ok=True)
    try:
        os.link(path, linked)
    except OSError:
        # A disk without links (FAT, some shares): a copy does as well.
        shutil.copyfile(path, linked)
    try:
        os.replace(linked, kept)  # noqa: PTH105  # same
    except OSError:
        linked.unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """Put the new name itself on disk; a system whose folders cannot be opened does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network disks refuse it for folders; the file itself was synced.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _as_new_file(path: Path) -> None:
    """Give the rights that a new file gets here; mkstemp keeps others out."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
