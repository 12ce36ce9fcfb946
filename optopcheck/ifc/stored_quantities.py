"""Quantities that a model carries (IfcElementQuantity): a second opinion, never a measurement.

They are read in a child process of their own, killed when it hangs or when the user cancels.
"""

from __future__ import annotations

import contextlib
import json
import math
import queue
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.text import Text
from optopcheck.ifc.preflight import check_is_file, prepare, sha256_of
from optopcheck.ifc.process import Patience, broke_down, pump, start_child
from optopcheck.ifc.unit_plausibility import QuantityUnits, StoredQuantity, UnitJudgement, judge_units

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from optopcheck.domain.job import Progress

_STEP = Text("hoeveelheden in het model lezen", "reading the quantities in the model")
_TICK = 0.1
_TAIL = 400


@dataclass(frozen=True)
class StoredQuantities:
    """All stored lengths, areas and volumes of a model."""

    quantities: tuple[StoredQuantity, ...]
    units: QuantityUnits
    sha256: str

    @cached_property
    def judgement(self) -> UnitJudgement:
        """Whether they can be in the units that the model declares."""
        return judge_units(self.quantities, self.units)

    def values(self, kind: str, name: str) -> dict[str, list[float]]:
        """Return the values [m, m2 or m3] by GlobalId; several where the exporter wrote several."""
        found: dict[str, list[float]] = {}
        for quantity in self.quantities:
            if quantity.kind == kind and quantity.name == name:
                found.setdefault(quantity.owner, []).append(quantity.in_metres(self.units))
        return found


def read_stored_quantities(
    path: Path, *, progress: Progress = no_progress, patience: Patience | None = None
) -> StoredQuantities:
    """Read the quantities that an .ifc or .ifczip carries.

    Raises
    ------
    InputError
        If the file is refused, or its reader stops or hangs.
    """
    path = Path(path)
    check_is_file(path)
    with tempfile.TemporaryDirectory(prefix="optopcheck-") as folder:
        plain = prepare(path, Path(folder))
        sha256 = sha256_of(path)
        listener = _Listener(plain, path.name, Path(folder), patience or Patience())
        listener.run(progress)
    if listener.units is None:
        raise InputError(broke_down(path.name, listener.end))
    return StoredQuantities(tuple(listener.quantities), listener.units, sha256)


def child_command(job_file: Path) -> list[str]:
    """Return the command that starts the child."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).with_name("optopcheck-cli" + Path(sys.executable).suffix)
        return [str(program), "--worker", "ifc-quantities", str(job_file)]
    return [sys.executable, "-P", "-m", "optopcheck.ifc.quantities_loader", str(job_file)]


class _Listener:
    """One life of the child; what it said before a crash is not used: a part of the sums is no sum."""

    def __init__(self, model: Path, file: str, folder: Path, patience: Patience) -> None:
        self.quantities: list[StoredQuantity] = []
        self.units: QuantityUnits | None = None
        self.end = ""
        self._model, self._file, self._folder = model, file, folder
        megabytes = model.stat().st_size / 2**20
        self._silence = patience.silence + megabytes * patience.per_megabyte

    def run(self, progress: Progress) -> None:
        job = {"model": str(self._model.resolve()), "file": self._file, "folder": str(self._folder)}
        job_file = self._folder / "quantities.json"
        job_file.write_text(json.dumps(job), encoding="utf-8")
        errors_file = self._folder / "quantities.stderr"
        with errors_file.open("wb") as errors:
            child = start_child(child_command(job_file), errors)
            lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
            reader = threading.Thread(target=pump, args=(child, lines), daemon=True)
            reader.start()
            done = False
            try:
                done = self._listen(lines, progress)
            finally:
                code = _stop(child, reader)
        if not done:
            said = errors_file.read_bytes()[-_TAIL:].decode("utf-8", "replace").strip().splitlines()
            end = self.end or f"code {code}" + (f": {said[-1]}" if said else "")
            raise InputError(broke_down(self._file, end))

    def _listen(self, lines: queue.SimpleQueue[bytes | None], progress: Progress) -> bool:
        """Listen until the child is done; False if it ended or hung before."""
        heard = time.monotonic()
        while True:
            progress(_STEP, 0.0)
            try:
                line = lines.get(timeout=_TICK)
            except queue.Empty:
                if time.monotonic() - heard > self._silence:
                    self.end = f"no answer for {self._silence:.0f} s"
                    return False
                continue
            if line is None:
                return False
            heard = time.monotonic()
            with contextlib.suppress(ValueError):  # cut off by a crash
                message = json.loads(line)
                if message.get("done"):
                    return True
                self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        if "refused" in message:
            raise InputError(Text(*message["refused"]))
        if "units" in message:
            self.units = QuantityUnits(**message["units"])
        elif "rows" in message:
            self.quantities.extend(_quantities(message))


def _quantities(message: dict[str, Any]) -> Iterator[StoredQuantity]:
    for name, measure, value, unit in message["rows"]:
        if math.isfinite(value):
            yield StoredQuantity(
                message["owner"], message["kind"], message["name"], message["set"], name, measure, value, unit
            )


def _stop(child: subprocess.Popen[bytes], reader: threading.Thread) -> int:
    """End the child in whatever state it is."""
    child.kill()
    code = child.wait()
    reader.join()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()
    return code
