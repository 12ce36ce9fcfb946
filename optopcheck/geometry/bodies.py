"""Which of several bodies in one model is the building: others near by are left out and told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Floats, merged
from optopcheck.geometry.enclosure import CELL, enclose

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Element
    from optopcheck.geometry.enclosure import Enclosure
    from optopcheck.geometry.region import Region

_GAP = 0.2
"""Half of the widest gap that still joins two parts into one building [m]."""
_KNEE = 1.5
"""Plates and kerbs below this join nothing [m]."""
_REACH = 0.3


@dataclass(frozen=True, eq=False)
class OtherBody:
    """A closed body apart from the building, in the frame of the case."""

    elements: tuple[str, ...]
    region: Region
    volume: float
    """To the cell [m3]."""
    top: float
    """[m]"""


def main_body(building: Building, ground: float | None) -> tuple[Building, Enclosure, tuple[OtherBody, ...]]:
    """Return the building with only its largest body, its enclosure, and the other bodies.

    Parts belong together where anything above knee height joins them; a plaza does not.
    `ground` is the height of the ground, the foot of the model where it is not known [m].
    """
    enclosure = enclose(merged(e.mesh for e in building.shell), CELL)
    parts = _parts(enclosure, ground)
    if len(parts) < len("ab"):
        return building, enclosure, ()
    volumes = [_cells(enclosure, part) * enclosure.grid.cell**3 for part in parts]
    order = np.argsort(volumes)[::-1]
    found = [(parts[k], volumes[k]) for k in order if volumes[k] > 0]
    if len(found) < len("ab"):
        return building, enclosure, ()
    main = enclosure.to_case(found[0][0])
    away = _away(building, main, [enclosure.to_case(region) for region, _ in found[1:]])
    others = tuple(
        OtherBody(
            tuple(e.global_id for e in elements),
            enclosure.to_case(region),
            volume,
            max(float(e.mesh.bounds[1, 2]) for e in elements),
        )
        for (region, volume), elements in zip(found[1:], away, strict=True)
        if elements
    )
    gone = {global_id for other in others for global_id in other.elements}
    if not gone:
        return building, enclosure, ()
    alone = replace(building, elements=tuple(e for e in building.elements if e.global_id not in gone))
    return alone, enclose(merged(e.mesh for e in alone.shell), CELL), others


def _parts(enclosure: Enclosure, ground: float | None) -> tuple[Region, ...]:
    layers = np.flatnonzero(enclosure.solid.any(axis=(1, 2)))
    foot = float(enclosure.grid.heights()[int(layers[0])])
    knee = max(foot, foot if ground is None else ground) + _KNEE
    return enclosure.grid.region(np.asarray(enclosure.tops > knee, dtype=np.bool_)).closed(_GAP).parts()


def _cells(enclosure: Enclosure, part: Region) -> int:
    """Count the body cells over a part of the plan."""
    counts = enclosure.body.sum(axis=0)
    rows, columns = np.nonzero(counts)
    grid = enclosure.grid
    middles: Floats = grid.origin[:2] + (np.column_stack([columns, rows]) + 0.5) * grid.cell
    return int(counts[rows, columns][part.covers(middles)].sum())


def _away(building: Building, main: Region, others: list[Region]) -> list[tuple[Element, ...]]:
    """Return per other body the elements that stand at it and not at the main one."""
    drawn = [e for e in building.elements if not e.mesh.is_empty]
    at_main = main.grown(_REACH).meets(e.mesh for e in drawn)
    return [
        tuple(
            e
            for e, here, met in zip(
                drawn, at_main, other.grown(_REACH).meets(e.mesh for e in drawn), strict=True
            )
            if met and not here
        )
        for other in others
    ]
