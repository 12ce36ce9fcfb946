"""Barrel roofs of facets, roofs of a few degrees, what hangs low in a room, and panels on stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from optopcheck.domain.building import Building, Element
from optopcheck.domain.quantity import Quantity
from tests.reference.solids.parts import Ring, along_y, block, levels, prism, rect, sheet
from tests.reference.solids.truth import (
    PITCHED_HAS_NO,
    Solid,
    Truth,
    prism_truth,
    slope,
    tangent,
    within_walls,
)

ROOF = 0.2
WALL = 0.2
SLAB = 0.2


@dataclass(frozen=True)
class Hall:
    """A hall along y under a roof whose upper side follows points across it, (x, z) from west to east."""

    length: float
    roof: tuple[tuple[float, float], ...]

    @property
    def width(self) -> float:
        return self.roof[-1][0]

    @property
    def area(self) -> float:
        return self.width * self.length

    @property
    def volume(self) -> float:
        x, z = np.array(self.roof).T
        return float(np.trapezoid(z, x) + SLAB * self.width) * self.length

    @property
    def clear(self) -> float:
        """Height under the roof at the inner face of the lowest wall."""
        x, z = np.array(self.roof).T
        return float(min(np.interp(WALL, x, z), np.interp(self.width - WALL, x, z)) - ROOF)

    def parts(self) -> list[Element]:
        west, east = self.roof[0][1], self.roof[-1][1]
        under: Ring = tuple((x, z - ROOF) for x, z in self.roof)
        end = ((0.0, 0.0), (self.width, 0.0), *under[::-1])
        parts = [
            prism("vloer", "IfcSlab", rect(0, 0, self.width, self.length), (-SLAB, 0.0)),
            prism("gevel-west", "IfcWall", rect(0, 0, WALL, self.length), (0, west - ROOF)),
            prism(
                "gevel-oost", "IfcWall", rect(self.width - WALL, 0, self.width, self.length), (0, east - ROOF)
            ),
            along_y("gevel-zuid", "IfcWall", end, (0, WALL)),
            along_y("gevel-noord", "IfcWall", end, (self.length - WALL, self.length)),
        ]
        for k, (low, high) in enumerate(zip(self.roof, self.roof[1:], strict=False)):
            ring = ((low[0], low[1] - ROOF), (high[0], high[1] - ROOF), high, low)
            parts.append(along_y(f"dak{k:03d}", "IfcRoof", ring, (0, self.length)))
        return parts


def hall(name: str, shape: Hall, more: Truth, eaves: tuple[float, ...]) -> Solid:
    """Put a hall together with the truths that all of them have."""
    top = max(z for _, z in shape.roof)
    truth = {
        Quantity.BUILDING_HEIGHT: top,
        Quantity.RIDGE_HEIGHT: top,
        Quantity.STOREY_COUNT: 1.0,
        Quantity.FOOTPRINT_AREA: shape.area,
        Quantity.PLANNING_VOLUME: shape.volume,
        Quantity.GROSS_VOLUME: shape.volume,
        Quantity.GROSS_FLOOR_AREA: shape.area,
        Quantity.FREE_HEIGHT: shape.clear,
        Quantity.USABLE_FLOOR_AREA: within_walls(shape.area, 2 * (shape.width + shape.length), WALL),
        **more,
    }
    building = Building(name, tuple(shape.parts()), levels(0.0))
    pitches = [slope(abs(d - b), c - a) for (a, b), (c, d) in zip(shape.roof, shape.roof[1:], strict=False)]
    return Solid(
        name,
        building,
        truth,
        has_no=PITCHED_HAS_NO,
        eaves=eaves,
        pitches=tuple({round(p, 9) for p in pitches if p > 1.0}) if len(pitches) <= 24 else (),
    )


def barrel(width: float, length: float, eaves: float, rise: float, facets: int) -> Solid:
    """Make a segment of a circle: eaves at the spring lines, the ridge at the crown."""
    radius = (width**2 / 4 + rise**2) / (2 * rise)
    x = np.linspace(0.0, width, facets + 1)
    z = eaves + rise - radius + np.sqrt(radius**2 - (x - width / 2) ** 2)
    shape = Hall(length, tuple((float(a), float(b)) for a, b in zip(x, z, strict=True)))
    return hall(f"barrel-{width:g}-{rise:g}-{facets}", shape, {Quantity.EAVES_HEIGHT: eaves}, (eaves, eaves))


def low_gable(pitch: float) -> Solid:
    shape = Hall(30.0, ((0.0, 6.0), (10.0, 6.0 + 10.0 * tangent(pitch)), (20.0, 6.0)))
    more = {Quantity.EAVES_HEIGHT: 6.0, Quantity.ROOF_PITCH: pitch}
    return hall(f"low-gable-{pitch:g}", shape, more, (6.0, 6.0))


def low_shed(pitch: float) -> Solid:
    shape = Hall(20.0, ((0.0, 3.0), (12.0, 3.0 + 12.0 * tangent(pitch))))
    more = {Quantity.EAVES_HEIGHT: 3.0, Quantity.ROOF_PITCH: pitch}
    return hall(f"low-shed-{pitch:g}", shape, more, (3.0,))


def box(name: str, more: list[Element], changed: Truth, has_no: frozenset[Quantity] = frozenset()) -> Solid:
    """Make two storeys with a flat roof and something more in or on them."""
    ring = rect(0, 0, 12, 9)
    truth = {**prism_truth(108.0, [0.0, 2.8], 5.6), **changed}
    building = Building(name, (*block(ring, [0.0, 2.8], 5.6), *more), levels(0.0, 2.8, 5.6))
    return Solid(name, building, truth, has_no=has_no)


def low_beam() -> Solid:
    beam = prism("balk", "IfcBeam", rect(0.3, 4.2, 11.7, 4.5), (2.2, 2.6))
    return box("low-beam", [beam], {Quantity.FREE_HEIGHT: 2.2})


def low_casing() -> Solid:
    casing = prism("koof", "IfcCovering", rect(0.3, 0.3, 11.7, 0.8), (2.1, 2.6))
    return box("low-casing", [casing], {Quantity.FREE_HEIGHT: 2.1})


def cornice() -> Solid:
    """Make a moulding along a wall that reaches over the room by less than trim may."""
    moulding = prism("lijst", "IfcCovering", rect(0.3, 0.3, 11.7, 0.34), (2.4, 2.6))
    return box("cornice", [moulding], {Quantity.FREE_HEIGHT: 2.6})


def panels(kind: str) -> Solid:
    """Make four rows of solar panels on stands: they count in the building height alone."""
    rows = [
        sheet(f"paneel{y}", kind, [(1, y, 5.9), (11, y, 5.9), (11, y + 1.2, 6.7), (1, y + 1.2, 6.7)], 0.04)
        for y in (1, 3, 5, 7)
    ]
    more = {Quantity.BUILDING_HEIGHT: 6.7, Quantity.ROOF_PITCH: 0.0}
    return box(f"panels-{kind}", rows, more, frozenset({Quantity.RIDGE_HEIGHT}))


def solids() -> tuple[Solid, ...]:
    return (
        barrel(20, 30, 5.0, 4.0, 24),
        barrel(20, 30, 5.0, 4.0, 24).placed(17),
        barrel(36, 30, 4.0, 7.0, 24),
        # How much of a shallow crown is a flat roof, no text says.
        replace(barrel(12, 20, 3.0, 1.2, 16), has_no=frozenset()),
        barrel(12, 20, 3.0, 2.0, 15),
        barrel(12, 20, 3.0, 2.0, 80),
        low_gable(4.0),
        low_gable(6.0).placed(17),
        low_gable(7.5),
        low_shed(3.0),
        low_shed(5.0).placed(45),
        low_beam(),
        low_beam().placed(17),
        low_casing(),
        cornice(),
        panels("IfcPlate"),
        panels("IfcPlate").placed(30),
        panels("IfcBuildingElementProxy"),
    )
