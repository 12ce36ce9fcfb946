"""Three norths that stay apart: y of the model, north of the grid, true north."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optopcheck.ifc.grid import turn_of

if TYPE_CHECKING:
    from optopcheck.ifc.earth import Place
    from optopcheck.ifc.survey import Conversion

_MAY_DIFFER = 2.0
"""Between the stated true north and that of the grid [deg]."""
_FLAT = 1e-6
_SAME = 1e-9
"""cos(90 deg) as tools write it."""


def north_angle(direction: tuple[float, ...] | None) -> float | None:
    """Return the direction of true north in the model, clockwise from +y [deg]; None if unusable."""
    if direction is None or len(direction) < len("xy"):
        return None
    x, y = direction[:2]
    # Some Revit versions write (2, x, y): no direction in the plane.
    flat = all(abs(z) < _FLAT for z in direction[2:])
    if not flat or not math.isfinite(x + y) or math.hypot(x, y) == 0:
        return None
    angle = math.degrees(math.atan2(x, y))
    return 0.0 if abs(angle) < _SAME else angle


def north_apart(stated: float | None, conversion: Conversion, place: Place) -> float | None:
    """Return how far the stated true north lies from that of the grid [deg], None if they agree.

    A north along y is what tools write that do not know; it contradicts nothing.
    """
    if stated is None or abs(stated) < _FLAT:
        return None
    # Clockwise from +y of the model; turning the model counter-clockwise lessens it.
    apart = (stated - turn_of(conversion) - place.true_north + 180.0) % 360.0 - 180.0
    return apart if abs(apart) > _MAY_DIFFER else None
