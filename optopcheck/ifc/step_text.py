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
    from collections.abc import Callable, Iterable, Iterator

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]

_SKIPPED = re.compile(rb"(?:'[^']*+')++|/\*.*?\*/", re.DOTALL)
_VALUE = (
    rb"(?>''|#\d++|\.[A-Za-z0-9_]++\.|[-+]?\d++(?>\.\d*+(?:[eE][-+]?\d++)?)?|\$|\*|\"[0-9A-Fa-f]*+\")"
    rb"\s*+(?=[,)])"
)
_LIST = rb"\((?>\s*+(?>,?+\s*+(?>" + _VALUE + rb"|(?:[A-Za-z]\w*+)?\s*+\()|\)))*+"
_ENTITIES = re.compile(rb"(?>\s*+#\d++\s*+=\s*+[A-Za-z]\w*+\s*+" + _LIST + rb"\s*+;)*+\s*+")
_ENTITY = re.compile(rb"\s*+#\d++\s*+=\s*+[A-Za-z]\w*+\s*+" + _LIST + rb"\s*+\Z")
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
_FRAME = re.compile(rb"[(),]")
_COMMENT = re.compile(rb"/\*")
"""Sought in a third of the time that the two signs as such take."""
_SHOWN = 3
_MOST = 1000
"""More of one kind of damage are not looked for."""
_SIGNS = np.zeros(256, dtype=bool)
_SIGNS[list(b"#=(),;")] = True
"""The signs that make the frame of a text."""
_ZERO, _DIGITS, _QUOTE, _LETTERS = ord("0"), 10, ord("'"), ord("A")
_BLOCK = 2**19
"""So much is worked on at a time, as it stays near the processor [bytes]."""


@dataclass(frozen=True)
class StepText:
    """The text of a model, and the same without what stands in strings and comments.

    Parameters
    ----------
    whole
        As it is in the file.
    """

    whole: bytes

    @property
    def plain(self) -> bytes:
        """The text, with empty strings and no comments; made anew each time, as it is large."""
        return b"".join(self._pieces())

    @cached_property
    def has_comments(self) -> bool:
        """Whether there may be some."""
        return _COMMENT.search(self.whole) is not None

    def _pieces(self) -> list[bytes]:
        if not self.has_comments:
            return [_without_strings(block) for block in _blocks(self.whole)]
        return [_SKIPPED.sub(lambda found: b"''" if found[0][:1] == b"'" else b" ", self.whole)]

    @cached_property
    def _parted(self) -> tuple[bytes, bytes]:
        first, *pieces = self._pieces() or [b""]
        if (found := _DATA.search(first)) is None:
            first = b"".join([first, *pieces])
            pieces.clear()
            found = _DATA.search(first)
        return (first[: found.end()], b"".join([first[found.end() :], *pieces])) if found else (first, b"")

    @property
    def head(self) -> bytes:
        """What of `plain` comes before `data`."""
        return self._parted[0]

    @property
    def data(self) -> bytes:
        """What of `plain` stands between ``DATA;`` and the end."""
        return self._parted[1]

    @cached_property
    def codes(self) -> Bytes:
        """The signs of `data`, shape (n,)."""
        return np.frombuffer(self.data, np.uint8)

    @cached_property
    def frame(self) -> tuple[Numbers, Bytes]:
        """Places in `data` of brackets, commas and the like, in order, and which sign stands there."""
        places = _places(self.codes, lambda codes: _SIGNS[codes])
        return places, self.codes[places]

    @cached_property
    def depths(self) -> npt.NDArray[np.int32]:
        """How many brackets are open before each place of `frame`."""
        _, signs = self.frame
        step = (signs == ord("(")).astype(np.int8) - (signs == ord(")"))
        return np.asarray(np.cumsum(step, dtype=np.int32) - step)

    @cached_property
    def last(self) -> int | None:
        """Place in `data` of the semicolon of the last entity; None if more comes before the end."""
        end = self.data.rfind(b"ENDSEC")
        last = self.data.rfind(b";", 0, max(end, 0))
        ends_well = last >= 0 and not self.data[last + 1 : end].strip() and _END.match(self.data, end)
        return last if ends_well else None

    @cached_property
    def forms(self) -> frozenset[bytes]:
        """What is between the semicolons up to `last`, each once, with one zero for every run of digits.

        A large model says a few hundred things again and again; the grammar does not ask which digit it is,
        but behind a letter, where it is part of a name: there is a zero more for what follows on the first.
        """
        end = len(self.data) if self.last is None else self.last
        found: set[bytes] = set()
        start = 0
        while start <= end:
            stop = self.data.find(b";", min(start + _BLOCK, end), end)
            stop = end if stop < 0 else stop
            found.update(_shortened(self.codes[start:stop]).split(b";"))
            start = stop + 1
        return frozenset(found)

    @cached_property
    def is_regular(self) -> bool:
        """Whether all that stands between semicolons is an entity whose brackets close."""
        return self.last is not None and all(
            _ENTITY.match(form) and form.count(b"(") == form.count(b")") for form in self.forms
        )

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


