"""Everything that facts and an assessment can hold has a place in a dossier: a new field cannot slip by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

import numpy as np
import pytest

from optopcheck.domain.assessment import Receipt
from optopcheck.domain.facts import Facts
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.rule import Finding, NotApplicable
from optopcheck.dossier import Decision, Description
from optopcheck.dossier.receipt import Counted
from optopcheck.records.arrays import _KINDS
from optopcheck.records.plain import PLAIN
from optopcheck.records.types import rule_fields, types_of


def unplaced(kind: Any, place: str, seen: set[Any]) -> Iterator[str]:  # noqa: C901, PLR0912 - a branch a kind
    """Yield every place whose type the codec does not know."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        if len(options) > 1:
            yield from ambiguous(options, place)
        for option in options:
            yield from unplaced(option, place, seen)
    elif origin is tuple:
        for part in get_args(kind):
            if part is not Ellipsis:
                yield from unplaced(part, f"{place}[]", seen)
    elif origin is Mapping:
        name, value = get_args(kind)
        if name is not str:
            yield f"{place}: a table by {name}"
        yield from unplaced(value, f"{place}[]", seen)
    elif origin is frozenset:
        if get_args(kind) != (str,):
            yield f"{place}: a set of {get_args(kind)}"
    elif origin is np.ndarray:
        if get_args(get_args(kind)[1])[0] not in _KINDS:
            yield f"{place}: {kind}"
    elif isinstance(kind, type) and is_dataclass(kind):
        if kind not in seen:
            seen.add(kind)
            for name, part in types_of(kind).items():
                yield from unplaced(part, f"{place}.{name}", seen)
    elif kind not in PLAIN and kind is not Mesh and not (isinstance(kind, type) and issubclass(kind, Enum)):
        yield f"{place}: {kind}"


def ambiguous(options: list[Any], place: str) -> Iterator[str]:
    """Yield where two types of a union could be taken for each other."""
    for one in options:
        for other in options:
            # JSON tells these apart; a table of winds or names has not the fields of a record.
            if one is other or {one, other} <= {bool, float, str} or _table_or_told(one, other):
                continue
            if is_dataclass(one) != is_dataclass(other) and {one, other} & {bool, str}:
                continue
            if not (is_dataclass(one) and is_dataclass(other)):
                yield f"{place}: {one} or {other}"
            elif {f.name for f in fields(one)} <= {f.name for f in fields(other)}:
                yield f"{place}: {one} looks like {other}"


def _table_or_told(one: Any, other: Any) -> bool:
    kinds = sorted("table" if get_origin(k) is Mapping else "told" for k in (one, other))
    return kinds == ["table", "told"] and any(is_dataclass(k) or k in (bool, str) for k in (one, other))


@pytest.mark.parametrize("kind", [Facts, Receipt, Finding, NotApplicable, Description, Decision, Counted])
def test_each_field_has_a_place(kind: type) -> None:
    assert list(unplaced(kind, kind.__name__, set())) == []


def test_each_field_of_a_rule_but_its_function_has_a_place() -> None:
    seen: set[Any] = set()

    assert [found for name, kind in rule_fields().items() for found in unplaced(kind, name, seen)] == []


def test_the_check_itself_finds_what_has_none() -> None:
    assert list(unplaced(dict[int, str], "x", set()))
    assert list(unplaced(Mapping[int, str], "x", set()))
    assert list(unplaced(int | str, "x", set()))
    assert list(unplaced(complex, "x", set()))
