"""Begin and end of sun behind a wall, a gnomon, in a street, a courtyard and under an overhang: the formula.

Each obstacle is long enough for its formula to hold; the sun passes an edge where the formula changes sign.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.building import ObservationPoint
from optopcheck.domain.mesh import merged, turn_about_z
from optopcheck.domain.site import Site
from optopcheck.domain.sunlight import PointPosition
from optopcheck.sun.days import civil_day, clock_time
from optopcheck.sun.position import sun_position
from optopcheck.sun.study import study_sun
from optopcheck.sun.views import OFFSET
from tests.reference.test_against_analytic_shadows import box, make_norm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from optopcheck.domain.mesh import Floats, Ints, Mesh
    from optopcheck.domain.sunlight import SunStudy
    from optopcheck.geometry.rays import Flags

    Formula = Callable[[Floats, Floats, Floats], Flags]
    """Whether the sun in a direction, x east, y north, z up, reaches the point."""

SITE = Site(latitude=52.06, longitude=4.494)
YEAR = 2026
# With the days of both clock changes, the last of each clock before and the equinoxes under either.
DAYS = ((2, 19), (3, 21), (3, 28), (3, 29), (6, 21), (9, 21), (10, 24), (10, 25), (12, 21))
TOLERANCE = 10  # [s]
FAR = 20_000.0  # [m]
HEIGHT = 1.0  # of the point [m]


def point(facing: tuple[float, float, float] = (0.0, -1.0, 0.0)) -> ObservationPoint:
    return ObservationPoint("p", np.array([0.0, 0.0, HEIGHT]), np.array(facing), "proef", "raam")


def wall(_: Floats, y: Floats, z: Floats) -> Flags:
    """Endless, 12 m to the south, 5 m higher than the point."""
    return np.asarray(z * (12.0 - OFFSET) > -y * 5.0)


def gnomon(x: Floats, y: Floats, z: Floats) -> Flags:
    """Pole of 0.5 x 0.5 m, 10 m to the south, 9 m higher than the point."""
    near, far = 10.0 - OFFSET, 10.5 - OFFSET
    with np.errstate(divide="ignore", invalid="ignore"):
        # Between its flanks somewhere from front to back, and under the top where the ray enters.
        enter, leave = near / -y, np.minimum(far / -y, 0.25 / np.abs(x))
        return ~np.asarray((y < 0) & (enter <= leave) & (z * enter < 9.0))


def street(x: Floats, _: Floats, z: Floats) -> Flags:
    """Runs north to south, walls 4 m to either side, 6 m higher than the point."""
    return np.asarray(z * 4.0 > 6.0 * np.abs(x))


def courtyard(x: Floats, y: Floats, z: Floats) -> Flags:
    """A point looking up: walls 8 m to the south, 6 m to the east and west, 5 m to the north, 4 m higher."""
    rise = 4.0 - OFFSET
    return np.asarray(
        (z * 8.0 > rise * -y) & (z * 6.0 > rise * x) & (z * 6.0 > rise * -x) & (z * 5.0 > rise * y)
    )


def overhang(_: Floats, y: Floats, z: Floats) -> Flags:
    """A slab 1.5 m deep, 1.2 m above the point."""
    return np.asarray(z * (1.5 - OFFSET) < 1.2 * -y)


def court() -> Mesh:
    return merged(
        [
            box((-99, -9, 0), (99, -8, HEIGHT + 4)),
            box((-99, 5, 0), (99, 6, HEIGHT + 4)),
            box((6, -99, 0), (7, 99, HEIGHT + 4)),
            box((-7, -99, 0), (-6, 99, HEIGHT + 4)),
        ]
    )


PLACES = {
    "wall": (point(), box((-FAR, -13, -1), (FAR, -12, HEIGHT + 5)), wall),
    "gnomon": (point(), box((-0.25, -10.5, 0), (0.25, -10, HEIGHT + 9)), gnomon),
    "street": (
        point(),
        merged([box((4, -FAR, -1), (5, FAR, HEIGHT + 6)), box((-5, -FAR, -1), (-4, FAR, HEIGHT + 6))]),
        street,
    ),
    "courtyard": (point((0.0, 0.0, 1.0)), court(), courtyard),
    "overhang": (point(), box((-FAR, -1.5, HEIGHT + 1.2), (FAR, 0, HEIGHT + 1.4)), overhang),
}


@lru_cache
def sun_each_second(day: date) -> tuple[Ints, tuple[Floats, Floats, Floats]]:
    second = np.arange(*civil_day(day, SITE.zone))
    azimuth, elevation = sun_position(second.astype("datetime64[s]"), SITE.latitude or 0, SITE.longitude or 0)
    a, e = np.radians(azimuth), np.radians(elevation)
    return second, (np.sin(a) * np.cos(e), np.cos(a) * np.cos(e), np.sin(e))


def by_formula(here: ObservationPoint, formula: Formula, day: int, found: SunStudy) -> list[tuple[int, int]]:
    """Return spells of sun of a day, tried each second [s since 1970 UTC]."""
    second, (x, y, z) = sun_each_second(found.days[day])
    before = here.facing[0] * x + here.facing[1] * y + here.facing[2] * z > 0
    lit = np.concatenate([[False], (z > 0) & before & formula(x, y, z), [False]])
    edges = np.flatnonzero(lit[1:] != lit[:-1])
    return [(int(second[a]), int(second[b - 1])) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def spells(found: SunStudy, day: int) -> list[tuple[int, int]]:
    assert found.intervals is not None
    return [(int(a.astype(np.int64)), int(b.astype(np.int64))) for a, b in found.intervals.of(0, day)]


def check(found: SunStudy, here: ObservationPoint, formula: Formula) -> int:
    """Compare each spell of each day; return how many there are."""
    count = 0
    for day in range(len(found.days)):
        known, mine = by_formula(here, formula, day, found), spells(found, day)
        assert len(mine) == len(known), found.days[day]
        for one, other in zip(mine, known, strict=True):
            assert abs(one[0] - other[0]) <= TOLERANCE, (found.days[day], one, other)
            assert abs(one[1] - other[1]) <= TOLERANCE, (found.days[day], one, other)
        count += len(known)
    return count


@pytest.mark.parametrize("step", [1.0, 10.0])
@pytest.mark.parametrize("place", PLACES)
def test_sun_comes_and_goes_by_the_formula(place: str, step: float) -> None:
    here, mesh, formula = PLACES[place]
    norm = make_norm(step=step, days=DAYS, position=PointPosition.FACADE)
    found = study_sun(norm, [here], mesh, SITE, YEAR)
    spoken = check(found, here, formula)
    assert spoken >= 4
    free = study_sun(norm, [here], box((0, 9000, -9), (1, 9001, -8)), SITE, YEAR)
    assert (found.minutes.sum() < free.minutes.sum() - 60).all()


@pytest.mark.parametrize(("turn", "north"), [(37.0, 0.0), (0.0, 50.0), (-120.0, 50.0)])
@pytest.mark.parametrize("place", ["gnomon", "courtyard"])
def test_a_model_drawn_at_another_angle_has_the_same_sun_on_earth(
    place: str, turn: float, north: float
) -> None:
    """The model is turned counter-clockwise by `turn`; true north 50 deg off turns it clockwise too."""
    here, mesh, formula = PLACES[place]
    angle = turn - north
    turned = replace(
        here, position=turn_about_z(here.position, angle), facing=turn_about_z(here.facing, angle)
    )
    norm = make_norm(step=1.0, days=DAYS, position=PointPosition.FACADE)
    found = study_sun(norm, [turned], mesh.turned(angle), replace(SITE, true_north=-angle), YEAR)
    assert check(found, here, formula) >= 4


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        ((3, 21), "UTC+1"), ((3, 28), "UTC+1"), ((3, 29), "UTC+2"),
        ((9, 21), "UTC+2"), ((10, 24), "UTC+2"), ((10, 25), "UTC+1"),
    ],
)  # fmt: skip
def test_an_hour_wrong_is_seen(day: tuple[int, int], offset: str) -> None:
    """A pole due south takes the sun at true noon: 12:00 less the longitude and the equation of time."""
    here, mesh, _ = PLACES["gnomon"]
    found = study_sun(make_norm(days=(day,), position=PointPosition.FACADE), [here], mesh, SITE, YEAR)
    assert found.intervals is not None
    (gap,) = [(a[1], b[0]) for a, b in pairwise(found.intervals.of(0, 0))]
    middle = gap[0] + (gap[1] - gap[0]) // 2
    clock = clock_time(middle, SITE.zone)
    assert clock.endswith(f"({offset})")
    hours = int(clock[:2]) + int(clock[3:5]) / 60 - int(offset[-1])
    number = found.days[0].timetuple().tm_yday
    turn = 2 * np.pi * (number - 81) / 364
    equation = 9.87 * np.sin(2 * turn) - 7.53 * np.cos(turn) - 1.5 * np.sin(turn)
    assert hours == pytest.approx(12.0 - 4.494 / 15 - equation / 60, abs=2 / 60)
