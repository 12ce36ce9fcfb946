"""Rooms that walls enclose and nothing covers or carries: a roof or a floor is missing from the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.geometry.enclosure import Enclosure
    from optopcheck.geometry.grid import Voxels
    from optopcheck.geometry.region import Region

_OVER_RAILINGS = 1.6
"""Height above a floor at which walls are looked for: railings and parapets end lower [m]."""
_EDGE = 0.3
_CHINK = 0.15
_LEAST_WIDTH = 0.5
"""Half of the narrowest room that counts [m]."""
_BELOW, _ABOVE = 0.3, 0.15
_HALF = 0.5
_HARDLY = 0.1
"""Share of a walled area below which its body is as good as none."""


@dataclass(frozen=True, eq=False)
class OpenRoom:
    """Floor within walls that is not part of the body."""

    region: Region
    """In the turned frame."""
    share: float
    """Of all that the walls enclose at that level."""
    lacks_roof: bool
    lacks_floor: bool


def open_room(enclosure: Enclosure, floor: float) -> OpenRoom | None:
    """Return what walls enclose above a floor level and the body does not hold; None if it holds all.

    A courtyard (neither floor nor cover, beside a real body) is none.
    """
    grid = enclosure.grid
    layer = grid.layer(floor + _OVER_RAILINGS)
    walls = walls_over_railings(enclosure, floor)
    ring = walls.without_holes()
    body = grid.region(enclosure.body[layer])
    missing = ring.without(body.grown(grid.cell)).opened(_LEAST_WIDTH)
    if missing.is_empty or ring.area <= 0:
        return None
    carried, covered = _shares(enclosure, missing, floor)
    lacks_floor, lacks_roof = carried < _HALF, covered < _HALF
    if lacks_floor and lacks_roof and body.area > _HARDLY * ring.area:
        return None
    return OpenRoom(missing, missing.area / ring.area, lacks_roof, lacks_floor)


def walls_over_railings(enclosure: Enclosure, floor: float) -> Region:
    """Return what stands higher over a floor than railings do, in the turned frame."""
    layer = enclosure.grid.layer(floor + _OVER_RAILINGS)
    return enclosure.grid.region(enclosure.solid[layer]).closed(_CHINK)


def edge_share(region: Region, walls: Region) -> float:
    """Return the share of the edge of a region along which walls stand."""
    edge = region.without(region.grown(-_EDGE))
    return walls.grown(_EDGE).common(edge).area / edge.area if edge.area > 0 else 0.0


def _shares(enclosure: Enclosure, region: Region, floor: float) -> tuple[float, float]:
    """Return which shares of a region have a floor at a height, and a cover above it."""
    grid = enclosure.grid
    at = grid.layer
    has_floor: Voxels = np.asarray(enclosure.solid[at(floor - _BELOW) : at(floor + _ABOVE) + 1].any(axis=0))
    has_cover: Voxels = np.asarray(enclosure.solid[at(floor + _OVER_RAILINGS) + 1 :].any(axis=0))
    rows, columns = np.indices(has_floor.shape)
    middles: Floats = grid.origin[:2] + (np.column_stack([columns.ravel(), rows.ravel()]) + _HALF) * grid.cell
    inside = region.covers(middles).reshape(has_floor.shape)
    count = max(int(inside.sum()), 1)
    return float(has_floor[inside].sum()) / count, float(has_cover[inside].sum()) / count
