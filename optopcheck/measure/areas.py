"""Areas along the outside: footprint, gross floor area, flat roof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Doubt, Measured, Measurement, PartMeasurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, join_texts, numbers
from optopcheck.geometry.region import Region, unite
from optopcheck.measure import budget
from optopcheck.measure.cuts import at_height
from optopcheck.measure.openings import open_reason
from optopcheck.measure.survey import CHEST, FACE_TOLERANCE

if TYPE_CHECKING:
    from optopcheck.domain.building import Element
    from optopcheck.measure.survey import Level, Survey

_ABOVE_FLOOR = 0.3
_WALL_GAP = 0.5
_CHINK, _HALF_WALL = 0.1, 0.3
_STAIRS = ("IfcStair", "IfcRamp", "IfcTransportElement")
_STAIR_RISE = 1.0
"""Stairs end no lower than this under the floor that they lead to [m]."""
_FEW = 0.05
"""A level of which less is floor was not drawn with its floor at this height."""
LARGEST_LOOSE_VOID = 4.0
"""A void no larger than this counts as floor [m2] (NEN 2580, vide)."""


def footprint_region(survey: Survey) -> Region:
    """Outline of the building above the plan datum, what the profile cuts off left out."""
    if survey.leaking or not survey.enclosure.slices:
        return unite(_edge_of_floor(survey, level) for level in survey.floors)
    # Façades stand on floors; a roof that sticks out at the eaves is no façade.
    floors = _above_ground(survey)
    if not floors:
        return survey.enclosure.to_case(survey.enclosure.footprint(-np.inf).simplified(1e-4))
    return unite(body_outline(survey, floor) for floor in floors).simplified(1e-4)


def _edge_of_floor(survey: Survey, level: Level) -> Region:
    """Edge of the slab of a covered floor, where the walls on it do not close."""
    slab = survey.enclosure.to_case(survey.enclosure.floor_at(level.elevation))
    covered = level.floor.closed(_WALL_GAP)
    return covered.united(slab.common(covered.grown(_WALL_GAP)))


def _crack(survey: Survey, above: float, levels: tuple[Level, ...]) -> float:
    """Doubt of the outlines above some levels by cracks [m]."""
    if survey.leaking:
        return 0.0
    return max((survey.enclosure.crack_at(level.elevation + above) for level in levels), default=0.0)


def body_outline(survey: Survey, level: Level) -> Region:
    """Outline of the body at chest height above a floor, in the frame of the case."""
    height = level.elevation + CHEST
    region = survey.enclosure.to_case(survey.enclosure.region_at(height))
    return region.without(at_height(survey.cuts, height)) if survey.cuts else region


def whole_outline(survey: Survey) -> Region:
    """Everything of the body above the plan datum, projected down; nothing is cut off."""
    if survey.leaking or not survey.enclosure.slices:
        return footprint_region(survey)
    ground = survey.plan_datum.value if survey.plan_datum else -np.inf
    return survey.enclosure.to_case(survey.enclosure.footprint(ground).simplified(1e-4))


def outline_doubt(survey: Survey) -> float:
    """Doubt of the place of a façade: of its faces, of a wider grid, of walls that do not close [m]."""
    if survey.leaking:
        return FACE_TOLERANCE + budget.OPEN_FACADE
    return FACE_TOLERANCE + budget.extra_cell(survey)


def _above_ground(survey: Survey) -> tuple[Level, ...]:
    ground = survey.plan_datum.value if survey.plan_datum else -np.inf
    return tuple(level for level in survey.floors if level.elevation + CHEST > ground)


def footprint_area(survey: Survey) -> Measured:
    """*Bebouwde oppervlakte*: between outer façade faces, projected down (SVBP2012, art. 2)."""
    region = footprint_region(survey)
    if _ground_is_open(survey):
        return Unmeasured(open_reason(survey), Need.REPAIR)
    if region.is_empty:
        return Unmeasured(_nothing_closed(), Need.REPAIR)
    ground = survey.plan_datum.value if survey.plan_datum else 0.0
    missing = 0.0 if survey.leaking else max(survey.missing.values(), default=0.0)
    return Measurement(
        Quantity.FOOTPRINT_AREA,
        region.area,
        FACE_TOLERANCE * region.perimeter,
        elements=_at_levels(survey, survey.floors[:1]),
        geometry=region.flat_mesh(ground),
        method=_outline_method(survey),
        profile=survey.profile.id,
        excluded=survey.cut_elements,
        readings=survey.with_other_bodies(region.area, "area"),
        doubts=(
            *budget.open_facades(survey, region.perimeter),
            *budget.wide_grid(survey, region.perimeter),
            *budget.cracks(_crack(survey, CHEST, _above_ground(survey)) * region.perimeter),
            *budget.not_reached(missing + _open_beyond(survey, region)),
            *budget.missing_skin(survey, region.perimeter),
            *_counted(survey, region),
        ),
    )


def _ground_is_open(survey: Survey) -> bool:
    """Tell whether the lowest storey above ground lies open, or none of them is closed."""
    above = _above_ground(survey)
    if not survey.open_levels:
        return False
    return not above or any(level.elevation <= above[0].elevation for level in survey.open_levels)


def _open_beyond(survey: Survey, region: Region) -> float:
    """Return what higher storeys that lie open enclose outside of the footprint [m2]."""
    rooms = (survey.open_rooms[level.global_id].region for level in survey.open_levels)
    return unite(survey.enclosure.to_case(room) for room in rooms).without(region).area


def _counted(survey: Survey, region: Region) -> tuple[Doubt, ...]:
    """Doubt of the outline by a second method: the cells of the body seen from above."""
    if survey.leaking or survey.cuts:
        return ()
    heights = [floor.elevation + CHEST for floor in _above_ground(survey)]
    cells = survey.enclosure.plan_area(heights)
    return budget.methods_differ(region.area, cells, region.perimeter * survey.enclosure.grid.cell)


def _outline_method(survey: Survey) -> Text:
    if survey.leaking:
        return Text(
            "omtrek van de overdekte vloeren: de gevels sluiten niet; neerwaarts geprojecteerd",
            "edge of the covered floors: the façades do not close; projected down",
        )
    method = Text(
        "omtrek van het gesloten bouwlichaam op 1 m boven elke vloer, neerwaarts geprojecteerd",
        "outline of the closed body at 1 m above each floor, projected down",
    )
    return join_texts(method, *(cut.reason for cut in survey.cuts[:1]), separator="; ")


def gross_floor_area(survey: Survey) -> Measured:
    """*Bruto vloeroppervlakte*: per level along the outer perimeter of the rising walls (NEN 2580)."""
    levels = survey.floor_levels
    if not levels:
        return Unmeasured(
            Text("geen niveau heeft een overdekte vloer", "no level has a covered floor"), Need.REPAIR
        )
    if survey.open_levels:
        return Unmeasured(open_reason(survey), Need.REPAIR)
    regions = [with_floor(survey, level, floor_outline(survey, level)) for level in levels]
    perimeter = sum(r.perimeter for r in regions)
    missing = 0.0 if survey.leaking else sum(survey.missing.values())
    lacking = lacking_floor(survey)
    return Measurement(
        Quantity.GROSS_FLOOR_AREA,
        sum(r.area for r in regions),
        FACE_TOLERANCE * perimeter,
        elements=_at_levels(survey, levels),
        method=Text(
            "som over alle niveaus met een overdekte vloer, ook onderbouw, zolder en trappenhuis op het dak",
            "sum over all levels with a covered floor: substructure, attic and stair head included",
        ),
        profile=survey.profile.id,
        excluded=survey.cut_elements,
        parts=tuple(
            PartMeasurement(
                Text(survey.name_of(level)),
                region.area,
                FACE_TOLERANCE * region.perimeter,
                _at_levels(survey, (level,)),
                region.flat_mesh(level.elevation),
            )
            for level, region in zip(levels, regions, strict=True)
        ),
        doubts=(
            *budget.open_facades(survey, perimeter),
            *budget.wide_grid(survey, perimeter),
            *budget.cracks(_crack(survey, _ABOVE_FLOOR, levels) * perimeter),
            *budget.no_floor(survey, lacking),
            *budget.not_reached(missing),
            *budget.missing_skin(survey, perimeter),
        ),
    )


def floor_outline(survey: Survey, level: Level) -> Region:
    """Outline of the rising walls just above a floor, in the frame of the case."""
    if survey.leaking:
        return _edge_of_floor(survey, level)
    height = level.elevation + _ABOVE_FLOOR
    region = survey.enclosure.to_case(survey.enclosure.region_at(height))
    return region.without(at_height(survey.cuts, height)) if survey.cuts else region


def lacking_floor(survey: Survey) -> float:
    """Floor that may be there though no level or no slab says so [m2]."""
    bare = sum(floor_outline(survey, level).area for level in survey.floorless)
    return bare + sum(survey.enclosure.region_at(z + _ABOVE_FLOOR).area for z, _ in survey.nameless_floors)


def with_floor(survey: Survey, level: Level, outline: Region) -> Region:
    """Take away voids, and where something hangs too low to stand under (NEN 2580).

    A hole in the floor through which stairs run counts: it is the floor of the stairs.
    """
    if survey.leaking:
        return outline
    floor = survey.enclosure.to_case(survey.enclosure.floor_at(level.elevation))
    if floor.common(outline).area < outline.area * _FEW:
        return outline
    standing = level.elevation + survey.profile.min_storey_height
    low = survey.enclosure.to_case(
        survey.enclosure.floor_between(level.elevation + _ABOVE_FLOOR, standing - _CHINK)
    )
    # Walls may stand between slabs: what is narrower than a wall is no void.
    voids = outline.without(floor.closed(_CHINK)).united(low.common(outline)).opened(_HALF_WALL)
    large = [void for void in voids.parts() if void.area > LARGEST_LOOSE_VOID]
    if not large:
        return outline
    stairs = [e.mesh for e in survey.parts if e.kind.startswith(_STAIRS) and _passes(e, level.elevation)]
    return outline.without(unite(void for void in large if not void.meets(stairs).any()))


def _passes(element: Element, height: float) -> bool:
    low, high = element.mesh.bounds[:, 2]
    return bool(low < height + _ABOVE_FLOOR and high > height - _STAIR_RISE)


def flat_roof_area(survey: Survey) -> Measured:
    """Flat part of the top roof up to the outer façade faces, structures left out."""
    roof = survey.main_roof
    if roof is None:
        return Unmeasured(Text("het bovenste dak is niet plat", "the top roof is not flat"))
    return Measurement(
        Quantity.FLAT_ROOF_AREA,
        roof.region.area,
        FACE_TOLERANCE * roof.region.perimeter,
        geometry=roof.region.flat_mesh(roof.level),
        method=Text(
            "horizontale vlakken van het hoogste dak, tot de buitenkant van de gevels",
            "horizontal faces of the highest roof, to the outside of the façades",
        ),
        profile=survey.profile.id,
        doubts=(
            *budget.wide_grid(survey, roof.region.perimeter),
            *budget.cracks(survey.enclosure.crack_at(roof.level - _ABOVE_FLOOR) * roof.region.perimeter),
        ),
        parts=tuple(
            PartMeasurement(
                numbers("dak op {z} m", "roof at {z} m", z=other.level),
                other.region.area,
                FACE_TOLERANCE * other.region.perimeter,
                geometry=other.region.flat_mesh(other.level),
                counts=other is roof,
                remark=None if other is roof else Text("niet het bovenste dak", "not the top roof"),
            )
            for other in survey.roofs
        ),
    )


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