def _shortened(codes: Bytes) -> bytes:
    digit = codes - _ZERO < _DIGITS  # unsigned: what is below zero is large
    kept = ~digit
    kept[1:] |= kept[:-1]
    kept[:1] = True
    kept[2:] |= kept[1:-1] & (codes[:-2] >= _LETTERS)
    short, digit = codes[kept], digit[kept]
    digit[1:] &= short[:-1] < _LETTERS
    short[digit] = _ZERO
    return short.tobytes()


def _blocks(whole: bytes) -> Iterator[bytes]:
    """Yield a text without comments in pieces that are outside of strings where they meet.

    Small ones, as memory that was touched before costs nothing.
    """
    start = 0
    while (end := start + _BLOCK) < len(whole):
        inside = whole.count(b"'", start, end) % 2
        if inside or whole[end] == _QUOTE:
            end = _string_end(whole, end if inside else end + 1)
        yield whole[start:end]
        start = end
    yield whole[start:]


def _string_end(whole: bytes, within: int) -> int:
    """Return the place behind a string; two quotes in a row are one sign of it."""
    end = whole.find(b"'", within)
    while end >= 0 and whole[end + 1 : end + 2] == b"'":
        end = whole.find(b"'", end + 2)
    return end + 1 if end >= 0 else len(whole)


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
    tail = b"" if text.last is None else text.data[text.last :]
    said = b";".join([text.head, tail, *text.forms])
    if b"'" in said.replace(b"''", b"") or b"/*" in said:
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
    if text.last is not None and not any(_BAD_POINT.search(form.upper() + b";") for form in text.forms):
        return
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
    if text.is_regular:
        return [], ""
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
    return _places(text.codes, lambda codes: codes == ord(sign))


def _places(codes: Bytes, wanted: Callable[[Bytes], npt.NDArray[np.bool_]]) -> Numbers:
    starts = range(0, len(codes), _BLOCK)
    found = [np.flatnonzero(wanted(codes[start : start + _BLOCK])) + start for start in starts]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def depths_of(text: StepText, sign: str) -> npt.NDArray[np.int32]:
    """Return how many brackets are open at each place of a sign of the frame, shape (n,)."""
    return np.asarray(text.depths[text.frame[1] == ord(sign)])


def counts_of_forms(text: StepText) -> frozenset[tuple[str, int]]:
    """Return each class with each number of values that it has, of a text that is regular."""
    return frozenset(_count(form) for form in text.forms)


def _count(form: bytes) -> tuple[str, int]:
    name, _, inner = form.partition(b"=")[2].partition(b"(")
    if inner.lstrip().startswith(b")"):
        return name.strip().decode("latin-1").upper(), 0
    depth, values = 1, 1
    for sign in _FRAME.findall(inner):
        depth += (sign == b"(") - (sign == b")")
        values += sign == b"," and depth == 1
    return name.strip().decode("latin-1").upper(), values


def unbalanced(text: StepText) -> list[int]:
    """Return the entities whose brackets do not close."""
    if text.is_regular:
        return []
    at_end = np.diff(depths_of(text, ";"), prepend=0)
    ends = places_of(text, ";")[np.flatnonzero(at_end)[:_MOST]]
    return sorted({text.number_at(int(end) - 1) or 0 for end in ends})
