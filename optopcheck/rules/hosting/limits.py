"""What a worker with rules in Python may use of time, memory and output."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 2**20
RUNS = 2
"""Each rule runs this often on the same facts; the answers must be equal."""


@dataclass(frozen=True)
class Limits:
    """Where a worker is stopped."""

    rule: float = 10.0
    """For one run of one rule [s]."""
    batch: float = 60.0
    """For all rules of a pack together, each run twice [s]."""
    start: float = 30.0
    """For starting, importing the pack and naming its rules; and for reading the facts [s]."""
    memory: int = 1024 * _MIB
    """Beyond what the worker holds when it has read the facts [bytes]; where the system has such a limit."""
    output: int = 4 * _MIB
    """For one answer of a pack [bytes]."""


LIMITS = Limits()
