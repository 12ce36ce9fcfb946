"""Whether the quantities stored in a model can be in the units that it declares.

Exporters mix them: one model holds volumes in m3, in mm3 and in m2 times mm side by side. Length, width and
height of the same element give them away: the product differs by thousands, not by an opening or two.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PRODUCTS = {
    "Area": (("Height", "Width"),),
    "GrossSideArea": (("Length", "Height"),),
    "NetSideArea": (("Length", "Height"),),
    "GrossFootprintArea": (("Length", "Width"),),
    "NetFootprintArea": (("Length", "Width"),),
    "CrossSectionArea": (("Width", "Depth"),),
    "GrossVolume": (
        ("Length", "Height", "Width"),
        ("GrossFloorArea", "Height"),
        ("GrossArea", "Width"),
        ("CrossSectionArea", "Length"),
    ),
    "NetVolume": (
        ("Length", "Height", "Width"),
        ("NetFloorArea", "Height"),
        ("NetArea", "Width"),
        ("NetArea", "Depth"),
        ("NetSideArea", "Width"),
    ),
}
"""What a quantity is about the product of, openings and slopes aside; lengths alone first, they tell most."""
_FACTOR = 3.0
"""Openings, slopes and two sides counted as one stay within this."""
_STEP = 3
"""Metres and millimetres differ by a power of this many tens."""


class UnitVerdict(StrEnum):
    """What the stored quantities of a model say of their units."""

    PLAUSIBLE = "plausible"
    """What can be checked agrees with the declared units."""
    MIXED = "mixed"
    """Some are off by a thousand or more: no sum over them means anything."""
    UNKNOWN = "unknown"
    """Nothing can be checked."""


@dataclass(frozen=True)
class QuantityUnits:
    """Size of the declared units in m, m2 and m3."""

    length: float
    area: float
    volume: float

    def of(self, measure: str) -> float:
        """Return the size of the unit of a measure: Length, Area or Volume."""
        return {"Length": self.length, "Area": self.area, "Volume": self.volume}[measure]


@dataclass(frozen=True)
class StoredQuantity:
    """One value of an IfcElementQuantity."""

    owner: str
    """GlobalId."""
    kind: str
    """IFC class of the owner."""
    owner_name: str
    set_name: str
    name: str
    measure: str
    """Length, Area or Volume."""
    value: float
    """As stored."""
    unit: float | None = None
    """Size of a unit of its own in m, m2 or m3; None: the unit of the model."""

    def in_metres(self, units: QuantityUnits) -> float:
        """Return the value in m, m2 or m3, taken at its word."""
        return self.value * (units.of(self.measure) if self.unit is None else self.unit)


@dataclass(frozen=True)
class WrongUnit:
    """A quantity that is off by thousands."""

    quantity: StoredQuantity
    tens: int
    """By how many tens it is too large; negative if too small."""


@dataclass(frozen=True)
class UnitJudgement:
    """Verdict with its grounds."""

    verdict: UnitVerdict
    checked: int
    """Quantities that have something to be compared with."""
    wrong: tuple[WrongUnit, ...]


def judge_units(quantities: Iterable[StoredQuantity], units: QuantityUnits) -> UnitJudgement:
    """Compare areas and volumes with the lengths of the same element."""
    by_set: dict[tuple[str, str], list[StoredQuantity]] = defaultdict(list)
    for quantity in quantities:
        by_set[quantity.owner, quantity.set_name].append(quantity)
    checked, wrong = 0, []
    for group in by_set.values():
        known = {q.name: q.in_metres(units) for q in reversed(group)}
        for quantity in group:
            tens = _tens_off(quantity, quantity.in_metres(units), known)
            checked += tens is not None
            if tens:
                wrong.append(WrongUnit(quantity, tens))
    if wrong:
        return UnitJudgement(UnitVerdict.MIXED, checked, tuple(wrong))
    return UnitJudgement(UnitVerdict.PLAUSIBLE if checked else UnitVerdict.UNKNOWN, checked, ())


def _tens_off(quantity: StoredQuantity, value: float, known: Mapping[str, float]) -> int | None:
    """Return by how many tens a value is off; None if nothing tells, or what tells is unclear."""
    for names in _PRODUCTS.get(quantity.name, ()):
        factors = [known[name] for name in names if name in known]
        if len(factors) == len(names) and min(*factors, value) > 0:
            tens = _whole_tens(value / math.prod(factors))
            if tens is not None:
                return tens
    return None


def _whole_tens(ratio: float) -> int | None:
    tens = _STEP * round(math.log10(ratio) / _STEP)
    return tens if 1 / _FACTOR <= ratio / 10.0**tens <= _FACTOR else None
