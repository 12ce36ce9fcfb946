"""What hangs over a room: loose triangles, found by place, and their lowest points within it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.region import Region
from optopcheck.geometry.sampling import normals_and_areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.domain.mesh import Floats

_LEAST_PIECE = 0.005
"""Smaller pieces over a room are edges of what lies beside it [m2]."""
_TRIM = 0.05
"""What reaches less far over a room is a finish of its walls [m]."""
_LYING = 0.05
"""Cosine of the steepest face that hangs over anything."""


@dataclass(frozen=True, eq=False)
class Lids:
    """Triangles with their bounds."""

    triangles: Floats
    """Shape (m, 3, 3) [m]."""
    low: Floats
    """Shape (m, 3) [m]."""
    high: Floats
    """Shape (m, 3) [m]."""

    def over(self, region: Region, above: float) -> Lids:
        """Return those near a region in plan that reach above a height."""
        if region.is_empty:
            return self._of(np.zeros(len(self.triangles), dtype=np.bool_))
        low, high = region.bounds
        near = ((self.low[:, :2] <= high) & (self.high[:, :2] >= low)).all(axis=1)
        return self._of(near & (self.high[:, 2] >= above))

    def lowest_over(
        self, region: Region, between: tuple[float, float]
    ) -> Iterator[tuple[float, float, Floats]]:
        """Yield lowest and highest point [m] of each that dips between two heights, and a place under it.

        What stands upright hangs over nothing.
        """
        normals, areas = normals_and_areas(self.triangles)
        lying = (np.abs(normals[:, 2]) > _LYING) & (areas > 0)
        dips = lying & (self.low[:, 2] < between[1]) & (self.high[:, 2] > between[0])
        for triangle, normal in zip(self.triangles[dips], normals[dips], strict=True):
            for part in Region.from_ring(triangle[:, :2]).common(region).parts():
                if part.area >= _LEAST_PIECE and not part.grown(-_TRIM / 2).is_empty:
                    ring, _ = next(iter(part.rings()))
                    z = triangle[0, 2] - (ring - triangle[0, :2]) @ normal[:2] / normal[2]
                    yield float(z.min()), float(z.max()), np.array(part.inner_point)

    def _of(self, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Lids:
        return Lids(self.triangles[chosen], self.low[chosen], self.high[chosen])


def lids_of(triangles: Iterable[Floats]) -> Lids:
    """Collect triangles, each of shape (k, 3, 3)."""
    whole = np.concatenate([np.empty((0, 3, 3)), *triangles])
    return Lids(whole, whole.min(axis=1), whole.max(axis=1))
