"""The flat top roof of a true solid, and the plan of the storey on it: as `optop` finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.geometry.region import Region
from optopcheck.geometry.sampling import cross_of, normals_and_areas

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.geometry.rays import Flags

_LEVEL = 0.99
"""Cosine of the steepest fall of a flat roof, eight degrees."""
_STEEPEST = 0.17
_SAME_LEVEL = 0.2
_RISE = 0.75
_EDGE = 0.6
"""Narrower strips are edges, no roof [m]."""
_LOW = 2.0
_LEAST_SHARE = 0.15
"""A storey is drawn on a tenth of the roof; a scan, which knows the roof less well, asks for more."""
_LEAST_DECK = 10.0
_LEAST_WIDTH = 1.5
_LEAST_SEEN = 5e-5
"""Half a square centimetre: less of a face is no part of the outline [m2]."""


@dataclass(frozen=True, eq=False)
class Body:
    """What the faces of a solid tell."""

    covered: float
    """Seen from above [m2]."""
    outline: Region
    """Of the faces that are seen from above."""
    volume: float
    """[m3]"""
    flat_share: float
    """Of the roof."""
    top: float
    deck: float | None
    """Height of the flat top roof [m]; None where no storey fits."""
    plan: Region
    """Of that roof."""
    structures: float
    """Share of the roof that stands on it."""


def body_of(triangles: Floats, ground: float) -> Body:
    """Measure a closed solid.

    Parameters
    ----------
    triangles : array (m, 3, 3)
        Faces look outwards [m].
    ground : float
        Height of the ground [m].
    """
    normals, areas = normals_and_areas(triangles)
    seen = normals[:, 2] * areas
    heights = triangles[:, :, 2].mean(axis=1)
    roof = (normals[:, 2] > _STEEPEST) & (heights > ground + _LOW)
    total = float(seen[roof].sum())
    flat = roof & (normals[:, 2] > _LEVEL)
    near = triangles - triangles[0, 0]
    volume = float(np.einsum("ij,ij->i", near[:, 0], cross_of(near[:, 1], near[:, 2])).sum() / 6)
    faces = np.flatnonzero(seen > _LEAST_SEEN)
    outline = Region.from_triangles(triangles[faces][:, :, :2])
    level, plan = _deck(triangles, heights, seen, (roof, flat), (faces, outline))
    higher = _above(triangles[roof], seen[roof], level + _RISE) if level is not None else 0.0
    return Body(
        float(seen[seen > 0].sum()),
        outline,
        volume,
        float(seen[flat].sum()) / total if total > 0 else 0.0,
        float(triangles[:, :, 2].max()),
        level,
        plan,
        higher / total if total > 0 else 0.0,
    )


def _deck(
    triangles: Floats, heights: Floats, seen: Floats, roofs: tuple[Flags, Flags], whole: tuple[Ints, Region]
) -> tuple[float | None, Region]:
    """Return height and plan of the deck; `whole` are the faces seen from above and their outline."""
    roof, flat = roofs
    rows, total = np.flatnonzero(flat), float(seen[roof].sum())
    for level in _levels(heights[rows], seen[rows]):
        here = rows[np.abs(heights[rows] - level) <= _SAME_LEVEL]
        area = float(seen[here].sum())
        higher = _above(triangles[roof], seen[roof], level + _RISE)
        if area < max(_LEAST_DECK, _LEAST_SHARE * total) or area <= higher:
            continue
        all_of_it = np.array_equal(here, whole[0])
        plan = whole[1] if all_of_it else Region.from_triangles(triangles[here][:, :, :2])
        plan = plan.opened(_EDGE / 2)
        if plan.area < max(_LEAST_DECK, _LEAST_SHARE * total) or plan.area <= higher:
            continue
        if plan.opened(_LEAST_WIDTH / 2).area >= _LEAST_DECK:
            return level, plan
    return None, Region.empty()


def _above(triangles: Floats, seen: Floats, cut: float) -> float:
    """Return how much of faces lies above a height, seen from above; of a slope the part by its rise [m2]."""
    low, high = triangles[:, :, 2].min(axis=1), triangles[:, :, 2].max(axis=1)
    rise = np.maximum(high - low, 1e-9)
    return float((seen * np.clip((high - cut) / rise, 0.0, 1.0)).sum())


def _levels(heights: Floats, areas: Floats) -> list[float]:
    """Return the heights of flat roofs, highest first; close ones go by the largest."""
    values, where = np.unique(np.round(heights, 3), return_inverse=True)
    sums = np.bincount(where.ravel(), areas, minlength=len(values))
    chosen: list[float] = []
    for k in np.argsort(-sums, kind="stable"):
        if all(abs(values[k] - other) > _SAME_LEVEL for other in chosen):
            chosen.append(float(values[k]))
    return sorted(chosen, reverse=True)
