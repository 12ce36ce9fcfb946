"""A record in which what comes back often stands once: elements, points and buildings.

Facts hold the same wall in the case, in the existing and in the proposed situation, and a point in
each study; written out each time they would be ten times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, TypeVar

from optopcheck.domain.building import Building, Element, Neighbour, ObservationPoint
from optopcheck.domain.mesh import Mesh
from optopcheck.records.decoding import Reading, decode
from optopcheck.records.encoding import encode, encode_whole
from optopcheck.records.plain import RecordError, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.records.arrays import KeptArrays, StoredArrays

_T = TypeVar("_T")
_KINDS: dict[str, type] = {
    "points": ObservationPoint,
    "elements": Element,
    "neighbours": Neighbour,
    "buildings": Building,
}
"""What is told once, in the order in which one may name the other."""


def encode_shared(value: object, arrays: KeptArrays) -> dict[str, object]:
    """Return a record as JSON values; what comes back often stands in tables beside it."""
    found: dict[str, list[object]] = {name: [] for name in _KINDS}
    names_of_kind = {kind: name for name, kind in _KINDS.items()}
    for part in _parts(value, set()):
        found[names_of_kind[type(part)]].append(part)
    names: dict[int, str] = {}
    tables: dict[str, list[object]] = {}
    for table, parts in found.items():
        tables[table] = _table(table, parts, names, arrays)
    return {"record": encode(value, names, arrays), "shared": tables}


def decode_shared(kind: type[_T], data: object, arrays: StoredArrays) -> tuple[_T, Reading]:
    """Rebuild such a record; also returns how parts of it were read, for what names them.

    Raises
    ------
    RecordError
        If the data are anything else.
    """
    if not isinstance(data, dict) or set(data) != {"record", "shared"}:
        raise RecordError(f"not a record with shared parts: {shown(data)}")
    tables = data["shared"]
    if not isinstance(tables, dict) or not set(tables) <= set(_KINDS):
        raise RecordError(f"not the shared parts of a record: {shown(tables)}")
    known: dict[str, object] = {}
    reading = Reading(known, arrays)
    for table, part in _KINDS.items():
        entries = tables.get(table, [])
        if not isinstance(entries, list):
            raise RecordError(f"not a list: {shown(entries)}")
        for place, entry in enumerate(entries):
            known[f"{table}.{place}"] = decode(part, entry, reading)
    return decode(kind, data["record"], reading), reading


def _table(table: str, parts: list[object], names: dict[int, str], arrays: KeptArrays) -> list[object]:
    """Name each part; parts that read the same have one name, whether or not they are one object."""
    entries: list[object] = []
    seen: dict[str, str] = {}
    for part in parts:
        entry = encode_whole(part, names, arrays)
        name = seen.setdefault(repr(entry), f"{table}.{len(entries)}")
        if name == f"{table}.{len(entries)}":
            entries.append(entry)
        names[id(part)] = name
    return entries


def _parts(value: object, seen: set[int]) -> Iterator[object]:
    """Yield what is told once, each object the first time that it is met, its own parts before it."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from _parts(item, seen)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _parts(item, seen)
    elif is_dataclass(value) and not isinstance(value, type | Mesh) and id(value) not in seen:
        seen.add(id(value))
        for place in fields(value):
            yield from _parts(getattr(value, place.name), seen)
        if type(value) in _KINDS.values():
            yield value
