from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.ifc.materials import read_materials
from tests.ifc.drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path


def associate(drawing: Drawing, made_of: Any, *things: Any) -> None:
    relation = drawing.rooted("IfcRelAssociatesMaterial", "")
    relation.RelatedObjects, relation.RelatingMaterial = list(things), made_of


def layered(drawing: Drawing, *layers: tuple[Any, float]) -> Any:
    made = [
        drawing.make("IfcMaterialLayer", material, thickness / drawing.scale)
        for material, thickness in layers
    ]
    return drawing.make(
        "IfcMaterialLayerSetUsage", drawing.make("IfcMaterialLayerSet", made), "AXIS2", "POSITIVE", 0.0
    )


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_layers_lists_and_types(schema: str, tmp_path: Path) -> None:
    drawing = Drawing(schema, "mm")
    walls = house(drawing)["walls"]
    brick, concrete = (drawing.make("IfcMaterial", name) for name in ("baksteen", "beton"))
    associate(drawing, layered(drawing, (brick, 0.1), (None, 0.1), (concrete, 0.2)), walls["s"])
    associate(drawing, concrete, walls["n"])
    associate(drawing, drawing.make("IfcMaterialList", [brick, concrete]), walls["w"])
    kind = drawing.rooted("IfcWallType", "soort")
    kind.PredefinedType = "STANDARD"
    by_type = drawing.rooted("IfcRelDefinesByType", "")
    by_type.RelatedObjects, by_type.RelatingType = [walls["e"]], kind
    associate(drawing, drawing.make("IfcMaterialList", [brick]), kind)
    found = read_materials(drawing.save(tmp_path / "huis.ifc"))

    assert found == {
        walls["s"].GlobalId: (("baksteen", 0.25, None), ("", 0.25, None), ("beton", 0.5, None)),
        walls["n"].GlobalId: (("beton", 1.0, None),),
        walls["e"].GlobalId: (("baksteen", 1.0, None),),
    }


def test_densities_that_the_model_gives(tmp_path: Path) -> None:
    old, new = Drawing("IFC2X3"), Drawing("IFC4")
    for drawing in (old, new):
        concrete = drawing.make("IfcMaterial", "beton")
        wall = house(drawing)["walls"]["s"]
        associate(drawing, concrete, wall)
        if drawing is old:
            drawing.file.create_entity("IfcGeneralMaterialProperties", Material=concrete, MassDensity=2300.0)
        else:
            value = drawing.make("IfcMassDensityMeasure", 2300.0)
            single = drawing.file.create_entity(
                "IfcPropertySingleValue", Name="MassDensity", NominalValue=value
            )
            drawing.file.create_entity(
                "IfcMaterialProperties", Name="Pset_MaterialCommon", Properties=[single], Material=concrete
            )
        found = read_materials(drawing.save(tmp_path / f"{drawing.file.schema}.ifc"))
        assert found == {wall.GlobalId: (("beton", 1.0, 2300.0),)}
