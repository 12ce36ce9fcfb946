"""Rooms: usable floor area (*gebruiksoppervlakte*) and free height (*vrije hoogte*)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import SHELL_KINDS
from optopcheck.domain.measurement import (
    Measured,
    Measurement,
    PartMeasurement,
    Reading,
    Unmeasured,
)
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.lids import lids_of
from optopcheck.geometry.region import Region, unite
from optopcheck.geometry.sections import free_of, net_in, section, surfaces_at
from optopcheck.measure import budget
from optopcheck.measure.areas import lacking_floor, with_floor
from optopcheck.measure.cuts import at_height
from optopcheck.measure.openings import open_reason
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from optopcheck.domain.building import Element
    from optopcheck.domain.mesh import Floats
    from optopcheck.geometry.lids import Lids
    from optopcheck.measure.survey import Level, Survey

_LID_KINDS = ("IfcSlab", "IfcRoof", "IfcCovering", "IfcBeam", "IfcPlate", "IfcMember")
_ABOVE_FLOOR = 0.3
"""Screeds and coverings lie within this above the level of a floor [m]."""
_HEADROOM = 1.0
"""What hangs lower over a floor is no ceiling but stands on it [m]."""
_EDGE = 0.3
"""Strip along the walls that is not looked at: skirtings, columns [m]."""
_SPACING, _MOST_POINTS = 1.0, 64
_PARTITION = 0.15
"""Half of the thickest inner wall between rooms [m]."""
_CAVITY = 0.15
"""Half of the narrowest space that is a room [m]."""
_LEAST_CLOSED = 0.5
"""Share of a covered floor that the walls must enclose."""
_EVEN = 0.02
"""Ceilings that vary less are level [m]."""
_NO_ROOMS = Text("het model heeft geen ruimten (IfcSpace)", "the model has no rooms (IfcSpace)")


@dataclass(frozen=True, eq=False)
class _Room:
    """A room, or the covered floor of a level without rooms."""

    name: str
    level: str | None
    floor: float
    region: Region
    triangles: Floats
    """Of the room itself; empty for a level."""
    elements: tuple[str, ...]


def usable_floor_area(survey: Survey) -> Measured:
    """*Gebruiksoppervlakte* after NEN 2580: floor of the rooms under at least the profile's height.

    A storey on which no room is drawn counts within its walls; stairs and shafts are then not known, which
    makes a doubt, as do inner walls between rooms: they may count or not (bearing or not).
    """
    levels = survey.floor_levels
    if survey.open_levels or not levels:
        return Unmeasured(open_reason(survey) if survey.open_levels else _NO_ROOMS, Need.REPAIR)
    drawn: defaultdict[str | None, list[_Room]] = defaultdict(list)
    for room in _rooms(survey):
        drawn[room.level].append(room)
    bare = [level for level in levels if level.global_id not in drawn]
    if bare and survey.leaking:
        names = ", ".join(f"'{survey.name_of(level)}'" for level in bare)
        return Unmeasured(
            Text(
                f"op {names} staan geen ruimten (IfcSpace) en de gevels sluiten niet",
                f"{names} has no rooms (IfcSpace) and the façades do not close",
            ),
        )
    usable = {level: unite(_usable(survey, room) for room in found) for level, found in drawn.items()}
    bare_ones = {level.global_id: _within_walls(survey, level) for level in bare}
    lost = [level for level in bare if _is_lost(bare_ones[level.global_id], level)]
    if lost:
        names = ", ".join(f"'{survey.name_of(level)}'" for level in lost)
        return Unmeasured(
            Text(
                f"de wanden op {names} sluiten niet en er staan geen ruimten (IfcSpace)",
                f"the walls on {names} do not close and there are no rooms (IfcSpace)",
            ),
        )
    every = [*usable.values(), *bare_ones.values()]
    return Measurement(
        Quantity.USABLE_FLOOR_AREA,
        sum(region.area for region in every),
        FACE_TOLERANCE * sum(region.perimeter for region in every),
        elements=tuple(i for found in drawn.values() for room in found for i in room.elements),
        method=Text(
            "vloer van de ruimten in het model (waar die ontbreken: binnen de wanden) met de vrije hoogte "
            "van het meetprofiel",
            "floor of the rooms in the model (where there are none: within the walls) under the free height "
            "of the profile",
        ),
        profile=survey.profile.id,
        doubts=(
            *budget.inner_walls(sum(r.closed(_PARTITION).area - r.area for r in every)),
            *budget.no_rooms(sum(region.area for region in bare_ones.values())),
            *budget.no_floor(survey, lacking_floor(survey)),
        ),
        parts=tuple(
            _bare_part(survey, level, bare_ones[level.global_id])
            if level.global_id in bare_ones
            else _area_part(survey, level, usable[level.global_id], drawn[level.global_id])
            for level in levels
        ),
    )


def _within_walls(survey: Survey, level: Level) -> Region:
    """Floor of a level between the faces of all walls under the least usable height."""
    height = level.elevation + survey.profile.min_usable_height - _NUDGE
    solids = [e.mesh for e in survey.parts if e.kind in SHELL_KINDS and _spans(e, height)]
    outline = survey.enclosure.to_case(survey.enclosure.region_at(height))
    # A cavity between two leaves is no room.
    inside = free_of(solids, height).opened(_CAVITY).common(outline)
    if survey.cuts:
        inside = inside.without(at_height(survey.cuts, height))
    return with_floor(survey, level, inside)


def _is_lost(region: Region, level: Level) -> bool:
    return region.area < _LEAST_CLOSED * level.floor.area


def _spans(element: Element, height: float) -> bool:
    low, high = element.mesh.bounds[:, 2]
    return bool(low < height < high)


def _bare_part(survey: Survey, level: Level, region: Region) -> PartMeasurement:
    return PartMeasurement(
        Text(survey.name_of(level)),
        region.area,
        FACE_TOLERANCE * region.perimeter,
        (),
        region.flat_mesh(level.elevation),
        Text(
            "geen ruimten in het model: vloer binnen de wanden, met trappen en schachten",
            "no rooms in the model: floor within the walls, stairs and shafts included",
        ),
    )


def _area_part(survey: Survey, level: Level, region: Region, rooms: list[_Room]) -> PartMeasurement:
    return PartMeasurement(
        Text(survey.name_of(level)),
        region.area,
        FACE_TOLERANCE * region.perimeter,
        tuple(i for room in rooms for i in room.elements),
        region.flat_mesh(min(room.floor for room in rooms)),
        Text(f"ruimten: {len(rooms)}", f"rooms: {len(rooms)}"),
    )


def _usable(survey: Survey, room: _Room) -> Region:
    height = survey.profile.min_usable_height
    if float(room.triangles[:, :, 2].max()) < room.floor + height:
        return Region.empty()
    return section(_mesh(room.triangles), room.floor + height - _NUDGE)


_NUDGE = 1e-3
"""A cut lies just under the height: a ceiling at exactly that height still counts [m]."""


def _rooms(survey: Survey) -> tuple[_Room, ...]:
    """Return the rooms indoors that may be usable area; a room drawn on top of the roof is none."""
    covered = {level.global_id for level in survey.floor_levels}
    found = []
    for space in survey.building.spaces:
        named = any(re.search(p, space.name, re.IGNORECASE) for p in survey.profile.not_usable)
        if not (space.mesh.is_empty or space.external or named):
            room = _room(survey, space)
            if room.level in covered and _is_indoors(survey, room):
                found.append(room)
    return tuple(found)


def _is_indoors(survey: Survey, room: _Room) -> bool:
    """Tell whether a room lies in the body, as far as the body closes."""
    if survey.leaking:
        return True
    height = room.floor + _HEADROOM
    body = survey.enclosure.to_case(survey.enclosure.region_at(height))
    return room.region.common(body).area >= room.region.area / 2


def _room(survey: Survey, space: Element) -> _Room:
    low, high = (float(z) for z in space.mesh.bounds[:, 2])
    region = section(space.mesh, low + min(_ABOVE_FLOOR, (high - low) / 2))
    return _Room(space.name, _home(survey, space), low, region, space.mesh.triangles, (space.global_id,))


def _home(survey: Survey, space: Element) -> str | None:
    """Return the level on which a room is drawn, else the one nearest to its floor."""
    known = {level.global_id for level in survey.levels}
    if space.storey_id in known:
        return space.storey_id
    return _level_at(survey, float(space.mesh.bounds[0, 2]))


def _level_at(survey: Survey, height: float) -> str | None:
    """Return the level nearest to a floor height."""
    nearest = min(survey.levels, key=lambda level: abs(level.elevation - height), default=None)
    return nearest.global_id if nearest else None


def free_height(survey: Survey) -> Measured:
    """*Vrije hoogte*: floor to ceiling or the underside of what hangs over it; the least of all rooms.

    Floors and ceilings are the faces of slabs, roofs, coverings and beams; where none lies over a room its
    own top does. A storey without rooms is measured over its whole covered floor.
    """
    rooms = (*_rooms(survey), *_bare_levels(survey))
    lids = lids_of(e.mesh.triangles for e in survey.parts if e.kind.startswith(_LID_KINDS))
    usable = survey.profile.min_usable_height
    found = [(room, heights) for room in rooms if len(heights := _clear_heights(room, lids, usable))]
    if not found:
        return Unmeasured(_NO_ROOMS)
    room, heights = min(found, key=lambda pair: float(pair[1].min()))
    least, most = float(heights.min()), float(heights.max())
    readings: tuple[Reading, ...] = ()
    if most - least > _EVEN:
        label = Text("op de hoogste plek van die ruimte", "at the highest place of that room")
        readings = (Reading(label, most, room.elements),)
    return Measurement(
        Quantity.FREE_HEIGHT,
        least,
        2 * FACE_TOLERANCE,
        elements=room.elements,
        geometry=room.region.flat_mesh(room.floor),
        method=Text(
            f"van vloer tot het laagste punt van plafond, balk of dak erboven; de laagste is '{room.name}'",
            f"from floor to the lowest point of ceiling, beam or roof above it; the lowest is '{room.name}'",
        ),
        profile=survey.profile.id,
        readings=readings,
        parts=tuple(
            _height_part(survey, *pair) for pair in sorted(found, key=lambda pair: float(pair[1].min()))
        ),
    )


def _height_part(survey: Survey, room: _Room, heights: Floats) -> PartMeasurement:
    least, most = float(heights.min()), float(heights.max())
    named = {found.global_id: survey.name_of(found) for found in survey.levels}
    level = named.get(room.level or "", "")
    remark = Text(level) if room.elements else Text("laag zonder ruimten", "storey without rooms")
    if most - least > _EVEN:
        remark = numbers(
            f"{remark.nl}; loopt van {{a}} tot {{b}} m",
            f"{remark.in_language('en')}; runs from {{a}} to {{b}} m",
            a=least,
            b=most,
        )
    return PartMeasurement(
        Text(room.name),
        least,
        2 * FACE_TOLERANCE,
        room.elements,
        room.region.flat_mesh(room.floor),
        remark,
    )


def _bare_levels(survey: Survey) -> tuple[_Room, ...]:
    """Return the covered floors of storeys on which no room is drawn."""
    with_rooms = {_home(survey, s) for s in survey.building.spaces if not s.mesh.is_empty}
    none = np.empty((0, 3, 3))
    return tuple(
        _Room(survey.name_of(level), level.global_id, level.elevation, _inner(survey, level), none, ())
        for level in survey.floor_levels
        if level.global_id not in with_rooms
    )


def _inner(survey: Survey, level: Level) -> Region:
    return level.floor if survey.leaking else _within_walls(survey, level)


def _clear_heights(room: _Room, lids: Lids, usable: float) -> Floats:
    """Free height at points of a room and at the lowest places of what hangs there, where usable [m]."""
    near = lids.over(room.region, room.floor - _ABOVE_FLOOR)
    net = room.region.grown(-_EDGE)
    points = net_in(room.region if net.is_empty else net, _SPACING, _MOST_POINTS)
    heights = [h for point in points if (h := _clear_height(near, room, point)) is not None]
    lower = room.floor + min((h for h in heights if h >= usable), default=np.inf) - _EVEN
    for low, high, place in near.lowest_over(room.region, (room.floor + _HEADROOM, lower)):
        floor = _floor_at(near, room, place)
        # A slope that dips under the usable height is followed down to there.
        if low >= floor + usable or high > floor + usable:
            heights.append(max(low - floor, usable))
    known = np.array(heights)
    return known[known >= usable] if len(known) else known


def _floor_at(lids: Lids, room: _Room, place: Floats) -> float:
    return _top_of_floor(surfaces_at(lids.triangles, place), room)


def _top_of_floor(surfaces: Floats, room: _Room) -> float:
    floors = surfaces[np.abs(surfaces - room.floor) <= _ABOVE_FLOOR]
    return float(floors.max()) if len(floors) else room.floor


def _clear_height(lids: Lids, room: _Room, point: Floats) -> float | None:
    surfaces = surfaces_at(lids.triangles, point)
    floor = _top_of_floor(surfaces, room)
    # A ceiling that is not drawn shows in the room itself: the lower of the two counts.
    above = np.concatenate([surfaces, surfaces_at(room.triangles, point)])
    above = above[above > floor + _HEADROOM]
    return float(above.min()) - floor if len(above) else None


def _mesh(triangles: Floats) -> Mesh:
    corners = triangles.reshape(-1, 3)
    return Mesh(corners, np.arange(len(corners)).reshape(-1, 3))
