"""How much memory this machine has, and how much of it is free."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Memory:
    """Memory of the machine [bytes]."""

    whole: int
    free: int


def memory_now(info: Path = Path("/proc/meminfo")) -> Memory | None:
    """Ask the system; None where it does not say."""
    if sys.platform == "win32":
        return _windows()
    try:
        rows = dict(line.split(":", 1) for line in info.read_text("ascii").splitlines() if ":" in line)
        return Memory(*(int(rows[name].split()[0]) * 1024 for name in ("MemTotal", "MemAvailable")))
    except (OSError, KeyError, ValueError, IndexError):
        return _pages()


def _pages() -> Memory | None:
    """Ask in pages, as POSIX has it; macOS tells the whole alone."""
    try:
        size = os.sysconf("SC_PAGE_SIZE")
        return Memory(size * os.sysconf("SC_PHYS_PAGES"), size * os.sysconf("SC_AVPHYS_PAGES"))
    except (OSError, ValueError, AttributeError):
        return None


class _Status(ctypes.Structure):
    """MEMORYSTATUSEX of Windows."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        ("whole", ctypes.c_uint64),
        ("free", ctypes.c_uint64),
        ("others", ctypes.c_uint64 * 5),
    )


def _windows() -> Memory | None:
    status = _Status(length=ctypes.sizeof(_Status))
    library = getattr(ctypes, "windll", None)
    if library is None or not library.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return Memory(int(status.whole), int(status.free))
