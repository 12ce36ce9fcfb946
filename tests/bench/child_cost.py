"""What it costs to read in a child: ``python -m tests.bench.child_cost``; writes CHILD.md.

The same work is done twice: in this kind of process itself, piece after piece
in the order of the plan, and by the reader in one child with its heartbeat,
its limits and its files. Each run is a process of its own, alternating.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from optopcheck.service.sample import sample_case
from tests.bench import family
from tests.bench.flat_block import draw_block

HERE = Path(__file__).parent
MODELS = HERE.parents[2] / "shared" / "models" / "ifc"
REAL = ("duplex_a", "demo2_vox", "hhs_construction", "schependomlaan_ROOT_merged")
ROUNDS = 5
ALLOWED_SHARE, ALLOWED_SECONDS = 1.1, 0.5
"""Whichever is more."""


def in_process(path: Path) -> float:
    """Open, gather, plan and draw here; return how long it took [s]."""
    start = time.perf_counter()
    from optopcheck.ifc.extraction import Extraction  # noqa: PLC0415 -- counts as part of the way
    from optopcheck.ifc.preflight import look, prepare, sha256_of  # noqa: PLC0415 -- same
    from optopcheck.ifc.shaping import Shaper  # noqa: PLC0415 -- same

    said: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sha256_of(path)
        plain = prepare(path, folder)
        job = {"building": None, "like": None, "floor": None, "file": path.name}
        reading = Extraction(job, lambda **message: said.append(message))
        looked = look(plain, path.name)
        reading.open(plain)
        reading.gather()
        reading.heed(looked)
        reading.tell_facts()
        reading.choose()
        plan = reading.plan()
        shaper = Shaper(reading.model, plan, folder, "alone", lambda **message: said.append(message))
        with contextlib.closing(shaper):
            for chunk in plan.chunks():
                shaper.do(list(chunk.groups), chunk.mode, list(chunk.only))
        sha256_of(path)
        return time.perf_counter() - start


def in_child(path: Path) -> float:
    """Read by one child; return how long it took [s]."""
    start = time.perf_counter()
    from optopcheck.domain.job import no_progress  # noqa: PLC0415 -- counts as part of the way
    from optopcheck.ifc.aspect_source import read_source  # noqa: PLC0415 -- same
    from optopcheck.ifc.loading_options import Loading  # noqa: PLC0415 -- same

    read_source(path, None, no_progress, options=Loading(workers=1))
    return time.perf_counter() - start


WAYS = {"alone": in_process, "child": in_child}


def once(way: str, path: Path) -> tuple[float, float]:
    """Return seconds and peak memory [MiB] of one way in a process of its own."""
    done = family.run([sys.executable, "-m", "tests.bench.child_cost", way, str(path)])
    return float(done.told["took"]), done.peak


def table(paths: list[Path]) -> str:
    """Return the page."""
    lines = [
        "# What a child costs",
        "",
        f"`python -m tests.bench.child_cost`, median of {ROUNDS} alternating runs. *Here*: the same look,",
        "facts, plan and drawing in one process, which a crash of the kernel would take with it. *Child*:",
        "the reader with one child, its heartbeat, its limits, and triangles that come back through files.",
        f"Allowed is a tenth or {ALLOWED_SECONDS} s, whichever is more. Peak: all processes together",
        "(proportional set sizes) [MiB].",
        "",
        "| model | here [s] | child [s] | ratio | more [s] | within | peak here | peak child | ratio |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for path in paths:
        runs: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
        for _ in range(ROUNDS):
            for way, found in runs.items():
                found.append(once(way, path))
        (here, peak), (child, family_peak) = (
            (statistics.median(t for t, _ in found), statistics.median(p for _, p in found))
            for found in runs.values()
        )
        within = child - here <= max(ALLOWED_SECONDS, (ALLOWED_SHARE - 1) * here)
        lines.append(
            f"| {path.stem} | {here:.2f} | {child:.2f} | {child / here:.2f} | {child - here:+.2f} "
            f"| {'yes' if within else '**no**'} | {peak:.0f} | {family_peak:.0f} | {family_peak / peak:.2f} |"
        )
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Run one way, or all and write the page."""
    if arguments and arguments[0] in WAYS:
        sys.stdout.write(json.dumps({"took": WAYS[arguments[0]](Path(arguments[1]))}) + "\n")
        return 0
    with tempfile.TemporaryDirectory() as name:
        block = Path(name) / "flat_block.ifc"
        draw_block(block)
        real = [MODELS / f"{stem}{suffix}" for stem in REAL for suffix in (".ifc", ".ifczip")]
        page = table([sample_case().model, *(path for path in real if path.is_file()), block])
    sys.stdout.write(page)
    (HERE / "CHILD.md").write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
