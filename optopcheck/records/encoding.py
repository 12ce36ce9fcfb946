"""Records as JSON."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.records.types import rule_fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.rule import Rule


def written(message: object) -> bytes:
    """Write one message as a line.

    Raises
    ------
    ValueError
        If it holds a number that is none.
    """
    return json.dumps(message, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def encode(
    value: object,
    names: Mapping[int, str] | None = None,
    array: Callable[[np.ndarray[Any, Any]], object] | None = None,
) -> object:
    """Return a record as what JSON can hold.

    Parameters
    ----------
    value
        The record.
    names
        Objects, by their `id`, that are written as a name.
    array
        Keeps an array and returns its reference; None: only meshes have arrays, and hold them themselves.

    Raises
    ------
    TypeError
        If it holds what no record holds.
    """
    if names and (name := names.get(id(value))) is not None:
        return {"ref": name}
    return encode_whole(value, names, array)


def encode_whole(  # noqa: PLR0911 - a line a kind
    value: object,
    names: Mapping[int, str] | None = None,
    array: Callable[[np.ndarray[Any, Any]], object] | None = None,
) -> object:
    """Return a record as `encode` does, also one that has a name."""
    if isinstance(value, Mesh) and array is None:
        return {"vertices": _raw(value.vertices, "<f8"), "faces": _raw(value.faces, "<i8")}
    if isinstance(value, np.ndarray) and array is not None:
        return array(value)
    if isinstance(value, tuple | list):
        return [encode(item, names, array) for item in value]
    if isinstance(value, Mapping):
        return {_key(key): encode(item, names, array) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(_key(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name), names, array) for f in fields(value)}
    if isinstance(value, float) and array is not None and not math.isfinite(value):
        return {"number": repr(float(value))}
    return _plain(value)


def _key(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a {type(value).__name__} has no place as a name")
    return str(value)


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


def encode_rule(
    found: Rule, array: Callable[[np.ndarray[Any, Any]], object] | None = None
) -> dict[str, object]:
    """Return all of a rule but its function."""
    return {name: encode(getattr(found, name), array=array) for name in rule_fields()}


def _raw(array: object, kind: str) -> str:
    return base64.b64encode(np.ascontiguousarray(array, dtype=kind).tobytes()).decode("ascii")
