from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.sun.position import sun_position

EQUINOX = np.array(["2026-03-20T12:07:00"], "datetime64[s]")


def test_equinox_noon_at_the_null_island() -> None:
    _, elevation = sun_position(EQUINOX, 0.0, 0.0)
    assert elevation[0] == pytest.approx(90.0, abs=0.2)


def test_no_times_no_positions() -> None:
    azimuth, elevation = sun_position(np.array([], "datetime64[s]"), 52.0, 4.0)
    assert azimuth.shape == elevation.shape == (0,)


def test_order_of_times_is_free() -> None:
    times = np.array(["2026-06-21T03:00:00", "2026-01-01T12:34:56", "2026-06-21T03:59:59"], "datetime64[s]")
    together = sun_position(times, 52.0, 4.0)
    alone = [sun_position(times[i : i + 1], 52.0, 4.0) for i in range(3)]
    assert np.array_equal(together, np.concatenate(alone, axis=1))


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (np.nan, 0.0)])
def test_no_place_on_earth(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="not a place"):
        sun_position(EQUINOX, *place)


@given(
    latitude=st.floats(-66, 66),
    longitude=st.floats(-179, 179),
    second=st.integers(0, 40 * 365 * 86400),
)
def test_sun_moves_as_fast_as_the_earth_turns(latitude: float, longitude: float, second: int) -> None:
    times = np.datetime64("2000-01-01T00:00:00") + np.array([second, second + 60]).astype("timedelta64[s]")
    azimuth, elevation = np.radians(sun_position(times, latitude, longitude))
    level = np.cos(elevation)
    one, other = np.stack([level * np.sin(azimuth), level * np.cos(azimuth), np.sin(elevation)], axis=1)
    turned = np.degrees(np.arcsin(np.linalg.norm(one - other) / 2) * 2)
    assert 0.25 * np.cos(np.radians(23.5)) - 0.001 <= turned <= 0.2501
