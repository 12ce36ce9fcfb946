"""Facts of the rooftop extension: which side is the front, and why something is not known."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.addition import Addition, Size
from optopcheck.domain.building import Building, Defect, Severity
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.measurement import Reading, Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue import FACTS
from optopcheck.rules.language.values import Number, Unknown, Value

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

SQUARE = {"north": Size(3.0, 0.1), "east": Size(1.0, 0.1), "south": Size(0.0, 0.1), "west": Size(2.0, 0.2)}
SLANTED = {"north-east": Size(3.0, 0.1), "south-east": Size(1.0, 0.1)} | {
    "south-west": Size(0.5, 0.1),
    "north-west": Size(2.0, 0.1),
}
BROKEN = Unmeasured(Text("de gevels sluiten niet", "the façades do not close"), Need.REPAIR)
SIDES = ("front", "rear", "side")
ANGLES = {
    "north": Size(35.0, 0.5),
    "east": Size(90.0, 0.5),
    "south": Size(41.0, 0.5),
    "west": Size(70.0, 0.5),
}


def facts(
    front: str | None = "north", sides: dict[str, Size] | Unmeasured | None = None, *defects: str
) -> Facts:
    setbacks = SQUARE if sides is None else sides
    angle = Size(40.0, 0.5, (Reading(Text("met liftopbouw"), 52.0),))
    after = replace(
        make_situation(), addition=Addition(Size(96.0, 0.4), Size(0.48, 0.004), angle, ANGLES, setbacks)
    )
    entered = {} if front is None else {"existing.front_side": EnteredFact(front, "bewoner")}
    made = make_facts(proposed=after, entered=entered)
    found = tuple(Defect(code, Severity.WARNING, Text("noorden"), Text("--north")) for code in defects)
    return replace(made, case=replace(made.case, building=Building("proef", (), defects=found)))


def read(name: str, given: Facts) -> Value:
    return FACTS[name].read(given)


def number(name: str, given: Facts) -> Number:
    found = read(name, given)
    assert isinstance(found, Number), found
    return found


def why(name: str, given: Facts) -> Unknown:
    found = read(name, given)
    assert isinstance(found, Unknown), found
    return found


@pytest.mark.parametrize(
    ("front", "expected"),
    [("north", (3, 0, 1)), ("east", (1, 2, 0)), ("south", (0, 3, 1)), ("west", (2, 1, 0))],
)
def test_front_rear_and_the_smallest_side(front: str, expected: tuple[int, ...]) -> None:
    found = [number(f"proposed.setback_{side}", facts(front)).base.value for side in SIDES]

    assert found == list(expected)


def test_the_envelope_of_front_and_rear_leaves_the_neighbours_out() -> None:
    found = [number(f"proposed.envelope_angle_{side}", facts("south")).base.value for side in SIDES]

    assert found == [41, 35, 90]


def test_a_building_that_stands_askew_has_slanting_winds() -> None:
    found = [number(f"proposed.setback_{side}", facts("south-east", SLANTED)).base.value for side in SIDES]

    assert found == [1, 2, Fraction(1, 2)]


def test_the_doubt_of_two_sides_is_that_of_the_smaller_one_or_more() -> None:
    side = number("proposed.setback_side", facts("north", {**SQUARE, "west": Size(1.05, 0.2)})).base

    assert (side.low, side.value, side.high) == (Fraction("0.85"), 1, Fraction("1.1"))


@pytest.mark.parametrize("side", SIDES)
def test_without_a_front_nobody_knows_the_sides(side: str) -> None:
    found = why(f"proposed.setback_{side}", facts(None))

    assert found.need is Need.INPUT
    assert "existing.front_side" in found.reasons[0].text.nl


def test_a_wrong_front_is_told_which_facades_there_are() -> None:
    found = why("proposed.setback_front", facts("north", SLANTED))

    assert found.need is Need.INPUT
    assert "north-east, south-east, south-west, north-west" in found.reasons[0].text.nl


def test_a_slanting_facade_beside_the_front_asks_for_a_judgement() -> None:
    given = facts("north", {**SQUARE, "north-east": Size(0.5, 0.1)})

    assert why("proposed.setback_front", given).need is Need.JUDGEMENT
    assert why("proposed.setback_side", given).need is Need.JUDGEMENT
    assert number("proposed.setback_rear", given).base.value == 0


@pytest.mark.parametrize("side", SIDES)
def test_without_a_sure_north_there_is_no_compass(side: str) -> None:
    found = why(f"proposed.setback_{side}", facts("north", None, "IFC-NORTH-NONE"))

    assert "--north" in found.reasons[0].text.nl


@pytest.mark.parametrize("side", SIDES)
def test_a_setback_that_was_not_measured_passes_on_its_reason(side: str) -> None:
    found = why(f"proposed.setback_{side}", facts("north", BROKEN))

    assert found.need is Need.REPAIR
    assert found.reasons[0].text == BROKEN.reason


def test_area_share_and_angle_with_doubt_and_readings() -> None:
    area, share, angle = (
        number(f"proposed.{name}", facts())
        for name in ("addition_area", "addition_roof_share", "envelope_angle")
    )

    assert (area.base.low, area.base.high) == (Fraction("95.6"), Fraction("96.4"))
    assert (share.base.value, share.base.high) == (Fraction("0.48"), Fraction("0.484"))
    assert [(set(w.labels), w.span.value) for w in angle.worlds] == [(set(), 40), ({"met liftopbouw"}, 52)]


@pytest.mark.parametrize("name", ["addition_area", "addition_roof_share", "envelope_angle", "setback_front"])
def test_nothing_added_a_refused_design_and_no_measurement_say_so(name: str) -> None:
    made = make_facts()
    same = replace(made, proposed=made.existing)
    refused = replace(made, proposed=replace(make_situation(setback=BROKEN), building=None))

    assert "geen laag toegevoegd" in why(f"proposed.{name}", same).reasons[0].text.nl
    assert why(f"proposed.{name}", refused).reasons[0].text == BROKEN.reason
    assert "niet gemeten" in why(f"proposed.{name}", made).reasons[0].text.nl


@pytest.mark.parametrize("flat", [True, False])
def test_a_flat_roof_is_yes_or_no(flat: bool) -> None:  # noqa: FBT001 - the answer itself
    made = make_facts(existing=replace(make_situation(), flat_roof=flat))

    assert read("existing.has_flat_roof", made) is flat


def test_a_roof_that_nobody_could_judge_is_neither() -> None:
    made = make_facts(existing=replace(make_situation(), flat_roof=BROKEN))

    assert why("existing.has_flat_roof", made).need is Need.REPAIR
    assert why("existing.has_flat_roof", make_facts()).need is Need.INPUT


def test_no_computed_fact_counts_as_merely_absent() -> None:
    names = ["proposed.setback_front", "proposed.envelope_angle", "existing.has_flat_roof"]

    assert not any(reason.absent for name in names for reason in why(name, make_facts()).reasons)
