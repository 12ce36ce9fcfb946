from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.building import Severity
from optopcheck.ifc import read_model

from .drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path


def test_a_slab_without_any_shape_blocks_every_quantity(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    drawing.box("IfcSlab", parts["ground"], (0, 0, 3), (8, 6, 0.2), "dak").Representation = None
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    defect = next(d for d in model.building.defects if d.code == "IFC-NO-SHAPE")
    assert "dak" in defect.message.nl
    assert {"building_height", "storey_count"} <= defect.blocks


def test_a_shapeless_column_blocks_by_its_layer(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    hidden = []
    for kind in ("IfcColumn", "IfcBeam", "IfcMember", "IfcPlate", "IfcCurtainWall", "IfcWall"):
        hidden.append(drawing.box(kind, parts["ground"], (0, 0, 3), (1, 1, 1), f"de {kind}"))
        hidden[-1].Representation = None
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    defect = next(d for d in building.defects if d.code == "IFC-NO-SHAPE")
    assert defect.severity is Severity.ERROR
    assert set(defect.elements) == {element.GlobalId for element in hidden}
    assert "6 bouwdelen" in defect.message.nl
    assert defect.message.nl.count("'de Ifc") == 5
    assert "zet de laag aan" in defect.remedy.nl
    assert defect in building.blocked("building_height")


@pytest.mark.parametrize(
    ("piece", "drawn", "blocked"),
    [
        ("IfcSlab", True, {"whole": False, "piece": False}),
        ("IfcSlab", False, {"whole": True, "piece": True}),
        # Reinforcement is not read: it does not stand for the slab.
        ("IfcReinforcingBar", True, {"whole": True, "piece": False}),
    ],
)
def test_a_container_is_as_good_as_its_pieces(
    tmp_path: Path,
    piece: str,
    drawn: bool,  # noqa: FBT001 -- a parameter of the case
    blocked: dict[str, bool],
) -> None:
    drawing = Drawing()
    parts = house(drawing)
    roof = drawing.box("IfcRoof", parts["ground"], (0, 0, 3), (8, 6, 0.2), "whole")
    roof.Representation = None
    inner = drawing.box(piece, None, (0, 0, 3), (8, 6, 0.2), "piece")
    inner.Representation = inner.Representation if drawn else None
    drawing.join("IfcRelAggregates", roof, inner)
    # Pieces that hold each other must not trap the reader.
    drawing.join("IfcRelAggregates", inner, roof)
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    found = {identity for d in building.defects if d.code == "IFC-NO-SHAPE" for identity in d.elements}
    assert {"whole": roof.GlobalId in found, "piece": inner.GlobalId in found} == blocked


def test_other_parts_without_a_shape_block_nothing(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    for kind in ("IfcCovering", "IfcDoor", "IfcWindow", "IfcStair", "IfcRailing"):
        drawing.box(kind, parts["ground"], (0, 0, 0), (1, 1, 1)).Representation = None
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    assert not building.blocked("building_height")
