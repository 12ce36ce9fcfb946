"""What was fetched stays on this machine: the same place is not asked twice, and works without network."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from pathlib import Path

FRESH = 30 * 24 * 3600.0
"""3DBAG comes out a few times a year; a month old is new enough [s]."""

MOST = 512 * 2**20
"""Size of all that is kept; what was fetched longest ago goes first [bytes]."""
_LEFT_OVER = 24 * 3600.0
"""A part that a killed run left is not written to any more after this [s]."""


def cache_folder() -> Path:
    """Return the folder for fetched city models, by the custom of the system; it need not exist."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        given = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
        # The custom says that a relative folder is to be ignored.
        base = given if given.is_absolute() else home / ".cache"
    return base / "optopcheck" / "3dbag"


def age(path: Path) -> float | None:
    """Return how long ago a file was fetched [s], None if it is not there."""
    try:
        return max(0.0, time.time() - path.stat().st_mtime)
    except OSError:
        return None


def keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    OSError
        If the folder cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if path.parent == cache_folder():  # a folder that the user named is the user's
        shrink(path.parent, MOST, path)


def kept_size(folder: Path) -> tuple[int, int]:
    """Return how many parts are kept in the cache, and their size [bytes]."""
    sizes = []
    for path in folder.glob("3dbag_*"):
        with contextlib.suppress(OSError):
            if path.is_file() and not path.is_symlink():
                sizes.append(path.stat().st_size)
    return len(sizes), sum(sizes)


def shrink(folder: Path, most: int, newest: Path | None = None) -> int:
    """Remove what was fetched longest ago until the rest fits, and what killed runs left behind.

    Parameters
    ----------
    folder
        Of the cache; only files that are called as ours count.
    most
        What may stay [bytes]; 0 clears it.
    newest
        A file that stays in any case.

    Returns
    -------
    The bytes removed.
    """
    found: list[tuple[float, int, Path]] = []
    for path in folder.glob("3dbag_*"):
        with contextlib.suppress(OSError):
            if path.is_file() and not path.is_symlink():
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
    total, removed = sum(size for _, size, _ in found), 0
    for fetched, size, path in sorted(found):
        writing = path.suffix == ".part"
        old = writing and time.time() - fetched > _LEFT_OVER
        if path != newest and (old or (not writing and total - removed > most)):
            with contextlib.suppress(OSError):
                path.unlink()
                removed += size
    return removed
