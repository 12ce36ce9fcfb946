"""The facts as one private file: written once per assessment, mapped by every worker.

The worker trusts its parent, so the way down may be pickle; the way back never is.
"""

from __future__ import annotations

import mmap
import os
import pickle
import struct
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL = 4096
"""Arrays below this stay in the stream: a page of its own would cost more [bytes]."""
_ALIGNMENT = 64


@contextmanager
def snapshot(facts: Facts) -> Iterator[Path]:
    """Write the facts to a file that only this user can read; it is gone when the block ends."""
    handle, name = tempfile.mkstemp(prefix="optopcheck-facts-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for part in _parts(facts):
                file.write(part)
        yield path
    finally:
        # Windows keeps a file that a worker still maps; the system's own clean-up takes it.
        with suppress(OSError):
            path.unlink()


def read_snapshot(path: Path) -> Facts:
    """Read the facts back; large arrays are views on the mapped file, read-only."""
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    (count,) = struct.unpack_from("<Q", view)
    lengths = struct.unpack_from(f"<{count}Q", view, 8)
    place, parts = _padded(8 + 8 * count), []
    for length in lengths:
        parts.append(view[place : place + length])
        place = _padded(place + length)
    facts = pickle.loads(parts[0], buffers=parts[1:])  # noqa: S301 -- written by our own parent
    if not isinstance(facts, Facts):
        raise TypeError(f"the snapshot holds a {type(facts).__name__}")
    return facts


def _parts(facts: Facts) -> Iterator[bytes | memoryview]:
    outside: list[pickle.PickleBuffer] = []

    def keep(buffer: pickle.PickleBuffer) -> bool:
        """Return True for what stays in the stream."""
        if buffer.raw().nbytes < _SMALL:
            return True
        outside.append(buffer)
        return False

    stream = memoryview(pickle.dumps(facts, protocol=5, buffer_callback=keep))
    parts = [stream, *(buffer.raw() for buffer in outside)]
    head = struct.pack(f"<{1 + len(parts)}Q", len(parts), *(part.nbytes for part in parts))
    for part in (memoryview(head), *parts):
        yield part
        yield bytes(_padded(part.nbytes) - part.nbytes)


def _padded(length: int) -> int:
    return -(-length // _ALIGNMENT) * _ALIGNMENT
