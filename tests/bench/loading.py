"""Loading and reopening against others; ``python -m tests.bench.loading [--rounds N] [--small]``."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.ifc.preflight import prepare
from optopcheck.service.sample import sample_case
from tests.bench.family import Run, run
from tests.bench.flat_block import draw_block
from tests.bench.load_peers import READERS, install

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.load_peers import Peers

HERE = Path(__file__).parent
MODELS = HERE.parents[2] / "shared" / "models" / "ifc"
REAL = ("schependomlaan_ROOT_merged.ifczip", "duplex_a.ifc", "demo2_vox.ifc", "hhs_construction.ifc")


@dataclass
class Rows:
    """All runs over one model, by way."""

    name: str
    path: Path
    runs: dict[str, list[Run]] = field(default_factory=dict)

    def cpu(self, way: str) -> float:
        """Return the median of the cpu time [s]."""
        return statistics.median(one.cpu for one in self.runs[way])

    def wall(self, way: str) -> float:
        """Return the median of the wall time [s]."""
        return statistics.median(one.wall for one in self.runs[way])

    def told(self, way: str, key: str) -> float:
        """Return the median of a figure that the runs printed."""
        return statistics.median(float(one.told[key]) for one in self.runs[way])

    def peak(self, way: str) -> float:
        """Return the median of the peak memory [MiB]."""
        return statistics.median(one.peak for one in self.runs[way])

    def ratio(self, base: str, way: str) -> str:
        """Return how much faster a way is than another: median over the rounds, wall and cpu."""
        pairs = list(zip(self.runs[base], self.runs[way], strict=True))
        wall = statistics.median(a.wall / b.wall for a, b in pairs)
        cpu = statistics.median(a.cpu / max(b.cpu, 1e-3) for a, b in pairs)
        return f"{wall:.1f}x / {cpu:.1f}x"


def main(arguments: list[str]) -> int:
    """Load all models in all ways, in turns, and write LOADING.md."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.loading", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--small", action="store_true", help="two flats only: to try the bench itself")
    parser.add_argument("--only", nargs="+", default=[], help="models, by their name")
    parser.add_argument("--out", type=Path, default=HERE / "LOADING.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="optopcheck-bench-") as name:
        folder = Path(name)
        peers, why = install(folder)
        paths = [p for p in models(folder, small=options.small) if p.stem in (options.only or [p.stem])]
        found = [Rows(path.stem, path) for path in paths]
        for _ in range(options.rounds):
            for rows in found:
                turn(rows, folder, peers)
                sys.stderr.write(f"{rows.name}: {[(way, runs[-1].cpu) for way, runs in rows.runs.items()]}\n")
    text = "\n".join([*_head(options.rounds, why), *table(found), *memory(found)]) + "\n"
    options.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def models(folder: Path, *, small: bool) -> Iterator[Path]:
    """Give the files to load, each a plain .ifc: the others read no .ifczip."""
    block = folder / "flat_block.ifc"
    draw_block(block, *((1, 2) if small else (12, 20)))
    yield block
    if small:
        return
    yield sample_case().model
    for name in REAL:
        if (MODELS / name).is_file():
            unpacked = prepare(MODELS / name, folder)
            target = folder / f"{Path(name).stem}.ifc"
            if unpacked != target:
                shutil.copyfile(unpacked, target)
            yield target


def turn(rows: Rows, folder: Path, peers: Peers) -> None:
    """Load one model once in each way."""
    once = [sys.executable, "-m", "tests.bench.load_once"]
    cache = folder / f"kept-{rows.name}"
    shutil.rmtree(cache, ignore_errors=True)
    ways = {
        "plain": [*once, "plain", str(rows.path)],
        "ours, 1": [*once, "ours", str(rows.path), "1"],
        "ours, 2": [*once, "ours", str(rows.path), "2", str(cache)],
        "waiting": [*once, "waiting", str(rows.path), "2"],
        "reopen": [*once, "ours", str(rows.path), "2", str(cache)],
    }
    ways |= {name: [*command, str(rows.path)] for name, command in peers.items()}
    for way, command in ways.items():
        rows.runs.setdefault(way, []).append(run(command))


def _head(rounds: int, peer: str) -> Iterator[str]:
    yield "# Loading"
    yield ""
    made = f"{datetime.now(UTC).date()}, {os.cpu_count()} {platform.machine()} cores"
    load = f"load {os.getloadavg()[0]:.1f} at the end"
    libraries = f"Python {platform.python_version()}, ifcopenshell {version('ifcopenshell')}"
    yield f"{made}, {load}, {libraries}; {peer}."
    yield f"Medians of {rounds} interleaved rounds. Ratios are wall / cpu, larger is faster."
    yield "*Plain* is ifcopenshell's iterator with opencascade over all products, openings cut, normals made;"
    yield "*ours* reads all parts of the building with its spaces. Made by `make bench`."


def table(found: list[Rows]) -> Iterator[str]:
    """Write times and ratios."""
    yield from _whole(found)
    yield from _others(found)
    yield from _in_the_window(found)


def _whole(found: list[Rows]) -> Iterator[str]:
    yield ""
    yield "## Whole programs from start to end, all their processes"
    yield ""
    yield (
        "| model | elements plain / ours | plain [s] | ours, 1 process | ours, 2 processes "
        "| reopen from the cache |"
    )
    yield "|---" * 6 + "|"
    for rows in found:
        ways = ("ours, 1", "ours, 2", "reopen")
        ours = (f"{rows.wall(way):.2f} s; {rows.ratio('plain', way)}" for way in ways)
        yield (
            f"| {rows.name} | {rows.told('plain', 'elements'):.0f} / {rows.told('ours, 2', 'elements'):.0f} "
            f"| {rows.wall('plain'):.2f}, cpu {rows.cpu('plain'):.2f} | " + " | ".join(ours) + " |"
        )


def _others(found: list[Rows]) -> Iterator[str]:
    yield ""
    yield "## Other readers, whole programs; their time to that of ours by 2 processes"
    yield ""
    yield "They are faster and draw part of the walls and roofs otherwise: see the decision on loading."
    yield ""
    names = ("web-ifc", *READERS)
    yield "| model | " + " | ".join(names) + " |"
    yield "|---" * (len(names) + 1) + "|"
    for rows in found:
        cells = [
            f"{rows.wall(name):.2f} s, cpu {rows.cpu(name):.2f}; {rows.ratio(name, 'ours, 2')}"
            if name in rows.runs
            else "-"
            for name in names
        ]
        yield f"| {rows.name} | " + " | ".join(cells) + " |"


def _in_the_window(found: list[Rows]) -> Iterator[str]:
    """Without the start of Python and libraries on either side, as in a window that stands."""
    yield ""
    yield "## As the window does it: Python and libraries are there, two children wait"
    yield ""
    yield "Plain: from the opening of the file, in a process that has the library. Web-ifc: its whole"
    yield "program, and from the opening of the file. Measured parts: walls, floors, roofs and all else that"
    yield "bounds the building. First picture: of files of 5 MB and more a sketch, then our own first shapes."
    yield ""
    yield (
        "| model | plain [s] | first picture / shapes [s] | measured parts [s] | times faster | all [s] "
        "| times faster | cpu of all [s] | web-ifc, whole / opened [s] | of its whole: all / first picture "
        "| reopen [s] | times faster than the first load |"
    )
    yield "|---" * 12 + "|"
    for rows in found:
        plain, told = rows.told("plain", "took"), partial(rows.told, "waiting")
        again, peer = rows.told("reopen", "took"), "- | -"
        if "web-ifc" in rows.runs:
            whole = rows.wall("web-ifc")
            shares = f"{told('took') / whole:.2f} / {told('first') / whole:.2f}"
            peer = f"{whole:.2f} / {rows.told('web-ifc', 'took'):.2f} | {shares}"
        yield (
            f"| {rows.name} | {plain:.2f} | {told('first'):.2f} / {told('own'):.2f} "
            f"| {told('shell'):.2f} | {plain / told('shell'):.1f}x | {told('took'):.2f} "
            f"| {plain / told('took'):.1f}x | {told('cpu'):.2f} | {peer} "
            f"| {again:.3f} | {rows.told('ours, 2', 'took') / again:.0f}x |"
        )


def memory(found: list[Rows]) -> Iterator[str]:
    """Write the peaks."""
    yield ""
    yield "## Memory"
    yield ""
    yield "Peak memory of all processes together (sum of proportional set sizes) [MiB]:"
    yield ""
    yield "| model | plain | ours, 1 process | ours, 2 processes | the same, having waited | reopen |"
    yield "|---" * 6 + "|"
    for rows in found:
        base = rows.peak("plain") or 1.0
        peaks = (rows.peak(way) for way in ("ours, 1", "ours, 2", "waiting", "reopen"))
        ours = (f"{peak:.0f} ({peak / base:.2f}x)" for peak in peaks)
        yield f"| {rows.name} | {base:.0f} | " + " | ".join(ours) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
