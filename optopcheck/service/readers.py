"""What a window keeps ready between two files: readers that have loaded all but the file."""

from __future__ import annotations

from optopcheck.ifc import Loading, keep_ready

MOST = 2
"""Each takes memory while it waits, and with two the start of the others is hidden."""


def keep_readers_ready() -> None:
    """Start readers that wait for a file; they end with this process."""
    keep_ready(min(MOST, Loading().most_workers()))
