"""The bench of the picture: ``python -m tests.bench.frames [--small] [--rounds N]``; writes FRAMES.md.

It prints and writes figures and asserts results, never times.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Building, Element, Storey
from optopcheck.domain.mesh import Mesh
from optopcheck.ifc import read_model
from optopcheck.picture.camera import Camera
from optopcheck.picture.cuts import Cut
from optopcheck.picture.image import OffscreenView
from optopcheck.picture.pace import GRADES, Pace
from optopcheck.picture.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
SAMPLE = CHECKOUT / "resources" / "cases" / "portiekflat" / "portiekflat.ifc"
REAL = CHECKOUT.parent / "shared" / "models" / "ifc" / "schependomlaan_ROOT_merged.ifczip"
SIZE = (1000, 600)
TRIANGLES = 500_000
Took = tuple[float, float]
"""Wall and processor time [s]."""
FRAMES = 12
"""Of one movement."""
_COLUMNS = (
    *("scene", "parts", "triangles", "show", "whole", "first", "moving"),
    *("whole cpu", "moving cpu", "ratio", "grade", "point", "section", "B a triangle"),
)
_BOX = np.array(
    [[0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7], [0, 1, 5], [0, 5, 4],
     [1, 2, 6], [1, 6, 5], [2, 3, 7], [2, 7, 6], [3, 0, 4], [3, 4, 7]]
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What one scene takes [s]."""

    name: str
    parts: int
    triangles: int
    show: float
    whole: float
    first: float
    """First frame of a movement."""
    moving: float
    """Later frames of a movement, as coarse as the pace asks for."""
    whole_cpu: float
    moving_cpu: float
    """The same in processor time, which another program on the machine hardly changes."""
    grade: int
    point: float
    """What lies under the cursor."""
    section: float
    """A whole picture with a new section."""
    memory: float
    """Resident memory of scene and first picture, beside that of the building [bytes a triangle]."""


def crowd(triangles: int, boxes: int = 1) -> Building:
    """Return parts of so many boxes of all sizes on ten storeys; the same each time."""
    rng = np.random.default_rng(8)
    elements = []
    for k in range(triangles // len(_BOX) // boxes):
        corners, faces = [], []
        for n in range(boxes):
            low = np.array([*rng.uniform(0.0, 100.0, 2), 3.0 * (k % 10)])
            x, y, z = np.stack([low, low + rng.uniform(0.2, 3.0, 3)]).T
            corners += [(x[i], y[j], z[m]) for m in (0, 1) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))]
            faces.append(_BOX + 8 * n)
        mesh = Mesh(np.array(corners), np.concatenate(faces))
        elements.append(Element(f"deel {k}", "IfcWall", "deel", mesh, f"niveau {k % 10}"))
    levels = tuple(Storey(f"niveau {k}", f"{k}", 3.0 * k) for k in range(10))
    return Building("menigte", tuple(elements), levels)


def measured(name: str, building: Building, rounds: int) -> Row:
    """Draw a building, turn it, point at it and cut it."""
    scene = Scene()
    view = OffscreenView(scene, *SIZE)
    view.render()
    empty = _resident()
    try:
        show, _ = _took(lambda: scene.show(building, ground=0.0))
        camera = Camera(scene)
        view.render()
        taken = _resident() - empty
        wholes = [_took(view.render) for _ in range(rounds)]
        whole = statistics.median(wall for wall, _ in wholes)
        before = view.render()
        moves = [_movement(scene, view, camera, whole) for _ in range(rounds)]
        _back(scene, view, camera)
        if not np.array_equal(before, view.render()):
            raise AssertionError("after a movement the picture is not what it was")
        point = statistics.median(_took(lambda: scene.surface_at(480, 320))[0] for _ in range(rounds))
        section = statistics.median(_cut(scene, view, share) for share in np.linspace(0.3, 0.7, rounds))
    finally:
        view.close()
    count = sum(len(e.mesh.faces) for e in building.elements)
    later = [frame for frames, _ in moves for frame in frames[4:]]
    return Row(
        name,
        len(building.elements),
        count,
        show,
        whole,
        statistics.median(frames[0][0] for frames, _ in moves),
        statistics.median(wall for wall, _ in later),
        statistics.median(cpu for _, cpu in wholes),
        statistics.median(cpu for _, cpu in later),
        moves[-1][1],
        point,
        section,
        taken / count,
    )


