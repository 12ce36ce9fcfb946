"""Setback (*terugligging*) of the top storey, per façade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measured, Measurement, PartMeasurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, numbers
from optopcheck.measure.areas import floor_outline, outline_doubt
from optopcheck.measure.facades import edges_of, facade_name, ribbons, wind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.geometry.region import Region
    from optopcheck.measure.survey import Survey

_LEAST_EDGE = 0.5
"""Shorter edges of an outline are corners of piers [m]."""
_STEP = 0.5
_NOISE = 1e-6


@dataclass(frozen=True, eq=False)
class Side:
    """The nearest stretch of the top storey on one side."""

    wind: int
    distance: float
    start: Floats
    end: Floats
    floor: float
    outward: Floats
    """Unit normal, shape (2,)."""


def setback(survey: Survey) -> Measured:
    """Façade of the top storey to the façade below, horizontally; the smallest of all sides.

    Negative where the top storey sticks out.
    """
    if survey.leaking:
        return Unmeasured(
            Text("de gevels sluiten niet, dus is hun afstand niet te meten", "the façades do not close"),
            Need.REPAIR,
        )
    floors = survey.floors
    if len(floors) < len("ab"):
        return Unmeasured(
            Text("er zijn geen twee bouwlagen boven elkaar", "there are no two storeys above each other"),
        )
    above, below = (floor_outline(survey, level) for level in (floors[-1], floors[-2]))
    facades = sorted(sides(above, below, floors[-1].elevation), key=lambda s: (s.wind, s.distance))
    nearest = {side.wind: side for side in reversed(facades)}
    if not nearest:
        return Unmeasured(Text("de bovenste laag heeft geen gevel", "the top storey has no façade"))
    least = min(nearest.values(), key=lambda s: s.distance)
    doubt = 2 * outline_doubt(survey)
    return Measurement(
        Quantity.SETBACK,
        least.distance,
        doubt,
        geometry=_shown(least),
        method=Text(
            "van de gevel van de bovenste laag, loodrecht naar buiten, tot waar de laag eronder ophoudt",
            "from the façade of the top storey, straight outwards, to where the storey below ends",
        ),
        profile=survey.profile.id,
        parts=tuple(
            PartMeasurement(
                facade_name(wind), side.distance, doubt, geometry=_shown(side), remark=_words(side)
            )
            for wind, side in sorted(nearest.items())
        ),
    )


def sides(above: Region, below: Region, floor: float) -> Iterator[Side]:
    """Yield each façade of the top storey with the least distance along it."""
    for start, end, outward in edges_of(above.simplified(0.01), _LEAST_EDGE):
        length = float(np.linalg.norm(end - start))
        shares = np.linspace(0.02, 0.98, max(3, int(length / _STEP)))
        points = start + shares[:, None] * (end - start)
        found = below.way_out(points, outward)
        if np.isfinite(found).any():
            yield Side(wind_of(outward), _clean(float(np.nanmin(found))), start, end, floor, outward)


def _clean(distance: float) -> float:
    return 0.0 if abs(distance) < _NOISE else distance


def _words(side: Side) -> Text | None:
    if side.distance < 0:
        return numbers("steekt {d} m uit", "sticks out {d} m", d=-side.distance)
    return None


def _shown(side: Side) -> Mesh:
    return ribbons([(side.start, side.end, side.floor + 1.0)])
