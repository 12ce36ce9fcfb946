"""Folders of jobs that a killed run left among the temporary files of the system."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

_OURS = "optopcheck-*"
OLD = 24 * 3600.0
"""No job works in a folder this long without writing to it [s]."""


def sweep_leftovers(folder: Path | None = None) -> int:
    """Remove what earlier runs of this user left and nobody touched for a day; return how many went.

    Parameters
    ----------
    folder
        Where to look; that for temporary files if None. A link is never followed.
    """
    removed = 0
    for path in (folder or Path(tempfile.gettempdir())).glob(_OURS):
        with contextlib.suppress(OSError):
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode) or not _is_own(status) or _age(path, status) < OLD:
                continue
            if stat.S_ISDIR(status.st_mode):
                shutil.rmtree(path)
            else:
                path.unlink()
            removed += 1
    return removed


def _is_own(status: os.stat_result) -> bool:
    """Tell whether this user made it; on Windows everybody has a folder of his own."""
    return os.name == "nt" or status.st_uid == os.getuid()


def _age(path: Path, status: os.stat_result) -> float:
    """Return how long ago it, or what lies in it, was written [s]."""
    inside = [child.lstat().st_mtime for child in path.iterdir()] if stat.S_ISDIR(status.st_mode) else []
    return time.time() - max([status.st_mtime, *inside])
