"""Volumes: planning volume (*inhoud*) and gross volume (*bruto inhoud*), never mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Storey, StoreyRole
from optopcheck.domain.measurement import Measured, Measurement, Reading, Unmeasured
from optopcheck.domain.profile import VolumeFloor
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, join_texts
from optopcheck.measure import budget
from optopcheck.measure.openings import open_reason
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from optopcheck.measure.survey import Survey

_FLOOR_DEPTH = 0.6
"""Thickest ground floor that is looked for under a floor level [m]."""
_THINNEST_FLOOR = 0.04
_ABOVE_FLOOR = 0.3
_SAME_FLOOR = 0.9
"""Of the largest face under a floor: others as large are layers of the same floor."""
_TOP_STOREY = 3.0
"""Height counted for a leaking room on the top storey [m]."""


def gross_volume(survey: Survey) -> Measured:
    """*Bruto inhoud* (NEN 2580): everything within the outside, below ground too."""
    return _volume(
        survey,
        Quantity.GROSS_VOLUME,
        -np.inf,
        Text("het hele gesloten bouwlichaam", "the whole closed body"),
    )


def planning_volume(survey: Survey, storeys: tuple[Storey, ...]) -> Measured:
    """*Inhoud* (SVBP2012, art. 2): underside of the ground floor to outside of façades and roofs."""
    ground = next((s for s in storeys if s.role is StoreyRole.LAYER), None)
    if ground is None:
        return Unmeasured(Text("geen begane grond gevonden", "no ground floor found"), Need.REPAIR)
    start = _start(survey, ground)
    if isinstance(start, Unmeasured):
        return start
    bottom, where = start
    method = join_texts(Text("gesloten bouwlichaam", "closed body"), where)
    return _volume(survey, Quantity.PLANNING_VOLUME, bottom, method, ground.elevation)


def _start(survey: Survey, ground: Storey) -> tuple[float, Text] | Unmeasured:
    """Return where the planning volume begins by the profile, with the words for it."""
    match survey.profile.volume_floor:
        case VolumeFloor.UNDERSIDE:
            where = Text(
                f"vanaf de onderzijde van de vloer van '{ground.name}'",
                f"from the underside of the floor of '{ground.name}'",
            )
            return underside(survey, ground.elevation), where
        case VolumeFloor.SURFACE:
            where = Text(
                f"vanaf de bovenzijde van de vloer van '{ground.name}'",
                f"from the top of the floor of '{ground.name}'",
            )
            return ground.elevation, where
        case VolumeFloor.PLAN_DATUM:
            if survey.plan_datum is None:
                return Unmeasured(Text("het peil is niet bekend", "the plan datum is not known"))
            return survey.plan_datum.value, Text("vanaf peil", "from the plan datum")


def underside(survey: Survey, floor: float) -> float:
    """Height of the largest face under a floor level and within the body; the level itself if none [m]."""
    enclosure = survey.enclosure
    body = enclosure.region_at(floor + _ABOVE_FLOOR)
    levels = enclosure.levels
    near = (levels[:, 0] >= floor - _FLOOR_DEPTH) & (levels[:, 0] <= floor - _THINNEST_FLOOR)
    faces = {float(z): enclosure.faces_at(float(z)).common(body).area for z in levels[near, 0]}
    largest = max(faces.values(), default=0.0)
    # Faces of one floor in several layers are alike in size: the lowest of them is its underside.
    alike = [z for z, area in faces.items() if area >= _SAME_FLOOR * largest > 0]
    return min(alike, default=floor)


def _beside(survey: Survey, bottom: float, floor: float) -> float:
    """Return what lies between underside and top of the ground floor outside of its walls: a cellar [m3]."""
    if floor <= bottom:
        return 0.0
    within = survey.enclosure.region_at(floor + _ABOVE_FLOOR)
    return sum(
        s.region.without(within).area * max(0.0, min(s.top, floor) - max(s.bottom, bottom))
        for s in survey.enclosure.slices
    )


def _volume(
    survey: Survey, quantity: Quantity, bottom: float, method: Text, floor: float = -np.inf
) -> Measured:
    if survey.leaking:
        names = {s.global_id: s.name for s in survey.building.storeys}
        where = ", ".join(f"'{names[i]}'" for i in survey.leaking)
        return Unmeasured(
            Text(
                f"de gevels of daken van {where} sluiten niet; vul het model aan met de ontbrekende delen",
                f"façades or roofs of {where} do not close; complete the model with the missing parts",
            ),
            Need.REPAIR,
        )
    if survey.open_levels:
        return Unmeasured(open_reason(survey), Need.REPAIR)
    if not survey.enclosure.slices:
        return Unmeasured(
            Text("het model vormt geen gesloten bouwlichaam", "the model is no closed body"), Need.REPAIR
        )
    coarse, bound = survey.enclosure.coarse_volume()
    surface = survey.enclosure.surface_of_sides()
    value = survey.enclosure.volume(bottom) - _cut_off(survey, bottom) - _beside(survey, bottom, floor)
    return Measurement(
        quantity,
        value,
        FACE_TOLERANCE * surface,
        elements=tuple(e.global_id for e in survey.building.shell),
        method=method,
        profile=survey.profile.id,
        excluded=survey.cut_elements,
        readings=(*survey.with_other_bodies(value, "volume"), *_with_open_rooms(survey, value)),
        doubts=(
            *budget.methods_differ(survey.enclosure.volume(), coarse, bound),
            *budget.wide_grid(survey, surface),
            *budget.cracks(survey.enclosure.crack_volume),
            *budget.not_reached(_not_reached(survey)),
            *budget.missing_skin(survey, surface),
        ),
    )


def _with_open_rooms(survey: Survey, value: float) -> tuple[Reading, ...]:
    """Return the volume with what lies open within walls: a patio, or a roof that is missing."""
    rooms = survey.open_rooms
    if not rooms:
        return ()
    tops = [*(level.elevation for level in survey.levels[1:]), np.inf]
    more = sum(
        rooms[level.global_id].region.area * min(top - level.elevation, _TOP_STOREY)
        for level, top in zip(survey.levels, tops, strict=True)
        if level.global_id in rooms
    )
    label = Text(
        "met wat binnen de muren open ligt (patio of ontbrekend dak)",
        "with what lies open within walls (a patio or a missing roof)",
    )
    return (Reading(label, value + more),)


def _cut_off(survey: Survey, bottom: float) -> float:
    """Return the volume of what the profile cuts off above a height [m3]."""
    if not survey.cuts:
        return 0.0
    direction = survey.enclosure.grid.direction
    regions = [(cut, cut.region.turned(-direction)) for cut in survey.cuts]
    return sum(
        region.common(s.region).area * max(0.0, min(s.top, cut.top) - max(s.bottom, cut.bottom, bottom))
        for s in survey.enclosure.slices
        for cut, region in regions
    )


def _not_reached(survey: Survey) -> float:
    """Return what lies above covered floors outside of the body: rooms that leak [m3]."""
    if not survey.floors:
        return 0.0
    tops = [*(f.elevation for f in survey.floors[1:]), survey.floors[-1].elevation + _TOP_STOREY]
    return sum(
        survey.missing[floor.global_id] * (top - floor.elevation)
        for floor, top in zip(survey.floors, tops, strict=True)
    )
