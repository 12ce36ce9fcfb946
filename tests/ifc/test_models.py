"""Real models: counts by independent reading of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.job import InputError
from optopcheck.ifc import read_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.domain.building import Building

CONVEX = ("bimwhale_tall", "demo2_vox", "fzk_ac20")
pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("name", "elements", "elevations", "points", "spaces", "top"),
    [
        ("bimwhale_tall", 55, [0, 4, 8, 12, 16], 21, 3, 16.4),
        ("demo2_vox", 100, [0, 4, 8, 10.5], 44, 19, 10.5),
        ("duplex_a", 154, [-1.25, 0, 3.1, 6], 24, 21, 6.63),
        ("hhs_construction", 339, [0.094172, 3.8, 7.3, 10.9], 0, 0, 10.9),
        ("fzk_ac20", 82, [0, 2.7], 11, 7, 6.32),
        ("schependomlaan_ROOT_merged", 755, [0, 3, 6, 9, 12], 67, 0, 13.08),
    ],
)
def test_a_real_model(
    model: Callable[[str], Path],
    name: str,
    elements: int,
    elevations: list[float],
    points: int,
    spaces: int,
    top: float,
) -> None:
    building = read_model(model(name)).building
    assert len(building.elements) == elements
    assert [storey.elevation for storey in building.storeys] == pytest.approx(elevations, abs=1e-6)
    assert len(building.observation_points) == points
    assert len(building.spaces) == spaces
    assert max(e.mesh.bounds[1, 2] for e in building.elements) == pytest.approx(top, abs=0.01)
    assert not building.blocked("building_height")
    assert all(p.assumption is None for p in building.observation_points)
    assert all(np.isclose(np.linalg.norm(p.facing), 1) for p in building.observation_points)
    if name in CONVEX:
        look_away_from_the_middle(building)


def look_away_from_the_middle(building: Building) -> None:
    walls = np.concatenate([e.mesh.vertices for e in building.elements if e.kind == "IfcWall"])
    middle = (walls.min(axis=0) + walls.max(axis=0)) / 2
    for point in building.observation_points:
        assert (point.position - middle)[:2] @ point.facing[:2] > 0


@pytest.mark.parametrize(
    ("name", "said"), [("errorfile", "bevat geen gebouw"), ("smiley_west_allplan", "IFC2X_FINAL")]
)
def test_a_real_model_that_cannot_be_read(model: Callable[[str], Path], name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_model(model(name))


@pytest.mark.parametrize("name", ["cycle-placement-2.ifc", "cycle-boolean.ifc", "placement-chain-20000.ifc"])
def test_models_that_kill_the_kernel(bad: Path, name: str) -> None:
    building = read_model(bad / "handmade" / name).building
    assert building.blocked("building_height")


@pytest.mark.parametrize("name", ["trunc-75.ifc", "double-file.ifc", "utf16le.ifc", "zip-two.ifczip"])
def test_models_that_the_kernel_would_take_without_a_word(bad: Path, name: str) -> None:
    with pytest.raises(InputError):
        read_model(bad / "handmade" / name)
