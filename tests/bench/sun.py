"""The sun bench: ``python -m tests.bench.sun [--small] [--rounds N]``; writes SUN.md.

It prints and writes figures and asserts results, never times.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.sunlight import PointPosition
from optopcheck.geometry.aiming import Directions
from optopcheck.geometry.rays import Obstacles
from optopcheck.sun.days import sun_year
from optopcheck.sun.delta import after_adding
from optopcheck.sun.first_pass import first_pass
from optopcheck.sun.sky import sun_vector
from optopcheck.sun.views import Views
from tests.bench.clock import Sample, median, timed
from tests.bench.sun_peers import plain_embreex, plain_trimesh, radiance, rtrace
from tests.bench.town import Town, draw_town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optopcheck.domain.mesh import Floats
    from optopcheck.geometry.rays import Flags
    from optopcheck.sun.first_pass import Bits

HERE = Path(__file__).parent
LIBRARIES = ("embreex", "trimesh", "numpy", "sunposition")
_PLACE = (52.0607, 4.4940)
_SAMPLE = 100
"""Windows for which the peers trace; their time is scaled to all."""
_DIFFER = 1e-4
"""Share of rays along an edge on which float32 may differ between tracers."""


@dataclass(frozen=True, eq=False)
class Study:
    """A year in steps of ten minutes over the windows of a town."""

    town: Town
    views: Views
    towards: Floats
    shade: Obstacles

    @property
    def in_front(self) -> int:
        """Rays of brute force: the sun up and before the façade."""
        ways, counts = np.unique(self.views.facing, axis=0, return_counts=True)
        return int(((ways @ self.towards.T) > 0).sum(axis=1) @ counts)


def main(arguments: list[str]) -> int:
    """Run everything; raises if two ways differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sun", description=__doc__)
    parser.add_argument("--small", action="store_true", help="200 windows: to try the bench itself")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=HERE / "SUN.md")
    options = parser.parse_args(arguments)
    study = _study(200 if options.small else 20_000)
    text = "\n".join([*_head(study), *_tables(study, options.rounds)]) + "\n"
    options.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def _study(windows: int) -> Study:
    town = draw_town(windows)
    year = sun_year(2026, *_PLACE, 10.0, "Europe/Amsterdam")
    up = year.elevation > 0
    towards = sun_vector(year.azimuth[up], year.elevation[up], 0.0)
    return Study(town, Views.of(town.points, PointPosition.FACADE), towards, Obstacles(town.mesh))


def _head(study: Study) -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield "# Bench of the sun"
    yield ""
    yield f"{datetime.now(UTC).date()}, {os.cpu_count()} {platform.machine()} cores, {libraries}."
    yield (
        f"{len(study.views):,} windows, {len(study.town.mesh.faces):,} triangles, {len(study.towards):,}"
        " places of the sun (a year in steps of 10 minutes):"
        f" {study.in_front / 1e6:.0f} million rays of brute force."
    )
    yield f"Peers trace the rays of {_SAMPLE} windows and are scaled. Made by `make bench`."


def _tables(study: Study, rounds: int) -> Iterator[str]:
    first, bits = timed(lambda: first_pass(study.views, study.towards, study.shade))
    rates = dict(_rates(study, bits, rounds))
    plain = rates["plain trimesh (embree)"]
    yield from ("", "## First pass: the existing situation, every ray", "")
    yield "| way | wall [s] | cpu [s] | million rays / cpu-s | peak memory [MiB] |"
    yield "|---|---|---|---|---|"
    rays = study.in_front
    yield _row("ours, all windows, kept as bits", first.wall, first.cpu, rays, f"{first.peak:.0f}")
    for name, (wall, cpu) in rates.items():
        yield _row(name, wall, cpu, rays, "")
    yield from ("", f"Ours / plain trimesh, one situation: {plain[0] / first.wall:.1f}x wall.", "")
    yield from ("## A change of scenario, the existing situation known", "")
    yield "| added | wall [s] | cpu [s] | rays traced | of brute force | plain trimesh / ours, cpu | wall |"
    yield "|---|---|---|---|---|---|---|"
    for name, mesh in (("11 x 9 x 3 m", study.town.small), ("storey on 120 x 11 m", study.town.large)):
        sample, traced = _change(study, bits, mesh, rounds)
        # Plain means before and after, as nothing is kept.
        cpu, wall = 2 * plain[1] / sample.cpu, 2 * plain[0] / sample.wall
        share = traced / rays
        yield (
            f"| {name} | {sample.wall:.3f} | {sample.cpu:.3f} | {traced:,} | {share:.2%} |"
            f" {cpu:,.0f}x | {wall:,.0f}x |"
        )


def _row(name: str, wall: float, cpu: float, rays: int, peak: str) -> str:
    return f"| {name} | {wall:.1f} | {cpu:.1f} | {rays / 1e6 / cpu:.2f} | {peak} |"


def _change(study: Study, bits: Bits, mesh: object, rounds: int) -> tuple[Sample, int]:
    directions = Directions(study.towards)
    added = Obstacles(mesh, study.shade.centre)  # type: ignore[arg-type]
    box = mesh.bounds  # type: ignore[attr-defined]
    samples = []
    for _ in range(max(rounds, 3)):
        sample, change = timed(lambda: after_adding(bits, study.views, directions, added, box))
        samples.append(sample)
    few = np.flatnonzero((change.bits != bits).any(axis=1))[:_SAMPLE]
    whole = first_pass(study.views.rows(few), study.towards, study.shade.joined(added))
    if not np.array_equal(whole, change.bits[few]):
        raise AssertionError("the change differs from a full recomputation")
    return median(samples), change.traced


def _rates(study: Study, bits: Bits, rounds: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield wall and cpu time of each peer, scaled to all rays; interleaved in rounds."""
    rows = np.unique(np.linspace(0, len(study.views) - 1, _SAMPLE).astype(np.int64))
    views = study.views.rows(rows)
    point, sample = np.nonzero(views.in_front(study.towards))
    starts, towards = views.vantage[point], study.towards[sample]
    ours = ~np.unpackbits(bits[rows], axis=1, count=len(study.towards)).astype(bool)[point, sample]
    with tempfile.TemporaryDirectory(prefix="optopcheck-bench-") as folder:
        peers: dict[str, Callable[[Floats, Floats], Flags]] = {
            "plain trimesh (embree)": plain_trimesh(study.town.mesh),
            "plain embreex": plain_embreex(study.town.mesh),
        }
        where = radiance(Path(folder))
        if where is not None:
            peers["Radiance rtrace"] = rtrace(study.town.mesh, where, Path(folder))
        taken: dict[str, list[Sample]] = {name: [] for name in peers}
        for _ in range(rounds):
            for name, peer in peers.items():
                spent, hit = timed(partial(peer, starts, towards))
                taken[name].append(spent)
                if np.count_nonzero(hit != ours) > _DIFFER * len(ours):
                    raise AssertionError(
                        f"{name} sees {np.count_nonzero(hit != ours)} of {len(ours)} otherwise"
                    )
    scale = study.in_front / len(starts)
    for name, samples in taken.items():
        yield name, (median(samples).wall * scale, median(samples).cpu * scale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
