"""The plane under which a rooftop extension must stay, rising inwards from the edge of the roof."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.addition import Size, Sized
from optopcheck.domain.entered import WINDS
from optopcheck.domain.measurement import Reading, Unmeasured
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.measure.facades import edges_of, ribbon_edges, turned_vector, wind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from optopcheck.domain.measurement import Measurement
    from optopcheck.domain.mesh import Floats

    Edge = tuple[Floats, Floats, float]
    """Start, end (2,) and height [m]."""
    Solid = tuple[Region, float]

_ON_OUTLINE = 0.05
"""An eaves of the roof lies this near to its outline [m]."""
_LINE, _SAME = 1e-6, 1e-3
_NO_EDGE = Unmeasured(
    Text(
        "langs het dak onder de opbouw is geen dakrand gemeten",
        "no edge was measured along the roof under the addition",
    )
)
ALL_AROUND = Text(
    "met de hele omtrek van het dak als dakrand, ook langs een hoger deel",
    "with the whole outline of the roof as its edge, along a higher part too",
)
FROM_ROOF = Text(
    "gemeten vanaf het dakvlak in plaats van de bovenkant van de dakrand",
    "measured from the surface of the roof instead of the top of its edge",
)
ON_TOP = Text(
    "met installaties, liftopbouw en dakrand die boven de toegevoegde laag uitkomen",
    "with installations, lift head and roof edge that rise above the added storey",
)


@dataclass(frozen=True)
class Doubts:
    """How far a distance and a height may be off [m]."""

    aside: float = 0.0
    upright: float = 0.0

    def times(self, way: float) -> Doubts:
        """Return them to the other side, or none."""
        return Doubts(self.aside * way, self.upright * way)


@dataclass(frozen=True, eq=False)
class Envelope:
    """A roof with the edges of its own, and what is added on it.

    The edge is as high as the eaves were measured, along its whole length: where it is lower in places, or
    a plan reckons from the roof itself, the reading from the surface of the roof holds. Each part counts as
    a prism up to its top, and by the shortest distance to the edge in plan: for a part with a sloping side
    this is steeper than the truth, never flatter.
    """

    added: Sequence[Solid]
    on_top: Sequence[Solid]
    """What else rises above what is added."""
    outline: Region
    level: float
    """Of the roof [m]."""
    edges: Sequence[Edge]
    """Those of the measured eaves that lie along it."""
    doubts: Doubts = Doubts()

    def whole(self) -> Sized:
        """Return the steepest angle from any edge [deg]."""
        return self._steepest(self.edges, self._around(self.edges)) if self.edges else _NO_EDGE

    def by_wind(self, true_north: float) -> Mapping[str, Size] | Unmeasured:
        """Return the steepest angle from the edges on each side of the compass [deg]."""
        if not self.edges:
            return _NO_EDGE
        sides, around = (_sorted(edges, true_north) for edges in (self.edges, self._around(self.edges)))
        return {
            WINDS[wind]: self._steepest(edges, around.get(wind, [])) for wind, edges in sorted(sides.items())
        }

    def _around(self, edges: Sequence[Edge]) -> list[Edge]:
        lowest = min(height for _, _, height in edges)
        return [(start, end, lowest) for start, end, _ in edges_of(self.outline)]

    def _steepest(self, edges: Sequence[Edge], around: Sequence[Edge]) -> Size:
        low, angle, high = (_highest(edges, self.added, self.doubts.times(way)) for way in (-1.0, 0.0, 1.0))
        bare = [(start, end, min(height, self.level)) for start, end, height in edges]
        others = (
            (FROM_ROOF, _highest(bare, self.added, Doubts())),
            (ALL_AROUND, _highest(around, self.added, Doubts()) if around else angle),
            (ON_TOP, _highest(edges, [*self.added, *self.on_top], Doubts())),
        )
        doubt = max(high - angle, angle - low)
        told = (Reading(label, other) for label, other in others if other - angle > max(doubt, _SAME))
        return Size(angle, doubt, tuple(told))


def _sorted(edges: Iterable[Edge], true_north: float) -> Mapping[int, list[Edge]]:
    """Return edges by the wind that they face; the outside lies on their right."""
    found: defaultdict[int, list[Edge]] = defaultdict(list)
    for start, end, height in edges:
        along = end - start
        found[wind_of(turned_vector(np.array([along[1], -along[0]]), true_north))].append(
            (start, end, height)
        )
    return found


def edges_along(eaves: Measurement, outline: Region, level: float) -> list[Edge]:
    """Return the stretches of eaves along the outline of the roof, none of a roof elsewhere."""
    datum = eaves.datum.value if eaves.datum else 0.0
    found: list[Edge] = []
    for part in eaves.parts:
        if part.geometry is None or part.value + datum < level - _ON_OUTLINE:
            continue
        for start, end, height in ribbon_edges(part.geometry):
            if (outline.distance_to_outline(np.array([start, end])) <= _ON_OUTLINE).all():
                found.append((start, end, height))
    return found


def _highest(edges: Iterable[Edge], solids: Sequence[Solid], doubts: Doubts) -> float:
    """Return the steepest angle if all distances are less and all heights more by their doubts [deg]."""
    return max(
        _angle(region.distance_to(line) - doubts.aside, top - height + doubts.upright)
        for start, end, height in edges
        for line in [Region.strip(start, end, _LINE)]
        for region, top in solids
    )


def _angle(distance: float, rise: float) -> float:
    if rise <= 0:
        return 0.0
    return float(np.degrees(np.arctan2(rise, max(distance, 0.0))))
