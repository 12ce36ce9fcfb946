"""Plain values and meshes out of JSON."""

from __future__ import annotations

import base64
import binascii
import math
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.mesh import Mesh

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_TEXT = 20_000
_LARGEST_INTEGER = 2**53
# Line breaks and tabs may stay; what steers a terminal or turns the reading order may not.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


_DECIMAL = re.compile(r"-?\d{1,400}(\.\d{1,400})?", re.ASCII)
_NO_FINITE = ("inf", "-inf", "nan")


class RecordError(ValueError):
    """JSON that is not the record it should be."""


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


def shown(data: object) -> str:
    """Return the beginning of what was found, for a message."""
    return repr(data)[:80]


def mesh_within(data: object) -> Mesh:
    """Return a mesh whose arrays are within the data, as base64."""
    if not isinstance(data, dict) or set(data) != {"vertices", "faces"}:
        raise RecordError(f"not a mesh: {shown(data)}")
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
        raise RecordError(f"a text was expected, not {shown(data)}")
    return clean(data)


def exact_text(data: object) -> str:
    """Return a text as it is."""
    if not isinstance(data, str):
        raise RecordError(f"a text was expected, not {shown(data)}")
    return data


def told_number(data: dict[str, object] | str) -> float:
    """Return a number that is written as a decimal, or named: infinity, or what is no number."""
    if isinstance(data, str):
        if not _DECIMAL.fullmatch(data):
            raise RecordError(f"a number was expected, not {shown(data)}")
        return float(data)
    written = data.get("number")
    if len(data) != 1 or written not in _NO_FINITE:
        raise RecordError(f"a number was expected, not {shown(data)}")
    return float(str(written))


def _float(data: object) -> float:
    # A whole number stays one: 12 and 12.0 are equal, and nothing is lost.
    if not isinstance(data, int | float) or isinstance(data, bool):
        raise RecordError(f"a number was expected, not {shown(data)}")
    if isinstance(data, int):
        return _integer(data)
    if not math.isfinite(data):
        raise RecordError(f"{data} is not a number")
    return data


def _integer(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or abs(data) > _LARGEST_INTEGER:
        raise RecordError(f"a whole number was expected, not {shown(data)}")
    return data


def _truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise RecordError(f"true or false was expected, not {shown(data)}")
    return data


def _date(data: object) -> date:
    try:
        return date.fromisoformat(_text(data))
    except ValueError as error:
        raise RecordError(f"{shown(data)} is no date") from error


PLAIN: dict[Any, Callable[[object], Any]] = {
    str: _text,
    float: _float,
    int: _integer,
    bool: _truth,
    date: _date,
}
