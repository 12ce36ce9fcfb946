"""Loads one model once, as a program: ``python -m tests.bench.load_once WAY MODEL [WORKERS [CACHE]]``.

It prints JSON: what was read, and when the first shapes were there.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def plain(path: Path) -> dict[str, Any]:
    """Iterate over all products with opencascade, openings cut and normals made, in this process."""
    import ifcopenshell  # noqa: PLC0415 -- counts as part of the way
    import ifcopenshell.geom  # noqa: PLC0415 -- same

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
    return {"elements": elements, "triangles": triangles}


def ours(path: Path, workers: int, cache: Path | None) -> dict[str, Any]:
    """Read as the program does."""
    from optopcheck.domain.job import no_progress  # noqa: PLC0415 -- counts as part of the way
    from optopcheck.ifc.aspect_source import read_source  # noqa: PLC0415 -- same
    from optopcheck.ifc.loading_options import Loading  # noqa: PLC0415 -- same

    start, seen = time.perf_counter(), []

    def arrived(survey: object, names: tuple[str, ...]) -> None:
        del survey
        if names:
            seen.append(time.perf_counter() - start)

    options = Loading(workers=workers, cache=cache)
    shapes = read_source(path, None, no_progress, options=options, arrived=arrived).survey.shapes
    took = time.perf_counter() - start
    return {
        "elements": len(shapes),
        "triangles": sum(len(faces) for _, faces in shapes.values()),
        "first": seen[0],
        "took": took,
    }


def main(arguments: list[str]) -> int:
    """Load, and print what came of it."""
    way, path, *more = arguments
    if way == "plain":
        told = plain(Path(path))
    else:
        told = ours(Path(path), int(more[0]), Path(more[1]) if more[1:] else None)
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
