"""Sections of plain bodies, most walls and slabs, without the machinery that the others need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.geometry.sampling import cut_at_height

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats

_GRID = 1e5
"""Ends closer than 1 / this are one [1/m]."""
_LEAST = 3


def convex_section(mesh: Mesh, height: float) -> Mesh | None:
    """Return the convex section of a mesh with a horizontal plane as level faces that look up.

    None where the section is none, has a hole or a bay, or is not closed: ask `section` then.
    """
    segments = cut_at_height(mesh.triangles, height)
    ring = convex_ring(segments)
    if ring is None:
        return None
    corners = np.column_stack([ring, np.full(len(ring), height)])
    fan = np.arange(1, len(ring) - 1)
    return Mesh(corners, np.column_stack([np.zeros_like(fan), fan, fan + 1]))


def convex_ring(segments: Floats) -> Floats | None:
    """Return the corners (n, 2) of segments (k, 2, 2), counter-clockwise, if they are one convex ring."""
    cells, names = np.unique(np.rint(segments.reshape(-1, 2) * _GRID), axis=0, return_inverse=True)
    if len(cells) < _LEAST:
        return None
    away = cells - cells.mean(axis=0)
    order = np.argsort(np.arctan2(away[:, 1], away[:, 0]), kind="stable")
    place = np.empty(len(cells), dtype=np.int64)
    place[order] = np.arange(len(cells))
    pairs = place[names].reshape(-1, 2)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    step = (pairs[:, 1] - pairs[:, 0]) % len(cells)
    if not np.isin(step, (1, len(cells) - 1)).all():
        return None
    begun = np.where(step == 1, pairs[:, 0], pairs[:, 1])
    ring = cells[order] / _GRID
    ahead = np.roll(ring, -1, axis=0) - ring
    after = np.roll(ahead, -1, axis=0)
    turns = ahead[:, 0] * after[:, 1] - ahead[:, 1] * after[:, 0]
    # Each side once: one that is drawn twice, or not at all, tells of no ring.
    whole = np.array_equal(np.sort(begun), np.arange(len(cells)))
    lengths = np.linalg.norm(ahead, axis=1) + np.linalg.norm(after, axis=1)
    # What rounding makes of two sides in one line is no bay.
    bays = turns < -lengths * 2 / _GRID
    return ring if whole and not bays.any() else None
