"""Measured quantities (*wijze van meten*): value, tolerance and evidence, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Mesh
    from optopcheck.domain.site import Datum


@dataclass(frozen=True)
class Reading:
    """Another way to read the same quantity, e.g. without the lift head."""

    label: Text
    value: float
    elements: tuple[str, ...] = ()
    """The parts that make the difference."""


@dataclass(frozen=True, eq=False)
class PartMeasurement:
    """One façade, roof plane, storey or room within a quantity (*deelmeting*)."""

    label: Text
    value: float
    tolerance: float
    elements: tuple[str, ...] = ()
    """GlobalIds of the elements that made the value."""
    geometry: Mesh | None = None
    """Faces or outline to show."""
    remark: Text | None = None
    """What the reader must know of this part."""
    counts: bool = True
    """False where the profile leaves the part out of the whole."""


@dataclass(frozen=True)
class Doubt:
    """Part of the error budget: what the model leaves open, and how far it may move the value."""

    cause: Text
    amount: float
    """In the unit of the quantity."""

    def __post_init__(self) -> None:
        if not (np.isfinite(self.amount) and self.amount >= 0):
            raise ValueError(f"a doubt of {self.amount} is not an amount of zero or more")


@dataclass(frozen=True)
class LeftOut:
    """Elements of the model that do not count as the building, and why."""

    elements: tuple[str, ...]
    """GlobalIds."""
    reason: Text


@dataclass(frozen=True, eq=False)
class Measurement:
    """A measured value (*meting*)."""

    quantity: Quantity
    value: float
    tolerance: float
    """Of the geometry alone, in the unit of the quantity."""
    elements: tuple[str, ...] = ()
    """GlobalIds of the elements that made the value."""
    geometry: Mesh | None = None
    """Faces or outline to show."""
    method: Text = Text("")
    profile: str = ""
    datum: Datum | None = None
    excluded: tuple[str, ...] = ()
    """GlobalIds of parts that the profile leaves out."""
    readings: tuple[Reading, ...] = ()
    parts: tuple[PartMeasurement, ...] = ()
    """By façade, roof plane, storey or room."""
    doubts: tuple[Doubt, ...] = ()
    """What the model leaves open, beside the geometry and the datum."""

    def __post_init__(self) -> None:
        if not (np.isfinite(self.value) and np.isfinite(self.tolerance) and self.tolerance >= 0):
            raise ValueError(f"{self.quantity.key}: {self.value} ± {self.tolerance} is not a measurement")

    @property
    def unit(self) -> str:
        """Unit of the quantity."""
        return self.quantity.unit

    @property
    def uncertainty(self) -> float:
        """Error budget: geometry, datum and doubts of the model together, in the unit of the quantity."""
        datum = self.datum.tolerance if self.datum else 0.0
        return self.tolerance + datum + sum(doubt.amount for doubt in self.doubts)


@dataclass(frozen=True)
class Unmeasured:
    """A quantity that could not be established, and why."""

    reason: Text
    need: Need = Need.INPUT
    elements: tuple[str, ...] = ()


Measured = Measurement | Unmeasured


@dataclass(frozen=True, eq=False)
class Measurements:
    """All quantities of one situation; the fields are the keys of `Quantity`."""

    building_height: Measured
    eaves_height: Measured
    ridge_height: Measured
    storey_count: Measured
    footprint_area: Measured
    planning_volume: Measured
    gross_volume: Measured
    gross_floor_area: Measured
    flat_roof_area: Measured
    roof_pitch: Measured
    usable_floor_area: Measured
    free_height: Measured
    setback: Measured
    plot_distance: Measured

    @classmethod
    def none(cls, reason: Text, need: Need = Need.INPUT) -> Measurements:
        """Return every quantity unmeasured for one reason."""
        return cls(**{field.name: Unmeasured(reason, need) for field in fields(cls)})

    def get(self, quantity: Quantity) -> Measured:
        """Return one quantity."""
        found: Measured = getattr(self, quantity.key)
        return found

    def items(self) -> Iterator[tuple[Quantity, Measured]]:
        """Yield quantity and measurement in the order of `Quantity`."""
        for quantity in Quantity:
            yield quantity, self.get(quantity)
