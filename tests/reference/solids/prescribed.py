"""The same buildings under plans that prescribe something: each truth follows from what the plan says."""

from __future__ import annotations

from dataclasses import replace

from optopcheck.domain.profile import (
    Counting,
    GoverningEaves,
    MeasuringProfile,
    PartyWalls,
    RoofEdge,
    VolumeFloor,
)
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.boxes import above_peil, plain
from tests.reference.solids.gables import Gable, gable, with_attic
from tests.reference.solids.projections import bay
from tests.reference.solids.tops import chimney, parapet, set_back, stair_head
from tests.reference.solids.truth import PROFILE, Solid, Truth


def under(name: str, solid: Solid, profile: MeasuringProfile, truth: Truth) -> Solid:
    """Keep of a building only what the plan makes of it."""
    return Solid(f"{solid.name}-{name}", solid.building, truth, profile=profile)


def edges() -> tuple[Solid, ...]:
    uneven = gable("gable-uneven", Gable(10, 8, 2.9, 4.1, 6.5, 5.0))
    lowest = replace(PROFILE, governing_eaves=GoverningEaves.LOWEST)
    surface = replace(PROFILE, roof_edge=RoofEdge.SURFACE)
    return (
        under("lowest", uneven, lowest, {Quantity.EAVES_HEIGHT: 2.9}),
        under("surface", parapet(0.6, 0.25), surface, {Quantity.EAVES_HEIGHT: 5.6}),
    )


def floors() -> tuple[Solid, ...]:
    """Begin the volume on the ground floor, or at the plan datum 0.35 m below it."""
    surface = replace(PROFILE, volume_floor=VolumeFloor.SURFACE)
    datum = replace(PROFILE, volume_floor=VolumeFloor.PLAN_DATUM)
    return (
        under("from-floor", plain("box", (10, 8), 2), surface, {Quantity.PLANNING_VOLUME: 80 * 5.6}),
        under("from-floor", above_peil(), surface, {Quantity.PLANNING_VOLUME: 72 * 5.6}),
        under("from-peil", plain("box", (10, 8), 2), datum, {Quantity.PLANNING_VOLUME: 80 * 5.6}),
    )


def terraced() -> tuple[Solid, ...]:
    """Share both end walls of 0.3 m with neighbours: areas and volumes end in their middle, or do not."""
    box = plain("terraced", (6, 9), 2)
    shared = tuple(f"gevel{k}-{side}" for k in (0, 1) for side in (1, 3))
    box = replace(box, building=replace(box.building, party_walls=shared))
    heart = (6 - 0.3) * 9.0
    return (
        under(
            "heart",
            box,
            replace(PROFILE, party_walls=PartyWalls.HEART),
            {
                Quantity.FOOTPRINT_AREA: heart,
                Quantity.PLANNING_VOLUME: heart * 5.8,
                Quantity.GROSS_FLOOR_AREA: heart * 2,
            },
        ),
        under("face", box, PROFILE, {Quantity.FOOTPRINT_AREA: 54.0, Quantity.PLANNING_VOLUME: 54 * 5.8}),
    )


def counted() -> tuple[Solid, ...]:
    """Say of attic, small top layer and roof structures that they count, or that they do not."""
    small = set_back("small-top", 4.0, 3.0, 4.0, 2.0)
    made = []
    for counting, attic, layers, head in (
        (Counting.COUNTS, 2.0, 3.0, 8.2),
        (Counting.LEFT_OUT, 1.0, 2.0, 5.6),
    ):
        profile = replace(PROFILE, attic=counting, small_top_layer=counting, roof_structures=counting)
        made += [
            under(counting.value, with_attic(), profile, {Quantity.STOREY_COUNT: attic}),
            under(counting.value, small, profile, {Quantity.STOREY_COUNT: layers}),
            under(counting.value, stair_head(), profile, {Quantity.BUILDING_HEIGHT: head}),
        ]
    return tuple(made)


def capped() -> tuple[Solid, ...]:
    """Leave a bay of 1.2 m out up to a cap, and count a chimney that rises past one."""
    rules = PROFILE.subordinate
    wide = replace(PROFILE, subordinate=replace(rules, projection_cap=1.5))
    narrow = replace(PROFILE, subordinate=replace(rules, projection_cap=1.0))
    low = replace(PROFILE, subordinate=replace(rules, cap=1.0))
    high = replace(PROFILE, subordinate=replace(rules, cap=2.0))
    return (
        under("cap-1.5", bay(), wide, {Quantity.FOOTPRINT_AREA: 80.0}),
        under("cap-1", bay(), narrow, {Quantity.FOOTPRINT_AREA: 83.6}),
        under("cap-1", chimney(), low, {Quantity.BUILDING_HEIGHT: 7.4}),
        under("cap-2", chimney(), high, {Quantity.BUILDING_HEIGHT: 5.6}),
    )


def solids() -> tuple[Solid, ...]:
    return (*edges(), *floors(), *terraced(), *counted(), *capped())
