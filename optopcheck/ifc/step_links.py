"""What the entities of a model refer to: to nothing, in a circle, or too deep."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from optopcheck.ifc.damage import Damage
from optopcheck.ifc.step_text import depths_of, places_of, unbalanced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.ifc.step_text import StepText

Numbers = npt.NDArray[np.int64]

DEEPEST = 3000
"""Sound models are nested less than a hundred deep; the kernel dies of 20,000."""
_LARGEST = 2**31 - 1
_DIGITS = 18
_SPARSE = 4
"""With more numbers than this for each that is used, a table of them would be large."""
_NAME, _SOUGHT, _WORD = 48, 24, 8
"""Letters that are kept of a name, of a name that is sought, and that one comparison takes."""
_FIRST = [np.frombuffer((b"\xff" * n).ljust(_WORD, b"\0"), np.uint64)[0] for n in range(_WORD + 1)]
"""The first n letters of eight, in the order of this machine."""
_NO_SHAPE = (
    b"IFCPROPERTY", b"IFCQUANTITY", b"IFCELEMENTQUANTITY", b"IFCSTYLED", b"IFCPRESENTATION",
    b"IFCSURFACESTYLE", b"IFCCURVESTYLE", b"IFCFILLAREASTYLE", b"IFCMATERIAL", b"IFCRELASSOCIATES",
    b"IFCRELDEFINESBY", b"IFCRELASSIGNS", b"IFCOWNERHISTORY", b"IFCPERSON", b"IFCORGANIZATION",
    b"IFCAPPLICATION", b"IFCANNOTATION", b"IFCTEXT", b"IFCACTOR", b"IFCADDRESS", b"IFCPOSTALADDRESS",
    b"IFCTELECOM", b"IFCCLASSIFICATION", b"IFCRELSERVICES", b"IFCRELCONNECTS", b"IFCRELSPACEBOUNDARY",
    b"IFCGROUP", b"IFCZONE", b"IFCCOLOUR",
)  # fmt: skip
"""What says nothing of the shape of a building; it may lack a part without making a number wrong."""


@dataclass(frozen=True)
class Links:
    """Entities and what they refer to.

    Parameters
    ----------
    text
        Of the model.
    """

    text: StepText

    @cached_property
    def _codes(self) -> npt.NDArray[np.uint8]:
        """The signs of the data with room behind them."""
        return np.append(self.text.codes, np.zeros(_NAME + _WORD, np.uint8))

    @cached_property
    def _signs(self) -> tuple[Numbers, Numbers, Numbers]:
        """Places of each ``#``, its number, and which of them begin an entity."""
        at = self._references
        numbers, going = np.zeros(len(at), np.int64), np.ones(len(at), dtype=bool)
        for step in range(1, _DIGITS + 1):
            digits = self._codes[at + step] - np.uint8(ord("0"))
            going &= digits <= 9  # noqa: PLR2004 -- a digit; unsigned: what is below zero is large
            if not going.any():
                break
            np.multiply(numbers, 10, out=numbers, where=going)
            np.add(numbers, digits, out=numbers, where=going)
        begins = np.searchsorted(at, self.starts) - 1
        return at, numbers, _once(begins[begins >= 0])

    @cached_property
    def _references(self) -> Numbers:
        return places_of(self.text, "#")

    @cached_property
    def starts(self) -> Numbers:
        """Place of the ``=`` of each entity, shape (n,)."""
        equals = places_of(self.text, "=")
        begins = np.searchsorted(self._references, equals) - 1
        equals, begins = equals[begins >= 0], begins[begins >= 0]
        return np.asarray(equals[np.diff(begins, prepend=-1) != 0])

    @cached_property
    def entities(self) -> Numbers:
        """Number of each entity in the order of the file, shape (n,)."""
        _, numbers, begins = self._signs
        return numbers[begins]

    @cached_property
    def edges(self) -> tuple[Numbers, Numbers]:
        """For each reference which entity refers, by order in the file, and to which number; shape (m,)."""
        at, numbers, begins = self._signs
        is_begin = np.zeros(len(at), dtype=bool)
        is_begin[begins] = True
        owner = np.cumsum(is_begin) - 1
        refers = ~is_begin & (owner >= 0)
        return owner[refers], numbers[refers]

    @cached_property
    def names(self) -> npt.NDArray[np.uint8]:
        """Beginning of each entity behind its ``=``, without spaces before it; shape (n, 48)."""
        return self._beginnings(_NAME)

    def _beginnings(self, length: int) -> npt.NDArray[np.uint8]:
        equals = self.starts + 1
        for _ in range(4):
            equals = equals + (self._codes[equals] <= ord(" "))
        return np.lib.stride_tricks.sliding_window_view(self._codes, length)[equals]

    def named(self, *beginnings: bytes) -> npt.NDArray[np.bool_]:
        """Tell which entities have a name that begins so: with 24 letters at most."""
        found = np.zeros(len(self._words), dtype=bool)
        for name in beginnings:
            words, rest = divmod(len(name), _WORD)
            sought = np.frombuffer(name.ljust(_SOUGHT, b"\0"), np.uint64)
            same = (self._words[:, 0] & _FIRST[rest if not words else _WORD]) == sought[0]
            for word in range(1, words + (rest > 0)):
                # Few are left: the first eight letters decide for most.
                left = np.flatnonzero(same)
                same[left] = (self._words[left, word] & _FIRST[rest if word == words else _WORD]) == sought[
                    word
                ]
            found |= same
        return found

    @cached_property
    def _words(self) -> npt.NDArray[np.uint64]:
        """The beginnings of the names, eight letters at a time; shape (n, 3)."""
        return np.ascontiguousarray(self._beginnings(_SOUGHT)).view(np.uint64)

    @cached_property
    def targets(self) -> tuple[Numbers, Numbers]:
        """The edges whose target is there: owner and target, both by order in the file."""
        owner, number = self.edges
        if not len(self.entities):
            return owner[:0], owner[:0]
        place = self._places_of_numbers(number)
        there = self.entities[place] == number
        return owner[there], place[there]

    @cached_property
    def lost(self) -> Numbers:
        """What refers to something that is not there, by order in the file; shape (n,)."""
        owner, number = self.edges
        return np.unique(owner[~np.isin(number, self.entities)])

    def _places_of_numbers(self, sought: Numbers) -> Numbers:
        """Return where numbers stand first in `entities`; any place for those that do not."""
        known = self.entities
        if known.max() <= _SPARSE * len(known):
            table = np.zeros(known.max() + 1, np.int64)
            table[known[::-1]] = np.arange(len(known))[::-1]  # the first of two, written last
            return np.asarray(table[np.minimum(sought, len(table) - 1)])
        order = np.argsort(known, kind="stable")
        return np.asarray(order[np.minimum(np.searchsorted(known, sought, sorter=order), len(order) - 1)])

    @cached_property
    def trouble(self) -> tuple[Numbers, Numbers]:
        """What leads into a circle or too deep, and what of it lies in a circle; by order in the file."""
        owner, target = self.targets
        owner, target, ended = _peeled(owner, target)
        inner, _, _ = _peeled(target, owner) if ended else (owner[:0], target, ended)
        return np.unique(owner), np.unique(inner)

    def above(self, numbers: frozenset[int]) -> frozenset[int]:
        """Return entities and all that refers to them, by whatever way; not through what has no shape."""
        if not numbers:
            return numbers
        found = np.isin(self.entities, list(numbers)) & ~self.named(*_NO_SHAPE)
        owner, target = self.targets
        count = -1
        while count != (count := int(found.sum())) and count:
            found[owner[found[target]]] = True
        return frozenset(self.entities[found].tolist())


