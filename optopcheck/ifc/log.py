"""In the child: the log of the library, as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import ifcopenshell

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(
    r"^\[(?P<severity>\w+)\]\s*(?:\[(?P<code>[A-Z]{3}\d+)\]\s*)?\[[^\]]*\]\s*(?:\{(?P<guid>[^}]*)\}\s*)?(?P<text>.*)$"
)
_LONGEST = 200
_NOT_OF_SHAPES = ("GEO031", "GEO305", "GEO313", "GEO321", "UNS019")
_LOSSES = re.compile(
    r"removed face due to self-inters|self-intersections detected, unable|skipping self-intersecting loop"
    r"|ignoring self-intersection loop|ignoring triangulated facet|failed to (?:convert face|convert loop"
    r"|process face boundary|process boolean operation|sew faceset|triangulate shape|transform shape"
    r"|create face|arrange polygons|convert item)|loop not closed|empty solid"
    r"|null result obtained from layerset|no longer attempting boolean operation"
    r"|boolean result discarded|shape healing failed|opening subtraction failed|error processing openings",
    re.IGNORECASE,
)
"""Warnings after which a face, a cut or a body is missing."""
_HEALED = re.compile(
    r"self-intersections with|boolean operation (?:result failing|yields)|retrying boolean|could not dilate"
    r"|non-manifold edges|degenerate face|failed to (?:perform 2d boolean|extrude 2d boolean)",
    re.IGNORECASE,
)
"""Warnings after which the kernel tried otherwise and gave a shape all the same."""


class Word(NamedTuple):
    """What the kernel said of a shape."""

    guid: str | None
    message: str
    loses: bool
    """Something of the shape is missing; otherwise it was mended."""


def read_errors() -> list[tuple[str | None, str]]:
    """Return (GlobalId or None, message) of each error logged since the last clearing."""
    found: dict[tuple[str | None, str], None] = {}
    for match in lines("error"):
        found[match["guid"], message(match)] = None
    return list(found)


def read_words() -> list[Word]:
    """Return each error, and each warning that a shape lost something or was mended, since the last time."""
    found: dict[Word, None] = {}
    for match in lines("error", "warning"):
        meant = meaning(match)
        if meant != "nothing":
            found[Word(match["guid"], message(match), meant == "lost")] = None
    return list(found)


def meaning(match: re.Match[str]) -> str:
    """Return what a line of the log means for a shape: ``lost``, ``mended`` or ``nothing``."""
    if match["severity"].lower() == "error" or _LOSSES.search(match["text"]):
        return "lost"
    return "mended" if _HEALED.search(match["text"]) else "nothing"


def read_named() -> tuple[set[str], bool]:
    """Return the GlobalIds that a warning or error names, and whether one about geometry names none.

    What it says of colours, units and contexts is no word about a shape.
    """
    named: set[str] = set()
    unnamed = False
    for match in lines("error", "warning"):
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


def message(match: re.Match[str]) -> str:
    """Return code and text of a line."""
    return " ".join(filter(None, (match["code"], match["text"].strip())))[:_LONGEST]


def lines(*severities: str) -> Iterator[re.Match[str]]:
    """Yield the lines of these severities, in small letters, since the last time."""
    for line in str(ifcopenshell.get_log()).splitlines():
        match = _LINE.match(line)
        if match and match["severity"].lower() in severities:
            yield match
