"""How far the buildings around stand from the building: outline to outline, in plan."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from optopcheck.domain.addition import Size, Sized
from optopcheck.domain.measurement import Reading, Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.geometry.projection import seen_from_above, seen_from_below
from optopcheck.geometry.region import Region

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.measurement import Measurement

DRAWN = 0.6
"""Doubt of where a city model draws a building [m].

Twice the 0.30 m that the BGT asks (Praktijkhandleiding BAG, toelichting geometrieverschillen BGT-BAG). The
outline of a building in the BAG is what is seen from above, so an overhang belongs to it.
"""
_OVERHANG = 0.5
"""How far a roof may stand out from façades that are not drawn [m]."""


_WHOLE = Text(
    "vanaf alles wat in het model bij het gebouw staat", "from all that stands in the model with the building"
)


@lru_cache(maxsize=4)
def neighbour_distances(
    footprint: Measurement, building: Building, neighbours: tuple[Neighbour, ...]
) -> tuple[Sized, ...]:
    """Return the shortest distance in plan from a measured footprint to each neighbour [m].

    Zero where they touch. Where the footprint has other readings, the distance from the hull of the
    whole building stands beside it. The last answers are kept: each rule asks for the same ones.
    """
    own = seen_from_above([footprint.geometry] if footprint.geometry is not None else [])
    if own.is_empty:
        why = Unmeasured(Text("de omtrek van het gebouw is niet bekend", "the outline is not known"))
        return (why,) * len(neighbours)
    doubt = DRAWN + footprint.uncertainty / own.perimeter
    hull = Region.hull([e.mesh for e in building.shell]) if footprint.readings else own
    return tuple(_distance(own, hull, neighbour, doubt) for neighbour in neighbours)


def _distance(own: Region, hull: Region, neighbour: Neighbour, doubt: float) -> Sized:
    below, above = (look([neighbour.mesh]) for look in (seen_from_below, seen_from_above))
    if below.is_empty and above.is_empty:
        return Unmeasured(
            Text(f"{neighbour.id} heeft geen vorm", f"{neighbour.id} has no shape"), Need.REPAIR
        )
    if below.is_empty or above.is_empty:
        found = above if below.is_empty else below
        return _size(own, hull, found, doubt + _OVERHANG)
    return _size(own, hull, below, doubt + abs(own.distance_to(below) - own.distance_to(above)))


def _size(own: Region, hull: Region, other: Region, doubt: float) -> Size:
    distance, least = own.distance_to(other), hull.distance_to(other)
    return Size(distance, doubt, (Reading(_WHOLE, least),) if distance - least > doubt else ())
