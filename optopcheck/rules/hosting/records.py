"""Records as JSON and back: what a worker may answer is spelt out by the types, nothing else is read."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np

from optopcheck.domain import building, measurement, mesh, profile, quantity, rule, site, sunlight, text
from optopcheck.domain.facts import Facts
from optopcheck.domain.mesh import Mesh

_T = TypeVar("_T")
_LONGEST_TEXT = 20_000
_LARGEST_INTEGER = 2**53
# Annotations of the domain are read late: many of their names are imported for type checkers alone.
_NAMES: dict[str, Any] = {
    name: kind
    for module in (building, measurement, mesh, profile, quantity, rule, site, sunlight, text)
    for name, kind in vars(module).items()
} | {"Callable": Callable, "Mapping": Mapping, "Facts": Facts, "date": date}
# Line breaks and tabs may stay; what steers a terminal or turns the reading order may not.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class RecordError(ValueError):
    """JSON that is not the record it should be."""


def written(message: object) -> bytes:
    """Write one message as a line.

    Raises
    ------
    ValueError
        If it holds a number that is none.
    """
    return json.dumps(message, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def encode(value: object, names: Mapping[int, str] | None = None) -> object:
    """Return a record as what JSON can hold; an object with a name (by its `id`) as that name.

    Raises
    ------
    TypeError
        If it holds what no record holds.
    """
    if names and (name := names.get(id(value))) is not None:
        return {"ref": name}
    if isinstance(value, Mesh):
        return {"vertices": _raw(value.vertices, "<f8"), "faces": _raw(value.faces, "<i8")}
    if isinstance(value, tuple | list):
        return [encode(item, names) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name), names) for f in fields(value)}
    return _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} has no place in an answer")


def encode_rule(found: rule.Rule) -> dict[str, object]:
    """Return all of a rule but its function."""
    return {name: encode(getattr(found, name)) for name in rule_fields()}


@cache
def rule_fields() -> dict[str, Any]:
    """Return the fields of a rule that can be told, with their types."""
    return {name: kind for name, kind in _hints(rule.Rule).items() if name != "check"}


def decode(kind: type[_T], data: object, known: Mapping[str, object] | None = None) -> _T:
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


def decode_value(kind: Any, data: object, known: Mapping[str, object]) -> Any:  # noqa: ANN401 - a type is data here
    """Rebuild a value of any type that a record has.

    Raises
    ------
    RecordError
        If the data are anything else.
    """
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if data is None and type(None) in get_args(kind):
            return None
        (kind,) = [option for option in get_args(kind) if option is not type(None)]
        return decode_value(kind, data, known)
    if origin is tuple:
        return _tuple(get_args(kind), data, known)
    if isinstance(data, dict) and set(data) == {"ref"}:
        return _named(kind, data["ref"], known)
    return _single(kind, data, known)


def _single(kind: Any, data: object, known: Mapping[str, object]) -> Any:  # noqa: ANN401 - same
    if kind in _PLAIN:
        return _PLAIN[kind](data)
    if kind is Mesh:
        return _mesh(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        if not (isinstance(data, str) and data in kind.__members__):
            raise RecordError(f"{_shown(data)} is no {kind.__name__}")
        return kind[data]
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, data, known)
    raise RecordError(f"no record has a {kind}")


def clean(value: str) -> str:
    """Replace the characters that steer a terminal or turn the reading order.

    Raises
    ------
    RecordError
        If the text is longer than anybody reads.
    """
    if len(value) > _LONGEST_TEXT:
        raise RecordError(f"a text of {len(value)} characters; {_LONGEST_TEXT} is the most")
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", value)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, localns=_NAMES)


def _raw(array: object, kind: str) -> str:
    return base64.b64encode(np.ascontiguousarray(array, dtype=kind).tobytes()).decode("ascii")


def _shown(data: object) -> str:
    return repr(data)[:80]


def _named(kind: Any, name: object, known: Mapping[str, object]) -> object:  # noqa: ANN401 - same
    found = known.get(name) if isinstance(name, str) else None
    if not isinstance(found, kind):
        raise RecordError(f"the facts hold no {kind.__name__} named {_shown(name)}")
    return found


def _tuple(kinds: tuple[Any, ...], data: object, known: Mapping[str, object]) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise RecordError(f"a list was expected, not {_shown(data)}")
    if kinds[-1] is Ellipsis:
        return tuple(decode_value(kinds[0], item, known) for item in data)
    if len(data) != len(kinds):
        raise RecordError(f"{len(kinds)} values were expected, not {len(data)}")
    return tuple(decode_value(kind, item, known) for kind, item in zip(kinds, data, strict=True))


def _record(kind: type, data: object, known: Mapping[str, object]) -> object:
    wanted = _hints(kind)
    if not isinstance(data, dict) or set(data) != set(wanted):
        raise RecordError(f"not the fields of a {kind.__name__}: {_shown(data)}")
    try:
        return kind(**{name: decode_value(wanted[name], data[name], known) for name in wanted})
    except (ValueError, TypeError, OverflowError) as error:
        raise RecordError(f"{kind.__name__}: {error}") from error


def _mesh(data: object) -> Mesh:
    if not isinstance(data, dict) or set(data) != {"vertices", "faces"}:
        raise RecordError(f"not a mesh: {_shown(data)}")
    try:
        corners, faces = (base64.b64decode(data[part], validate=True) for part in ("vertices", "faces"))
        return Mesh(
            np.frombuffer(corners, dtype="<f8").reshape(-1, 3),
            np.frombuffer(faces, dtype="<i8").reshape(-1, 3),
        )
    except (binascii.Error, ValueError, TypeError) as error:
        raise RecordError(f"not a mesh: {error}") from error


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise RecordError(f"a text was expected, not {_shown(data)}")
    return clean(data)


def _float(data: object) -> float:
    # A whole number stays one: 12 and 12.0 are equal, and nothing is lost.
    if not isinstance(data, int | float) or isinstance(data, bool):
        raise RecordError(f"a number was expected, not {_shown(data)}")
    if isinstance(data, int):
        return _integer(data)
    if not math.isfinite(data):
        raise RecordError(f"{data} is not a number")
    return data


def _integer(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or abs(data) > _LARGEST_INTEGER:
        raise RecordError(f"a whole number was expected, not {_shown(data)}")
    return data


def _truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise RecordError(f"true or false was expected, not {_shown(data)}")
    return data


def _date(data: object) -> date:
    try:
        return date.fromisoformat(_text(data))
    except ValueError as error:
        raise RecordError(f"{_shown(data)} is no date") from error


_PLAIN: dict[Any, Callable[[object], Any]] = {
    str: _text,
    float: _float,
    int: _integer,
    bool: _truth,
    date: _date,
}
