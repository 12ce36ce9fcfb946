"""A building of as many elements as the block of the benchmark, without its shapes."""

from __future__ import annotations

import numpy as np

from optopcheck.domain.building import Building, Element, Storey
from optopcheck.domain.facts import Situation
from optopcheck.domain.measurement import Measurements
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.text import Text

STOREYS = 12
KINDS = ("IfcCovering", "IfcDoor", "IfcWall", "IfcWindow", "IfcSlab", "IfcPlate")
ELEMENTS = 10_121
_NOTHING = Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.int64))


def large_situation() -> Situation:
    storeys = tuple(Storey(f"storey-{i}", f"{i:02d}", 2.8 * i) for i in range(STOREYS))
    elements = tuple(
        Element(
            f"{i:022d}",
            KINDS[i % len(KINDS)],
            f"{KINDS[i % len(KINDS)][3:].lower()} {i}",
            _NOTHING,
            storeys[i * STOREYS // ELEMENTS].global_id,
        )
        for i in range(ELEMENTS)
    )
    building = Building("blok", elements, storeys)
    return Situation(building, Measurements.none(Text("niet gemeten", "not measured")), storeys)
