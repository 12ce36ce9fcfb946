"""One hash per model of all that is read and measured: ``python -m tests.bench.readings [--ways]``.

Two states of the program that print the same table read the same bits. With
``--ways`` each model is read by 1, 2 and 4 processes, with and without the cache, and by waiting children.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError, no_progress
from optopcheck.ifc import read_model
from optopcheck.ifc.aspect_source import read_source
from optopcheck.ifc.loading_options import Loading
from optopcheck.ifc.warm import ROOM
from optopcheck.measure import measure_building
from optopcheck.service.sample import sample_case
from tests.blocks import PEIL, PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.ifc.survey import Survey

MODELS = Path(__file__).parents[3] / "shared" / "models" / "ifc"
_SHOWN = 16
_SET = re.compile(r"frozenset\(\{([^}]*)\}\)")


def digest(survey: Survey) -> str:
    """Return a hash of all that a model said and of all its triangles."""
    whole = hashlib.sha256()
    said = [survey.told.to_json(), survey.failed, survey.complaints, survey.kernel_unit, survey.differing]
    whole.update(json.dumps(said, sort_keys=True).encode())
    for name, (vertices, faces) in survey.shapes.items():
        whole.update(f"{name} {vertices.shape} {faces.shape}".encode())
        whole.update(vertices.tobytes())
        whole.update(faces.tobytes())
    return whole.hexdigest()[:_SHOWN]


def read_digest(path: Path, options: Loading) -> str:
    """Return the hash of one reading, or of the words with which it was refused."""
    try:
        return digest(read_source(path, None, no_progress, options=options).survey)
    except InputError as error:
        return f"refused {hashlib.sha256(error.text.nl.encode()).hexdigest()[:8]}"


def measured_digest(path: Path, cache: Path) -> str:
    """Return a hash of the building, its defects and what is measured of it."""
    try:
        building = read_model(path, loading=Loading(cache=cache)).building
    except InputError:
        return "-"
    found = measure_building(building, plan_datum=PEIL, profile=PROFILE)
    named = (building.storeys, building.observation_points, building.defects)
    with np.printoptions(precision=17, threshold=sys.maxsize):
        said = repr((named, found.measurements, found.left_out))
    # Sets stand in another order in each process.
    said = _SET.sub(lambda found: " ".join(sorted(found[1].split(", "))), said)
    return hashlib.sha256(said.encode()).hexdigest()[:_SHOWN]


def ways(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the hash of a model in each way to read it."""
    for workers in (1, 2, 4):
        yield f"{workers}", read_digest(path, Loading(workers=workers))
    with tempfile.TemporaryDirectory(prefix="optopcheck-bench-") as cache:
        yield "2, kept", read_digest(path, Loading(workers=2, cache=Path(cache)))
        yield "again", read_digest(path, Loading(workers=1, cache=Path(cache)))
    ROOM.keep(2)
    try:
        yield "waiting", read_digest(path, Loading(workers=2))
    finally:
        ROOM.dismiss()


def paths(only: list[str]) -> list[Path]:
    """Return the models of the collection and the sample."""
    found = [sample_case().model, *sorted(MODELS.glob("*.ifc*"))]
    return [path for path in found if not only or path.stem in only]


def main(arguments: list[str]) -> int:
    """Print the table; return 1 if a model is read in two ways."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.readings", description=__doc__)
    parser.add_argument("--ways", action="store_true", help="in all ways, and not measured")
    parser.add_argument("--only", nargs="+", default=[], help="models, by their name")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    lines, differ = [], 0
    for path in paths(options.only):
        if options.ways:
            found = dict(ways(path))
            same = len(set(found.values())) == 1
            differ += not same
            lines.append(f"{path.stem}\t{found['1']}\t{'same' if same else found}")
        else:
            with tempfile.TemporaryDirectory(prefix="optopcheck-bench-") as cache:
                read = read_digest(path, Loading(cache=Path(cache)))
                lines.append(f"{path.stem}\t{read}\t{measured_digest(path, Path(cache))}")
        sys.stdout.write(lines[-1] + "\n")
        sys.stdout.flush()
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
