"""What a worker takes away from itself before it imports a pack; each layer where the system has it."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

from optopcheck.rules.hosting.system_calls import refuse_calls

# Room above the start that nothing in the worker can lift, whatever it does to its own limits.
_CEILING = 8 * 2**30
_FILES = 256
_PR_SET_NO_NEW_PRIVS = 38
# Landlock: the numbers are the same on every architecture (kernel 5.13 and later).
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1
_EXECUTE_WRITE = 0b11
_REMOVE_AND_MAKE = 0b1_1111_1111 << 4
_BY_VERSION = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
"""Moving between folders, truncating, device commands."""
_NETWORK_FROM, _BIND_AND_CONNECT_TCP = 4, 0b11
_SCOPES_FROM, _SOCKETS_AND_SIGNALS = 6, 0b11


def close_fence() -> tuple[str, ...]:
    """Give up privileges, writing, other processes and the network; return what the system could do."""
    done = [*_limit_files()]
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            done.append("no new privileges")
            if _landlock(library):
                done.append("landlock")
            if refuse_calls(library):
                done.append("seccomp")
    return tuple(done)


def limit_memory(room: int | None) -> None:
    """Let the worker grow by this much from here [bytes], None: up to its ceiling.

    Does nothing where the system does not say what a process holds.
    """
    held = _address_space()
    if held is None:
        return
    import resource  # noqa: PLC0415  # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (hard if room is None else _least(held + room, hard), hard))


def limit_work(seconds: float) -> None:
    """Let the worker compute for this long from here [s]; the parent's own clock stops it earlier."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # same

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (_least(soft, hard), hard))


def _limit_files() -> list[str]:
    if sys.platform == "win32":
        return []
    import resource  # noqa: PLC0415  # same

    wanted = {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: _FILES}
    held = _address_space()
    if held is not None:
        wanted[resource.RLIMIT_AS] = held + _CEILING
    for kind, most in wanted.items():
        _, hard = resource.getrlimit(kind)
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (_least(most, hard),) * 2)
    return ["file size", "memory"] if held is not None else ["file size"]


def _least(wanted: int, hard: int) -> int:
    """Return the wanted limit, or the hard one where that is lower; -1 stands for none."""
    return wanted if hard < 0 else min(wanted, hard)


def _address_space() -> int | None:
    """Return what this process has mapped [bytes], None where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


def _landlock(library: ctypes.CDLL) -> bool:
    """Forbid writing, removing, making and running files anywhere, and TCP; reading stays."""
    version = library.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    files = _EXECUTE_WRITE | _REMOVE_AND_MAKE
    files |= sum(bit for since, bit in _BY_VERSION.items() if version >= since)
    rules = _Ruleset(
        files,
        _BIND_AND_CONNECT_TCP if version >= _NETWORK_FROM else 0,
        _SOCKETS_AND_SIGNALS if version >= _SCOPES_FROM else 0,
    )
    handle = library.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(_size_for(version)), 0)
    if handle < 0:
        return False
    try:
        return bool(library.syscall(_RESTRICT_SELF, handle, 0) == 0)
    finally:
        os.close(handle)


def _size_for(version: int) -> int:
    """Return how much of the record a kernel of this version knows."""
    known = 1 + (version >= _NETWORK_FROM) + (version >= _SCOPES_FROM)
    return known * ctypes.sizeof(ctypes.c_uint64)
