"""What holds of every body: whatever its place, turn, order of triangles and doubled corners."""

from __future__ import annotations

import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.mesh import Mesh, merged, turn_about_z
from optopcheck.geometry import cutting, snapped
from optopcheck.geometry.closedness import examine, signed_volume, surface
from optopcheck.geometry.enclosure import enclose
from optopcheck.geometry.glb import GlbPart, GlbScene, glb_bytes
from optopcheck.geometry.grid import fit_grid, occupied, outside
from optopcheck.geometry.lids import lids_of
from optopcheck.geometry.region import Region
from optopcheck.geometry.sampling import cut_at_height, normals_and_areas, sample_triangles
from optopcheck.geometry.sections import section
from optopcheck.geometry.solid_union import united_volume
from optopcheck.geometry.solids import Solid

MORE = int(os.environ.get("OPTOPCHECK_EXAMPLES", "1"))
"""Times as many examples: ``make fuzz`` asks for more."""
CLOSE = 1e-7
quick = settings(max_examples=25 * MORE, deadline=None)
slow = settings(max_examples=4 * MORE, deadline=None)
sizes = st.floats(0.5, 30.0)
places = st.floats(-1000.0, 1000.0)
degrees = st.floats(0.0, 360.0)
seeds = st.integers(0, 2**32 - 1)


def plate(width: float, depth: float, x: float = 0.0, y: float = 0.0) -> Region:
    return Region.from_ring(np.array([[x, y], [x + width, y], [x + width, y + depth], [x, y + depth]]))


def block(width: float, depth: float, height: float) -> Mesh:
    return plate(width, depth).extruded(0.0, height)


def elsewhere(mesh: Mesh, turn: float, shift: tuple[float, float, float]) -> Mesh:
    return Mesh(turn_about_z(mesh.vertices, turn) + np.array(shift), mesh.faces)


def mixed(mesh: Mesh, seed: int) -> Mesh:
    """Return the same body: triangles in another order and from another corner, corners doubled."""
    chance = np.random.default_rng(seed)
    faces = mesh.faces[chance.permutation(len(mesh.faces))]
    faces = np.array([np.roll(face, chance.integers(3)) for face in faces])
    return Mesh(mesh.vertices[faces.ravel()], np.arange(faces.size).reshape(-1, 3))


@quick
@given(sizes, sizes, sizes, degrees, st.tuples(places, places, places), seeds)
def test_volume_and_surface_do_not_depend_on_place_turn_or_order(
    width: float, depth: float, height: float, turn: float, shift: tuple[float, float, float], seed: int
) -> None:
    found = examine(mixed(elsewhere(block(width, depth, height), turn, shift), seed))
    volume = sum(signed_volume(body) for body in found.bodies)
    assert len(found.bodies) == 1
    assert volume == pytest.approx(width * depth * height, rel=1e-6)
    assert sum(surface(body) for body in found.bodies) == pytest.approx(
        2 * (width * depth + width * height + depth * height), rel=1e-6
    )


@quick
@given(sizes, sizes, sizes, st.floats(-1.0, 2.0), st.floats(-1.0, 2.0))
def test_the_volume_of_two_is_the_sum_less_what_they_share(
    width: float, depth: float, height: float, along: float, up: float
) -> None:
    (one,) = examine(block(width, depth, height)).bodies
    other = elsewhere(one, 0.0, (along * width, 0.0, up * height))
    shared = max(0.0, 1 - abs(along)) * max(0.0, 1 - abs(up)) * width * depth * height
    assert united_volume((one, other)) == pytest.approx(2 * width * depth * height - shared, rel=1e-6)
    assert united_volume((other, one)) == pytest.approx(united_volume((one, other)), rel=1e-12)


@quick
@given(sizes, sizes, sizes, st.floats(0.05, 0.95))
def test_what_is_cut_off_and_what_stays_make_the_whole(
    width: float, depth: float, height: float, share: float
) -> None:
    solid = Solid.prism(plate(width, depth), 0.0, height)
    top = solid.above(share * height)
    assert top.volume == pytest.approx((1 - share) * solid.volume, rel=1e-9)
    assert top.volume + solid.without([top]).volume == pytest.approx(solid.volume, rel=1e-9)
    assert signed_volume(solid.mesh()) == pytest.approx(solid.volume, rel=1e-6)


@quick
@given(sizes, sizes, sizes, st.floats(0.05, 0.95), seeds)
def test_a_cut_keeps_what_lies_below(
    width: float, depth: float, height: float, share: float, seed: int
) -> None:
    body = mixed(block(width, depth, height), seed)
    low = cutting.below(body, share * height)
    assert low is not None
    assert low.bounds[1, 2] == pytest.approx(share * height, abs=CLOSE)
    assert surface(low) == pytest.approx(width * depth + 2 * (width + depth) * share * height, rel=1e-6)
    assert cutting.below(body, -0.1) is None
    assert cutting.below(body, height + 0.1) is body


