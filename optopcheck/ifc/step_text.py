"""The text of a model by the grammar of STEP (ISO 10303-21): what is no IFC, and on which line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from optopcheck.ifc.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]

_SKIPPED = re.compile(rb"(?:'[^']*+')++|/\*.*?\*/", re.DOTALL)
_VALUE = (
    rb"(?>''|#\d++|\.[A-Za-z0-9_]++\.|[-+]?\d++(?>\.\d*+(?:[eE][-+]?\d++)?)?|\$|\*|\"[0-9A-Fa-f]*+\")"
    rb"\s*+(?=[,)])"
)
_LIST = rb"\((?>\s*+(?>,?+\s*+(?>" + _VALUE + rb"|(?:[A-Za-z]\w*+)?\s*+\()|\)))*+"
_ENTITIES = re.compile(rb"(?>\s*+#\d++\s*+=\s*+[A-Za-z]\w*+\s*+" + _LIST + rb"\s*+;)*+\s*+")
_DATA = re.compile(rb"\bDATA\s*;")
_END = re.compile(rb"ENDSEC\s*;\s*END-ISO-10303-21\s*;[\s\0\x1a]*\Z")
_NUMBER = re.compile(rb"#(\d+)\s*=")
_COORDINATE = rb"\s*+[-+]?\d++(?:\.\d*+(?:[eE][-+]?\d++)?)?+\s*+"
_BAD_POINT = re.compile(
    rb"IFC(?:CARTESIANPOINT|DIRECTION)\s*+\((?!\s*+\("
    + _COORDINATE
    + rb"(?:,"
    + _COORDINATE
    + rb"){0,2}+\)\s*+\)\s*+;)"
)
"""Of a text in capitals: looking for both kinds of letters takes five times as long."""
_SHOWN = 3
_MOST = 1000
"""More of one kind of damage are not looked for."""


@dataclass(frozen=True)
class StepText:
    """The text of a model, and the same without what stands in strings and comments.

    Parameters
    ----------
    whole
        As it is in the file.
    """

    whole: bytes

    @cached_property
    def plain(self) -> bytes:
        """The text, with empty strings and no comments."""
        if b"/*" not in self.whole:
            return _without_strings(self.whole)
        return _SKIPPED.sub(lambda found: b"''" if found[0][:1] == b"'" else b" ", self.whole)

    @cached_property
    def data(self) -> bytes:
        """What stands between ``DATA;`` and the end."""
        found = _DATA.search(self.plain)
        return self.plain[found.end() :] if found else b""

    @cached_property
    def codes(self) -> Bytes:
        """The signs of `data`, shape (n,)."""
        return np.frombuffer(self.data, np.uint8)

    def place(self, number: int) -> str:
        """Say on which line an entity stands."""
        found = re.search(rb"#0*%d\s*=" % number, self.whole)
        if found is None:
            return f"#{number}"
        line = self.whole.count(b"\n", 0, found.end()) + 1
        return f"#{number} (regel {line})"

    def places(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Say where the first few of some entities stand."""
        return tuple(self.place(number) for number in sorted(numbers)[:_SHOWN])

    def number_at(self, position: int) -> int | None:
        """Return the number of the entity around a place in `data`."""
        last = self.data.rfind(b";", 0, position)
        found = _NUMBER.search(self.data, last + 1, position + 1)
        if found is None:
            return None
        return int(found[1][:18])


def _without_strings(whole: bytes) -> bytes:
    """Empty the strings of a text without comments: as the pattern does, ten times as fast."""
    first, *pieces = whole.split(b"'")
    if len(pieces) % 2:  # one of them does not end
        return _SKIPPED.sub(b"''", whole)
    # What stands outside; between two quotes in a row, which are one sign of a string, stands nothing.
    outside = pieces[1::2]
    return b"''".join([first, *filter(None, outside[:-1]), *outside[-1:]])


def look_at_text(text: StepText) -> Iterator[Damage]:
    """Yield what the grammar does not allow."""
    if b"'" in text.plain.replace(b"''", b"") or b"/*" in text.plain:
        yield Damage("unclosed", 1, (_last_line(text),))
    if not text.data:
        yield Damage("sections", 1, ("DATA;",))
        return
    illegal, sections = _illegal(text)
    if illegal:
        where = [text.place(each) if isinstance(each, int) else each for each in illegal[:_SHOWN]]
        yield Damage("illegal", len(illegal), tuple(where), tuple(n for n in illegal if isinstance(n, int)))
    if sections:
        yield Damage("sections", 1, (sections,))
    if bad := {text.number_at(found.start()) or 0 for found in _BAD_POINT.finditer(text.data.upper())}:
        yield Damage("point", len(bad), text.places(bad))


def _last_line(text: StepText) -> str:
    """Return the line of the last string or comment that begins and does not end."""
    plain = text.plain.replace(b"''", b"  ")
    at = max(plain.rfind(b"'"), plain.rfind(b"/*"))
    before = text.plain[:at]
    number = next((int(found[1][:18]) for found in reversed(list(_NUMBER.finditer(before[-5000:])))), None)
    return "?" if number is None else text.place(number)


def _illegal(text: StepText) -> tuple[list[int | str], str]:
    """Return where the grammar breaks, and what is wrong with the end of the data."""
    data, found = text.data, list[int | str]()
    legal = _ENTITIES.match(data)
    at = legal.end() if legal else 0
    while not _END.match(data, at) and at < len(data) and len(found) < _MOST:
        rest = data[at : at + 200].split(b"\n")[0]
        if rest.startswith((b"ENDSEC", b"END-ISO")):
            return found, rest[:40].decode("latin-1").strip()
        number = text.number_at(_first_illegal(data, at))
        shown = ascii(rest[:40].decode("latin-1").strip())
        found.append(shown if number is None else number)
        after = data.find(b";", at)
        if after < 0:
            break
        legal = _ENTITIES.match(data, after + 1)
        at = legal.end() if legal else after + 1
    return found, ""


def _first_illegal(data: bytes, at: int) -> int:
    """Return a place within the entity that begins here: behind its number, if it has one."""
    found = _NUMBER.match(data, at)
    return found.end() if found else at


def places_of(text: StepText, sign: str) -> Numbers:
    """Return where a sign stands in the data, shape (n,)."""
    return np.flatnonzero(text.codes == ord(sign))


def depth_at(text: StepText, places: Numbers) -> Numbers:
    """Return how many brackets are open at places in the data, shape (n,)."""
    return np.searchsorted(places_of(text, "("), places) - np.searchsorted(places_of(text, ")"), places)


def unbalanced(text: StepText) -> list[int]:
    """Return the entities whose brackets do not close."""
    ends = places_of(text, ";")
    at_end = np.diff(depth_at(text, ends), prepend=0)
    return sorted({text.number_at(int(ends[k]) - 1) or 0 for k in np.flatnonzero(at_end)[:_MOST]})
