"""Flat roofs on a body, and what stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.planes import seen_from_above
from optopcheck.geometry.region import Region, unite
from optopcheck.geometry.sampling import normals_and_areas

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.geometry.enclosure import Enclosure

_SAME_LEVEL = 0.2
"""Screed, falls and gutters lie within this of the roof [m]."""
_EDGE = 0.6
"""Widest roof edge that still belongs to the roof that it borders [m]."""
_RISE = 0.75
"""What rises further above a roof stands on it as a structure, not as its edge [m]."""
_WALL_RISE = 1.6
"""Higher than any parapet that one can lean on [m]."""
_BELOW_CRACK = 0.6
"""Deeper than a roof slab with the crack under it [m]."""
_HELD = 0.5
"""Share of a flat roof that the body must hold; the rest is overhang."""
_MOST_WALLED = 0.5
_LOW = 2.0
"""Plates nearer to the ground are no roof [m]."""
_CHIMNEY = 4.0
"""Holes that chimneys and shafts leave are smaller than this [m2]."""
_LEAST_AREA = 4.0
_LEVEL = 0.99
"""Cosine of the steepest fall of a flat roof, eight degrees."""
_ABOUT = 0.6
"""Of a cell: a face lies this near to the middle of the cell that it fills."""
_MOSTLY = 0.6
"""At least this share of a roof are its own horizontal faces, not its edge."""
_TOWER_AREA, _TOWER_RISE = 30.0, 4.5
"""What is this large [m2] and rises this far [m] above the larger roofs is a tower, no stair head on them."""


@dataclass(frozen=True, eq=False)
class FlatRoof:
    """One flat roof level in the frame of the case."""

    level: float
    """Height of its surface [m]."""
    region: Region
    """Up to the outer façade faces, without structures on it."""
    structures: Region
    """Stair heads, lift heads and higher parts that stand within its outline."""
    share: float
    """Of all roof, seen from above."""
    higher_share: float
    """Share of all roof that rises above it, small structures included."""
    walled_share: float
    """Share of its edge along which walls rise above it: a floor that lost its roof has many."""

    @property
    def is_walled(self) -> bool:
        """True for a floor with walls around it: its roof is missing from the model."""
        return self.walled_share >= _MOST_WALLED


def flat_roofs(enclosure: Enclosure, ground: float | None = None) -> tuple[FlatRoof, ...]:
    """Return the flat roofs of a body, highest first.

    `ground` is the height of the ground, the foot of the body where it is not known or lower [m]:
    the deck of a cellar is no roof.
    """
    tops, cell_area = enclosure.tops, enclosure.grid.cell**2
    foot = float(enclosure.grid.heights()[int(np.flatnonzero(enclosure.solid.any(axis=(1, 2)))[0])])
    ground = foot if ground is None else max(foot, ground)
    roofed = tops > ground + _LOW
    total = float(np.count_nonzero(roofed)) * cell_area
    found: list[FlatRoof] = []
    for level in _roof_levels(enclosure):
        if level > ground + _LOW:
            roof = _flat_roof(enclosure, level, total)
            if roof is not None and not _seen_before(roof, found):
                found.append(roof)
    return tuple(found)


def _seen_before(roof: FlatRoof, found: list[FlatRoof]) -> bool:
    """Tell whether a roof is the underlayer of one that was found above it."""
    return any(roof.region.common(other.region).area > roof.region.area / 2 for other in found)


def _roof_levels(enclosure: Enclosure) -> list[float]:
    """Heights of horizontal faces seen from above, highest first; close ones go by the most of them seen."""
    normals, areas = normals_and_areas(enclosure.triangles)
    # However they are wound: what is seen from above is the upper side.
    level = np.abs(normals[:, 2]) > _LEVEL
    faces = enclosure.triangles[level]
    heights, where = np.unique(np.round(faces[:, :, 2].mean(axis=1), 3), return_inverse=True)
    wholly = seen_from_above(enclosure, faces, normals[level])
    sums = np.bincount(where.ravel(), areas[level], minlength=len(heights))
    seen = np.bincount(where.ravel(), areas[level] * wholly, minlength=len(heights))
    cells = np.array([_cells_at(enclosure, height) for height in heights])
    chosen: list[float] = []
    for k in np.lexsort((-sums, -seen, -cells)):
        large = min(sums[k], cells[k] * enclosure.grid.cell**2) >= _LEAST_AREA
        if large and all(abs(heights[k] - other) > _SAME_LEVEL for other in chosen):
            chosen.append(float(heights[k]))
    return sorted(chosen, reverse=True)


def _cells_at(enclosure: Enclosure, height: float) -> int:
    """Count the columns whose top is at a height, to a cell."""
    return int(np.count_nonzero(np.abs(enclosure.tops - height) <= enclosure.grid.cell * _ABOUT))


def _flat_roof(enclosure: Enclosure, level: float, total: float) -> FlatRoof | None:
    grid, tops = enclosure.grid, enclosure.tops
    cells = np.abs(tops - level) <= _SAME_LEVEL + grid.cell / 2
    if np.count_nonzero(cells) * grid.cell**2 < _LEAST_AREA:
        return None
    seen = grid.region(cells).grown(grid.cell)
    all_faces = _upward_faces(enclosure.triangles, level)
    faces = all_faces.common(seen).closed(_EDGE / 2)
    if faces.area < _LEAST_AREA:
        return None
    # Between wall and roof slab there may be a crack: a second cut lies below it.
    body = enclosure.region_at(level - _SAME_LEVEL)
    body = body.united(enclosure.region_at(level - _BELOW_CRACK).common(all_faces))
    # A parapet hides the roof under it; a slope that begins at the edge is no part of it.
    raised = grid.region(tops > level + grid.cell / 2).grown(grid.cell)
    reach = faces.united(faces.grown(_EDGE).common(raised)).common(body)
    # A body that leaks has no outline here: the faces alone must do.
    outline = reach.united(faces.common(body)) if reach.area >= faces.area * _HELD else faces
    structures = _rising(enclosure, level).common(outline.without_holes())
    region = outline.without(structures).without_holes(_CHIMNEY).opened(_EDGE / 2).simplified(1e-4)
    if region.area < _LEAST_AREA or faces.area < _MOSTLY * region.area:
        return None
    higher = float(np.count_nonzero(tops > level + _RISE)) * grid.cell**2
    return FlatRoof(
        level,
        enclosure.to_case(region),
        enclosure.to_case(structures),
        min(1.0, region.area / total),
        min(1.0, higher / total),
        _walled(enclosure, outline.without_holes(), level),
    )


def _walled(enclosure: Enclosure, outline: Region, level: float) -> float:
    edge = outline.without(outline.grown(-_EDGE))
    high = enclosure.grid.region(enclosure.tops > level + _WALL_RISE)
    # Walls are thinner than the band: what they hide of it is told by their length.
    return high.common(edge).grown(_EDGE).common(edge).area / edge.area if edge.area > 0 else 0.0


def _rising(enclosure: Enclosure, level: float) -> Region:
    """Cut what stands on a roof through its true faces, by cells only where it does not close."""
    exact = enclosure.region_at(level + _RISE)
    coarse = enclosure.grid.region(enclosure.tops > level + _RISE).opened(_EDGE / 2)
    return exact.united(coarse.without(exact.grown(_EDGE / 2)))


def _upward_faces(triangles: Floats, level: float) -> Region:
    normals, areas = normals_and_areas(triangles)
    near = np.abs(triangles[:, :, 2] - level).max(axis=1) <= _SAME_LEVEL
    chosen = triangles[near & (np.abs(normals[:, 2]) > _LEVEL) & (areas > 0)]
    return unite(Region.from_ring(t[:, :2]) for t in chosen)


def top_roof(roofs: tuple[FlatRoof, ...], least_share: float) -> FlatRoof | None:
    """Return the highest roof that takes at least a share of all roof; None if there is none.

    A flat part under a larger, higher roof (a garage beside a house) is no top roof, nor is a floor
    with walls around it whose roof is missing from the model. A tower counts however large the roof
    at its foot is.
    """
    possible = [r for r in roofs if r.share > r.higher_share and not r.is_walled]
    wide = next((r for r in possible if r.share >= least_share), None)
    if wide is None:
        return None
    towers = (r for r in possible if r.region.area >= _TOWER_AREA and r.level > wide.level + _TOWER_RISE)
    return next(towers, wide)
