"""Probes of the machine: Python, libraries, folders, disk, memory, time zones. Run in the child."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from optopcheck.domain.text import Text, number, numbers
from optopcheck.service.doctor.memory import Memory, memory_now
from optopcheck.service.doctor.outcome import State, Told
from optopcheck.service.doctor.releases import asked_for, is_met

_OLDEST, _NEWEST = (3, 11), (3, 13)
"""Python versions on which everything was tested."""
_GIB = 2**30
_LITTLE_DISK, _NO_DISK = 2.0, 0.2
"""Free space with which a large model may not fit any more, or nothing [GiB]."""
_LITTLE_MEMORY = 1.0
"""Available memory with which a large model may not fit any more [GiB]."""
_SUMMER = timedelta(hours=2)


def python() -> Told:
    """Tell which Python this is, and whether it was tested."""
    said = Text(f"{platform.python_version()} · {_system()}")
    if sys.version_info[:2] > _NEWEST:
        newest = ".".join(map(str, _NEWEST))
        return Told(
            said,
            State.NOTE,
            Text(
                f"met deze Python is niet getest; neem bij twijfel {newest}",
                f"this Python was not tested; when in doubt take {newest}",
            ),
        )
    too_small = sys.version_info[:2] < _OLDEST or sys.maxsize < 2**32
    return Told(said, State.BROKEN if too_small else State.FINE)


def _system() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def libraries() -> Told:
    """Compare the installed libraries with what this version asks for."""
    try:
        wanted = asked_for(requires("optopcheck") or [])
    except PackageNotFoundError:  # the frozen program brings its own
        return Told(Text("zitten in het programma", "are inside the program"))
    absent, other = [], []
    for name, condition in wanted:
        try:
            found = version(name)
        except PackageNotFoundError:
            absent.append(name)
            continue
        if not is_met(found, condition):
            other.append(f"{name} {found} ({condition})")
    if absent or other:
        names = ", ".join([*absent, *other])
        said = Text(f"niet zoals gevraagd: {names}", f"not as asked for: {names}")
        return Told(said, State.BROKEN)
    count = len(wanted)
    return Told(Text(f"{count} van {count}, in de gevraagde versies", f"{count} of {count}, as asked for"))


def folder(path: Path) -> Told:
    """Write a small file into a folder and take it away again; the folder is made where it is not."""
    shown = _short(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path, prefix=".doctor-")
        try:
            os.write(handle, b"x")
        finally:
            os.close(handle)
            Path(name).unlink()
    except OSError as error:
        why = error.strerror or str(error)
        return Told(
            Text(f"{shown} is niet te beschrijven ({why})", f"{shown} cannot be written to ({why})"),
            State.BROKEN,
        )
    return Told(Text(f"te beschrijven · {shown}", f"can be written to · {shown}"))


def _short(path: Path) -> str:
    """Return a path as the user calls it."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def disk(folders: dict[str, Path]) -> Told:
    """Tell how much room is left where the program writes; the tightest disk counts."""
    free = min(shutil.disk_usage(_existing(path)).free for path in folders.values()) / _GIB
    said = numbers("{free} GB vrij", "{free} GB free", 1, free=free)
    if free < _NO_DISK:
        return Told(said, State.BROKEN)
    return Told(said, State.NOTE if free < _LITTLE_DISK else State.FINE)


def _existing(path: Path) -> Path:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def memory(now: Memory | None = None) -> Told:
    """Tell how much memory there is and how much of it is free."""
    found = now or memory_now()
    if found is None:
        return Told(
            Text("het systeem zegt niet hoeveel", "the system does not say how much"),
            State.NOTE,
            Text(
                "kijk zelf of er 2 GB vrij is voordat u een groot model opent",
                "see for yourself that 2 GB is free before opening a large model",
            ),
        )
    whole, free = found.whole / _GIB, found.free / _GIB
    said = Text(
        f"{number(free, 1, 'nl')} van {number(whole, 1, 'nl')} GB vrij",
        f"{number(free, 1, 'en')} of {number(whole, 1, 'en')} GB free",
    )
    return Told(said, State.NOTE if free < _LITTLE_MEMORY else State.FINE)


def time_zone() -> Told:
    """Look whether the summer time of the Netherlands is known: the sun is counted by it."""
    name = "Europe/Amsterdam"
    try:
        offset = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(ZoneInfo(name)).utcoffset()
    except ZoneInfoNotFoundError:
        return Told(Text(f"{name} is onbekend", f"{name} is unknown"), State.BROKEN)
    if offset != _SUMMER:
        return Told(Text(f"{name} kent geen zomertijd", f"{name} has no summer time"), State.BROKEN)
    return Told(Text(f"{name}, met zomertijd", f"{name}, with summer time"))
