"""The weight of what stands there, from the bodies and materials of the model or assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.structure.data import ScreeningData

_GRAVITY = 9.81e-3
"""[kN/kg]"""
_LEAST_KNOWN = 0.8
"""Less of the volume with a known material says nothing of the whole."""


@dataclass(frozen=True)
class Solid:
    """A part of the building: how large, and of what."""

    volume: float
    """[m3]"""
    materials: tuple[tuple[str, float, float | None], ...] = ()
    """Name, share of the volume, and the density that the model itself gives [kg/m3]; empty if not known."""


@dataclass(frozen=True)
class Weight:
    """Permanent load of the whole building by its floor area [kN/m2]."""

    low: float
    high: float
    origin: Text

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high < float("inf"):
            raise ValueError(f"{self.low} - {self.high} kN/m2 is no weight")


def assumed_weight(data: ScreeningData) -> Weight:
    """Return what buildings weigh, from light to usual."""
    return Weight(
        data.existing_low,
        data.existing_high,
        Text(
            f"aangenomen, door niemand bevestigd ({data.existing_source})",
            f"assumed, confirmed by nobody ({data.existing_source})",
        ),
    )


def weight_of(solids: Sequence[Solid], floor_area: float, data: ScreeningData) -> Weight:
    """Return the weight from bodies and densities; the assumed one where too little is known.

    Finishes and what the model leaves out are not counted: the true weight is rather higher, and the ratio
    to what is added rather lower. A weight above the usual one is cut off there, since bodies may overlap.
    """
    whole = sum(solid.volume for solid in solids)
    known = [_weighed(solid, data) for solid in solids]
    covered = sum(volume for volume, _ in known)
    if floor_area <= 0 or whole <= 0 or covered < _LEAST_KNOWN * whole:
        return assumed_weight(data)
    found = sum(mass for _, mass in known) * _GRAVITY / floor_area
    # The part without a material weighs nothing at least, and as much as the rest at most.
    low = min(found * (1 - data.density_spread), data.existing_high)
    high = min(found * (1 + data.density_spread) * whole / covered, data.existing_high)
    if low <= 0:
        return assumed_weight(data)
    return Weight(
        low,
        high,
        numbers(
            "uit de lichamen en materialen van het model ({p}% van het volume bekend), zonder afwerking",
            "from the bodies and materials of the model ({p}% of the volume known), without finishes",
            0,
            p=100 * covered / whole,
        ),
    )


def _weighed(solid: Solid, data: ScreeningData) -> tuple[float, float]:
    """Return volume of known material [m3] and its mass [kg]."""
    volume = mass = 0.0
    for name, share, stated in solid.materials:
        density = stated if stated is not None and stated > 0 else data.density(name)
        if density is not None:
            volume += share * solid.volume
            mass += share * solid.volume * density
    return volume, mass