def _resident() -> float:
    """Return the memory of this process that is there now [bytes]; NaN where the system does not say."""
    try:
        told = Path("/proc/self/statm").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    return float(told.split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _movement(scene: Scene, view: OffscreenView, camera: Camera, whole: float) -> tuple[list[Took], int]:
    """Turn by small steps as the window does; return the times of the frames, and the last grade."""
    pace, frames = Pace(), []
    pace.rested(whole)
    for _ in range(FRAMES):
        camera.orbit(3.0, 0.0)
        grade = pace.grade

        def draw(share: float = grade.share, *, coarse: bool = grade.coarse) -> None:
            scene.set_coarse(coarse=coarse)
            view.resize(*SIZE, share)
            view.render(draft=coarse)

        frames.append(_took(draw))
        pace.moved(frames[-1][0])
    for _ in range(FRAMES):
        camera.orbit(-3.0, 0.0)
    return frames, GRADES.index(pace.grade)


def _back(scene: Scene, view: OffscreenView, camera: Camera) -> None:
    scene.set_coarse(coarse=False)
    view.resize(*SIZE)
    camera.fit()


def _cut(scene: Scene, view: OffscreenView, share: float) -> float:
    low, high = scene.along(np.array([0.0, 0.0, 1.0]))

    def draw() -> None:
        scene.cut([Cut((0.0, 0.0, 1.0), low + share * (high - low))])
        view.render()

    return _took(draw)[0]


def _took(call: Callable[[], object]) -> Took:
    """Return wall and processor time of a call [s]."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - cpu


def _scenes(*, small: bool) -> Iterator[tuple[str, Building]]:
    if small:
        yield "boxes, small", crowd(6_000)
        return
    yield "sample case", read_model(SAMPLE).building
    if REAL.is_file():
        yield "Schependomlaan", read_model(REAL).building
    yield "boxes by script", crowd(TRIANGLES)
    yield "more boxes, ten to a part", crowd(2 * TRIANGLES, 10)


def _told(row: Row) -> str:
    cells = (row.show, row.whole, row.first, row.moving, row.whole_cpu, row.moving_cpu)
    times = " | ".join(f"{1000 * seconds:.0f}" for seconds in cells)
    return (
        f"| {row.name} | {row.parts} | {row.triangles} | {times} | {row.whole_cpu / row.moving_cpu:.1f}x |"
        f" {row.grade} | {1000 * row.point:.0f} | {1000 * row.section:.0f} | {row.memory:.0f} |"
    )


def _head(rounds: int) -> list[str]:
    grades = (f"{k}: {'coarse' if g.coarse else 'whole'} at {g.share:.0%}" for k, g in enumerate(GRADES))
    where = (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} {platform.machine()} cores, no graphics card, Python"
        f" {platform.python_version()}, VTK {version('vtk')}, load {os.getloadavg()[0]:.1f} at the start."
    )
    return [
        "# Bench of the picture",
        "",
        where,
        f"{SIZE[0]} x {SIZE[1]} pixels, medians of {rounds} rounds, wall time but where cpu is said [ms].",
        "Made by `make bench`.",
        "",
        f"Grades of a moving picture: {', '.join(grades)}.",
        "It gets coarser while a frame takes more than 50 ms. First: the first frame of a movement; moving:",
        "the later ones; ratio: whole by moving, of cpu; point: what lies under the cursor; section: a whole",
        "picture cut anew; B a triangle: resident memory of scene and first picture, beside the building's.",
        "",
        f"| {' | '.join(_COLUMNS)} |",
        f"|{'---|' * len(_COLUMNS)}",
    ]


def main(arguments: list[str]) -> int:
    """Run everything and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.frames", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a small scene: to try the bench itself")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=HERE / "FRAMES.md")
    options = parser.parse_args(arguments)
    lines = _head(options.rounds)
    for name, building in _scenes(small=options.small):
        lines.append(_told(measured(name, building, options.rounds)))
        sys.stdout.write(f"{lines[-1]}\n")
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
