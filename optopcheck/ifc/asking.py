"""One question to a child that has the IFC library, and its one answer."""

from __future__ import annotations

import json
import queue
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.process import Patience, broke_down, pump, start_child, worker_command
from optopcheck.ifc.scratch import write_job

if TYPE_CHECKING:
    import subprocess

    from optopcheck.domain.job import Progress

_TICK = 0.1
"""Time between looks at the user's wish to cancel [s]."""


def ask(job: dict[str, Any], folder: Path, step: Text, progress: Progress) -> Any:  # noqa: ANN401
    """Start a child on a job and return what it answers.

    Parameters
    ----------
    job
        ``model`` (path), ``file`` (name for messages), ``folder``, and what the child is to do.
    folder
        The private folder of the job.
    step
        What the user is told meanwhile.
    progress
        May raise `CancelledError`, which stops the child.

    Raises
    ------
    InputError
        If the child refuses, breaks down or does not answer.
    """
    job_file = folder / "job.json"
    write_job(job_file, json.dumps(job))
    patience = Patience()
    limit = patience.silence + Path(job["model"]).stat().st_size / 2**20 * patience.per_megabyte
    with (folder / "job.stderr").open("wb") as errors:
        child = start_child(worker_command(job_file), errors)
        try:
            return _answer(child, job["file"], time.monotonic() + limit, step, progress)
        finally:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()


def _answer(
    child: subprocess.Popen[bytes], file: str, deadline: float, step: Text, progress: Progress
) -> Any:  # noqa: ANN401
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=pump, args=(child, lines), daemon=True).start()
    while time.monotonic() < deadline:
        progress(step, 0.0)
        try:
            line = lines.get(timeout=_TICK)
        except queue.Empty:
            continue
        if line is None:
            raise InputError(broke_down(file, f"code {child.wait()}"))
        message: dict[str, Any] = json.loads(line)
        if "refused" in message:
            raise InputError(Text(*message["refused"]))
        if "report" in message:
            return message["report"]
    raise InputError(broke_down(file, "no answer"))
