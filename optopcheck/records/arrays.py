"""Arrays beside JSON: raw little-endian numbers, each array once, found by its hash."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.records.plain import RecordError, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

Array = np.ndarray[Any, Any]
WITHIN = 12
"""Arrays of floats up to this many numbers stay in the JSON, where a reader sees them."""
_FILES = {"<f8": "f8", "<i8": "i8", "|u1": "u1", "<M8[s]": "seconds"}
_KINDS: dict[type, str] = {np.float64: "<f8", np.int64: "<i8", np.uint8: "|u1", np.datetime64: "<M8[s]"}


class KeptArrays:
    """Takes arrays in; gives back what stands for each, and in the end the files.

    Of one file all arrays have one type and follow each other without a gap; the index tells where
    each begins and how many numbers it has.
    """

    def __init__(self) -> None:
        self._parts: dict[str, list[bytes]] = {}
        self._ends: dict[str, int] = {}
        self.index: dict[str, list[object]] = {}
        """By SHA-256 of the raw numbers: file, first number, count."""

    def __call__(self, array: Array) -> object:
        """Return the reference to an array, or the numbers themselves where they are few.

        Raises
        ------
        TypeError
            If it holds another type of numbers than the records do.
        """
        kind = array.dtype.newbyteorder("<").str
        if kind not in _FILES:
            raise TypeError(f"an array of {array.dtype} has no place in a dossier")
        if kind == "<f8" and 0 < array.size <= WITHIN and np.isfinite(array).all():
            return array.tolist()
        raw = np.ascontiguousarray(array, dtype=kind).tobytes()
        digest = hashlib.sha256(raw).hexdigest()
        if array.size and digest not in self.index:
            file = _FILES[kind]
            start = self._ends.get(file, 0)
            self.index[digest] = [file, start, array.size]
            self._ends[file] = start + array.size
            self._parts.setdefault(file, []).append(raw)
        return {"array": digest, "type": kind, "shape": list(array.shape)}

    def files(self) -> dict[str, bytes]:
        """Return the content of each file, by its name."""
        return {file: b"".join(parts) for file, parts in self._parts.items()}


class StoredArrays:
    """Gives arrays back by their references; each is held against its hash.

    Parameters
    ----------
    index
        As `KeptArrays.index`.
    files
        As `KeptArrays.files`.
    """

    def __init__(self, index: object, files: Mapping[str, bytes]) -> None:
        self._index = index if isinstance(index, dict) else {}
        self._files = files
        self._seen: dict[tuple[str, str], Array] = {}

    def __call__(self, data: object, number: type) -> Array:
        """Return the array of a reference, read-only.

        Raises
        ------
        RecordError
            If it is not there, is of another type, or is not what its hash says.
        """
        kind = _KINDS[number]
        if isinstance(data, list) and number is np.float64:
            return _few(data)
        if not isinstance(data, dict) or set(data) != {"array", "type", "shape"} or data["type"] != kind:
            raise RecordError(f"an array was expected, not {shown(data)}")
        shape = data["shape"]
        if not (isinstance(shape, list) and all(type(n) is int and n >= 0 for n in shape)):
            raise RecordError(f"this is no shape: {shown(shape)}")
        flat = self._flat(data["array"], kind, 0 if 0 in shape else None)
        try:
            return flat.reshape(shape)
        except ValueError as error:
            raise RecordError(f"{flat.size} numbers have no shape {shown(shape)}") from error

    def _flat(self, digest: object, kind: str, count: int | None) -> Array:
        if count == 0:
            return np.empty(0, dtype=kind)
        known = self._seen.get((str(digest), kind))
        if known is not None:
            return known
        match self._index.get(digest) if isinstance(digest, str) else None:
            case [str(file), int(start), int(size)] if file == _FILES[kind] and start >= 0 and size > 0:
                raw = self._cut(file, start, size, np.dtype(kind).itemsize)
            case _:
                raise RecordError(f"there is no array {shown(digest)}")
        if hashlib.sha256(raw).hexdigest() != digest:
            raise RecordError(f"array {shown(digest)} is not what its hash says")
        found: Array = np.frombuffer(raw, dtype=kind)
        self._seen[digest, kind] = found
        return found

    def _cut(self, file: str, start: int, size: int, width: int) -> memoryview:
        raw = memoryview(self._files.get(file, b""))
        if (start + size) * width > len(raw):
            raise RecordError(f"'{file}' ends before the array that should begin at {start}")
        return raw[start * width : (start + size) * width]


def _few(data: list[object]) -> Array:
    try:
        found = np.array(data, dtype="<f8")
    except (ValueError, TypeError, OverflowError) as error:
        raise RecordError(f"these are no numbers: {shown(data)}") from error
    if found.size > WITHIN or not np.isfinite(found).all():
        raise RecordError(f"these are not at most {WITHIN} numbers: {shown(data)}")
    return found
