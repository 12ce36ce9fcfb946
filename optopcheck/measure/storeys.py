"""Storeys (*bouwlagen*): which levels of the model are one, and why the others are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Storey, StoreyRole
from optopcheck.domain.measurement import Measured, Measurement, Reading, Unmeasured
from optopcheck.domain.profile import Counting
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, numbers
from optopcheck.measure.survey import TOWER_FLOOR

if TYPE_CHECKING:
    from optopcheck.measure.survey import Survey

_SLOPING = 0.8
"""A storey whose outline shrinks below this share two metres up lies under a pitched roof."""
_TALL = 1.6
"""Of the usual height: from here two layers may lie in one."""
_TWO_LOW = 4.5
"""Height that two low layers take; in a body that does not close nothing shows that it is one [m]."""
_ENTERED = Text("opgegeven door de gebruiker", "as the user said")
_NEARLY = 0.4
"""From this part of the share that makes a storey, a smaller level is disputed."""


def judge_storeys(survey: Survey) -> tuple[Storey, ...]:
    """Return the storeys of the model with role, height and the reason for it, low to high."""
    floors = {level.global_id: level for level in survey.floors}
    elevations = [f.elevation for f in survey.floors if f.global_id not in survey.split_levels]
    judged = []
    for storey in sorted(survey.building.storeys, key=lambda s: s.elevation):
        if storey.role is not None:
            judged.append(replace(storey, reason=storey.reason or _ENTERED))
            continue
        if storey.global_id not in floors:
            judged.append(_counted_small(survey, storey))
            continue
        if storey.global_id in survey.split_levels:
            judged.append(replace(storey, role=StoreyRole.LEVEL, reason=_half(survey, storey)))
            continue
        height = _height(survey, storey.elevation, elevations)
        judged.append(_judged(survey, replace(storey, height=height)))
    return tuple(judged)


def _half(survey: Survey, storey: Storey) -> Text:
    other = survey.split_levels[storey.global_id]
    return numbers(
        f"ligt {{d}} m boven '{survey.name_of(other)}' en ernaast: samen één bouwlaag (split-level)",
        f"lies {{d}} m above '{survey.name_of(other)}' and beside it: one storey together (split level)",
        d=storey.elevation - other.elevation,
    )


def _counted_small(survey: Survey, storey: Storey) -> Storey:
    """Judge a level too small for a storey: a profile may let a set-back top layer count all the same."""
    counts = survey.profile.small_top_layer is Counting.COUNTS and _is_small_layer(survey, storey)
    if not counts:
        return replace(storey, role=StoreyRole.LEVEL, reason=_no_storey(survey, storey))
    reason = Text(
        "kleine bovenste laag, telt volgens het meetprofiel", "small top layer, counts by the profile"
    )
    return replace(storey, role=StoreyRole.LAYER, reason=reason)


def _height(survey: Survey, elevation: float, elevations: list[float]) -> float:
    above = [e for e in elevations if e > elevation]
    if above:
        return min(above) - elevation
    roof = survey.main_roof
    top = roof.level if roof is not None and roof.level > elevation else _body_top(survey)
    return max(top - elevation, 0.0)


def _body_top(survey: Survey) -> float:
    return max((s.top for s in survey.enclosure.slices), default=0.0)


def _no_storey(survey: Survey, storey: Storey) -> Text:
    level = next(level for level in survey.levels if level.global_id == storey.global_id)
    height = survey.profile.min_storey_height
    if level.floor.is_empty:
        return numbers(
            "geen vloer met {h} m vrije hoogte en een dek of dak erboven",
            "no floor with {h} m of clear height and a floor or roof above it",
            h=height,
        )
    others = [f for f in survey.floors if abs(f.elevation - storey.elevation) < height]
    if others:
        return numbers(
            "valt samen met het niveau op {z} m", "coincides with the level at {z} m", z=others[0].elevation
        )
    return numbers(
        "overdekte vloer van {a} m² is te klein voor een bouwlaag",
        "a covered floor of {a} m² is too small for a storey",
        a=level.floor.area,
    )


def _judged(survey: Survey, storey: Storey) -> Storey:
    datum, profile = survey.plan_datum, survey.profile
    ceiling = storey.elevation + (storey.height or 0.0)
    topmost = storey.global_id == survey.floors[-1].global_id
    if datum is not None and not topmost and ceiling - datum.value <= profile.substructure_max_rise:
        reason = numbers(
            "de vloer erboven ligt {r} m boven peil, niet hoger dan {m} m",
            "the floor above lies {r} m above the plan datum, no higher than {m} m",
            r=ceiling - datum.value,
            m=profile.substructure_max_rise,
        )
        return replace(storey, role=StoreyRole.SUBSTRUCTURE, reason=reason)
    reason = Text("overdekte vloer over de volle bouwlaag", "a covered floor over the whole storey")
    if is_under_pitched_roof(survey, storey):
        if profile.attic is Counting.LEFT_OUT:
            reason = Text(
                "overdekte vloer onder een schuin dak: zolder", "a covered floor under a pitched roof: attic"
            )
            return replace(storey, role=StoreyRole.ATTIC, reason=reason)
        reason = Text(
            "overdekte vloer, onder een schuin dak: kan ook als zolder gelden",
            "a covered floor under a pitched roof: may be read as attic",
        )
    return replace(storey, role=StoreyRole.LAYER, reason=reason)


def is_under_pitched_roof(survey: Survey, storey: Storey) -> bool:
    """Tell whether the top storey narrows upwards."""
    if storey.global_id != survey.floors[-1].global_id or survey.leaking:
        return False
    low = survey.enclosure.region_at(storey.elevation + 0.3).area
    high = survey.enclosure.region_at(storey.elevation + 2.0).area
    return high < _SLOPING * low


def _disputed(
    survey: Survey, storeys: tuple[Storey, ...], layers: list[Storey]
) -> tuple[tuple[Text, int, list[Storey]], ...]:
    """Return label, change of the count and levels of each reading that a plan may also allow."""
    profile = survey.profile
    entered = {s.global_id for s in survey.building.storeys if s.role is not None}
    open_ = [s for s in storeys if s.global_id not in entered]
    attics = [s for s in open_ if s in layers and is_under_pitched_roof(survey, s)]
    raised = [s for s in open_ if s.role is StoreyRole.SUBSTRUCTURE and _stands_out(survey, s)]
    small = [s for s in open_ if s.role is StoreyRole.LEVEL and _is_small_layer(survey, s)]
    if profile.attic is not Counting.DISPUTED:
        attics = []
    if profile.small_top_layer is not Counting.DISPUTED:
        small = []
    tall = _tall([s for s in layers if s.global_id not in entered], leaking=bool(survey.leaking))
    roofless = [s for s in open_ if s.role is StoreyRole.LEVEL and _lacks_roof(survey, s)]
    floorless = [s for s in open_ if s.global_id in {level.global_id for level in survey.floorless}]
    nameless = len(survey.nameless_floors)
    bare = [s for s in open_ if s.role is StoreyRole.LEVEL and _lacks_floor(survey, s)]
    halves = [s for s in open_ if s.global_id in survey.split_levels]
    return (
        (
            Text("zonder de laag onder het schuine dak", "without the layer under the pitched roof"),
            -len(attics),
            attics,
        ),
        (Text("met de onderbouw", "with the substructure"), len(raised), raised),
        (Text("met de kleine bovenste laag", "with the small top layer"), len(small), small),
        (Text("met een vloer in de hoge laag", "with a floor within the tall layer"), len(tall), tall),
        (_ROOFLESS, len(roofless), roofless),
        (_FLOORLESS, len(floorless) + len(bare), [*floorless, *bare]),
        (_NAMELESS, nameless, layers if nameless else []),
        (Text("met elke halve laag apart", "with every half storey apart"), len(halves), halves),
    )


_BY_MODEL = Text(
    "zoals het model de niveaus geeft, zonder de opgegeven rollen",
    "as the model gives the levels, without the roles that were given",
)


def _against_model(survey: Survey, layers: int) -> tuple[Reading, ...]:
    """Return the count by the model alone, if the roles that were given go beyond what it leaves open."""
    given = tuple(s.global_id for s in survey.building.storeys if s.role is not None)
    if not given:
        return ()
    bare = tuple(replace(s, role=None, reason=None) for s in survey.building.storeys)
    alone = replace(survey, building=replace(survey.building, storeys=bare))
    counted = count_storeys(alone, judge_storeys(alone))
    if isinstance(counted, Unmeasured) or layers in {counted.value, *(r.value for r in counted.readings)}:
        return ()
    return (Reading(_BY_MODEL, counted.value, given),)


_ROOFLESS = Text(
    "met de laag waarvan het dak in het model ontbreekt",
    "with the layer whose roof is missing from the model",
)


_FLOORLESS = Text(
    "met niveaus waarop in het model geen vloer ligt", "with levels on which no floor lies in the model"
)
_NAMELESS = Text(
    "met vloeren waarbij in het model geen bouwlaag hoort", "with floors that have no storey in the model"
)


def _lacks_floor(survey: Survey, storey: Storey) -> bool:
    room = survey.open_rooms.get(storey.global_id)
    return room is not None and not room.lacks_roof


def _lacks_roof(survey: Survey, storey: Storey) -> bool:
    room = survey.open_rooms.get(storey.global_id)
    return room is not None and room.lacks_roof


def _tall(layers: list[Storey], *, leaking: bool) -> list[Storey]:
    """Return layers far taller than the others: a level or its floor may be missing from the model."""
    heights = [s.height for s in layers if s.height]
    usual = float(np.median(heights)) if len(heights) >= len("ab") else np.inf
    most = min(_TALL * usual, _TWO_LOW if leaking else np.inf)
    return [s for s in layers if s.height and s.height > most]


def _stands_out(survey: Survey, storey: Storey) -> bool:
    """Tell whether a substructure rises so far that a plan may count it."""
    ceiling = storey.elevation + (storey.height or 0.0)
    datum = survey.plan_datum
    return datum is not None and ceiling - datum.value > survey.profile.substructure_max_rise / 2


def _is_small_layer(survey: Survey, storey: Storey) -> bool:
    """Tell whether a level is nearly large enough to be a storey; a stair head is not."""
    floor = next(level.floor for level in survey.levels if level.global_id == storey.global_id)
    apart = all(
        abs(f.elevation - storey.elevation) >= survey.profile.min_storey_height for f in survey.floors
    )
    return apart and floor.area >= min(_NEARLY * survey.least_floor, TOWER_FLOOR) > 0


def count_storeys(survey: Survey, storeys: tuple[Storey, ...]) -> Measured:
    """Count the levels that are a *bouwlaag*."""
    if not storeys:
        return Unmeasured(
            Text(
                "het model heeft geen bouwlagen (IfcBuildingStorey)",
                "the model has no storeys (IfcBuildingStorey)",
            ),
            Need.INPUT,
        )
    layers = [s for s in storeys if s.role is StoreyRole.LAYER]
    if not layers:
        return Unmeasured(
            Text(
                "geen enkel niveau heeft een overdekte vloer: vloeren of dak ontbreken in het model",
                "no level has a covered floor: floors or roof are missing from the model",
            ),
            Need.REPAIR,
        )
    readings = tuple(
        Reading(label, float(len(layers) + change), tuple(s.global_id for s in disputed))
        for label, change, disputed in _disputed(survey, storeys, layers)
        if disputed
    )
    return Measurement(
        Quantity.STOREY_COUNT,
        float(len(layers)),
        0.0,
        elements=tuple(s.global_id for s in layers),
        method=Text(
            "niveaus met een overdekte vloer, zonder onderbouw; elk niveau met zijn reden in de lijst",
            "levels with a covered floor, without substructure; each level with its reason in the list",
        ),
        profile=survey.profile.id,
        readings=(*readings, *_against_model(survey, len(layers))),
    )
