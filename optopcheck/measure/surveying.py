"""Make the survey of a building: find its body, its levels, and whether they close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.mesh import merged
from optopcheck.geometry.bodies import main_body
from optopcheck.geometry.enclosure import CELL, Enclosure, enclose
from optopcheck.measure.survey import Level, Survey, least_floor

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.site import Datum
    from optopcheck.geometry.region import Region

WIDER_CELLS = (CELL, 2 * CELL, 3 * CELL)
"""Wider cells close wider gaps, at the cost of precision [m]."""
HALF_WALL = 0.25
"""Half of the thickest wall that may be drawn hollow [m]."""
CLOSED_SHARE = 0.85
"""A body that holds less than this share of its own covered floors leaks."""


def survey(building: Building, profile: MeasuringProfile, plan_datum: Datum | None) -> Survey | None:
    """Survey a building; None if it has no faces at all.

    The grid is widened until the storeys close, and the finest one is kept if
    they never do.
    """
    if all(e.mesh.is_empty for e in building.shell):
        return None
    building, finest, others = main_body(building, plan_datum.value if plan_datum else None)
    attempts = []
    for cell in WIDER_CELLS:
        enclosure = finest if cell == CELL else enclose(merged(e.mesh for e in building.shell), cell)
        levels = _levels(building, enclosure, profile)
        leaking = _leaking(enclosure, levels, profile, plan_datum)
        attempts.append(Survey(building, profile, plan_datum, enclosure, levels, leaking, others))
        if not leaking:
            return attempts[-1]
    return attempts[0]


def _levels(building: Building, enclosure: Enclosure, profile: MeasuringProfile) -> tuple[Level, ...]:
    return tuple(
        Level(s.global_id, s.elevation, _covered(enclosure, s.elevation, profile.min_storey_height))
        for s in sorted(building.storeys, key=lambda s: s.elevation)
    )


def _covered(enclosure: Enclosure, floor: float, height: float) -> Region:
    """Covered floor in the frame of the case; the inside of a hollow wall is none."""
    cells = enclosure.grid.region(enclosure.covered(floor, height))
    return enclosure.to_case(cells.opened(HALF_WALL))


def _leaking(
    enclosure: Enclosure, levels: tuple[Level, ...], profile: MeasuringProfile, plan_datum: Datum | None
) -> tuple[str, ...]:
    least = least_floor(levels, profile, plan_datum)
    return tuple(
        level.global_id
        for level in levels
        if level.floor.area >= least > 0
        and enclosure.region_at(level.elevation + profile.min_storey_height / 2).area
        < CLOSED_SHARE * level.floor.area
    )
