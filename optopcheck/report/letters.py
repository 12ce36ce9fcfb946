"""Which letters a report can show: names hold anything, an archival PDF refuses what its font lacks."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FONT = "SourceSansPro-Regular.ttf"
_STRANGER = "■"
"""Stands for a character that the font does not hold."""
_KEPT = "\n"
_SILENT = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode categories that show nothing, or turn the order of what stands around them."""
_SEGMENTS, _GROUPS = 4, 12
"""Forms of the table that maps characters to shapes."""
_LAST = 0xFFFF


def plain(text: str) -> str:
    """Return a text without control characters, turns of direction and other signs that show nothing."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(c for c in composed if c in _KEPT or unicodedata.category(c) not in _SILENT)


def shown(text: str) -> str:
    """Return a `plain` text with a square for each character that the font of the report lacks."""
    if text.isascii() and text.isprintable():
        return text
    known = letters()
    return "".join(c if c in _KEPT or ord(c) in known else _STRANGER for c in plain(text))


@cache
def letters() -> frozenset[int]:
    """Return the code points that the font of the report holds."""
    font = (files("optopcheck.resources") / "report" / "fonts" / _FONT).read_bytes()
    return frozenset(code_points(font))


def code_points(font: bytes) -> Iterator[int]:
    """Yield the code points of a TrueType font, from its ``cmap`` tables of form 4 and 12.

    References
    ----------
    OpenType specification, cmap — Character to Glyph Index Mapping Table.
    """
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * k) for k in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for k in range(count):
        (offset,) = struct.unpack_from(">L", font, start + 4 + 8 * k + 4)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == _SEGMENTS:
            yield from _segments(font, start + offset)
        elif form == _GROUPS:
            yield from _grouped(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    names = f">{double // 2}H"
    ends = struct.unpack_from(names, font, at + 14)
    starts = struct.unpack_from(names, font, at + 16 + double)
    for first, last in zip(starts, ends, strict=True):
        yield from (code for code in range(first, last + 1) if code != _LAST)


def _grouped(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", font, at + 12)
    for k in range(count):
        first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * k)
        yield from range(first, last + 1)
