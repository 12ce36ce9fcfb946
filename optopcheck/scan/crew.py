"""Who does the work of a scan: this process, processes of this machine, or a cluster; the door to dask."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIES = 5
"""How often a tile may lose its worker before the scan gives it up."""
_FREED_KEPT = 256 * 1024 * 1024
"""Freed memory that a process of ours keeps for its next building [bytes]."""


@contextmanager
def crew_of(scheduler: str | None, workers: int) -> Iterator[Any]:
    """Give a client of dask, or None for work in this process."""
    if scheduler is None and workers <= 1:
        yield None
        return
    try:
        # Only a scan by several processes needs it.
        import dask  # noqa: PLC0415
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            Text(
                "voor meer processen is dask nodig: pip install optopcheck[scan], of geef --workers 1",
                "several processes need dask: pip install optopcheck[scan], or give --workers 1",
            )
        ) from error
    # dask gives freed memory back after every 64 kB, which cost a fifth of the work of a scan in page faults.
    environment = "distributed.nanny.pre-spawn-environ.MALLOC_{}_THRESHOLD_"
    kept = {environment.format(name): _FREED_KEPT for name in ("TRIM", "MMAP")}
    # It looks at the stack a hundred times a second, and fifty times whether its loop still turns.
    still = {"distributed.worker.profile.enabled": False, "distributed.admin.tick.interval": "1s"}
    dask.config.set({"distributed.scheduler.allowed-failures": TRIES, **still, **kept})
    if scheduler is not None:
        with Client(scheduler, timeout="20s") as client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0",
            host="127.0.0.1", memory_limit=0, silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):  # fmt: skip
        yield client
