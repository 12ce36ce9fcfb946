"""Storeys on the flat part of the top roof, or in the place of a pitched one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import SHELL_KINDS, Building, Defect, Element, Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import PitchedRoof, RoofObjects, Scenario
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.bodies import main_body
from optopcheck.geometry.cutting import below
from optopcheck.geometry.region import Region
from optopcheck.geometry.roofs import FlatRoof, flat_roofs, top_roof
from optopcheck.optop.deck import facades, set_back, strange_bearings
from optopcheck.optop.keeping_free import free_note, kept_free
from optopcheck.optop.parts import build_parapet, build_pitched_storey, build_storey

if TYPE_CHECKING:
    from optopcheck.domain.building import Storey
    from optopcheck.domain.scenario import Setback
    from optopcheck.domain.site import Site
    from optopcheck.geometry.enclosure import Enclosure
    from optopcheck.optop.deck import Facade

LEAST_SHARE = 0.1
"""A flat part below this share of the roof is a structure on it, not the roof."""
_LEAST_WIDTH = 1.5
"""Narrower strips hold two façades and no room [m]."""
_LEAST_DECK = 10.0
"""Smaller decks carry no storey [m2]."""
_LEVEL_REACH = 1.0
"""Levels of the model this near to the deck are the roof itself [m]."""
_CLEAR_HEIGHT = 1.5
_FLOOR_SHARE = 0.25
_ABOVE_FLOOR = 0.3


class OptopRefusedError(InputError):
    """No storey can be drawn on this roof, and why."""


@dataclass(frozen=True, eq=False)
class Deck:
    """Where the added storeys stand."""

    building: Building
    """What stays of the existing building."""
    level: float
    plan: Region
    structures: Region = field(default_factory=Region.empty)
    """Stair heads, lift heads and higher parts within the roof."""
    replaced: int = 0
    """Storeys that give way and are built anew."""
    notes: tuple[Defect, ...] = ()


def add_storeys(existing: Building, scenario: Scenario, site: Site) -> Building:
    """Add storeys on top of a building (*optoppen*).

    The existing elements stay as they are; stair heads, lift heads, low wings
    and plates in the open carry nothing.

    Raises
    ------
    OptopRefusedError
        If the roof is pitched, has no flat part, or the setback leaves nothing.
    """
    if scenario.storeys_added == 0:
        return existing
    deck = _deck(existing, scenario.pitched_roof, site.plan_datum.value if site.plan_datum else None)
    _refuse_strange(deck.plan, scenario.setback, site.true_north)
    plan = set_back(deck.plan, scenario.setback, site.true_north)
    if scenario.standing is RoofObjects.KEEP_FREE:
        standing = _standing_on(existing, deck.plan, deck.level)
        free = kept_free(plan, deck.structures, standing, scenario.clearance)
        deck = replace(deck, notes=(*deck.notes, *free_note(plan, free, standing)))
        plan = free
    if plan.opened(_LEAST_WIDTH / 2).area < _LEAST_DECK:
        raise OptopRefusedError(
            numbers(
                "de terugligging laat {a} m² dak over; kies een kleinere terugligging of vrije ruimte",
                "the setback leaves {a} m² of roof; choose a smaller setback or clearance",
                a=plan.area,
            )
        )
    return _raised(deck, plan, scenario)


def deck_facades(existing: Building, scenario: Scenario, site: Site) -> tuple[Facade, ...]:
    """Return the façades of the roof on which the storeys come, by the way they face.

    Raises
    ------
    OptopRefusedError
        If there is no such roof.
    """
    ground = site.plan_datum.value if site.plan_datum else None
    return facades(_deck(existing, scenario.pitched_roof, ground).plan, site.true_north)


def _refuse_strange(plan: Region, setback: Setback, true_north: float) -> None:
    strange = strange_bearings(plan, setback, true_north)
    if strange:
        given = ", ".join(f"{bearing:g}°" for bearing in strange)
        known = ", ".join(f"{facade.bearing:g}°" for facade in facades(plan, true_north))
        raise OptopRefusedError(
            Text(
                f"geen gevel van dit dak kijkt naar {given}; zij kijken naar {known}",
                f"no façade of this roof faces {given}; they face {known}",
            )
        )


def _raised(deck: Deck, plan: Region, scenario: Scenario) -> Building:
    building, key = deck.building, f"{scenario}"
    storeys = [s for s in building.storeys if s.elevation < deck.level - _LEVEL_REACH]
    count = scenario.storeys_added + deck.replaced
    # Where all above a floor is taken away nothing stands on it; what is left just below stays where it is.
    stays = deck.replaced or scenario.standing is RoofObjects.KEEP_FREE
    standing = () if stays else _standing_on(building, plan, deck.level)
    points = list(building.observation_points)
    built: list[Element] = []
    level = deck.level
    for number in range(1, count + 1):
        if number == count and scenario.roof is not None:
            added = build_pitched_storey(building.name, key, number, plan, level, scenario.roof)
        else:
            added = build_storey(building.name, key, number, plan, level, scenario.storey_height)
        storeys.append(added.storey)
        built += added.elements
        points += added.observation_points
        level += added.storey.height or 0.0
    rise = level - deck.level
    elements = [
        replace(e, mesh=e.mesh.moved((0.0, 0.0, rise))) if e in standing else e for e in building.elements
    ]
    elements += built
    if scenario.parapet > 0:
        elements.append(build_parapet(building.name, key, storeys[-1], plan, level, scenario.parapet))
    return replace(
        building,
        elements=tuple(elements),
        # A terrace drawn on the roof makes way for the storey; kept, it would count as one of its rooms.
        spaces=tuple(s for s in building.spaces if s.mesh.is_empty or not _on_deck(s, deck.level)),
        storeys=tuple(storeys),
        observation_points=tuple(points),
        defects=(
            *building.defects,
            *deck.notes,
            *_raised_note(standing, rise),
            *_roof_note(scenario, storeys[-1]),
        ),
    )


def _standing_on(building: Building, plan: Region, level: float) -> tuple[Element, ...]:
    """Return what stands on the roof where the storey comes, walls and slabs left out: plant, chimneys."""
    loose = [
        e
        for e in building.elements
        if e.kind not in SHELL_KINDS and not e.mesh.is_empty and _on_deck(e, level)
    ]
    on_it = plan.meets(e.mesh for e in loose)
    return tuple(e for e, here in zip(loose, on_it, strict=True) if here)


def _on_deck(element: Element, level: float) -> bool:
    return bool(element.mesh.bounds[0, 2] >= level - _LEVEL_REACH)


def _raised_note(standing: tuple[Element, ...], rise: float) -> tuple[Defect, ...]:
    if not standing:
        return ()
    count = len(standing)
    return (
        Defect(
            "OPTOP-PLANT-RAISED",
            Severity.NOTE,
            numbers(
                f"{count} installaties en schoorstenen op het dak komen {{r}} m hoger te staan",
                f"{count} installations and chimneys on the roof come to stand {{r}} m higher",
                r=rise,
            ),
            Text("geen actie nodig, tenzij zij elders komen", "no action needed, unless they go elsewhere"),
            tuple(e.global_id for e in standing),
        ),
    )


def _roof_note(scenario: Scenario, top: Storey) -> tuple[Defect, ...]:
    """Say what a pitched roof leaves undrawn."""
    if scenario.roof is None:
        return ()
    return (
        Defect(
            "OPTOP-ROOF-WINDOWS",
            Severity.NOTE,
            Text(
                f"in de kap van {top.name} zijn geen dakramen of dakkapellen getekend",
                f"no roof windows or dormers are drawn in the roof of {top.name}",
            ),
            Text(
                "zon in de nieuwe woningen zelf is zo niet te tellen; geef daarvoor een eigen ontwerp",
                "sun in the new homes themselves cannot be counted so; give a design of its own for that",
            ),
        ),
    )


@lru_cache(maxsize=4)
def _deck(existing: Building, pitched_roof: PitchedRoof, ground: float | None) -> Deck:
    """Find the deck; kept, since the next variant of the same building stands on the same one."""
    if all(e.mesh.is_empty for e in existing.shell):
        raise OptopRefusedError(Text("het model heeft geen vlakken", "the model has no faces"))
    # Another, higher building in the model is not the one that is measured.
    _, enclosure, _ = main_body(existing, ground)
    roofs = flat_roofs(enclosure, ground)
    roof = top_roof(roofs, LEAST_SHARE)
    if roof is not None and roof.region.area >= _LEAST_DECK:
        return Deck(existing, roof.level, roof.region, roof.structures, notes=_unused(roofs, roof))
    if pitched_roof is PitchedRoof.REPLACE:
        return _without_pitched_roof(existing, enclosure)
    if any(r.share >= LEAST_SHARE and r.share > r.higher_share for r in roofs):
        raise OptopRefusedError(
            Text(
                "rond het bovenste vlak staan wanden: het dak erboven ontbreekt in het model; "
                "vul het model aan met de dakvloer",
                "walls stand around the top surface: the roof above it is missing from the model; "
                "complete the model with its roof slab",
            )
        )
    raise OptopRefusedError(
        Text(
            "het dak is schuin: daar past geen laag op; "
            "laat het schuine deel vervangen (--replace-pitched-roof) of geef een eigen ontwerp",
            "the roof is pitched: no storey fits on it; "
            "have the pitched part replaced (--replace-pitched-roof) or give a design of your own",
        )
    )


def _unused(roofs: tuple[FlatRoof, ...], used: FlatRoof) -> tuple[Defect, ...]:
    return tuple(
        Defect(
            "OPTOP-ROOF-UNUSED",
            Severity.NOTE,
            numbers(
                "plat dak van {a} m² op {z} m krijgt geen laag: het is niet het bovenste dak",
                "flat roof of {a} m² at {z} m gets no storey: it is not the top roof",
                a=roof.region.area,
                z=roof.level,
            ),
            Text("geen actie nodig", "nothing to do"),
        )
        for roof in roofs
        if roof is not used and roof.share >= LEAST_SHARE
    )


def _without_pitched_roof(existing: Building, enclosure: Enclosure) -> Deck:
    """Take away all above the top floor; that storey is built anew with straight walls."""
    floor = _top_floor(existing, enclosure)
    if floor is None:
        raise OptopRefusedError(
            Text(
                "geen vloer onder het schuine dak gevonden: wat vervangen moet worden is niet te bepalen",
                "no floor found under the pitched roof: what to replace cannot be established",
            )
        )
    plan = enclosure.to_case(
        enclosure.region_at(floor + _ABOVE_FLOOR).parts()[0].without_holes().simplified(0.001)
    )
    kept = [_lowered(e, floor) for e in existing.elements]
    points = tuple(p for p in existing.observation_points if p.position[2] < floor)
    stripped = replace(existing, elements=tuple(e for e in kept if e is not None), observation_points=points)
    return Deck(stripped, floor, plan, replaced=1)


def _top_floor(existing: Building, enclosure: Enclosure) -> float | None:
    areas = {
        s.elevation: float(np.count_nonzero(enclosure.covered(s.elevation, _CLEAR_HEIGHT)))
        for s in existing.storeys
    }
    largest = max(areas.values(), default=0.0)
    floors = [z for z, area in areas.items() if area >= _FLOOR_SHARE * largest > 0]
    if not floors or enclosure.region_at(max(floors) + _ABOVE_FLOOR).is_empty:
        return None
    return max(floors)


def _lowered(element: Element, height: float) -> Element | None:
    mesh = below(element.mesh, height)
    return None if mesh is None else replace(element, mesh=mesh)
