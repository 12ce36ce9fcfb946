"""In the child: the log of the library, as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ifcopenshell

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(
    r"^\[(?P<severity>\w+)\]\s*(?:\[(?P<code>[A-Z]{3}\d+)\]\s*)?\[[^\]]*\]\s*(?:\{(?P<guid>[^}]*)\}\s*)?(?P<text>.*)$"
)
_LONGEST = 200
_NOT_OF_SHAPES = ("GEO031", "GEO305", "GEO313", "GEO321", "UNS019")


def read_errors() -> list[tuple[str | None, str]]:
    """Return (GlobalId or None, message) of each error logged since the last clearing."""
    found: dict[tuple[str | None, str], None] = {}
    for match in _lines("error"):
        message = " ".join(filter(None, (match["code"], match["text"].strip())))[:_LONGEST]
        found[match["guid"], message] = None
    return list(found)


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
    return message.startswith("GEO") and not message.startswith(_NOT_OF_SHAPES)


def _lines(*severities: str) -> Iterator[re.Match[str]]:
    for line in str(ifcopenshell.get_log()).splitlines():
        match = _LINE.match(line)
        if match and match["severity"].lower() in severities:
            yield match
