"""All quantities of one building under one profile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import Progress, no_progress
from optopcheck.domain.measurement import LeftOut, Measured, Measurement, Measurements, Reading, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.region import GeometryError
from optopcheck.measure.alternatives import AS_BUILDING, as_building, beside, on_new_roof
from optopcheck.measure.areas import flat_roof_area, footprint_area, footprint_region, gross_floor_area
from optopcheck.measure.distances import plot_distance
from optopcheck.measure.eaves import eaves_height
from optopcheck.measure.heights import building_height, ridge_height
from optopcheck.measure.pitches import roof_pitch
from optopcheck.measure.rooms import free_height, usable_floor_area
from optopcheck.measure.setbacks import setback
from optopcheck.measure.storeys import count_storeys, judge_storeys
from optopcheck.measure.survey import OTHER_BODIES
from optopcheck.measure.surveying import survey
from optopcheck.measure.volumes import gross_volume, planning_volume

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.building import Building, Storey
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.measure.survey import Survey


_STEP = Text("meten", "measuring")
LARGEST = 5000.0
"""No building is larger; measuring one of thousands of kilometres takes for ever [m]."""
MOST_STOREYS = 1000
"""More than six times those of the highest building."""
_SURVEYED = 0.5
"""How far the work is when the body is found."""


@dataclass(frozen=True, eq=False)
class MeasuredBuilding:
    """Measurements, storeys with their role, and the outline."""

    measurements: Measurements
    storeys: tuple[Storey, ...]
    footprint: Floats | None
    """Outer ring (n, 2) of the largest part in the frame of the case [m]."""
    left_out: tuple[LeftOut, ...] = ()
    """What stands in the model beside the building; subordinate parts of it stand at each measurement."""


def measure_building(
    building: Building,
    *,
    plan_datum: Datum | None,
    profile: MeasuringProfile | None,
    zero_height: float | None = None,
    plot_boundary: Floats | None = None,
    progress: Progress = no_progress,
) -> MeasuredBuilding:
    """Measure a building.

    `zero_height` is where the zero of the model lies [m]: a plan datum far from it may have been
    given in another height system, so what would come out from the zero stands beside each value.
    `plot_boundary` is the polygon (n, 2) of the plot in the frame of the case [m].

    A quantity that cannot be established carries its reason; a defect of the
    model that blocks a quantity makes it unmeasured.
    """
    progress(_STEP, 0.0)
    if profile is None:
        reason = Text(
            "er is geen meetprofiel: installeer een regelpakket, zoals het landelijke",
            "there is no measuring profile: install a rule pack, such as the national one",
        )
        return MeasuredBuilding(Measurements.none(reason), building.storeys, None)
    if (absurd := _absurd(building)) is not None:
        return MeasuredBuilding(Measurements.none(absurd, Need.REPAIR), building.storeys, None)
    try:
        found = survey(_in_order(building), profile, plan_datum)
        progress(_STEP, _SURVEYED)
        made = _measured(building, found, zero_height, plot_boundary, progress)
    except GeometryError as error:
        made = MeasuredBuilding(Measurements.none(_damaged(error), Need.REPAIR), building.storeys, None)
    progress(_STEP, 1.0)
    return made


def _measured(
    building: Building,
    found: Survey | None,
    zero_height: float | None,
    plot: Floats | None,
    progress: Progress,
) -> MeasuredBuilding:
    if found is None:
        reason = Text("het model heeft geen vlakken om te meten", "the model has no faces to measure")
        return MeasuredBuilding(Measurements.none(reason, Need.REPAIR), building.storeys, None)
    storeys = judge_storeys(found)
    measurements = _all_quantities(found, storeys, plot, progress)
    if zero_height is not None and _is_far(found.plan_datum, zero_height, found.profile):
        measurements = _with_zero(found, measurements, zero_height, plot)
    measurements = _with_proxies(found, measurements, plot)
    measurements = _with_other_bodies(found, building, measurements)
    measurements = on_new_roof(found, measurements)
    measurements = _unless_blocked(building, measurements)
    return MeasuredBuilding(measurements, storeys, _outer_ring(found), _left_out(found))


def _absurd(building: Building) -> Text | None:
    """Return why this is no building; measuring it would take for ever."""
    if (count := len(building.storeys)) > MOST_STOREYS:
        return Text(
            f"het model heeft {count} bouwlagen, dat is geen gebouw: exporteer het met zijn eigen bouwlagen",
            f"the model has {count} storeys, which is no building: export it with its own storeys",
        )
    size = 0.0 if building.mesh.is_empty else float(np.ptp(building.mesh.bounds, axis=0).max())
    if size <= LARGEST:
        return None
    return numbers(
        "het model is {size} m groot, dat is geen gebouw: controleer de lengte-eenheid en losse delen",
        "the model is {size} m large, which is no building: check the length unit and loose parts",
        0,
        size=size,
    )


def _damaged(error: GeometryError) -> Text:
    return Text(
        f"de vlakken van het model zijn hiervoor te beschadigd ({error}); exporteer het opnieuw",
        f"the faces of the model are too damaged for this ({error}); export it again",
    )


def _in_order(building: Building) -> Building:
    """Put elements in the order of their GlobalIds: the order of the file may change no bit."""
    return replace(
        building,
        elements=tuple(sorted(building.elements, key=lambda e: e.global_id)),
        spaces=tuple(sorted(building.spaces, key=lambda e: e.global_id)),
        storeys=tuple(sorted(building.storeys, key=lambda s: (s.elevation, s.global_id))),
    )


def _left_out(found: Survey) -> tuple[LeftOut, ...]:
    groups = (
        (
            tuple(e.global_id for e in found.strays),
            Text("losse delen naast het gebouw", "loose parts beside the building"),
        ),
        *(
            (b.elements, Text("ander gebouw in het model", "another building in the model"))
            for b in found.others
        ),
        *((c.elements, c.reason) for c in found.cuts),
    )
    return tuple(LeftOut(elements, reason) for elements, reason in groups if elements)


def _all_quantities(
    found: Survey, storeys: tuple[Storey, ...], plot: Floats | None, progress: Progress = no_progress
) -> Measurements:
    ways: dict[Quantity, Callable[[], Measured]] = {
        Quantity.BUILDING_HEIGHT: lambda: building_height(found),
        Quantity.EAVES_HEIGHT: lambda: eaves_height(found),
        Quantity.RIDGE_HEIGHT: lambda: ridge_height(found),
        Quantity.STOREY_COUNT: lambda: count_storeys(found, storeys),
        Quantity.FOOTPRINT_AREA: lambda: footprint_area(found),
        Quantity.PLANNING_VOLUME: lambda: planning_volume(found, storeys),
        Quantity.GROSS_VOLUME: lambda: gross_volume(found),
        Quantity.GROSS_FLOOR_AREA: lambda: gross_floor_area(found),
        Quantity.FLAT_ROOF_AREA: lambda: flat_roof_area(found),
        Quantity.ROOF_PITCH: lambda: roof_pitch(found),
        Quantity.USABLE_FLOOR_AREA: lambda: usable_floor_area(found),
        Quantity.FREE_HEIGHT: lambda: free_height(found),
        Quantity.SETBACK: lambda: setback(found),
        Quantity.PLOT_DISTANCE: lambda: plot_distance(found, plot),
    }
    made: dict[str, Measured] = {}
    for quantity, measure in ways.items():
        progress(_STEP, _SURVEYED + (1.0 - _SURVEYED) * len(made) / len(ways))
        try:
            made[quantity.key] = measure()
        except GeometryError as error:
            made[quantity.key] = Unmeasured(_damaged(error), Need.REPAIR)
    return Measurements(**made)


def _is_far(datum: Datum | None, zero: float, profile: MeasuringProfile) -> bool:
    return datum is not None and abs(zero - datum.value) > profile.unconfirmed_datum_tolerance


def _with_zero(found: Survey, measurements: Measurements, zero: float, plot: Floats | None) -> Measurements:
    """Put what comes out from the zero of the model beside what comes out from the plan datum."""
    datum = Datum(zero, Text("nulpunt van het model", "zero of the model"), Origin.IFC)
    other = replace(found, plan_datum=datum)
    from_zero = _all_quantities(other, judge_storeys(other), plot)
    label = Text("gemeten vanaf de nul van het model", "measured from the zero of the model")
    return beside(measurements, from_zero, label)


def _with_proxies(found: Survey, measurements: Measurements, plot: Floats | None) -> Measurements:
    """Put beside what comes out with large parts of no kind as walls: a top storey may be drawn so."""
    walled = as_building(found)
    if walled is None:
        return measurements
    building, elements = walled
    other = survey(building, found.profile, found.plan_datum)
    if other is None:
        return measurements
    return beside(measurements, _all_quantities(other, judge_storeys(other), plot), AS_BUILDING, elements)


def _with_other_bodies(found: Survey, building: Building, measurements: Measurements) -> Measurements:
    """Put beside what the other bodies of the model have: one of them may be the building, or part of it."""
    changes: dict[str, Measured] = {}
    tallest = sorted(found.others, key=lambda body: -body.top)[:1]
    # Each costs as much as the building itself: the largest, which comes first, and the tallest will do.
    for body in dict.fromkeys((*found.others[:1], *tallest)):
        parts = tuple(e for e in building.elements if e.global_id in body.elements)
        alone = replace(building, elements=parts)
        other = survey(alone, found.profile, found.plan_datum)
        if other is None:
            continue
        for quantity, measured in _of_other(other).items():
            value = changes.get(quantity.key, measurements.get(quantity))
            if not (isinstance(value, Measurement) and isinstance(measured, Measurement)):
                continue
            adds_up = quantity is Quantity.GROSS_FLOOR_AREA
            if adds_up or measured.value > value.value + value.tolerance:
                amount = measured.value + (value.value if adds_up else 0.0)
                reading = Reading(OTHER_BODIES, amount, body.elements)
                changes[quantity.key] = replace(value, readings=(*value.readings, reading))
    return replace(measurements, **changes)


def _of_other(other: Survey) -> dict[Quantity, Measured]:
    return {
        Quantity.EAVES_HEIGHT: eaves_height(other),
        Quantity.STOREY_COUNT: count_storeys(other, judge_storeys(other)),
        Quantity.GROSS_FLOOR_AREA: gross_floor_area(other),
    }


def _unless_blocked(building: Building, measurements: Measurements) -> Measurements:
    changes: dict[str, Measured] = {}
    for quantity in Quantity:
        defects = building.blocked(quantity.key)
        if defects and not isinstance(measurements.get(quantity), Unmeasured):
            elements = tuple(e for d in defects for e in d.elements)
            changes[quantity.key] = Unmeasured(defects[0].message, Need.REPAIR, elements)
    return replace(measurements, **changes)


def _outer_ring(found: Survey) -> Floats | None:
    region = footprint_region(found)
    if region.is_empty:
        return None
    ring, _ = next(iter(region.parts()[0].rings()))
    return np.array(ring)
