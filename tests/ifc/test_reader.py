from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.domain.building import Severity
from optopcheck.domain.job import CancelledError, InputError
from optopcheck.ifc import read_model

from .drawing import Drawing, house

if TYPE_CHECKING:
    from optopcheck.domain.text import Text
    from optopcheck.ifc import ReadModel


def codes(model: ReadModel) -> set[str]:
    return {defect.code for defect in model.building.defects}


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which the reader makes its private ones."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_meshes_are_the_same_in_every_unit(tmp_path: Path) -> None:
    boxes = {}
    for unit in ("m", "mm", "ft"):
        drawing = Drawing("IFC2X3" if unit == "mm" else "IFC4", unit)
        house(drawing)
        building = read_model(drawing.save(tmp_path / f"{unit}.ifc")).building
        assert len(building.elements) == 10
        boxes[unit] = {(e.kind, e.name): e.mesh.bounds for e in building.elements}
    for key, box in boxes["m"].items():
        assert np.allclose(box, boxes["mm"][key], atol=1e-9)
        assert np.allclose(box, boxes["ft"][key], atol=1e-9)
    assert np.allclose(boxes["m"]["IfcWall", "e"], [[7.7, 0, 0], [8, 6, 3]], atol=1e-9)


def test_elements_are_sorted_and_openings_not_cut(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    ids = [element.global_id for element in building.elements]
    assert ids == sorted(ids)
    walls = [element for element in building.elements if element.kind == "IfcWall"]
    assert {len(wall.mesh.faces) for wall in walls} == {12}
    assert all(element.storey_id == building.storeys[0].global_id for element in building.elements)


@settings(max_examples=3)
@given(st.floats(-180, 180))
def test_windows_face_outward_however_the_house_is_turned(turn: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        drawing = Drawing(turn=turn)
        house(drawing)
        building = read_model(drawing.save(Path(folder) / "huis.ifc")).building
    assert len(building.observation_points) == 4
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    back = np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])
    expected = {
        "s": ([0, -1, 0], [3.75, 0.15, 0.9]),
        "n": ([0, 1, 0], [3.75, 5.85, 0.9]),
        "w": ([-1, 0, 0], [0.15, 2.75, 0.9]),
        "e": ([1, 0, 0], [7.85, 2.75, 0.9]),
    }
    for point in building.observation_points:
        facing, position = expected[point.label.split()[0]]
        assert np.allclose(back @ point.facing, facing, atol=1e-6)
        assert np.allclose(back @ point.position, position, atol=1e-6)
        assert point.aperture is not None
        assert point.aperture.width == pytest.approx(1.5, abs=1e-6)
        assert point.aperture.height == pytest.approx(1.2, abs=1e-6)
        assert point.aperture.depth == pytest.approx(0.15, abs=1e-3)
        assert point.assumption is None
        assert point.owner == "huis"


