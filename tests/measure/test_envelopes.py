"""The angle of the envelope: from the edges that are the roof's own, and what the rest would make of it."""

from __future__ import annotations

import numpy as np
import pytest

from optopcheck.domain.addition import Size
from optopcheck.domain.measurement import Measurement, PartMeasurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.measure.envelopes import ALL_AROUND, FROM_ROOF, Doubts, Envelope, edges_along
from optopcheck.measure.facades import ribbon_edges, ribbons
from tests.blocks import PEIL, rectangle

ROOF = rectangle(20, 10)
CORNERS = {"west": ((0, 10), (0, 0)), "south": ((0, 0), (20, 0)), "east": ((20, 0), (20, 10)), "north": ((20, 10), (0, 10))}  # fmt: skip # noqa: E501
EXACT = Doubts()


def eaves(**heights: float) -> Measurement:
    parts = []
    for side, height in heights.items():
        start, end = (np.array(corner, dtype=float) for corner in CORNERS[side])
        parts.append(PartMeasurement(Text(side), height, 0.01, geometry=ribbons([(start, end, height)])))
    return Measurement(Quantity.EAVES_HEIGHT, max(heights.values()), 0.01, datum=PEIL, parts=tuple(parts))


def block(west: float, south: float, east: float, north: float) -> Region:
    low, high = (west, south), (20 - east, 10 - north)
    return Region.from_ring(
        np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]])
    )


def degrees(rise: float, aside: float) -> float:
    return float(np.degrees(np.arctan2(rise, aside)))


def angle(measured: Measurement, top: float, region: Region, doubts: Doubts = EXACT) -> Size:
    found = envelope(measured, [(region, top)], doubts).whole()
    assert isinstance(found, Size), found
    return found


def envelope(
    measured: Measurement,
    added: list[tuple[Region, float]],
    doubts: Doubts = EXACT,
    roof: Region = ROOF,
    level: float = 9.0,
) -> Envelope:
    return Envelope(added, [], roof, level, edges_along(measured, roof, level), doubts)


def test_each_edge_counts_with_its_own_height() -> None:
    measured = eaves(west=9.0, south=9.0, east=10.0, north=9.5)
    found = angle(measured, 12.0, block(4.0, 3.0, 1.0, 2.0))

    assert found.value == pytest.approx(max(degrees(3, 4), degrees(3, 3), degrees(2, 1), degrees(2.5, 2)))
    assert found.doubt == 0


def test_the_steepest_of_more_parts_counts() -> None:
    measured = eaves(west=9.0, south=9.0, east=9.0, north=9.0)
    parts = [(block(2.0, 2.0, 2.0, 2.0), 12.0), (block(4.0, 4.0, 4.0, 4.0), 16.0)]
    found = envelope(measured, parts).whole()

    assert isinstance(found, Size)
    assert found.value == pytest.approx(degrees(7, 4))


@pytest.mark.parametrize(("top", "value"), [(9.0, 0.0), (8.0, 0.0), (12.0, 90.0)])
def test_flush_is_upright_and_what_stays_below_the_edge_is_level(top: float, value: float) -> None:
    measured = eaves(west=9.0, south=9.0, east=9.0, north=9.0)

    assert angle(measured, top, block(0.0, 0.0, 0.0, 0.0)).value == pytest.approx(value, abs=1e-3)


def test_the_doubt_holds_the_angle_of_every_distance_and_height_within_it() -> None:
    measured = eaves(west=9.0, south=9.0, east=9.0, north=9.0)
    found = angle(measured, 11.0, block(2.0, 2.0, 2.0, 2.0), Doubts(0.1, 0.05))
    for aside in (-0.1, 0.0, 0.1):
        for upright in (-0.05, 0.0, 0.05):
            true = degrees(2 + upright, 2 + aside)
            assert found.value - found.doubt - 1e-4 <= true <= found.value + found.doubt + 1e-4
    assert found.doubt < 3.0


def test_a_stretch_without_an_eaves_is_another_reading() -> None:
    found = angle(eaves(south=9.0, east=9.5, north=9.0), 12.0, block(0.5, 2.0, 2.0, 2.0))

    assert found.value == pytest.approx(degrees(3, 2), abs=1e-3)
    assert [(r.label, r.value) for r in found.readings] == [
        (ALL_AROUND, pytest.approx(degrees(3, 0.5), abs=1e-3))
    ]


def test_a_high_edge_leaves_the_surface_of_the_roof_as_another_reading() -> None:
    found = angle(eaves(west=10.2, south=10.2, east=10.2, north=10.2), 12.0, block(2.0, 2.0, 2.0, 2.0))

    assert found.value == pytest.approx(degrees(1.8, 2), abs=1e-3)
    assert [(r.label, r.value) for r in found.readings] == [
        (FROM_ROOF, pytest.approx(degrees(3, 2), abs=1e-3))
    ]


def test_eaves_of_another_roof_are_not_this_edge() -> None:
    low = eaves(west=3.0, south=3.0, east=3.0, north=3.0)
    added = [(block(2, 2, 2, 2), 12.0)]
    none, elsewhere = envelope(low, added), envelope(low, added, roof=ROOF.moved(50, 0), level=3.0)

    for found in (none.whole(), none.by_wind(0.0), elsewhere.whole()):
        assert isinstance(found, Unmeasured)
        assert "geen dakrand" in found.reason.nl


@pytest.mark.parametrize(
    ("north", "names"), [(0.0, "north east south west"), (90.0, "west north east south")]
)
def test_each_side_has_the_angle_of_its_own_edges(north: float, names: str) -> None:
    measured = eaves(west=9.0, south=9.0, east=10.0, north=9.5)
    found = envelope(measured, [(block(0.0, 3.0, 0.0, 2.0), 12.0)]).by_wind(north)
    expected = (degrees(2.5, 2), 90.0, degrees(3, 3), 90.0)

    assert not isinstance(found, Unmeasured)
    assert {wind: size.value for wind, size in found.items()} == {
        name: pytest.approx(angle, abs=1e-2) for name, angle in zip(names.split(), expected, strict=True)
    }


def test_ribbons_give_back_their_edges() -> None:
    made = [
        (np.array([1.0, 2.0]), np.array([4.0, 6.0]), 9.0),
        (np.array([0.0, 0.0]), np.array([1.0, 0.0]), 3.5),
    ]
    found = list(ribbon_edges(ribbons(made)))

    for (start, end, height), (first, last, high) in zip(made, found, strict=True):
        assert (start == first).all()
        assert (end == last).all()
        assert height == high
