"""From the frame of the case back to the model: whatever the reader and the user turned and moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck import service
from optopcheck.domain.repair import Location, North, Repairs
from optopcheck.service.inputs import CaseInput
from tests.ifc.drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path

RD = Location(93_000.0, 452_000.0, in_rd=True)
EARTH = Location(52.06, 4.49)


@pytest.mark.parametrize(
    ("at", "turn", "repairs"),
    [
        ((0.0, 0.0), None, None),
        ((0.0, 0.0), 40.0, None),
        ((0.0, 0.0), None, Repairs(north=North(35.0))),
        ((0.0, 0.0), 40.0, Repairs(north=North(35.0), location=EARTH)),
        ((0.0, 0.0), 40.0, Repairs(location=RD)),
        ((60_000.0, -45_000.0), None, Repairs(north=North(-20.0))),
    ],
)
def test_every_wall_comes_back_to_where_it_was_drawn(
    at: tuple[float, float],
    turn: float | None,
    repairs: Repairs | None,
    tmp_path: Path,
) -> None:
    drawing = Drawing()
    walls = house(drawing, at=at)["walls"]
    if turn is not None:
        drawing.map_conversion(turn, 93_000.0, 452_000.0, -3.0, "NAP")
    case = service.open_case(CaseInput(drawing.save(tmp_path / "huis.ifc"), repairs=repairs)).case
    meshes = {e.global_id: e.mesh for e in case.building.elements}
    x, y = at
    drawn = {"s": (x, y, 0.0, x + 8, y + 0.3, 3.0), "e": (x + 7.7, y, 0.0, x + 8, y + 6, 3.0)}

    for side, box in drawn.items():
        back = case.frame.to_model(meshes[walls[side].GlobalId].vertices)
        assert np.allclose([*back.min(axis=0), *back.max(axis=0)], box, atol=1e-6)
    if turn is not None or repairs is not None:
        # The case itself lies elsewhere, so that this cannot pass by doing nothing.
        assert not np.allclose(meshes[walls["s"].GlobalId].bounds, np.reshape(drawn["s"], (2, 3)), atol=0.1)
