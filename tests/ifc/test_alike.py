"""Like drawings are drawn once, and only those."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.ifc.alike import Drawings, compare, is_polygonal, weight
from optopcheck.ifc.plan import ENVELOPE, OPENINGS, REST, Plan, make_plan, phase_of
from optopcheck.ifc.shapes import FAST, iterate, world_triangles
from optopcheck.ifc.sound import are_sound, extent, is_sound
from tests.ifc.drawing import Drawing

if TYPE_CHECKING:
    from pathlib import Path

WALL, SLAB = (4.0, 0.3, 2.7), (4.0, 8.0, 0.2)


def sheet() -> tuple[Drawing, Any]:
    drawing = Drawing()
    return drawing, drawing.storey(drawing.building("huis"), "0", 0.0)


def grouped(drawing: Drawing, *elements: Any) -> list[list[int]]:
    return [[e.id() for e in alike] for alike in Drawings(drawing.file).groups(list(elements))]


def test_boxes_with_the_same_numbers_are_alike_wherever_they_stand() -> None:
    drawing, storey = sheet()
    a = drawing.box("IfcWall", storey, (0, 0, 0), WALL)
    b = drawing.box("IfcSlab", storey, (0, 0, 3), SLAB)
    c = drawing.box("IfcWall", storey, (9, 5, 0), WALL, "andere naam")
    assert grouped(drawing, c, b, a) == [[a.id(), c.id()], [b.id()]]


@pytest.mark.parametrize("size", [(4.0, 0.3, 2.7 + 1e-12), (4.0 + 1e-12, 0.3, 2.7), (0.3, 4.0, 2.7)])
def test_the_last_digit_makes_another_drawing(size: tuple[float, float, float]) -> None:
    drawing, storey = sheet()
    a = drawing.box("IfcWall", storey, (0, 0, 0), WALL)
    b = drawing.box("IfcWall", storey, (0, 0, 0), size)
    assert grouped(drawing, a, b) == [[a.id()], [b.id()]]


def two_pieces(drawing: Drawing, storey: Any, colours: list[Any]) -> Any:
    wall = drawing.box("IfcWall", storey, (0, 0, 0), WALL)
    view = wall.Representation.Representations[0]
    view.Items = [*view.Items, *drawing.shape(SLAB).Representations[0].Items]
    for item, colour in zip(view.Items, colours, strict=False):
        drawing.make("IfcStyledItem", item, [colour], None)
    return wall


def test_pieces_of_other_colours_are_not_welded_alike() -> None:
    drawing, storey = sheet()
    red, blue = (drawing.make("IfcSurfaceStyle", name, "BOTH", []) for name in ("rood", "blauw"))
    same = [two_pieces(drawing, storey, [red, red]) for _ in range(2)]
    other = two_pieces(drawing, storey, [red, blue])
    assert grouped(drawing, *same, other) == [[w.id() for w in same], [other.id()]]


def test_a_circle_and_a_deep_nest_stand_alone() -> None:
    drawing, storey = sheet()
    walls = [drawing.box("IfcWall", storey, (0, 0, 0), WALL) for _ in range(4)]
    for wall in walls[:2]:
        result = drawing.make("IfcBooleanResult", "UNION", None, None)
        result.FirstOperand, result.SecondOperand = result, wall.Representation.Representations[0].Items[0]
        wall.Representation.Representations[0].Items = [result]
    for wall in walls[2:]:
        for _ in range(150):
            view = wall.Representation.Representations[0]
            view.Items = [drawing.make("IfcBooleanResult", "UNION", view.Items[0], view.Items[0])]
    assert grouped(drawing, *walls) == [[wall.id()] for wall in walls]
    assert not any(is_polygonal(wall) for wall in walls)


def test_what_is_alike_does_not_depend_on_what_was_asked_before() -> None:
    """Else two children that compare for one plan would not agree."""
    drawing, storey = sheet()
    walls = [drawing.box("IfcWall", storey, (0, 0, 0), WALL) for _ in range(3)]
    for wall, depth in zip(walls, (40, 60, 60), strict=True):
        for _ in range(depth):
            view = wall.Representation.Representations[0]
            view.Items = [drawing.make("IfcBooleanResult", "UNION", view.Items[0], walls[0].ObjectPlacement)]
    forth, back = Drawings(drawing.file), Drawings(drawing.file)
    assert [forth.key(wall) for wall in walls] == [back.key(wall) for wall in reversed(walls)][::-1]
    assert [Drawings(drawing.file).key(wall) for wall in walls] == [forth.key(wall) for wall in walls]


def test_a_plan_is_the_same_whoever_compared(tmp_path: Path) -> None:
    drawing, storey = sheet()
    walls = [drawing.box("IfcWall", storey, (x, 0, 0), WALL if x % 3 else SLAB) for x in range(9)]
    space = drawing.box("IfcSpace", storey, (0, 0, 0), WALL)
    pump = drawing.box("IfcPump", storey, (0, 0, 9), WALL)
    wanted = {e.GlobalId: (e, ENVELOPE) for e in (*walls, space, pump)}
    beats: list[int] = []

    compare(drawing.file, tmp_path / "compared.json", lambda **said: beats.append(said["beat"]))
    other = Drawings(drawing.file)
    other.know(tmp_path / "compared.json")

    assert beats == [0]
    known = json.loads((tmp_path / "compared.json").read_text())["keys"]
    assert set(map(int, known)) == {e.id() for e in (*walls, space)}
    assert make_plan(wanted, other) == make_plan(wanted, Drawings(drawing.file))


def profile(drawing: Drawing, storey: Any, swept: Any) -> Any:
    wall = drawing.box("IfcWall", storey, (0, 0, 0), WALL)
    wall.Representation.Representations[0].Items[0].SweptArea = swept
    return wall


def test_only_flat_drawings_go_to_the_fast_kernel() -> None:
    drawing, storey = sheet()
    points = [drawing.make("IfcCartesianPoint", [float(x), float(y)]) for x, y in ((0, 0), (4, 0), (0, 4))]
    line = drawing.make("IfcPolyline", [*points, points[0]])
    curve = drawing.make("IfcIndexedPolyCurve", None, None, None)
    polygon = drawing.make("IfcArbitraryClosedProfileDef", "AREA", None, line)
    hole = drawing.make("IfcArbitraryProfileDefWithVoids", "AREA", None, line, [curve])
    circle = drawing.make("IfcCircleProfileDef", "AREA", None, None, 1.0)
    hollow = drawing.make("IfcRectangleHollowProfileDef", "AREA", None, None, 1.0, 1.0, 0.1)
    open_line = drawing.make("IfcArbitraryClosedProfileDef", "CURVE", None, line)
    expected = [(polygon, True), (hole, False), (circle, False), (hollow, False), (open_line, False)]
    for swept, flat in expected:
        assert is_polygonal(profile(drawing, storey, swept)) is flat, swept
    assert is_polygonal(drawing.box("IfcWall", storey, (0, 0, 0), WALL))


def test_a_mapped_drawing_is_judged_and_weighed_by_what_it_shows() -> None:
    drawing, storey = sheet()
    wall = drawing.box("IfcWall", storey, (0, 0, 0), WALL)
    source = wall.Representation.Representations[0]
    shown = drawing.make("IfcRepresentationMap", drawing.axes((0, 0, 0)), source)
    origin = drawing.make("IfcCartesianPoint", [0.0, 0.0, 0.0])
    target = drawing.make("IfcCartesianTransformationOperator3D", None, None, origin, None, None)
    item = drawing.make("IfcMappedItem", shown, target)
    view = drawing.make("IfcShapeRepresentation", drawing.body, "Body", "MappedRepresentation", [item])
    other = drawing.box("IfcWall", storey, (0, 0, 0), WALL)
    other.Representation = drawing.make("IfcProductDefinitionShape", None, None, [view])
    assert is_polygonal(other)
    assert weight(other) == weight(wall)


def planned(count: int) -> Plan:
    drawing, storey = sheet()
    wanted = {}
    for number in range(count):
        wall = drawing.box("IfcWall", storey, (0, 0, 0), (1.0 + number, 0.3, 2.7))
        wanted[f"w{number:03d}"] = (wall, ENVELOPE)
        door = drawing.box("IfcDoor", storey, (0, 0, 0), (0.9, 0.1, 2.0))
        wanted[f"d{number:03d}"] = (door, OPENINGS)
    return make_plan(wanted, Drawings(drawing.file))


def test_a_plan_holds_each_element_once_and_begins_with_what_makes_the_first_picture(tmp_path: Path) -> None:
    plan = planned(60)
    doors = [group for group in plan.groups if group.phase == OPENINGS]
    assert [len(group.names) for group in doors] == [60]
    assert sum(group.sample for group in plan.groups) == 3 + 1  # of 25 walls each, and a door
    chunks = plan.chunks()
    names = [name for chunk in chunks for name in plan.names(chunk)]
    assert len(names) == 120
    assert len(set(names)) == 120
    assert (chunks[0].mode, chunks[0].phase) == ("fast", ENVELOPE)
    assert {chunk.phase for chunk in chunks if chunk.mode == "sample"} == {ENVELOPE, OPENINGS}
    assert [chunk.phase for chunk in chunks] == sorted(chunk.phase for chunk in chunks)
    plan.write(tmp_path / "plan.json")
    assert Plan.read(tmp_path / "plan.json") == plan


def test_the_envelope_comes_first_and_spaces_last() -> None:
    kinds = ("IfcWall", "IfcSlab", "IfcRoof", "IfcWindow", "IfcDoor", "IfcSpace", "IfcRailing")
    assert [phase_of(kind) for kind in kinds] == [ENVELOPE] * 3 + [OPENINGS] * 2 + [REST] * 2


BOX = np.array([[x, y, z] for x in (0.0, 1.0) for y in (0.0, 1.0) for z in (0.0, 1.0)])
FACES = np.array(
    [[0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1],
     [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3]]
)  # fmt: skip


def test_a_closed_box_is_sound() -> None:
    assert is_sound(BOX, FACES)
    assert extent(BOX + 5.0, FACES).volume == pytest.approx(1.0, rel=1e-12)
    assert extent(BOX, FACES).area == pytest.approx(6.0, rel=1e-12)


UNSOUND = {
    "open": FACES[:-1],
    "double": np.vstack([FACES, FACES[:1]]),
    "turned": np.vstack([FACES[:-1], FACES[-1:, ::-1]]),
    "folded": np.vstack([FACES, [[0, 1, 2]], [[2, 1, 0]]]),
    "empty": FACES[:0],
}


@pytest.mark.parametrize("faces", UNSOUND.values(), ids=UNSOUND)
def test_a_body_that_is_not_closed_or_folds_is_not_sound(faces: Any) -> None:
    assert not is_sound(BOX, faces)


def test_many_bodies_are_each_judged_for_themselves() -> None:
    bodies = [body for faces in UNSOUND.values() for body in ((BOX, faces), (BOX + 3.0, FACES))]
    assert are_sound(bodies) == [False, True] * len(UNSOUND)
    assert are_sound(bodies[::-1]) == [True, False] * len(UNSOUND)
    assert are_sound([]) == []


@pytest.mark.parametrize(
    ("other", "like"),
    [(BOX * [1, 1, 1 + 1e-6], True), (BOX * [1, 1, 1 + 1e-3], False), (BOX + 1e-3, False)],
)
def test_two_kernels_drew_the_same_or_not(other: Any, like: bool) -> None:  # noqa: FBT001
    assert extent(BOX, FACES).is_like(extent(other, FACES)) is like


def test_a_hole_in_the_side_shows_in_the_volume() -> None:
    inner = np.vstack([FACES, FACES[:, ::-1] + 8])
    hollow = np.vstack([BOX, BOX * 0.5 + 0.25])
    assert not extent(BOX, FACES).is_like(extent(hollow, inner))


def test_the_fast_kernel_draws_the_box_that_the_exact_one_draws() -> None:
    drawing, storey = sheet()
    wall = drawing.box("IfcWall", storey, (3, 2, 1), WALL)
    exact = [world_triangles(shape) for shape in iterate(drawing.file, [wall])]
    fast = [world_triangles(shape) for shape in iterate(drawing.file, [wall], FAST)]
    assert len(exact) == len(fast) == 1
    assert is_sound(*fast[0])
    assert extent(*exact[0]).is_like(extent(*fast[0]))
    assert extent(*fast[0]).box.tolist() == pytest.approx(np.array([[3, 2, 1], [7, 2.3, 3.7]]))
