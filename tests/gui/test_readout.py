"""Texts of the service in the words of the window."""

from __future__ import annotations

import pytest

from optopcheck.domain.text import Text
from optopcheck.gui.readout import asks_building, in_window, notes_for


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("er is geen peil; geef --peil", "er is geen peil; geef 'Peil'"),
        (
            "de gemeente is niet opgegeven (--municipality) en",
            "de gemeente is niet opgegeven (zie 'Gemeente') en",
        ),
        ("geef een CityJSON-bestand met --neighbours", "geef een CityJSON-bestand bij 'Omgeving'"),
        ("kies er een met --building NAAM", "kies er een bij 'Gebouw'"),
        ("met --debug staat erbij waar", "met --debug staat erbij waar"),
    ],
)
def test_options_become_fields(said: str, shown: str) -> None:
    assert in_window(said, "nl") == shown


def test_only_a_choice_of_buildings_asks_for_one() -> None:
    assert asks_building(Text("kies er een met --building NAAM"))
    assert not asks_building(Text("het bestand is leeg"))


def test_note_of_a_cell() -> None:
    notes = ("[1] plat dak", "[2] geen plan")

    assert notes_for("onbekend [2]", notes) == "[2] geen plan"
    assert notes_for("15,40 ± 0,01 m", notes) == ""
