"""Tells whether ordinary users can change a file or folder that the administrator of a computer put down."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

ADMINISTRATOR = frozenset({0})
"""Number of the user who owns what all others may only read (POSIX)."""
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def why_changeable(path: Path, owners: Collection[int] = ADMINISTRATOR) -> Text | None:
    """Return why users could change a file or folder, or put another in its place; None if they cannot.

    Raises
    ------
    OSError
        If it cannot be looked at.
    """
    info = path.lstat()
    if stat.S_ISLNK(info.st_mode):
        return Text("is een verwijzing naar elders", "is a link to elsewhere")
    if not (stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)):
        return Text("is geen gewoon bestand of gewone map", "is no plain file or folder")
    if sys.platform == "win32":
        return _open_here(path)
    return _open_to_others(info, owners)


def why_replaceable(folder: Path, owners: Collection[int] = ADMINISTRATOR) -> Text | None:
    """Return why users could put another folder in the place of this one, by one of those above it.

    Raises
    ------
    OSError
        If one cannot be looked at.
    """
    if sys.platform == "win32":
        return None  # what lies above is the system's own; `why_changeable` asks the folder itself
    known = ADMINISTRATOR.union(owners)
    for above in dict.fromkeys((*folder.parents, *folder.resolve().parents)):
        info = above.stat()
        # In a folder with this bit, e.g. /tmp, each may rename his own alone.
        if info.st_mode & stat.S_ISVTX and info.st_uid in known:
            continue
        why = _open_to_others(info, known)
        if why is not None:
            return Text(
                f"ligt in '{above}', en die {why.nl}",
                f"lies in '{above}', which {why.in_language('en')}",
            )
    return None


def _open_to_others(info: os.stat_result, owners: Collection[int]) -> Text | None:
    if info.st_uid not in owners:
        return Text("is niet van de beheerder (root)", "does not belong to the administrator (root)")
    if info.st_mode & _OTHERS:
        return Text(
            "kan door anderen dan de beheerder worden gewijzigd",
            "can be changed by others than the administrator",
        )
    return None


def _open_here(path: Path) -> Text | None:
    """Try whether this user may write, unless he is the administrator; to ask Windows itself takes more."""
    import ctypes  # noqa: PLC0415  # on Windows alone

    if bool(ctypes.windll.shell32.IsUserAnAdmin()):  # type: ignore[attr-defined]  # same
        return None
    trial = path / f"optopcheck-{os.getpid()}.tmp"
    try:
        if path.is_dir():
            trial.touch(exist_ok=False)
            trial.unlink()
        else:
            path.open("r+b").close()
    except PermissionError:
        return None
    return Text("kan door u worden gewijzigd", "can be changed by you")
