"""What all quantities share: the body of the building, its levels and roofs, and who counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import SHELL_KINDS
from optopcheck.domain.mesh import Floats, merged
from optopcheck.geometry.enclosure import CELL, Enclosure, enclose
from optopcheck.geometry.planes import roof_planes
from optopcheck.geometry.roofs import FlatRoof, flat_roofs, top_roof
from optopcheck.measure.bodies import main_body

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Element
    from optopcheck.domain.mesh import Ints
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.site import Datum
    from optopcheck.geometry.planes import RoofPlane
    from optopcheck.geometry.region import Region
    from optopcheck.measure.bodies import OtherBody

WIDER_CELLS = (CELL, 2 * CELL, 3 * CELL)
"""Wider cells close wider gaps, at the cost of precision [m]."""
CLOSED_SHARE = 0.85
"""A body that holds less than this share of its own covered floors leaks."""
ELEMENT_REACH = 1.5
"""Elements further from the body than this do not belong to it [m]."""
LARGE_PART = 4.0
"""A chimney or cowl is smaller in plan than this [m2]."""
LEAST_FLOOR = 4.0
"""Smaller covered spots are shafts and niches [m2]."""
BALCONY_DEPTH = 2.0
"""Covered floors in the open that are narrower are balconies, not rooms that leak [m]."""
FLAT_SHARE = 0.75
"""A roof of which at least this share is flat is a flat roof."""
FACE_TOLERANCE = 0.01
"""Doubt of the place of a modelled face [m]."""


@dataclass(frozen=True, eq=False)
class Level:
    """A storey level with its covered floor, in the frame of the case."""

    global_id: str
    elevation: float
    floor: Region
    """Floor with a cover at least the profile's height above it; walls left out."""


