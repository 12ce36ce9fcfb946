"""Walls, floors and roofs that were drawn without thickness: a body that lost its depth looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text
from optopcheck.ifc.fitness import ALL_MEASURED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.ifc.survey import Part

THIN = 1e-4
"""A body whose corners lie this close to one plane has no thickness [m]."""
_SOLID = ("IfcWall", "IfcSlab", "IfcRoof", "IfcColumn", "IfcBeam")
_SHOWN = 5


def flat_parts(parts: Sequence[Part], shapes: Mapping[str, tuple[Floats, Ints]]) -> list[Defect]:
    """Return the parts of the shell whose corners all lie in one plane.

    Parameters
    ----------
    parts
        What the model says of each element.
    shapes
        Vertices (n, 3) [m] and faces (m, 3) by id.
    """
    flat = [p for p in parts if p.kind in _SOLID and p.id in shapes and is_flat(shapes[p.id][0])]
    if not flat:
        return []
    shown = "; ".join(f"{part.kind} '{part.name}' {part.id}" for part in flat[:_SHOWN])
    more = f" (+{len(flat) - _SHOWN})" if len(flat) > _SHOWN else ""
    return [
        Defect(
            "IFC-GEOMETRY-FLAT",
            Severity.ERROR,
            Text(
                f"{len(flat)} bouwdelen zijn getekend zonder dikte: {shown}{more}",
                f"{len(flat)} parts are drawn without thickness: {shown}{more}",
            ),
            Text(
                "geef deze bouwdelen hun dikte in het ontwerpprogramma en exporteer opnieuw",
                "give these parts their thickness in the design program and export again",
            ),
            tuple(part.id for part in flat),
            ALL_MEASURED,
        )
    ]


def is_flat(vertices: Floats) -> bool:
    """Tell whether points, shape (n, 3) [m], lie in one plane."""
    apart = vertices - vertices.mean(axis=0)
    normal = np.linalg.eigh(apart.T @ apart)[1][:, 0]
    return bool(np.ptp(apart @ normal) <= THIN)