@quick
@given(sizes, sizes, sizes, degrees, st.floats(0.05, 0.95), seeds)
def test_a_section_is_the_plan_at_every_height(
    width: float, depth: float, height: float, turn: float, share: float, seed: int
) -> None:
    body = mixed(elsewhere(block(width, depth, height), turn, (5.0, -7.0, 0.0)), seed)
    lines = cut_at_height(body.triangles, share * height)
    length = np.linalg.norm(lines[:, 0] - lines[:, 1], axis=-1).sum()
    assert section(body, share * height).area == pytest.approx(width * depth, rel=1e-5)
    assert length == pytest.approx(2 * (width + depth), rel=1e-6)


@quick
@given(sizes, sizes, st.floats(0.3, 3.0), seeds)
def test_samples_lie_on_their_triangle_and_leave_no_gap(
    width: float, depth: float, spacing: float, seed: int
) -> None:
    triangles = mixed(block(width, depth, 3.0), seed).triangles
    points = np.concatenate([np.column_stack(found) for found in sample_triangles(triangles, spacing)])
    low, high = triangles.reshape(-1, 3).min(axis=0), triangles.reshape(-1, 3).max(axis=0)
    assert (points >= low - CLOSE).all()
    assert (points <= high + CLOSE).all()
    middles = triangles.mean(axis=1)
    away = np.linalg.norm(middles[:, None] - points[None], axis=2).min(axis=1)
    assert away.max() <= spacing
    assert normals_and_areas(triangles)[1].sum() == pytest.approx(
        2 * (width * depth + 3 * (width + depth)), rel=1e-9
    )


@quick
@given(st.floats(1.0, 8.0), st.floats(1.0, 8.0), st.floats(1.0, 4.0), seeds)
def test_a_grid_does_not_know_the_order_and_floods_no_closed_body(
    width: float, depth: float, height: float, seed: int
) -> None:
    body = block(width, depth, height)
    grid = fit_grid(body.triangles, 0.25)
    solid = occupied(grid, body.triangles)
    assert np.array_equal(solid, occupied(grid, mixed(body, seed).triangles))
    reached = outside(solid)
    assert not (reached & solid).any()
    inner = np.array([[width / 2, depth / 2]])
    assert not grid.at(reached[grid.layer(height / 2)], inner).any()


@quick
@given(sizes, sizes, st.floats(0.0, 1.0), degrees)
def test_regions_add_up_in_any_order(width: float, depth: float, share: float, turn: float) -> None:
    one, other = (plate(width, depth, share * x).turned(turn) for x in (0.0, width))
    both, shared = snapped.united(one, other), snapped.common(one, other)
    grain = 1e-3 * (width + depth)
    assert both.area + shared.area == pytest.approx(one.area + other.area, abs=grain)
    assert snapped.united(other, one).area == pytest.approx(both.area, abs=1e-9)
    assert snapped.without(one, other).area == pytest.approx(one.area - shared.area, abs=grain)


@quick
@given(st.floats(1.0, 9.0), st.floats(2.0, 6.0), st.floats(0.2, 1.9), seeds)
def test_what_hangs_lower_never_raises_the_ceiling(
    width: float, height: float, lower: float, seed: int
) -> None:
    room = plate(width, width)
    ceiling = mixed(room.extruded(height, height + 0.3), seed).triangles
    beam = room.extruded(height - lower, height).triangles
    alone, lowest, swapped = (
        min(low for low, _, _ in lids_of(order).lowest_over(room, (0.0, height + 1.0)))
        for order in ([ceiling], [ceiling, beam], [beam, ceiling])
    )
    assert alone == pytest.approx(height, abs=CLOSE)
    assert lowest == swapped == pytest.approx(height - lower, abs=CLOSE)


@quick
@given(sizes, sizes, sizes)
def test_a_glb_is_the_same_each_time_and_grows_with_its_parts(
    width: float, depth: float, height: float
) -> None:
    part = GlbPart("blok", block(width, depth, height), (1, 2, 3, 255))
    other = GlbPart("tweede", block(width, depth, height), (1, 2, 3, 255))
    one = glb_bytes([GlbScene("nu", [part])], {})
    assert one == glb_bytes([GlbScene("nu", [part])], {})
    assert one[:4] == b"glTF"
    assert int.from_bytes(one[8:12], "little") == len(one)
    assert len(glb_bytes([GlbScene("nu", [part, other])], {})) > len(one)


@slow
@given(st.floats(4.0, 9.0), st.floats(4.0, 9.0), st.floats(2.5, 4.0), st.floats(-500, 500), seeds)
def test_a_closed_box_holds_its_volume_wherever_it_stands(
    width: float, depth: float, height: float, shift: float, seed: int
) -> None:
    body = elsewhere(mixed(block(width, depth, height), seed), 0.0, (shift, -shift, 0.0))
    held = enclose(body)
    assert held.volume() == pytest.approx(width * depth * height, rel=5e-3)
    mixed_up = enclose(merged([body, body]))
    assert mixed_up.volume() == pytest.approx(held.volume(), rel=1e-9)
