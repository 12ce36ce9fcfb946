from __future__ import annotations

import numpy as np
import pytest

from optopcheck.geometry.lids import lids_of
from optopcheck.geometry.region import Region

ROOM = Region.from_ring(np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0], [0.0, 3.0]]))


def plate(low: tuple[float, float, float], high: tuple[float, float, float]) -> np.ndarray:
    """Two triangles that fall along x from z of `high` to z of `low`."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    corners = np.array([[x0, y0, z0], [x1, y0, z1], [x1, y1, z1], [x0, y1, z0]])
    return corners[[[0, 1, 2], [0, 2, 3]]]


def test_a_beam_narrower_than_any_net_is_found_where_it_crosses_the_room() -> None:
    lids = lids_of([plate((-1, 1.4, 2.1), (5, 1.5, 2.1)), plate((0, 0, 2.6), (4, 3, 2.6))])
    found = list(lids.over(ROOM, 0.0).lowest_over(ROOM, (1.0, 2.58)))
    assert {(round(low, 9), round(high, 9)) for low, high, _ in found} == {(2.1, 2.1)}
    assert all(ROOM.covers(place[None])[0] for _, _, place in found)


def test_a_slope_is_followed_to_the_edge_of_the_room_and_not_beyond() -> None:
    slope = lids_of([plate((-2, 0, 1.0), (6, 3, 5.0))])
    ends = [(low, high) for low, high, _ in slope.lowest_over(ROOM, (0.0, 9.0))]
    assert min(low for low, _ in ends) == pytest.approx(2.0)
    assert max(high for _, high in ends) == pytest.approx(4.0)


def test_what_stands_beside_or_upright_hangs_over_nothing() -> None:
    wall = np.array([[[1.0, 1.0, 0.0], [2.0, 1.0, 0.0], [2.0, 1.0, 2.0]]])
    beside = plate((5, 0, 2.0), (7, 3, 2.0))
    lids = lids_of([wall, beside])
    assert len(lids.over(ROOM, 0.0).triangles) == 1
    assert list(lids.lowest_over(ROOM, (0.5, 2.5))) == []
