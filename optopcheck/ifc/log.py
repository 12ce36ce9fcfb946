"""In the child: the log of the library, as data."""

from __future__ import annotations

import re

import ifcopenshell

_LINE = re.compile(
    r"^\[(?P<severity>\w+)\]\s*(?:\[(?P<code>[A-Z]{3}\d+)\]\s*)?\[[^\]]*\]\s*(?:\{(?P<guid>[^}]*)\}\s*)?(?P<text>.*)$"
)
_LONGEST = 200


def read_errors() -> list[tuple[str | None, str]]:
    """Return (GlobalId or None, message) of each error logged since the last clearing."""
    found: dict[tuple[str | None, str], None] = {}
    for line in str(ifcopenshell.get_log()).splitlines():
        match = _LINE.match(line)
        if match and match["severity"].lower() == "error":
            message = " ".join(filter(None, (match["code"], match["text"].strip())))[:_LONGEST]
            found[match["guid"], message] = None
    return list(found)
