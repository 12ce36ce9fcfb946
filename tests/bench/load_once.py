"""Loads one model once, as a program: ``python -m tests.bench.load_once WAY MODEL [WORKERS [CACHE]]``.

It prints JSON: what was read, and when the first shapes were there.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

_LOOK = 0.02
"""Between looks at children that get ready [s]."""


def plain(path: Path) -> dict[str, Any]:
    """Iterate over all products with opencascade, openings cut and normals made, in this process."""
    import ifcopenshell  # noqa: PLC0415 -- counts as part of the way
    import ifcopenshell.geom  # noqa: PLC0415 -- same

    start = time.perf_counter()
    model = ifcopenshell.open(str(path))
    iterator = ifcopenshell.geom.iterator(
        ifcopenshell.geom.settings(), model, 1, geometry_library="opencascade"
    )
    elements = triangles = 0
    if iterator.initialize():
        while True:
            geometry = iterator.get().geometry
            triangles += len(geometry.faces_buffer) // 12
            elements += len(geometry.verts_buffer) > 0
            if not iterator.next():
                break
    return {"elements": elements, "triangles": triangles, "took": time.perf_counter() - start}


def ours(path: Path, workers: int, cache: Path | None, *, waiting: int = 0) -> dict[str, Any]:
    """Read as the program does; with children that wait, as its window does."""
    from optopcheck.domain.job import no_progress  # noqa: PLC0415 -- counts as part of the way
    from optopcheck.ifc.aspect_source import read_source  # noqa: PLC0415 -- same
    from optopcheck.ifc.loading_options import Loading  # noqa: PLC0415 -- same
    from optopcheck.ifc.plan import ENVELOPE, phase_of  # noqa: PLC0415 -- same

    before = _wait_for(waiting)
    start, spent = time.perf_counter(), time.process_time()
    came: list[tuple[float, tuple[str, ...]]] = []

    def arrived(survey: object, names: tuple[str, ...]) -> None:
        del survey
        if names:
            came.append((time.perf_counter() - start, names))

    sketches: list[float] = []

    def sketched(parts: object) -> None:
        del parts
        sketches.append(time.perf_counter() - start)

    options = Loading(workers=workers, cache=cache)
    survey = read_source(
        path,
        None,
        no_progress,
        options=options,
        arrived=arrived,
        # A command shows no picture, and asks for none.
        sketched=sketched if waiting else None,
    ).survey
    took = time.perf_counter() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    shell = {part.id for part in survey.told.parts if phase_of(part.kind) == ENVELOPE}
    return {
        "elements": len(survey.shapes),
        "triangles": sum(len(faces) for _, faces in survey.shapes.values()),
        "first": min([came[0][0], *sketches]),
        "own": came[0][0],
        "shell": max(at for at, names in came if not shell.isdisjoint(names)),
        "took": took,
        "cpu": time.process_time() - spent + children.ru_utime + children.ru_stime - before,
    }


def _wait_for(count: int) -> float:
    """Make children ready and return the cpu time that they took for it [s]."""
    from optopcheck.ifc.warm import ROOM, SCOUTS  # noqa: PLC0415 -- counts as part of the way

    rooms = {ROOM: count, SCOUTS: min(1, count)}
    for room, wanted in rooms.items():
        room.keep(wanted)
    while any(room.ready() < wanted for room, wanted in rooms.items()):
        time.sleep(_LOOK)
    for room in rooms:
        # What takes their place is no part of this reading.
        room.keep(0)
    return sum(_cpu_of(waiting.child.pid) for room in rooms for waiting in room.waiting())


def _cpu_of(pid: int) -> float:
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return 0.0
    fields = status.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(arguments: list[str]) -> int:
    """Load, and print what came of it."""
    way, path, *more = arguments
    if way == "plain":
        told = plain(Path(path))
    else:
        cache = Path(more[1]) if more[1:] else None
        workers = int(more[0])
        told = ours(Path(path), workers, cache, waiting=workers if way == "waiting" else 0)
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
