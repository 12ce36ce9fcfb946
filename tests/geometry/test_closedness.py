from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.mesh import Mesh, merged
from optopcheck.geometry.closedness import examine, parts_by_corner, signed_volume
from optopcheck.geometry.projection import seen_from_above, seen_from_below
from optopcheck.geometry.region import Region
from optopcheck.geometry.solid_union import united_volume


def block(x: float = 0.0, y: float = 0.0, size: tuple[float, float, float] = (4.0, 3.0, 2.0)) -> Mesh:
    """A box with eight corners."""
    width, depth, height = size
    corners = [(x + a, y + b, c) for c in (0.0, height) for b in (0.0, depth) for a in (0.0, width)]
    sides = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    faces = [t for a, b, c, d in sides for t in ((a, b, c), (a, c, d))]
    return Mesh(np.array(corners), np.array(faces))


def total(mesh: Mesh) -> float:
    return sum(signed_volume(body) for body in examine(mesh).bodies)


def test_a_block_is_closed_and_holds_its_volume() -> None:
    found = examine(block())
    assert found.is_closed
    assert len(found.bad_edges) == 0
    assert total(block()) == pytest.approx(24.0)


@given(
    st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.floats(-300, 300), st.floats(0, 360), st.integers(0, 2**32)
)
@settings(max_examples=40)
def test_loose_shaken_triangles_give_the_volume_or_none(
    x: float, y: float, z: float, turn: float, seed: int
) -> None:
    """As loose triangles, moved, turned and shaken by less than a tenth of a millimetre."""
    shaken = np.random.default_rng(seed).uniform(-5e-5, 5e-5, (12, 3, 3))
    loose = Mesh(
        (block().turned(turn).moved((x, y, z)).triangles + shaken).reshape(-1, 3),
        np.arange(36).reshape(-1, 3),
    )
    found = examine(loose)
    # A corner can still fall on both sides of a step; then it says so and gives no volume.
    if found.is_closed:
        assert total(loose) == pytest.approx(24.0, abs=0.05)
    else:
        assert len(found.bad_edges) > 0


@pytest.mark.parametrize("face", range(12))
def test_a_missing_face_is_found_where_it_is(face: int) -> None:
    whole = block()
    opened = Mesh(whole.vertices, np.delete(whole.faces, face, axis=0))
    found = examine(opened)
    assert not found.is_closed
    assert len(found.open_edges) == 3
    holes = {tuple(corner) for edge in found.open_edges for corner in edge}
    assert holes == {tuple(corner) for corner in whole.triangles[face]}


def test_a_turned_face_is_no_volume() -> None:
    whole = block()
    faces = whole.faces.copy()
    faces[4] = faces[4, ::-1]
    found = examine(Mesh(whole.vertices, faces))
    assert not found.is_closed
    assert len(found.turned_edges) == 3
    assert len(found.open_edges) == 0


def test_a_body_turned_inside_out_or_a_cavity_is_no_volume() -> None:
    outward = block()
    inward = Mesh(outward.vertices, outward.faces[:, ::-1])
    assert examine(inward).inverted == 1
    hollow = merged([block(size=(10, 10, 10)), inward.moved((3, 3, 3))])
    assert not examine(hollow).is_closed


def test_a_sheet_with_two_sides_is_no_body() -> None:
    sheet = Mesh(np.array([[0, 0, 0], [4, 0, 0], [4, 3, 0.0]]), np.array([[0, 1, 2]]))
    found = examine(merged([sheet, Mesh(sheet.vertices, sheet.faces[:, ::-1])]))
    assert (found.is_closed, found.flat) == (False, 1)


def test_blocks_side_by_side_are_closed_part_by_part() -> None:
    pair = merged([block(), block(4.0)])
    assert not examine(pair).is_closed
    # Four sides of the shared wall and its diagonal.
    assert len(examine(pair).crowded_edges) == 5
    assert [examine(part).is_closed for part in parts_by_corner(pair)] == [True, True]
    apart = merged([block(), block(5.0)])
    assert len(examine(apart).bodies) == 2
    assert total(apart) == pytest.approx(48.0)


def test_the_same_block_twice_is_crowded() -> None:
    assert len(examine(merged([block(), block()])).crowded_edges) > 0


def test_a_face_without_area_changes_nothing() -> None:
    whole = block()
    faces = np.vstack([whole.faces, [[0, 1, 1]], [[2, 2, 2]]])
    assert total(Mesh(whole.vertices, faces)) == pytest.approx(24.0)
    assert not examine(Mesh(np.empty((0, 3)), np.empty((0, 3), dtype=np.int64))).is_closed


def test_union_is_sum_minus_overlap() -> None:
    pair = [examine(block()).bodies[0], examine(block(1.0)).bodies[0]]
    assert united_volume(pair) == pytest.approx(48.0 - 3 * 3 * 2)
    opened = Mesh(block().vertices, block().faces[1:])
    assert united_volume([opened]) is None


def test_a_closed_body_looks_the_same_from_below_and_above() -> None:
    ring = Region.from_ring(np.array([[0, 0], [9, 0], [9, 8], [0, 8.0]]))
    court = ring.without(ring.grown(-2)).extruded(0, 5)
    below, above = seen_from_below([court]), seen_from_above([court])
    assert below.area == pytest.approx(72 - 5 * 4)
    assert above.without(below).area == pytest.approx(0.0, abs=1e-6)
