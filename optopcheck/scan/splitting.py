"""Large files and footprints laid out as tiles, in one pass and little memory."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.citymodel.sequence import read_lines
from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.text import Text
from optopcheck.report import write_bytes
from optopcheck.scan.footprints import Asked, features, find_footprints, header
from optopcheck.scan.request import LINES, tiles_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from optopcheck.domain.mesh import Floats

LARGE = 48 * 2**20
"""Files of lines beyond this size are split [bytes]."""
_SIDE = 1000.0
"""Of a tile [m]."""
_HELD = 16 * 2**20
"""Characters that wait to be written."""
_LAYOUT = "1"
"""Changes when other tiles are made of the same file."""
_STEP = Text("Bestand in tegels verdelen", "Splitting the file in tiles")
_EVERY = 2000


@dataclass(frozen=True)
class Tiles:
    """What a scan reads."""

    paths: tuple[Path, ...]
    sources: tuple[tuple[str, str], ...] = ()
    """Files that were laid out as tiles: name, and what the receipt says of it."""


def tiles_of(
    area: Path,
    work: Path,
    asked: Asked | None = None,
    progress: Progress = no_progress,
    large: int = LARGE,
) -> Tiles:
    """Return the tiles of an area; what is no tile or too large for one is laid out as tiles first.

    Parameters
    ----------
    area
        Folder or file of CityJSON, or a GeoPackage of footprints.
    work
        Folder of what is kept; what was laid out there before is not done again.
    asked
        Which columns of a GeoPackage tell what.
    progress
        May raise `CancelledError`.
    large
        Files of lines beyond this size are split [bytes].

    Raises
    ------
    InputError
        If a file cannot be read.
    """
    paths: list[Path] = []
    sources: list[tuple[str, str]] = []
    for path in tiles_in(area, work):
        if path.suffix.lower() == ".gpkg":
            made, said = _blocks(path, work, asked or Asked(), progress)
        elif path.suffix.lower() in LINES and path.stat().st_size > large:
            made, said = _split(path, work, progress)
        else:
            paths.append(path)
            continue
        paths += made
        sources.append((path.name, said))
    return Tiles(tuple(paths), tuple(sources))


def _split(path: Path, work: Path, progress: Progress) -> tuple[list[Path], str]:
    before = _digest(path)
    folder = work / "split" / _short(before, _LAYOUT)
    if not (folder / "done.json").exists():
        read = hashlib.sha256()
        lines = read_lines(path, read)
        _, _, first = next(lines, ("", None, ""))
        _lay_out(folder, path, first, lines, progress)
        _check_same(path, before, read.hexdigest())
        _done(folder)
    return _made(folder), f"{before}; verdeeld in tegels van {_SIDE:.0f} m"


def _blocks(path: Path, work: Path, asked: Asked, progress: Progress) -> tuple[list[Path], str]:
    found = find_footprints(path, asked)
    before = _digest(path)
    folder = work / "split" / _short(before, _LAYOUT, found.told, str(found.name))
    if not (folder / "done.json").exists():
        _lay_out(folder, path, header(), features(found), progress)
        _check_same(path, before, _digest(path))
        _done(folder)
    return _made(folder), f"{before}; {found.told}"


def _lay_out(
    folder: Path,
    path: Path,
    first: str,
    lines: Iterable[tuple[str, Floats | None, str]],
    progress: Progress,
) -> None:
    # Whatever lies there is half of it.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cells = _Cells(folder, path.name.split(".")[0], first)
    for number, (name, place, line) in enumerate(lines):
        if number % _EVERY == 0:
            progress(_STEP, 0.0)
        cells.add(name, place, line)
    cells.flush()
    if not cells.started:
        raise InputError(Text(f"{path.name} bevat geen panden", f"{path.name} holds no buildings"))


@dataclass
class _Cells:
    """Tiles that are being written."""

    folder: Path
    stem: str
    first: str
    started: set[str] = field(default_factory=set)
    _held: dict[str, list[str]] = field(default_factory=dict)
    _size: int = 0
    _where: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, place: Floats | None, line: str) -> None:
        """Put a building in the tile of its place; one that stands there twice, beside the first."""
        cell = self._where.setdefault(name, _cell(place))
        self._held.setdefault(cell, []).append(line)
        self._size += len(line)
        if self._size > _HELD:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        for cell, lines in sorted(self._held.items()):
            before = [] if cell in self.started else [self.first]
            with (self.folder / f"{self.stem}-{cell}.city.jsonl").open("a", encoding="utf-8") as file:
                file.write("\n".join([*before, *lines]) + "\n")
            self.started.add(cell)
        self._held.clear()
        self._size = 0


def _cell(place: Floats | None) -> str:
    if place is None:
        return "zonder-plaats"
    x, y = np.floor(place / _SIDE).astype(int).tolist()
    return f"{x}-{y}"


def _done(folder: Path) -> None:
    names = sorted(path.name for path in folder.glob("*.city.jsonl"))
    write_bytes(folder / "done.json", json.dumps(names).encode())


def _made(folder: Path) -> list[Path]:
    return [folder / name for name in json.loads((folder / "done.json").read_bytes())]


def _check_same(path: Path, before: str, after: str) -> None:
    if before != after:
        raise InputError(
            Text(
                f"{path.name}: het bestand veranderde tijdens het lezen",
                f"{path.name}: the file changed while it was read",
            )
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _short(*told: str) -> str:
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:24]
