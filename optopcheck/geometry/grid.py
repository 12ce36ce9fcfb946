"""A voxel grid in line with the building: what is solid, what is reached from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from optopcheck.domain.mesh import Floats, turn_about_z
from optopcheck.geometry.region import Region
from optopcheck.geometry.sampling import main_direction, sample_triangles

Voxels = np.ndarray[Any, np.dtype[np.bool_]]

_PADDING = 4
_SPACING = 0.7
"""Of a cell: a square net this wide misses no cell, however it lies."""
_MOST_CELLS = 24_000_000


@dataclass(frozen=True, eq=False)
class Grid:
    """Cells [z, y, x] in a frame turned by `direction` about z so that façades lie along the axes."""

    direction: float
    """Of the grid's x axis, counter-clockwise from +x of the case [deg]."""
    origin: Floats
    """Lowest corner of cell (0, 0, 0) in the turned frame, shape (3,) [m]."""
    cell: float
    """[m]."""
    shape: tuple[int, int, int]

    def heights(self) -> Floats:
        """Middle of each layer, shape (z,) [m]."""
        return np.asarray(self.origin[2] + (np.arange(self.shape[0]) + 0.5) * self.cell, dtype=np.float64)

    def layer(self, height: float) -> int:
        """Return the layer that holds a height, clipped to the grid."""
        return int(np.clip((height - self.origin[2]) // self.cell, 0, self.shape[0] - 1))

    def region(self, mask: Voxels) -> Region:
        """Return a layer mask (y, x) as a region in the turned frame."""
        low, high = [], []
        for y in range(mask.shape[0]):
            row = np.flatnonzero(np.diff(np.concatenate([[0], mask[y].view(np.int8), [0]])))
            for start, stop in row.reshape(-1, 2):
                low.append((start, y))
                high.append((stop, y + 1))
        corner = self.origin[:2]
        boxes = np.array([low, high], dtype=np.float64).reshape(2, -1, 2) * self.cell + corner
        return Region.from_boxes(boxes[0], boxes[1])

    def at(self, mask: Voxels, points: Floats) -> Voxels:
        """Look points (n, 2) of the turned frame up in a layer mask (y, x)."""
        cells = np.floor((points - self.origin[:2]) / self.cell).astype(np.int64)
        y = np.clip(cells[:, 1], 0, mask.shape[0] - 1)
        x = np.clip(cells[:, 0], 0, mask.shape[1] - 1)
        return np.asarray(mask[y, x], dtype=np.bool_)


def fit_grid(triangles: Floats, cell: float) -> Grid:
    """Lay a grid around triangles (m, 3, 3); the cell grows if the building is too large for it."""
    direction = main_direction(triangles)
    corners = turn_about_z(triangles.reshape(-1, 3), -direction)
    low, high = corners.min(axis=0), corners.max(axis=0)
    size = high - low
    while float(np.prod(size / cell + 2 * _PADDING)) > _MOST_CELLS:
        cell *= 1.25
    counts = np.ceil(size / cell).astype(np.int64) + 2 * _PADDING
    # Centred, so that a building turned by 90 degrees meets the same cells.
    origin = (low + high) / 2 - counts * cell / 2
    return Grid(direction, origin, cell, (int(counts[2]), int(counts[1]), int(counts[0])))


def occupied(grid: Grid, triangles: Floats) -> Voxels:
    """Mark the cells that a surface passes through; triangles in the turned frame."""
    cells = np.zeros(grid.shape, dtype=np.bool_)
    flat = cells.reshape(-1)
    _, rows, columns = grid.shape
    for x, y, z in sample_triangles(triangles, _SPACING * grid.cell):
        i, j, k = (
            np.clip(((p - grid.origin[n]) / grid.cell).astype(np.int32), 0, grid.shape[2 - n] - 1)
            for n, p in enumerate((x, y, z))
        )
        flat[(k.astype(np.int64) * rows + j) * columns + i] = True
    return cells


def outside(solid: Voxels) -> Voxels:
    """Flood from the border through free cells; gaps up to two cells wide hold the flood back."""
    sealed = grown(solid)
    reached = np.zeros_like(sealed)
    for face in _border(reached):
        face[...] = True
    free = ~sealed
    reached &= free
    before = -1
    while (count := int(reached.sum())) != before:
        before = count
        _sweep(reached, free)
    return _box_grown(reached) & ~solid


def grown(cells: Voxels) -> Voxels:
    """Add the six neighbours of every cell."""
    out = cells.copy()
    out[1:] |= cells[:-1]
    out[:-1] |= cells[1:]
    out[:, 1:] |= cells[:, :-1]
    out[:, :-1] |= cells[:, 1:]
    out[:, :, 1:] |= cells[:, :, :-1]
    out[:, :, :-1] |= cells[:, :, 1:]
    return out


def _box_grown(cells: Voxels) -> Voxels:
    """Add all 26 neighbours of every cell: an inner corner is reached too."""
    out = cells
    for axis in range(3):
        moved = np.moveaxis(out, axis, 0)
        wider = moved.copy()
        wider[1:] |= moved[:-1]
        wider[:-1] |= moved[1:]
        out = np.moveaxis(wider, 0, axis)
    return np.ascontiguousarray(out)


def _border(cells: Voxels) -> tuple[Voxels, ...]:
    return cells[0], cells[-1], cells[:, 0], cells[:, -1], cells[:, :, 0], cells[:, :, -1]


def _sweep(reached: Voxels, free: Voxels) -> None:
    """Carry the flood along each axis, both ways, in place."""
    for axis in range(3):
        moved, open_ = np.moveaxis(reached, axis, 0), np.moveaxis(free, axis, 0)
        planes = np.ascontiguousarray(moved)
        gates = np.ascontiguousarray(open_)
        for k in range(1, len(planes)):
            planes[k] |= planes[k - 1] & gates[k]
        for k in range(len(planes) - 2, -1, -1):
            planes[k] |= planes[k + 1] & gates[k]
        moved[...] = planes


def thick_only(inside: Voxels, cells: int) -> Voxels:
    """Keep what is at least `cells` thick: upwards, and sideways as a square.

    No plates, railings or lone walls; nor the corner where two thin walls meet.
    """
    upright = _dilated(_eroded(inside, 0, cells), 0, cells)
    square = _eroded(_eroded(upright, 1, cells), 2, cells)
    return _dilated(_dilated(square, 1, cells), 2, cells)


def _eroded(mask: Voxels, axis: int, cells: int) -> Voxels:
    """Keep the first cell of every run of `cells` along an axis; the axis gets shorter."""
    moved = np.ascontiguousarray(np.moveaxis(mask, axis, 0))
    kept = moved[: len(moved) - cells + 1].copy()
    for k in range(1, cells):
        kept &= moved[k : len(moved) - cells + 1 + k]
    return np.moveaxis(kept, 0, axis)


def _dilated(mask: Voxels, axis: int, cells: int) -> Voxels:
    """Fill `cells` cells from each kept one along an axis; undoes the shortening."""
    moved = np.ascontiguousarray(np.moveaxis(mask, axis, 0))
    out = np.zeros((len(moved) + cells - 1, *moved.shape[1:]), dtype=np.bool_)
    for k in range(cells):
        out[k : k + len(moved)] |= moved
    return np.moveaxis(out, 0, axis)
