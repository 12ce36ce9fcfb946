from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.geometry.region import Region, unite
from tests.blocks import rectangle, volume

sizes = st.floats(0.5, 50.0)


@given(sizes, sizes, st.floats(0.1, 20.0))
def test_prism_holds_area_times_height(width: float, depth: float, height: float) -> None:
    region = rectangle(width, depth)
    assert volume(region.extruded(0.0, height)) == pytest.approx(region.area * height, rel=1e-9)


def test_prism_with_hole_is_closed() -> None:
    ring = rectangle(10, 8).without(rectangle(4, 3).moved(2, 2))
    mesh = ring.extruded(1.0, 3.0)
    edges = np.sort(
        np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]]), axis=1
    )
    points = np.round(mesh.vertices, 6)
    _, same = np.unique(points, axis=0, return_inverse=True)
    _, counts = np.unique(np.sort(same.ravel()[edges], axis=1), axis=0, return_counts=True)
    assert set(counts) == {2}
    assert volume(mesh) == pytest.approx((80 - 12) * 2)


@given(sizes, sizes)
def test_union_is_sum_less_overlap(width: float, shift: float) -> None:
    a, b = rectangle(width, 5.0), rectangle(width, 5.0).moved(shift, 0.0)
    assert a.united(b).area == pytest.approx(a.area + b.area - a.common(b).area, rel=1e-6)


def test_uniform_inset_of_l_shape() -> None:
    shape = rectangle(10, 10).without(rectangle(5, 5).moved(5, 5))
    assert shape.grown(-1.0).area == pytest.approx(8 * 8 - 5 * 5)


def test_without_holes_keeps_large_ones() -> None:
    region = rectangle(10, 10).without(rectangle(1, 1).moved(2, 2)).without(rectangle(4, 4).moved(5, 5))
    assert region.without_holes(4.0).area == pytest.approx(100 - 16)
    assert region.without_holes().area == pytest.approx(100)


def test_empty_region_has_no_area_and_no_mesh() -> None:
    assert Region.empty().area == 0
    assert Region.empty().extruded(0, 1).is_empty


def test_no_part_is_lost_where_edges_nearly_coincide() -> None:
    """A prism cast on a slope: in full precision GEOS forgets 4 % of the union and says nothing."""
    low = np.array([[-6.0, -4.0], [6.0, -4.0], [6.0, 4.0], [-6.0, 4.0]])
    rng = np.random.default_rng(5)
    for _ in range(40):
        turn = np.radians(rng.uniform(0, 90))
        ring = low @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        prism = Region.from_ring(ring).extruded(0.0, 12.0).triangles
        away = rng.uniform(-2, 2, 2)
        cast = prism[:, :, :2] + prism[:, :, 2:] * away / (1.0 + 0.05 * away[0])
        parts = [Region.from_ring(t) for t in cast]
        united = unite(part for part in parts if part.area > 1e-9)
        hull = Region.of(shapely.convex_hull(shapely.multipoints(cast.reshape(-1, 2))))
        # A convex prism casts a convex shadow.
        assert united.area == pytest.approx(hull.area, rel=1e-6)
