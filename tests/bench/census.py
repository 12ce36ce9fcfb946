"""What a process holds: memory, open files, threads, children and temporary files; and whether that grows."""

from __future__ import annotations

import gc
import os
import tempfile
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_SELF = Path("/proc/self")
_SETTLE = 2.0
"""Threads and children that are on their way out get this long [s]."""


@dataclass(frozen=True)
class Held:
    """One look at this process."""

    memory: float
    """Memory of its own: resident and backed by no file [MiB]."""
    handles: int
    threads: int
    children: int
    temporary: int
    """Files and folders in the folder for temporary files."""


COUNTS = ("handles", "threads", "children", "temporary")


class Census:
    """Looks at this process again and again (Linux)."""

    def __init__(self) -> None:
        self._fewest = _children()

    def look(self) -> Held:
        """Look, once what is on its way out is gone; workers that stay are there at the first look."""
        gc.collect()
        end = time.monotonic() + _SETTLE
        while _children() > self._fewest and time.monotonic() < end:
            time.sleep(0.01)
        return _held()


def _held() -> Held:
    status = (_SELF / "status").read_text(encoding="ascii", errors="replace")
    own = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return Held(
        int(own.split()[1]) / 1024,
        len(os.listdir(_SELF / "fd")) - 1,  # noqa: PTH208 -- a Path each costs a handle less sure
        len(list((_SELF / "task").iterdir())),
        _children(),
        len(list(Path(tempfile.gettempdir()).rglob("*"))),
    )


def _children() -> int:
    return sum(len(path.read_text(encoding="ascii").split()) for path in _SELF.glob("task/*/children"))


def as_json(series: Sequence[Held]) -> list[dict[str, float]]:
    """Return looks as JSON."""
    return [asdict(one) for one in series]


def from_json(found: Sequence[dict[str, Any]]) -> list[Held]:
    """Return looks that were JSON."""
    return [Held(**one) for one in found]


@dataclass(frozen=True)
class Growth:
    """What grew between the first and the last of the later looks."""

    first: Held
    """At the beginning of the second half."""
    last: Held
    memory: float
    """Slope of the least-squares line through the second half times its length [MiB]."""

    @property
    def share(self) -> float:
        """Growth of the memory as a share of what was held."""
        return self.memory / self.first.memory

    @property
    def more(self) -> dict[str, int]:
        """How many more of each counted thing there are at the end."""
        return {name: getattr(self.last, name) - getattr(self.first, name) for name in COUNTS}


def growth(series: Sequence[Held], every: int = 1) -> Growth:
    """Fit the second half of a series.

    Parameters
    ----------
    series
        Looks at equal distances.
    every
        Looks that belong together, e.g. one for each of several models: their mean counts once.
    """
    half = list(series)[len(series) // 2 // every * every :]
    blocks = [half[n : n + every] for n in range(0, len(half) - every + 1, every)]
    means = np.array([np.mean([one.memory for one in block]) for block in blocks])
    slope = float(np.polyfit(np.arange(len(means)), means, 1)[0]) if len(means) > 1 else 0.0
    return Growth(half[0], half[-1], slope * (len(means) - 1))


NAMES = tuple(field.name for field in fields(Held))
