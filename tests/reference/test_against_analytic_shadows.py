"""Sun hours behind walls, canyons, overhangs and deep reveals against the formula of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.building import Aperture, ObservationPoint
from optopcheck.domain.mesh import Mesh, merged
from optopcheck.domain.rule import LegalSource, Limit, Standing
from optopcheck.domain.site import Site
from optopcheck.domain.sunlight import PointPosition, SunNorm
from optopcheck.domain.text import Text
from optopcheck.sun.days import sun_day
from optopcheck.sun.study import study_sun
from optopcheck.sun.views import OFFSET

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.mesh import Floats

SITE = Site(latitude=52.06, longitude=4.494)
YEAR = 2026
DAYS = ((1, 21), (2, 19), (3, 21), (6, 21), (9, 21), (12, 21))
FAR = 500.0  # [m]
NOTHING = Mesh(np.empty((0, 3)), np.empty((0, 3)))
_SOURCE = LegalSource("proefnorm", "passage", "https://example.org", "1", Standing.PRACTICE)
_QUADS = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]


def make_norm(
    *,
    minimum_elevation: float = 0.0,
    step: float = 1.0,
    position: PointPosition = PointPosition.INSIDE_GLASS,
    days: tuple[tuple[int, int], ...] = DAYS,
) -> SunNorm:
    return SunNorm(
        "proef",
        Text("proef"),
        _SOURCE,
        Limit(2.0, "h", "1", "proef"),
        days,
        ((1, 1), (12, 31)),
        minimum_elevation=minimum_elevation,
        step=step,
        position=position,
    )


def box(low: tuple[float, ...], high: tuple[float, ...]) -> Mesh:
    """Return a closed box, faces outwards."""
    corners = [
        [(low, high)[i][0], (low, high)[j][1], (low, high)[k][2]]
        for k in (0, 1)
        for j in (0, 1)
        for i in (0, 1)
    ]
    return Mesh(np.array(corners), np.array([t for a, b, c, d in _QUADS for t in ((a, b, c), (a, c, d))]))


def window(
    *,
    height: float = 1.0,
    y: float = 0.0,
    facing: tuple[float, float, float] = (0.0, -1.0, 0.0),
    aperture: tuple[float, float, float] | None = None,
) -> ObservationPoint:
    """Return a point on the glass at x = 0, looking south unless told otherwise."""
    opening = Aperture(*aperture) if aperture else None
    return ObservationPoint(
        "w", np.array([0.0, y, height]), np.array(facing), "proef", "raam", aperture=opening
    )


def expected_minutes(sunny: Callable[[Floats, Floats], Floats], minimum: float) -> list[float]:
    """Sun by formula of azimuth from south, westwards [rad], and elevation [rad], at the same samples."""
    out = []
    for day in DAYS:
        sun = sun_day(date(YEAR, *day), SITE.latitude or 0.0, SITE.longitude or 0.0, 1.0, SITE.zone)
        azimuth, elevation = np.radians(sun.azimuth - 180.0), np.radians(sun.elevation)
        up = elevation > np.radians(max(minimum, 0.0))
        out.append(float((up & (np.abs(azimuth) < np.pi / 2) & sunny(azimuth, elevation)).sum()))
    return out


def check(
    point: ObservationPoint, mesh: Mesh, sunny: Callable[[Floats, Floats], Floats], minimum: float = 0.0
) -> None:
    study = study_sun(make_norm(minimum_elevation=minimum), [point], mesh, SITE, YEAR)
    off = np.abs(study.minutes[0] - expected_minutes(sunny, minimum))
    # At most one sample at each edge differs.
    assert (off <= 2 * study.tolerance[0]).all(), off
    assert study.minutes[0].max() > 0


@pytest.mark.parametrize("minimum", [0.0, 10.0])
def test_open_field(minimum: float) -> None:
    check(window(), NOTHING, lambda azimuth, _: np.isfinite(azimuth), minimum)


@pytest.mark.parametrize("height", [3.0, 6.0, 9.0])
def test_endless_wall_to_the_south(height: float) -> None:
    distance = 12.0
    wall = box((-FAR * 20, -distance - 1.0, -1.0), (FAR * 20, -distance, 1.0 + height))
    check(
        window(height=1.0),
        wall,
        lambda azimuth, elevation: np.tan(elevation) * (distance - OFFSET) > height * np.cos(azimuth),
    )


def test_canyon_that_runs_south() -> None:
    # Walls to both sides at 4 m, 6 m higher than the point: the sun must pass over them or between.
    walls = merged([box((4, -FAR, -1), (5, FAR, 7)), box((-5, -FAR, -1), (-4, FAR, 7))])
    check(
        window(height=1.0),
        walls,
        lambda azimuth, elevation: np.tan(elevation) * 4.0 > 6.0 * np.abs(np.sin(azimuth)),
    )


def test_balcony_above_takes_the_high_sun() -> None:
    # A slab 1.5 m deep, 1.2 m above the point: sun under its edge alone.
    slab = box((-FAR, -1.5, 2.2), (FAR, 0.0, 2.4))
    check(
        window(height=1.0),
        slab,
        lambda azimuth, elevation: np.tan(elevation) * (1.5 - OFFSET) < 1.2 * np.cos(azimuth),
    )


@pytest.mark.parametrize("depth", [0.1, 0.4, 1.5])
def test_deep_reveal_is_the_solid_opening(depth: float) -> None:
    width, rise = 1.2, 0.9

    def through(azimuth: Floats, elevation: Floats) -> Floats:
        aside = np.abs(np.tan(azimuth)) * depth <= width / 2
        return aside & (np.tan(elevation) / np.cos(azimuth) * depth <= rise)

    check(window(aperture=(width, rise, depth)), NOTHING, through)


def test_opening_by_formula_is_the_opening_in_a_mesh() -> None:
    width, rise, depth = 1.2, 1.4, 0.5
    hole = merged(
        [
            box((-9, 0, 0), (-width / 2, depth, 9)),
            box((width / 2, 0, 0), (9, depth, 9)),
            box((-9, 0, 1.0 + rise), (9, depth, 9)),
            box((-9, 0, 0), (9, depth, 1.0)),
        ]
    )
    by_formula = window(aperture=(width, rise, depth), y=depth)
    # The same glass without an opening of its own, 1 mm above the sill, inside the modelled hole.
    in_mesh = window(y=depth + OFFSET, height=1.001)
    formula = study_sun(make_norm(), [by_formula], NOTHING, SITE, YEAR)
    mesh = study_sun(make_norm(), [in_mesh], hole, SITE, YEAR)
    assert (np.abs(formula.minutes - mesh.minutes) <= 2 * mesh.tolerance + 1).all()
    assert (mesh.minutes < study_sun(make_norm(), [in_mesh], NOTHING, SITE, YEAR).minutes - 60).any()


def test_point_on_the_facade_takes_no_notice_of_the_reveal() -> None:
    norm = make_norm(position=PointPosition.FACADE)
    deep, flat = window(aperture=(0.2, 0.2, 0.5), y=0.5), window()
    study = study_sun(norm, [deep, flat], box((-20, -9, 0), (2, -8, 6)), SITE, YEAR)
    assert study.minutes[0].tolist() == study.minutes[1].tolist()
