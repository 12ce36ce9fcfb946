"""Sunrise and sunset against the US Naval Observatory."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.sun.position import sun_position

if TYPE_CHECKING:
    from pathlib import Path

HORIZON = -0.8333  # [deg] geometric: refraction 34' and the sun's radius 16', by USNO's definition
MINUTE_ROUNDING = 35.0  # [s]; the table is in whole minutes, and by a slanting sun some seconds are 0.003 deg


def test_sun_stands_at_the_horizon_at_each_published_minute(reference: Path) -> None:
    with (reference / "usno_sunrise_sunset.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
    assert len(rows) > 100
    for day, latitude, longitude, _, sunrise, sunset in rows:
        for clock in (sunrise, sunset):
            middle = np.datetime64(f"{day[:10]}T{clock}", "s")
            times = middle + np.array([-86400, 0, 86400])[:, None] + np.array([-30, 0, 30])
            _, elevation = sun_position(times.ravel(), float(latitude), float(longitude))
            low, here, high = elevation.reshape(3, 3).T
            speed = (high - low) / 60.0
            off = np.abs((here - HORIZON) / speed).min()
            assert off <= MINUTE_ROUNDING, f"{day} {clock} at {latitude}, {longitude}: {off:.0f} s"
