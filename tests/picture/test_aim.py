"""What a ray meets first, against a search without any box."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.domain.mesh import Mesh
from optopcheck.picture.aim import Aim, Ray
from optopcheck.picture.boxes import box_of, boxes_of
from optopcheck.picture.cuts import Cut
from tests.blocks import box

SEED = st.integers(0, 10_000)


def meshes_of(seed: int) -> list[Mesh]:
    rng = np.random.default_rng(seed)
    return [
        Mesh(rng.uniform(-5, 5, 3) + rng.uniform(-1, 1, (6, 3)), [[0, 1, 2], [3, 4, 5]]) for _ in range(30)
    ]


def brute(mesh: Mesh, ray: Ray) -> float:
    """Distance to the nearest triangle by solving for each, infinite where none is met."""
    best = np.inf
    for a, b, c in mesh.triangles:
        matrix = np.column_stack([b - a, c - a, -ray.towards])
        if abs(np.linalg.det(matrix)) > 1e-9:
            u, v, t = np.linalg.solve(matrix, ray.start - a)
            if u >= 0 and v >= 0 and u + v <= 1 and t > 0:
                best = min(best, float(t))
    return best


@given(SEED)
def test_the_nearest_part_is_found(seed: int) -> None:
    meshes, rng = meshes_of(seed), np.random.default_rng(seed + 1)
    start = rng.uniform(-8, 8, 3)
    # Every other ray points at the middle of a triangle: most of them meet something.
    aim = meshes[seed % 30].triangles[0].mean(axis=0) if seed % 2 else rng.uniform(-3, 3, 3)
    ray = Ray(start, (aim - start) / np.linalg.norm(aim - start))
    names = [f"{k}" for k in range(30)]
    found = Aim(names, meshes).first(ray, np.ones(30, dtype=np.bool_))
    distances = [brute(mesh, ray) for mesh in meshes]
    if found is None:
        assert min(distances) == np.inf
    else:
        assert found.id == names[int(np.argmin(distances))]
        assert abs(found.distance - min(distances)) < 1e-9
        assert np.allclose(found.place, start + found.distance * ray.towards)


def test_rays_along_an_axis_and_in_a_side_of_a_box() -> None:
    mesh = box("IfcWall", "blok", (0.0, 0.0, 0.0), (2.0, 2.0, 2.0)).mesh
    aim, seen = Aim(["blok"], [mesh]), np.ones(1, dtype=np.bool_)
    down = np.array([0.0, 0.0, -1.0])
    assert aim.first(Ray(np.array([1.0, 1.0, 9.0]), down), seen).distance == 7.0
    assert aim.first(Ray(np.array([2.0, 1.0, 9.0]), down), seen).distance == 7.0
    assert aim.first(Ray(np.array([2.1, 1.0, 9.0]), down), seen) is None
    assert aim.first(Ray(np.array([1.0, 1.0, -1.0]), down), seen) is None
    assert aim.first(Ray(np.array([1.0, 1.0, 1.0]), down), seen).distance == 1.0


def test_behind_a_plane_the_next_face_is_met() -> None:
    mesh = box("IfcWall", "blok", (0.0, 0.0, 0.0), (2.0, 2.0, 2.0)).mesh
    ray = Ray(np.array([1.0, 1.0, 9.0]), np.array([0.0, 0.0, -1.0]))
    found = Aim(["blok"], [mesh]).first(ray, np.ones(1, dtype=np.bool_), [Cut((0.0, 0.0, 1.0), 1.0)])
    assert found.distance == 9.0


def test_hidden_parts_are_not_met() -> None:
    mesh = box("IfcWall", "blok", (0.0, 0.0, 0.0), (2.0, 2.0, 2.0)).mesh
    ray = Ray(np.array([1.0, 1.0, 9.0]), np.array([0.0, 0.0, -1.0]))
    assert Aim(["blok"], [mesh]).first(ray, np.zeros(1, dtype=np.bool_)) is None
    assert Aim([], []).first(ray, np.zeros(0, dtype=np.bool_)) is None


@given(SEED)
def test_boxes_are_those_of_the_meshes(seed: int) -> None:
    meshes = meshes_of(seed)
    loose = Mesh(np.array([[99.0, 99.0, 99.0], [0, 0, 0], [1, 0, 0], [0, 1, 0]]), [[1, 2, 3]])
    boxes = boxes_of([*meshes, loose])
    assert (boxes == np.array([mesh.bounds for mesh in (*meshes, loose)])).all()
    empty = Mesh(np.empty((0, 3)), np.empty((0, 3), dtype=np.int64))
    assert (box_of([empty, loose], np.zeros((2, 3))) == loose.bounds).all()
    assert (box_of([empty], np.ones((2, 3))) == 1.0).all()
