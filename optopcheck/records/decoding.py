"""Records out of JSON: what may be read is spelt out by the types, nothing else is.

A worker's answer and a dossier are read by the same code. A worker is read strictly: its meshes as
base64, every field there, no character that steers a terminal. A dossier keeps what the facts held,
to the last sign, has its arrays apart, and may lack a field that was added after it was made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.records.plain import PLAIN, RecordError, exact_text, mesh_within, shown, told_number
from optopcheck.records.types import types_of

_T = TypeVar("_T")


@dataclass(frozen=True)
class Reading:
    """How data are read."""

    known: Mapping[str, object] = field(default_factory=dict)
    """Objects that a ``{"ref": name}`` stands for."""
    array: Callable[[object, type], np.ndarray[Any, Any]] | None = None
    """Returns an array by its reference; None: the meshes are within the data."""

    @property
    def of_file(self) -> bool:
        """Whether the data are a dossier's: exact texts, and fields of a later version may be missing."""
        return self.array is not None


def decode(kind: type[_T], data: object, known: Mapping[str, object] | Reading | None = None) -> _T:
    """Rebuild a record of a kind; names stand for the objects that are known by them.

    Raises
    ------
    RecordError
        If the data are anything else than such a record.
    """
    found = decode_value(kind, data, known or {})
    if not isinstance(found, kind):
        raise RecordError(f"a {kind.__name__} was expected")
    return found


def decode_value(kind: Any, data: object, known: Mapping[str, object] | Reading) -> Any:  # noqa: ANN401 - a type is data here
    """Rebuild a value of any type that a record has.

    Raises
    ------
    RecordError
        If the data are anything else.
    """
    return _value(kind, data, known if isinstance(known, Reading) else Reading(known))


def _value(kind: Any, data: object, reading: Reading) -> Any:  # noqa: ANN401, PLR0911 - same; a line a kind
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if data is None and type(None) in get_args(kind):
            return None
        return _value(_option(kind, data, reading), data, reading)
    if origin is tuple:
        return _tuple(get_args(kind), data, reading)
    if origin is Mapping:
        return _mapping(get_args(kind)[1], data, reading)
    if origin is frozenset:
        return frozenset(_tuple((get_args(kind)[0], Ellipsis), data, reading))
    if origin is np.ndarray and reading.array is not None:
        return reading.array(data, get_args(get_args(kind)[1])[0])
    if isinstance(data, dict) and set(data) == {"ref"}:
        return _named(kind, data["ref"], reading.known)
    return _single(kind, data, reading)


def _option(kind: Any, data: object, reading: Reading) -> Any:  # noqa: ANN401 - same
    """Return which type of several the data are: the one whose fields they have."""
    options: list[Any] = [option for option in get_args(kind) if option is not type(None)]
    if len(options) == 1:
        return options[0]
    if isinstance(data, dict) and set(data) == {"ref"}:
        found = type(reading.known.get(str(data["ref"])))
        fitting: list[Any] = [option for option in options if option is found]
    else:
        fitting = [option for option in options if is_dataclass(option) and _fits(option, data, reading)]
        fitting = fitting or [option for option in options if _is_plain(option, data)]
    if len(fitting) != 1:
        raise RecordError(f"not one of {', '.join(map(_called, options))}: {shown(data)}")
    return fitting[0]


def _is_plain(kind: Any, data: object) -> bool:  # noqa: ANN401 - same
    """Tell whether the data are a plain value, or a table, of one of several types."""
    if get_origin(kind) is Mapping:
        return isinstance(data, dict)
    if kind is float:
        return isinstance(data, int | float) and not isinstance(data, bool)
    return kind in (bool, str) and isinstance(data, kind)


def _called(kind: Any) -> str:  # noqa: ANN401 - same
    return str(getattr(kind, "__name__", kind))


def _fits(kind: Any, data: object, reading: Reading) -> bool:  # noqa: ANN401 - same
    if not isinstance(data, dict):
        return False
    wanted, needed = _names(kind)
    return (needed if reading.of_file else wanted) <= data.keys() <= wanted


@cache
def _names(kind: Any) -> tuple[frozenset[str], frozenset[str]]:  # noqa: ANN401 - same
    """Return the names of all fields, and of those without a default."""
    all_of_them = fields(kind)
    bare = (f.name for f in all_of_them if f.default is MISSING and f.default_factory is MISSING)
    return frozenset(f.name for f in all_of_them), frozenset(bare)


def _single(kind: Any, data: object, reading: Reading) -> Any:  # noqa: ANN401 - same
    if kind is str and reading.of_file:
        return exact_text(data)
    if kind is float and reading.of_file and isinstance(data, dict | str):
        return told_number(data)
    if kind in PLAIN:
        return PLAIN[kind](data)
    if kind is Mesh and reading.array is None:
        return mesh_within(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        if not (isinstance(data, str) and data in kind.__members__):
            raise RecordError(f"{shown(data)} is no {kind.__name__}")
        return kind[data]
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, data, reading)
    raise RecordError(f"no record has a {kind}")


def _named(kind: Any, name: object, known: Mapping[str, object]) -> object:  # noqa: ANN401 - same
    found = known.get(name) if isinstance(name, str) else None
    if not isinstance(found, kind):
        raise RecordError(f"the facts hold no {kind.__name__} named {shown(name)}")
    return found


def _tuple(kinds: tuple[Any, ...], data: object, reading: Reading) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise RecordError(f"a list was expected, not {shown(data)}")
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], item, reading) for item in data)
    if len(data) != len(kinds):
        raise RecordError(f"{len(kinds)} values were expected, not {len(data)}")
    return tuple(_value(kind, item, reading) for kind, item in zip(kinds, data, strict=True))


def _mapping(kind: Any, data: object, reading: Reading) -> dict[str, Any]:  # noqa: ANN401 - same
    if not isinstance(data, dict):
        raise RecordError(f"a table was expected, not {shown(data)}")
    return {_single(str, name, reading): _value(kind, item, reading) for name, item in data.items()}


def _record(kind: type, data: object, reading: Reading) -> object:
    if not _fits(kind, data, reading):
        raise RecordError(f"not the fields of a {kind.__name__}: {shown(data)}")
    table = cast("dict[str, object]", data)
    wanted = types_of(kind)
    try:
        return kind(**{name: _value(wanted[name], item, reading) for name, item in table.items()})
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError) as error:
        raise RecordError(f"{kind.__name__}: {error}") from error
