"""Areas: footprint, gross floor area, flat roof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measured, Measurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region, unite
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from optopcheck.measure.survey import Level, Survey

_ABOVE_FLOOR = 0.3
_CHEST = 1.0
"""Height above a floor at which façades are cut [m]."""
_OPEN_DOUBT = 0.3
"""Doubt of the outline where the walls do not close and the floor edge must do [m]."""
_WALL_GAP = 0.5


def footprint_region(survey: Survey) -> tuple[Region, float]:
    """Outline of the building above the plan datum, and the doubt of its edge [m]."""
    if survey.leaking or not survey.enclosure.slices:
        floors = unite(level.floor.closed(_WALL_GAP) for level in survey.floors)
        return floors, _OPEN_DOUBT
    # Façades stand on floors; a roof that sticks out at the eaves is no façade.
    regions = [survey.enclosure.region_at(floor.elevation + _CHEST) for floor in _above_ground(survey)]
    region = unite(regions) if regions else survey.enclosure.footprint(-np.inf)
    return survey.enclosure.to_case(region.simplified(0.001)), _doubt(survey)


def _above_ground(survey: Survey) -> tuple[Level, ...]:
    ground = survey.plan_datum.value if survey.plan_datum else -np.inf
    return tuple(level for level in survey.floors if level.elevation + _CHEST > ground)


def footprint_area(survey: Survey) -> Measured:
    """*Bebouwde oppervlakte*: between outer façade faces, projected down (SVBP2012, art. 2)."""
    region, doubt = footprint_region(survey)
    if region.is_empty:
        return Unmeasured(_nothing_closed(), Need.REPAIR)
    ground = survey.plan_datum.value if survey.plan_datum else 0.0
    open_ = Text(
        "; de gevels sluiten niet: omtrek van de vloeren", "; façades do not close: edge of the floors"
    )
    method = Text(
        "omtrek van het gesloten bouwlichaam, neerwaarts geprojecteerd",
        "outline of the closed body, projected down",
    )
    missing = 0.0 if survey.leaking else max(survey.missing.values(), default=0.0)
    return Measurement(
        Quantity.FOOTPRINT_AREA,
        region.area,
        doubt * region.perimeter + missing,
        elements=_at_levels(survey, survey.floors[:1]),
        geometry=region.flat_mesh(ground),
        method=Text(method.nl + open_.nl, f"{method.en}{open_.en}") if survey.leaking else method,
        profile=survey.profile.id,
    )


def gross_floor_area(survey: Survey) -> Measured:
    """*Bruto vloeroppervlakte*: per level along the outer perimeter of the rising walls (NEN 2580)."""
    levels = survey.floor_levels
    if not levels:
        return Unmeasured(
            Text("geen niveau heeft een overdekte vloer", "no level has a covered floor"), Need.REPAIR
        )
    regions = [_floor_region(survey, level) for level in levels]
    doubt = _OPEN_DOUBT if survey.leaking else _doubt(survey)
    return Measurement(
        Quantity.GROSS_FLOOR_AREA,
        sum(r.area for r in regions),
        doubt * sum(r.perimeter for r in regions) + (0.0 if survey.leaking else sum(survey.missing.values())),
        elements=_at_levels(survey, levels),
        method=Text(
            "som over alle niveaus met een overdekte vloer, ook onderbouw, zolder en trappenhuis op het dak",
            "sum over all levels with a covered floor: substructure, attic and stair head included",
        ),
        profile=survey.profile.id,
    )


def _floor_region(survey: Survey, level: Level) -> Region:
    if survey.leaking:
        return level.floor.closed(_WALL_GAP)
    return survey.enclosure.region_at(level.elevation + _ABOVE_FLOOR)


def flat_roof_area(survey: Survey) -> Measured:
    """Flat part of the top roof up to the outer façade faces, structures left out."""
    roof = survey.main_roof
    if roof is None:
        return Unmeasured(Text("het bovenste dak is niet plat", "the top roof is not flat"))
    return Measurement(
        Quantity.FLAT_ROOF_AREA,
        roof.region.area,
        _doubt(survey) * roof.region.perimeter,
        geometry=roof.region.flat_mesh(roof.level),
        method=Text(
            "horizontale vlakken van het hoogste dak, tot de buitenkant van de gevels",
            "horizontal faces of the highest roof, to the outside of the façades",
        ),
        profile=survey.profile.id,
    )


def _doubt(survey: Survey) -> float:
    """Doubt of an outline: true faces on the finest grid, half the extra cell on a wider one [m]."""
    finest = 0.1
    return FACE_TOLERANCE + max(0.0, survey.enclosure.grid.cell - finest) / 2


def _at_levels(survey: Survey, levels: tuple[Level, ...]) -> tuple[str, ...]:
    """Slabs that carry the levels."""
    heights = [level.elevation for level in levels]
    return tuple(
        e.global_id
        for e in survey.parts
        if e.kind.startswith("IfcSlab")
        and any(abs(float(e.mesh.bounds[1, 2]) - h) < _ABOVE_FLOOR for h in heights)
    )


def _nothing_closed() -> Text:
    return Text(
        "de gevels van het model sluiten niet en geen niveau heeft een overdekte vloer",
        "the façades of the model do not close and no level has a covered floor",
    )
