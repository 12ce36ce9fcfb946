"""How façades, floors and roofs are built up: before the slabs, two leaves, glass, screed, insulation."""

from __future__ import annotations

from dataclasses import replace

from optopcheck.domain.building import Building
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.flaws import DEPTH, FLOORS, SLAB, TOP, WIDTH, drawn, without_rooms
from tests.reference.solids.parts import block, levels, prism, rect, walls
from tests.reference.solids.truth import FLAT_HAS_NO, Solid, prism_truth, within_walls

AREA = WIDTH * DEPTH


def slabs_between_walls() -> Solid:
    """Draw façades in front of the slabs: the slabs end at the inner face."""
    floors, top, wall, slab = [0.0, 2.9], 5.8, 0.35, 0.22
    outer, inner = rect(0, 0, 9, 7), rect(wall, wall, 9 - wall, 7 - wall)
    parts = [prism(f"vloer{k}", "IfcSlab", inner, (z - slab, z)) for k, z in enumerate([*floors, top])]
    for k, z in enumerate(floors):
        low = z - slab if k == 0 else z
        parts += walls(outer, wall, (low, z + 2.9), f"gevel{k}")
    area = within_walls(63.0, 32.0, wall)
    truth = prism_truth(63.0, floors, top, slab, inner=area)
    building = Building("slabs-between-walls", tuple(parts), levels(*floors, top))
    return Solid("slabs-between-walls", building, truth, has_no=FLAT_HAS_NO)


def cavity_walls() -> Solid:
    """Draw façades as two leaves with a cavity of 0.12 m; the slabs end at the inner leaf."""
    outer, inner = rect(0, 0, WIDTH, DEPTH), rect(0.22, 0.22, WIDTH - 0.22, DEPTH - 0.22)
    parts = [prism(f"vloer{k}", "IfcSlab", inner, (z - SLAB, z)) for k, z in enumerate([*FLOORS, TOP])]
    parts += walls(outer, 0.10, (-SLAB, TOP), "metselwerk", "IfcWallStandardCase")
    for k, z in enumerate(FLOORS):
        parts += walls(inner, 0.15, (z, z + 2.6), f"binnenblad{k}", "IfcWallStandardCase")
    # From the inner leaf to the brick the roof is closed by its edge.
    parts.append(prism("dakrand", "IfcCovering", outer, (TOP - 0.05, TOP), [inner]))
    return drawn("cavity-walls", parts, 0.37)


def curtain_walls() -> Solid:
    """Hang façades of 0.06 m glass in front of the slabs, one piece a side, over both layers."""
    glass = 0.06
    outer, inner = rect(0, 0, WIDTH, DEPTH), rect(glass, glass, WIDTH - glass, DEPTH - glass)
    parts = [prism(f"vloer{k}", "IfcSlab", inner, (z - SLAB, z)) for k, z in enumerate([*FLOORS, TOP])]
    parts += walls(outer, glass, (-SLAB, TOP), "vliesgevel", "IfcCurtainWall")
    return drawn("curtain-walls", parts, glass)


def screed() -> Solid:
    """Lay 0.07 m of screed on each floor: the volume begins under the slab, the rooms on the screed."""
    ring, coat = rect(0, 0, WIDTH, DEPTH), 0.07
    parts = [prism("dak", "IfcSlab", ring, (TOP - SLAB, TOP))]
    for k, z in enumerate(FLOORS):
        parts.append(prism(f"vloer{k}", "IfcSlab", ring, (z - coat - SLAB, z - coat)))
        parts.append(prism(f"dekvloer{k}", "IfcCovering", ring, (z - coat, z)))
        above = 2.8 - coat - SLAB if k == 0 else TOP - SLAB
        parts += walls(ring, 0.3, (z, above), f"gevel{k}")
    solid = drawn("screed", parts)
    truth = dict(solid.truth)
    truth[Quantity.PLANNING_VOLUME] = truth[Quantity.GROSS_VOLUME] = AREA * (TOP + coat + SLAB)
    truth[Quantity.FREE_HEIGHT] = 2.8 - coat - SLAB
    return replace(solid, truth=truth)


def ceilings() -> Solid:
    """Hang a ceiling 2.4 m above each floor: rooms are as high as the ceiling, storeys are not."""
    ring, wall = rect(0, 0, WIDTH, DEPTH), 0.3
    room = rect(wall, wall, WIDTH - wall, DEPTH - wall)
    parts = block(ring, FLOORS, TOP)
    parts += [prism(f"plafond{k}", "IfcCovering", room, (z + 2.4, z + 2.42)) for k, z in enumerate(FLOORS)]
    solid = drawn("ceilings", parts)
    return replace(solid, truth={**solid.truth, Quantity.FREE_HEIGHT: 2.4})


def insulated_roof() -> Solid:
    """Lay 0.14 m of insulation on the roof slab: the roof ends at its upper face."""
    ring, coat = rect(0, 0, WIDTH, DEPTH), 0.14
    parts = [*block(ring, FLOORS, TOP), prism("isolatie", "IfcCovering", ring, (TOP, TOP + coat))]
    solid = without_rooms(drawn("insulated-roof", parts))
    truth = dict(solid.truth)
    for quantity in (Quantity.BUILDING_HEIGHT, Quantity.EAVES_HEIGHT):
        truth[quantity] += coat
    for quantity in (Quantity.PLANNING_VOLUME, Quantity.GROSS_VOLUME):
        truth[quantity] += AREA * coat
    return replace(solid, truth=truth)


def solids() -> tuple[Solid, ...]:
    return (
        slabs_between_walls(),
        slabs_between_walls().placed(45),
        cavity_walls(),
        cavity_walls().placed(17),
        curtain_walls(),
        curtain_walls().placed(45),
        screed(),
        ceilings(),
        insulated_roof().placed(17),
    )
