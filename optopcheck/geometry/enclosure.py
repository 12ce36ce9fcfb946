"""The body of a building from loose, overlapping, open elements.

A flood from outside over a voxel grid decides what lies inside; cuts through
the true faces decide where the outline runs. Plates, railings and lone walls
(balconies, a plaza, a parapet) do not make a body.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Floats, turn_about_z
from optopcheck.geometry.grid import Grid, Voxels, fit_grid, occupied, outside, thick_only
from optopcheck.geometry.region import Region, faces_of_lines, unite, unite_faces
from optopcheck.geometry.sampling import cut_at_height, normals_and_areas

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Mesh

CELL = 0.1
_THIN = 0.45
"""Thinner parts are no body: slabs in the open, railings, garden walls [m]."""
_CORE = 1.5
"""Cells from the outline within which only the true faces decide."""
_CLOSED = 0.98
"""Share of the sure cells that true faces must enclose; less and there are cracks."""
_CLOSED, _BARELY = 0.98, 0.02
"""Shares of the sure cells within true faces: below the first there are cracks, below the other no walls."""
_GAP = 0.15
_ROUNDING = 1e-3
_CLEAR = 2e-3
_NUDGES = np.array([0.0, -0.005, 0.005, -0.01, 0.01, -0.02, 0.02])
"""Tried in this order until no corner is near [m]."""
_BOUNDARY_SHARE = 0.3
"""A face makes a boundary if it covers this share of what the outline changes."""
_FLOOR_BELOW, _FLOOR_ABOVE = 0.3, 0.15
_LEVEL_AREA = 0.5
_SAME_LAYER_AREA = 0.2
_SAME_LAYER_SHARE = 0.002


@dataclass(frozen=True, eq=False)
class Slice:
    """A stretch of height over which the outline is the same, in the turned frame."""

    bottom: float
    top: float
    region: Region
    crack: float = 0.0
    """Doubt of the outline where faces leave cracks [m]."""

    @property
    def volume(self) -> float:
        """[m3]."""
        return self.region.area * (self.top - self.bottom)


@dataclass(frozen=True, eq=False)
class Enclosure:
    """Grid, solid cells, body cells and the slices of the body; all in the turned frame."""

    grid: Grid
    triangles: Floats
    """Shape (m, 3, 3) [m]."""
    solid: Voxels
    body: Voxels

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """Slices of the body from low to high."""
        made = []
        for first, last in _stretches(self.body, self.grid.cell):
            bottom, top = self._boundary(first), self._boundary(last)
            if top > bottom:
                made.append(Slice(bottom, top, *self._outline((bottom + top) / 2, (first + last) // 2)))
        return tuple(made)

    def _boundary(self, layer: int) -> float:
        """Height of the true horizontal face at a layer boundary, else the boundary itself [m]."""
        cell = self.grid.cell
        height = float(self.grid.origin[2] + layer * cell)
        below, above = (int(np.count_nonzero(self.body[k])) for k in (layer - 1, layer))
        # A surface lies in the cells that it fills: under the boundary where the body narrows.
        low, high = (height, height + cell) if above > below else (height - cell, height)
        near = (self.levels[:, 0] >= low - _ROUNDING) & (self.levels[:, 0] <= high + _ROUNDING)
        step = abs(above - below) * cell**2
        found = self.levels[near & (self.levels[:, 1] >= _BOUNDARY_SHARE * step), 0]
        if len(found) == 0:
            return height
        # The outermost face counts: plates beside the building may lie just inside of it.
        return float(found.min() if above > below else found.max())

    @cached_property
    def levels(self) -> Floats:
        """Heights and areas of horizontal faces, shape (k, 2), low to high [m, m2]."""
        normals, areas = normals_and_areas(self.triangles)
        flat = np.abs(normals[:, 2]) > 0.9999  # noqa: PLR2004 - within one degree
        heights = np.round(self.triangles[flat, 0, 2], 4)
        unique, where = np.unique(heights, return_inverse=True)
        sums = np.bincount(where.ravel(), areas[flat], minlength=len(unique))
        keep = sums >= _LEVEL_AREA
        return np.column_stack([unique[keep], sums[keep]])

    def region_at(self, height: float) -> Region:
        """Outline of the body at a height, in the turned frame."""
        return self._outline(height, self.grid.layer(height))[0]

    def crack_at(self, height: float) -> float:
        """Doubt of the outline at a height where the faces leave cracks, else zero [m]."""
        return self._outline(height, self.grid.layer(height))[1]

    @cached_property
    def _outlines(self) -> dict[tuple[float, int], tuple[Region, float]]:
        """Outlines made before, with the doubt of their cracks [m]."""
        return {}

    @cached_property
    def _corner_heights(self) -> Floats:
        """Distinct heights of all corners, sorted [m]."""
        return np.unique(np.round(self.triangles[:, :, 2], 4))

    def _free(self, height: float) -> float:
        """Move a height off the faces that lie in it: there a cut is left to the last bit of a float."""
        tries = height + _NUDGES
        corners = self._corner_heights
        after = np.searchsorted(corners, tries).clip(1, len(corners) - 1)
        room = np.minimum(np.abs(tries - corners[after - 1]), np.abs(tries - corners[after]))
        enough = np.flatnonzero(room >= _CLEAR)
        return float(tries[enough[0]] if len(enough) else tries[room.argmax()])

    def _outline(self, height: float, layer: int) -> tuple[Region, float]:
        key = (round(height, 6), layer)
        if key not in self._outlines:
            empty = not self.body[layer].any()
            self._outlines[key] = (Region.empty(), 0.0) if empty else self._made(self._free(height), layer)
        return self._outlines[key]

    def _made(self, height: float, layer: int) -> tuple[Region, float]:
        """Return the outline at a height within a layer, and the doubt of its cracks [m]."""
        mask, cell = self.body[layer], self.grid.cell
        coarse = self.grid.region(mask)
        # Under a gentle slope or at a step a layer is only partly body: there the true faces decide.
        deep = mask & self.body[max(layer - 1, 0)] & self.body[min(layer + 1, len(self.body) - 1)]
        sure = self.grid.region(deep)
        core = sure.grown(-_CORE * cell)
        segments = _near_outline(cut_at_height(self.triangles, height), mask, self.grid)
        faces, inner = faces_of_lines(segments)
        chosen = unite_faces(faces[self.grid.at(mask, inner)]) if len(faces) else Region.empty()
        true = chosen.common(coarse.grown(cell))
        if _BARELY * core.area <= true.area < _CLOSED * core.area:
            true = _filled(true.closed(_GAP), sure)
        crack = 0.0 if true.area >= _CLOSED * core.area else _CORE * cell
        if true.area < _BARELY * core.area:
            # No wall at all at this height: cells alone tell, to half a cell.
            core, crack = sure.grown(-cell / 2), cell
        lacking = core.without(true).opened(cell / 2)
        return true.united(lacking).closed(_GAP), crack

    def volume(self, bottom: float = -np.inf, top: float = np.inf) -> float:
        """Volume of the body between two heights [m3]."""
        return sum(s.region.area * max(0.0, min(s.top, top) - max(s.bottom, bottom)) for s in self.slices)

    def coarse_volume(self) -> tuple[float, float]:
        """Second opinion: cells less half a cell of surface, and the bound of its error [m3]."""
        cell, count = self.grid.cell, float(self.body.sum())
        exposed = sum(
            float(np.count_nonzero(np.diff(self.body.view(np.int8), axis=axis))) for axis in range(3)
        )
        return (count - exposed / 2) * cell**3, exposed / 2 * cell**3

    def floor_at(self, level: float) -> Region:
        """Horizontal faces that may be walked on at a floor level, in the turned frame."""
        return self.floor_between(level - _FLOOR_BELOW, level + _FLOOR_ABOVE)

    def floor_between(self, low: float, high: float) -> Region:
        """Horizontal faces between two heights, seen from above, in the turned frame."""
        normals, areas = normals_and_areas(self.triangles)
        flat = (np.abs(normals[:, 2]) > 0.99) & (areas > 0)  # noqa: PLR2004 - eight degrees, as roofs
        heights = self.triangles[:, :, 2].mean(axis=1)
        near = (heights >= low) & (heights <= high)
        return unite(Region.from_ring(t[:, :2]) for t in self.triangles[flat & near])

    @property
    def crack_volume(self) -> float:
        """Doubt of the volume by cracks between the faces [m3]."""
        return sum(s.crack * s.region.perimeter * (s.top - s.bottom) for s in self.slices)

    def surface_of_sides(self) -> float:
        """Surface over which faces may be off [m2]: of each of the six sides the whole, sides independent.

        The root of the sum of squares: what lies on one side moves together, two sides do not.
        """
        sides = []
        for axis in range(3):
            steps = np.diff(self.body.view(np.int8), axis=axis)
            sides += [np.count_nonzero(steps > 0), np.count_nonzero(steps < 0)]
        return float(np.sqrt(np.square(np.array(sides, dtype=np.float64)).sum())) * self.grid.cell**2

    def faces_at(self, height: float) -> Region:
        """Horizontal faces at one height, in the turned frame."""
        normals, areas = normals_and_areas(self.triangles)
        flat = (np.abs(normals[:, 2]) > 0.9999) & (areas > 0)  # noqa: PLR2004 - within one degree
        here = np.abs(self.triangles[:, :, 2] - height).max(axis=1) <= _ROUNDING
        return unite(Region.from_ring(t[:, :2]) for t in self.triangles[flat & here])

    def plan_area(self, heights: list[float]) -> float:
        """Area of the body at some heights, projected down: cells less half a cell of edge [m2]."""
        if not heights:
            return 0.0
        plan = self.body[[self.grid.layer(height) for height in heights]].any(axis=0)
        exposed = sum(np.count_nonzero(np.diff(plan.view(np.int8), axis=axis)) for axis in range(2))
        return float(np.count_nonzero(plan) - exposed / 2) * self.grid.cell**2

    def footprint(self, above: float) -> Region:
        """Everything of the body above a height, projected down."""
        return unite(s.region for s in self.slices if s.top > above + self.grid.cell)

    @cached_property
    def plan(self) -> Region:
        """The body seen from above, to the cell, in the turned frame."""
        return self.grid.region(np.asarray(self.body.any(axis=0), dtype=np.bool_))

    def to_case(self, region: Region) -> Region:
        """Turn a region from the grid's frame into the frame of the case."""
        return region.turned(self.grid.direction)

    @cached_property
    def tops(self) -> Floats:
        """Height of the highest solid cell per column, shape (y, x), -inf where there is none [m]."""
        highest = self.solid.shape[0] - 1 - np.argmax(self.solid[::-1], axis=0)
        heights = self.grid.origin[2] + (highest + 0.5) * self.grid.cell
        return np.where(self.solid.any(axis=0), heights, -np.inf)

    def covered(self, floor: float, clear_height: float) -> Voxels:
        """Columns (y, x) with a floor at a height and nothing above it until `clear_height`, then a cover."""
        at, heights = self.grid.layer, self.grid.heights()
        has_floor = self.solid[at(floor - _FLOOR_BELOW) : at(floor + _FLOOR_ABOVE) + 1].any(axis=0)
        start = at(floor + _FLOOR_ABOVE) + 2
        above = self.solid[start:]
        if len(above) == 0:
            return np.zeros_like(has_floor)
        cover = heights[start:][above.argmax(axis=0)]
        return np.asarray(has_floor & above.any(axis=0) & (cover >= floor + clear_height), dtype=np.bool_)


