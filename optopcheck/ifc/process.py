"""The parent's side of the loader child: start it, listen, kill it, and salvage what it leaves."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.scratch import write_job
from optopcheck.ifc.survey import ModelFacts, Survey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from optopcheck.domain.job import Progress

_STEPS = {
    "open": Text("model openen", "opening the model"),
    "structure": Text("opbouw lezen", "reading the structure"),
    "shapes": Text("geometrie lezen", "reading the geometry"),
}
_TICK = 0.1
"""Time between looks at the user's wish to cancel [s]."""
_TAIL = 400
_Number = TypeVar("_Number", np.float64, np.int32)


@dataclass(frozen=True)
class Patience:
    """How long and how often the parent tries."""

    silence: float = 60.0
    """Without a word from the child for this long it is hanging [s]."""
    per_megabyte: float = 1.0
    """Added while the file is opened: that is one long silence [s/MB]."""
    retries: int = 6
    """Readings after a crash, each without the element that caused it."""


@dataclass
class Job:
    """What the child is asked."""

    model: Path
    file: str
    building: str | None
    folder: Path
    like: tuple[str, str] | None = None
    """For an aspect model: GlobalId and name of the building in the first file."""
    floor: float | None = None
    """For an aspect model: above this its installations may stand on the building [m]."""


