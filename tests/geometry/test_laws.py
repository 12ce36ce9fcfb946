"""Laws that hold for any body: volumes add up, turning and renumbering change nothing, sums stay sums."""

from __future__ import annotations

import io

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.mesh import Mesh, merged, turn_about_z
from optopcheck.geometry import snapped
from optopcheck.geometry.closedness import examine, signed_volume, surface
from optopcheck.geometry.cutting import below
from optopcheck.geometry.enclosure import enclose
from optopcheck.geometry.glb import GlbPart, GlbScene, glb_bytes
from optopcheck.geometry.grid import fit_grid, grown, occupied, outside, thick_only
from optopcheck.geometry.lids import lids_of
from optopcheck.geometry.openness import open_room
from optopcheck.geometry.planes import roof_planes
from optopcheck.geometry.region import Region
from optopcheck.geometry.roofs import flat_roofs
from optopcheck.geometry.sampling import cut_at_height, main_direction, normals_and_areas, sample_triangles
from optopcheck.geometry.sections import section, surfaces_at
from optopcheck.geometry.solid_union import united_volume
from optopcheck.geometry.solids import Solid

LENGTH = st.floats(0.5, 20.0).map(lambda v: round(v, 2))
PLACE = st.floats(-30.0, 30.0).map(lambda v: round(v, 2))
TURN = st.floats(0.0, 360.0)
SEED = st.integers(0, 2**32 - 1)
SLOW = settings(max_examples=12, deadline=None)


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """Draw an L-shaped or rectangular outline somewhere, turned."""
    width, depth = draw(LENGTH), draw(LENGTH)
    whole = rectangle(width, depth)
    if draw(st.booleans()):
        whole = whole.without(rectangle(width * 0.6, depth * 0.4).moved(width * 0.5, depth * 0.7))
    return whole.turned(draw(TURN)).moved(draw(PLACE), draw(PLACE))


def rectangle(width: float, depth: float) -> Region:
    return Region.from_ring(np.array([[0.0, 0.0], [width, 0.0], [width, depth], [0.0, depth]]))


def house(width: float, depth: float, eaves: float, ridge: float) -> Mesh:
    """Return a gable house with its ridge along x, as one closed body."""
    low = [[0, 0, 0], [width, 0, 0], [width, depth, 0], [0, depth, 0]]
    high = [[x, y, eaves] for x, y, _ in low]
    top = [[0, depth / 2, ridge], [width, depth / 2, ridge]]
    faces = [(0, 2, 1), (0, 3, 2), (0, 1, 5), (0, 5, 4), (2, 3, 7), (2, 7, 6), (1, 2, 6), (1, 6, 5)]
    faces += [(3, 0, 4), (3, 4, 7), (5, 6, 9), (7, 4, 8), (4, 5, 9), (4, 9, 8), (6, 7, 8), (6, 8, 9)]
    return Mesh(np.array([*low, *high, *top], dtype=np.float64), np.array(faces))


def soup(mesh: Mesh, seed: int) -> Mesh:
    """Return the same surface with loose triangles in another order, each begun at another corner."""
    chance = np.random.default_rng(seed)
    triangles = mesh.vertices[mesh.faces][chance.permutation(len(mesh.faces))]
    rolled = np.stack([np.roll(t, chance.integers(3), axis=0) for t in triangles])
    return Mesh(rolled.reshape(-1, 3), np.arange(3 * len(rolled)).reshape(-1, 3))


# --- solids -------------------------------------------------------------------------------------
@given(regions(), regions(), LENGTH, LENGTH)
def test_what_is_taken_and_what_is_left_make_the_whole(
    one: Region, other: Region, height: float, over: float
) -> None:
    a, b = Solid.prism(one, 0.0, height), Solid.prism(other, height / 3, height / 3 + over)
    left, united = a.without([b]), united_volume([a.mesh(), b.mesh()])
    assert a.volume == pytest.approx(one.area * height, rel=1e-6)
    assert united == pytest.approx(left.volume + b.volume, rel=1e-6, abs=1e-6)
    assert max(a.volume, b.volume) <= left.volume + b.volume + 1e-6
    assert left.volume <= a.volume + 1e-9


