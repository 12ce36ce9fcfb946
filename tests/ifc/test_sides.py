from __future__ import annotations

import numpy as np
import pytest

from optopcheck.domain.building import Element
from optopcheck.domain.mesh import Mesh
from optopcheck.ifc.sides import Evidence, Surroundings

Corner = tuple[float, float, float]
SOUTH = np.array([0.0, -1.0, 0.0])


def box(corner: Corner, size: Corner) -> Mesh:
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float)
    faces = [
        [0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1],
        [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3],
    ]  # fmt: skip
    return Mesh(corners * size + corner, np.array(faces))


def wall(name: str, corner: Corner, size: Corner, kind: str = "IfcWall") -> Element:
    return Element(name, kind, name, box(corner, size))


WALLS = [
    wall("s", (0, 0, 0), (8, 0.3, 3)),
    wall("n", (0, 5.7, 0), (8, 0.3, 3)),
    wall("w", (0, 0, 0), (0.3, 6, 3)),
    wall("e", (7.7, 0, 0), (0.3, 6, 3)),
]
WINDOW = np.array([3.7, 0.15, 1.5])


def test_a_room_on_one_side_decides() -> None:
    around = Surroundings(WALLS, {"kamer": box((0.3, 0.3, 0), (7.4, 5.4, 3))})
    assert around.outer_side(WINDOW, SOUTH, 0.15, "s") == (1.0, Evidence.SPACES, False)
    assert around.outer_side(WINDOW, -SOUTH, 0.15, "s") == (-1.0, Evidence.SPACES, False)


def test_the_sky_decides_where_there_are_no_rooms() -> None:
    roof = wall("dak", (0, -1, 3), (8, 7, 0.2), "IfcSlab")  # with a canopy of a metre
    sign, evidence, inside = Surroundings([*WALLS, roof], {}).outer_side(WINDOW, SOUTH, 0.15, "s")
    assert (sign, evidence, inside) == (1.0, Evidence.SKY, False)


def test_walls_decide_where_there_is_no_roof() -> None:
    sign, evidence, _ = Surroundings(WALLS, {}).outer_side(WINDOW, SOUTH, 0.15, "s")
    assert (sign, evidence) == (1.0, Evidence.WALLS)


def test_under_one_roof_both_sides_are_inside() -> None:
    roof = wall("dak", (-9, -9, 3), (30, 30, 0.2), "IfcSlab")
    assert Surroundings([*WALLS, roof], {}).outer_side(WINDOW, SOUTH, 0.15, "s")[2]


@pytest.mark.parametrize("z", [0.0, 1.0, 1.5, 2.999])
def test_a_level_line_meets_each_face_once(z: float) -> None:
    faces = Surroundings(WALLS, {}).faces_along(np.array([3.7, -1.0, z]), -SOUTH)
    assert faces == pytest.approx([1.0, 1.3, 6.7, 7.0])
