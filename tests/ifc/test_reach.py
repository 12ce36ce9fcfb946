"""The bound on how far a shape reaches is never too small, and close enough to spare drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ifcopenshell
import numpy as np
import pytest

from optopcheck.ifc.placement import Placements
from optopcheck.ifc.reach import FAR, Reach
from optopcheck.ifc.selection import has_body
from optopcheck.ifc.shapes import iterate, world_triangles
from optopcheck.ifc.units import read_units
from tests.ifc.drawing import Drawing, house

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.models
@pytest.mark.parametrize("name", ["duplex_a", "demo2_vox", "fzk_ac20", "classroom_xbim", "export1"])
def test_no_shape_of_a_real_model_lies_beyond_its_bound(model: Callable[[str], Path], name: str) -> None:
    file = ifcopenshell.open(str(model(name)))
    scale = read_units(file).scale
    reach, placements = Reach(file, scale), Placements(scale)
    elements = [
        e for e in file.by_type("IfcElement") if has_body(e) and not e.is_a("IfcFeatureElementSubtraction")
    ]
    known = {e.id(): e for e in elements}
    bounded = 0
    for shape in iterate(file, elements):
        element = known[shape.id]
        vertices, _ = world_triangles(shape)
        middle = placements.world(element.ObjectPlacement)[:3, 3]
        bound = reach.of(element)
        assert np.linalg.norm(vertices - middle, axis=1).max() <= bound + 1e-6, (element.is_a(), element.Name)
        bounded += bound < FAR
    assert bounded > 0


def test_the_bound_of_a_box_is_a_few_times_its_size_in_any_unit() -> None:
    for unit in ("m", "mm"):
        drawing = Drawing(unit=unit)
        house(drawing)
        bench = drawing.box("IfcFurniture", None, (2, 2, 0.1), (1, 1, 2), "bank")
        bound = Reach(drawing.file, drawing.scale).of(bench)
        assert np.sqrt(6.0) <= bound < 10.0


def test_a_shape_of_many_entities_is_drawn() -> None:
    drawing = Drawing()
    house(drawing)
    bench = drawing.box("IfcFurniture", None, (2, 2, 0.1), (1, 1, 2), "bank")
    points = [drawing.make("IfcCartesianPoint", [float(k), 0.0, 0.0]) for k in range(500)]
    bench.Representation.Representations[0].Items = [drawing.make("IfcPolyline", points)]
    assert Reach(drawing.file, 1.0).of(bench) == FAR
    bench.Representation.Representations[0].Items = []
    assert Reach(drawing.file, 1.0).of(bench) == FAR
    bench.Representation = None
    assert Reach(drawing.file, 1.0).of(bench) == 0.0


def test_a_copy_reaches_as_far_as_it_is_put_and_scaled() -> None:
    drawing = Drawing()
    house(drawing)
    bench = drawing.box("IfcFurniture", None, (2, 2, 0.1), (1, 1, 2), "bank")
    view = bench.Representation.Representations[0]
    own = Reach(drawing.file, 1.0).of(bench)
    source = drawing.make("IfcRepresentationMap", drawing.axes((0, 0, 0)), view)
    put = drawing.make("IfcCartesianPoint", [0.0, 0.0, 7.0])
    target = drawing.make("IfcCartesianTransformationOperator3D", None, None, put, 3.0, None)
    item = drawing.make("IfcMappedItem", source, target)
    copy = drawing.make("IfcShapeRepresentation", drawing.body, "Body", "MappedRepresentation", [item])
    bench.Representation = drawing.make("IfcProductDefinitionShape", None, None, [copy])
    assert Reach(drawing.file, 1.0).of(bench) == pytest.approx(7.0 + 3.0 * own)
