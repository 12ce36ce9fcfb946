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
from optopcheck.domain.text import Text
from optopcheck.geometry.region import GeometryError
from optopcheck.measure.areas import flat_roof_area, footprint_area, footprint_region, gross_floor_area
from optopcheck.measure.distances import plot_distance
from optopcheck.measure.eaves import eaves_height
from optopcheck.measure.heights import building_height, ridge_height
from optopcheck.measure.pitches import roof_pitch
from optopcheck.measure.rooms import free_height, usable_floor_area
from optopcheck.measure.setbacks import setback
from optopcheck.measure.storeys import count_storeys, judge_storeys
from optopcheck.measure.surveying import survey
from optopcheck.measure.volumes import gross_volume, planning_volume

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.building import Building, Storey
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.measure.survey import Survey


_STEP = Text("meten", "measuring")
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
    measurements = _unless_blocked(building, measurements)
    return MeasuredBuilding(measurements, storeys, _outer_ring(found), _left_out(found))


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
    changes: dict[str, Measured] = {}
    for quantity, measured in measurements.items():
        alternative = from_zero.get(quantity)
        if not (isinstance(measured, Measurement) and isinstance(alternative, Measurement)):
            continue
        if abs(measured.value - alternative.value) > measured.tolerance:
            reading = Reading(label, alternative.value)
            changes[quantity.key] = replace(measured, readings=(*measured.readings, reading))
    return replace(measurements, **changes)


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
