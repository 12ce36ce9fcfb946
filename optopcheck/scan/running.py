"""A scan of tiles: by processes of this machine or of a cluster, each tile kept when it is done.

Two rounds: every tile is read once and kept as arrays; then each is judged with the kept tiles around it.
What is kept is never done again, so that a scan that was broken off goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.text import Text, numbers
from optopcheck.scan.columns import BuildingRow, PointRow
from optopcheck.scan.judging import judge_tile
from optopcheck.scan.keeping import keep_bytes
from optopcheck.scan.tiles import read_tile, save_tile
from optopcheck.service.surroundings import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.scan.request import ScanRequest

_READ, _JUDGED = Text("Tegels lezen", "Reading tiles"), Text("Panden toetsen", "Judging buildings")
_TRIES = 5
"""How often a tile may lose its worker before the scan gives it up."""


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
    """Why a tile was not read."""


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
    with _crew(scheduler, workers) as crew:
        reading = [(i, _Task(request, work, i)) for i in range(len(request.tiles))]
        read = dict(_done(crew, _read_one, reading, progress, _READ))
        folders = {i: Path(answer["folder"]) for i, answer in read.items() if "folder" in answer}
        boxes = {i: np.array(read[i]["box"]) for i in folders}
        judging = [
            (i, _Task(request, work, i, tuple(folders[j] for j in folders if _near(boxes, i, j))))
            for i in folders
        ]
        found = dict(_done(crew, _judge_one, judging, progress, _JUDGED))
    unread = {request.tiles[i].name: str(a["error"]) for i, a in sorted(read.items()) if "error" in a}
    if not folders:
        raise InputError(Text("geen enkele tegel is gelezen: " + "; ".join(unread.values())))
    inputs = {request.tiles[i].name: str(read[i]["sha256"]) for i in sorted(folders)}
    return _gathered(request, [Path(found[i]["rows"]) for i in sorted(found)], inputs, unread)


@dataclass(frozen=True)
class _Task:
    request: ScanRequest
    work: Path
    number: int
    around: tuple[Path, ...] = ()


def _near(boxes: dict[int, Floats], one: int, other: int) -> bool:
    """Tell whether a shadow may reach from one tile to another."""
    gap = np.maximum(boxes[one][0] - boxes[other][1], boxes[other][0] - boxes[one][1])
    return one != other and bool((gap <= FARTHEST).all())


def _read_one(task: _Task) -> dict[str, Any]:
    """Read a tile and keep it; its name there is the hash of its content."""
    path = task.request.tiles[task.number]
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        folder = task.work / "tiles" / f"{task.number:05}-{sha256[:16]}"
        if not (folder / "tile.json").exists():
            save_tile(folder, read_tile(path))
    except InputError as error:
        return {"error": error.text.nl}
    except OSError as error:
        return {"error": f"{path.name}: {error.strerror}"}
    boxes = np.load(folder / "boxes.npy")
    if not len(boxes):
        box = [[0.0, 0.0], [0.0, 0.0]]
    else:
        box = [boxes[:, 0, :2].min(axis=0).tolist(), boxes[:, 1, :2].max(axis=0).tolist()]
    return {"folder": str(folder), "box": box, "sha256": sha256}


def _judge_one(task: _Task) -> dict[str, Any]:
    """Judge a kept tile; keep its rows under all that they depend on."""
    here = next(p for p in (task.work / "tiles").glob(f"{task.number:05}-*") if (p / "tile.json").exists())
    told = [task.request.key(), here.name, *(p.name for p in task.around)]
    name = hashlib.sha256("\n".join(told).encode()).hexdigest()[:24]
    path = task.work / "rows" / f"{task.number:05}-{name}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        judged = judge_tile(task.request, here, task.around)
        rows = {
            "buildings": [asdict(row) for row in judged.buildings],
            "points": [asdict(row) for row in judged.points],
            "outlines": [ring.tolist() for ring in judged.outlines],
        }
        keep_bytes(path, json.dumps(rows, ensure_ascii=False, sort_keys=True).encode())
    return {"rows": str(path)}


def _gathered(
    request: ScanRequest, files: Sequence[Path], inputs: dict[str, str], unread: dict[str, str]
) -> Scan:
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
    return Scan(request, tuple(buildings), tuple(points), tuple(outlines), inputs, unread)


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
            yield number, work(task)
        return
    from distributed import as_completed  # noqa: PLC0415 - see `_crew`

    futures = {crew.submit(work, task, pure=False, retries=_TRIES): number for number, task in tasks}
    try:
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        crew.cancel(list(futures))


@contextmanager
def _crew(scheduler: str | None, workers: int) -> Iterator[Any]:
    """Give a client of dask, or None for work in this process."""
    if scheduler is None and workers <= 1:
        yield None
        return
    try:
        # Only a scan by several processes needs it.
        import dask  # noqa: PLC0415
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            Text(
                "voor meer processen is dask nodig: pip install optopcheck[scan], of geef --workers 1",
                "several processes need dask: pip install optopcheck[scan], or give --workers 1",
            )
        ) from error
    dask.config.set({"distributed.scheduler.allowed-failures": _TRIES})
    if scheduler is not None:
        with Client(scheduler, timeout="20s") as client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0",
            host="127.0.0.1", memory_limit=0, silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):  # fmt: skip
        yield client
