"""What was fetched stays on this machine: the same place is not asked twice, and works without network."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

FRESH = 30 * 24 * 3600.0
"""3DBAG comes out a few times a year; a month old is new enough [s]."""


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
