"""In the child: the log of the library, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ifcopenshell

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(
    r"^\[(?P<severity>\w+)\]\s*(?:\[(?P<code>[A-Z]{3}\d+)\]\s*)?\[[^\]]*\]\s*(?:\{(?P<guid>[^}]*)\}\s*)?(?P<text>.*)$"
)
_LONGEST = 200
_NOT_OF_SHAPES = ("GEO031", "GEO305", "GEO312", "GEO313", "GEO321", "GEO323", "UNS019")
_OF_SHAPES = ("GEO", "UNS")
REMARKS = frozenset(
    f"GEO{number}" for number in ("121", "132", "163", "169", "170", "200", "276", "279", "280", "281")
)
"""Warnings after which a shape is whole; any other may mean that a body, a face or a cut is missing."""


_TURNED = "FixAdvFace.FixOrientation"
"""A hole that was drawn the way round of its face; nothing is lost by turning it."""


@dataclass(frozen=True)
class Said:
    """What the kernel logged of shapes."""

    errors: tuple[tuple[str | None, str], ...] = ()
    """GlobalId, where it names one, and message: the shape may be incomplete."""
    remarks: frozenset[tuple[str, str]] = frozenset()
    """GlobalId and code of `REMARKS`: the shape is whole, and somebody should look at it."""


@dataclass(frozen=True)
class _Line:
    """One message."""

    severity: str
    code: str
    guid: str | None
    text: str

    @property
    def message(self) -> str:
        return " ".join(filter(None, (self.code, self.text)))[:_LONGEST]


_named: list[_Line] = []
"""Heard already, and whose they are is known."""


def name_unnamed(guid: str) -> None:
    """Lay what was logged since the last clearing, and names nobody, at the door of an element.

    A warning about units or settings stays nobody's.
    """
    for line in _lines("error", "warning"):
        theirs = line.guid is None and (line.severity == "error" or is_of_shape(line.code))
        _named.append(replace(line, guid=guid) if theirs else line)


def read_errors() -> list[tuple[str | None, str]]:
    """Return (GlobalId or None, message) of each error logged since the last clearing."""
    found: dict[tuple[str | None, str], None] = {}
    for line in _lines("error"):
        found[line.guid, line.message] = None
    return list(found)


def read_complaints() -> bool:
    """Tell whether there was an error or a warning since the last clearing."""
    return bool(list(_lines("error", "warning")))


def read_said() -> Said:
    """Return what was logged of shapes since the last clearing.

    A warning that is not known to be harmless counts as an error: an opening, a
    cut or a face that the kernel gave up leaves a shape that looks like one.
    """
    errors: dict[tuple[str | None, str], None] = {}
    remarks = set()
    for line in _lines("error", "warning"):
        if line.severity == "warning":
            if line.code in REMARKS:
                remarks.update([(line.guid, line.code)] if line.guid else [])
                continue
            if not is_of_shape(line.code) or _TURNED in line.text:
                continue
        errors[line.guid, line.message] = None
    return Said(tuple(errors), frozenset(remarks))


def read_named() -> tuple[set[str], bool]:
    """Return the GlobalIds that a warning or error names, and whether one about geometry names none.

    What it says of colours, units and contexts is no word about a shape.
    """
    named: set[str] = set()
    unnamed = False
    for line in _lines("error", "warning"):
        if line.code in _NOT_OF_SHAPES:
            continue
        if line.guid:
            named.add(line.guid)
        else:
            unnamed |= is_of_shape(line.code)
    return named, unnamed


def is_of_shape(message: str) -> bool:
    """Tell whether a message, or its code, is about geometry and not about colours, units and contexts."""
    return message.startswith(_OF_SHAPES) and not message.startswith(_NOT_OF_SHAPES)


def _lines(*severities: str) -> Iterator[_Line]:
    heard = [*_named, *_heard()]
    _named.clear()
    return (line for line in heard if line.severity in severities)


def _heard() -> Iterator[_Line]:
    for line in str(ifcopenshell.get_log()).splitlines():
        if match := _LINE.match(line):
            yield _Line(match["severity"].lower(), match["code"] or "", match["guid"], match["text"].strip())
