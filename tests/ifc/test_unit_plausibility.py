from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.ifc.unit_plausibility import QuantityUnits, StoredQuantity, UnitVerdict, judge_units

METRES = QuantityUnits(1.0, 1.0, 1.0)
MILLIMETRES = QuantityUnits(0.001, 1e-6, 1e-9)
REVIT = QuantityUnits(0.001, 1.0, 1.0)
"""Lengths in mm, areas in m2, volumes in m3: the common way, and the one that goes wrong."""


def wall(owner: str = "w", **values: float) -> list[StoredQuantity]:
    measures = {"Area": "Area", "Volume": "Volume"}
    return [
        StoredQuantity(
            owner,
            "IfcWall",
            "wand",
            "BaseQuantities",
            name,
            next((m for k, m in measures.items() if k in name), "Length"),
            v,
        )
        for name, v in values.items()
    ]


LENGTHS = {"Length": 8000.0, "Height": 3000.0, "Width": 200.0}


@pytest.mark.parametrize(
    ("values", "verdict", "tens"),
    [
        ({"GrossVolume": 4.8, "GrossSideArea": 24.0}, UnitVerdict.PLAUSIBLE, set()),
        # Openings take a third of the wall; both sides count.
        ({"NetVolume": 3.2, "NetSideArea": 32.0}, UnitVerdict.PLAUSIBLE, set()),
        ({"GrossVolume": 4.8e9}, UnitVerdict.MIXED, {9}),
        ({"NetSideArea": 24.0e6}, UnitVerdict.MIXED, {6}),
        ({"GrossVolume": 4.8, "NetSideArea": 24.0e6}, UnitVerdict.MIXED, {6}),
        # m2 times mm
        ({"GrossVolume": 4800.0}, UnitVerdict.MIXED, {3}),
        ({"GrossVolume": 0.0048}, UnitVerdict.MIXED, {-3}),
        # Nothing to compare with, or nothing clear: no verdict on units.
        ({"Anders Volume": 4.8e9}, UnitVerdict.UNKNOWN, set()),
        ({"GrossVolume": 0.0}, UnitVerdict.UNKNOWN, set()),
        ({"GrossVolume": 48.0}, UnitVerdict.UNKNOWN, set()),
    ],
)
def test_a_wall_in_millimetres(values: dict[str, float], verdict: UnitVerdict, tens: set[int]) -> None:
    found = judge_units(wall(**LENGTHS, **values), REVIT)
    assert found.verdict is verdict
    assert {wrong.tens for wrong in found.wrong} == tens


def test_a_slab_and_a_room_without_lengths_of_their_own() -> None:
    slab = wall(GrossArea=67.24, GrossVolume=10086.0, Width=150.0)
    room = wall("r", GrossFloorArea=29.64, GrossVolume=118.56, Height=4000.0)
    found = judge_units([*slab, *room], REVIT)
    assert [(w.quantity.owner, w.quantity.name, w.tens) for w in found.wrong] == [("w", "GrossVolume", 3)]
    assert judge_units(room, REVIT).verdict is UnitVerdict.PLAUSIBLE


def test_a_unit_of_its_own_counts() -> None:
    volume = StoredQuantity("w", "IfcWall", "", "BaseQuantities", "GrossVolume", "Volume", 4.8e9, 1e-9)
    assert judge_units([*wall(**LENGTHS), volume], REVIT).verdict is UnitVerdict.PLAUSIBLE


def test_two_values_under_one_name_are_both_judged() -> None:
    both = [*wall(**LENGTHS, NetVolume=4.8e9), *wall(NetVolume=4.1)]
    found = judge_units(both, REVIT)
    assert (found.checked, [w.quantity.value for w in found.wrong]) == (2, [4.8e9])


@given(st.floats(0.5, 50), st.floats(2, 20), st.floats(0.1, 1), st.floats(0.4, 1.0))
def test_sound_values_are_plausible_in_any_consistent_units(
    length: float, height: float, width: float, solid: float
) -> None:
    for units in (METRES, MILLIMETRES, REVIT):
        values = {
            "Length": length / units.length,
            "Height": height / units.length,
            "Width": width / units.length,
            "NetSideArea": length * height * solid / units.area,
            "NetVolume": length * height * width * solid / units.volume,
        }
        found = judge_units(wall(**values), units)
        assert (found.verdict, found.checked) == (UnitVerdict.PLAUSIBLE, 2)
