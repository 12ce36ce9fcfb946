"""How alike the parts of two models are: size, place, surface and volume of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from optopcheck.domain.building import Element
    from optopcheck.domain.mesh import Floats, Ints, Mesh

    Flags = NDArray[np.bool_]

_SHARE = 1e-3
"""Surface and volume of the same part differ less."""
_COVERED = 0.5
"""Share of the smaller of two boxes that lies in the other, for one to stand in the place of the other."""
_THIN = 0.02
"""Boxes count as at least this thick [m]."""
_SUFFIXES = ("StandardCase", "ElementedCase")
_CELL = 1.0
"""[m]"""


@dataclass(frozen=True, eq=False)
class Shapes:
    """What tells the parts of one model apart."""

    low: Floats
    """Shape (n, 3) [m]."""
    high: Floats
    bulk: Floats
    """Surface and signed volume, shape (n, 2) [m2, m3]."""
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, elements: Sequence[Element]) -> Shapes:
        """Measure parts that have a body."""
        bounds = np.array([e.mesh.bounds for e in elements]).reshape(-1, 2, 3)
        bulk = np.array([_bulk(e.mesh) for e in elements]).reshape(-1, 2)
        return cls(bounds[:, 0], bounds[:, 1], bulk, tuple(_kind(e.kind) for e in elements))

    @property
    def sizes(self) -> Floats:
        """Of the boxes, shape (n, 3) [m]."""
        return self.high - self.low

    @property
    def middles(self) -> Floats:
        """Of the boxes, shape (n, 3) [m]."""
        return (self.high + self.low) / 2

    def pairs_by_size(self, other: Shapes, tolerance: float) -> Ints:
        """Return pairs (n, 2) of parts of one kind and size, where each model has as many of them.

        They are paired in the order in which they lie, which no shift changes.
        """
        found: list[tuple[int, int]] = []
        theirs = other.by_size(tolerance)
        for key, places in self.by_size(tolerance).items():
            if len(places) == len(theirs.get(key, ())):
                found += zip(self._in_order(places), other._in_order(theirs[key]), strict=True)
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    def _in_order(self, places: list[int]) -> list[int]:
        middles = np.round(self.middles[places], 2)
        return [places[k] for k in np.lexsort(middles.T)]

    def by_size(self, tolerance: float) -> dict[tuple[object, ...], list[int]]:
        """Return the places of parts by their kind and rounded size."""
        found: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        rounded = np.round(self.sizes / (5 * tolerance)).astype(np.int64)
        for place, (kind, size) in enumerate(zip(self.kinds, rounded, strict=True)):
            found[kind, *map(int, size)].append(place)
        return dict(found)


def _bulk(mesh: Mesh) -> tuple[float, float]:
    triangles = mesh.triangles - mesh.bounds[0]
    a, b, c = np.moveaxis(triangles, 1, 0)
    surface = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2
    return float(surface), float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def _kind(name: str) -> str:
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def in_one_place(one: Shapes, other: Shapes, pairs: Ints, tolerance: float) -> Flags:
    """Tell of each pair whether both parts have one place and one shape."""
    a, b = pairs[:, 0], pairs[:, 1]
    lies = np.abs(one.low[a] - other.low[b]).max(axis=1, initial=0.0) <= tolerance
    lies &= np.abs(one.high[a] - other.high[b]).max(axis=1, initial=0.0) <= tolerance
    bulk = np.abs(one.bulk[a] - other.bulk[b])
    # A thin part may differ by its skin alone.
    allowed = _SHARE * np.maximum(np.abs(one.bulk[a]), np.abs(other.bulk[b])) + tolerance * one.bulk[a, :1]
    return np.asarray(lies & (bulk <= allowed).all(axis=1))


def near_pairs(one: Shapes, other: Shapes, before: Ints, after: Ints, tolerance: float) -> Ints:
    """Return pairs (n, 2) of left over parts of one kind with one place and shape, each part once."""
    cells: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for place in before:
        cells[_cell(one.middles[place])].append(int(place))
    taken: set[int] = set()
    found = []
    for place in after:
        for candidate in _around(other.middles[place], cells, tolerance):
            pair = np.array([[candidate, int(place)]])
            if (
                candidate not in taken
                and one.kinds[candidate] == other.kinds[place]
                and bool(in_one_place(one, other, pair, tolerance)[0])
            ):
                taken.add(candidate)
                found.append((candidate, int(place)))
                break
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _cell(point: Floats) -> tuple[int, ...]:
    return tuple(int(v) for v in np.floor(point / _CELL))


def _around(point: Floats, cells: dict[tuple[int, ...], list[int]], reach: float) -> Iterator[int]:
    corners = {_cell(point + reach * np.array([x, y, z])) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)}
    for corner in sorted(corners):
        yield from cells.get(corner, ())


def overlapping(one: Shapes, other: Shapes, before: Ints, after: Ints) -> Ints:
    """Return pairs (n, 2) of left over parts of one kind of which one stands in the place of the other."""
    found = []
    for place in after:
        kind = other.kinds[place]
        rivals = np.array([k for k in before if one.kinds[k] == kind], dtype=np.int64)
        if not len(rivals):
            continue
        low, high = other.low[place] - _THIN / 2, other.high[place] + _THIN / 2
        theirs_low, theirs_high = one.low[rivals] - _THIN / 2, one.high[rivals] + _THIN / 2
        common = np.clip(np.minimum(high, theirs_high) - np.maximum(low, theirs_low), 0.0, None)
        smaller = np.minimum(np.prod(high - low), np.prod(theirs_high - theirs_low, axis=1))
        found += [(int(k), int(place)) for k in rivals[np.prod(common, axis=1) >= _COVERED * smaller]]
    return np.array(found, dtype=np.int64).reshape(-1, 2)
