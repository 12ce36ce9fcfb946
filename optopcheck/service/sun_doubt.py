"""What the accuracy of the surroundings leaves open in a study of the sun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.service.obstacles import obstacles
from optopcheck.sun.study import study_sun

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunStudy

_LOW = 0.5
"""What lies nearer to the ground stays where it is [m]."""


@dataclass(frozen=True, eq=False)
class Around:
    """The surroundings of a study, and the building that stands among them."""

    neighbours: tuple[Neighbour, ...]
    building: Building
    site: Site
    year: int

    def with_doubt(self, study: SunStudy, known: SunStudy | None) -> SunStudy:
        """Widen the tolerance by what taller and lower neighbours, within their accuracy, would change.

        A point that was studied before keeps the doubt of then, so that it is counted once per case; sun
        before and after then differ by the design alone.

        Parameters
        ----------
        study
            With the neighbours as the source gives them.
        known
            An earlier study of the case whose doubt is known.
        """
        if not any(n.accuracy for n in self.neighbours):
            return study
        doubt = np.zeros_like(study.minutes)
        kept = {} if known is None or known.doubt is None else {p.id: r for r, p in enumerate(known.points)}
        rows = [row for row, point in enumerate(study.points) if point.id not in kept]
        for row, point in enumerate(study.points):
            if point.id in kept and known is not None and known.doubt is not None:
                doubt[row] = known.doubt[kept[point.id]]
        if rows:
            doubt[rows] = self._counted(study.only(rows))
        return replace(study, tolerance=study.tolerance + doubt, doubt=doubt)

    def _counted(self, study: SunStudy) -> Floats:
        """Count how far the minutes move with taller and with lower neighbours, shape (points, days)."""
        moved = [
            study_sun(
                study.norm, study.points, _shade(self.building, self.neighbours, way), self.site, self.year
            )
            for way in (1.0, -1.0)
        ]
        return np.asarray(np.max([np.abs(other.minutes - study.minutes) for other in moved], axis=0))


@lru_cache(maxsize=4)
def _shade(building: Building, neighbours: tuple[Neighbour, ...], way: float) -> Mesh:
    return obstacles(building, [replace(n, mesh=stretched(n, way * (n.accuracy or 0.0))) for n in neighbours])


def stretched(neighbour: Neighbour, metres: float) -> Mesh:
    """Return a neighbour whose top is higher, its foot where it was [m]."""
    mesh = neighbour.mesh
    if mesh.is_empty or metres == 0:
        return mesh
    points = mesh.vertices.copy()
    up = points[:, 2] > neighbour.ground + _LOW
    points[up, 2] += metres
    return Mesh(points, mesh.faces)
