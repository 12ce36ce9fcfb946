"""Section planes: what lies beyond them is not drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from vtkmodules.vtkCommonDataModel import vtkPlane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.showing import Flags

MOST = 6
"""Planes that the graphics library can apply at once."""
_AROUND = 0.25
"""A box leaves so much around what it shows [m]."""
_ALIKE = 1 - 1e-9


@dataclass(frozen=True)
class Cut:
    """A plane; `normal` points to what is taken away."""

    normal: tuple[float, float, float]
    """Unit vector."""
    distance: float
    """Of the plane from the origin along the normal [m]."""

    def flipped(self) -> Cut:
        """Return the plane that takes the other side away."""
        x, y, z = self.normal
        return Cut((-x, -y, -z), -self.distance)

    def keeps(self, places: Floats) -> Flags:
        """Tell which places (n, 3) are left."""
        return np.asarray(places @ np.array(self.normal) <= self.distance, dtype=np.bool_)

    def moved(self, offset: Floats) -> Cut:
        """Return the plane moved by (3,) [m]."""
        return replace(self, distance=self.distance + float(np.array(self.normal) @ offset))


def kept_by(cuts: Sequence[Cut], places: Floats) -> Flags:
    """Tell which places (n, 3) no plane takes away."""
    kept = np.ones(len(places), dtype=np.bool_)
    for cut in cuts:
        kept &= cut.keeps(places)
    return kept


def box_cuts(box: Floats) -> tuple[Cut, ...]:
    """Return the six planes around a box (2, 3), a little outside it [m]."""
    found = []
    for axis in range(3):
        for sign, corner in ((-1.0, box[0]), (1.0, box[1])):
            normal = np.zeros(3)
            normal[axis] = sign
            x, y, z = normal
            found.append(Cut((float(x), float(y), float(z)), sign * float(corner[axis]) + _AROUND))
    return tuple(found)


def effective(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """Return the planes that matter: of several that face the same way the one that takes most away.

    Raises
    ------
    ValueError
        If there are more than `MOST`.
    """
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda c: c.distance):
        if not any(np.dot(cut.normal, other.normal) > _ALIKE for other in kept):
            kept.append(cut)
    if len(kept) > MOST:
        raise ValueError(f"{len(kept)} section planes; at most {MOST} can be applied at once")
    return tuple(kept)


def apply(actors: Sequence[Vtk], cuts: Sequence[Cut]) -> None:
    """Let actors end at planes."""
    planes = [_plane(cut) for cut in cuts]
    for actor in actors:
        mapper = actor.GetMapper()
        mapper.RemoveAllClippingPlanes()
        for plane in planes:
            mapper.AddClippingPlane(plane)


def _plane(cut: Cut) -> Vtk:
    normal = np.array(cut.normal)
    plane = vtkPlane()
    plane.SetOrigin(*(normal * cut.distance))
    # The library keeps what lies on the side of the normal.
    plane.SetNormal(*(-normal))
    return plane
