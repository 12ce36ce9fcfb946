"""Things in the same file that are not of the building: plaza, marker, stray wall, a second building."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.quantity import Quantity
from tests.reference.solids.boxes import plain
from tests.reference.solids.gables import even, gable
from tests.reference.solids.parts import block, prism, rect

if TYPE_CHECKING:
    from optopcheck.domain.building import Element
    from tests.reference.solids.truth import Solid


def beside(solid: Solid, name: str, parts: list[Element], *, loose: bool = True) -> Solid:
    building = replace(solid.building, name=name, elements=(*solid.building.elements, *parts))
    strays = frozenset(e.global_id for e in parts) if loose else frozenset()
    truth = dict(solid.truth)
    truth.pop(Quantity.PLOT_DISTANCE, None)
    return replace(solid, name=name, building=building, strays=strays, truth=truth, plot=None)


def plaza() -> Solid:
    """Pave the ground on all sides, up to the façades."""
    paving = prism("bestrating", "IfcSlab", rect(-8, -7, 20, 16), (-0.15, 0.0))
    return beside(plain("", (10, 8), 2), "plaza", [paving], loose=False)


def marker() -> Solid:
    cube = prism("nulpunt", "IfcBuildingElementProxy", rect(-16, -16, -15, -15), (0.0, 1.0))
    return beside(plain("", (10, 8), 2), "marker", [cube])


def stray_wall() -> Solid:
    wall = prism("losse-wand", "IfcWall", rect(25, 0, 29, 0.3), (0.0, 14.8))
    return beside(plain("", (10, 8), 2), "stray-wall", [wall])


def tree() -> Solid:
    """Plant a tree of 9 m close to the façade."""
    crown = prism("boom", "IfcBuildingElementProxy", rect(10.8, 3, 13.8, 6), (2.0, 9.0))
    trunk = prism("stam", "IfcBuildingElementProxy", rect(12.1, 4.3, 12.5, 4.7), (0.0, 2.0))
    return beside(plain("", (10, 8), 2), "tree", [crown, trunk])


def second_building() -> Solid:
    """Set a lower, smaller building 20 m away."""
    other = block(rect(30, 0, 35, 5), [0.0], 2.9, prefix="buur-")
    return beside(plain("", (10, 8), 2), "second-building", other)


def second_taller() -> Solid:
    """Set a slimmer, taller building 20 m away."""
    other = block(rect(32, 0, 36, 4), [0.0, 3.0, 6.0], 9.0, prefix="toren-")
    return beside(plain("", (12, 9), 2), "second-taller", other)


def gable_and_shed() -> Solid:
    """Set a garden shed behind a house with a saddle roof."""
    other = block(rect(0, 28, 3, 31), [0.0], 2.5, prefix="schuur-", wall=0.2)
    return beside(gable("", even(10, 8, 3.0, 45)), "gable-and-shed", other)


def solids() -> tuple[Solid, ...]:
    return (
        plaza(),
        plaza().placed(17),
        marker(),
        stray_wall(),
        stray_wall().placed(45),
        tree(),
        second_building(),
        second_building().placed(17),
        second_taller(),
        gable_and_shed(),
    )
