"""The design of the sample flat: dimensions [mm], its place, and what must come out of measuring it.

Local frame: x along the block (about east), y to the back (about north), z from
*peil*, which is the finished ground at the porch doors. The block is drawn per
porch, from west to east; within a porch flat A lies west and flat B, its mirror
image, lies east of the staircase.
"""

from __future__ import annotations

import math

LENGTH, WIDTH = 57600, 10200
PORCHES, PORCH_WIDTH = 3, 19200
FACADE, BEARING, PARTITION, SLAB = 300, 200, 100, 200
STAIR_WEST, STAIR_EAST = 8500, 10700
"""Inner faces of the staircase, from the west end of the porch."""
STAIR_SOUTH = 5000
STAIR_LANDING, STAIR_TURN = 6400, 8800
"""Where the flights begin (floor landing) and end (half landing)."""

STOREY_HEIGHT = 2800
STORAGE_FLOOR, GROUND_FLOOR, ROOF = -900, 1200, 12400
FLOORS = {
    -1: STORAGE_FLOOR,
    **{level: GROUND_FLOOR + level * STOREY_HEIGHT for level in range(4)},
    4: ROOF,
}
STOREY_NAMES = {
    -1: "-01 berging",
    0: "00 begane grond",
    1: "01 eerste verdieping",
    2: "02 tweede verdieping",
    3: "03 derde verdieping",
    4: "04 dak",
}
BOTTOM = STORAGE_FLOOR - SLAB

PARAPET_HEIGHT, PARAPET = 300, 200
CHIMNEY_HEIGHT, CHIMNEY_SIZE, CHIMNEY_AT = 1100, (900, 600), (5300, 7000)
"""One for each stack of flats, beside the bathrooms."""
STAIR_HEAD = (27300, 5000, 3000, 4000)
"""West, south, length along x, length along y."""
STAIR_HEAD_HEIGHT, STAIR_HEAD_WALL = 2400, 200
FLIGHT_WIDTH = 1050
ROOF_HATCH = (PORCH_WIDTH + STAIR_EAST - FLIGHT_WIDTH, STAIR_LANDING, FLIGHT_WIDTH, 2400)
"""Hole in the roof under the stair head: west, south, length along x and y."""

REVEAL, FRAME_DEPTH = 100, 80
GLASS_DEPTH = REVEAL + FRAME_DEPTH // 2
"""From the outer face of the façade to the middle of the glass."""

LIVING, BEDROOM, KITCHEN, STORAGE, STAIRS = (
    (2400, 1500, 800),
    (1800, 1400, 850),
    (1500, 1200, 900),
    (900, 400, 1300),
    (1400, 1200, 900),
)
"""Windows: width, height, sill above the floor (of the stairs: above the half landing)."""
SMALL_BEDROOM = (1200, 1400, 850)
LIVING_AT, BEDROOM_AT, SMALL_BEDROOM_AT, KITCHEN_AT, BACK_BEDROOM_AT, STORAGE_AT = (
    700,
    5750,
    9000,
    700,
    3350,
    2000,
)
"""West side of each window from the west end of the porch, in flat A."""
BALCONY_DOOR_AT, BALCONY_DOOR, PORCH_DOOR, ROOF_DOOR = 3200, (900, 2200), (1400, 2150), (900, 2000)
INNER_DOOR, STORAGE_DOOR = (850, 2050), (850, 1850)
"""Doors: width, height."""

BALCONY_AT, BALCONY_LENGTH, BALCONY_DEPTH, BALCONY_SLAB, BALCONY_STEP = 600, 3800, 1200, 150, 20

# The place is made up: round coordinates in Zoetermeer; what stands there is not this building.
EASTING, NORTHING, PEIL_NAP = 93500.0, 452700.0, -3.0
TURN = 12.0
"""From grid east to the long axis, counter-clockwise [deg]."""
TRUE_NORTH_OF_GRID = 0.70804
"""Direction of true north from grid north here, clockwise [deg] (minus the meridian convergence)."""
LATITUDE, LONGITUDE = 52.05918333, 4.49044177
MUNICIPALITY = "GM0637"
ADDED_HEIGHT = 3000
"""Storey height of the sample variant."""


def to_rd(x: float, y: float) -> tuple[float, float]:
    """Turn a local point [mm] into RD New [m]."""
    c, s = math.cos(math.radians(TURN)), math.sin(math.radians(TURN))
    return EASTING + (c * x - s * y) / 1000, NORTHING + (s * x + c * y) / 1000


def to_nap(z: float) -> float:
    """Turn a height above peil [mm] into a NAP height [m]."""
    return PEIL_NAP + z / 1000


def direction_to_rd(x: float, y: float) -> tuple[float, float, float]:
    """Turn a horizontal local direction into the RD grid."""
    c, s = math.cos(math.radians(TURN)), math.sin(math.radians(TURN))
    return c * x - s * y, s * x + c * y, 0.0


def outline(margin: float = 0.0) -> list[tuple[float, float]]:
    """Give the outer corners of the block in RD [m], counter-clockwise; margin [mm] outward."""
    low, x, y = -margin, LENGTH + margin, WIDTH + margin
    return [to_rd(*corner) for corner in ((low, low), (x, low), (x, y), (low, y))]


def bay(porch: int) -> tuple[int, int]:
    """Give the inner west and east side of a porch [mm], end façades taken off."""
    west, east = porch * PORCH_WIDTH, (porch + 1) * PORCH_WIDTH
    return (FACADE if porch == 0 else west, LENGTH - FACADE if porch == PORCHES - 1 else east)


def mirrored(porch: int, side: str, x: float, width: float = 0.0) -> float:
    """Place x of flat A (west side of a part with this width) in flat A or B of a porch [mm]."""
    return porch * PORCH_WIDTH + (x if side == "A" else PORCH_WIDTH - x - width)


def dwellings() -> list[tuple[int, int, str, str]]:
    """List level, porch, side and name of the 24 flats."""
    places = [(level, porch, side) for porch in range(PORCHES) for level in range(4) for side in "AB"]
    return [(*place, f"Woning {number:02d}") for number, place in enumerate(places, start=1)]