def test_a_window_between_two_rooms_is_no_point(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    ground = parts["ground"]
    inner = drawing.box("IfcWall", ground, (4, 0.3, 0), (0.2, 5.4, 3), "binnen")
    drawing.window(ground, inner, (4.05, 2, 1), (0.1, 1, 1), "binnenraam")
    drawing.box("IfcSpace", ground, (0.3, 0.3, 0), (3.7, 5.4, 3), "kamer 1")
    drawing.box("IfcSpace", ground, (4.2, 0.3, 0), (3.5, 5.4, 3), "kamer 2")
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert {p.label for p in model.building.observation_points} == {
        f"{side} (begane grond)" for side in "snwe"
    }
    assert {p.dwelling for p in model.building.observation_points if p.label.startswith("w ")} == {"kamer 1"}
    assert "IFC-WINDOWS-INSIDE" in codes(model)
    assert len(model.building.spaces) == 2


def test_a_map_conversion_turns_and_lifts(tmp_path: Path) -> None:
    drawing = Drawing(unit="mm")
    house(drawing)
    drawing.map_conversion(30.0, 93_000.25, 452_000.5, 1.75, "NAP")
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    site = model.site
    assert site.georeference.epsg == 28992
    assert site.georeference.offset == (93_000.0, 452_000.0)  # a half rounds to even
    assert site.georeference.height_system == "NAP"
    wall = next(e for e in model.building.elements if e.name == "s" and e.kind == "IfcWall")
    far_end = np.array([8 * np.cos(np.radians(30)) + 0.25, 8 * np.sin(np.radians(30)) + 0.5])
    assert np.abs(wall.mesh.vertices[:, :2] - far_end).sum(axis=1).min() < 1e-9
    assert wall.mesh.bounds[:, 2] == pytest.approx([1.75, 4.75])
    assert model.building.storeys[0].elevation == pytest.approx(1.75)
    assert site.latitude == pytest.approx(52.05, abs=0.05)
    assert 0.5 < site.true_north < 0.9


def test_a_height_that_is_not_called_nap_is_not_used(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    drawing.map_conversion(0.0, 93_000.0, 452_000.0, 1.75, None)
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert model.site.georeference.height_system is None
    assert model.building.storeys[0].elevation == 0.0
    assert "IFC-HEIGHT-SYSTEM" in codes(model)


def test_far_coordinates_keep_their_digits(tmp_path: Path) -> None:
    drawing = Drawing(unit="mm")
    house(drawing, at=(93_000.0, 452_000.0))
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    wall = next(e for e in model.building.elements if e.name == "e" and e.kind == "IfcWall")
    assert np.abs(wall.mesh.vertices).max() < 20
    assert np.ptp(wall.mesh.vertices, axis=0) == pytest.approx([0.3, 6, 3], abs=1e-9)
    offset = np.array(model.site.georeference.offset)
    assert wall.mesh.bounds[0, :2] + offset == pytest.approx([93_007.7, 452_000.0])
    assert "IFC-COORDINATES-FAR" in codes(model)


def test_a_model_without_storeys_is_read_with_a_defect(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.box("IfcWall", drawing.building("huis"), (0, 0, 0), (8, 0.3, 3))
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert model.building.storeys == ()
    assert [d.code for d in model.building.blocked("storey_count")] == ["IFC-STOREYS-NONE", "IFC-SLABS-NONE"]


def test_an_elevation_that_contradicts_its_placement(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    drawing.storey(parts["building"], "verdieping", 3.0, stated=2.8)
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert [storey.elevation for storey in model.building.storeys] == [0.0, 3.0]
    defect = next(d for d in model.building.defects if d.code == "IFC-STOREYS-ELEVATION")
    assert defect.severity is Severity.WARNING
    assert "2,800" in defect.message.nl


def test_two_length_units_and_none(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    drawing.assignment.Units = [*drawing.units, drawing._unit("mm")]
    assert "IFC-UNITS-SEVERAL" in codes(read_model(drawing.save(tmp_path / "twee.ifc")))
    drawing.assignment.Units = [drawing.make("IfcSIUnit", None, "AREAUNIT", None, "SQUARE_METRE")]
    none = read_model(drawing.save(tmp_path / "geen.ifc")).building
    assert [d.code for d in none.blocked("building_height")] == ["IFC-UNITS-NONE"]


def test_two_buildings_ask_for_a_choice(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing, "A")
    second = house(drawing, "B", at=(30, 0))
    path = drawing.save(tmp_path / "flat.ifc")
    with pytest.raises(InputError) as caught:
        read_model(path)
    assert caught.value.text.nl == "flat.ifc bevat 2 gebouwen: 'A', 'B'; kies er een met --building NAAM"
    with pytest.raises(InputError, match="geen gebouw 'C'"):
        read_model(path, building="C")
    for wanted in ("B", second["building"].GlobalId):
        building = read_model(path, building=wanted).building
        assert (building.name, len(building.elements), len(building.storeys)) == ("B", 10, 1)
        assert building.mesh.bounds[0, 0] == pytest.approx(30.0)


def test_an_empty_second_building_is_passed_over(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.building("leeg")
    house(drawing, "vol")
    assert read_model(drawing.save(tmp_path / "huis.ifc")).building.name == "vol"


def test_an_element_without_geometry_blocks_the_height(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    broken = drawing.box("IfcWall", parts["ground"], (0, 0, 3), (8, 0.3, 3), "kapot")
    broken.Representation.Representations[0].Items[0].Depth = 1e-12
    rail = drawing.box("IfcRailing", parts["ground"], (0, 0, 3), (8, 0.3, 3), "hek")
    rail.Representation.Representations[0].Items[0].Depth = 1e-12
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    assert [d.elements for d in building.blocked("building_height")] == [(broken.GlobalId,)]
    noted = next(d for d in building.defects if d.code == "IFC-GEOMETRY-UNREAD-MINOR")
    assert (noted.severity, noted.elements) == (Severity.NOTE, (rail.GlobalId,))


def test_a_circle_of_placements_is_a_defect(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    wall = parts["walls"]["s"]
    wall.ObjectPlacement.PlacementRelTo = wall.ObjectPlacement
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    assert len(building.elements) == 9
    text, unread = building.blocked("eaves_height")
    assert f"kring naar zichzelf: #{wall.ObjectPlacement.id()} (regel " in text.message.nl
    assert unread.elements == (wall.GlobalId,)


def test_the_kernel_dies_on_one_element(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    # A boolean result that contains itself kills the process.
    deadly = drawing.box("IfcWall", parts["ground"], (0, 0, 3), (8, 0.3, 3), "dodelijk")
    view = deadly.Representation.Representations[0]
    loop = drawing.make("IfcBooleanResult", "UNION", view.Items[0], view.Items[0])
    loop.FirstOperand = loop
    view.Items = [loop]
    view.RepresentationType = "CSG"
    building = read_model(drawing.save(tmp_path / "huis.ifc")).building
    assert len(building.elements) == 10
    text, defect = building.blocked("planning_volume")
    assert f"kring naar zichzelf: #{loop.id()} (regel " in text.message.nl
    assert (defect.severity, defect.elements) == (Severity.ERROR, (deadly.GlobalId,))


def test_default_positions_of_programs_are_unknown(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    drawing.site.RefLatitude, drawing.site.RefLongitude = (42, 21, 31, 181945), (-71, -3, -24, -263305)
    drawing.context.TrueNorth = drawing.make("IfcDirection", [0.5, 0.75**0.5])
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert model.site.latitude is None
    assert "IFC-POSITION-DEFAULT" in codes(model)
    # North lies 30 degrees clockwise of y; the southern wall now runs up to the east.
    wall = next(e for e in model.building.elements if e.name == "s" and e.kind == "IfcWall")
    end = [8 * np.cos(np.radians(30)), 8 * np.sin(np.radians(30))]
    assert np.abs(wall.mesh.vertices[:, :2] - end).sum(axis=1).min() < 1e-9


def test_cancelling_half_way_leaves_nothing(tmp_path: Path, private: Path) -> None:
    drawing = Drawing()
    house(drawing)
    path = drawing.save(tmp_path / "huis.ifc")
    seen: list[str] = []

    def cancel(step: Text, fraction: float) -> None:
        seen.append(f"{step.nl} {fraction}")
        if step.nl == "opbouw lezen":
            raise CancelledError

    with pytest.raises(CancelledError):
        read_model(path, progress=cancel)
    assert seen
    assert list(private.iterdir()) == []
    assert not _children()


def test_nothing_is_left_after_a_good_reading(tmp_path: Path, private: Path) -> None:
    drawing = Drawing()
    house(drawing)
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    assert len(model.sha256) == 64
    assert model.schema.startswith("IFC4")
    assert "ifcopenshell" in model.versions
    assert list(private.iterdir()) == []
    assert not _children()


def _children() -> list[str]:
    """List the loader children of this process."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    if not tasks.exists():
        return []
    ids = [child for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    commands = [Path(f"/proc/{child}/cmdline").read_bytes().decode() for child in ids]
    return [command for command in commands if "loader" in command]


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads the process table")
def test_killing_the_reader_ends_the_child_and_its_folder(tmp_path: Path, private: Path) -> None:
    drawing = Drawing()
    house(drawing)
    path = drawing.save(tmp_path / "huis.ifc")
    # The reader stops in its own progress call while the child is at work.
    script = (
        "import sys, time; from pathlib import Path; from optopcheck.ifc import read_model\n"
        "def stop(step, fraction):\n"
        "    if step.nl == 'model openen': print('now', flush=True); time.sleep(60)\n"
        "read_model(Path(sys.argv[1]), progress=stop)"
    )
    environment = {**os.environ, "TMPDIR": str(private), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        time.sleep(1.0)
        reader.kill()
    deadline = time.monotonic() + 20
    while list(private.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(private.iterdir()) == []


def test_a_slab_without_any_shape_blocks_every_quantity(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    drawing.box("IfcSlab", parts["ground"], (0, 0, 3), (8, 6, 0.2), "dak").Representation = None
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    defect = next(d for d in model.building.defects if d.code == "IFC-NO-SHAPE")
    assert "dak" in defect.message.nl
    assert {"building_height", "storey_count"} <= defect.blocks
