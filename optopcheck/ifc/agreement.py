"""Do two files of one building lie in the same place? What they say of it, and what they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import turn_about_z
from optopcheck.ifc.aspect_source import SAME_BOX
from optopcheck.ifc.earth import Place
from optopcheck.ifc.storeys import elevation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.aspect_source import Source
    from optopcheck.ifc.frame import Frame
    from optopcheck.ifc.survey import Level

MOST_METRES, MOST_DEGREES = 0.5, 0.1
"""Files whose places differ more contradict each other [m], [deg]."""
MOST_BETWEEN_POSITIONS = 50.0
"""Latitude and longitude of a site are coarse: only more than this contradicts [m]."""
_NOISE = 0.01
"""Rounding in places and heights [m]."""
SAME_LEVEL = 0.05
"""Storeys at one height within this are the same [m]."""
_NORTH_NONE = "IFC-NORTH-NONE"


@dataclass(frozen=True)
class Difference:
    """One thing on which two files differ."""

    subject: str
    """map, system, north, position, site, shared or storeys."""
    metres: float = 0.0
    height: float = 0.0
    degrees: float = 0.0
    name: str = ""
    """Of the storey or part that shows it, or of the systems."""
    is_harmless: bool = False
    """True where parts that both files share lie in one place all the same."""

    @property
    def is_conflict(self) -> bool:
        """True if it is too large to be rounding."""
        if self.is_harmless or self.subject == "system":
            return not self.is_harmless
        most = MOST_BETWEEN_POSITIONS if self.subject == "position" else MOST_METRES
        return self.metres > most or abs(self.height) > MOST_METRES or abs(self.degrees) > MOST_DEGREES


def on_map(frame: Frame) -> bool:
    """Tell whether the frame comes from a map conversion."""
    return frame.site.georeference.epsg is not None


def differences(lead: Source, aspect: Source, levels: Sequence[Level]) -> tuple[Difference, ...]:
    """Return on what an aspect differs from the first file: place, north, heights and shared parts."""
    shared = _of_shared(lead, aspect)
    found = [
        *_of_place(lead, aspect),
        _of_sites(lead, aspect, proven=shared is not None and not shared.is_conflict),
        shared,
        _of_storeys(levels, aspect.facts.levels),
    ]
    return tuple(
        d
        for d in found
        if d is not None
        and (
            d.subject == "system"
            or max(d.metres, abs(d.height)) > _NOISE
            or abs(d.degrees) > MOST_DEGREES / 10
        )
    )


def _of_place(lead: Source, aspect: Source) -> list[Difference]:
    ours, theirs = lead.frame, aspect.frame
    if on_map(ours) and on_map(theirs):
        return [_of_maps(lead, aspect)]
    if on_map(ours) or on_map(theirs):
        # Only one of them says where it is: nothing to compare.
        return []
    found = []
    if all(_names_north(frame) for frame in (ours, theirs)):
        found.append(Difference("north", degrees=_angle(theirs.turn - ours.turn)))
    a, b = ours.site, theirs.site
    if None not in (a.latitude, a.longitude, b.latitude, b.longitude):
        place = Place(a.latitude or 0.0, a.longitude or 0.0, 0.0)
        metres = place.distance_to(b.latitude or 0.0, b.longitude or 0.0)
        found.append(Difference("position", metres))
    return found


def _of_sites(lead: Source, aspect: Source, *, proven: bool) -> Difference | None:
    """Compare the placements of the two sites: a program may shift a whole model by its site."""
    ours, theirs = lead.facts.site_at, aspect.facts.site_at
    if not ours or not theirs or (on_map(lead.frame) and on_map(aspect.frame)):
        return None
    x, y, z, turn = (b - a for a, b in zip(ours, theirs, strict=True))
    return Difference("site", float(np.hypot(x, y)), z, _angle(turn), is_harmless=proven)


def _of_maps(lead: Source, aspect: Source) -> Difference:
    """Compare where the middle of the aspect would lie by each of the two map conversions."""
    ours, theirs = lead.frame, aspect.frame
    a, b = ours.site.georeference, theirs.site.georeference
    if a.epsg != b.epsg:
        return Difference("system", name=f"EPSG:{a.epsg}, EPSG:{b.epsg}")
    point = np.array([[*aspect.survey.middle, 0.0]])
    apart = _world(theirs, point) - _world(ours, point)
    return Difference(
        "map",
        float(np.hypot(*apart[0, :2])),
        _height(aspect) - _height(lead),
        _angle(theirs.turn - ours.turn),
    )


def _of_shared(lead: Source, aspect: Source) -> Difference | None:
    """Return how far parts that stand in both files with one shape are moved."""
    moves = []
    for identity, box in aspect.boxes.items():
        other = lead.boxes.get(identity)
        if other is not None and np.abs(np.ptp(box - other, axis=0)).max() <= SAME_BOX:
            moves.append((box - other)[0])
    if not moves:
        return None
    middle = np.median(np.array(moves), axis=0)
    return Difference("shared", float(np.hypot(*middle[:2])), float(middle[2]), name=str(len(moves)))


def _of_storeys(levels: Sequence[Level], theirs: Sequence[Level]) -> Difference | None:
    """Return the worst difference in height of storeys that both files know by their GlobalId."""
    known = {level.id: elevation(level) for level in levels}
    worst = Difference("storeys")
    for level in theirs:
        ours, own = known.get(level.id), elevation(level)
        if ours is not None and own is not None and abs(own - ours) > max(SAME_LEVEL, abs(worst.height)):
            worst = Difference("storeys", height=own - ours, name=level.name)
    return worst if worst.height else None


def _world(frame: Frame, points: Floats) -> Floats:
    on_grid: Floats = frame.apply(points) + np.array([*frame.site.georeference.offset, 0.0])
    return on_grid


def _height(source: Source) -> float:
    """Return what the map conversion adds to heights, whether or not it calls them NAP [m]."""
    if source.frame.site.georeference.height_system is not None:
        return source.frame.lift
    conversion = source.facts.world.conversion
    return conversion.height if conversion else 0.0


def by_map(lead: Source, aspect: Source, points: Floats) -> Floats:
    """Map points (n, 3) of the aspect into the model coordinates of the first file, by both maps [m]."""
    ours = lead.frame
    local = _world(aspect.frame, points) - np.array([*ours.site.georeference.offset, 0.0]) - ours.shift
    moved = turn_about_z(local, -ours.turn) + ours.anchor
    moved[:, 2] = points[:, 2] + _height(aspect) - _height(lead)
    return moved


def _names_north(frame: Frame) -> bool:
    return all(defect.code != _NORTH_NONE for defect in frame.defects)


def _angle(degrees: float) -> float:
    return (degrees + 180.0) % 360.0 - 180.0
