"""Geometry of models that were read before, on disk: reopening is mapping a file.

One file per model holds a line of JSON with what the model says, and after it
the triangles as they are in memory. It is named after all that made it, and
begins with the hash of what follows: a damaged one is noticed and made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import platform
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import optopcheck
from optopcheck.ifc.survey import ModelFacts, Survey

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Ints

SUFFIX = ".geometry"
_MAGIC = b"optopcheck geometry 1\n"
_DIGEST = 32
_LENGTH = 8
_ALIGN = 64
_TRIPLE = 3
_HEAD = len(_MAGIC) + _DIGEST + _LENGTH


def key_of(sha256: str, told: dict[str, Any]) -> str:
    """Return the name under which a model is kept: a hash of the file and of all that makes its geometry.

    Parameters
    ----------
    sha256
        Of the file.
    told
        What the children are told beside it.
    """
    return hashlib.sha256(json.dumps([sha256, told, _makers()]).encode()).hexdigest()


@cache
def _makers() -> list[str]:
    """Return what the bits of the geometry depend on beside the file."""
    own = hashlib.sha256()
    # A frozen program has no sources beside it, and its version says all.
    for source in sorted(Path(__file__).parent.glob("*.py")):
        own.update(source.read_bytes())
    return [
        optopcheck.__version__,
        own.hexdigest(),
        version("ifcopenshell"),
        np.__version__,
        platform.machine(),
        platform.system(),
    ]


class Kept:
    """One model in the cache, there or not.

    Parameters
    ----------
    folder
        Of the cache; it need not exist.
    key
        Of the model.
    most
        Size of the whole cache [bytes].
    """

    def __init__(self, folder: Path, key: str, most: int) -> None:
        self._folder, self._most = folder, most
        self._path = folder / f"{key}{SUFFIX}"

    def read(self) -> Survey | None:
        """Return what was kept, None if there is nothing or it is damaged; that is removed."""
        try:
            with self._path.open("rb") as file:
                whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # ValueError: it is empty
            return None
        survey = _survey(whole)
        with contextlib.suppress(OSError):
            if survey is None:
                whole.close()
                self._path.unlink()
            else:
                os.utime(self._path)
        return survey

    def write(self, survey: Survey) -> None:
        """Keep a reading, unless a child died over it; a full disk is no failure."""
        if survey.deaths:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    for piece in _pieces(survey):
                        file.write(piece)
                Path(name).replace(self._path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            shrink(self._folder, self._most, self._path)


def _pieces(survey: Survey) -> list[bytes]:
    said = {
        "facts": survey.told.to_json(),
        "failed": survey.failed,
        "complaints": survey.complaints,
        "mended": survey.mended,
        "kernel_unit": survey.kernel_unit,
        "differing": survey.differing,
        "shapes": [(name, len(v), len(f)) for name, (v, f) in survey.shapes.items()],
    }
    text = json.dumps(said).encode()
    pieces = [len(text).to_bytes(_LENGTH, "little"), text, bytes(-(_HEAD + len(text)) % _ALIGN)]
    pieces += [v.tobytes() for v, _ in survey.shapes.values()]
    pieces += [f.tobytes() for _, f in survey.shapes.values()]
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return [_MAGIC, digest.digest(), *pieces]


def _survey(whole: mmap.mmap) -> Survey | None:
    start = len(_MAGIC) + _DIGEST
    with memoryview(whole) as view, view[start:] as rest:
        digest = hashlib.sha256(rest).digest()
    if whole[:start] != _MAGIC + digest:
        return None
    length = int.from_bytes(whole[start:_HEAD], "little")
    said = json.loads(whole[_HEAD : _HEAD + length])
    at = _HEAD + length + -(_HEAD + length) % _ALIGN
    rows = [sum(shape[1] for shape in said["shapes"]), sum(shape[2] for shape in said["shapes"])]
    vertices = np.frombuffer(whole, np.float64, rows[0] * _TRIPLE, at).reshape(-1, _TRIPLE)
    faces = np.frombuffer(whole, np.int64, rows[1] * _TRIPLE, at + vertices.nbytes).reshape(-1, _TRIPLE)
    return Survey(
        ModelFacts.from_json(said["facts"]),
        _cut(said["shapes"], vertices, faces),
        said["failed"],
        said["complaints"],
        said["kernel_unit"],
        tuple(said["differing"]),
        mended=said["mended"],
    )


def _cut(told: list[tuple[str, int, int]], vertices: Floats, faces: Ints) -> dict[str, tuple[Floats, Ints]]:
    shapes: dict[str, tuple[Floats, Ints]] = {}
    v = f = 0
    for name, n, m in told:
        shapes[name] = (vertices[v : v + n], faces[f : f + m])
        v, f = v + n, f + m
    return shapes


def shrink(folder: Path, most: int, newest: Path | None = None) -> int:
    """Remove what was used longest ago until the cache fits; return the bytes removed.

    Parameters
    ----------
    folder
        Of the cache.
    most
        What may stay [bytes].
    newest
        A file that stays in any case.
    """
    found = []
    for path in folder.glob("*"):
        with contextlib.suppress(OSError):
            if path.suffix in (SUFFIX, ".part"):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
    total, removed = sum(size for _, size, _ in found), 0
    for _, size, path in sorted(found):
        if total - removed <= most:
            break
        if path != newest:
            # In use on a system that does not let go of mapped files: it goes the next time.
            with contextlib.suppress(OSError):
                path.unlink()
                removed += size
    return removed


def kept_size(folder: Path) -> tuple[int, int]:
    """Return how many models are kept in a cache, and their size [bytes]."""
    sizes = []
    for path in folder.glob(f"*{SUFFIX}"):
        with contextlib.suppress(OSError):
            sizes.append(path.stat().st_size)
    return len(sizes), sum(sizes)


def clear_kept(folder: Path) -> int:
    """Remove all that is kept in a cache; return the bytes removed."""
    return shrink(folder, -1)
