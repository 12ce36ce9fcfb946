"""The bench of the window: ``python -m tests.bench.heartbeat [--small]``; writes HEARTBEAT.md.

It opens, designs, saves, exports and reviews in a real window, with a heart that beats meanwhile, and
cancels each job at several moments. It prints and writes figures and asserts results, never times.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.gui.app import Program
from optopcheck.gui.memory import Memory
from tests.gui.heart import BEAT, Heart, Pulse
from tests.gui.small import is_ready, small_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
REAL = HERE.parents[2] / "shared" / "models" / "ifc" / "schependomlaan_ROOT_merged.ifczip"
_PATIENCE = 600.0
_REST = 0.6
"""After a stage, for what it leaves to do [s]."""
_MOMENTS = (0.1, 0.5, 1.5, 4.0)
"""When a job is cancelled, after its start [s]."""


_CANCEL_HEAD = (
    "| cancelled | after [s] | as it was after [ms] | work ended after [ms] |",
    "|---|---|---|---|",
)


@dataclass(frozen=True)
class Stage:
    """One thing a user does, and when it is done."""

    name: str
    begin: Callable[[], object]
    is_done: Callable[[], bool]


class Bench:
    """One window with its stages."""

    def __init__(self, folder: Path, *, small: bool) -> None:
        self.program = Program(QApplication.instance() or QApplication([]), Memory())
        self.folder, self.small = folder, small
        self.program.window.show()
        self._heart = Heart()
        self._pause(_REST)

    def stages(self) -> Iterator[Stage]:
        """Yield the stages in their order."""
        desk, folder = self.program.desk, self.folder
        ready, idle = partial(is_ready, self.program), lambda: not desk.file.errands.is_busy
        if self.small:
            yield Stage("small house", partial(desk.open_model, small_model(folder / "huis.ifc")), ready)
        else:
            yield Stage("sample case: open and assess", desk.open_sample, ready)
        wide = replace(Scenario(), setback=Setback.all_round(1.5))
        yield Stage("another setback", partial(desk.set_scenario, wide), ready)
        dossier = folder / "zaak.optop"
        yield Stage("save the dossier", partial(desk.file.save, dossier), idle)
        exports = self.program.window.exports
        for export in exports.entries[: 2 if self.small else None]:
            if exports.lacks(export) is None:
                path = folder / (f"export{export.suffix}" if export.suffix else "platen")
                yield Stage(export.plain_title, partial(exports.write, export, path), idle)
        review = partial(desk.open_dossier, dossier, review=True)
        yield Stage("review", review, lambda: desk.file.reviewing and ready())
        if not self.small and REAL.is_file():
            desk.file.end_review()
            yield Stage("Schependomlaan: open and assess", partial(desk.open_model, REAL), ready)

    def lived(self, stage: Stage) -> tuple[Pulse, float]:
        """Do a stage; return the pulse and how long it took [s]."""
        self._heart.start()
        begin = time.perf_counter()
        stage.begin()
        self._pause(0.05)
        self._until(stage.is_done)
        took = time.perf_counter() - begin
        self._pause(_REST)
        return self._heart.stop(), took

    def cancelled(self) -> Iterator[tuple[str, float, float, float]]:
        """Cancel opening and assessing at several moments.

        Yields what, when, until all is as it was, and until the work itself noticed [s].
        """
        desk = self.program.desk
        jobs: tuple[tuple[str, Callable[[], object]], ...] = (
            ("open", partial(desk.open_model, REAL) if not self.small else desk.open_sample),
            ("assess", partial(desk.set_scenario, replace(Scenario(), storeys_added=2))),
        )
        for name, begin in jobs:
            for moment in _MOMENTS:
                before = desk.opened, desk.judged
                begin()
                self._pause(moment)
                if desk.job is None:
                    continue
                start = time.perf_counter()
                desk.cancel()
                self._until(lambda: desk.job is None)
                took = time.perf_counter() - start
                self._until(lambda: not desk._running)  # nobody else wants to know
                yield name, moment, took, time.perf_counter() - start
                if (desk.opened, desk.judged) != before:
                    raise AssertionError(f"after cancelling '{name}' the case is not what it was")
                desk.undo()
                self._until(lambda: desk.job is None)
                desk.assess()
                self._until(partial(is_ready, self.program))

    def cancelled_errands(self) -> Iterator[tuple[str, float, float, float]]:
        """Cancel saving and each export at several moments; yields as `cancelled` does."""
        file, exports = self.program.desk.file, self.program.window.exports
        jobs: list[tuple[str, Callable[[], object]]] = [
            ("save", partial(file.save, self.folder / "weg.optop"))
        ]
        for export in exports.entries[: 1 if self.small else None]:
            if exports.lacks(export) is None:
                path = self.folder / (f"weg{export.suffix}" if export.suffix else "weg")
                jobs.append((export.plain_title, partial(exports.write, export, path)))
        before = self.program.desk.opened, self.program.desk.judged
        for name, begin in jobs:
            for moment in _MOMENTS:
                begin()
                self._pause(moment)
                if not file.errands.is_busy:
                    break
                start = time.perf_counter()
                file.errands.cancel()
                self._until(lambda: not file.errands.is_busy)
                took = time.perf_counter() - start
                self._until(lambda: not file.errands._leaving)  # nobody else wants to know
                yield name, moment, took, time.perf_counter() - start
        if (self.program.desk.opened, self.program.desk.judged) != before:
            raise AssertionError("after cancelling an errand the case is not what it was")

    def shut(self) -> None:
        """Close the window."""
        self.program.close()

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self._until(lambda: time.monotonic() > end)

    def _until(self, is_done: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not is_done():
            QApplication.processEvents()
            time.sleep(0.001)
            if time.monotonic() > end:
                raise TimeoutError("the window did not get ready")


def _row(name: str, pulse: Pulse, took: float) -> str:
    figures = (pulse.p99, pulse.longest, pulse.busiest)
    cells = " | ".join(f"{1000 * seconds:.0f}" for seconds in figures)
    return f"| {name} | {took:.1f} | {len(pulse.gaps)} | {cells} | {pulse.late:.1%} |"


def _head() -> list[str]:
    where = (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} {platform.machine()} cores, no graphics card, Python"
        f" {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the start. Made by `make bench`."
    )
    return [
        "# Heartbeat of the window",
        "",
        where,
        "",
        f"A timer of the window beats each {BEAT} ms. p99 and longest: gaps between two beats [ms]; busiest:",
        "most processor time of the window's own thread in one gap [ms]; late: share of the time",
        "beyond the first 100 ms of a gap.",
        "",
        "| stage | took [s] | beats | p99 | longest | busiest | late |",
        "|---|---|---|---|---|---|---|",
    ]


def main(arguments: list[str]) -> int:
    """Run everything and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.heartbeat", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a small house: to try the bench itself")
    parser.add_argument("--out", type=Path, default=HERE / "HEARTBEAT.md")
    options = parser.parse_args(arguments)
    lines = _head()
    with tempfile.TemporaryDirectory() as name:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, name)
        bench = Bench(Path(name), small=options.small)
        for stage in bench.stages():
            pulse, took = bench.lived(stage)
            lines.append(_row(stage.name, pulse, took))
            sys.stdout.write(f"{lines[-1]}\n")
            sys.stdout.writelines(f"    {count} {where}\n" for where, count in pulse.culprits)
        lines += ["", *_CANCEL_HEAD]
        for what, moment, took, ended in chain(bench.cancelled(), bench.cancelled_errands()):
            lines.append(f"| {what} | {moment:.1f} | {1000 * took:.0f} | {1000 * ended:.0f} |")
            sys.stdout.write(f"{lines[-1]}\n")
        bench.shut()
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
