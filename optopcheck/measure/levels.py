"""Levels without a floor, and floors without a level: what a list of storeys may hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from optopcheck.geometry.region import Region
    from optopcheck.measure.survey import Level, Survey

_CHEST = 1.0
_NEAR_LEVEL = 0.6
"""A floor this near to a level of the model is the floor of that level [m]."""
_NARROW = 0.3
"""Half of the width below which a horizontal face is a sill or the top of a wall [m]."""


def floorless_levels(survey: Survey) -> tuple[Level, ...]:
    """Return the levels within the body, far from every floor and from the roof, on which no floor lies."""
    if survey.leaking or not survey.floors:
        return ()
    apart = survey.profile.min_storey_height
    known = [level.elevation for level in survey.floor_levels] + [roof.level for roof in survey.roofs]
    least = survey.least_floor
    found = []
    for level in survey.levels:
        far = all(abs(level.elevation - z) >= apart for z in known)
        open_ = level.global_id in survey.open_rooms
        within = far and not open_ and survey.enclosure.region_at(level.elevation + _CHEST).area >= least
        if within:
            found.append(level)
    return tuple(found)


def nameless_floors(survey: Survey) -> tuple[tuple[float, Region], ...]:
    """Return height and region of large covered floors in the body far from every level of the model."""
    if not survey.floors:
        return ()
    height = survey.profile.min_storey_height
    least = survey.least_floor
    known = [level.elevation for level in survey.levels]
    found: list[tuple[float, Region]] = []
    for z in _candidates(survey, least):
        far = all(abs(z - other) >= _NEAR_LEVEL for other in known)
        apart = all(abs(z - other) >= height for other, _ in found)
        if far and apart:
            region = survey.enclosure.grid.region(survey.enclosure.covered(z, height)).opened(_NARROW)
            if not survey.leaking:
                # Where façades do not close, what is covered must do.
                region = region.common(survey.enclosure.region_at(z + _CHEST))
            if region.area >= least:
                found.append((z, survey.enclosure.to_case(region)))
    return tuple(found)


def _candidates(survey: Survey, least: float) -> list[float]:
    """Heights of large horizontal faces, the top face of each slab first."""
    levels = survey.enclosure.levels
    large = levels[levels[:, 1] >= least]
    return [float(z) for z in np.sort(large[:, 0])[::-1]]
