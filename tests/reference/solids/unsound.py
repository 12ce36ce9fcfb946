"""Buildings with a part missing: the true values are those of the whole building."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.reference.solids.boxes import plain
from tests.reference.solids.flaws import gaps
from tests.reference.solids.gables import even, gable
from tests.reference.solids.parts import Ring, along_y, prism, rect

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.building import Element
    from tests.reference.solids.truth import Solid


def less(solid: Solid, name: str, gone: Callable[[Element], bool]) -> Solid:
    kept = tuple(e for e in solid.building.elements if not gone(e))
    return replace(solid, name=name, building=replace(solid.building, elements=kept))


def open_facade(width: float) -> Solid:
    """Leave the south façade of the ground floor open over a width, floor to ceiling."""
    solid = less(plain("", (10, 8), 2), f"open-{width:g}", lambda e: e.global_id == "gevel0-0")
    middle = 5.0
    rest = (
        prism("zuid-links", "IfcWall", rect(0, 0, middle - width / 2, 0.3), (0.0, 2.6)),
        prism("zuid-rechts", "IfcWall", rect(middle + width / 2, 0, 10, 0.3), (0.0, 2.6)),
    )
    return replace(solid, building=replace(solid.building, elements=(*solid.building.elements, *rest)))


def open_door() -> Solid:
    """Leave a door of 0.9 by 2.1 m out of the façade."""
    solid = less(plain("", (10, 8), 2), "open-door", lambda e: e.global_id == "gevel0-0")
    wall: Ring = ((0, 0), (4, 0), (4, 2.1), (4.9, 2.1), (4.9, 0), (10, 0), (10, 2.6), (0, 2.6))
    parts = (*solid.building.elements, along_y("zuid", "IfcWall", wall, (0, 0.3)))
    return replace(solid, building=replace(solid.building, elements=parts))


def roof_hole(size: float) -> Solid:
    """Leave a rooflight out of the roof."""
    solid = less(plain("", (10, 8), 2), f"roof-hole-{size:g}", lambda e: e.global_id == "dak")
    hole = rect(4, 3, 4 + size, 3 + size)
    parts = (*solid.building.elements, prism("dak", "IfcSlab", rect(0, 0, 10, 8), (5.4, 5.6), [hole]))
    return replace(solid, building=replace(solid.building, elements=parts))


def levels_gone(name: str, count: int, kept: tuple[float, ...]) -> Solid:
    """Name fewer levels than there are floors."""
    solid = plain(name, (10, 8), count)
    storeys = tuple(s for s in solid.building.storeys if round(s.elevation, 6) in kept)
    return replace(solid, building=replace(solid.building, storeys=storeys))


def solids() -> tuple[Solid, ...]:
    box = plain("", (10, 8), 3)
    house = gable("", even(10, 8, 3.0, 45))
    one = plain("", (9, 7), 1, 3.0)
    made = (
        less(box, "no-roof", lambda e: e.global_id == "dak"),
        less(one, "no-roof-1", lambda e: e.global_id == "dak"),
        less(box, "no-wall", lambda e: e.global_id == "gevel1-2"),
        less(box, "no-top-wall", lambda e: e.global_id == "gevel2-1"),
        less(box, "no-ground-floor", lambda e: e.global_id == "vloer0"),
        less(box, "no-middle-floor", lambda e: e.global_id == "vloer1"),
        less(box, "no-walls", lambda e: e.kind == "IfcWall"),
        less(box, "slabs-missing", lambda e: e.kind == "IfcSlab"),
        less(house, "gable-one-plane", lambda e: e.global_id == "dak-noord"),
        less(house, "gable-no-roof", lambda e: e.kind == "IfcRoof"),
        less(house, "gable-no-end", lambda e: e.global_id == "gevel-west"),
        open_facade(1.0),
        open_facade(3.0),
        open_door(),
        levels_gone("no-levels", 2, ()),
        levels_gone("one-level", 2, (0.0,)),
        levels_gone("level-missing", 4, (0.0, 2.8, 8.4)),
        levels_gone("upper-levels-missing", 4, (0.0, 2.8)),
        gaps(0.25, 0.0),
        gaps(0.0, 0.3),
        roof_hole(0.5),
        roof_hole(1.5),
    )
    return (*made, *(s.placed(17) for s in made[:4]))
