"""Where the largest floor is no usual one: towers on cellars and podiums, neighbours, parts of no kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.building import Building
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.boxes import plain
from tests.reference.solids.parts import block, levels, prism, rect, walls
from tests.reference.solids.truth import FLAT_HAS_NO, Solid

if TYPE_CHECKING:
    from optopcheck.domain.building import Element

_PROXY = "IfcBuildingElementProxy"


def tower(name: str, podium: float, side: float, count: int, cellar: bool) -> Solid:  # noqa: FBT001 - a drawing
    """Stand a tower in the middle of a podium of one storey, which lies above the ground or under it."""
    foot, deck = (-3.0, 0.0) if cellar else (0.0, 3.0)
    edge = rect(0, 0, podium, podium)
    start = (podium - side) / 2
    floors = [deck + 3.0 * k for k in range(count)]
    top = deck + 3.0 * count
    plan = rect(start, start, start + side, start + side)
    parts = [
        prism("podiumvloer", "IfcSlab", edge, (foot - 0.3, foot)),
        *walls(edge, 0.3, (foot, deck - 0.3), "podiumwand"),
        prism("podiumdek", "IfcSlab", edge, (deck - 0.3, deck)),
        *block(plan, floors, top, prefix="toren", ground=False),
    ]
    low, high = podium**2, side**2
    truth = {
        Quantity.BUILDING_HEIGHT: top,
        Quantity.STOREY_COUNT: float(count if cellar else count + 1),
        Quantity.FOOTPRINT_AREA: high if cellar else low,
        Quantity.PLANNING_VOLUME: high * (top + 0.3) if cellar else low * 3.3 + high * 3.0 * count,
        Quantity.GROSS_VOLUME: low * 3.3 + high * 3.0 * count,
        Quantity.GROSS_FLOOR_AREA: low + high * count,
        Quantity.FLAT_ROOF_AREA: high,
    }
    return Solid(name, Building(name, tuple(parts), levels(foot, *floors, top)), truth, has_no=FLAT_HAS_NO)


def of_no_kind(name: str, parts: list[Element], rise: float, values: dict[Quantity, float]) -> Solid:
    """Add a storey drawn as proxies: whether they are the building is for a human to say."""
    box = plain(name, (12, 9), 2)
    top = box.truth[Quantity.BUILDING_HEIGHT]
    proxies = tuple(replace(e, kind=_PROXY) for e in parts)
    building = replace(
        box.building,
        elements=(*box.building.elements, *proxies),
        storeys=levels(0.0, 2.8, 5.6, 5.6 + rise),
    )
    truth = {Quantity.BUILDING_HEIGHT: top + rise, Quantity.FOOTPRINT_AREA: 108.0}
    disputed = {q: (box.truth[q], value) for q, value in values.items()}
    return Solid(name, building, truth, disputed=disputed)


def top_storey_of_no_kind() -> Solid:
    ring = rect(0, 0, 12, 9)
    parts = block(ring, [5.6], 8.4, prefix="opbouw", ground=False)
    values = {
        Quantity.EAVES_HEIGHT: 8.4,
        Quantity.STOREY_COUNT: 3.0,
        Quantity.PLANNING_VOLUME: 108 * 8.6,
        Quantity.GROSS_FLOOR_AREA: 324.0,
    }
    return of_no_kind("top-storey-of-no-kind", parts, 2.8, values)


def penthouse_of_no_kind() -> Solid:
    parts = block(rect(2, 2, 10, 7), [5.6], 8.4, prefix="penthouse", ground=False)
    values = {Quantity.STOREY_COUNT: 3.0, Quantity.GROSS_FLOOR_AREA: 256.0}
    return of_no_kind("penthouse-of-no-kind", parts, 2.8, values)


def neighbours(gap: float) -> Solid:
    """Draw the next building in the same file, as large, a narrow gap away."""
    box = plain("", (12, 9), 2)
    other = block(rect(12 + gap, 0, 23 + gap, 9), [0.0, 2.8], 5.6, prefix="buur-")
    truth = dict(box.truth)
    truth.pop(Quantity.PLOT_DISTANCE, None)
    building = replace(box.building, elements=(*box.building.elements, *other))
    strays = frozenset(e.global_id for e in other)
    return replace(box, name=f"neighbours-{gap:g}", building=building, strays=strays, truth=truth, plot=None)


def bay() -> Solid:
    """Hang a bay on the façade that begins higher above the floor than one cuts."""
    box = plain("", (10, 8), 2)
    ring = rect(3, -1.2, 7, 0)
    parts = [
        prism("erkervloer", "IfcSlab", ring, (1.2, 1.35)),
        *walls(ring, 0.15, (1.35, 2.45), "erker"),
        prism("erkerdak", "IfcSlab", ring, (2.45, 2.6)),
    ]
    truth = {q: v for q, v in box.truth.items() if q in {Quantity.BUILDING_HEIGHT, Quantity.STOREY_COUNT}}
    for volume in (Quantity.PLANNING_VOLUME, Quantity.GROSS_VOLUME):
        truth[volume] = box.truth[volume] + 4.8 * 1.4
    building = replace(box.building, elements=(*box.building.elements, *parts))
    disputed = {Quantity.FOOTPRINT_AREA: (80.0, 84.8)}
    return replace(
        box, name="bay-raised", building=building, truth=truth, disputed=disputed, plot=None, eaves=()
    )


def missing_levels() -> Solid:
    """Leave out every other storey of the list: the floors themselves are there."""
    box = plain("", (12, 9), 4)
    truth = dict(box.truth)
    for quantity in (Quantity.STOREY_COUNT, Quantity.GROSS_FLOOR_AREA, Quantity.USABLE_FLOOR_AREA):
        truth.pop(quantity, None)
    truth.pop(Quantity.FREE_HEIGHT, None)
    return replace(
        box,
        name="missing-levels",
        building=replace(box.building, storeys=levels(0.0, 5.6)),
        truth=truth,
        disputed={Quantity.STOREY_COUNT: (2.0, 4.0)},
    )


def solids() -> tuple[Solid, ...]:
    return (
        tower("tower-on-cellar", 60.0, 18.0, 6, cellar=True),
        tower("tower-on-podium", 60.0, 18.0, 6, cellar=False),
        tower("tower-on-podium-13", 30.0, 11.0, 4, cellar=False).placed(17),
        top_storey_of_no_kind(),
        penthouse_of_no_kind(),
        neighbours(0.6),
        bay(),
        missing_levels(),
    )
