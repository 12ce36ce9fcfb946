from __future__ import annotations

import numpy as np
import pytest

from optopcheck.domain.mesh import Mesh, merged
from optopcheck.geometry.region import Region
from optopcheck.ifc.prisms import prism_of, signed_area

PLAN = Region.from_ring(np.array([[0.0, 0.0], [8.0, 0.0], [8.0, 5.0], [3.0, 5.0], [3.0, 9.0], [0.0, 9.0]]))


def test_a_ring_of_walls_is_one_profile_with_a_hole() -> None:
    ring = PLAN.without(PLAN.grown(-0.3))
    prism = prism_of(ring.extruded(3.0, 5.7))

    assert prism is not None
    assert (prism.low, prism.high) == (3.0, 5.7)
    assert prism.area == pytest.approx(ring.area, rel=1e-9)
    (profile,) = prism.profiles
    (hole,) = profile.holes
    assert signed_area(profile.outer) == pytest.approx(PLAN.area, rel=1e-9)
    assert signed_area(hole) == pytest.approx(-PLAN.grown(-0.3).area, rel=1e-9)
    assert prism.perimeter == pytest.approx(PLAN.perimeter, rel=1e-9)


def test_two_bodies_keep_each_its_own_hole() -> None:
    ring = PLAN.without(PLAN.grown(-0.3))
    far = Mesh(ring.extruded(0.0, 1.0).vertices + np.array([100.0, 0.0, 0.0]), ring.extruded(0.0, 1.0).faces)
    prism = prism_of(merged([ring.extruded(0.0, 1.0), far]))

    assert prism is not None
    assert len(prism.profiles) == 2
    for profile in prism.profiles:
        assert len(profile.holes) == 1
        assert abs(profile.holes[0][:, 0].mean() - profile.outer[:, 0].mean()) < 10


def test_what_leans_or_is_open_or_steps_is_no_prism() -> None:
    upright = PLAN.extruded(0.0, 3.0)
    leaning = upright.vertices.copy()
    leaning[:, 0] += leaning[:, 2] * 0.2
    tapered = upright.vertices.copy()
    tapered[tapered[:, 2] > 1, :2] *= 0.9
    stepped = merged([upright, PLAN.extruded(3.0, 4.0)])

    assert prism_of(upright) is not None
    assert prism_of(Mesh(tapered, upright.faces)) is None
    assert prism_of(Mesh(upright.vertices, upright.faces[3:])) is None
    assert prism_of(stepped) is None
    assert prism_of(Mesh(np.empty((0, 3)), np.empty((0, 3)))) is None
    # A leaning prism has the same volume and would pass for an upright one.
    assert prism_of(Mesh(leaning, upright.faces)) is None


def test_a_shaft_within_the_walls_is_a_body_of_its_own() -> None:
    square = Region.from_ring(np.array([[0.0, 0.0], [20.0, 0.0], [20.0, 20.0], [0.0, 20.0]]))
    shaft = Region.from_ring(np.array([[8.0, 8.0], [12.0, 8.0], [12.0, 12.0], [8.0, 12.0]]))
    plan = square.without(shaft)
    walls = plan.without(plan.grown(-0.3))
    prism = prism_of(walls.extruded(0.0, 2.7))

    assert prism is not None
    assert prism.area == pytest.approx(walls.area, rel=1e-6)
    holes = {round(signed_area(p.outer)): [round(signed_area(h), 2) for h in p.holes] for p in prism.profiles}
    assert holes == {400: [-376.36], 21: [-16.0]}
