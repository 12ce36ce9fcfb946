"""A result of a scan, read back as it was written: rows, outlines, assumptions and receipt.

By sqlite alone, as it was written. What is in the file is not trusted: a verdict that is none, or a text
where a number belongs, is refused, and a shape that cannot be read leaves its building without outline.
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.rule import Need, Verdict
from optopcheck.domain.text import Text
from optopcheck.scan.columns import BuildingRow, Potential, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from optopcheck.domain.mesh import Floats, Ints

READING = Text("Potentiescan lezen", "Reading the scan")
CREDIT = "credit"
"""Key of the receipt under which a source is named as it asks to be."""
_AT_ONCE = 2000
_FARTHEST = 1e7
"""Beyond this a corner lies nowhere in RD [m]."""
_ENVELOPES = (0, 32, 48, 48, 64)
"""Bytes of the box of a shape by its kind, of the standard [1]_ of `geopackage`."""
_POLYGON, _MULTI = 3, 6
_WORDS: dict[str, set[str | None]] = {
    "verdict": {verdict.value for verdict in Verdict},
    "potential": {potential.value for potential in Potential},
    "need": {None, *(need.value for need in Need)},
}
_ALWAYS = ("building_id", "verdict", "potential")


@dataclass(frozen=True, eq=False)
class ScanResult:
    """What a scan found, in the order of its file."""

    path: Path
    rows: tuple[BuildingRow, ...]
    corners: Floats
    """Of all outlines after another, shape (n, 2), in RD [m]."""
    starts: Ints
    """Where the outline of each building begins among the corners, and the end, shape (rows + 1,)."""
    assumptions: tuple[Text, ...]
    receipt: tuple[tuple[str, str], ...]

    def outline(self, place: int) -> Floats:
        """Return the ring (n, 2) of a building in RD [m]; empty where it has none."""
        return self.corners[self.starts[place] : self.starts[place + 1]]

    @cached_property
    def boxes(self) -> Floats:
        """West, south, east and north of each outline in RD [m], shape (4, rows); NaN where it has none."""
        found = np.full((4, len(self.rows)), np.nan)
        there = np.flatnonzero(np.diff(self.starts))
        if len(there):
            found[:2, there] = np.minimum.reduceat(self.corners, self.starts[there]).T
            found[2:, there] = np.maximum.reduceat(self.corners, self.starts[there]).T
        return found

    def told(self, key: str) -> str:
        """Return what the receipt says under a key; empty where it says nothing."""
        return next((value for known, value in self.receipt if known == key), "")

    def named(self, kind: str) -> Mapping[str, str]:
        """Return what the receipt says of all of a kind, e.g. ``input``, by name."""
        head = f"{kind} "
        return {key.removeprefix(head): value for key, value in self.receipt if key.startswith(head)}

    @property
    def credits(self) -> tuple[str, ...]:
        """What the sources ask to be named with."""
        return tuple(value for key, value in self.receipt if key == CREDIT)


def read_result(path: Path, progress: Progress = no_progress) -> ScanResult:
    """Read the GeoPackage of a scan.

    Parameters
    ----------
    path
        As `write_results` wrote it.
    progress
        Told how far it is; may raise `CancelledError`.

    Raises
    ------
    InputError
        If it is not there, is no result of a scan, or holds what no scan writes.
    """
    progress(READING, 0.0)
    if not path.is_file():
        raise InputError(Text(f"'{path}' is er niet (meer)", f"'{path}' is not there (any more)"))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            _check(database, path.name)
            rows, rings = _buildings(database, path.name, progress)
            told = database.execute("SELECT nl, en FROM assumptions ORDER BY number").fetchall()
            receipt = database.execute("SELECT key, value FROM receipt ORDER BY rowid").fetchall()
    except sqlite3.Error as error:
        raise _no_scan(path.name, str(error)) from error
    progress(READING, 1.0)
    lengths = [len(ring) for ring in rings]
    return ScanResult(
        path,
        rows,
        np.concatenate([np.empty((0, 2)), *rings]),
        np.cumsum([0, *lengths]),
        tuple(Text(str(nl), str(en)) for nl, en in told),
        tuple((str(key), str(value)) for key, value in receipt),
    )


def _no_scan(name: str, said: str) -> InputError:
    return InputError(
        Text(
            f"{name} is geen uitkomst van een potentiescan van dit programma ({said}); kies het .gpkg dat"
            " `optopcheck scan` schreef",
            f"{name} is no result of a scan of this program ({said}); choose the .gpkg that `optopcheck scan`"
            " wrote",
        )
    )


def _check(database: sqlite3.Connection, name: str) -> None:
    """Refuse a GeoPackage of something else, and one of another version of the columns."""
    tables = {str(row[0]) for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in ("buildings", "points", "assumptions", "receipt"):
        if table not in tables:
            raise _no_scan(name, f"{table}: -")
    there = {str(row[1]) for row in database.execute('PRAGMA table_info("buildings")')}
    lacks = [column.name for column in columns(BuildingRow) if column.name not in there]
    if lacks:
        raise _no_scan(name, f"buildings: {', '.join(lacks)}: -")


def _buildings(
    database: sqlite3.Connection, name: str, progress: Progress
) -> tuple[tuple[BuildingRow, ...], list[Floats]]:
    (count,) = database.execute('SELECT count(*) FROM "buildings"').fetchone()
    names = ", ".join(f'"{c.name}"' for c in columns(BuildingRow))
    asked = database.execute(f'SELECT geom, {names} FROM "buildings" ORDER BY fid')  # noqa: S608 - own names
    rows: list[BuildingRow] = []
    rings: list[Floats] = []
    while found := asked.fetchmany(_AT_ONCE):
        _check_values(found, name)
        rows += [BuildingRow(*values) for _, *values in found]
        rings += [_ring(shape) for shape, *_ in found]
        progress(READING, len(rows) / max(count, 1))
    return tuple(rows), rings


def _check_values(found: Sequence[tuple[Any, ...]], name: str) -> None:
    """Refuse a value that no scan writes: sqlite keeps anything in any column."""
    for column, values in zip(columns(BuildingRow), list(zip(*found, strict=True))[1:], strict=True):
        kinds: set[type] = {column.kind, int} if column.kind is float else {column.kind}
        if column.name not in _ALWAYS:
            kinds.add(type(None))
        known = _WORDS.get(column.name)
        if set(map(type, values)) <= kinds and (known is None or set(values) <= known):
            continue
        row, value = next(
            (row, value)
            for row, value in zip(found, values, strict=True)
            if type(value) not in kinds or (known is not None and value not in known)
        )
        raise _no_scan(name, f"{column.name} = {value!r:.40}, {row[1]!r:.40}")


def _ring(shape: object) -> Floats:
    """Return the outer ring of a polygon; empty where there is none that can be drawn."""
    try:
        ring = next(_rings(shape)) if isinstance(shape, bytes) else np.empty((0, 2))
    except (struct.error, ValueError, IndexError, StopIteration):
        return np.empty((0, 2))
    fine = np.isfinite(ring).all() and (np.abs(ring) < _FARTHEST).all()
    return ring if fine else np.empty((0, 2))


def _rings(shape: bytes) -> Iterator[Floats]:
    magic, _, flags = struct.unpack_from("<2sBB", shape)
    if magic != b"GP" or flags & 0b10000:
        return
    at = 8 + _ENVELOPES[flags >> 1 & 0b111]
    (order,) = struct.unpack_from("<B", shape, at)
    sign = "<" if order else ">"
    (kind,) = struct.unpack_from(f"{sign}I", shape, at + 1)
    if kind == _MULTI:
        # The part that comes first; a scan itself writes no others.
        at += 9
        (kind,) = struct.unpack_from(f"{sign}I", shape, at + 1)
    if kind != _POLYGON:
        return
    rings, count = struct.unpack_from(f"{sign}II", shape, at + 5)
    if rings:
        flat = np.frombuffer(shape, f"{sign}f8", 2 * count, at + 13)
        yield flat.reshape(-1, 2)[:-1].astype(np.float64)
