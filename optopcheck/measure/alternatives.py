"""Other readings of a whole building, each measured anew and set beside the values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measurement, Measurements, Reading
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text, join_texts
from optopcheck.geometry.projection import seen_from_above
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Element
    from optopcheck.geometry.region import Region
    from optopcheck.measure.survey import Survey

AS_BUILDING = Text(
    "met de onderdelen zonder soort (IfcBuildingElementProxy) als deel van het gebouw",
    "with the parts of no kind (IfcBuildingElementProxy) as part of the building",
)
ON_NEW_ROOF = Text(
    "met de opbouwen en dakranden van het bestaande dak ook op het nieuwe",
    "with the structures and edges of the existing roof on the new one too",
)
_PROXY = "IfcBuildingElementProxy"
_LEAST_PLAN, _LEAST_LENGTH, _LEAST_HEIGHT = 2.0, 1.0, 0.5
"""Smaller proxies bound no room: a plate [m2], or a wall this long and high [m]."""
_LEAST_RISE = 2.0
"""Terrain and paving end lower above the ground [m]."""
_AT_BODY, _HELD = 0.3, 0.5
"""At least this share of its corners lies this near to the body [m]."""
EDGE, _INSIDE = 0.6, 0.05
"""Widest roof edge around a deck; what lies no further out than the last stands on it [m]."""
_MOST_RISE = 6.0
"""Higher parts beside the deck are wings of the building, no structure on its roof [m]."""


def beside(
    measurements: Measurements, other: Measurements, label: Text, elements: tuple[str, ...] = ()
) -> Measurements:
    """Put the values of another reading beside those that differ by more than their tolerance.

    Where the other one can itself be read in more ways, those that go beyond all others stand there too.
    """
    changes: dict[str, Measurement] = {}
    for quantity, measured in measurements.items():
        alternative = other.get(quantity)
        if not (isinstance(measured, Measurement) and isinstance(alternative, Measurement)):
            continue
        readings = list(measured.readings)
        if abs(measured.value - alternative.value) > measured.tolerance:
            readings.append(Reading(label, alternative.value, elements))
        for reading in alternative.readings:
            known = [measured.value, *(r.value for r in readings)]
            low, high = min(known) - measured.tolerance, max(known) + measured.tolerance
            if not low <= reading.value <= high:
                both = join_texts(label, reading.label, separator=", ")
                readings.append(Reading(both, reading.value, (*elements, *reading.elements)))
        if len(readings) > len(measured.readings):
            changes[quantity.key] = replace(measured, readings=tuple(readings))
    return replace(measurements, **changes)


def as_building(survey: Survey) -> tuple[Building, tuple[str, ...]] | None:
    """Return the building with its large parts of no kind taken for walls, and which they are."""
    parts = [e for e in survey.parts if e.kind == _PROXY and not e.added]
    chosen = {e.global_id for e in parts if _bounds_room(e, survey)}
    if not chosen:
        return None
    building = survey.building
    walls = tuple(replace(e, kind="IfcWall") if e.global_id in chosen else e for e in building.elements)
    return replace(building, elements=walls), tuple(sorted(chosen))


def _bounds_room(element: Element, survey: Survey) -> bool:
    low, high = element.mesh.bounds
    width, depth, height = high - low
    large = width * depth >= _LEAST_PLAN or (max(width, depth) >= _LEAST_LENGTH and height >= _LEAST_HEIGHT)
    datum = survey.plan_datum
    foot = float(min(e.mesh.bounds[0, 2] for e in survey.building.shell if not e.mesh.is_empty))
    ground = max(foot, datum.value) if datum else foot
    if not large or high[2] < ground + _LEAST_RISE:
        return False
    near = survey.outline.grown(_AT_BODY).covers(element.mesh.vertices[:, :2])
    return bool(near.mean() >= _HELD)


def on_new_roof(survey: Survey, measurements: Measurements) -> Measurements:
    """Put the heights beside that come out if what stands on the existing roof comes back on the new one.

    Lift and stair heads serve the new storey too, and its roof gets an edge; the drawn storey has
    neither, unless the scenario gives it an edge.
    """
    added = [e for e in survey.building.elements if e.added]
    roofs = [e for e in added if e.kind.startswith("IfcSlab")]
    if not roofs:
        return measurements
    deck = min(float(e.mesh.bounds[0, 2]) for e in added)
    new_roof = max(float(e.mesh.bounds[1, 2]) for e in roofs)
    edged = max(float(e.mesh.bounds[1, 2]) for e in added) > new_roof + FACE_TOLERANCE
    plan = seen_from_above(e.mesh for e in roofs)
    inside = plan.without_holes().grown(-EDGE)
    # What was raised with the roof stands there already.
    left = [e for e in survey.parts if not e.added and e.mesh.bounds[0, 2] < new_roof - FACE_TOLERANCE]
    middle = _rise(left, deck, inside)
    edge = (0.0, ()) if edged else _rise(left, deck, plan.grown(_INSIDE), but=inside)
    made = {
        Quantity.BUILDING_HEIGHT: (max(middle[0], edge[0]), (*middle[1], *edge[1])),
        Quantity.EAVES_HEIGHT: edge,
    }
    changes: dict[str, Measurement] = {}
    for quantity, (rise, elements) in made.items():
        measured = measurements.get(quantity)
        if not isinstance(measured, Measurement) or measured.datum is None:
            continue
        value = new_roof + rise - measured.datum.value
        if rise > 0 and value > measured.value + FACE_TOLERANCE:
            reading = Reading(ON_NEW_ROOF, value, elements)
            changes[quantity.key] = replace(measured, readings=(*measured.readings, reading))
    return replace(measurements, **changes)


def _rise(
    parts: list[Element], deck: float, where: Region, but: Region | None = None
) -> tuple[float, tuple[str, ...]]:
    """Return how far existing parts rise above the deck within a region, and which they are."""
    highest: dict[str, float] = {}
    for element in parts:
        points = element.mesh.vertices
        points = points[(points[:, 2] > deck + FACE_TOLERANCE) & (points[:, 2] <= deck + _MOST_RISE)]
        here = where.covers(points[:, :2])
        if but is not None:
            here &= ~but.covers(points[:, :2])
        if here.any():
            highest[element.global_id] = float(points[here, 2].max()) - deck
    rise = max(highest.values(), default=0.0)
    return rise, tuple(sorted(i for i, h in highest.items() if np.isclose(h, rise)))
