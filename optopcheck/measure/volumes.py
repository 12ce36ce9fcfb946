"""Volumes: planning volume (*inhoud*) and gross volume (*bruto inhoud*), never mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Storey, StoreyRole
from optopcheck.domain.measurement import Measured, Measurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from optopcheck.measure.survey import Survey

_FLOOR_DEPTH = 0.6
"""Thickest ground floor that is looked for under a floor level [m]."""
_THINNEST_FLOOR = 0.04
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
    return _volume(
        survey,
        Quantity.PLANNING_VOLUME,
        underside(survey, ground.elevation),
        Text(
            f"gesloten bouwlichaam vanaf de onderzijde van de vloer van '{ground.name}'",
            f"closed body from the underside of the floor of '{ground.name}'",
        ),
    )


def underside(survey: Survey, floor: float) -> float:
    """Height of the largest face under a floor level; the level itself if there is none [m]."""
    levels = survey.enclosure.levels
    near = (levels[:, 0] >= floor - _FLOOR_DEPTH) & (levels[:, 0] <= floor - _THINNEST_FLOOR)
    if not near.any():
        return floor
    return float(levels[near][levels[near][:, 1].argmax(), 0])


def _volume(survey: Survey, quantity: Quantity, bottom: float, method: Text) -> Measured:
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
    if not survey.enclosure.slices:
        return Unmeasured(
            Text("het model vormt geen gesloten bouwlichaam", "the model is no closed body"), Need.REPAIR
        )
    return Measurement(
        quantity,
        survey.enclosure.volume(bottom),
        _tolerance(survey) + _not_reached(survey),
        elements=tuple(e.global_id for e in survey.building.shell),
        method=method,
        profile=survey.profile.id,
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


def _tolerance(survey: Survey) -> float:
    """Doubt of the faces over the whole surface, plus what the second method differs beyond its own error."""
    value = survey.enclosure.volume()
    coarse, bound = survey.enclosure.coarse_volume()
    surface = 2 * bound / survey.enclosure.grid.cell
    return FACE_TOLERANCE * surface + max(0.0, abs(value - coarse) - bound)
