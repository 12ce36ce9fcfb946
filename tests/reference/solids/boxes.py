"""Plain boxes: one to six storeys, thin and thick walls, small, long, turned and far away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Building, Element
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.parts import block, levels, prism, rect
from tests.reference.solids.truth import FLAT_HAS_NO, Solid, prism_truth, within_walls

if TYPE_CHECKING:
    from collections.abc import Sequence


def storeys(count: int, height: float) -> list[float]:
    return [k * height for k in range(count)]


def plain(
    name: str,
    size: tuple[float, float],
    count: int,
    height: float = 2.8,
    *,
    wall: float = 0.3,
    slab: float = 0.2,
) -> Solid:
    """Make a box whose plot keeps 3.0, 4.0, 1.25 and 6.0 m away on the four sides."""
    width, depth = size
    floors, top = storeys(count, height), count * height
    inner = within_walls(width * depth, 2 * (width + depth), wall)
    truth = prism_truth(width * depth, floors, top, slab, inner=inner)
    truth[Quantity.PLOT_DISTANCE] = 1.25
    parts = block(rect(0, 0, width, depth), floors, top, wall=wall, slab=slab)
    building = Building(name, tuple(parts), levels(*floors, top))
    plot = np.array(rect(-3.0, -4.0, width + 1.25, depth + 6.0))
    return Solid(name, building, truth, has_no=FLAT_HAS_NO, plot=plot)


def with_spaces(solid: Solid, size: tuple[float, float], floors: Sequence[float], wall: float) -> Solid:
    """Add one room on each floor, up to the slab above it."""
    ring = rect(wall, wall, size[0] - wall, size[1] - wall)
    rooms: list[Element] = [prism(f"ruimte{k}", "IfcSpace", ring, (z, z + 2.6)) for k, z in enumerate(floors)]
    rooms = [replace(room, storey_id=f"niveau{k}") for k, room in enumerate(rooms)]
    building = replace(solid.building, spaces=tuple(rooms))
    return replace(solid, name=f"{solid.name}-rooms", building=building)


def no_roof_level() -> Solid:
    """Leave the level of the roof out of the storeys, as many models do."""
    solid = plain("no-roof-level", (8, 8), 2)
    return replace(solid, building=replace(solid.building, storeys=levels(0.0, 2.8)))


def pseudo_levels() -> Solid:
    """Add levels that are no storeys: foundation, ceiling, top of the roof edge; not in order."""
    solid = plain("pseudo-levels", (10, 7), 2)
    names = levels(5.8, 0.0, -1.25, 2.8, 2.6, 5.6)
    return replace(solid, building=replace(solid.building, storeys=names))


def levels_beside_floors() -> Solid:
    """Set the levels of the model 94 mm above the floors that they name."""
    solid = plain("levels-beside-floors", (9, 8), 2)
    return replace(solid, building=replace(solid.building, storeys=levels(0.094, 2.894, 5.694)))


def above_peil() -> Solid:
    """Lay the ground floor 0.35 m above the plan datum."""
    floors, top = [0.35, 3.15], 5.95
    truth = prism_truth(72.0, floors, top, inner=within_walls(72.0, 34.0, 0.3))
    building = Building("above-peil", tuple(block(rect(0, 0, 9, 8), floors, top)), levels(*floors, top))
    return Solid("above-peil", building, truth, has_no=FLAT_HAS_NO)


def oblique_plot() -> Solid:
    """Cut a corner of the plot off: the diagonal lies nearest, half of the root of 32 from the corner."""
    solid = plain("oblique-plot", (10, 8), 1)
    plot = np.array([(-3.0, -4.0), (14.0, -4.0), (14.0, 8.0), (10.0, 12.0), (-3.0, 12.0)])
    return replace(solid, plot=plot, truth={**solid.truth, Quantity.PLOT_DISTANCE: 8**0.5})


def solids() -> tuple[Solid, ...]:
    rooms = with_spaces(plain("box-2", (11, 8), 2), (11, 8), storeys(2, 2.8), 0.3)
    return (
        plain("box-1", (10, 8), 1, 3.0),
        plain("box-2-thin", (9, 6), 2, 2.65, wall=0.2, slab=0.15).placed(17),
        plain("box-3-thick", (12, 9), 3, 3.1, wall=0.4, slab=0.3).placed(45),
        plain("box-4", (8, 7), 4, 2.9).placed(90),
        plain("box-5", (10, 6.5), 5, 2.75, wall=0.25).placed(17, (3200.0, -5400.0, 0.0)),
        plain("box-6", (9, 9), 6, 2.8).placed(0, (0.0, 0.0, -3.27)),
        plain("odd-size", (7.37, 5.83), 2, 2.93, wall=0.33, slab=0.23).placed(31),
        plain("garden-house", (3, 3), 1, 2.6, wall=0.2, slab=0.15),
        plain("garden-house", (3, 3), 1, 2.6, wall=0.2, slab=0.15).placed(45),
        plain("long", (120, 8), 2),
        plain("long", (120, 8), 1, 3.2).placed(17),
        rooms.placed(17),
        no_roof_level(),
        pseudo_levels(),
        levels_beside_floors(),
        above_peil(),
        oblique_plot(),
        oblique_plot().placed(17),
    )
