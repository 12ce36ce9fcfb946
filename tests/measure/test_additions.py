"""The rooftop extension against closed forms: boxes on boxes, turned, with parapets and stair heads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.addition import Addition, Size
from optopcheck.domain.building import Building, Element
from optopcheck.domain.facts import Situation
from optopcheck.domain.measurement import Measurement, Reading, Unmeasured
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.rule import Need
from optopcheck.domain.scenario import PitchedRoof, Scenario, Setback
from optopcheck.domain.site import Site
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.measure import measure_addition, measure_building
from optopcheck.measure.additions import TO_FACADE, WITHIN
from optopcheck.measure.envelopes import FROM_ROOF, ON_TOP
from optopcheck.optop import add_storeys
from tests.blocks import PEIL, PROFILE, flat, levels, rectangle, storeys_on, turned, with_elements

if TYPE_CHECKING:
    from optopcheck.domain.addition import Sized
    from optopcheck.domain.site import Datum

TOP = 8.4
CORNER = 1e-3
"""Corners are rounded to a tenth of a millimetre; over a perimeter and an angle this is the most of it."""


def situation(building: Building, datum: Datum | None = PEIL) -> Situation:
    found = measure_building(building, plan_datum=datum, profile=PROFILE)
    return Situation(building, found.measurements, found.storeys)


def addition(
    building: Building, scenario: Scenario, true_north: float = 0.0, datum: Datum | None = PEIL
) -> Addition:
    site = Site(true_north=true_north)
    before = situation(building, datum)
    return measure_addition(before, situation(add_storeys(building, scenario, site), datum), true_north)


def size(found: Sized) -> Size:
    assert isinstance(found, Size), found
    return found


def sides(found: Addition) -> dict[str, float]:
    assert not isinstance(found.setbacks, Unmeasured), found.setbacks
    return {wind: side.value for wind, side in found.setbacks.items()}


def degrees(rise: float, aside: float) -> float:
    return float(np.degrees(np.arctan2(rise, aside)))


@pytest.mark.parametrize(
    ("turn", "back", "count"), [(0.0, 1.5, 1), (0.0, 3.0, 2), (17.3, 0.6, 1), (17.3, 3.0, 1), (45.0, 1.5, 2)]
)
def test_a_box_set_back_all_round(turn: float, back: float, count: int) -> None:
    scenario = Scenario(count, 2.9, Setback.all_round(back), parapet=0.25)
    found = addition(turned(flat(), turn), scenario)
    area, share, angle = (size(x) for x in (found.area, found.roof_share, found.envelope_angle))
    expected = (20 - 2 * back) * (10 - 2 * back)

    assert area.value == pytest.approx(expected, abs=60 * CORNER)
    assert share.value == pytest.approx(expected / 200, abs=CORNER)
    assert angle.value == pytest.approx(degrees(2.9 * count + 0.25, back), abs=0.05)
    assert list(sides(found).values()) == pytest.approx([back] * 4, abs=CORNER)
    # A centimetre at each face: the doubt is there, and no larger than that explains.
    assert 0.0099 * 2 * (30 - 4 * back) <= area.doubt <= 0.02 * 2 * (30 - 4 * back)
    assert 0 < share.doubt < 0.01
    assert area.readings == share.readings == angle.readings == ()
    rise = 2.9 * count + 0.25
    steeper, flatter = degrees(rise + 0.02, back - 0.02), degrees(rise - 0.02, back + 0.02)
    assert angle.value - angle.doubt <= flatter + 0.05
    assert angle.value + angle.doubt >= steeper - 0.05
    assert angle.doubt < 2.0


@pytest.mark.parametrize(("turn", "north"), [(0.0, 0.0), (17.3, 0.0), (-60.0, 60.0), (170.0, -170.0)])
def test_each_side_lies_back_on_its_own(turn: float, north: float) -> None:
    # True north turns clockwise with the building, so that its sides keep their names.
    back = Setback(north=1.0, east=2.0, south=3.0, west=0.5)
    found = addition(turned(flat(), turn), Scenario(setback=back), north)

    assert sides(found) == pytest.approx(back.by_side, abs=CORNER)
    assert not isinstance(found.envelope_angles, Unmeasured)
    assert {wind: angle.value for wind, angle in found.envelope_angles.items()} == pytest.approx(
        {wind: degrees(3.0, metres) for wind, metres in back.by_side.items()}, abs=0.05
    )
    assert size(found.area).value == pytest.approx(17.5 * 6.0, abs=0.05)
    assert size(found.envelope_angle).value == pytest.approx(degrees(3.0, 0.5), abs=0.05)


def test_flush_with_the_facade_is_upright() -> None:
    found = addition(flat(), Scenario(setback=Setback(north=4.0)))

    assert size(found.envelope_angle).value == pytest.approx(90.0, abs=0.01)
    assert sides(found) == pytest.approx({"north": 4.0, "east": 0.0, "south": 0.0, "west": 0.0}, abs=CORNER)
    assert size(found.roof_share).value == pytest.approx(0.6)


def test_over_the_whole_roof_the_share_is_one() -> None:
    found = addition(flat(), Scenario())

    assert size(found.roof_share).value == pytest.approx(1.0)
    assert size(found.area).value == pytest.approx(200.0)


def parapet(high: float, part: Region | None = None) -> Element:
    plan = rectangle(20, 10)
    ring = plan.without(plan.grown(-0.3))
    where = ring if part is None else ring.common(part)
    return Element("dakrand", "IfcWall", "dakrand", where.extruded(TOP, TOP + high))


def test_the_angle_begins_at_the_top_of_the_parapet() -> None:
    found = size(
        addition(with_elements(flat(), parapet(0.5)), Scenario(setback=Setback.all_round(2.0))).envelope_angle
    )

    assert found.value == pytest.approx(degrees(3.0 - 0.5, 2.0), abs=0.02)
    assert [(r.label, r.value) for r in found.readings] == [
        (FROM_ROOF, pytest.approx(degrees(3.0, 2.0), abs=0.02))
    ]


def test_where_the_parapet_is_low_the_angle_is_steeper() -> None:
    west = Region.from_ring(np.array([[-1.0, -1], [0.31, -1], [0.31, 11], [-1, 11]]))
    building = with_elements(flat(), parapet(1.0, west))
    found = size(addition(building, Scenario(setback=Setback.all_round(2.0), parapet=0.1)).envelope_angle)

    assert found.value == pytest.approx(degrees(3.1, 2.0), abs=0.02)


def corner_building() -> Building:
    ring = np.array([[0, 0], [20, 0], [20, 8], [8, 8], [8, 20], [0, 20]], dtype=float)
    parts = storeys_on(Region.from_ring(ring), [0.0, 2.8, 5.6], TOP)
    return Building("hoek", tuple(parts), levels(0.0, 2.8, 5.6, TOP))


@pytest.mark.parametrize("turn", [0.0, 23.0])
def test_a_corner_building_keeps_its_distance_in_the_inner_corner(turn: float) -> None:
    found = addition(turned(corner_building(), turn), Scenario(setback=Setback.all_round(1.2)))

    # The band of 1.2 m behind 80 m of façade, less four, five and one squares at its corners.
    assert size(found.area).value == pytest.approx(256 - (80 * 1.2 - 4 * 1.2**2), abs=0.1)
    assert size(found.envelope_angle).value == pytest.approx(degrees(3.0, 1.2), abs=0.05)
    assert min(sides(found).values()) == pytest.approx(1.2, abs=CORNER)


def stair_head(low: tuple[float, float], high: tuple[float, float]) -> list[Element]:
    ring = np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]])
    plan = Region.from_ring(ring)
    walls = plan.without(plan.grown(-0.3)).extruded(TOP, TOP + 2.6)
    return [
        Element("opbouw", "IfcWall", "trappenhuis", walls),
        Element("kap", "IfcSlab", "dak trappenhuis", plan.extruded(TOP + 2.6, TOP + 2.8)),
    ]


def test_what_stands_within_the_outline_is_another_reading() -> None:
    building = with_elements(flat(), *stair_head((8, 4), (11, 6)))
    found = addition(building, Scenario(setback=Setback.all_round(1.0)))
    area, share = size(found.area), size(found.roof_share)

    # The new storey lies back from the stair head too: a hole of 5 by 4 m.
    assert area.value == pytest.approx(18 * 8 - 20, abs=0.5)
    assert [(r.label, r.value) for r in area.readings] == [(WITHIN, pytest.approx(144.0, abs=0.1))]
    assert share.value == pytest.approx((144 - 20) / (200 - 6), abs=0.01)
    assert [(r.label, r.value) for r in share.readings] == [(WITHIN, pytest.approx(144 / 200, abs=0.01))]


def test_a_lift_head_comes_back_on_the_new_roof_as_another_reading() -> None:
    building = with_elements(flat(), *stair_head((8, 4), (11, 6)))
    angle = size(addition(building, Scenario(setback=Setback.all_round(1.0))).envelope_angle)

    assert angle.value == pytest.approx(degrees(3.0, 1.0), abs=0.05)
    # 2.8 m high on the new roof, no nearer to the edge than 0.6 m within the new façade.
    assert [(r.label, r.value) for r in angle.readings] == [
        (ON_TOP, pytest.approx(degrees(5.8, 1.6), abs=0.2))
    ]


def test_installations_raised_with_the_roof_are_another_reading() -> None:
    unit = Element("lbk", "IfcUnitaryEquipment", "lbk", rectangle(2, 2).moved(9, 4).extruded(TOP, TOP + 2.0))
    found = size(
        addition(with_elements(flat(), unit), Scenario(setback=Setback.all_round(3.0))).envelope_angle
    )
    other = {reading.label: reading.value for reading in found.readings}

    assert found.value == pytest.approx(degrees(3.0, 3.0), abs=0.05)
    # It stands 4 m behind the edge and ends 5 m above it.
    assert other[ON_TOP] == pytest.approx(degrees(5.0, 4.0), abs=0.05)


def test_setbacks_agree_with_the_measured_quantity() -> None:
    building = turned(flat(), 10.0)
    scenario = Scenario(setback=Setback(1.0, 2.0, 3.0, 0.5))
    proposed = situation(add_storeys(building, scenario, Site()))
    found = measure_addition(situation(building), proposed)
    quantity = proposed.measured.setback

    assert isinstance(quantity, Measurement)
    assert min(sides(found).values()) == pytest.approx(quantity.value, abs=0.01)
    assert sorted(sides(found).values()) == pytest.approx(sorted(p.value for p in quantity.parts), abs=0.01)


def test_two_storeys_are_measured_against_the_roof_below_both() -> None:
    scenario = Scenario(2, setback=Setback.all_round(2.0))
    proposed = situation(add_storeys(flat(), scenario, Site()))
    quantity = proposed.measured.setback

    assert isinstance(quantity, Measurement)
    assert quantity.value == pytest.approx(0.0)  # of the top one against the added one below
    assert sides(measure_addition(situation(flat()), proposed))["north"] == pytest.approx(2.0, abs=CORNER)


def altered(at: Situation, **measured: object) -> Situation:
    return replace(at, measured=replace(at.measured, **measured))  # type: ignore[arg-type]


BEFORE = situation(flat())
AFTER = situation(add_storeys(flat(), Scenario(setback=Setback.all_round(2.0)), Site()))
BROKEN = Unmeasured(Text("kapot", "broken"), Need.REPAIR)


@pytest.mark.parametrize(
    ("before", "after"),
    [(altered(BEFORE, flat_roof_area=BROKEN), AFTER), (BEFORE, altered(AFTER, storey_count=BROKEN))],
)
def test_without_what_it_follows_from_nothing_is_told(before: Situation, after: Situation) -> None:
    found = measure_addition(before, after)

    assert found.area == found.roof_share == found.envelope_angle == found.setbacks == BROKEN


def test_without_a_setback_or_an_eaves_there_is_no_angle() -> None:
    no_setback = measure_addition(BEFORE, altered(AFTER, setback=BROKEN))
    no_eaves = measure_addition(altered(BEFORE, eaves_height=BROKEN), AFTER)

    assert no_setback.envelope_angle == no_setback.setbacks == BROKEN
    assert size(no_setback.area).value == pytest.approx(96.0)
    assert no_eaves.envelope_angle == BROKEN
    assert sides(no_eaves)["east"] == pytest.approx(2.0)


@pytest.mark.parametrize("key", ["flat_roof_area", "setback"])
def test_a_disputed_measurement_asks_for_a_judgement(key: str) -> None:
    at = BEFORE if key == "flat_roof_area" else AFTER
    measured = getattr(at.measured, key)
    other = altered(at, **{key: replace(measured, readings=(Reading(Text("anders"), 1.0),))})
    found = measure_addition(other, AFTER) if at is BEFORE else measure_addition(BEFORE, other)

    assert isinstance(found.envelope_angle, Unmeasured)
    assert isinstance(found.setbacks, Unmeasured)
    assert found.setbacks.need is Need.JUDGEMENT
    assert isinstance(found.area, Unmeasured) == (at is BEFORE)


def test_a_roof_that_may_be_pitched_asks_for_a_judgement() -> None:
    pitch = BEFORE.measured.roof_pitch
    assert isinstance(pitch, Measurement)
    disputed = replace(pitch, readings=(Reading(Text("met onderdelen zonder soort"), 35.0),))
    found = measure_addition(altered(BEFORE, roof_pitch=disputed), AFTER)

    assert isinstance(found.area, Unmeasured)
    assert found.area.need is Need.JUDGEMENT


def test_a_setback_to_the_facade_that_differs_is_another_reading() -> None:
    setback = AFTER.measured.setback
    assert isinstance(setback, Measurement)
    parts = tuple(replace(part, value=1.0) for part in setback.parts)
    found = measure_addition(BEFORE, altered(AFTER, setback=replace(setback, parts=parts)))

    assert not isinstance(found.setbacks, Unmeasured)
    assert [r.value for r in found.setbacks["north"].readings] == [1.0]
    assert found.setbacks["north"].readings[0].label == TO_FACADE


def test_nothing_added_and_another_roof_say_so() -> None:
    nothing, other = measure_addition(BEFORE, BEFORE), measure_addition(situation(flat(floors=2)), AFTER)

    assert isinstance(nothing.area, Unmeasured)
    assert "geen laag toegevoegd" in nothing.area.reason.nl
    assert isinstance(other.area, Unmeasured)
    assert "plat dak" in other.area.reason.nl


def test_a_pitched_roof_that_was_replaced_had_no_flat_roof() -> None:
    plan = rectangle(12, 8)
    prism = np.array(
        [[0, 0, 5.4], [12, 0, 5.4], [12, 8, 5.4], [0, 8, 5.4], [0, 4, 9.4], [12, 4, 9.4]], dtype=float
    )
    faces = [[0, 1, 5], [0, 5, 4], [2, 3, 4], [2, 4, 5], [1, 2, 5], [3, 0, 4], [0, 2, 1], [0, 3, 2]]
    roof = Element("kap", "IfcRoof", "kap", Mesh(prism, np.array(faces)))
    house = Building("huis", (*storeys_on(plan, [0.0, 2.8], 5.6)[:-1], roof), levels(0.0, 2.8))
    found = addition(house, Scenario(pitched_roof=PitchedRoof.REPLACE))

    assert isinstance(found.area, Unmeasured)
    assert isinstance(found.envelope_angle, Unmeasured)


def test_without_a_plan_datum_area_and_setbacks_are_told_and_the_angle_is_not() -> None:
    found = addition(flat(), Scenario(setback=Setback.all_round(1.0)), datum=None)

    assert size(found.area).value == pytest.approx(18 * 8)
    assert sides(found)["south"] == pytest.approx(1.0)
    assert isinstance(found.envelope_angle, Unmeasured)
