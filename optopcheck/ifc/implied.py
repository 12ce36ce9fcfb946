"""RD coordinates that nobody calls RD: in the axes of the context, or in the placements.

A Dutch x and a Dutch y are never alike, so numbers of that size are hardly
anything else. It stays a reading that nobody confirms, and anything in the
model that contradicts it stops it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optopcheck.domain.text import join_texts
from optopcheck.ifc import fitness
from optopcheck.ifc import place_texts as said
from optopcheck.ifc.earth import locate, tool_default
from optopcheck.ifc.grid import RD_NEW, in_rd, on_grid
from optopcheck.ifc.north import north_angle, north_apart
from optopcheck.ifc.survey import Conversion

if TYPE_CHECKING:
    from optopcheck.domain.building import Defect
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.text import Text
    from optopcheck.ifc.earth import Place
    from optopcheck.ifc.survey import World

CONTEXT, PLACEMENT = "WorldCoordinateSystem", "ObjectPlacement"
LEVELS = {CONTEXT: 40, PLACEMENT: 30}
"""LoGeoRef by what holds the coordinates."""
_PLACE_MAY_DIFFER = 2_000.0
"""Latitude and longitude in whole minutes lie this far from the place they mean [m]."""


def implied_conversion(world: World, centre: Floats, defects: list[Defect]) -> Conversion | None:
    """Return the conversion that coordinates of the size of RD imply, None if there is none.

    Parameters
    ----------
    world
        What the model says about its place.
    centre
        Middle of its elements in model coordinates, shape (2,) [m].
    defects
        Gets what must be said about it.
    """
    for conversion in _candidates(world):
        point = on_grid(conversion, centre)
        place = locate(RD_NEW, *point) if in_rd(point) else None
        if place is None:
            continue
        against = _against(world, conversion, place)
        if not against:
            defects.append(fitness.position("IFC-RD-ASSUMED", said.rd_assumed(conversion.source, point)))
            return conversion
        why = join_texts(*against, separator="; ")
        defects.append(fitness.position("IFC-RD-DOUBTFUL", said.rd_doubtful(conversion.source, point, why)))
    return None


def _candidates(world: World) -> list[Conversion]:
    found = [_as_conversion(0.0, 0.0, 0.0, PLACEMENT)]
    if world.context is not None:
        axes = world.context
        found.insert(0, _as_conversion(axes.x, axes.y, axes.turn, CONTEXT))
    return found


def _as_conversion(x: float, y: float, turn: float, source: str) -> Conversion:
    angle = math.radians(turn)
    return Conversion(
        x, y, 0.0, math.cos(angle), math.sin(angle), None, f"EPSG:{RD_NEW}", "", 1.0, source
    )  # fmt: skip


def _against(world: World, conversion: Conversion, place: Place) -> list[Text]:
    """Return what the model says elsewhere that makes this reading impossible."""
    found = []
    stated = north_angle(world.true_north)
    apart = north_apart(stated, conversion, place)
    if apart is not None:
        found.append(said.other_north(apart))
    if world.latitude is not None and world.longitude is not None:
        metres = place.distance_to(world.latitude, world.longitude)
        if metres > _PLACE_MAY_DIFFER and tool_default(world.latitude, world.longitude) is None:
            found.append(said.other_place(metres))
    return found