def _once(rising: Numbers) -> Numbers:
    """Return rising numbers without those that repeat the one before."""
    return np.asarray(rising[np.diff(rising, prepend=-1) != 0])


def _peeled(owner: Numbers, target: Numbers) -> tuple[Numbers, Numbers, bool]:
    """Take away, again and again, the edges to what refers to nothing; what stays goes on without end."""
    count = int(max(owner.max(initial=0), target.max(initial=0))) + 1
    for _ in range(DEEPEST):
        busy = np.zeros(count, dtype=bool)
        busy[owner] = True
        keep = busy[target]
        if keep.all():
            return owner, target, True
        owner, target = owner[keep], target[keep]
    return owner, target, False


def look_at_links(links: Links) -> Iterator[Damage]:
    """Yield what refers to nothing, in a circle or too deep, occurs twice, or does not close."""
    text = links.text
    trouble, circle = links.trouble
    if len(circle):
        yield Damage("circle", len(circle), text.places(links.entities[circle].tolist()))
    elif len(trouble):
        yield Damage("deep", len(trouble), text.places(links.entities[trouble].tolist()))
    if open_at := unbalanced(text):
        yield Damage("brackets", len(open_at), text.places(open_at))
    numbers = links.entities
    if not (np.diff(numbers) > 0).all():  # in most files they rise
        numbers, counts = np.unique(numbers, return_counts=True)
        if (counts > 1).any():
            yield Damage("twice", int((counts > 1).sum()), text.places(numbers[counts > 1].tolist()))
    odd = numbers[(numbers == 0) | (numbers > _LARGEST)]
    if len(odd):
        yield Damage("number", len(odd), text.places(odd.tolist()))
    if len(lost := links.lost) and len(lost := lost[~links.named(*_NO_SHAPE)[lost]]):
        yield Damage("dangling", len(lost), text.places(links.entities[lost].tolist()))
    if flat := _flat(links):
        yield Damage("flat", len(flat), text.places(flat))