@dataclass(frozen=True, eq=False)
class Survey:
    """A building under a profile, with everything that the quantities read."""

    building: Building
    profile: MeasuringProfile
    plan_datum: Datum | None
    enclosure: Enclosure
    levels: tuple[Level, ...]
    """All levels of the model, low to high; the floor is empty where nothing covers it."""
    leaking: tuple[str, ...]
    """GlobalIds of storeys whose walls do not close."""
    others: tuple[OtherBody, ...] = ()
    """Bodies apart from the building, left out."""

    @property
    def floors(self) -> tuple[Level, ...]:
        """Levels with a covered floor large enough to be a storey, low to high."""
        largest = max((level.floor.area for level in self.levels), default=0.0)
        kept: list[Level] = []
        for level in self.levels:
            large = largest > 0 and level.floor.area >= self.profile.min_storey_share * largest
            apart = not kept or level.elevation - kept[-1].elevation >= self.profile.min_storey_height
            if large and apart:
                kept.append(level)
        return tuple(kept)

    @property
    def floor_levels(self) -> tuple[Level, ...]:
        """Every level with a covered floor, the small one of a stair head too, low to high."""
        apart = self.profile.min_storey_height
        small = [
            level
            for level in self.levels
            if level.floor.area >= LEAST_FLOOR
            and all(abs(level.elevation - other.elevation) >= apart for other in self.floors)
        ]
        return tuple(sorted((*self.floors, *small), key=lambda level: level.elevation))

    @cached_property
    def roofs(self) -> tuple[FlatRoof, ...]:
        """Flat roofs, highest first."""
        return flat_roofs(self.enclosure)

    @cached_property
    def planes(self) -> tuple[RoofPlane, ...]:
        """Pitched roof planes, largest first, in the turned frame."""
        return roof_planes(self.enclosure)

    @cached_property
    def _owners(self) -> Ints:
        """Place in the shell of the element of each triangle of the enclosure."""
        shell = self.building.shell
        return np.repeat(np.arange(len(shell)), [len(e.mesh.faces) for e in shell])

    @cached_property
    def corner_rows(self) -> Ints:
        """Row of the triangle of each corner of the enclosure's triangles put end to end."""
        return np.repeat(np.arange(len(self.enclosure.triangles)), 3)

    def makers(self, triangles: Ints) -> tuple[str, ...]:
        """GlobalIds of the elements that own triangles of the enclosure, given by row; in their order."""
        shell = self.building.shell
        return tuple(shell[k].global_id for k in np.unique(self._owners[triangles]))

    @property
    def main_roof(self) -> FlatRoof | None:
        """The top roof that is no mere structure on another one."""
        return top_roof(self.roofs, self.profile.roof_structure_share)

    @property
    def is_flat(self) -> bool:
        """True if hardly any of the roof is pitched."""
        return self.main_roof is not None and sum(r.share for r in self.roofs) >= FLAT_SHARE

    def is_subordinate(self, element: Element) -> bool:
        """Tell whether the profile leaves an element out as *ondergeschikt bouwonderdeel*.

        A wall, slab or roof is never left out for its name alone, and nothing as large as a room for
        its kind: that is a reading beside the value.
        """
        return self._is_called_subordinate(element) and not self.is_disputed_subordinate(element)

    def is_disputed_subordinate(self, element: Element) -> bool:
        """Tell whether an element is called subordinate, but counts because of what or how large it is."""
        if not self._is_called_subordinate(element):
            return False
        by_kind = element.kind in self.profile.subordinate.kinds
        return (element.kind in SHELL_KINDS and not by_kind) or _plan_size(element) > LARGE_PART

    def _is_called_subordinate(self, element: Element) -> bool:
        rules = self.profile.subordinate
        return element.kind in rules.kinds or any(
            re.search(pattern, element.name, re.IGNORECASE) for pattern in rules.name_patterns
        )

    @cached_property
    def outline(self) -> Region:
        """Everything of the body or a covered floor, projected down, in the frame of the case."""
        body = self.enclosure.to_case(self.enclosure.plan)
        for level in self.levels:
            body = body.united(level.floor)
        return body

    @cached_property
    def parts(self) -> tuple[Element, ...]:
        """Elements at the body that are not subordinate; marker cubes and stray walls drop out."""
        near = self.outline.grown(ELEMENT_REACH)
        return tuple(e for e in self.building.elements if not self.is_subordinate(e) and _touches(e, near))

    @property
    def subordinate(self) -> tuple[str, ...]:
        """GlobalIds of what the profile leaves out."""
        return tuple(e.global_id for e in self.building.elements if self.is_subordinate(e))

    @cached_property
    def strays(self) -> tuple[Element, ...]:
        """Elements away from the body."""
        kept = {e.global_id for e in self.parts} | set(self.subordinate)
        return tuple(e for e in self.building.elements if e.global_id not in kept and not e.mesh.is_empty)

    @cached_property
    def missing(self) -> dict[str, float]:
        """Covered floor per storey that the body does not reach, by GlobalId [m2]; balconies are narrower."""
        return {level.global_id: self._not_reached(level).area for level in self.floors}

    def _not_reached(self, level: Level) -> Region:
        height = level.elevation + self.profile.min_storey_height / 2
        body = self.enclosure.to_case(self.enclosure.region_at(height))
        return level.floor.without(body).opened(BALCONY_DEPTH / 2)


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
        leaking = _leaking(enclosure, levels, profile)
        attempts.append(Survey(building, profile, plan_datum, enclosure, levels, leaking, others))
        if not leaking:
            return attempts[-1]
    return attempts[0]


def _levels(building: Building, enclosure: Enclosure, profile: MeasuringProfile) -> tuple[Level, ...]:
    return tuple(
        Level(
            s.global_id,
            s.elevation,
            enclosure.to_case(
                enclosure.grid.region(enclosure.covered(s.elevation, profile.min_storey_height))
            ),
        )
        for s in sorted(building.storeys, key=lambda s: s.elevation)
    )


def _leaking(enclosure: Enclosure, levels: tuple[Level, ...], profile: MeasuringProfile) -> tuple[str, ...]:
    largest = max((level.floor.area for level in levels), default=0.0)
    return tuple(
        level.global_id
        for level in levels
        if level.floor.area >= profile.min_storey_share * largest > 0
        and enclosure.region_at(level.elevation + profile.min_storey_height / 2).area
        < CLOSED_SHARE * level.floor.area
    )


def _plan_size(element: Element) -> float:
    """Area of the box around an element, seen from above [m2]."""
    if element.mesh.is_empty:
        return 0.0
    width, depth, _ = element.mesh.bounds[1] - element.mesh.bounds[0]
    return float(width * depth)


def _touches(element: Element, near: Region) -> bool:
    if element.mesh.is_empty:
        return False
    low, high = element.mesh.bounds
    corners: Floats = np.array(
        [
            [x, y]
            for x in (low[0], (low[0] + high[0]) / 2, high[0])
            for y in (low[1], (low[1] + high[1]) / 2, high[1])
        ]
    )
    return bool(near.covers(corners).any())
