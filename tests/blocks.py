"""Small buildings drawn from boxes, for tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optopcheck.domain.building import Building, Element, Storey
from optopcheck.domain.mesh import Mesh, turn_about_z
from optopcheck.domain.profile import MeasuringProfile, SubordinateParts
from optopcheck.domain.rule import LegalSource, Standing
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region

PROFILE = MeasuringProfile(
    "nl.proef",
    Text("proefprofiel"),
    LegalSource("proef", "", "", "art. 2", Standing.PRACTICE),
    SubordinateParts(("IfcChimney",), ("schoorsteen",)),
    unconfirmed_datum_tolerance=0.5,
    substructure_max_rise=1.5,
    min_storey_height=1.5,
    min_storey_share=0.25,
    roof_structure_share=0.1,
)
PEIL = Datum(0.0, Text("proefpeil"), Origin.ENTERED)
WALL = 0.3
SLAB = 0.2


def box(kind: str, name: str, low: tuple[float, float, float], high: tuple[float, float, float]) -> Element:
    ring = np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]])
    return Element(f"{name}#{low}", kind, name, Region.from_ring(ring).extruded(low[2], high[2]))


def storeys_on(plan: Region, floors: list[float], top: float, *, start: int = 0) -> list[Element]:
    """Walls and floor slabs: slab tops at the floor levels, the roof slab ends at `top`."""
    ring = plan.without(plan.grown(-WALL))
    parts = []
    for k, (floor, above) in enumerate(zip(floors, [*floors[1:], top], strict=True), start):
        parts.append(Element(f"vloer{k}", "IfcSlab", f"vloer {k}", plan.extruded(floor - SLAB, floor)))
        parts.append(Element(f"gevel{k}", "IfcWall", f"gevel {k}", ring.extruded(floor, above - SLAB)))
    parts.append(Element("dak", "IfcSlab", "dak", plan.extruded(top - SLAB, top)))
    return parts


def rectangle(width: float, depth: float) -> Region:
    return Region.from_ring(np.array([[0, 0], [width, 0], [width, depth], [0, depth]], dtype=float))


def levels(*elevations: float) -> tuple[Storey, ...]:
    return tuple(Storey(f"niveau{k}", f"{k:02d}", z) for k, z in enumerate(elevations))


def flat(floors: int = 3, height: float = 2.8, width: float = 20.0, depth: float = 10.0) -> Building:
    """A plain block with a roof level above it."""
    elevations = [k * height for k in range(floors)]
    top = floors * height
    return Building(
        "blok", tuple(storeys_on(rectangle(width, depth), elevations, top)), levels(*elevations, top)
    )


def turned(
    building: Building, degrees: float, offset: tuple[float, float, float] = (0.0, 0.0, 0.0)
) -> Building:
    shift = np.array(offset)
    return building.transformed(
        lambda points: turn_about_z(points, degrees) + shift, lambda ways: turn_about_z(ways, degrees)
    )


def with_elements(building: Building, *elements: Element) -> Building:
    return replace(building, elements=(*building.elements, *elements))


def volume(mesh: Mesh) -> float:
    """Divergence sum; for closed meshes only."""
    a, b, c = np.moveaxis(mesh.triangles, 1, 0)
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6.0)
