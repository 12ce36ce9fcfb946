"""A pitched roof on the top storey: planes that rise from the eaves, walls below them, one shell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.solids import Solid
from optopcheck.optop.deck import SAME_WAY, SHORT_EDGE, Edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.domain.scenario import RoofForm
    from optopcheck.geometry.region import Region

_OVER = 0.5
"""Bodies that cut go this far past what they cut [m]."""
_BESIDE = 1e-6
"""Planes reach so far past their ends: rounding must leave no fin between two of them [m]."""
_SLIVER = 1e-4
"""What is left of less volume is nothing [m3]."""


@dataclass(frozen=True, eq=False)
class Slope:
    """One façade from whose eaves a plane rises; its ends lean where the next façade turns back."""

    edge: Edge
    lean: tuple[float, float]
    """How far the plane reaches past each end, per metre inwards; zero but at inner corners."""

    def wedge(self, low: float, high: float, pitch: float) -> Solid:
        """Return all that lies above the plane, from its foot up to a height [m]."""
        depth = (high - low) / np.tan(np.radians(pitch))
        edge = self.edge
        # Past its own façade the plane goes on outwards and down, so that the cut is clean.
        out = _OVER / np.tan(np.radians(pitch))
        foot = [self._at(edge.start, -edge.along, 0, -out), self._at(edge.end, edge.along, 1, -out)]
        tops = [self._at(edge.start, -edge.along, 0, depth), self._at(edge.end, edge.along, 1, depth)]
        ring = [*((p, low - _OVER) for p in foot), *((p, high) for p in (*foot, *tops))]
        return Solid.hull(np.array([[*point, height] for point, height in ring]))

    def _at(self, corner: Floats, past: Floats, end: int, depth: float) -> Floats:
        reach = self.lean[end] * depth + _BESIDE
        return np.asarray(corner - self.edge.outward * depth + past * reach, dtype=np.float64)


def roof_shell(plan: Region, floor: float, form: RoofForm, wall: float, skin: float) -> Mesh | None:
    """Return the roof above its eaves, as thick as its skin; None where nothing is left of it.

    Parameters
    ----------
    plan
        Outline to the outer faces of the façades.
    floor
        Of the top storey [m].
    form
        Pitch, eaves and where the roof is cut flat.
    wall, skin
        Thickness of gables, and of the roof square to its planes [m].
    """
    outer = roof_body(plan, floor, form)
    inside = plan.grown(-wall)
    lowered = skin / np.cos(np.radians(form.pitch))
    top = highest(plan, form) + floor - (skin if form.top is not None else 0.0)
    inner = _under(inside, plan, (floor, top), floor + form.eaves - lowered, form)
    shell = outer.without([inner]).above(floor + form.eaves)
    return shell.mesh() if shell.volume > _SLIVER else None


def roof_body(plan: Region, floor: float, form: RoofForm) -> Solid:
    """Return the whole body of the top storey, from its floor to its planes."""
    return _under(plan, plan, (floor, floor + highest(plan, form)), floor + form.eaves, form)


def highest(plan: Region, form: RoofForm) -> float:
    """Return a height above the floor that no part of the roof passes [m]."""
    if form.top is not None:
        return form.top
    widest = float(np.linalg.norm(np.ptp(plan.bounds, axis=0))) / 2
    return form.eaves + widest * float(np.tan(np.radians(form.pitch)))


def _under(
    region: Region, outline: Region, heights: tuple[float, float], eaves: float, form: RoofForm
) -> Solid:
    low, high = heights
    if high <= low:
        return Solid.prism(region, 0.0, 0.0)
    wedges = [slope.wedge(eaves, high + _OVER, form.pitch) for slope in slopes(outline, gable=form.gable)]
    return Solid.prism(region, low, high).without(wedges)


def slopes(plan: Region, *, gable: bool) -> tuple[Slope, ...]:
    """Return the façades from which a plane rises: all, or of a gable roof the long ones."""
    found: list[Slope] = []
    for ring, is_hole in plan.rings():
        if not is_hole:
            found += _around(ring)
    if gable and found:
        longest = max(found, key=lambda slope: slope.edge.length).edge.along
        limit = np.cos(np.radians(SAME_WAY))
        found = [slope for slope in found if abs(float(slope.edge.along @ longest)) >= limit]
    return tuple(found)


def _around(ring: Floats) -> Iterator[Slope]:
    lines = [Edge(a, b) for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True)]
    lines = [line for line in lines if line.length > SHORT_EDGE]
    for place, line in enumerate(lines):
        before, after = lines[place - 1], lines[(place + 1) % len(lines)]
        yield Slope(line, (_lean(before, line), _lean(line, after)))


def _lean(one: Edge, other: Edge) -> float:
    """Return how far the plane of a façade runs past an inner corner, per metre inwards."""
    turn = float(one.along[0] * other.along[1] - one.along[1] * other.along[0])
    straight = float(one.along @ other.along)
    # The outside lies on the right: a turn to the right is an inner corner.
    if turn >= 0:
        return 0.0
    return float(np.tan(np.arctan2(-turn, straight) / 2))
