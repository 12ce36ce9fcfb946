"""L, T, U and closed courtyard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optopcheck.domain.building import Building
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.parts import Ring, block, levels
from tests.reference.solids.truth import FLAT_HAS_NO, Solid, prism_truth, within_walls


@dataclass(frozen=True)
class Plan:
    """A ring of right angles with the sums of its rectangles and edges."""

    name: str
    ring: Ring
    area: float
    perimeter: float


L = Plan(
    "L",
    ((0, 0), (12, 0), (12, 5), (5, 5), (5, 11), (0, 11)),
    12 * 5 + 5 * 6,
    2 * (12 + 11),
)
T = Plan(
    "T",
    ((4, 0), (9, 0), (9, 6), (13, 6), (13, 11), (0, 11), (0, 6), (4, 6)),
    5 * 6 + 13 * 5,
    2 * (13 + 11),
)
U = Plan(
    "U",
    ((0, 0), (13, 0), (13, 9), (9, 9), (9, 4), (4, 4), (4, 9), (0, 9)),
    13 * 4 + 2 * 4 * 5,
    2 * (13 + 9) + 2 * 5,
)
Z = Plan(
    "Z",
    ((0, 0), (8, 0), (8, 4), (13, 4), (13, 9), (5, 9), (5, 5), (0, 5)),
    8 * 5 + 8 * 5 - 3 * 1,
    2 * (13 + 9),
)


def of_plan(plan: Plan, count: int, height: float, wall: float, slab: float) -> Solid:
    floors, top = [k * height for k in range(count)], count * height
    parts = block(plan.ring, floors, top, wall=wall, slab=slab)
    inner = within_walls(plan.area, plan.perimeter, wall)
    truth = prism_truth(plan.area, floors, top, slab, inner=inner)
    building = Building(plan.name, tuple(parts), levels(*floors, top))
    return Solid(f"{plan.name}-{count}", building, truth, has_no=FLAT_HAS_NO)


def courtyard(court: float, count: int) -> Solid:
    """Close a square court with wings of 4.5 m; the court is open to the sky."""
    wing, height, wall = 4.5, 2.8, 0.3
    side = court + 2 * wing
    outer: Ring = ((0, 0), (side, 0), (side, side), (0, side))
    a, b = wing, wing + court
    hole: Ring = ((a, a), (a, b), (b, b), (b, a))
    floors, top = [k * height for k in range(count)], count * height
    area = side**2 - court**2
    inner = (side - 2 * wall) ** 2 - (court + 2 * wall) ** 2
    truth = prism_truth(area, floors, top, inner=inner)
    parts = block(outer, floors, top, holes=[hole])
    name = f"courtyard-{court:g}"
    return Solid(name, Building(name, tuple(parts), levels(*floors, top)), truth, has_no=FLAT_HAS_NO)


def low_wing() -> Solid:
    """Put a flat garage of one layer beside a house of two: the house is the top roof and governs."""
    main, top = 8 * 9.0, 5.6
    wing, wing_top = 3.5 * 6.0, 2.7
    parts = [
        *block(((0, 0), (8, 0), (8, 9), (0, 9)), [0.0, 2.8], top),
        *block(((8, 1), (11.5, 1), (11.5, 7), (8, 7)), [0.0], wing_top, prefix="garage-"),
    ]
    truth = {
        Quantity.BUILDING_HEIGHT: top,
        Quantity.EAVES_HEIGHT: top,
        Quantity.STOREY_COUNT: 2.0,
        Quantity.FOOTPRINT_AREA: main + wing,
        Quantity.PLANNING_VOLUME: main * (top + 0.2) + wing * (wing_top + 0.2),
        Quantity.GROSS_VOLUME: main * (top + 0.2) + wing * (wing_top + 0.2),
        Quantity.GROSS_FLOOR_AREA: 2 * main + wing,
        Quantity.FLAT_ROOF_AREA: main,
        Quantity.FREE_HEIGHT: 2.5,
    }
    building = Building("low-wing", tuple(parts), levels(0.0, 2.8, top))
    return Solid("low-wing", building, truth, has_no=FLAT_HAS_NO, eaves=(top, wing_top))


def chamfered(cut: float, count: int) -> Solid:
    """Cut two corners of a box off at 45 degrees: no façade there runs along the others."""
    width, depth, height, wall = 11.0, 8.0, 2.9, 0.3
    ring: Ring = (
        (0, 0),
        (width, 0),
        (width, depth - cut),
        (width - cut, depth),
        (cut, depth),
        (0, depth - cut),
    )
    area = width * depth - cut**2
    perimeter = 2 * (width + depth) - 4 * cut + 2 * cut * np.sqrt(2)
    # Moving the edges inwards: cotangent of half of each corner, two of 90 and four of 135 degrees.
    inner = area - perimeter * wall + wall**2 * (2 + 4 / np.tan(np.radians(67.5)))
    floors, top = [k * height for k in range(count)], count * height
    truth = prism_truth(area, floors, top, inner=float(inner))
    parts = block(ring, floors, top, wall=wall)
    name = f"chamfered-{cut:g}"
    return Solid(name, Building(name, tuple(parts), levels(*floors, top)), truth, has_no=FLAT_HAS_NO)


def polygon(corners: int, radius: float, count: int) -> Solid:
    """Make a tower on a regular polygon; with many corners it is round."""
    height, wall = 2.8, 0.3
    angles = 2 * np.pi * np.arange(corners) / corners
    ring = tuple((float(radius * np.cos(a)), float(radius * np.sin(a))) for a in angles)
    area = corners / 2 * radius**2 * np.sin(2 * np.pi / corners)
    within = radius * np.cos(np.pi / corners) - wall
    inner = corners * within**2 * np.tan(np.pi / corners)
    floors, top = [k * height for k in range(count)], count * height
    truth = prism_truth(float(area), floors, top, inner=float(inner))
    parts = block(ring, floors, top, wall=wall)
    name = f"polygon-{corners}"
    return Solid(name, Building(name, tuple(parts), levels(*floors, top)), truth, has_no=FLAT_HAS_NO)


def solids() -> tuple[Solid, ...]:
    return (
        of_plan(L, 2, 2.8, 0.3, 0.2),
        of_plan(L, 1, 3.3, 0.25, 0.25).placed(17, (-2750.0, 4100.0, 0.0)),
        of_plan(T, 2, 3.0, 0.35, 0.3).placed(45),
        of_plan(U, 3, 2.7, 0.3, 0.2).placed(90),
        of_plan(U, 1, 2.9, 0.2, 0.15).placed(17),
        of_plan(Z, 2, 2.8, 0.3, 0.2),
        courtyard(5.0, 2),
        courtyard(3.4, 1).placed(17),
        low_wing(),
        low_wing().placed(45),
        chamfered(2.0, 2),
        chamfered(3.0, 1).placed(17),
        polygon(6, 5.0, 1).placed(17),
        polygon(8, 5.0, 2),
        polygon(36, 4.5, 2),
    )
