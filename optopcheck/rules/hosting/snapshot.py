"""The facts as one private file: written once per assessment, mapped by every worker.

The worker trusts its parent, so the way down may be pickle; the way back never
is. Arrays do not go through pickle one by one: a building holds tens of
thousands of small ones, and each would cost more than its content. They are
laid end to end, a pool per kind of number, and come back as views on the map.
"""

from __future__ import annotations

import gc
import io
import math
import mmap
import os
import pickle
import struct
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from optopcheck.domain.facts import Facts
from optopcheck.domain.mesh import Mesh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Array = NDArray[Any]
_ALIGNMENT = 64
_WORD = struct.Struct("<Q")
_REAL, _WHOLE = np.dtype(np.float64).str, np.dtype(np.int64).str


@contextmanager
def snapshot(facts: Facts | tuple[Facts, ...]) -> Iterator[Path]:
    """Write the facts of one or many to a file that only this user can read; gone when the block ends."""
    handle, name = tempfile.mkstemp(prefix="optopcheck-facts-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for part in _padded_parts(facts):
                file.write(part)
        yield path
    finally:
        # Windows keeps a file that a worker still maps; the system's own clean-up takes it.
        with suppress(OSError):
            path.unlink()


def read_snapshot(path: Path) -> Facts:
    """Read the facts back; arrays are views on the mapped file, read-only."""
    facts = _read(path)
    if not isinstance(facts, Facts):
        raise TypeError(f"the snapshot holds a {type(facts).__name__}")
    return facts


def read_many(path: Path) -> tuple[Facts, ...]:
    """Read the facts of many back, as `read_snapshot` does."""
    facts = _read(path)
    if not isinstance(facts, tuple) or not all(isinstance(each, Facts) for each in facts):
        raise TypeError(f"the snapshot holds a {type(facts).__name__}")
    return facts


def _read(path: Path) -> object:
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    parts, place = [], 0
    while place < len(view):
        (length,) = _WORD.unpack_from(view, place)
        start = place + _ALIGNMENT
        parts.append(view[start : start + length])
        place = start + _padded(length)
    with _no_collecting():
        return _Reader(parts).load()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: there is none, and looking takes as long as the work."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Writer(pickle.Pickler):
    """Pickles all but arrays, which it keeps aside."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=5)
        self.pools: dict[str, list[_Array]] = {}
        self._filled: dict[str, int] = {}
        self.dispatch_table = {np.ndarray: self._aside, Mesh: self._mesh_aside}

    def _aside(self, array: _Array) -> tuple[Callable[..., _Array], tuple[Any, ...]]:
        kind = array.dtype.str
        return _pooled, (kind, self._start(kind, array), array.shape)

    def _mesh_aside(self, mesh: Mesh) -> tuple[Callable[..., Mesh], tuple[int, ...]]:
        places = (self._start(_REAL, mesh.vertices), mesh.vertices.size)
        return _pooled_mesh, (*places, self._start(_WHOLE, mesh.faces), mesh.faces.size)

    def _start(self, kind: str, array: _Array) -> int:
        """Lay an array in its pool; return where it begins."""
        start = self._filled.get(kind, 0)
        self.pools.setdefault(kind, []).append(array.ravel())
        self._filled[kind] = start + array.size
        return start


class _Reader(pickle.Unpickler):
    """Reads what `_Writer` wrote."""

    def __init__(self, parts: list[memoryview]) -> None:
        names, stream, *pools = parts
        super().__init__(io.BytesIO(stream))
        kinds = bytes(names).decode("ascii").split()
        self._pools: dict[str, _Array] = {
            kind: np.frombuffer(pool, dtype=kind) for kind, pool in zip(kinds, pools, strict=True)
        }
        self._own = {_pooled.__name__: self._pooled, _pooled_mesh.__name__: self._pooled_mesh}

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle has it
        return self._own.get(name) or super().find_class(module, name)

    def _pooled(self, kind: str, start: int, shape: tuple[int, ...]) -> _Array:
        return self._pools[kind][start : start + math.prod(shape)].reshape(shape)

    def _pooled_mesh(self, corners: int, corner_count: int, faces: int, face_count: int) -> Mesh:
        # Checked and frozen when it was made: not once more for each of ten thousand.
        mesh = object.__new__(Mesh)
        mesh.__dict__["vertices"] = self._pools[_REAL][corners : corners + corner_count].reshape(-1, 3)
        mesh.__dict__["faces"] = self._pools[_WHOLE][faces : faces + face_count].reshape(-1, 3)
        return mesh


def _pooled(kind: str, start: int, shape: tuple[int, ...]) -> _Array:
    """Stand for an array in the stream; the reader puts its own in place of this."""
    raise TypeError(f"no pool of {kind} at {start} for {shape}")


def _pooled_mesh(*places: int) -> Mesh:
    """Stand for a mesh in the stream, as `_pooled` does."""
    raise TypeError(f"no pool for a mesh at {places}")


def _padded_parts(facts: Facts | tuple[Facts, ...]) -> Iterator[bytes | memoryview[int]]:
    stream = io.BytesIO()
    writer = _Writer(stream)
    writer.dump(facts)
    pools = [np.concatenate(arrays) for arrays in writer.pools.values()]
    parts: list[memoryview[int]] = [
        memoryview(" ".join(writer.pools).encode("ascii")),
        stream.getbuffer(),
        *(pool.view(np.uint8).data for pool in pools),
    ]
    for part in parts:
        yield _WORD.pack(len(part)).ljust(_ALIGNMENT, b"\0")
        yield part
        yield bytes(_padded(len(part)) - len(part))


def _padded(length: int) -> int:
    return -(-length // _ALIGNMENT) * _ALIGNMENT
