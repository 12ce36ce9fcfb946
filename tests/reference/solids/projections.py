"""What stands out: closed floors and bays count in the outline, open balconies and galleries do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optopcheck.domain.building import Building, Element
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.boxes import plain
from tests.reference.solids.parts import block, levels, prism, rect, walls
from tests.reference.solids.truth import FLAT_HAS_NO, Solid, within_walls


def with_parts(solid: Solid, name: str, parts: list[Element]) -> Solid:
    """Add open parts, which change no value but the distance to the plot boundary: that is left out."""
    building = replace(solid.building, name=name, elements=(*solid.building.elements, *parts))
    truth = dict(solid.truth)
    truth.pop(Quantity.PLOT_DISTANCE, None)
    return replace(solid, name=name, building=building, truth=truth, plot=None)


def cantilever(south: float, east: float) -> Solid:
    """Let the upper floor stand out over the ground floor: the outline is that of the upper floor."""
    width, depth, floor, top = 9.0, 7.0, 2.9, 5.7
    low, high = width * depth, (width + east) * (depth + south)
    upper = rect(0, -south, width + east, depth)
    parts = [
        prism("vloer0", "IfcSlab", rect(0, 0, width, depth), (-0.2, 0.0)),
        *walls(rect(0, 0, width, depth), 0.3, (0.0, floor - 0.2), "gevel0"),
        *block(upper, [floor], top, prefix="boven-"),
    ]
    inner = within_walls(low, 2 * (width + depth), 0.3)
    inner += within_walls(high, 2 * (width + east + depth + south), 0.3)
    truth = {
        Quantity.BUILDING_HEIGHT: top,
        Quantity.EAVES_HEIGHT: top,
        Quantity.STOREY_COUNT: 2.0,
        Quantity.FOOTPRINT_AREA: high,
        Quantity.PLANNING_VOLUME: low * floor + high * (top - floor + 0.2),
        Quantity.GROSS_VOLUME: low * floor + high * (top - floor + 0.2),
        Quantity.GROSS_FLOOR_AREA: low + high,
        Quantity.FLAT_ROOF_AREA: high,
        Quantity.USABLE_FLOOR_AREA: inner,
        Quantity.FREE_HEIGHT: min(floor - 0.2, top - floor - 0.2),
    }
    name = f"cantilever-{south:g}-{east:g}"
    building = Building(name, tuple(parts), levels(0.0, floor, top))
    # The upper floor is nearest to the plot boundary.
    plot = np.array(rect(-2.0, -south - 0.9, width + east + 3.0, depth + 5.0))
    truth[Quantity.PLOT_DISTANCE] = 0.9
    return Solid(name, building, truth, has_no=FLAT_HAS_NO, plot=plot)


def balconies(depth: float = 1.5) -> Solid:
    """Hang balconies above each other, each with a railing on three sides."""
    parts = []
    for k in (1, 2):
        z = 2.8 * k
        parts.append(prism(f"balkon{k}", "IfcSlab", rect(2, -depth, 6, 0), (z - 0.2, z)))
        rails = {
            "voor": rect(2, -depth, 6, 0.05 - depth),
            "links": rect(2, -depth, 2.05, 0),
            "rechts": rect(5.95, -depth, 6, 0),
        }
        parts += [prism(f"hek{k}-{side}", "IfcRailing", ring, (z, z + 1.0)) for side, ring in rails.items()]
    return with_parts(plain("", (10, 8), 3), f"balconies-{depth:g}", parts)


def gallery() -> Solid:
    """Reach the dwellings by open galleries along the whole north side, on columns."""
    parts = []
    for k in (1, 2):
        z = 2.8 * k
        parts.append(prism(f"galerij{k}", "IfcSlab", rect(0, 8, 12, 9.4), (z - 0.2, z)))
        parts.append(prism(f"balustrade{k}", "IfcRailing", rect(0, 9.34, 12, 9.4), (z, z + 1.1)))
    parts += [
        prism(f"kolom{x}", "IfcColumn", rect(x, 9.1, x + 0.3, 9.4), (0.0, 5.4)) for x in (0, 4, 8, 11.7)
    ]
    return with_parts(plain("", (12, 8), 3), "gallery", parts)


def canopy() -> Solid:
    """Put a canopy over the door and a cornice around the roof."""
    edge = prism("kroonlijst", "IfcCovering", rect(-0.15, -0.15, 9.15, 7.15), (5.3, 5.5), [rect(0, 0, 9, 7)])
    roof = prism("luifel", "IfcSlab", rect(3, -1.2, 5.2, 0), (2.5, 2.65))
    return with_parts(plain("", (9, 7), 2), "canopy", [edge, roof])


def garden_wall() -> Solid:
    """Join a garden wall of 2 m high to a corner."""
    wall = prism("tuinmuur", "IfcWall", rect(9, 6.8, 17, 7), (0.0, 2.0))
    return with_parts(plain("", (9, 7), 2), "garden-wall", [wall])


def bay() -> Solid:
    """Build a closed bay (*erker*) before the ground floor; it has a floor and a roof of its own."""
    solid = plain("bay", (10, 8), 2)
    width, reach, top = 3.0, 1.2, 2.8
    ring = rect(4, -reach, 4 + width, 0)
    inner = [rect(4.2, -reach + 0.2, 3.8 + width, 0)]
    parts = (
        prism("erker-vloer", "IfcSlab", ring, (-0.2, 0.0)),
        prism("erker-gevel", "IfcWall", ring, (0.0, top - 0.2), inner),
        prism("erker-dak", "IfcSlab", ring, (top - 0.2, top)),
    )
    truth = dict(solid.truth)
    for quantity in (Quantity.FOOTPRINT_AREA, Quantity.GROSS_FLOOR_AREA):
        truth[quantity] += width * reach
    for quantity in (Quantity.PLANNING_VOLUME, Quantity.GROSS_VOLUME):
        truth[quantity] += width * reach * (top + 0.2)
    for quantity in (Quantity.USABLE_FLOOR_AREA, Quantity.PLOT_DISTANCE):
        truth.pop(quantity)
    building = replace(solid.building, elements=(*solid.building.elements, *parts))
    return replace(solid, truth=truth, building=building, plot=None)


def solids() -> tuple[Solid, ...]:
    open_parts = (
        balconies(),
        balconies(2.2).placed(17),
        gallery(),
        gallery().placed(45),
        canopy(),
        garden_wall(),
    )
    return (
        cantilever(1.5, 0.0),
        cantilever(1.1, 2.0).placed(45),
        cantilever(0.6, 0.0).placed(17),
        *open_parts,
        bay(),
        bay().placed(17),
    )
