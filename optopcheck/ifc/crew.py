"""The children that read one model: each started, heard and killed on its own."""

from __future__ import annotations

import contextlib
import json
import queue
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from optopcheck.ifc import process, warm
from optopcheck.ifc.scratch import write_job

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.ifc.plan import Chunk

Heard: TypeAlias = "queue.SimpleQueue[tuple[Worker, dict[str, Any] | None]]"
_LAST_BREATH = 0.5
_TAIL = 400
_SPACE = 8
_TRIPLE = 3


@dataclass
class _Written:
    """What a child said that it wrote, not read yet, and where that begins [rows]."""

    parts: list[tuple[str, int, int]] = field(default_factory=list)
    vertices: int = 0
    faces: int = 0


class Worker:
    """One child.

    Parameters
    ----------
    job
        What it is told at its start.
    folder
        Where its files are.
    heard
        Gets each message of it as (worker, message), and None when it ends.
    room
        Where one may wait that has all it needs.
    """

    def __init__(
        self,
        job: dict[str, Any],
        folder: Path,
        heard: Heard,
        *,
        room: warm.Room = warm.ROOM,
    ) -> None:
        self.chunk: Chunk | None = None
        """What it works on."""
        self.busy_with: str | None = None
        """The element that it named last."""
        self.last_heard = time.monotonic()
        self.hung_after: float | None = None
        """Set when it was given up [s]."""
        self.opened = False
        self.ended = False
        self._folder, self._name, self._heard = folder, job["name"], heard
        self._written = _Written()
        self._code: int | None = None
        self._waited = room.take()
        if self._waited is not None:
            self._child = self._waited.child
            self.send(job=job)
        else:
            job_file = folder / f"{self._name}.json"
            write_job(job_file, json.dumps(job))
            with self._path("stderr").open("wb") as errors:
                self._child = process.start_child(process.worker_command(job_file), errors)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def send(self, **order: object) -> None:
        """Give an order; one that is dead does not mind, its end is heard."""
        if self._child.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                self._child.stdin.write(json.dumps(order).encode() + b"\n")
                self._child.stdin.flush()

    def note(self, name: str, vertices: int, faces: int) -> None:
        """Remember that a part is on disk."""
        self._written.parts.append((name, vertices, faces))

    def take(self) -> dict[str, tuple[Floats, Ints]]:
        """Read what it wrote since the last time; that is on disk, also after a crash."""
        written = self._written
        vertices = self._rows("vertices", np.float64, written.vertices, sum(n for _, n, _ in written.parts))
        faces = self._rows("faces", np.int64, written.faces, sum(m for _, _, m in written.parts))
        found: dict[str, tuple[Floats, Ints]] = {}
        v = f = 0
        for name, n, m in written.parts:
            found[name] = (vertices[v : v + n], faces[f : f + m])
            v, f = v + n, f + m
        self._written = _Written([], written.vertices + v, written.faces + f)
        return found

    def stop(self) -> None:
        """End the child in whatever state it is; a dead one does not mind."""
        if self.ended:
            # Its voice is gone, so it is on its way out: let it say how.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(timeout=_LAST_BREATH)
        self._child.kill()
        self._code = self._child.wait()
        self._thread.join()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # an order that it never read
                    pipe.close()
        if self._waited is not None:
            with contextlib.suppress(OSError):
                shutil.copyfile(self._waited.errors, self._path("stderr"))
            shutil.rmtree(self._waited.folder, ignore_errors=True)

    def end(self) -> str:
        """Say how the child ended, in plain words and English."""
        if self.hung_after is not None:
            return f"no answer for {self.hung_after:.0f} s"
        lines = self._path("stderr").read_bytes()[-_TAIL:].decode("utf-8", "replace").strip().splitlines()
        how = f"signal {-self._code}" if self._code is not None and self._code < 0 else f"code {self._code}"
        return f"{how}: {lines[-1]}" if lines else how

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._child.pid

    def _rows(self, suffix: str, kind: type[Any], start: int, count: int) -> Any:  # noqa: ANN401
        if not count:
            return np.empty((0, _TRIPLE), dtype=kind)
        path = self._path(suffix)
        flat = np.fromfile(path, dtype=kind, count=count * _TRIPLE, offset=start * _TRIPLE * _SPACE)
        return flat.reshape(-1, _TRIPLE)

    def _path(self, suffix: str) -> Path:
        return self._folder / f"{self._name}.{suffix}"

    def _listen(self) -> None:
        for line in process.lines_of(self._child):
            try:
                message = json.loads(line)
            except ValueError:  # cut off by a crash, or chatter
                continue
            if isinstance(message, dict):
                self._heard.put((self, message))
        self._heard.put((self, None))


class Crew:
    """All children of one reading; none outlives it.

    Parameters
    ----------
    folder
        The private folder of the reading.
    job
        What every child is told: the file's name, the building.
    size
        How many work at a time.
    scout
        Whether one more goes ahead and sketches the model.
    """

    def __init__(self, folder: Path, job: dict[str, Any], size: int, *, scout: bool = False) -> None:
        self.heard: Heard = queue.SimpleQueue()
        self.members: list[Worker] = []
        self.scout: Worker | None = None
        self._folder = folder
        self._job = {**job, "folder": str(folder), "workers": size, "role": "reader"}
        self._count = 0
        try:
            if scout:
                told = {**self._job, "role": "scout", "name": "scout"}
                self.scout = Worker(told, self._folder, self.heard, room=warm.SCOUTS)
            for _ in range(size):
                self.hire()
        except BaseException:
            self.dismiss()
            raise

    def hire(self) -> Worker:
        """Start one more child."""
        worker = Worker({**self._job, "name": f"reading-{self._count}"}, self._folder, self.heard)
        self._count += 1
        self.members.append(worker)
        return worker

    def lose(self, worker: Worker) -> None:
        """Make sure that a child is dead, and count on it no more."""
        worker.stop()
        self.members.remove(worker)

    def call_back(self) -> None:
        """End the scout, if there is one."""
        if self.scout is not None:
            self.scout.stop()
            self.scout = None

    def dismiss(self) -> None:
        """End all."""
        self.call_back()
        for worker in self.members:
            worker.stop()
        self.members.clear()
        warm.ROOM.refill()
        warm.SCOUTS.refill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dismiss()
