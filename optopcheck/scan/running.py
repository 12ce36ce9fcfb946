"""A scan of tiles: by processes of this machine or of a cluster, each tile kept when it is done.

Two rounds: every tile is read once and kept as arrays; then each is judged with the kept tiles around it.
What is kept is never done again, so that a scan that was broken off goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.text import Text, numbers
from optopcheck.report import write_bytes
from optopcheck.scan.columns import BuildingRow, PointRow
from optopcheck.scan.crew import TRIES, crew_of
from optopcheck.scan.judging import basis_of, judge_tile, rules_for
from optopcheck.scan.tiles import load_tile, read_tile, save_tile
from optopcheck.service.assessing import versions_now
from optopcheck.service.surroundings import BEYOND, FARTHEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.scan.request import ScanRequest
    from optopcheck.scan.tiles import Tile

_READ, _JUDGED = Text("Tegels lezen", "Reading tiles"), Text("Panden toetsen", "Judging buildings")


@dataclass(frozen=True, eq=False)
class Scan:
    """What came of a scan, in the order of its tiles."""

    request: ScanRequest
    buildings: tuple[BuildingRow, ...]
    points: tuple[PointRow, ...]
    outlines: tuple[Floats, ...]
    inputs: dict[str, str]
    """SHA-256 of each tile that was read."""
    unread: dict[str, str]
    """Why a tile was not read or judged."""
    credits: tuple[str, ...] = ()
    """What the sources ask to be named with."""
    repeated: int = 0
    """Buildings on which rules in Python were run twice."""
    differing: tuple[str, ...] = ()
    """Rules that gave two answers on the same facts; they are undetermined on every building."""


def run_scan(
    request: ScanRequest,
    work: Path,
    progress: Progress = no_progress,
    scheduler: str | None = None,
    workers: int = 1,
) -> Scan:
    """Scan the tiles; what is in the folder already is not done again.

    Parameters
    ----------
    request
        Tiles, rules, scenario.
    work
        Folder for what is kept; every worker must see it.
    progress
        May raise `CancelledError`; what is done stays kept.
    scheduler
        Address of a running dask.distributed scheduler (``tcp://...``).
    workers
        Processes on this machine where no scheduler is given; 1: in this process.

    Raises
    ------
    InputError
        If no tile can be read.
    """
    work.mkdir(parents=True, exist_ok=True)
    rules_for.cache_clear()
    basis = basis_of(request)
    with crew_of(scheduler, workers) as crew:
        reading = [(i, _Task(request, work, i, basis)) for i in range(len(request.tiles))]
        read = dict(_done(crew, _read_one, reading, progress, _READ))
        folders = {i: Path(answer["folder"]) for i, answer in sorted(read.items()) if "folder" in answer}
        boxes = {i: np.array(read[i]["box"]) for i in folders}
        whole = len(folders) == len(request.tiles)
        judging = [
            (i, _Task(request, work, i, basis, here, _around(folders, boxes, i), whole=whole))
            for i, here in folders.items()
        ]
        found, differing = _judged(crew, judging, progress)
    answers = read | {i: answer for i, answer in found.items() if "error" in answer}
    unread = {request.names[i]: str(a["error"]) for i, a in sorted(answers.items()) if "error" in a}
    judged = [i for i in sorted(found) if "rows" in found[i]]
    if not judged:
        raise InputError(
            Text(
                "geen enkele tegel is gelezen: " + "; ".join(unread.values()),
                "no tile was read: " + "; ".join(unread.values()),
            )
        )
    inputs = {request.names[i]: str(read[i]["sha256"]) for i in judged}
    named = dict.fromkeys(c for i in judged if (c := read[i]["credit"]) is not None)
    rows = _gathered([Path(found[i]["rows"]) for i in judged])
    repeated = sum(found[i]["repeated"] for i in judged)
    return Scan(request, *rows, inputs, unread, tuple(named), repeated, differing)


def _judged(
    crew: Any,  # noqa: ANN401 - a client of dask, which is loaded only where it is used
    tasks: Sequence[tuple[int, _Task]],
    progress: Progress,
) -> tuple[dict[int, dict[str, Any]], tuple[str, ...]]:
    """Judge the tiles; all of them once more without the verdicts of rules that differed in some."""
    distrusted: tuple[str, ...] = ()
    while True:
        asked = [(i, replace(task, distrusted=distrusted)) for i, task in tasks]
        found = dict(_done(crew, _judge_one, asked, progress, _JUDGED))
        differing = {rule for answer in found.values() for rule in answer.get("differing", ())}
        if differing <= set(distrusted):
            return found, distrusted
        distrusted = tuple(sorted({*distrusted, *differing}))


@dataclass(frozen=True)
class _Task:
    request: ScanRequest
    work: Path
    number: int
    basis: str
    """Digest of the rules that judge; a worker that has others refuses."""
    here: Path = Path()
    around: tuple[Path, ...] = ()
    whole: bool = True
    """False: a tile was not read."""
    distrusted: tuple[str, ...] = ()
    """Rules whose verdict counts nowhere."""


def _around(folders: dict[int, Path], boxes: dict[int, Floats], one: int) -> tuple[Path, ...]:
    return tuple(folder for other, folder in folders.items() if _near(boxes, one, other))


def _near(boxes: dict[int, Floats], one: int, other: int) -> bool:
    """Tell whether a shadow may reach from one tile to another."""
    gap = np.maximum(boxes[one][0] - boxes[other][1], boxes[other][0] - boxes[one][1])
    return one != other and bool((gap <= FARTHEST + BEYOND).all())


def _read_one(task: _Task) -> dict[str, Any]:
    """Read a tile and keep it; its name there is the hash of its content, its name and this program."""
    path = task.request.tiles[task.number]
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        made = [sha256, path.name, *(f"{k} {v}" for k, v in sorted(versions_now().items()))]
        folder = task.work / "tiles" / hashlib.sha256("\n".join(made).encode()).hexdigest()[:32]
        if not (folder / "tile.json").exists():
            save_tile(folder, read_tile(path))
        tile = load_tile(folder)
        if tile.sha256 != sha256:
            (folder / "tile.json").unlink(missing_ok=True)
            return {"error": f"{path.name}: het bestand veranderde tijdens het lezen"}
    except InputError as error:
        return {"error": error.text.nl}
    except OSError as error:
        return {"error": f"{path.name}: {error.strerror}"}
    return {"folder": str(folder), "box": _box(tile), "sha256": sha256, "credit": tile.credit}


def _box(tile: Tile) -> list[list[float]]:
    """Return the box of a tile: around its buildings, and around what is missing of others."""
    boxes = tile.boxes[:, :, :2]
    if tile.gaps is not None:
        boxes = np.concatenate([boxes, tile.gaps])
    if not len(boxes):
        return [[0.0, 0.0], [0.0, 0.0]]
    return [boxes[:, 0].min(axis=0).tolist(), boxes[:, 1].max(axis=0).tolist()]


def _judge_one(task: _Task) -> dict[str, Any]:
    """Judge a kept tile; keep its rows under all that they depend on."""
    if basis_of(task.request) != task.basis:
        # A worker that lives longer than the packs were what they are.
        rules_for.cache_clear()
        if basis_of(task.request) != task.basis:
            return {"error": f"{task.here.name}: een werker heeft andere regels of een andere versie"}
    told = [task.basis, str(task.whole), *task.distrusted, task.here.name, *(p.name for p in task.around)]
    path = task.work / "rows" / f"{hashlib.sha256(chr(10).join(told).encode()).hexdigest()[:32]}.json"
    if not (path.exists() and path.with_suffix(".again").exists()):
        path.parent.mkdir(parents=True, exist_ok=True)
        judged = judge_tile(
            task.request, task.here, task.around, whole=task.whole, distrusted=task.distrusted
        )
        rows = {
            "buildings": [vars(row) for row in judged.buildings],
            "points": [vars(row) for row in judged.points],
            "outlines": [ring.tolist() for ring in judged.outlines],
        }
        again = {"repeated": judged.repeated, "differing": judged.differing}
        write_bytes(path.with_suffix(".again"), json.dumps(again).encode())
        write_bytes(path, json.dumps(rows, ensure_ascii=False, sort_keys=True).encode())
    return {"rows": str(path), **json.loads(path.with_suffix(".again").read_bytes())}


def _guarded(work: Callable[[_Task], dict[str, Any]], task: _Task) -> dict[str, Any]:
    """Do a task; whatever goes wrong with it costs its tile and not the scan."""
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001 - one bad tile never stops a scan
        return _given_up(task, error)


def _given_up(task: _Task, error: BaseException) -> dict[str, Any]:
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return {"error": f"{task.request.names[task.number]}: {said}"}


def _gathered(
    files: Sequence[Path],
) -> tuple[tuple[BuildingRow, ...], tuple[PointRow, ...], tuple[Floats, ...]]:
    """Put the rows together; a building that stands in two tiles counts once, in the first."""
    buildings: list[BuildingRow] = []
    points: list[PointRow] = []
    outlines: list[Floats] = []
    seen: set[str] = set()
    for file in files:
        rows = json.loads(file.read_bytes())
        new: set[str] = set()
        for told, ring in zip(rows["buildings"], rows["outlines"], strict=True):
            row = BuildingRow(**told)
            if row.building_id not in seen:
                new.add(row.building_id)
                buildings.append(row)
                outlines.append(np.array(ring, dtype=np.float64).reshape(-1, 2))
        points += [PointRow(**told) for told in rows["points"] if told["building_id"] in new]
        seen |= new
    return tuple(buildings), tuple(points), tuple(outlines)


def _done(
    crew: Any,  # noqa: ANN401 - a client of dask, which is loaded only where it is used
    work: Callable[[_Task], dict[str, Any]],
    tasks: Sequence[tuple[int, _Task]],
    progress: Progress,
    step: Text,
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield what comes of each task, in the order in which they end; tell rate and time left."""
    began = time.monotonic()
    for count, (number, answer) in enumerate(_answers(crew, work, tasks), 1):
        passed = time.monotonic() - began
        left = passed / count * (len(tasks) - count)
        told = numbers(
            f"{step.nl}: {count} van {len(tasks)} tegels, nog {{left}} s",
            f"{step.in_language('en')}: {count} of {len(tasks)} tiles, {{left}} s left",
            0,
            left=left,
        )
        progress(told, count / len(tasks))
        yield number, answer


def _answers(
    crew: Any,  # noqa: ANN401 - as above
    work: Callable[[_Task], dict[str, Any]],
    tasks: Sequence[tuple[int, _Task]],
) -> Iterator[tuple[int, dict[str, Any]]]:
    if crew is None:
        for number, task in tasks:
            yield number, _guarded(work, task)
        return
    from distributed import as_completed  # noqa: PLC0415 - see `crew_of`

    futures = {
        crew.submit(_guarded, work, task, pure=False, retries=TRIES): (number, task) for number, task in tasks
    }
    try:
        for future in as_completed(futures):
            number, task = futures[future]
            failed = future.exception()
            yield number, future.result() if failed is None else _given_up(task, failed)
    finally:
        crew.cancel(list(futures))
