"""Measured quantities (*wijze van meten*): value, tolerance and evidence, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Mesh
    from optopcheck.domain.rule import LegalSource
    from optopcheck.domain.site import Datum


class Quantity(Enum):
    """What is measured: key, unit, label and legal definition."""

    BUILDING_HEIGHT = (
        "building_height",
        "m",
        Text("bouwhoogte", "building height"),
        Text(
            "van peil tot het hoogste punt, ondergeschikte bouwonderdelen niet meegerekend",
            "from the plan datum to the highest point, subordinate parts left out",
        ),
    )
    EAVES_HEIGHT = (
        "eaves_height",
        "m",
        Text("goothoogte", "eaves height"),
        Text(
            "van peil tot de bovenkant van goot, druiplijn, boeiboord of gelijkwaardig deel",
            "from the plan datum to the top of gutter, drip line, fascia or equivalent part",
        ),
    )
    RIDGE_HEIGHT = (
        "ridge_height",
        "m",
        Text("nokhoogte", "ridge height"),
        Text(
            "van peil tot het hoogste punt van een schuin dak",
            "from the plan datum to the top of a pitched roof",
        ),
    )
    STOREY_COUNT = (
        "storey_count",
        "1",
        Text("aantal bouwlagen", "number of storeys"),
        Text(
            "doorlopende delen begrensd door vloeren, zonder onderbouw en zolder",
            "continuous parts bounded by floors, without substructure and attic",
        ),
    )
    FOOTPRINT_AREA = (
        "footprint_area",
        "m2",
        Text("bebouwde oppervlakte", "footprint"),
        Text(
            "tussen de buitenwerkse gevelvlakken, neerwaarts geprojecteerd",
            "between the outer faces of the façades, projected down",
        ),
    )
    PLANNING_VOLUME = (
        "planning_volume",
        "m3",
        Text("inhoud (planologisch)", "planning volume"),
        Text(
            "van onderzijde begane-grondvloer tot buitenzijde gevels en daken",
            "from the underside of the ground floor to the outside of façades and roofs",
        ),
    )
    GROSS_VOLUME = (
        "gross_volume",
        "m3",
        Text("bruto inhoud", "gross volume"),
        Text(
            "het hele gebouw binnen de buitenzijde, ook onder de grond (NEN 2580)",
            "the whole building within its outside, below ground too (NEN 2580)",
        ),
    )
    GROSS_FLOOR_AREA = (
        "gross_floor_area",
        "m2",
        Text("bruto vloeroppervlakte", "gross floor area"),
        Text(
            "per bouwlaag langs de buitenomtrek van de opgaande scheidingen op vloerniveau (NEN 2580)",
            "per storey along the outer perimeter of the rising walls at floor level (NEN 2580)",
        ),
    )
    FLAT_ROOF_AREA = (
        "flat_roof_area",
        "m2",
        Text("plat dak boven", "flat top roof"),
        Text(
            "platte deel van het bovenste dak, zonder dakopbouwen",
            "flat part of the top roof, without roof structures",
        ),
    )

    def __init__(self, key: str, unit: str, label: Text, definition: Text) -> None:
        self.key = key
        self.unit = unit
        self.label = label
        self.definition = definition


@dataclass(frozen=True)
class SubordinateParts:
    """Which parts are *ondergeschikte bouwonderdelen*, as data."""

    kinds: tuple[str, ...]
    """IFC classes that never count, e.g. IfcChimney."""
    name_patterns: tuple[str, ...]
    """Regular expressions on the element's name, case-insensitive."""
    cap: float | None = None
    """A part that rises further than this above the roof counts after all [m]; None: no cap."""


@dataclass(frozen=True)
class MeasuringProfile:
    """How a plan measures (*meetprofiel*): data from a rule pack."""

    id: str
    title: Text
    source: LegalSource
    subordinate: SubordinateParts
    unconfirmed_datum_tolerance: float
    """Doubt of a datum that nobody confirmed (IFC, AHN) [m]."""
    substructure_max_rise: float
    """A layer whose ceiling floor lies no higher than this above peil is *onderbouw* [m]."""
    min_storey_height: float
    """Below this clear height a space between floors is no storey [m]."""
    min_storey_share: float
    """A storey covers at least this share of the largest one."""
    roof_structure_share: float
    """A part on the main roof smaller than this share of it is a disputed roof structure."""
    assumptions: tuple[Text, ...] = ()
    """What the plan does not say and the profile had to choose."""


@dataclass(frozen=True)
class Reading:
    """Another way to read the same quantity, e.g. without the lift head."""

    label: Text
    value: float
    elements: tuple[str, ...] = ()
    """The parts that make the difference."""


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

    def __post_init__(self) -> None:
        if not (np.isfinite(self.value) and np.isfinite(self.tolerance) and self.tolerance >= 0):
            raise ValueError(f"{self.quantity.key}: {self.value} ± {self.tolerance} is not a measurement")

    @property
    def unit(self) -> str:
        """Unit of the quantity."""
        return self.quantity.unit

    @property
    def uncertainty(self) -> float:
        """Tolerance of geometry and datum together, in the unit of the quantity."""
        return self.tolerance + (self.datum.tolerance if self.datum else 0.0)


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
