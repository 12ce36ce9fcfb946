"""Sound buildings, badly drawn: overlaps, gaps, open meshes, turned triangles, other classes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Building, Element
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.boxes import plain
from tests.reference.solids.parts import levels, prism, rect, walls
from tests.reference.solids.truth import FLAT_HAS_NO, Solid, prism_truth, within_walls

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, DEPTH, WALL, SLAB = 10.0, 7.0, 0.3, 0.2
FLOORS, TOP = [0.0, 2.8], 5.6
ROOMS = {Quantity.USABLE_FLOOR_AREA, Quantity.FREE_HEIGHT}


def drawn(name: str, parts: list[Element], wall: float = WALL) -> Solid:
    area = WIDTH * DEPTH
    truth = prism_truth(area, FLOORS, TOP, SLAB, inner=within_walls(area, 2 * (WIDTH + DEPTH), wall))
    return Solid(name, Building(name, tuple(parts), levels(*FLOORS, TOP)), truth, has_no=FLAT_HAS_NO)


def slabs(*, doubled: bool = False) -> list[Element]:
    ring = rect(0, 0, WIDTH, DEPTH)
    copies = ("", "-dubbel") if doubled else ("",)
    return [
        prism(f"vloer{k}{copy}", "IfcSlab", ring, (z - SLAB, z))
        for k, z in enumerate([*FLOORS, TOP])
        for copy in copies
    ]


def overlapping() -> Solid:
    """Run walls through the slabs, draw slabs twice and an inner wall into the façade."""
    ring = rect(0, 0, WIDTH, DEPTH)
    parts = slabs(doubled=True)
    parts += walls(ring, WALL, (-SLAB, TOP), "gevel")
    parts += walls(ring, 0.2, (0.0, 2.8), "nogmaals")
    parts.append(prism("binnenwand", "IfcWall", rect(4, 0.1, 4.15, DEPTH - 0.1), (-0.1, 2.7)))
    solid = drawn("overlapping", parts)
    return without_rooms(solid)


def gaps(between_walls: float, above_walls: float) -> Solid:
    """Leave a slot between walls at each corner and between each wall and the slab above it."""
    parts = slabs()
    low, high = WALL + between_walls, DEPTH - WALL - between_walls
    for k, z in enumerate(FLOORS):
        span = (z, z + 2.6 - above_walls)
        rings = {
            "zuid": rect(0, 0, WIDTH, WALL),
            "noord": rect(0, DEPTH - WALL, WIDTH, DEPTH),
            "west": rect(0, low, WALL, high),
            "oost": rect(WIDTH - WALL, low, WIDTH, high),
        }
        parts += [prism(f"gevel{k}-{side}", "IfcWall", ring, span) for side, ring in rings.items()]
    return drawn(f"gaps-{between_walls:g}-{above_walls:g}", parts)


def reclassed() -> Solid:
    """Use the classes that programs write: standard-case walls, a covering roof, a roof named as a floor."""
    solid = plain("reclassed", (WIDTH, DEPTH), 2)
    kinds = {"IfcWall": "IfcWallStandardCase", "IfcSlab": "IfcSlabStandardCase"}
    parts = [replace(e, kind=kinds[e.kind], name="Floor:beton 200") for e in solid.building.elements]
    parts[-1] = replace(parts[-1], kind="IfcRoof", name="Basic Roof")
    return replace(solid, building=replace(solid.building, elements=tuple(parts)))


def remeshed(name: str, change: Callable[[Element], Mesh]) -> Solid:
    solid = plain(name, (WIDTH, DEPTH), 2)
    parts = tuple(replace(e, mesh=change(e)) for e in solid.building.elements)
    return replace(solid, building=replace(solid.building, elements=parts))


def no_underside(element: Element) -> Mesh:
    """Drop the lowest faces of a wall."""
    mesh = element.mesh
    if element.kind != "IfcWall":
        return mesh
    low = mesh.bounds[0, 2]
    flat = (np.abs(mesh.triangles[:, :, 2] - low) < 1e-9).all(axis=1)
    return Mesh(mesh.vertices, mesh.faces[~flat])


def turned_inside_out(element: Element) -> Mesh:
    """Turn every second triangle around."""
    faces = element.mesh.faces.copy()
    faces[::2] = faces[::2, ::-1]
    return Mesh(element.mesh.vertices, faces)


def all_inward(element: Element) -> Mesh:
    return Mesh(element.mesh.vertices, element.mesh.faces[:, ::-1])


def twice(element: Element) -> Mesh:
    """Write every triangle twice, and a few without any area."""
    faces = element.mesh.faces
    return Mesh(element.mesh.vertices, np.vstack([faces, faces, faces[:3, [0, 1, 1]]]))


def split_vertices(element: Element) -> Mesh:
    """Give each triangle corners of its own, rounded to the millimetre as files do."""
    corners = np.round(element.mesh.triangles.reshape(-1, 3), 3)
    return Mesh(corners, np.arange(len(corners)).reshape(-1, 3))


def without_rooms(solid: Solid) -> Solid:
    """Forget what its rooms measure, where they are not those of the plain box."""
    return replace(
        solid,
        truth={q: v for q, v in solid.truth.items() if q not in ROOMS},
    )


def solids() -> tuple[Solid, ...]:
    return (
        overlapping(),
        overlapping().placed(17),
        without_rooms(gaps(0.08, 0.0)),
        without_rooms(gaps(0.0, 0.08)).placed(17),
        without_rooms(gaps(0.08, 0.08)).placed(45),
        reclassed(),
        remeshed("no-underside", no_underside),
        remeshed("no-underside", no_underside).placed(17),
        remeshed("turned-triangles", turned_inside_out),
        remeshed("all-inward", all_inward).placed(45),
        remeshed("twice", twice),
        remeshed("split-vertices", split_vertices).placed(17),
    )
