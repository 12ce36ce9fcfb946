"""Rooms by their names, and the windows that light them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.ifc import read_model
from optopcheck.ifc.room_use import is_habitable
from tests.ifc.drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "habitable"),
    [
        ("woonkamer", True),
        ("Woonkamer/keuken 1.02", True),
        ("Slaapkamer_2", True),
        ("living room", True),
        ("ouderslaapkamer", True),
        ("badkamer", False),
        ("Toilet", False),
        ("WC 3", False),
        ("gang", False),
        ("bergkast", False),
        ("keukenkast", False),
        ("slaapkamer met kast", None),
        ("ruimte 12", None),
        ("101", None),
        ("", None),
    ],
)
def test_a_room_by_its_name(name: str, habitable: bool | None) -> None:  # noqa: FBT001
    assert is_habitable(name) is habitable


@pytest.mark.parametrize(("name", "habitable"), [("woonkamer", True), ("badkamer", False), ("x", None)])
def test_a_window_knows_its_room(tmp_path: Path, name: str, habitable: bool | None) -> None:  # noqa: FBT001
    drawing = Drawing()
    made = house(drawing)
    drawing.box("IfcSpace", made["ground"], (0.3, 0.3, 0), (7.4, 5.4, 3), name)
    points = read_model(drawing.save(tmp_path / "huis.ifc")).building.observation_points
    assert len(points) == 4
    assert {point.habitable for point in points} == {habitable}


def test_without_rooms_it_is_not_known(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    points = read_model(drawing.save(tmp_path / "huis.ifc")).building.observation_points
    assert {point.habitable for point in points} == {None}