@given(regions(), LENGTH, st.floats(0.05, 0.95))
def test_above_and_under_a_level_make_the_whole(region: Region, height: float, share: float) -> None:
    whole = Solid.prism(region, -height, height)
    level = height * (2 * share - 1)
    upper, lower = whole.above(level), below(whole.mesh(), level)
    assert upper.volume == pytest.approx(region.area * (height - level), rel=1e-6)
    assert lower is not None
    assert lower.bounds[1, 2] == pytest.approx(level, abs=1e-9)
    # Left open at the cut: the two skins are the whole skin and one cap, that of the upper part.
    assert surface(lower) + surface(upper.mesh()) == pytest.approx(
        surface(whole.mesh()) + region.area, rel=1e-6
    )


@given(regions(), LENGTH, SEED, PLACE, PLACE, TURN)
def test_renumbering_moving_and_turning_change_no_volume(
    region: Region, height: float, seed: int, x: float, y: float, turn: float
) -> None:
    mesh = region.extruded(0.0, height)
    loose = soup(mesh, seed)
    moved = Mesh(turn_about_z(loose.vertices, turn) + np.array([x, y, 3.0]), loose.faces)
    found = examine(moved)
    assert found.is_closed
    assert sum(signed_volume(body) for body in found.bodies) == pytest.approx(region.area * height, rel=1e-3)
    assert surface(moved) == pytest.approx(surface(mesh), rel=1e-9)


@given(regions(), LENGTH, SEED)
def test_a_lost_face_is_never_closed(region: Region, height: float, seed: int) -> None:
    mesh = region.extruded(0.0, height)
    kept = np.delete(mesh.faces, seed % len(mesh.faces), axis=0)
    assert not examine(Mesh(mesh.vertices, kept)).is_closed


# --- cuts and samples ---------------------------------------------------------------------------
@given(regions(), LENGTH, st.floats(0.1, 0.9), SEED)
def test_a_prism_has_one_section_at_every_height(
    region: Region, height: float, share: float, seed: int
) -> None:
    mesh = soup(region.extruded(0.0, height), seed)
    found = section(mesh, height * share)
    assert found.area == pytest.approx(region.area, rel=1e-3, abs=0.02)
    assert found.without(region.grown(0.01)).area < 1e-6
    assert section(mesh, height + 1.0).is_empty


@given(LENGTH, LENGTH, st.floats(2.0, 6.0), st.floats(0.5, 4.0), st.floats(0.1, 0.9))
def test_a_gable_narrows_upwards_as_its_slope_says(
    width: float, depth: float, eaves: float, rise: float, share: float
) -> None:
    mesh = house(width, depth, eaves, eaves + rise)
    assert examine(mesh).is_closed
    assert signed_volume(mesh) == pytest.approx(width * depth * (eaves + rise / 2), rel=1e-9)
    found = section(mesh, eaves + rise * share)
    assert found.area == pytest.approx(width * depth * (1 - share), rel=1e-6, abs=0.02 * width)


@given(regions(), LENGTH, st.tuples(PLACE, PLACE))
def test_a_line_leaves_a_body_as_often_as_it_enters(
    region: Region, height: float, place: tuple[float, float]
) -> None:
    mesh = region.extruded(0.0, height)
    point = np.array(place)
    hits = surfaces_at(mesh.vertices[mesh.faces], point)
    if region.distance_to_outline(point[None])[0] > 1e-6:
        inside = bool(region.covers(point[None])[0])
        assert np.unique(np.round(hits, 6)).tolist() == ([0.0, pytest.approx(height)] if inside else [])


@given(regions(), LENGTH, SEED, st.floats(0.1, 2.0))
def test_samples_lie_on_the_surface_and_leave_no_gap(
    region: Region, height: float, seed: int, spacing: float
) -> None:
    mesh = region.extruded(0.0, height)
    triangles = mesh.vertices[mesh.faces]
    points = np.concatenate([np.column_stack(batch) for batch in sample_triangles(triangles, spacing)])
    capped = np.minimum(np.abs(points[:, 2]), np.abs(points[:, 2] - height)) < 1e-9
    assert region.grown(1e-6).covers(points[capped, :2]).all()
    assert region.distance_to_outline(points[~capped, :2]).max(initial=0.0) < 1e-6
    assert ((points[:, 2] > -1e-9) & (points[:, 2] < height + 1e-9)).all()
    probes = _anywhere(triangles, seed, 30)
    nearest = np.linalg.norm(points[None] - probes[:, None], axis=2).min(axis=1)
    # Under a slanted edge only the row below it is near.
    assert nearest.max() <= spacing * np.sqrt(1.25) + 1e-9