def _flat(links: Links) -> list[int]:
    """Return placements in space whose point or directions have fewer than three numbers."""
    placed = links.named(b"IFCAXIS2PLACEMENT3D", b"IFCAXIS1PLACEMENT")
    listed = links.named(
        *(name + sign for name in (b"IFCCARTESIANPOINT", b"IFCDIRECTION") for sign in (b"(", b" ("))
    )
    commas = places_of(links.text, ",")
    count = np.diff(np.append(np.searchsorted(commas, links.starts), len(commas)))
    owner, target = links.targets
    wrong = placed[owner] & listed[target] & (count[target] < 2)  # noqa: PLR2004 -- two commas in three numbers
    return sorted({int(number) for number in links.entities[owner[wrong]]})


def attribute_counts(links: Links) -> tuple[tuple[str, int, int], ...]:
    """Return each class with each number of values that it has, and the first entity for which that is so."""
    starts = links.starts
    commas = places_of(links.text, ",")
    owner = np.searchsorted(starts, commas) - 1
    equals = np.searchsorted(places_of(links.text, "="), starts)
    top = (owner >= 0) & (depths_of(links.text, ",") == depths_of(links.text, "=")[equals][owner] + 1)
    count = np.bincount(owner[top], minlength=len(starts)) + 1
    key, open_name = count.copy(), np.ones(len(starts), dtype=bool)
    weights = np.random.default_rng(1).integers(1, 2**40, _NAME)
    for column, weight in enumerate(weights):
        open_name &= links.names[:, column] != ord("(")
        key += links.names[:, column] * weight * open_name
    found = []
    for k in np.unique(key, return_index=True)[1].tolist():
        name, _, inner = links.text.data[starts[k] + 1 : starts[k] + 200].partition(b"(")
        values = 0 if inner.lstrip().startswith(b")") else int(count[k])
        found.append((name.strip().decode("latin-1").upper(), values, int(links.entities[k])))
    return tuple(sorted(found))
