"""The drawings of the solids themselves: closed meshes of the right size, plans with the right sums."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.geometry.region import Region
from tests.blocks import volume
from tests.reference.solids import boxes, fabric, gables, ground, plans, projections, roofs, strays, tops
from tests.reference.solids.parts import along_x, along_y, prism, rect, sheet, walls
from tests.reference.solids.truth import within_walls

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Mesh
    from tests.reference.solids.truth import Solid

DRAWN = [
    solid
    for module in (boxes, fabric, gables, ground, plans, projections, roofs, strays, tops)
    for solid in module.solids()
    if solid.name != "gable-surfaces"
]


def open_edges(mesh: Mesh) -> int:
    """Edges that are not run through once each way."""
    corners = np.round(mesh.triangles, 6)
    runs: Counter[tuple[bytes, bytes]] = Counter()
    for triangle in corners:
        for k in range(3):
            runs[triangle[k].tobytes(), triangle[(k + 1) % 3].tobytes()] += 1
    return sum(count != runs[end, start] for (start, end), count in list(runs.items()))


@pytest.mark.parametrize("solid", DRAWN, ids=lambda solid: solid.name)
def test_every_element_is_closed_and_faces_outwards(solid: Solid) -> None:
    wrong = [e.global_id for e in solid.building.elements if open_edges(e.mesh) or volume(e.mesh) <= 0]
    assert wrong == []


@pytest.mark.parametrize("plan", [plans.L, plans.T, plans.U, plans.Z], ids=lambda plan: plan.name)
def test_sums_of_a_plan(plan: plans.Plan) -> None:
    x, y = np.array(plan.ring).T
    assert np.abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2 == pytest.approx(plan.area)
    assert np.hypot(np.roll(x, -1) - x, np.roll(y, -1) - y).sum() == pytest.approx(plan.perimeter)


def test_volumes_of_parts() -> None:
    gable = ((0, 0), (6, 0), (6, 2), (3, 4), (0, 2))
    assert volume(prism("a", "IfcSlab", rect(0, 0, 4, 3), (1, 3), [rect(1, 1, 2, 2)]).mesh) == pytest.approx(
        22
    )
    assert volume(along_x("b", "IfcWall", gable, (-1, 1)).mesh) == pytest.approx(36)
    assert volume(along_y("c", "IfcWall", gable, (-1, 1)).mesh) == pytest.approx(36)
    plane = [(0.0, 0.0, 3.0), (5.0, 0.0, 3.0), (5.0, 2.0, 4.0), (0.0, 2.0, 4.0)]
    assert volume(sheet("d", "IfcRoof", plane, 0.3).mesh) == pytest.approx(3)


@pytest.mark.parametrize("plan", [plans.L, plans.T, plans.U, plans.Z], ids=lambda plan: plan.name)
def test_walls_fill_the_ring(plan: plans.Plan) -> None:
    boxes_seen = [e.mesh.bounds[:, :2] for e in walls(plan.ring, 0.3, (0.0, 2.0), "w")]
    low, high = np.array(boxes_seen).transpose(1, 0, 2)
    filled = Region.from_boxes(low, high).area
    assert filled == pytest.approx(plan.area - within_walls(plan.area, plan.perimeter, 0.3))
