"""Made-up buildings against the formula of each quantity: what is measured holds the truth within its ±.

Every building is drawn from numbers by `tests.reference.solids`, which knows the true values from the same
numbers and never from the engine.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.domain.measurement import Measured, Measurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text
from optopcheck.measure import MeasuredBuilding, measure_building
from tests.reference.solids import PRESCRIBED, SOUND, UNSOUND

if TYPE_CHECKING:
    from tests.reference.solids.truth import Solid

LENGTH_BOUND = 0.01
"""[m]"""
ANGLE_BOUND = 0.1
"""[deg]"""
AREA_BOUND = 0.005
VOLUME_BOUND = 0.01
MOST_TOLERANCE = {"m": 0.03, "m3": 0.02}
"""[m] for lengths; of the value for volumes."""
SAME = 1e-6
"""Of the value, or of one unit where that is less: what moving and turning may change."""
NOISE = 1e-9

NEW = {
    Quantity.ROOF_PITCH,
    Quantity.USABLE_FLOOR_AREA,
    Quantity.FREE_HEIGHT,
    Quantity.SETBACK,
    Quantity.PLOT_DISTANCE,
}
ALL = (*SOUND, *UNSOUND, *PRESCRIBED)
SOLIDS = {solid.name: solid for solid in ALL}
TAKES_PLOT = "plot_boundary" in signature(measure_building).parameters

MOVED = (
    "box-1",
    "garden-house",
    "odd-size@31",
    "L-2",
    "courtyard-5",
    "parapet-0.3",
    "stair-head",
    "set-back-4",
    "gable",
    "gable-uneven",
    "hip",
    "mansard",
    "cantilever-1.5-0",
    "balconies-1.5",
    "basement-0",
    "passage",
    "gaps-0.08-0",
    "plaza",
)


def measure(solid: Solid) -> MeasuredBuilding:
    more: dict[str, Any] = {"plot_boundary": solid.plot} if TAKES_PLOT else {}
    datum = Datum(solid.peil, Text("peil"), Origin.ENTERED)
    return measure_building(solid.building, plan_datum=datum, profile=solid.profile, **more)


@cache
def found(name: str) -> MeasuredBuilding:
    return measure(SOLIDS[name])


def measured(name: str, quantity: Quantity) -> Measured:
    return found(name).measurements.get(quantity)


def bound(quantity: Quantity, truth: float) -> float:
    """How far a value of a sound building may lie from the truth, in its unit."""
    return {
        "m": LENGTH_BOUND,
        "deg": ANGLE_BOUND,
        "m2": AREA_BOUND * truth,
        "m3": VOLUME_BOUND * truth,
        "1": 0.0,
    }[quantity.unit]


def told(measurement: Measured) -> str:
    if isinstance(measurement, Unmeasured):
        return f"niet gemeten: {measurement.reason.nl}"
    readings = [round(reading.value, 4) for reading in measurement.readings]
    return f"{measurement.value:.4f} ± {measurement.uncertainty:.4f} {measurement.unit}, lezingen {readings}"


def facts(*, new: bool) -> list[tuple[str, Quantity]]:
    return [(s.name, q) for s in SOUND for q in s.truth if (q in NEW) is new]


def by_name(pairs: list[tuple[str, Quantity]]) -> pytest.MarkDecorator:
    ids = [f"{name}-{quantity.key}" for name, quantity in pairs]
    return pytest.mark.parametrize(("name", "quantity"), pairs, ids=ids)


def check_value(name: str, quantity: Quantity) -> None:
    truth = SOLIDS[name].truth[quantity]
    measurement = measured(name, quantity)
    story = f"{name} {quantity.key}: waar {truth:.4f}, {told(measurement)}"
    assert isinstance(measurement, Measurement), story
    off = abs(measurement.value - truth)
    assert off <= bound(quantity, truth) + NOISE, story
    assert off <= measurement.uncertainty + NOISE * max(1.0, truth), story
    most = MOST_TOLERANCE.get(quantity.unit)
    if most is not None:
        assert measurement.tolerance <= most * (truth if quantity.unit == "m3" else 1.0), story


def test_names_are_unique_and_enough() -> None:
    assert len(SOLIDS) == len(ALL)
    assert len({name.split("@")[0] for name in SOLIDS}) >= 48
    for solid in SOLIDS.values():
        ids = [element.global_id for element in solid.building.elements]
        assert len(ids) == len(set(ids)), solid.name


@by_name(facts(new=False))
def test_value(name: str, quantity: Quantity) -> None:
    check_value(name, quantity)


@by_name(facts(new=True))
def test_value_of_new_quantity(name: str, quantity: Quantity) -> None:
    check_value(name, quantity)


@by_name([(s.name, q) for s in PRESCRIBED for q in s.truth])
def test_value_as_a_plan_prescribes(name: str, quantity: Quantity) -> None:
    check_value(name, quantity)


@by_name([(s.name, q) for s in SOUND for q in s.disputed])
def test_disputed_value_shows_every_reading(name: str, quantity: Quantity) -> None:
    ways = SOLIDS[name].disputed[quantity]
    measurement = measured(name, quantity)
    story = f"{name} {quantity.key}: lezingen {ways}, {told(measurement)}"
    assert isinstance(measurement, Measurement), story
    near = bound(quantity, ways[0]) + NOISE
    shown = [measurement.value, *(reading.value for reading in measurement.readings)]
    assert any(abs(measurement.value - way) <= near for way in ways), story
    assert all(any(abs(value - way) <= near for value in shown) for way in ways), story


@by_name([(s.name, q) for s in SOUND for q in sorted(s.has_no, key=lambda q: q.key)])
def test_what_a_building_does_not_have_is_not_measured(name: str, quantity: Quantity) -> None:
    measurement = measured(name, quantity)
    assert isinstance(measurement, Unmeasured), told(measurement)
    assert measurement.reason.nl


def check_parts(name: str, quantity: Quantity, wanted: tuple[float, ...]) -> None:
    measurement = measured(name, quantity)
    assert isinstance(measurement, Measurement), told(measurement)
    parts = [part.value for part in measurement.parts]
    missing = [w for w in wanted if not any(abs(p - w) <= bound(quantity, w) for p in parts)]
    assert not missing, f"{name} {quantity.key}: {missing} niet onder de delen {parts}"


@pytest.mark.parametrize("name", [s.name for s in SOUND if s.eaves])
def test_eaves_of_every_facade_are_among_the_parts(name: str) -> None:
    check_parts(name, Quantity.EAVES_HEIGHT, SOLIDS[name].eaves)


@pytest.mark.parametrize("name", [s.name for s in SOUND if s.pitches])
def test_pitch_of_every_plane_is_among_the_parts(name: str) -> None:
    check_parts(name, Quantity.ROOF_PITCH, SOLIDS[name].pitches)


@pytest.mark.parametrize("name", [s.name for s in SOUND if s.setbacks])
def test_setback_of_every_side_is_among_the_parts(name: str) -> None:
    check_parts(name, Quantity.SETBACK, SOLIDS[name].setbacks)


@pytest.mark.parametrize("name", [s.name for s in SOUND if s.strays])
def test_what_is_not_of_the_building_is_listed(name: str) -> None:
    listed = {i for left in found(name).left_out for i in left.elements}
    assert sorted(SOLIDS[name].strays - listed) == []


def holds(measurement: Measurement, truth: float) -> bool:
    """Tell whether the truth lies within the uncertainty; a count may show it as a reading."""
    if abs(measurement.value - truth) <= measurement.uncertainty + NOISE * max(1.0, truth):
        return True
    return measurement.unit == "1" and truth in [reading.value for reading in measurement.readings]


@by_name([(s.name, q) for s in UNSOUND for q in s.truth])
def test_an_unsound_building_never_hides_the_truth(name: str, quantity: Quantity) -> None:
    measurement = measured(name, quantity)
    if isinstance(measurement, Unmeasured):
        assert measurement.reason.nl
        return
    truth = SOLIDS[name].truth[quantity]
    assert holds(measurement, truth), f"{name} {quantity.key}: waar {truth:.4f}, {told(measurement)}"


@pytest.mark.parametrize("name", MOVED)
def test_moving_and_turning_by_a_right_angle_changes_nothing(name: str) -> None:
    after = measure(SOLIDS[name].placed(90.0, (37.25, -412.5, 1.75))).measurements
    for quantity, before in found(name).measurements.items():
        then = after.get(quantity)
        story = f"{name} {quantity.key}: {told(before)}; daarna {told(then)}"
        assert type(then) is type(before), story
        if isinstance(before, Measurement) and isinstance(then, Measurement):
            assert abs(then.value - before.value) <= SAME * max(1.0, abs(before.value)), story


@pytest.mark.parametrize("name", MOVED)
def test_order_of_elements_changes_no_bit(name: str) -> None:
    solid = SOLIDS[name]
    # Every third first, backwards: no order that a loop would keep by chance.
    parts = [e for start in (2, 0, 1) for e in solid.building.elements[start::3][::-1]]
    shuffled = replace(solid.building, elements=tuple(parts), storeys=tuple(reversed(solid.building.storeys)))
    after = measure(replace(solid, building=shuffled)).measurements
    for quantity, before in found(name).measurements.items():
        then = after.get(quantity)
        story = f"{name} {quantity.key}: {told(before)}; daarna {told(then)}"
        assert type(then) is type(before), story
        if isinstance(before, Measurement) and isinstance(then, Measurement):
            assert (then.value, then.tolerance) == (before.value, before.tolerance), story
