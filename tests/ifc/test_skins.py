"""Faces that need not close: the fast kernel keeps their sides, and what is measured closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.ifc import shaping
from optopcheck.ifc.alike import Drawings
from optopcheck.ifc.plan import make_plan, phase_of
from optopcheck.ifc.shapes import EXACT, FAST, draw
from optopcheck.ifc.shaping import Shaper
from optopcheck.ifc.sound import extent
from tests.ifc.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOPS = ((0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (1, 3, 7, 5), (3, 2, 6, 7), (2, 0, 4, 6))
INSIDE_OUT = tuple(loop[::-1] for loop in LOOPS)
CORNERS = [(x, y, z) for z in (0.0, 1.0) for y in (0.0, 1.0) for x in (0.0, 2.0)]
OUTWARDS = (True,)


def surface(drawing: Drawing, loops: tuple[tuple[int, ...], ...], kind: str) -> Any:
    """Return a box of 2 x 1 x 1 m by its faces, as a surface model or a face set."""
    if kind == "IfcPolygonalFaceSet":
        points = drawing.make("IfcCartesianPointList3D", CORNERS)
        faces = [drawing.make("IfcIndexedPolygonalFace", [k + 1 for k in loop]) for loop in loops]
        return drawing.make(kind, points, None, faces)
    if kind == "IfcTriangulatedFaceSet":
        points = drawing.make("IfcCartesianPointList3D", CORNERS)
        halves = [half for a, b, c, d in loops for half in ((a, b, c), (a, c, d))]
        return drawing.make(kind, points, None, None, [[k + 1 for k in half] for half in halves])
    points = [drawing.make("IfcCartesianPoint", corner) for corner in CORNERS]
    bounds = (
        drawing.make("IfcFaceOuterBound", drawing.make("IfcPolyLoop", [points[k] for k in loop]), *OUTWARDS)
        for loop in loops
    )
    faces = [drawing.make("IfcFace", [bound]) for bound in bounds]
    if kind == "IfcShellBasedSurfaceModel":
        return drawing.make(kind, [drawing.make("IfcOpenShell", faces)])
    return drawing.make(kind, [drawing.make("IfcConnectedFaceSet", faces)])


class Bench:
    """One element drawn as faces, a wall if nothing else is said."""

    def __init__(self, folder: Path, kind: str = "IfcWall") -> None:
        self.folder = folder
        self.drawing = Drawing()
        storey = self.drawing.storey(self.drawing.building("huis"), "0", 0.0)
        self.wall = self.drawing.box(kind, storey, (30, 7, 0), (1, 1, 1))
        self.said: list[dict[str, Any]] = []

    def draw(self, mode: str, loops: tuple[tuple[int, ...], ...], kind: str) -> Any:
        """Return vertices and faces as the parent reads them: what is written last counts."""
        view = self.wall.Representation.Representations[0]
        view.RepresentationType, view.Items = "SurfaceModel", [surface(self.drawing, loops, kind)]
        wanted = {self.wall.GlobalId: (self.wall, phase_of(self.wall.is_a()))}
        plan = make_plan(wanted, Drawings(self.drawing.file))
        shaper = Shaper(self.drawing.file, plan, self.folder, "x", lambda **said: self.said.append(said))
        shaper.do([0], mode, [])
        shaper.close()
        _, corners, triangles = [said["shapes"] for said in self.said if said.get("shapes")][-1][-1]
        rows = [np.fromfile(self.folder / "x.vertices").reshape(-1, 3)]
        rows.append(np.fromfile(self.folder / "x.faces", dtype=np.int64).reshape(-1, 3))
        return rows[0][-corners:], rows[1][-triangles:]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    used: list[str] = []

    def noted(model: Any, drawings: list[Any], kernel: str = EXACT, **parts: int) -> Any:
        if drawings:
            used.append(kernel)
        return draw(model, drawings, kernel, **parts)

    monkeypatch.setattr(shaping, "draw", noted)
    return used


@pytest.mark.parametrize("loops", [LOOPS, INSIDE_OUT], ids=["outwards", "inside out"])
@pytest.mark.parametrize("mode", ["fast", "sample"])
@pytest.mark.parametrize(
    "kind",
    [
        "IfcFaceBasedSurfaceModel",
        "IfcShellBasedSurfaceModel",
        "IfcPolygonalFaceSet",
        "IfcTriangulatedFaceSet",
    ],
)
def test_closed_faces_look_outwards_however_they_are_drawn(
    bench: Bench, kind: str, mode: str, loops: tuple[tuple[int, ...], ...]
) -> None:
    drawn = extent(*bench.draw(mode, loops, kind))
    assert drawn.volume == pytest.approx(2.0)
    assert drawn.area == pytest.approx(10.0)
    assert drawn.box.tolist() == [[30.0, 7.0, 0.0], [32.0, 8.0, 1.0]]
    assert [said for said in bench.said if "differs" in said] == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("IfcWall", [FAST, EXACT]),
        ("IfcWindow", [FAST, EXACT]),
        ("IfcBuildingElementProxy", [FAST, EXACT]),
        ("IfcSpace", [FAST, EXACT]),
        ("IfcRailing", [FAST]),
        ("IfcFurniture", [FAST]),
    ],
)
def test_open_faces_are_drawn_fast_only_where_nothing_is_measured(
    tmp_path: Path, kernels: list[str], kind: str, expected: list[str]
) -> None:
    _, faces = Bench(tmp_path, kind).draw("fast", LOOPS[:-1], "IfcFaceBasedSurfaceModel")
    assert kernels == expected
    assert len(faces) == 10


def test_a_face_that_only_one_kernel_draws_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path, "IfcRailing")

    def less(model: Any, drawings: list[Any], kernel: str = EXACT, **parts: int) -> Any:
        for step, vertices, faces in draw(model, drawings, kernel, **parts):
            yield step, vertices, faces if kernel == EXACT else faces[:-1]

    monkeypatch.setattr(shaping, "draw", less)
    _, faces = bench.draw("sample", LOOPS, "IfcFaceBasedSurfaceModel")
    assert [said["differs"] for said in bench.said if "differs" in said] == [bench.wall.GlobalId]
    assert len(faces) == 12


@pytest.mark.parametrize("lost", [((2, 2, 0, 0),), tuple((a, a, b, b) for a, b, *_ in LOOPS)])
def test_a_shell_that_falls_away_is_not_hidden_by_one_that_closes(
    tmp_path: Path, kernels: list[str], lost: tuple[tuple[int, ...], ...]
) -> None:
    """What is left is closed and sound: only the word of the kernel tells that something is missing."""
    bench = Bench(tmp_path)
    whole, rest = (surface(bench.drawing, loops, "IfcFaceBasedSurfaceModel") for loops in (LOOPS, lost))
    whole.FbsmFaces = [*whole.FbsmFaces, *rest.FbsmFaces]
    view = bench.wall.Representation.Representations[0]
    view.RepresentationType, view.Items = "SurfaceModel", [whole]
    wanted = {bench.wall.GlobalId: (bench.wall, phase_of("IfcWall"))}
    plan = make_plan(wanted, Drawings(bench.drawing.file))
    shaper = Shaper(bench.drawing.file, plan, tmp_path, "x", lambda **said: bench.said.append(said))
    shaper.do([0], "fast", [])
    shaper.close()
    assert kernels == [FAST, EXACT]
    assert {said["complaint"] for said in bench.said if "complaint" in said} == {bench.wall.GlobalId}
