from __future__ import annotations

import numpy as np
import pytest

from optopcheck.domain.building import Building, Element
from optopcheck.domain.mesh import Mesh, merged
from optopcheck.geometry.enclosure import Enclosure, enclose
from optopcheck.geometry.region import Region
from optopcheck.geometry.roofs import flat_roofs, top_roof
from optopcheck.geometry.sampling import cut_at_height, main_direction, sample_triangles
from tests.blocks import box, flat, rectangle, turned, with_elements


def body(building: Building) -> Enclosure:
    return enclose(merged(e.mesh for e in building.shell))


@pytest.mark.parametrize("degrees", [0.0, 12.0, 45.0, 77.7])
def test_hollow_block_is_full_inside(degrees: float) -> None:
    found = body(turned(flat(), degrees))
    assert found.volume() == pytest.approx(20 * 10 * (8.4 + 0.2), rel=1e-6)
    assert found.footprint(0.0).area == pytest.approx(200, rel=1e-6)


def test_plate_railing_and_lone_wall_make_no_body() -> None:
    plain = body(flat())
    more = with_elements(
        flat(),
        box("IfcSlab", "plein", (-20, -20, -0.15), (40, 40, 0.0)),
        box("IfcSlab", "balkon", (4, -1.5, 2.6), (8, 0.0, 2.8)),
        box("IfcWall", "tuinmuur", (-20, -20, 0.0), (-19.7, 40, 2.0)),
    )
    assert body(more).volume() == pytest.approx(plain.volume(), rel=2e-3)
    assert body(more).footprint(0.0).area == pytest.approx(200, rel=1e-3)


def test_courtyard_stays_outside() -> None:
    ring = rectangle(20, 20).without(rectangle(10, 10).moved(5, 5))
    wall = ring.without(ring.grown(-0.3))
    parts = (
        Element("v", "IfcSlab", "", ring.extruded(-0.2, 0.0)),
        Element("w", "IfcWall", "", wall.extruded(0.0, 5.8)),
        Element("d", "IfcSlab", "", ring.extruded(5.8, 6.0)),
    )
    found = enclose(merged(e.mesh for e in parts))
    assert found.volume() == pytest.approx(300 * 6.2, rel=2e-3)


def test_gap_of_eight_centimetres_is_closed() -> None:
    block = flat(1)
    moved = [
        Element(e.global_id, e.kind, e.name, e.mesh.moved((0, 0, 0.08)) if e.name == "dak" else e.mesh)
        for e in block.elements
    ]
    assert body(Building("kier", tuple(moved))).volume() == pytest.approx(200 * (2.8 + 0.2 + 0.08), rel=5e-3)


def test_second_method_agrees_within_its_own_bound() -> None:
    found = body(turned(flat(), 31.0))
    coarse, bound = found.coarse_volume()
    assert abs(coarse - found.volume()) <= bound


def test_pitched_roof_volume() -> None:
    width, depth, wall, ridge = 12.0, 8.0, 3.0, 6.0
    corners = np.array(
        [
            [0, 0, 0], [width, 0, 0], [width, depth, 0], [0, depth, 0],
            [0, 0, wall], [width, 0, wall], [width, depth, wall], [0, depth, wall],
            [0, depth / 2, ridge], [width, depth / 2, ridge],
        ]
    )  # fmt: skip
    faces = [
        [0, 2, 1], [0, 3, 2], [0, 1, 5], [0, 5, 4], [2, 3, 7], [2, 7, 6],
        [1, 2, 6], [1, 6, 5], [5, 6, 9], [3, 0, 4], [3, 4, 7], [7, 4, 8],
        [4, 5, 9], [4, 9, 8], [6, 7, 8], [6, 8, 9],
    ]  # fmt: skip
    found = enclose(Mesh(corners, np.array(faces)))
    assert found.volume() == pytest.approx(width * depth * (wall + (ridge - wall) / 2), rel=5e-3)
    assert flat_roofs(found) == ()


def test_samples_are_dense_and_on_the_triangle() -> None:
    triangle = np.array([[[0.0, 0, 0], [30.0, 0, 0], [0, 0.3, 0]]])
    points = np.concatenate([np.column_stack(batch) for batch in sample_triangles(triangle, 0.05)])
    assert (points[:, 0] / 30 + points[:, 1] / 0.3 <= 1 + 1e-9).all()
    assert np.diff(np.unique(np.round(points[:, 1], 6))).max() <= 0.05 + 1e-9


def test_cut_gives_the_outline() -> None:
    segments = cut_at_height(rectangle(4, 3).extruded(0, 2).triangles, 1.0)
    assert np.linalg.norm(segments[:, 0] - segments[:, 1], axis=1).sum() == pytest.approx(14)


@pytest.mark.parametrize("degrees", [0.0, 3.3, 44.0, 89.0])
def test_main_direction(degrees: float) -> None:
    mesh = rectangle(20, 7).extruded(0, 5).turned(degrees)
    assert (main_direction(mesh.triangles) - degrees + 45) % 90 - 45 == pytest.approx(0, abs=1e-6)


def test_roofs_of_a_block_with_wing_stair_head_and_parapet() -> None:
    wing = box("IfcSlab", "vleugel", (20, 0, 0), (28, 10, 3.0))
    head = box("IfcSlab", "trappenhuis", (8, 4, 8.4), (11, 7, 10.8))
    edge = rectangle(20, 10).without(rectangle(20, 10).grown(-0.3)).extruded(8.4, 8.7)
    building = with_elements(flat(), wing, head, Element("rand", "IfcWall", "rand", edge))
    roofs = flat_roofs(body(building))
    roof = top_roof(roofs, 0.1)
    assert roof is not None
    assert roof.level == pytest.approx(8.4)
    assert roof.region.area == pytest.approx(200 - 9, rel=2e-2)
    assert roof.structures.area == pytest.approx(9, rel=0.1)
    assert [round(r.level, 2) for r in roofs] == [10.8, 8.4, 3.0]


def test_garage_beside_a_house_is_no_top_roof() -> None:
    small = Region.from_ring(np.array([[20, 0], [24, 0], [24, 10], [20, 10]], dtype=float))
    prism = np.array([[0, 0, 6], [20, 0, 6], [20, 10, 6], [0, 10, 6], [0, 5, 11], [20, 5, 11]], dtype=float)
    gable = Mesh(
        prism,
        np.array([[0, 1, 5], [0, 5, 4], [2, 3, 4], [2, 4, 5], [1, 2, 5], [3, 0, 4], [0, 2, 1], [0, 3, 2]]),
    )
    mesh = merged([rectangle(20, 10).extruded(0, 6), gable, small.extruded(0, 3)])
    roofs = flat_roofs(enclose(mesh))
    assert [round(r.level) for r in roofs] == [3]
    assert top_roof(roofs, 0.1) is None
