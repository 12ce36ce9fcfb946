"""How models are loaded: by how many processes, and where geometry is kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from optopcheck.ifc.geometry_cache import Kept, key_of
from optopcheck.ifc.warm import ROOM

if TYPE_CHECKING:
    from pathlib import Path

WORKERS_VARIABLE = "OPTOPCHECK_WORKERS"
_MOST = 4
"""More processes than this gain little and hold the model once more each."""
_WORTH_IT = {".ifc": 2**20, ".ifczip": 2**17}
"""A smaller file is drawn before a second process has started; one that waits is used [bytes]."""
_SKETCHED = {".ifc": 5 * 2**20, ".ifczip": 2**20}
"""The first shapes of a smaller file are there as soon as a sketch of it [bytes]."""


@dataclass(frozen=True)
class Loading:
    """Choices that change the time, never the result."""

    workers: int | None = None
    """Processes that draw; None for ``OPTOPCHECK_WORKERS``, else one per core, four at most."""
    cache: Path | None = None
    """Folder for geometry of models that were read before; None to keep none."""
    cache_bytes: int = 2**31
    """What it may hold."""

    def most_workers(self) -> int:
        """Return how many processes to start for a large file."""
        return self.workers or _told_workers() or min(_MOST, os.cpu_count() or 1)

    def crew_for(self, path: Path) -> int:
        """Return how many processes to start for a file."""
        told = self.workers or _told_workers()
        if told:
            return told
        most = self.most_workers()
        if path.stat().st_size < _WORTH_IT.get(path.suffix.lower(), 0):
            return min(most, max(1, ROOM.ready()))
        return most

    def is_worth_a_sketch(self, path: Path) -> bool:
        """Tell whether a faster reader may draw a first picture of a file."""
        return path.stat().st_size >= _SKETCHED.get(path.suffix.lower(), _SKETCHED[".ifc"])

    def kept(self, sha256: str, told: dict[str, Any]) -> Kept | None:
        """Return where the geometry of a file is kept, None if it is not to be."""
        if self.cache is None:
            return None
        return Kept(self.cache, key_of(sha256, told), self.cache_bytes)


def _told_workers() -> int | None:
    told = os.environ.get(WORKERS_VARIABLE, "")
    return int(told) if told.isdecimal() and int(told) > 0 else None


DEFAULT = Loading()
"""One process per core, nothing kept."""
