"""Conditions on versions, as a package writes them: ``numpy>=2.4,<3``."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ENTRY = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)\s*(?:\[[^]]*\])?\s*\(?(?P<condition>[^;)]*)\)?\s*(?:;(?P<when>.*))?"
)
_PART = re.compile(r"(?P<sign>==|!=|>=|<=|>|<|~=)\s*(?P<version>[\w.+!-]+)")
_SIGNS: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}  # fmt: skip


def asked_for(entries: Iterable[str]) -> list[tuple[str, str]]:
    """Return name and condition of each requirement that holds without extras or conditions."""
    found = (_ENTRY.fullmatch(entry.strip()) for entry in entries)
    return [(one["name"], one["condition"].strip()) for one in found if one and not one["when"]]


def is_met(version: str, condition: str) -> bool:
    """Tell whether a version meets a condition; one that is not understood is not met."""
    parts = [part.strip() for part in condition.split(",") if part.strip()]
    return all(_holds(version, part) for part in parts)


def _holds(version: str, part: str) -> bool:
    found = _PART.fullmatch(part)
    if found is None:
        return False
    sign, wanted = found["sign"], found["version"]
    if sign in {"==", "!="}:
        return (version == wanted) is (sign == "==")
    compare = _SIGNS.get(sign)
    if compare is None:
        return False
    ours, theirs = _numbers(version), _numbers(wanted)
    length = max(len(ours), len(theirs))
    return compare(_padded(ours, length), _padded(theirs, length))


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a release; ``2.4.0.post1`` counts as 2.4.0."""
    release = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(number) for number in release[0].split(".")) if release else ()


def _padded(numbers: tuple[int, ...], length: int) -> tuple[int, ...]:
    return numbers + (0,) * (length - len(numbers))
