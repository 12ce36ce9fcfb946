"""Blocks of points in threads: Embree and numpy let go of the interpreter while they count."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MOST = 8
Part = TypeVar("Part")
Made = TypeVar("Made")


def in_threads(work: Callable[[Part], Made], parts: Iterable[Part]) -> Iterator[Made]:
    """Yield what comes of each part, in the order of the parts: the number of threads changes no result.

    If the caller stops or raises, parts that were not begun are dropped.
    """
    pool = ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST))
    try:
        yield from pool.map(work, parts)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
