"""Files that are whole or not there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def keep_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, also when the machine stops half-way."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
