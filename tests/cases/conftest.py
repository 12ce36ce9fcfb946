"""The sample case as it stands in the checkout, and its shapes as the geometry kernel makes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ifcopenshell
import ifcopenshell.geom
import numpy as np
import pytest
import trimesh

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Shape:
    """One product in the frame of the model [m]; walls without their openings."""

    kind: str
    name: str
    global_id: str
    mesh: trimesh.Trimesh


@pytest.fixture(scope="session")
def scripts(checkout: Path) -> Path:
    return checkout / "resources" / "cases"


@pytest.fixture(scope="session")
def case(scripts: Path) -> Path:
    return scripts / "portiekflat"


@pytest.fixture(scope="session")
def expected(case: Path) -> dict[str, Any]:
    return json.loads((case / "verwacht.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def neighbours(case: Path) -> dict[str, Any]:
    return json.loads((case / "buren.city.json").read_text(encoding="ascii"))


@pytest.fixture(scope="session")
def ifc(case: Path) -> ifcopenshell.file:
    return ifcopenshell.open(case / "portiekflat.ifc")


@pytest.fixture(scope="session")
def shapes(ifc: ifcopenshell.file) -> dict[str, Shape]:
    """Shapes by GlobalId."""
    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)  # noqa: FBT003
    settings.set("disable-opening-subtractions", True)  # noqa: FBT003
    iterator = ifcopenshell.geom.iterator(settings, ifc, 1)
    made = {}
    more = iterator.initialize()
    while more:
        shape = iterator.get()
        corners = np.array(shape.geometry.verts).reshape(-1, 3)
        mesh = trimesh.Trimesh(corners, np.array(shape.geometry.faces).reshape(-1, 3), process=True)
        made[shape.guid] = Shape(shape.type, shape.name, shape.guid, mesh)
        more = iterator.next()
    return made
