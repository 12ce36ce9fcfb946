"""Writes every export over and over in a child that is killed; run as a program: FOLDER ROUNDS SEED.

Two designs take turns, so that each file is written anew and with other bytes. Exports are the same bytes
each time: whatever is on disk under its name after a kill must be all of the one design or of the other.
Half of the kills come at a moment of chance; for the other half the child says that it begins to write.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck import service
from optopcheck.domain.scenario import Scenario
from optopcheck.report import saving
from optopcheck.service.inputs import CaseInput
from tests.dossier import made as dossiers
from tests.ifc.drawing import Drawing, house
from tests.service import made
from tests.service.written import assessed

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.assessment import Assessment

SHORT = 0.004
"""A write takes about so long [s]."""
LONG = 1.5


def exports(model: Path) -> dict[str, Callable[[Assessment, Path], object]]:
    """Return what writes each kind of file."""
    nothing = service.Illustrations()
    return {
        "punten.bcf": lambda a, path: service.write_bcf(a, model.name, path),
        "variant.ifc": lambda a, path: service.write_ifc(a, CaseInput(model), path),
        "rapport.pdf": lambda a, path: service.write_report(a, path, shown=nothing),
        "rapport.html": lambda a, path: service.write_report(a, path, shown=nothing),
        "beeld.glb": service.write_glb,
        "gis.city.json": service.write_cityjson,
        "uit.json": service.write_json,
        "zaak.optop": _enclose,
    }


def _enclose(assessment: Assessment, path: Path) -> None:
    """Put a report into a dossier: that of the one design or of the other."""
    if not path.exists():
        path.write_bytes(dossiers.content())
    report = repr(assessment.facts.scenario).encode() * 2000
    service.enclose_reports(path, {"rapport.txt": report})


def designs(folder: Path) -> tuple[Path, tuple[Assessment, Assessment]]:
    """Draw a house and two designs on it."""
    drawing = Drawing()
    house(drawing)
    model = drawing.save(folder / "huis.ifc")
    outcomes = made.many_sided().outcomes
    one, two = (replace(assessed(model, Scenario(parapet=p)), outcomes=outcomes) for p in (0.0, 0.5))
    return model, (one, two)


def write_on(folder: Path, first: int, told: int, kinds: Any, both: tuple[Assessment, Assessment]) -> None:
    """Write for ever, beginning at one kind; say ``w`` as a write begins and ``d`` as an export is done."""
    whole = saving._replace

    def telling(*given: Any, **more: Any) -> None:
        os.write(told, b"w")
        whole(*given, **more)

    saving._replace = telling
    for turn in count():
        for number in range(len(kinds)):
            name = list(kinds)[(first + number) % len(kinds)]
            kinds[name](both[turn % 2], folder / name)
            os.write(told, b"d")


def one_round(folder: Path, number: int, dice: random.Random, kinds: Any, both: Any) -> int:
    """Return how many exports a child had done when it was killed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            write_on(folder, number, write, kinds, both)
        finally:
            os._exit(1)
    os.close(write)
    if number % 2:
        select.select([read], [], [], 60)
        time.sleep(dice.uniform(0, SHORT))
    else:
        time.sleep(dice.uniform(0, LONG))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    heard = b""
    while part := os.read(read, 4096):
        heard += part
    os.close(read)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the child ended by itself")
    return heard.count(b"d")


def main(folder: Path, rounds: int, seed: int) -> dict[str, int]:
    """Return what was found over all rounds."""
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    model, both = designs(folder)
    kinds, out = exports(model), folder / "uit"
    out.mkdir()
    good: dict[str, set[bytes]] = {name: set() for name in kinds}
    for assessment in both:
        for name, write in kinds.items():
            write(assessment, out / name)
            good[name].add((out / name).read_bytes())
    good["zaak.optop"].add(dossiers.content())
    found = dict.fromkeys(("half", "strange", "mid_write", "done"), 0)
    for number in range(rounds):
        found["done"] += one_round(out, number, dice, kinds, both)
        rest = {path for path in out.iterdir() if path.name.startswith(".") and path.suffix == ".part"}
        found["mid_write"] += bool(rest)
        named = {path for path in out.iterdir() if path.name in kinds}
        found["half"] += sum(path.read_bytes() not in good[path.name] for path in named)
        found["strange"] += len({*out.iterdir()} - rest - named)
        for path in rest:
            path.unlink()
    found["alike"] = sum(len(contents) == 1 for contents in good.values())
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
