"""JSON that can be written in one way only (RFC 8785), with measured numbers as decimal strings.

Binary floats are refused: the receipt must give the same hash wherever and by whatever it is written.
"""

from __future__ import annotations

import json
import math
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import rfc8785

from optopcheck.records.plain import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEEPEST = 64


def canonical(value: object) -> bytes:
    """Return the one text of a JSON value; texts in NFC, floats as decimal strings.

    Raises
    ------
    ValueError
        If it holds a number that is none, or names that are the same in NFC.
    """
    return rfc8785.dumps(cast("Any", _prepared(value)))


def decimal_text(value: float) -> str:
    """Return the shortest decimal that is exactly this float, without an exponent; never a minus zero.

    Raises
    ------
    ValueError
        If it is infinite or no number.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot stand in a receipt")
    return format(Decimal(repr(value or 0.0)), "f")


def parsed(content: bytes) -> object:
    """Read JSON from outside: one value for each name, no endless depth, no number that is none.

    Raises
    ------
    RecordError
        If it is anything else.
    """
    try:
        return json.loads(content, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"no JSON that can be read: {error}") from error


def _prepared(value: object, depth: int = 0) -> object:
    if depth > _DEEPEST:
        raise ValueError("a receipt has no such depth")
    if isinstance(value, bool | int | None):
        return value
    if isinstance(value, float):
        return decimal_text(float(value))
    if isinstance(value, str):
        return _plain_text(value)
    if isinstance(value, list | tuple):
        return [_prepared(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return _prepared_table(value, depth)
    raise ValueError(f"a {type(value).__name__} has no place in a receipt")


def _prepared_table(value: Mapping[object, object], depth: int) -> dict[str, object]:
    table = {_plain_text(str(name)): _prepared(item, depth + 1) for name, item in value.items()}
    if len(table) != len(value):
        raise ValueError("two names are the same in NFC")
    return table


def _plain_text(value: str) -> str:
    # Half a pair of surrogates is no character and has no UTF-8.
    whole = value.encode("utf-8", "replace").decode("utf-8") if not value.isascii() else value
    return unicodedata.normalize("NFC", whole)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a name stands there twice")
    return table


def _refuse(word: str) -> object:
    raise ValueError(f"{word} is no number")
