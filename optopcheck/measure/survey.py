"""What all quantities share: the body of the building, its levels and roofs, and who counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from optopcheck.domain.measurement import Reading
from optopcheck.domain.text import Text
from optopcheck.geometry.openness import edge_share, open_room, walls_over_railings
from optopcheck.geometry.planes import roof_planes
from optopcheck.geometry.region import Region, unite
from optopcheck.geometry.roofs import FlatRoof, flat_roofs, top_roof
from optopcheck.measure.belonging import sort_elements
from optopcheck.measure.cuts import cuts_of
from optopcheck.measure.levels import floorless_levels, nameless_floors

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Element
    from optopcheck.domain.mesh import Ints
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.site import Datum
    from optopcheck.geometry.bodies import OtherBody
    from optopcheck.geometry.enclosure import Enclosure
    from optopcheck.geometry.openness import OpenRoom
    from optopcheck.geometry.planes import RoofPlane
    from optopcheck.measure.belonging import Belonging
    from optopcheck.measure.cuts import Cut

LEAST_FLOOR = 4.0
"""Smaller covered spots are shafts and niches [m2]."""
WALLED_SHARE = 0.6
"""Of the edge of a covered floor in the open that has walls: a room that leaks; a deep balcony has fewer."""
BALCONY_DEPTH = 2.0
"""Covered floors in the open that are narrower are balconies, not rooms that leak [m]."""
FLAT_SHARE = 0.75
"""A roof of which at least this share is flat is a flat roof."""
FACE_TOLERANCE = 0.01
"""Doubt of the place of a modelled face [m]."""
CHEST = 1.0
"""Height above a floor at which façades are cut [m]."""
STRUCTURE_REACH = 0.3
"""Walls of a structure stand within this around what was found of it [m]."""
NO_REVEAL = 0.03
"""Glass that lies less deep behind the wall has no reveal: the outer leaf is missing [m]."""
SPLIT_RISE, SPLIT_OVERLAP = 2.1, 0.2
"""Floors less far apart in height that hardly overlap in plan make one storey: a split level [m]."""
SPLIT_STEP = 0.5
"""Floors less far apart are one floor with a step [m]."""
OPEN_SHARE, MOSTLY_OPEN = 0.05, 0.4
"""Share of a walled floor that lies open: from the first a patio or a gap, from the second no building."""
LEAST_FLUSH, FLUSH_SHARE = 4, 1 / 3
"""How many windows, and which share of them, without a reveal make a missing outer leaf."""
GROUND_REACH = 1.0
"""Floors further under the plan datum are a cellar [m]."""
TOWER_FLOOR, TOWER_STEP = 30.0, 6.0
"""Floors this large [m2] no further above each other [m] are storeys, however large the podium is."""
OTHER_BODIES = Text("met de andere gebouwen in het model", "with the other buildings in the model")


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

    @cached_property
    def floors(self) -> tuple[Level, ...]:
        """Levels with a covered floor large enough to be a storey, low to high."""
        kept: list[Level] = []
        for k, level in enumerate(self.levels):
            large = level.floor.area >= self.least_floor > 0 or _is_stacked(self.levels, k, self.profile)
            apart = not kept or level.elevation - kept[-1].elevation >= self.profile.min_storey_height
            if large and (apart or _is_beside(level, kept[-1])):
                kept.append(level)
        return tuple(kept)

    @cached_property
    def least_floor(self) -> float:
        """Smaller covered floors are no storey [m2]."""
        return least_floor(self.levels, self.profile, self.plan_datum)

    @cached_property
    def floorless(self) -> tuple[Level, ...]:
        """Levels within the body on which no floor lies: it is missing, or the level is a void or a mark."""
        return floorless_levels(self)

    @cached_property
    def nameless_floors(self) -> tuple[tuple[float, Region], ...]:
        """Covered floors in the body, with their height, at which the model has no storey."""
        return nameless_floors(self)

    @cached_property
    def split_levels(self) -> dict[str, Level]:
        """Floors that lie half a storey beside another one, by GlobalId, with the one that they go with."""
        found: dict[str, Level] = {}
        for below, level in pairwise(self.floors):
            near = level.elevation - below.elevation < SPLIT_RISE
            if near and _is_beside(level, below) and below.global_id not in found:
                found[level.global_id] = below
        return found

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
        return flat_roofs(self.enclosure, self.plan_datum.value if self.plan_datum else None)

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

    @cached_property
    def main_roof(self) -> FlatRoof | None:
        """The top roof that is no mere structure on another one."""
        return top_roof(self.roofs, self.profile.roof_structure_share)

    @cached_property
    def disputed_structures(self) -> Region:
        """Structures on the main roof that are small enough to be disputed, with their walls."""
        roof = self.main_roof
        if roof is None:
            return Region.empty()
        most = self.profile.roof_structure_share * roof.region.area
        return unite(part for part in roof.structures.parts() if part.area < most).grown(STRUCTURE_REACH)

    @property
    def is_flat(self) -> bool:
        """True if hardly any of the roof is pitched."""
        return self.main_roof is not None and sum(r.share for r in self.roofs) >= FLAT_SHARE

    @cached_property
    def outline(self) -> Region:
        """Everything of the body or a covered floor, projected down, in the frame of the case."""
        body = self.enclosure.to_case(self.enclosure.plan)
        for level in self.levels:
            body = body.united(level.floor)
        return body

    @cached_property
    def belonging(self) -> Belonging:
        """Which elements count, which are subordinate, and which are loose."""
        return sort_elements(self)

    @property
    def parts(self) -> tuple[Element, ...]:
        """Elements at the body that are not subordinate; marker cubes and stray walls drop out."""
        return self.belonging.parts

    @property
    def subordinate(self) -> tuple[str, ...]:
        """GlobalIds of what the profile leaves out."""
        return tuple(e.global_id for e in self.belonging.subordinate)

    @property
    def strays(self) -> tuple[Element, ...]:
        """Elements away from the body."""
        return self.belonging.strays

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """What the profile cuts off the body: half of party walls, shallow bays."""
        heights = [level.elevation + CHEST for level in self.floors]
        body = unite(self.enclosure.to_case(self.enclosure.region_at(height)) for height in heights)
        return cuts_of(self, body)

    @property
    def cut_elements(self) -> tuple[str, ...]:
        """GlobalIds of what the profile leaves out of areas and volumes."""
        return (*self.subordinate, *(i for cut in self.cuts for i in cut.elements))

    @cached_property
    def open_rooms(self) -> dict[str, OpenRoom]:
        """What walls enclose and no roof covers or no floor carries, by GlobalId of the level."""
        found = {level.global_id: open_room(self.enclosure, level.elevation) for level in self.levels}
        return {key: room for key, room in found.items() if room is not None and room.share >= OPEN_SHARE}

    @property
    def open_levels(self) -> tuple[Level, ...]:
        """Levels of which so much lies open that a roof or a floor must be missing from the model."""
        rooms = self.open_rooms
        return tuple(
            level
            for level in self.levels
            if level.global_id in rooms and rooms[level.global_id].share >= MOSTLY_OPEN
        )

    @property
    def lacks_roof(self) -> bool:
        """True if walls stand around a floor and no roof lies on them."""
        return any(self.open_rooms[level.global_id].lacks_roof for level in self.open_levels)

    @property
    def lacks_outer_skin(self) -> bool:
        """True if many windows stand flush with or outside of their wall: the outer leaf is missing."""
        points = [p for p in self.building.observation_points if p.aperture and p.assumption is None]
        flush = [p for p in points if p.aperture is not None and p.aperture.depth < NO_REVEAL]
        return len(flush) >= LEAST_FLUSH and len(flush) >= FLUSH_SHARE * len(points)

    def name_of(self, level: Level) -> str:
        """Return the name of a level."""
        return next(s.name for s in self.building.storeys if s.global_id == level.global_id)

    def with_other_bodies(self, value: float, what: Literal["area", "volume"]) -> tuple[Reading, ...]:
        """Return the reading with the other bodies of the model counted in."""
        if not self.others:
            return ()
        more = sum(b.region.area if what == "area" else b.volume for b in self.others)
        elements = tuple(i for b in self.others for i in b.elements)
        return (Reading(OTHER_BODIES, value + more, elements),)

    @cached_property
    def missing(self) -> dict[str, float]:
        """Covered floor per storey that the body does not reach, by GlobalId [m2]; balconies are narrower."""
        return {level.global_id: self._not_reached(level).area for level in self.floors}

    def _not_reached(self, level: Level) -> Region:
        height = level.elevation + self.profile.min_storey_height / 2
        body = self.enclosure.to_case(self.enclosure.region_at(height))
        outside = level.floor.without(body).opened(BALCONY_DEPTH / 2)
        walls = self.enclosure.to_case(walls_over_railings(self.enclosure, level.elevation))
        rooms = unite(part for part in outside.parts() if edge_share(part, walls) >= WALLED_SHARE)
        # With the walls around it, which a leaking room loses as well.
        return rooms.grown(STRUCTURE_REACH)


def least_floor(levels: tuple[Level, ...], profile: MeasuringProfile, plan_datum: Datum | None) -> float:
    """Return the smallest floor that makes a storey, by the largest one above ground: no cellar [m2]."""
    ground = plan_datum.value - GROUND_REACH if plan_datum else -np.inf
    above = [level.floor.area for level in levels if level.elevation >= ground]
    largest = max(above, default=0.0) or max((level.floor.area for level in levels), default=0.0)
    return profile.min_storey_share * largest


def _is_stacked(levels: tuple[Level, ...], k: int, profile: MeasuringProfile) -> bool:
    """Tell whether a floor is one of a tower: as large as a home, with another such floor on or under it."""
    floor, apart = levels[k].floor, profile.min_storey_height
    if floor.area < TOWER_FLOOR:
        return False
    return any(
        other.floor.area >= TOWER_FLOOR
        and floor.area >= profile.min_storey_share * other.floor.area
        and apart <= abs(other.elevation - levels[k].elevation) <= TOWER_STEP
        and floor.common(other.floor).area >= min(floor.area, other.floor.area) / 2
        for other in levels
    )


def _is_beside(level: Level, below: Level) -> bool:
    """Tell whether two floors hardly overlap in plan and lie at clearly different heights."""
    if level.elevation - below.elevation < SPLIT_STEP:
        return False
    shared = level.floor.common(below.floor).area
    return shared < SPLIT_OVERLAP * min(level.floor.area, below.floor.area)
