"""Buildings with a volume by formula: the shapes on which ways to a volume differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Building, Element
from optopcheck.domain.mesh import Mesh
from tests.blocks import SLAB, box, flat, levels, rectangle, storeys_on, turned, with_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.geometry.region import Region


@dataclass(frozen=True, eq=False)
class Known:
    name: str
    building: Building
    volume: float | None
    """[m3]; None where no formula exists."""


def analytic() -> Iterator[Known]:
    """Yield block, L, courtyard, parapet, balconies, gable and a turned block."""
    block = 20 * 10 * (8.4 + SLAB)
    yield Known("block", flat(), block)
    yield Known("block, turned 31 degrees", turned(flat(), 31.0), block)
    yield Known("L", _on(rectangle(20, 10).united(rectangle(8, 18))), (200 + 64) * (8.4 + SLAB))
    yield Known(
        "courtyard", _on(rectangle(24, 20).without(rectangle(8, 6).moved(8, 7))), (480 - 48) * (8.4 + SLAB)
    )
    edge = rectangle(20, 10).without(rectangle(20, 10).grown(-0.3)).extruded(8.4, 9.0)
    yield Known("parapet", with_elements(flat(), Element("rand", "IfcWall", "dakrand", edge)), block)
    balconies = [
        box("IfcSlab", f"balkon {x} {z}", (x, -1.6, z - SLAB), (x + 4, 0.0, z))
        for x in (2, 8, 14)
        for z in (2.8, 5.6)
    ]
    yield Known("balconies", with_elements(flat(), *balconies), block)
    yield _gable()


def _on(plan: Region) -> Building:
    return Building("b", tuple(storeys_on(plan, [0.0, 2.8, 5.6], 8.4)), levels(0.0, 2.8, 5.6, 8.4))


def _gable() -> Known:
    """A block of one storey under a roof of solid wedge: 12 by 8 m, ridge 4 m above the eaves."""
    body = replace(flat(1, 2.8, 12.0, 8.0), storeys=levels(0.0, 2.8))
    corners = np.array(
        [[0, 0, 2.8], [12, 0, 2.8], [12, 8, 2.8], [0, 8, 2.8], [0, 4, 6.8], [12, 4, 6.8]], dtype=float
    )
    faces = [(0, 2, 1), (0, 3, 2), (0, 1, 5), (0, 5, 4), (2, 3, 4), (2, 4, 5), (1, 2, 5), (3, 0, 4)]
    roof = Element("kap", "IfcRoof", "kap", Mesh(corners, np.array(faces)))
    return Known("gable", with_elements(body, roof), 96 * (2.8 + SLAB) + 96 * 4 / 2)