def enclose(mesh: Mesh, cell: float = CELL) -> Enclosure:
    """Find the body of a building.

    Parameters
    ----------
    mesh
        All elements that bound it, openings not cut.
    cell
        Wanted grid cell [m]; larger for a very large building.
    """
    triangles = mesh.triangles
    grid = fit_grid(triangles, cell)
    turned = turn_about_z(triangles.reshape(-1, 3), -grid.direction).reshape(-1, 3, 3)
    solid = occupied(grid, turned)
    inside = ~outside(solid)
    thick = int(np.ceil(_THIN / grid.cell)) + 1
    return Enclosure(grid, turned, solid, thick_only(inside, thick))


def _filled(walls: Region, sure: Region) -> Region:
    """Fill the rooms that walls enclose once their cracks are closed, where the cells know a body."""
    rooms = [r for r in walls.without_holes().without(walls).parts() if r.common(sure).area > r.area / 2]
    return unite([walls, *rooms])


def _stretches(body: Voxels, cell: float) -> list[tuple[int, int]]:
    """Group layers whose masks hardly differ."""
    filled = np.flatnonzero(body.any(axis=(1, 2)))
    if len(filled) == 0:
        return []
    stretches = []
    first = int(filled[0])
    for k in range(int(filled[0]) + 1, int(filled[-1]) + 2):
        if k < len(body) and _alike(body[first], body[k], cell):
            continue
        if body[first].any():
            stretches.append((first, k))
        first = k
    return stretches


def _alike(a: Voxels, b: Voxels, cell: float) -> bool:
    differing = np.count_nonzero(a ^ b) * cell**2
    return bool(differing <= max(_SAME_LAYER_AREA, _SAME_LAYER_SHARE * np.count_nonzero(a) * cell**2))


def _near_outline(segments: Floats, mask: Voxels, grid: Grid) -> Floats:
    """Leave out what lies deep inside: it cannot move the outline."""
    deep = mask.copy()
    for _ in range(4):
        deep[1:-1, 1:-1] &= deep[:-2, 1:-1] & deep[2:, 1:-1] & deep[1:-1, :-2] & deep[1:-1, 2:]
    if len(segments) == 0:
        return segments
    buried = grid.at(deep, segments[:, 0]) & grid.at(deep, segments[:, 1])
    return segments[~buried]
