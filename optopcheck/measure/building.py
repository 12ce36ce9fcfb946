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
    from optopcheck.domain.building import Building, Storey
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.measure.survey import Survey


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
    step = Text("meten", "measuring")
    progress(step, 0.0)
    if profile is None:
        reason = Text(
            "er is geen meetprofiel: installeer een regelpakket, zoals het landelijke",
            "there is no measuring profile: install a rule pack, such as the national one",
        )
        return MeasuredBuilding(Measurements.none(reason), building.storeys, None)
    found = survey(_in_order(building), profile, plan_datum)
    if found is None:
        reason = Text("het model heeft geen vlakken om te meten", "the model has no faces to measure")
        return MeasuredBuilding(Measurements.none(reason, Need.REPAIR), building.storeys, None)
    progress(step, 0.5)
    storeys = judge_storeys(found)
    measurements = _all_quantities(found, storeys, plot_boundary)
    if zero_height is not None and _is_far(plan_datum, zero_height, profile):
        measurements = _with_zero(found, measurements, zero_height, plot_boundary)
    measurements = _unless_blocked(building, measurements)
    progress(step, 1.0)
    return MeasuredBuilding(measurements, storeys, _outer_ring(found), _left_out(found))


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


def _all_quantities(found: Survey, storeys: tuple[Storey, ...], plot: Floats | None) -> Measurements:
    return Measurements(
        building_height=building_height(found),
        eaves_height=eaves_height(found),
        ridge_height=ridge_height(found),
        storey_count=count_storeys(found, storeys),
        footprint_area=footprint_area(found),
        planning_volume=planning_volume(found, storeys),
        gross_volume=gross_volume(found),
        gross_floor_area=gross_floor_area(found),
        flat_roof_area=flat_roof_area(found),
        roof_pitch=roof_pitch(found),
        usable_floor_area=usable_floor_area(found),
        free_height=free_height(found),
        setback=setback(found),
        plot_distance=plot_distance(found, plot),
    )


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
