"""What of a model is to be drawn: groups of like elements, the envelope first, and by which kernel."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from optopcheck.domain.building import SHELL_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from optopcheck.ifc.alike import Drawings

ENVELOPE, OPENINGS, REST = range(3)
"""Walls, floors and roofs make heights, volumes and the first picture; then come windows and doors."""
SAMPLE = 25
"""Of the groups for the fast kernel both draw one of so many, in each phase at least one of a kind."""
_OPENING_KINDS = ("IfcWindow", "IfcDoor")
_LOOSE_KINDS = frozenset(
    f"Ifc{kind}"
    for kind in (
        *("Railing", "Stair", "StairFlight", "Ramp", "RampFlight", "TransportElement"),
        *("FurnishingElement", "Furniture", "SystemFurnitureElement"),
    )
)
_EXACT_FACE, _FAST_FACE, _PLACING = 0.15, 0.03, 0.04
"""Rough cost of a face and of placing a drawing once more [ms]: only the shares count."""
_SMALLEST, _LARGEST, _CHUNKS = 150.0, 2000.0, 24
"""A piece of work is no smaller or larger than this [ms], and there are about so many."""
_SMALLEST_SAMPLE, _SHARES = 10.0, 4
"""The samples of a phase make so many pieces, each no smaller than this [ms]."""
_ORDER = (("exact", "sample", "fast"), ("fast", "exact", "sample"))
"""What is long begins first, so that all end together; but of the envelope, what makes the first picture."""
_FIRST, _PICTURES, _NEXT = 40.0, 2, 100.0
"""The first pieces of the envelope that are drawn fast are no larger than this [ms], since the first picture
waits for them; the next ones no smaller, since each of them costs a look at the whole file."""


@dataclass(frozen=True)
class Group:
    """Elements with one drawing."""

    steps: tuple[int, ...]
    """Ids within the file; the first one's drawing serves all."""
    names: tuple[str, ...]
    """Ids by which the parent knows them, in the same order."""
    phase: int
    faces: float
    fast: bool
    """Whether the fast kernel may draw it."""
    sample: bool = False
    """Whether both kernels draw it, to compare."""
    skin: bool = False
    """Whether it is faces only, which need not close."""
    loose: bool = False
    """Whether nothing measures what it holds, so that the fast kernel may draw it open."""

    @property
    def cost(self) -> float:
        """Rough time to draw it [ms]."""
        face = _FAST_FACE if self.fast and not self.sample else _EXACT_FACE
        return self.faces * face + len(self.steps) * _PLACING


@dataclass(frozen=True)
class Plan:
    """All groups, in the order of the file."""

    groups: tuple[Group, ...]

    def write(self, path: Path) -> None:
        """Write it for the others."""
        path.write_text(json.dumps([vars(group) for group in self.groups]), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Plan:
        """Read what `write` wrote."""
        told: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            tuple(
                Group(**{**group, "steps": tuple(group["steps"]), "names": tuple(group["names"])})
                for group in told
            )
        )

    def chunks(self) -> list[Chunk]:
        """Cut the work into pieces, in the order in which to do them: envelope, openings, rest."""
        size = min(_LARGEST, max(_SMALLEST, sum(group.cost for group in self.groups) / _CHUNKS))
        lots: dict[tuple[int, str], list[int]] = {}
        for number, group in enumerate(self.groups):
            mode = "sample" if group.sample else "fast" if group.fast else "exact"
            lots.setdefault((group.phase, mode), []).append(number)
        ordered = sorted(lots, key=lambda lot: (lot[0], _ORDER[lot[0] == ENVELOPE].index(lot[1])))
        return [chunk for lot in ordered for chunk in self._cut(lots[lot], *lot, size)]

    def _sizes(self, numbers: list[int], phase: int, mode: str, size: float) -> list[float]:
        """Return the sizes of pieces [ms], of which the last goes on; small ones end a phase evenly."""
        cost = sum(self.groups[n].cost for n in numbers)
        if mode == "sample":
            return [max(_SMALLEST_SAMPLE, cost / _SHARES)]
        if (phase, mode) == (ENVELOPE, "fast"):
            return [*[_FIRST] * _PICTURES, max(_NEXT, cost / _CHUNKS)]
        return [size]

    def _cut(self, numbers: list[int], phase: int, mode: str, size: float) -> list[Chunk]:
        sizes = self._sizes(numbers, phase, mode, size)
        heavy_first = sorted(numbers, key=lambda number: -self.groups[number].cost)
        pieces: list[list[int]] = [[]]
        filled = 0.0
        for number in heavy_first:
            if filled >= sizes[min(len(pieces), len(sizes)) - 1]:
                pieces.append([])
                filled = 0.0
            pieces[-1].append(number)
            filled += self.groups[number].cost
        return [
            Chunk(tuple(sorted(piece)), mode, phase, sum(self.groups[n].cost for n in piece))
            for piece in pieces
        ]

    def names(self, chunk: Chunk) -> list[str]:
        """Return the elements of a piece of work."""
        return [name for number in chunk.groups for name in self.groups[number].names]


@dataclass(frozen=True)
class Chunk:
    """A piece of work for one child."""

    groups: tuple[int, ...]
    mode: str
    """``exact``, ``fast``, ``sample`` (both, and compare) or ``single`` (element by element)."""
    phase: int
    cost: float
    only: tuple[str, ...] = ()
    """For ``single``: the elements that are left."""
    again: bool = False
    """A child died over it before."""


def phase_of(kind: str) -> int:
    """Return when elements of a class are drawn."""
    if kind in _OPENING_KINDS:
        return OPENINGS
    return ENVELOPE if kind in SHELL_KINDS else REST


def make_plan(wanted: Mapping[str, tuple[Any, int]], drawings: Drawings) -> Plan:
    """Group the elements of a model and choose kernel, order and sample.

    Parameters
    ----------
    wanted
        Element and phase by the name that the parent knows.
    drawings
        Compares them.
    """
    from optopcheck.ifc.alike import SKINS  # noqa: PLC0415 -- the child only

    names = {element.id(): name for name, (element, _) in wanted.items()}
    phases = {element.id(): phase for element, phase in wanted.values()}
    groups: list[Group] = []
    sorts: dict[tuple[int, frozenset[str]], list[int]] = {}
    for number, alike in enumerate(drawings.groups([element for element, _ in wanted.values()])):
        steps = tuple(element.id() for element in alike)
        drawn = drawings.drawn(alike[0])
        phase = min(phases[step] for step in steps)
        if drawn.flat:
            # Kernels know no walls and chairs: what matters is how a thing is drawn.
            sorts.setdefault((phase, drawn.kinds), []).append(number)
        groups.append(
            Group(
                steps,
                tuple(names[step] for step in steps),
                phase,
                drawn.faces,
                drawn.flat,
                skin=drawn.kinds <= SKINS,
                loose=all(element.is_a() in _LOOSE_KINDS for element in alike),
            )
        )
    for number in _samples(sorts.values(), [group.faces for group in groups]):
        groups[number] = replace(groups[number], sample=True)
    return Plan(tuple(groups))


def _samples(sorts: Iterable[list[int]], faces: list[float]) -> Iterator[int]:
    """Yield one of so many groups of a sort: of middling weight, as most of them are."""
    for numbers in sorts:
        for start in range(0, len(numbers), SAMPLE):
            few = sorted(numbers[start : start + SAMPLE], key=lambda number: faces[number])
            yield few[(len(few) - 1) // 2]
