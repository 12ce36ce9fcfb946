"""Recovery: what the user did since the last save, offered after a crash and never forced."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.dossier import Journal, is_in_use, read_journal
from optopcheck.rules.trust import user_folder
from optopcheck.service.kept_work import is_saved

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SUFFIX = ".journal"
_FILES = ".files"


@dataclass(frozen=True)
class Left:
    """A journal that a run of the program left behind."""

    path: Path
    actions: tuple[Mapping[str, object], ...]
    torn: bool
    """Whether its last action was cut off, and is lost."""


def start_journal() -> Journal:
    """Return the journal of a new run of the program.

    Raises
    ------
    InputError
        If it cannot be kept there.
    """
    return Journal(_folder() / f"{secrets.token_hex(8)}{_SUFFIX}")


def left_journals() -> tuple[Left, ...]:
    """Return what runs left that ended without saving, oldest first; those that still run stay out.

    Nothing is changed: show it, then `forget_journal` or go on with ``Journal(left.path)``.
    """
    found = []
    for path in sorted(_folder().glob(f"*{_SUFFIX}"), key=lambda p: (p.stat().st_mtime_ns, p.name)):
        if is_in_use(path):
            continue
        try:
            read = read_journal(path)
        except InputError:
            continue
        if read.actions:
            found.append(Left(path, read.actions, read.torn))
    return tuple(found)


def forget_journal(left: Left) -> None:
    """Take a journal away with the files it kept: the user wants it no more."""
    left.path.unlink(missing_ok=True)
    shutil.rmtree(files_beside(left.path), ignore_errors=True)


def files_beside(journal: Path) -> Path:
    """Return the folder for the files of a case that came out of a dossier; it goes with its journal."""
    return journal.with_suffix(_FILES)


def end_journal(journal: Journal, *, saved: bool) -> None:
    """End a journal; once the work is saved, or wanted no more, nothing of it is left."""
    journal.close(saved=saved)
    if saved:
        shutil.rmtree(files_beside(journal.path), ignore_errors=True)


def sweep_journals() -> None:
    """Take away folders whose journal is gone, and journals of runs that did nothing, or saved it all."""
    for path in _folder().glob(f"*{_SUFFIX}"):
        if not is_in_use(path) and _is_over(path):
            path.unlink(missing_ok=True)
    for folder in _folder().glob(f"*{_FILES}"):
        if not folder.with_suffix(_SUFFIX).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _is_over(path: Path) -> bool:
    try:
        read = read_journal(path)
    except InputError:
        return False
    return not path.stat().st_size or bool(read.actions and is_saved(read.actions[-1]))


def _folder() -> Path:
    return user_folder() / "journals"
