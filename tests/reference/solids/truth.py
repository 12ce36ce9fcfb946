"""What is known of a solid: its true values and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Floats, turn_about_z
from optopcheck.domain.profile import MeasuringProfile, SubordinateParts
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import LegalSource, Standing
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.building import Building

PROFILE = MeasuringProfile(
    "nl.vaste-lichamen",
    Text("proefprofiel"),
    LegalSource("proef", "", "", "art. 2", Standing.PRACTICE),
    SubordinateParts(("IfcChimney", "IfcCommunicationsAppliance"), ("schoorsteen", "antenne")),
    unconfirmed_datum_tolerance=0.5,
    substructure_max_rise=1.5,
    min_storey_height=1.5,
    min_storey_share=0.25,
    roof_structure_share=0.25,
    min_eaves_share=0.5,
)
"""As the national profile measures; a dormer narrower than half of its façade has no say in the eaves."""

Truth = Mapping[Quantity, float]
FLAT_HAS_NO = frozenset({Quantity.RIDGE_HEIGHT})
PITCHED_HAS_NO = frozenset({Quantity.FLAT_ROOF_AREA})


@dataclass(frozen=True, eq=False)
class Solid:
    """A building with its true values, heights from `peil`."""

    name: str
    building: Building
    truth: Truth
    disputed: Mapping[Quantity, tuple[float, ...]] = field(default_factory=dict)
    """Quantities that the law leaves open: each value is one reading of it."""
    has_no: frozenset[Quantity] = frozenset()
    """Quantities that this building does not have."""
    eaves: tuple[float, ...] = ()
    """Of each façade that has a gutter, drip line or fascia, where they differ [m]."""
    pitches: tuple[float, ...] = ()
    """Of each roof plane [deg]."""
    setbacks: tuple[float, ...] = ()
    """Of each side of the top layer that is set back [m]."""
    plot: Floats | None = None
    """Plot boundary (n, 2) [m]."""
    strays: frozenset[str] = frozenset()
    """GlobalIds of what is not of this building."""
    peil: float = 0.0
    profile: MeasuringProfile = PROFILE

    def placed(self, degrees: float, offset: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Solid:
        """Turn about z, then move; no true value changes."""
        shift = np.array(offset)
        where = "" if not any(offset) else "-" + "_".join(f"{metres:g}" for metres in offset)
        building = self.building.transformed(
            lambda points: turn_about_z(points, degrees) + shift, lambda ways: turn_about_z(ways, degrees)
        )
        plot = self.plot
        if plot is not None:
            level = np.column_stack([plot, np.zeros(len(plot))])
            plot = (turn_about_z(level, degrees) + shift)[:, :2]
        return replace(
            self,
            name=f"{self.name}@{degrees:g}{where}",
            building=building,
            plot=plot,
            peil=self.peil + offset[2],
        )


def prism_truth(
    area: float,
    floors: Sequence[float],
    top: float,
    slab: float = 0.2,
    parapet: float = 0.0,
    inner: float | None = None,
) -> dict[Quantity, float]:
    """Values of a prism with a flat roof, all floors above ground; `inner` is its area within the walls."""
    values = {
        Quantity.BUILDING_HEIGHT: top + parapet,
        Quantity.EAVES_HEIGHT: top + parapet,
        Quantity.STOREY_COUNT: float(len(floors)),
        Quantity.FOOTPRINT_AREA: area,
        Quantity.PLANNING_VOLUME: area * (top - floors[0] + slab),
        Quantity.GROSS_VOLUME: area * (top - floors[0] + slab),
        Quantity.GROSS_FLOOR_AREA: area * len(floors),
        Quantity.FLAT_ROOF_AREA: area,
        Quantity.FREE_HEIGHT: min(b - a for a, b in zip(floors, [*floors[1:], top], strict=True)) - slab,
    }
    if inner is not None:
        values[Quantity.USABLE_FLOOR_AREA] = inner * len(floors)
    return values


def within_walls(area: float, perimeter: float, wall: float) -> float:
    """Area within walls along a ring of right angles: it has four more outer than inner corners."""
    return area - perimeter * wall + 4 * wall**2


def tangent(degrees: float) -> float:
    return float(np.tan(np.radians(degrees)))


def slope(rise: float, run: float) -> float:
    """Pitch [deg]."""
    return float(np.degrees(np.arctan2(rise, run)))