def _anywhere(triangles: np.ndarray, seed: int, count: int) -> np.ndarray:
    """Return random points on triangles, shape (count, 3)."""
    chance = np.random.default_rng(seed)
    weights = chance.dirichlet((1.0, 1.0, 1.0), count)
    return np.einsum("ij,ijk->ik", weights, triangles[chance.integers(len(triangles), size=count)])


@given(regions(), LENGTH, SEED)
def test_a_cut_has_the_length_of_the_outline_in_any_order(region: Region, height: float, seed: int) -> None:
    mesh = soup(region.extruded(0.0, height), seed)
    triangles = mesh.vertices[mesh.faces]
    segments = cut_at_height(triangles, height / 2)
    length = np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1).sum()
    assert length == pytest.approx(region.perimeter, rel=1e-6)
    normals, areas = normals_and_areas(triangles)
    # The normals of a closed body cancel out.
    assert np.abs((normals * areas[:, None]).sum(axis=0)).max() < 1e-7 * max(1.0, areas.sum())


@given(LENGTH, LENGTH, TURN)
def test_the_main_direction_is_that_of_the_longer_wall(width: float, depth: float, turn: float) -> None:
    mesh = rectangle(width, depth).turned(turn).extruded(0.0, 3.0)
    away = (main_direction(mesh.vertices[mesh.faces]) - turn + 45.0) % 90.0 - 45.0
    assert abs(away) < 0.3


# --- regions ------------------------------------------------------------------------------------
@given(regions(), regions())
def test_union_and_overlap_hold_what_both_hold(one: Region, other: Region) -> None:
    both, shared = snapped.united(one, other), snapped.common(one, other)
    assert both.area + shared.area == pytest.approx(one.area + other.area, rel=1e-4, abs=1e-3)
    assert snapped.without(one, other).area == pytest.approx(one.area - shared.area, rel=1e-4, abs=1e-3)
    assert snapped.united(other, one).area == pytest.approx(both.area, rel=1e-9, abs=1e-9)


# --- cells --------------------------------------------------------------------------------------
@SLOW
@given(regions(), st.floats(1.0, 4.0), TURN)
def test_no_flood_enters_a_closed_body_and_every_face_has_its_cells(
    region: Region, height: float, turn: float
) -> None:
    mesh = region.turned(turn).extruded(0.0, height)
    triangles = mesh.vertices[mesh.faces]
    grid = fit_grid(triangles, 0.25)
    local = turn_about_z(triangles.reshape(-1, 3), -grid.direction).reshape(-1, 3, 3)
    solid = occupied(grid, local)
    free = outside(solid)
    assert not (free & solid).any()
    assert (grown(solid) >= solid).all()
    for probe in _anywhere(local, 5, 20):
        cell = np.floor((probe - grid.origin) / grid.cell).astype(int)
        x, y, z = cell
        assert grown(solid)[z, y, x]
    inner = region.turned(turn).grown(-0.8)
    if not inner.is_empty and height > 2.0:
        spot = np.array([*inner.inner_point, height / 2])
        x, y, z = np.floor((turn_about_z(spot[None], -grid.direction)[0] - grid.origin) / grid.cell).astype(
            int
        )
        assert not free[z, y, x]
    thick = thick_only(~free, 2)
    assert not (thick & free).any()


# --- bodies and roofs ---------------------------------------------------------------------------
def hall(width: float, depth: float, height: float, *, roof: bool) -> Mesh:
    """Return walls of 0.3 m on a floor of 0.2 m, with or without a roof of 0.2 m."""
    outline = rectangle(width, depth)
    parts = [outline.extruded(-0.2, 0.0), outline.without(outline.grown(-0.3)).extruded(0.0, height)]
    if roof:
        parts.append(outline.extruded(height, height + 0.2))
    return merged(parts)


SIDE = st.floats(4.0, 12.0).map(lambda v: round(v, 1))
TALL = st.floats(2.5, 6.0).map(lambda v: round(v, 1))


