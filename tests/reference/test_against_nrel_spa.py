"""Sun positions against NREL's own SPA program, its printed example, and pvlib."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pvlib import spa

from optopcheck.sun.position import sun_position

if TYPE_CHECKING:
    from pathlib import Path

NREL_TOLERANCE = 2e-6  # [deg]; the table has six decimals, the algorithm itself claims 0.0003
SUN_RADIUS, HORIZON_REFRACTION = 0.26667, 0.5667


def refracted(elevation: Any, pressure: float, temperature: float) -> Any:
    """Reda & Andreas, equation 42, where the disc is above the horizon."""
    lift = (
        (pressure / 1010.0)
        * (283.0 / (273.0 + temperature))
        * 1.02
        / (60.0 * np.tan(np.radians(elevation + 10.3 / (elevation + 5.11))))
    )
    return elevation + np.where(elevation >= -(SUN_RADIUS + HORIZON_REFRACTION), lift, 0.0)


def turn_between(one: Any, other: Any) -> Any:
    return np.abs((np.asarray(one) - other + 180.0) % 360.0 - 180.0)


def test_all_308_positions_of_the_nrel_table(reference: Path) -> None:
    with (reference / "nrel_spa_reference.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
    worst = 0.0
    for when, *numbers in rows:
        latitude, longitude, azimuth, zenith = map(float, numbers)
        times = np.array([when.rstrip("Z")], "datetime64[s]")
        found, elevation = sun_position(times, latitude, longitude, delta_t=0.0)
        apparent = refracted(elevation[0], 1000.0, 10.0)
        worst = max(worst, float(turn_between(found[0], azimuth)), abs(90.0 - apparent - zenith))
    assert len(rows) == 308
    assert worst <= NREL_TOLERANCE


def test_printed_example_of_the_paper(reference: Path) -> None:
    known = json.loads((reference / "nrel_spa_worked_example.json").read_text(encoding="utf-8"))
    times = np.array([known["time_utc"].rstrip("Z")], "datetime64[s]")
    azimuth, elevation = sun_position(times, known["lat"], known["lon"], delta_t=known["delta_t"])
    # The example stands at 1830 m, which moves the sun's parallax by 0.0000005 deg.
    assert azimuth[0] == pytest.approx(known["Phi"], abs=NREL_TOLERANCE)
    assert elevation[0] == pytest.approx(known["e0"], abs=NREL_TOLERANCE)
    assert 90 - refracted(elevation[0], known["pressure"], known["temp"]) == pytest.approx(
        known["theta"], abs=NREL_TOLERANCE
    )


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(52.06, 4.494), (-33.9, 151.2), (69.6, 18.9), (0.0, 0.0)]
)
def test_between_the_nodes_against_pvlib(latitude: float, longitude: float) -> None:
    seconds = np.random.default_rng(1).integers(0, 365 * 86400, 40)
    times = np.datetime64("2026-01-01T00:00:00", "s") + seconds
    azimuth, elevation = sun_position(times, latitude, longitude, delta_t=69.0)
    known = spa.solar_position(
        times.astype(np.int64).astype(np.float64),
        latitude,
        longitude,
        0,
        1013,
        10,
        69.0,
        0.5667,
        numthreads=1,
    )
    assert np.abs(elevation - known[3]).max() <= NREL_TOLERANCE
    # Near the zenith a hair of height is a wide turn: compare directions, not azimuths.
    assert (turn_between(azimuth, known[4]) * np.cos(np.radians(elevation))).max() <= NREL_TOLERANCE
