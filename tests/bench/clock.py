"""Wall time, cpu time and peak memory of a call; the work that it did."""

from __future__ import annotations

import resource
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.geometry import enclosure, grid, region

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator

_RESET = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Sample:
    """One run [s, MiB]; cpu and peak include finished children."""

    wall: float
    cpu: float
    peak: float


def timed(call: Callable[[], Any]) -> tuple[Sample, Any]:
    """Run a call once."""
    _forget_peak()
    cpu, wall = _cpu(), time.perf_counter()
    result = call()
    return Sample(time.perf_counter() - wall, _cpu() - cpu, _peak()), result


def median(samples: list[Sample]) -> Sample:
    """Medians of each column; the peak is the largest."""
    return Sample(
        statistics.median(s.wall for s in samples),
        statistics.median(s.cpu for s in samples),
        max(s.peak for s in samples),
    )


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _forget_peak() -> None:
    if _RESET.exists():
        _RESET.write_text("5")


def _peak() -> float:
    """Return the peak of this process since `_forget_peak` [MiB]; since its start where Linux is not."""
    if _STATUS.exists():
        line = next(x for x in _STATUS.read_text(encoding="ascii").splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peak_of_children() -> float:
    """Return the peak of the largest child so far [MiB]."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@contextmanager
def counted(work: Counter[str]) -> Iterator[None]:
    """Count what the engine does: the same on every machine, so a change of it is a change of ours."""
    kept = [
        (grid, "sample_triangles", grid.sample_triangles),
        (enclosure, "cut_at_height", enclosure.cut_at_height),
        (enclosure, "faces_of_lines", enclosure.faces_of_lines),
        (enclosure, "fit_grid", enclosure.fit_grid),
        (region.shapely, "union_all", region.shapely.union_all),
    ]

    def points(*arguments: Any) -> Iterator[Any]:
        for batch in kept[0][2](*arguments):
            work["points on faces"] += len(batch[0])
            yield batch

    def cuts(*arguments: Any) -> Any:
        found = kept[1][2](*arguments)
        work["cuts"] += 1
        work["triangles looked at in cuts"] += len(arguments[0])
        return found

    def faces(segments: Any) -> Any:
        work["segments put together"] += len(segments)
        return kept[2][2](segments)

    def fitted(*arguments: Any) -> Any:
        found = kept[3][2](*arguments)
        work["grids"] += 1
        work["cells"] += int(np.prod(found.shape))
        return found

    def unions(*arguments: Any, **named: Any) -> Any:
        work["unions"] += 1
        return kept[4][2](*arguments, **named)

    try:
        for (module, name, _), new in zip(kept, (points, cuts, faces, fitted, unions), strict=True):
            setattr(module, name, new)
        yield
    finally:
        for module, name, old in kept:
            setattr(module, name, old)
