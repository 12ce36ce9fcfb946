"""A coarse stand-in for a large scene while it moves: the largest parts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import merged
from optopcheck.picture.batch import polydata, surface_actor
from optopcheck.picture.boxes import boxes_of
from optopcheck.picture.palette import GHOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Ints
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.group import Group, Part

BUDGET = 30_000
"""Triangles that a processor draws in a few hundredths of a second."""
_GHOST = 0.1
_LEAST = 12
"""Triangles of a box: nothing costs less."""


def coarse_actors(groups: Sequence[Group], budget: int = BUDGET) -> list[Vtk] | None:
    """Return the largest parts of some groups up to a number of triangles; None where all fit in."""
    solid = [part for g in groups for part, is_seen in zip(g.parts, g.solid, strict=True) if is_seen]
    faint = [part for g in groups for part, is_seen in zip(g.parts, g.faint, strict=True) if is_seen]
    if _count(solid).sum() <= budget and not faint:
        return None
    actors = []
    for parts, is_faint in ((solid, False), (faint, True)):
        kept = [parts[k] for k in largest(parts, budget)]
        if kept:
            actors.append(_actor(kept, faint=is_faint))
    return actors


def largest(parts: Sequence[Part], budget: int) -> list[int]:
    """Return the places of the parts with most surface per triangle, up to a number of triangles."""
    counts = _count(parts)
    boxes = boxes_of([part.mesh for part in parts])
    sides = boxes[:, 1] - boxes[:, 0]
    surface = (sides * np.roll(sides, 1, axis=1)).sum(axis=1)
    # A carved railing costs much and shows little.
    order = np.argsort(-surface / np.maximum(counts, _LEAST), kind="stable")
    within = np.cumsum(counts[order]) <= budget
    return [int(k) for k in np.sort(order[within])]


def _count(parts: Sequence[Part]) -> Ints:
    return np.array([len(part.mesh.faces) for part in parts], dtype=np.int64)


def _actor(parts: Sequence[Part], *, faint: bool) -> Vtk:
    mesh = merged(part.mesh for part in parts)
    if faint:
        actor = surface_actor(polydata(mesh), GHOST, lit=False)
        actor.GetProperty().SetOpacity(_GHOST)
        return actor
    actor = surface_actor(polydata(mesh, np.concatenate([part.colours for part in parts])))
    actor.GetMapper().SetScalarModeToUseCellData()
    return actor
