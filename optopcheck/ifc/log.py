"""In the child: the log of the library, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


def read_errors() -> list[tuple[str | None, str]]:
    """Return (GlobalId or None, message) of each error logged since the last clearing."""
    found: dict[tuple[str | None, str], None] = {}
    for match in _lines("error"):
        found[match["guid"], _message(match)] = None
    return list(found)


def read_said() -> Said:
    """Return what was logged of shapes since the last clearing.

    A warning that is not known to be harmless counts as an error: an opening, a
    cut or a face that the kernel gave up leaves a shape that looks like one.
    """
    errors: dict[tuple[str | None, str], None] = {}
    remarks = set()
    for match in _lines("error", "warning"):
        code, guid = match["code"] or "", match["guid"]
        if match["severity"].lower() == "warning":
            if code in REMARKS:
                remarks.update([(guid, code)] if guid else [])
                continue
            if not code.startswith(_OF_SHAPES) or code.startswith(_NOT_OF_SHAPES) or _TURNED in match["text"]:
                continue
        errors[guid, _message(match)] = None
    return Said(tuple(errors), frozenset(remarks))


def _message(match: re.Match[str]) -> str:
    return " ".join(filter(None, (match["code"], match["text"].strip())))[:_LONGEST]


def read_named() -> tuple[set[str], bool]:
    """Return the GlobalIds that a warning or error names, and whether one about geometry names none.

    What it says of colours, units and contexts is no word about a shape.
    """
    named: set[str] = set()
    unnamed = False
    for match in _lines("error", "warning"):
        if match["code"] in _NOT_OF_SHAPES:
            continue
        if match["guid"]:
            named.add(match["guid"])
        else:
            unnamed |= is_of_shape(match["code"] or "")
    return named, unnamed


def is_of_shape(message: str) -> bool:
    """Tell whether a message, or its code, is about geometry and not about colours, units and contexts."""
    return message.startswith(_OF_SHAPES) and not message.startswith(_NOT_OF_SHAPES)


def _lines(*severities: str) -> Iterator[re.Match[str]]:
    for line in str(ifcopenshell.get_log()).splitlines():
        match = _LINE.match(line)
        if match and match["severity"].lower() in severities:
            yield match
