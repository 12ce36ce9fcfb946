"""RD without its correction grid against the test sheet of RDNAPTRANS 2008 (Kadaster), and stored pairs."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from optopcheck.ifc.earth import locate
from optopcheck.ifc.grid import RD_NEW

if TYPE_CHECKING:
    from pathlib import Path

# Name, latitude and longitude (ETRS89), x and y (RD): the points of the sheet inside the country.
SHEET = [
    ("Texel", 53.160753042, 4.824761912, 117380.1200, 575040.3400),
    ("Noord-Groningen", 53.419482050, 6.776726674, 247380.5600, 604580.7800),
    ("Amersfoort", 52.155172897, 5.387203657, 155000.0000, 463000.0000),
    ("Zeeuws-Vlaanderen", 51.368607152, 3.397588595, 16460.9100, 377380.2300),
    ("Zuid-Limburg", 50.792584916, 5.773795548, 182260.4500, 311480.6700),
    ("Maasvlakte", 51.947393898, 4.072887101, 64640.8900, 440700.0101),
]
WORST = 0.17
"""Found on the sheet [m]: Zeeuws-Vlaanderen."""
STATED = 1.0
"""By EPSG for a transformation without the grid [m]."""


@pytest.mark.parametrize(("name", "latitude", "longitude", "x", "y"), SHEET)
def test_the_loss_without_the_correction_grid(
    name: str, latitude: float, longitude: float, x: float, y: float
) -> None:
    place = locate(RD_NEW, x, y)

    assert place is not None
    assert place.distance_to(latitude, longitude) < WORST, name
    assert place.accuracy == STATED


def test_the_loss_is_real() -> None:
    places = [(locate(RD_NEW, x, y), latitude, longitude) for _, latitude, longitude, x, y in SHEET]
    worst = max(place.distance_to(latitude, longitude) for place, latitude, longitude in places if place)

    assert WORST - 0.01 < worst < WORST  # with a grid it would be zero: then the stated loss is out of date


@pytest.mark.models
def test_against_the_stored_pairs(reference: Path) -> None:
    with (reference / "rd_wgs84_pairs.tsv").open(encoding="utf-8") as file:
        rows = {row["what"].split(" (")[0]: row for row in csv.DictReader(file, delimiter="\t")}
    off = {}
    for what, row in rows.items():
        place = locate(RD_NEW, float(row["rd_x"]), float(row["rd_y"]))
        assert place is not None
        off[what] = place.distance_to(float(row["lat"]), float(row["lon"]))

    assert off["S1 nulpunt"] < 0.001  # the same seven parameters, rounded
    assert off["Laan op Zuid OWL"] == pytest.approx(108.6, abs=0.5)  # the model contradicts itself
