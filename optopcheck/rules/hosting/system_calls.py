"""Which system calls a worker gives up on Linux: no other process, no program, no network, no look at others.

A filter for the kernel (seccomp, classic BPF), made by hand: a dozen comparisons.
Numbers: the kernel's tables ``syscall_64.tbl`` (x86-64) and ``asm-generic/unistd.h`` (arm64).
"""

from __future__ import annotations

import ctypes
import errno
import platform
from dataclasses import dataclass

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
# Classic BPF: load a word, jump if equal, if not below, or if a bit is set, return.
_LOAD, _IF_EQUAL, _IF_NOT_BELOW, _IF_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000
"""From here on x86-64 numbers its calls a second time."""


@dataclass(frozen=True)
class _Machine:
    audit: int
    clone: int
    clone3: int
    refused: tuple[int, ...]


_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        56,
        435,
        # fork, vfork, execve, execveat, socket, ptrace, process_vm_readv, process_vm_writev, unshare, bpf,
        # io_uring_setup
        (57, 58, 59, 322, 41, 101, 310, 311, 272, 321, 425),
    ),
    # Has no fork and vfork of their own.
    "aarch64": _Machine(0xC00000B7, 220, 435, (221, 281, 198, 117, 270, 271, 97, 280, 425)),
}


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("then", ctypes.c_uint8),
        ("otherwise", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def refuse_calls(library: ctypes.CDLL) -> bool:
    """Put the filter on this process and all of its threads to come; False where that cannot be."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    steps = _steps(machine)
    program = _Program(len(steps), (_Step * len(steps))(*(_Step(*step) for step in steps)))
    return bool(library.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _steps(machine: _Machine) -> list[tuple[int, int, int, int]]:
    """Return the filter; a jump counts the steps that it passes over."""
    refused = machine.refused
    # The end: allow, refuse, "no such call", and the look at how clone is called.
    count = len(refused)
    return [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_IF_EQUAL, 0, count + 5, machine.audit),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_NOT_BELOW, count + 3, 0, _X32),
        (_IF_EQUAL, count + 4, 0, machine.clone),
        (_IF_EQUAL, count + 2, 0, machine.clone3),
        *((_IF_EQUAL, count - place, 0, number) for place, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE | errno.EPERM),
        # The C library then asks for clone, which the filter can look into.
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_BIT, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE | errno.EPERM),
    ]
