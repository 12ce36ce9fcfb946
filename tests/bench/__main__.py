"""The bench: ``python -m tests.bench [--small] [--rounds N] [--model FILE ...]``; writes RESULTS.md.

It prints and writes figures and asserts results, never times.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measured, Measurement
from optopcheck.ifc import read_model
from optopcheck.measure import MeasuredBuilding, measure_building
from tests.bench.analytic import Known, analytic
from tests.bench.clock import Sample, counted, median, peak_of_children, timed
from tests.bench.contenders import CONTENDERS
from tests.bench.flat_block import Expected, draw_block
from tests.bench.program import whole_program
from tests.blocks import PEIL, PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.building import Building

HERE = Path(__file__).parent
MODELS = HERE.parents[2] / "shared" / "models" / "ifc"
REAL = ("duplex_a.ifc", "fzk_ac20.ifc", "bimwhale_tall.ifc")
KEYS = ("building_height", "storey_count", "footprint_area", "gross_floor_area", "gross_volume")
LIBRARIES = ("ifcopenshell", "numpy", "shapely", "manifold3d", "trimesh")


def main(arguments: list[str]) -> int:
    """Run everything; return 1 if a result is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="2 storeys of 2 flats: to try the bench itself")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    options = parser.parse_args(arguments)
    size = (2, 2) if options.small else (12, 20)
    with tempfile.TemporaryDirectory(prefix="optopcheck-bench-") as folder:
        path = Path(folder) / "flat.ifc"
        expected = draw_block(path, *size)
        table, building = _loading(path, expected, options.rounds)
    known = [*analytic(), Known(f"flat block, {expected.elements} elements", building, expected.gross_volume)]
    real = (
        []
        if options.small
        else [Known(n, read_model(MODELS / n).building, None) for n in REAL if _is_there(n)]
    )
    program = whole_program(options.rounds, small=options.small)
    lines = [*_head(options.rounds), *program, *table, *_volumes([*known, *real], options.rounds)]
    text = "\n".join(lines) + "\n"
    options.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 1 if "**outside" in text or "**not measured" in text else 0


def _is_there(name: str) -> bool:
    return (MODELS / name).is_file()


def _head(rounds: int) -> Iterator[str]:
    yield "# Bench"
    yield ""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    made = f"{datetime.now(UTC).date()}, {os.cpu_count()} {platform.machine()} cores"
    made += f", load {os.getloadavg()[0]:.1f} at the end"
    yield f"{made}, Python {platform.python_version()}, {libraries}."
    yield f"Medians of {rounds} interleaved rounds; cpu includes the loader child. Made by `make bench`."


def _loading(path: Path, expected: Expected, rounds: int) -> tuple[list[str], Building]:
    """Load and measure in turns."""
    loads: list[Sample] = []
    measures: list[Sample] = []
    for _ in range(rounds):
        sample, read = timed(partial(read_model, path))
        loads.append(sample)
        sample, found = timed(partial(_measured, read.building))
        measures.append(sample)
    work: Counter[str] = Counter()
    with counted(work):
        _measured(read.building)
    triangles = sum(len(e.mesh.faces) for e in read.building.elements)
    work["elements"], work["triangles"] = expected.elements, triangles
    load, measure = median(loads), median(measures)
    return [
        *_load_table(load, measure, peak_of_children(), expected, path.stat().st_size),
        *_work_table(work),
        *_result_table(found, expected),
    ], read.building


def _measured(building: Building) -> MeasuredBuilding:
    return measure_building(building, plan_datum=PEIL, profile=PROFILE)


def wrong(found: MeasuredBuilding, expected: Expected) -> list[str]:
    """Name the quantities that lie further from the formula than their own uncertainty."""
    return [key for key in KEYS if not _holds(getattr(found.measurements, key), getattr(expected, key))]


def _holds(measured: Measured, wanted: float) -> bool:
    return isinstance(measured, Measurement) and abs(measured.value - wanted) <= measured.uncertainty + 1e-9


def _load_table(load: Sample, measure: Sample, child: float, expected: Expected, size: int) -> Iterator[str]:
    yield ""
    yield f"## Load and measure: gallery flat, {expected.elements} elements, {size / 2**20:.1f} MiB"
    yield ""
    yield "| | wall [s] | cpu [s] | peak memory [MiB] |"
    yield "|---|---|---|---|"
    yield f"| load (child process, its peak) | {load.wall:.2f} | {load.cpu:.2f} | {child:.0f} |"
    yield f"| measure, all quantities | {measure.wall:.2f} | {measure.cpu:.2f} | {measure.peak:.0f} |"
    wall, cpu = measure.wall / load.wall, measure.cpu / load.cpu
    yield f"| **ratio measure / load** | **{wall:.2f}** | **{cpu:.2f}** | |"


def _work_table(work: Counter[str]) -> Iterator[str]:
    yield ""
    yield "Work of one measuring, the same on every machine:"
    yield ""
    yield "| what | count |"
    yield "|---|---|"
    for name in sorted(work):
        yield f"| {name} | {work[name]:,} |"


def _result_table(found: MeasuredBuilding, expected: Expected) -> Iterator[str]:
    yield ""
    yield "| quantity | measured | uncertainty | by formula | off |"
    yield "|---|---|---|---|---|"
    outside = wrong(found, expected)
    for key in KEYS:
        measured, wanted = getattr(found.measurements, key), getattr(expected, key)
        if not isinstance(measured, Measurement):
            yield f"| {key} | **not measured** | | {wanted:.2f} | |"
            continue
        mark = ", **outside its uncertainty**" if key in outside else ""
        off = (measured.value / wanted - 1) * 100
        value = f"{measured.value:.2f} | {measured.uncertainty:.2f}"
        yield f"| {key} | {value} | {wanted:.2f} | {off:+.2f} %{mark} |"


def _volumes(known: list[Known], rounds: int) -> Iterator[str]:
    yield ""
    yield "## Gross volume: ours and others"
    yield ""
    yield "Off from the formula, or from ours where there is none; cpu time as a ratio to ours."
    yield ""
    yield "| building | " + " | ".join(CONTENDERS) + " |"
    yield "|---" * (len(CONTENDERS) + 1) + "|"
    for case in known:
        yield f"| {case.name} | " + " | ".join(_row(case, rounds)) + " |"


def _row(case: Known, rounds: int) -> Iterator[str]:
    samples: dict[str, list[Sample]] = {name: [] for name in CONTENDERS}
    values: dict[str, float | None] = {}
    for _ in range(rounds):
        for name, way in CONTENDERS.items():
            sample, values[name] = timed(partial(way, case.building))
            samples[name].append(sample)
    ours = next(iter(CONTENDERS))
    truth = values[ours] if case.volume is None else case.volume
    base = median(samples[ours]).cpu
    for name in CONTENDERS:
        value, cpu = values[name], median(samples[name]).cpu
        if value is None or not truth:
            yield "-"
        elif name == ours and case.volume is None:
            yield f"{value:,.0f} m3; {cpu:.2f} s"
        else:
            time = f"{cpu:.2f} s" if name == ours else f"{cpu / base:.2f}x"
            yield f"{(value / truth - 1) * 100:+.2f} %; {time}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