def worker_command(job_file: Path) -> list[str]:
    """Return the command that starts the child."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).with_name("optopcheck-cli" + Path(sys.executable).suffix)
        return [str(program), "--worker", "ifc", str(job_file)]
    return [sys.executable, "-m", "optopcheck.ifc.loader", str(job_file)]


def survey_model(job: Job, progress: Progress, patience: Patience | None = None) -> Survey:
    """Read a model in a child process, without the elements on which it crashes.

    Raises
    ------
    InputError
        If the model is refused, or nothing can be read from it.
    """
    patience = patience or Patience()
    survey = Survey()
    for attempt in range(1 + patience.retries):
        reading = _Reading(job, survey, patience, attempt)
        reading.run(progress)
        if reading.done:
            return survey
        if survey.facts is None:
            raise InputError(broke_down(job.file, reading.end()))
        if reading.busy_with is not None:
            survey.failed[reading.busy_with] = reading.end()
    raise InputError(broke_down(job.file, reading.end()))


class _Reading:
    """One life of a child."""

    def __init__(self, job: Job, survey: Survey, patience: Patience, attempt: int) -> None:
        self.done = False
        self.busy_with: str | None = None
        self._job, self._survey, self._patience = job, survey, patience
        self._attempt = attempt
        self._name = f"reading-{attempt}"
        self._written: list[tuple[str, int, int]] = []
        self._step, self._fraction = "open", 0.0
        self._hung = False
        self._code: int | None = None
        self._reader: threading.Thread | None = None

    def run(self, progress: Progress) -> None:
        """Start the child and listen until it ends."""
        job_file = self._job.folder / f"{self._name}.json"
        write_job(job_file, json.dumps(self._order()))
        with (self._job.folder / f"{self._name}.stderr").open("wb") as errors:
            child = start_child(worker_command(job_file), errors)
            try:
                self._listen(child, progress)
            finally:
                self._stop(child)
        self._take_shapes()

    def end(self) -> str:
        """Say how the child ended, in plain words and English."""
        if self._hung:
            return f"no answer for {self._patience.silence:.0f} s"
        tail = (self._job.folder / f"{self._name}.stderr").read_bytes()[-_TAIL:]
        lines = tail.decode("utf-8", "replace").strip().splitlines()
        how = f"signal {-self._code}" if self._code is not None and self._code < 0 else f"code {self._code}"
        return f"{how}: {lines[-1]}" if lines else how

    def _order(self) -> dict[str, Any]:
        return {
            "model": str(self._job.model),
            "file": self._job.file,
            "building": self._job.building,
            "like": self._job.like,
            "floor": self._job.floor,
            "folder": str(self._job.folder),
            "name": self._name,
            "skip": [*self._survey.shapes, *self._survey.failed],
            "single": self._attempt > 0,
        }

    def _listen(self, child: subprocess.Popen[bytes], progress: Progress) -> None:
        lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=pump, args=(child, lines), daemon=True)
        self._reader.start()
        heard = time.monotonic()
        while not (self._hung or self.done):
            progress(_STEPS[self._step], self._fraction)
            try:
                line = lines.get(timeout=_TICK)
            except queue.Empty:
                self._hung = time.monotonic() - heard > self._limit()
                continue
            if line is None:
                return
            heard = time.monotonic()
            self._hear(line)

    def _limit(self) -> float:
        megabytes = self._job.model.stat().st_size / 2**20 if self._step != "shapes" else 0.0
        return self._patience.silence + megabytes * self._patience.per_megabyte

    def _hear(self, line: bytes) -> None:
        try:
            message: dict[str, Any] = json.loads(line)
        except ValueError:  # cut off by a crash
            return
        self._step = message.get("step", self._step)
        self._fraction = min(1.0, max(0.0, float(message.get("at", self._fraction))))
        if "shape" in message:
            self._written.append((message["shape"], message["vertices"], message["faces"]))
        elif "start" in message:
            self.busy_with = message["start"]
        else:
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        survey = self._survey
        if "facts" in message:
            survey.facts = ModelFacts.from_json(message["facts"])
        elif "failed" in message:
            survey.failed[message["failed"]] = message["reason"]
        elif "complaint" in message:
            survey.complaints.setdefault(message["complaint"], message["reason"])
        elif "kernel_unit" in message:
            survey.kernel_unit = message["kernel_unit"]
        elif "refused" in message:
            raise InputError(Text(*message["refused"]))
        elif "done" in message:
            self.done = True

    def _stop(self, child: subprocess.Popen[bytes]) -> None:
        """End the child in whatever state it is; a dead one does not mind."""
        child.kill()
        self._code = child.wait()
        if self._reader is not None:
            self._reader.join()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()

    def _take_shapes(self) -> None:
        """Read the raw files; what was said is on disk, also after a crash."""
        if not self._written:
            return
        vertices = _triples(self._job.folder / f"{self._name}.vertices", np.float64)
        faces = _triples(self._job.folder / f"{self._name}.faces", np.int32).astype(np.int64)
        v = f = 0
        for identity, n, m in self._written:
            self._survey.shapes[identity] = (vertices[v : v + n], faces[f : f + m])
            v, f = v + n, f + m


def start_child(command: list[str], errors: BinaryIO) -> subprocess.Popen[bytes]:
    """Start a child that lives as long as its standard input stays open.

    Raises
    ------
    InputError
        If it cannot be started.
    """
    try:
        return subprocess.Popen(  # noqa: S603 -- our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
        )
    except OSError as error:
        raise InputError(
            Text(
                f"de IFC-lezer {command[0]} kan niet worden gestart ({error}); installeer optopcheck opnieuw",
                f"the IFC reader {command[0]} cannot be started ({error}); install optopcheck again",
            )
        ) from error


def _triples(path: Path, kind: type[_Number]) -> NDArray[_Number]:
    """Read rows of three; a crash may have cut the last one."""
    flat = np.fromfile(path, dtype=kind)
    rows: NDArray[_Number] = flat[: len(flat) // 3 * 3].reshape(-1, 3)
    return rows


def pump(child: subprocess.Popen[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    """Put each line of a child in a queue, and None when it ends."""
    try:
        for line in child.stdout or ():
            lines.put(line)
    except (OSError, ValueError):  # closed by the parent while we wait
        pass
    lines.put(None)


def _environment() -> dict[str, str]:
    """Return the environment of the child; it finds this package as the parent does."""
    root = str(Path(__file__).parents[2])
    rest = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, rest))), "OMP_NUM_THREADS": "1"}


def broke_down(file: str, how: str) -> Text:
    """Say that the child died over a file, and how."""
    return Text(
        f"{file} kan niet worden gelezen: de IFC-lezer is gestopt ({how}). "
        "Het bestand is waarschijnlijk beschadigd; exporteer het opnieuw",
        f"{file} cannot be read: the IFC reader stopped ({how}). "
        "The file is probably damaged; export it again",
    )