@SLOW
@given(SIDE, SIDE, TALL, TURN, SEED)
def test_a_body_holds_what_it_encloses_however_it_is_turned_and_numbered(
    width: float, depth: float, height: float, turn: float, seed: int
) -> None:
    mesh = soup(hall(width, depth, height, roof=True), seed)
    found = enclose(Mesh(turn_about_z(mesh.vertices, turn), mesh.faces))
    assert found.volume() == pytest.approx(width * depth * (height + 0.4), rel=1e-3)
    roofs = flat_roofs(found)
    assert [roof.level for roof in roofs] == [pytest.approx(height + 0.2, abs=1e-6)]
    assert roofs[0].region.area == pytest.approx(width * depth, rel=1e-3)
    assert not roofs[0].is_walled
    assert roof_planes(found) == ()


@SLOW
@given(SIDE, SIDE, TALL)
def test_a_roof_that_is_missing_is_missed(width: float, depth: float, height: float) -> None:
    closed = open_room(enclose(hall(width, depth, height, roof=True)), 0.0)
    opened = open_room(enclose(hall(width, depth, height, roof=False)), 0.0)
    assert closed is None
    assert opened is not None
    assert (opened.lacks_roof, opened.lacks_floor) == (True, False)
    assert opened.share > 0.5


@SLOW
@given(SIDE, SIDE, TALL, st.floats(25.0, 60.0), TURN)
def test_a_pitch_is_that_of_the_drawing(
    width: float, depth: float, eaves: float, pitch: float, turn: float
) -> None:
    rise = depth / 2 * np.tan(np.radians(pitch))
    mesh = house(width, depth, eaves, eaves + rise)
    planes = roof_planes(enclose(Mesh(turn_about_z(mesh.vertices, turn), mesh.faces)))
    assert [plane.pitch for plane in planes] == [pytest.approx(pitch, abs=0.05)] * 2
    over = np.cos(np.radians(pitch)) * sum(plane.area for plane in planes)
    assert over == pytest.approx(width * depth, rel=0.03)
    assert max(plane.highest for plane in planes) == pytest.approx(eaves + rise, abs=0.02)


# --- what hangs over a room, and what is written ------------------------------------------------
@given(LENGTH, LENGTH, st.floats(2.0, 4.0), st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))
def test_the_lowest_point_of_a_ceiling_is_that_of_its_plane(
    width: float, depth: float, level: float, along: float, across: float
) -> None:
    room = rectangle(width, depth)
    corners = np.array([[-5, -5], [30, -5], [30, 30], [-5, 30]], dtype=np.float64)
    ceiling = np.column_stack([corners, level + corners @ [along, across]])[[[0, 1, 2], [0, 2, 3]]]
    ring = np.array([[0, 0], [width, 0], [width, depth], [0, depth]], dtype=np.float64)
    heights = level + ring @ [along, across]
    found = list(lids_of([ceiling]).over(room, -99.0).lowest_over(room, (-99.0, 99.0)))
    assert min(low for low, _, _ in found) == pytest.approx(heights.min(), abs=1e-6)
    assert max(high for _, high, _ in found) == pytest.approx(heights.max(), abs=1e-6)


@SLOW
@given(st.lists(st.tuples(regions(), LENGTH), min_size=1, max_size=4))
def test_what_is_written_as_glb_comes_back_whole(bodies: list[tuple[Region, float]]) -> None:
    parts = tuple(
        GlbPart(f"deel {k}", region.extruded(0.0, height), (200, 40 * k, 10, 255), {"nummer": k})
        for k, (region, height) in enumerate(bodies)
    )
    read = trimesh.load_scene(io.BytesIO(glb_bytes([GlbScene("alles", parts)], {})), file_type="glb")
    assert sum(len(mesh.faces) for mesh in read.geometry.values()) == sum(len(p.mesh.faces) for p in parts)
    low, high = merged(p.mesh for p in parts).bounds
    # z up becomes y up, in single precision.
    assert read.bounds[0] == pytest.approx([low[0], low[2], -high[1]], abs=1e-4)
    assert read.bounds[1] == pytest.approx([high[0], high[2], -low[1]], abs=1e-4)
