"""What a child draws, with both kernels, and what it says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.domain.building import Severity
from optopcheck.ifc import log, shapes, shaping
from optopcheck.ifc.alike import Drawings
from optopcheck.ifc.completeness import kernels_differ
from optopcheck.ifc.log import read_named
from optopcheck.ifc.placement import PlacementError, Placements
from optopcheck.ifc.plan import ENVELOPE, make_plan
from optopcheck.ifc.remarks import WORDS, kernel_remarks
from optopcheck.ifc.selection import Homes
from optopcheck.ifc.shapes import EXACT, FAST, draw
from optopcheck.ifc.shaping import Shaper
from optopcheck.ifc.survey import ModelFacts, Part, Survey
from tests.ifc.drawing import Drawing, house
from tests.ifc.test_loading import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = (4.0, 0.3, 2.7)
OUTWARDS = (True,)


class Bench:
    """Walls of one size, one other, and a shaper for them."""

    def __init__(self, folder: Path) -> None:
        self.said: list[dict[str, Any]] = []
        drawing = Drawing()
        storey = drawing.storey(drawing.building("huis"), "0", 0.0)
        walls = [drawing.box("IfcWall", storey, (x, 0, 0), SIZE) for x in (0, 5, 10)]
        walls.append(drawing.box("IfcWall", storey, (0, 9, 0), (1.0, 1.0, 1.0)))
        self.walls, self.drawing, self.folder = walls, drawing, folder
        self.replan()

    def replan(self) -> None:
        wanted = {w.GlobalId: (w, ENVELOPE) for w in self.walls}
        self.plan = make_plan(wanted, Drawings(self.drawing.file))
        self.shaper = Shaper(self.drawing.file, self.plan, self.folder, "x", self.say)

    def say(self, **message: Any) -> None:
        self.said.append(message)

    def do(self, mode: str, only: tuple[str, ...] = ()) -> list[str]:
        self.shaper.do(list(range(len(self.plan.groups))), mode, list(only))
        return [name for shapes in self.told("shapes") for name, _, _ in shapes]

    def told(self, key: str) -> list[Any]:
        return [message[key] for message in self.said if key in message]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.shaper.close()


@pytest.mark.parametrize("mode", ["exact", "fast", "sample"])
def test_each_way_draws_each_element_once_and_where_it_stands(bench: Bench, mode: str) -> None:
    assert sorted(bench.do(mode)) == sorted(wall.GlobalId for wall in bench.walls)
    vertices = np.fromfile(bench.folder / "x.vertices").reshape(-1, 3)
    assert len(vertices) == 4 * 8
    assert vertices[:, 0].max() == pytest.approx(14.0, abs=1e-12)
    assert bench.told("differs") == []


def test_one_by_one_draws_only_what_is_asked(bench: Bench) -> None:
    wanted = bench.walls[1].GlobalId
    assert bench.do("single", (wanted,)) == [wanted]
    assert bench.told("start") == [wanted]


def test_what_the_fast_kernel_draws_unsoundly_the_exact_one_draws_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shaping, "are_sound", lambda bodies: [v[:, 0].max() > 1.5 for v, _ in bodies])
    kernels: list[tuple[str, int]] = []

    def counted(model: Any, drawings: list[Any], kernel: str = EXACT, **parts: int) -> Any:
        kernels.append((kernel, sum(map(len, drawings))))
        return draw(model, drawings, kernel, **parts)

    monkeypatch.setattr(shaping, "draw", counted)
    assert sorted(bench.do("fast")) == sorted(wall.GlobalId for wall in bench.walls)
    assert kernels == [(FAST, 4), (EXACT, 1)]


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("[warning] [GEO063] [2026-11-26 08:09:20] {GUID} Removed face due to self-intersections", 3),
        ("[error] [GEO327] [2026-11-26 08:09:20] {GUID} no shape", 3),
        ("[warning] [GEO170] [2026-11-26 08:09:20] Self-intersections with 2 cycles detected", 4),
        ("[warning] [GEO305] [2026-11-26 08:09:20] {GUID} Only IfcSurfaceStyle is supported", 0),
        ("[warning] [SYS033] [2026-11-26 08:09:20] Precision lower than 0.0000001 meter not enforced", 0),
        ("[notice] [GEO063] [2026-11-26 08:09:20] {GUID} nothing", 0),
    ],
)
def test_what_the_fast_kernel_warns_of_the_exact_one_draws_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, line: str, again: int
) -> None:
    guid = bench.walls[1].GlobalId
    monkeypatch.setattr(log.ifcopenshell, "get_log", lambda: line.replace("GUID", guid))
    redone: list[int] = []
    exact = bench.shaper._exact
    monkeypatch.setattr(
        bench.shaper,
        "_exact",
        lambda groups: redone.append(sum(len(g.steps) for g in groups)) or exact(groups),
    )
    bench.do("fast")
    assert redone == [again]


def test_a_library_without_the_fast_kernel_draws_with_the_exact_one(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = shapes.ifcopenshell.geom.create_shape

    def missing(*arguments: Any, geometry_library: str = EXACT) -> Any:
        if geometry_library == FAST:
            raise RuntimeError("No geometry kernel registered")
        return original(*arguments, geometry_library=geometry_library)

    monkeypatch.setattr(shapes.ifcopenshell.geom, "create_shape", missing)
    assert len(bench.do("fast")) == 4


def test_two_kernels_that_draw_one_element_differently_are_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bent(model: Any, drawings: list[Any], kernel: str = EXACT, **parts: int) -> Any:
        for step, vertices, faces in draw(model, drawings, kernel, **parts):
            yield step, vertices * [1, 1, 1.001 if kernel == FAST else 1.0], faces

    monkeypatch.setattr(shaping, "draw", bent)
    bench.do("sample")
    assert bench.told("differs") == [group.names[0] for group in bench.plan.groups]
    told = kernels_differ(bench.told("differs"))
    assert told.code == "IFC-KERNELS-DIFFER"
    assert told.elements == tuple(bench.told("differs"))
    assert told.blocks == frozenset()


def test_an_error_over_a_drawing_counts_for_all_that_share_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"[error] [GEO089] [2026-11-26 08:09:20] {{{bench.walls[0].GlobalId}}} bad"
    monkeypatch.setattr(log.ifcopenshell, "get_log", lambda: line)
    bench.do("exact")
    assert bench.told("complaint") == [wall.GlobalId for wall in bench.walls[:3]]
    assert read_named() == ({bench.walls[0].GlobalId}, False)


def test_few_drawings_are_the_same_as_many(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """One by one or by an iterator over the file, by either kernel, also without a placement."""
    bench.walls[3].ObjectPlacement = None
    drawings = [group.steps for group in bench.plan.groups]
    for kernel in (EXACT, FAST):
        few, many = [], []
        for found in (few, many):
            monkeypatch.setattr(shapes, "FEW", 16 if found is few else 0)
            found += [
                (step, *map(np.ndarray.tobytes, shape))
                for step, *shape in draw(bench.drawing.file, drawings, kernel)
            ]
        assert sorted(few) == sorted(many)
        assert len(few) == 4


def test_what_cannot_be_drawn_or_placed_is_passed_over(bench: Bench) -> None:
    odd = bench.drawing.make("IfcLocalPlacement", None, None)
    bench.walls[1].ObjectPlacement = odd
    bench.walls[3].Representation.Representations[0].Items[0].SweptArea = None
    drawn = [step for step, _, _ in draw(bench.drawing.file, [group.steps for group in bench.plan.groups])]
    assert bench.walls[0].id() in drawn
    assert bench.walls[3].id() not in drawn


def test_what_names_nobody_is_laid_at_the_door_of_what_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "[error] [2026-11-26 08:09:20] Failed to convert face:",
        "[warning] [GEO081] [2026-11-26 08:09:20] Failed to process face boundary loop",
        "[warning] [SYS033] [2026-11-26 08:09:20] Precision lower than 0.0000001 meter not enforced",
        "[error] [GEO089] [2026-11-26 08:09:20] {other} bad",
    ]
    log.read_errors()  # whatever was said before
    monkeypatch.setattr(log.ifcopenshell, "get_log", lambda: "\n".join(lines))
    log.name_unnamed("mine")
    monkeypatch.setattr(log.ifcopenshell, "get_log", lambda: "")
    said = log.read_said()
    assert {guid for guid, _ in said.errors} == {"mine", "other"}
    assert ("mine", "Failed to convert face:") in said.errors
    assert not any("Precision" in message for _, message in said.errors)
    assert log.read_said() == log.Said()


@pytest.mark.parametrize(
    ("line", "complaints", "remarks"),
    [
        ("[warning] [GEO163] [2026-11-26 08:09:20] {GUID} Triangulating face boundaries", 0, 3),
        ("[warning] [GEO121] [2026-11-26 08:09:20] Halfspace subtraction yields unchanged volume:", 0, 4),
        ("[warning] [GEO118] [2026-11-26 08:09:20] {GUID} Boolean operation yields invalid result", 3, 0),
        ("[warning] [UNS003] [2026-11-26 08:09:20] {GUID} Unsupported BasisCurve", 3, 0),
        ("[warning] [GEO031] [2026-11-26 08:09:20] {GUID} No material and surface styles for:", 0, 0),
        ("[warning] [SYS033] [2026-11-26 08:09:20] Precision lower than 0.0000001 meter", 0, 0),
        ("[notice] [GEO118] [2026-11-26 08:09:20] {GUID} Processed fully in 2D", 0, 0),
    ],
)
def test_only_a_warning_that_is_known_to_be_harmless_is_a_remark(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, line: str, complaints: int, remarks: int
) -> None:
    """Of an opening or a cut that the kernel gave up it says no more than that."""
    guid = bench.walls[1].GlobalId
    monkeypatch.setattr(log.ifcopenshell, "get_log", lambda: line.replace("GUID", guid))
    assert len(bench.do("exact")) == 4
    assert bench.told("complaint") == [wall.GlobalId for wall in bench.walls[:complaints]]
    assert sorted(bench.told("remark")) == sorted(wall.GlobalId for wall in bench.walls[:remarks])
    assert bench.told("code") == [line.split("[")[2].rstrip("] ")] * remarks


def test_a_warning_of_a_cut_that_names_nobody_is_looked_into(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "[warning] [GEO118] [2026-11-26 08:09:20] Boolean operation yields invalid result"
    monkeypatch.setattr(log.ifcopenshell, "get_log", lambda: line)
    bench.do("exact")
    assert set(bench.told("complaint")) == {wall.GlobalId for wall in bench.walls}


def test_every_remark_has_its_words() -> None:
    assert set(WORDS) == log.REMARKS
    parts = [Part("1muur", "IfcWall", "muur"), Part("2vloer", "IfcSlab", "vloer")]

    flat, crossing = kernel_remarks(parts, {"2vloer": {"GEO170", "GEO163", "GEO169"}, "1muur": {"GEO163"}})

    assert flat.message.nl == (
        "vlakken die niet vlak zijn, bij 2 bouwdelen: IfcWall 'muur' 1muur; IfcSlab 'vloer' 2vloer"
    )
    assert crossing.message.in_language("en").endswith("lie double, at 1 part: IfcSlab 'vloer' 2vloer")
    assert (flat.elements, crossing.elements) == (("1muur", "2vloer"), ("2vloer",))
    assert {(note.severity, note.blocks) for note in (flat, crossing)} == {(Severity.NOTE, frozenset())}


def faces_of_a_box(drawing: Any, *, broken: bool) -> Any:
    """Return a body of 2 x 1 x 1 m by its faces; the top of a broken one has lost its corners."""
    corners = [(x, y, z) for z in (0.0, 1.0) for y in (0.0, 1.0) for x in (0.0, 2.0)]
    loops = [(0, 2, 3, 1), (0, 1, 5, 4), (1, 3, 7, 5), (3, 2, 6, 7), (2, 0, 4, 6)]
    loops.append((4, 4, 5, 5) if broken else (4, 5, 7, 6))
    points = [drawing.make("IfcCartesianPoint", corner) for corner in corners]
    bounds = (
        drawing.make("IfcFaceOuterBound", drawing.make("IfcPolyLoop", [points[k] for k in loop]), *OUTWARDS)
        for loop in loops
    )
    faces = [drawing.make("IfcFace", [bound]) for bound in bounds]
    return drawing.make("IfcFacetedBrep", drawing.make("IfcClosedShell", faces))


@pytest.mark.parametrize("mode", ["exact", "single"])
def test_an_error_that_names_nobody_is_laid_at_the_right_door(bench: Bench, mode: str) -> None:
    """Of a body that is drawn in part the kernel says neither whose it is, nor that a face is gone."""
    drawing = bench.drawing
    for wall, broken in zip(bench.walls[2:], (False, True), strict=True):
        body = wall.Representation.Representations[0]
        body.RepresentationType = "Brep"
        body.Items = [faces_of_a_box(drawing, broken=broken)]
    bench.shaper.close()
    bench.replan()

    names = tuple(wall.GlobalId for wall in bench.walls)
    assert set(bench.do(mode, names)) == set(names)
    assert set(bench.told("complaint")) == {bench.walls[3].GlobalId}
    assert bench.told("failed") == []


def test_homes_are_found_once_and_a_circle_ends_the_walk() -> None:
    drawing = Drawing()
    house(drawing)
    wall, storey = drawing.file.by_type("IfcWall")[0], drawing.file.by_type("IfcBuildingStorey")[0]
    homes = Homes()
    kinds = ["IfcBuildingStorey", "IfcBuilding", "IfcSite", "IfcProject"]
    for _ in range(2):
        assert [step.is_a() for step in homes.path(wall)] == kinds
        assert [step.is_a() for step in homes.path(storey)] == kinds[1:]
    one, two = (drawing.rooted("IfcElementAssembly", name) for name in ("een", "twee"))
    drawing.join("IfcRelAggregates", one, two)
    drawing.join("IfcRelAggregates", two, one)
    assert list(homes.path(one)) == [two]
    assert next(iter(homes.path(two))) == one
    assert list(homes.path(one)) == [two]


def test_a_placement_in_a_circle_is_found_each_time() -> None:
    drawing = Drawing()
    chain = [drawing.make("IfcLocalPlacement", None, drawing.axes((0, 0, 1)))]
    chain += [drawing.make("IfcLocalPlacement", chain[0], drawing.axes((0, 0, 1)))]
    circle = [drawing.make("IfcLocalPlacement", None, drawing.axes((0, 0, 1))) for _ in range(2)]
    circle[0].PlacementRelTo, circle[1].PlacementRelTo = circle[1], circle[0]
    placements = Placements(1.0)
    placements.check(None)
    for link in (*chain, *reversed(chain)):
        placements.check(link)
    for link in (*circle, *circle):
        with pytest.raises(PlacementError):
            placements.check(link)


def test_a_reading_is_sorted_whoever_spoke_first() -> None:
    shape = (np.zeros((3, 3)), np.zeros((1, 3), dtype=np.int64))
    facts = ModelFacts.from_json(FACTS)
    survey = Survey(
        facts, {"b": shape, "a": shape}, {"b": "later came a shape", "c": "none"}, {"z": "", "y": ""}
    )
    survey.differing = ("q", "p")
    survey.sort()
    assert list(survey.shapes) == ["a", "b"]
    assert survey.failed == {"c": "none"}
    assert list(survey.complaints) == ["y", "z"]
    assert survey.differing == ("p", "q")
