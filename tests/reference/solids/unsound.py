"""Buildings with a part missing: the true values are those of the whole building."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.reference.solids.boxes import plain
from tests.reference.solids.parts import prism, rect
from tests.reference.solids.roofs import even, gable

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
    )
    return (*made, *(s.placed(17) for s in made[:4]))
