"""Storeys of the model: read in the child, checked and put into the frame by the parent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optopcheck.domain.building import Storey
from optopcheck.ifc.placement import PlacementError
from optopcheck.ifc.survey import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.ifc.placement import Placements
    from optopcheck.ifc.selection import Homes

AGREES_WITHIN = 0.001
"""Attribute and placement may differ this much [m]."""


def read_levels(
    model: Any,  # noqa: ANN401
    building: Any,  # noqa: ANN401
    homes: Homes,
    placements: Placements,
    scale: float,
) -> list[Level]:
    """Read the storeys of a building; those of no building count where it stands alone."""
    alone = len(model.by_type("IfcBuilding")) == 1
    return [
        _level(storey, building, placements, scale)
        for storey in model.by_type("IfcBuildingStorey")
        if alone or any(step.id() == building.id() for step in homes.path(storey))
    ]


def _level(storey: Any, building: Any, placements: Placements, scale: float) -> Level:  # noqa: ANN401
    stated: tuple[float, ...] = ()
    if storey.Elevation is not None:
        own = float(storey.Elevation) * scale
        base = placed_z(building, placements) or 0.0
        stated = (own, own + base)
    return Level(storey.GlobalId, storey.Name or "", placed_z(storey, placements), stated)


def placed_z(thing: Any, placements: Placements) -> float | None:  # noqa: ANN401
    """Return the world z of the placement [m], None without one."""
    if thing.ObjectPlacement is None:
        return None
    try:
        return float(placements.world(thing.ObjectPlacement)[2, 3])
    except PlacementError:
        return None


def elevation(level: Level) -> float | None:
    """Return the height of a level in the model [m]: its placement, or else what it states."""
    if level.placed is not None:
        return level.placed
    return level.stated[-1] if level.stated else None


def disagreeing(levels: Iterable[Level]) -> list[Level]:
    """Return the levels whose attribute Elevation contradicts their placement."""
    return [
        level
        for level in levels
        if level.placed is not None
        and level.stated
        and min(abs(level.placed - value) for value in level.stated) > AGREES_WITHIN
    ]


def make_storeys(levels: Iterable[Level], lift: float) -> tuple[Storey, ...]:
    """Return the storeys from low to high, lifted into the frame [m]."""
    known = [(height + lift, level) for level in levels if (height := elevation(level)) is not None]
    known.sort(key=lambda pair: (pair[0], pair[1].id))
    return tuple(Storey(level.id, level.name, height) for height, level in known)
