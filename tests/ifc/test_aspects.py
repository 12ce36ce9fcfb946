"""One building in several files: what is merged, what is matched, and what may never join in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.domain.building import Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.repair import AspectFrame
from optopcheck.ifc import ReadModel, read_model
from optopcheck.ifc.fitness import ALL_MEASURED
from tests.ifc.drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.building import Defect


def shell(folder: Path, **more: Any) -> tuple[Path, dict[str, Any]]:
    drawing = Drawing(**more)
    parts = house(drawing)
    return drawing.save(folder / "schil.ifc"), parts


def roof_file(
    folder: Path,
    *,
    at: tuple[float, float] = (0, 0),
    z: float = 3.2,
    storey: tuple[str, float] = ("verdieping", 3.2),
    guid: str | None = None,
    name: str = "kap.ifc",
    place: tuple[float, float, float, float] | None = None,
    **more: Any,
) -> Path:
    """Draw three walls and a deck on top of the house, in a file of their own."""
    drawing = Drawing(**more)
    building = drawing.building("huis")
    upper = drawing.storey(building, *storey)
    if guid is not None:
        upper.GlobalId = guid
    x, y = at
    for n in range(3):
        drawing.box("IfcWall", upper, (x, y + 2 * n, z), (8, 0.3, 2.8), f"boven {n}")
    drawing.box("IfcSlab", upper, (x, y, z + 2.8), (8, 6, 0.2), "nieuw dak")
    if place is not None:
        drawing.map_conversion(place[0], *place[1:3], place[3], "NAP")
    return drawing.save(folder / name)


def codes(model: ReadModel) -> list[str]:
    return [defect.code for defect in model.building.defects]


def said(model: ReadModel, code: str) -> Defect:
    return next(defect for defect in model.building.defects if defect.code == code)


def is_kept_out(model: ReadModel) -> Defect:
    """See that nothing of the aspect was merged and that nothing can be measured."""
    assert len(model.building.elements) == 10
    (defect,) = [d for d in model.building.defects if d.severity is Severity.ERROR]
    assert defect.code in ("IFC-ASPECT-FRAME", "IFC-ASPECT-ELSEWHERE")
    assert defect.blocks == ALL_MEASURED
    assert model.building.blocked(Quantity.BUILDING_HEIGHT.key) == (defect,)
    assert "--aspect-frame" in defect.remedy.nl
    assert "kap.ifc" in defect.message.nl
    return defect


def test_an_aspect_adds_its_parts_and_the_first_file_leads(tmp_path: Path) -> None:
    lead, _ = shell(tmp_path)
    kap = roof_file(tmp_path, unit="mm")
    model = read_model(lead, aspects=[kap])
    alone = read_model(lead)

    assert len(model.building.elements) == len(alone.building.elements) + 4
    assert model.building.mesh.bounds[1, 2] == pytest.approx(6.2)
    assert [s.name for s in model.building.storeys] == ["begane grond", "verdieping"]
    assert (model.sha256, model.aspects[0][0]) == (alone.sha256, "kap.ifc")
    assert len(model.aspects[0][1]) == 64
    assert len(model.building.observation_points) == 4
    note = said(model, "IFC-ASPECT-MERGED")
    assert note.severity is Severity.NOTE
    assert "bouwdelen erbij: 4" in note.message.nl
    assert "'verdieping'" in note.message.nl
    assert "millimetre" in note.message.nl
    assert "IFC-ASPECT-BUILDING" in codes(model)
    assert not model.building.blocked("building_height")


def test_two_files_give_what_one_file_gives(tmp_path: Path) -> None:
    """Windows find their outer side in walls of another file: all are judged together."""
    drawing = Drawing()
    house(drawing)
    whole = drawing.save(tmp_path / "geheel.ifc")
    for name, kinds in (
        ("wanden.ifc", ("IfcWindow", "IfcRelFillsElement")),
        ("ramen.ifc", ("IfcWall", "IfcSlab")),
    ):
        half = type(drawing.file).from_string(drawing.file.to_string())
        for kind in kinds:
            for thing in half.by_type(kind):
                half.remove(thing)
        half.write(str(tmp_path / name))
    one = read_model(whole).building
    both = read_model(tmp_path / "wanden.ifc", aspects=[tmp_path / "ramen.ifc"]).building

    assert [e.global_id for e in both.elements] == [e.global_id for e in one.elements]
    for ours, theirs in zip(both.elements, one.elements, strict=True):
        assert np.array_equal(ours.mesh.vertices, theirs.mesh.vertices)
    assert [(p.id, p.label) for p in both.observation_points] == [
        (p.id, p.label) for p in one.observation_points
    ]
    for point, other in zip(both.observation_points, one.observation_points, strict=True):
        assert np.allclose(point.position, other.position, atol=1e-9)
        assert np.allclose(point.facing, other.facing, atol=1e-9)


@pytest.mark.parametrize(
    ("storey", "same", "remark"),
    [
        (("eerste", 0.04), True, "herkend"),
        (("begane  GROND", 0.3), True, "herkend"),
        (("eerste", 0.3), False, "niet hebben"),
        (("begane grond", 0.8), False, "niet hebben"),
    ],
)
def test_storeys_match_by_height_or_by_name_and_height(
    tmp_path: Path,
    storey: tuple[str, float],
    same: bool,  # noqa: FBT001
    remark: str,
) -> None:
    lead, parts = shell(tmp_path)
    model = read_model(lead, aspects=[roof_file(tmp_path, storey=storey)])

    deck = next(e for e in model.building.elements if e.name == "nieuw dak")
    assert (deck.storey_id == parts["ground"].GlobalId) == same
    assert len(model.building.storeys) == (1 if same else 2)
    assert deck.storey_id in {s.global_id for s in model.building.storeys}
    assert remark in said(model, "IFC-ASPECT-MERGED").message.nl


def test_storeys_match_by_globalid_first(tmp_path: Path) -> None:
    lead, parts = shell(tmp_path)
    kap = roof_file(tmp_path, storey=("anders", 0.2), guid=parts["ground"].GlobalId)
    model = read_model(lead, aspects=[kap])

    assert [s.name for s in model.building.storeys] == ["begane grond"]
    assert "0,20 m" in said(model, "IFC-ASPECT-DIFFERS").message.nl


def test_a_shared_storey_at_another_height_is_a_contradiction(tmp_path: Path) -> None:
    lead, parts = shell(tmp_path)
    kap = roof_file(tmp_path, storey=("begane grond", 2.9), guid=parts["ground"].GlobalId)

    assert "2,90 m" in is_kept_out(read_model(lead, aspects=[kap])).message.nl


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"at": (60, 0)}, "52,00 m naast"),
        ({"at": (0, -30)}, "24,00 m naast"),
        ({"z": 45.0}, "boven of onder"),
    ],
)
def test_a_file_that_lies_elsewhere_is_not_merged(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    lead, _ = shell(tmp_path)
    defect = is_kept_out(read_model(lead, aspects=[roof_file(tmp_path, **changes)]))

    assert words in defect.message.nl


def test_a_file_in_another_unit_than_it_says_is_not_merged(tmp_path: Path) -> None:
    lead, _ = shell(tmp_path)
    kap = roof_file(tmp_path, unit="mm")
    kap.write_text(kap.read_text("utf-8").replace(".MILLI.", "$"), "utf-8")

    assert "lengte-eenheid" in is_kept_out(read_model(lead, aspects=[kap])).message.nl


def test_an_origin_marker_in_both_files_proves_nothing(tmp_path: Path) -> None:
    """Boxes around everything would overlap; the shared cube is left out of the comparison."""
    paths = []
    for name, at in (("schil.ifc", (0.0, 0.0)), ("kap.ifc", (200.0, 0.0))):
        drawing = Drawing()
        parts = house(drawing, at=at)
        cube = drawing.box("IfcBuildingElementProxy", parts["ground"], (0, 0, 0), (1, 1, 1), "nulpunt")
        cube.GlobalId = "2sMqdqIU5BOBeQp_S3Hjru"
        paths.append(drawing.save(tmp_path / name))
    model = read_model(paths[0], aspects=paths[1:])

    assert len(model.building.elements) == 11
    assert "192,00 m naast" in said(model, "IFC-ASPECT-ELSEWHERE").message.nl
    # The word of the user is taken; that it looks wrong stays in sight.
    chosen = read_model(paths[0], aspects=paths[1:], aspect_frame=AspectFrame.MODEL)
    assert len(chosen.building.elements) == 21
    apart = said(chosen, "IFC-ASPECT-APART")
    assert "192,00 m naast" in apart.message.nl
    assert (apart.severity, apart.blocks) == (Severity.WARNING, frozenset())


def test_files_join_through_one_another(tmp_path: Path) -> None:
    lead, _ = shell(tmp_path)
    top = roof_file(tmp_path, z=12.2, storey=("derde", 12.2), name="top.ifc")
    kap = roof_file(tmp_path, z=3.2)
    mid = roof_file(tmp_path, z=7.0, storey=("tweede", 7.0), name="midden.ifc")
    model = read_model(lead, aspects=[top, mid, kap])

    assert len(model.building.elements) == 22
    assert [name for name, _ in model.aspects] == ["top.ifc", "midden.ifc", "kap.ifc"]
    assert not model.building.blocked("building_height")


HERE = (0.0, 93_000.0, 452_000.0, 1.0)


def on_map(folder: Path, place: tuple[float, float, float, float]) -> Path:
    drawing = Drawing()
    house(drawing)
    drawing.map_conversion(place[0], *place[1:3], place[3], "NAP")
    return drawing.save(folder / "schil.ifc")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((0.0, 93_003.0, 452_004.0, 1.0), "5,00 m"),
        ((0.3, 93_000.0, 452_000.0, 1.0), "0,30 graden"),
        ((0.0, 93_000.0, 452_000.0, 2.0), "in hoogte 1,00 m"),
    ],
)
def test_map_conversions_that_contradict_are_for_the_user(
    tmp_path: Path, place: tuple[float, float, float, float], words: str
) -> None:
    lead, kap = on_map(tmp_path, HERE), roof_file(tmp_path, place=place)

    assert words in is_kept_out(read_model(lead, aspects=[kap])).message.nl


def test_the_user_says_which_place_is_right(tmp_path: Path) -> None:
    lead, kap = on_map(tmp_path, HERE), roof_file(tmp_path, place=(0.0, 93_003.0, 452_004.0, 2.0))
    deck = {}
    for choice in AspectFrame:
        model = read_model(lead, aspects=[kap], aspect_frame=choice)
        assert not model.building.blocked("building_height")
        assert "5,00 m" in said(model, "IFC-ASPECT-DIFFERS").message.nl
        part = next(e for e in model.building.elements if e.name == "nieuw dak")
        deck[choice] = part.mesh.bounds[0] + [*model.site.georeference.offset, 0.0]
        assert {s.name: s.elevation for s in model.building.storeys}["verdieping"] == pytest.approx(
            deck[choice][2] - 2.8
        )

    assert deck[AspectFrame.MODEL] == pytest.approx([93_000, 452_000, 7.0])
    assert deck[AspectFrame.MAP] == pytest.approx([93_003, 452_004, 8.0])


@pytest.mark.parametrize("turn", [0.0, 90.0, 30.0])
def test_files_drawn_from_two_zeros_meet_on_the_map(tmp_path: Path, turn: float) -> None:
    lead = on_map(tmp_path, HERE)
    # Drawn 500 m from its zero and turned; its map conversion brings it back.
    kap = roof_file(tmp_path, at=(-500, 0), turn=-turn, place=(turn, 93_500.0, 452_000.0, 1.0))
    model = read_model(lead, aspects=[kap])
    deck = next(e for e in model.building.elements if e.name == "nieuw dak")

    on_grid = deck.mesh.bounds[0] + [*model.site.georeference.offset, 0.0]
    assert on_grid == pytest.approx([93_000, 452_000, 7.0])
    assert "IFC-ASPECT-DIFFERS" in codes(model)
    assert not model.building.blocked("building_height")


def test_rounding_on_the_map_is_no_contradiction(tmp_path: Path) -> None:
    lead, kap = on_map(tmp_path, HERE), roof_file(tmp_path, place=(0.0, 93_000.1, 452_000.0, 1.0))
    model = read_model(lead, aspects=[kap])

    assert len(model.building.elements) == 14
    assert "0,10 m" in said(model, "IFC-ASPECT-DIFFERS").message.nl


def test_the_map_cannot_be_chosen_where_a_file_has_none(tmp_path: Path) -> None:
    lead, kap = on_map(tmp_path, HERE), roof_file(tmp_path)

    model, other = read_model(lead, aspects=[kap]), read_model(kap, aspects=[lead])
    assert len(model.building.elements) == len(other.building.elements) == 14
    assert said(model, "IFC-ASPECT-MAP").severity is Severity.NOTE
    assert said(other, "IFC-ASPECT-MAP").severity is Severity.WARNING
    assert (model.site.georeference.epsg, other.site.georeference.epsg) == (28992, None)
    with pytest.raises(InputError, match="kaartligging"):
        read_model(lead, aspects=[kap], aspect_frame=AspectFrame.MAP)


@pytest.mark.parametrize(("east", "kept_out"), [(0.0, False), (0.5, True)])
def test_true_north_is_compared(tmp_path: Path, east: float, kept_out: bool) -> None:  # noqa: FBT001
    paths = []
    for name, x in (("schil.ifc", 0.0), ("kap.ifc", east)):
        drawing = Drawing()
        house(drawing)
        drawing.context.TrueNorth = drawing.make("IfcDirection", [x, 1.0])
        paths.append(drawing.save(tmp_path / name))
    model = read_model(paths[0], aspects=paths[1:])

    if kept_out:
        assert "26,57 graden" in is_kept_out(model).message.nl
    else:
        assert len(model.building.elements) == 20


@pytest.mark.parametrize("marked", [False, True])
def test_a_site_that_shifts_a_whole_file_is_a_contradiction(tmp_path: Path, marked: bool) -> None:  # noqa: FBT001
    """Three metres off, a file still overlaps; a part that both files hold proves that it fits."""
    paths = []
    for name, x in (("schil.ifc", 0.0), ("kap.ifc", 3.0)):
        drawing = Drawing()
        parts = house(drawing)
        drawing.site.ObjectPlacement = drawing.make("IfcLocalPlacement", None, drawing.axes((x, 0, 0)))
        if marked:
            cube = drawing.box("IfcBuildingElementProxy", parts["ground"], (0, 0, 0), (1, 1, 1), "nulpunt")
            cube.GlobalId = "2sMqdqIU5BOBeQp_S3Hjru"
        paths.append(drawing.save(tmp_path / name))
    model = read_model(paths[0], aspects=paths[1:])

    if marked:
        assert len(model.building.elements) == 21
        assert "3,00 m" in said(model, "IFC-ASPECT-DIFFERS").message.nl
    else:
        assert "IfcSite" in is_kept_out(model).message.nl


def test_a_shared_part_elsewhere_shows_that_a_file_is_shifted(tmp_path: Path) -> None:
    paths = []
    for name, x in (("schil.ifc", 0.0), ("kap.ifc", 2.0)):
        drawing = Drawing()
        parts = house(drawing, at=(x, 0))
        drawing.box(
            "IfcColumn", parts["ground"], (x + 1, 1, 0), (0.3, 0.4, 3)
        ).GlobalId = "2sMqdqIU5BOBeQp_S3Hjru"
        paths.append(drawing.save(tmp_path / name))
    model = read_model(paths[0], aspects=paths[1:])

    assert len(model.building.elements) == 11
    assert (
        "1 bouwdelen die in beide staan zijn 2,00 m verschoven" in said(model, "IFC-ASPECT-FRAME").message.nl
    )


def test_an_element_of_two_files_counts_once_or_the_first_wins(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    lead = drawing.save(tmp_path / "schil.ifc")
    wall = parts["walls"]["s"]
    wall.Representation = drawing.shape((8, 0.3, 9))
    hidden = parts["walls"]["n"]
    shape, hidden.Representation = hidden.Representation, None
    later = drawing.save(tmp_path / "later.ifc")

    model = read_model(lead, aspects=[later])
    assert len(model.building.elements) == 10
    unlike = said(model, "IFC-ASPECT-UNLIKE")
    assert (unlike.severity, unlike.elements) == (Severity.WARNING, (wall.GlobalId,))
    kept = next(e for e in model.building.elements if e.global_id == wall.GlobalId)
    assert kept.mesh.bounds[1, 2] == pytest.approx(3.0)
    assert "één keer geteld: 9" in said(model, "IFC-ASPECT-MERGED").message.nl

    # Hidden in the first file, drawn in the second: the drawing counts, and nothing is missing.
    assert shape is not None
    other = read_model(later, aspects=[lead])
    assert {e.global_id for e in other.building.elements} == {e.global_id for e in model.building.elements}
    assert "IFC-NO-SHAPE" in codes(read_model(later))
    assert "IFC-NO-SHAPE" not in codes(other)


def test_a_file_without_parts_of_the_building_joins_as_a_note(tmp_path: Path) -> None:
    lead, _ = shell(tmp_path)
    drawing = Drawing()
    storey = drawing.storey(drawing.building("huis"), "begane grond", 0.0)
    drawing.box("IfcFurniture", storey, (1, 1, 0), (1, 1, 1), "kast")
    model = read_model(lead, aspects=[drawing.save(tmp_path / "kast.ifc")])

    assert len(model.building.elements) == 10
    assert "geen bouwdelen" in said(model, "IFC-ASPECT-MERGED").message.nl
    assert "IfcFurniture" in said(model, "IFC-KINDS-LEFT-OUT").message.nl


@pytest.mark.parametrize("level", [0.0, 3.2, 12.0])
def test_installations_of_another_file_may_be_the_highest_point(tmp_path: Path, level: float) -> None:
    """Their file has no roof: what stands out is judged with the walls and the roof of the first."""
    lead, _ = shell(tmp_path)
    drawing = Drawing(unit="mm")
    storey = drawing.storey(drawing.building("huis"), "installaties", level)
    drawing.box("IfcFlowTerminal", storey, (2, 2, 3.2), (2, 1, 1.5), "koelmachine")
    drawing.box("IfcFlowTerminal", storey, (1, 1, 2.0), (2, 1, 0.5), "kanaal onder het dak")
    model = read_model(lead, aspects=[drawing.save(tmp_path / "w.ifc")])

    assert [e.name for e in model.building.elements if e.kind == "IfcFlowTerminal"] == ["koelmachine"]
    assert model.building.mesh.bounds[1, 2] == pytest.approx(4.7)
    assert "koelmachine" in said(model, "IFC-PLANT").message.nl


def test_a_file_that_cannot_be_used_is_named_with_a_way_out(tmp_path: Path) -> None:
    lead, _ = shell(tmp_path)
    bare = Drawing()
    bare.box("IfcSlab", None, (0, 0, 0), (8, 6, 0.2), "tuin")
    with pytest.raises(InputError, match=r"tuin\.ifc bevat geen gebouw.*laat het dan weg"):
        read_model(lead, aspects=[bare.save(tmp_path / "tuin.ifc")])
    with pytest.raises(InputError, match="twee keer"):
        read_model(lead, aspects=[lead])


def test_the_same_building_is_found_in_a_file_with_several(tmp_path: Path) -> None:
    lead, _ = shell(tmp_path)
    drawing = Drawing()
    house(drawing, "buren", at=(30, 0))
    own = drawing.building("huis")
    upper = drawing.storey(own, "verdieping", 3.2)
    drawing.box("IfcWall", upper, (0, 0, 3.2), (8, 6, 2.8), "opbouw")
    model = read_model(lead, aspects=[drawing.save(tmp_path / "blok.ifc")])

    assert len(model.building.elements) == 11
    assert model.building.mesh.bounds[1, 0] == pytest.approx(8.0)


def test_defects_of_the_other_files_block_as_their_own(tmp_path: Path) -> None:
    lead, _ = shell(tmp_path)
    drawing = Drawing()
    upper = drawing.storey(drawing.building("huis"), "verdieping", 3.2)
    drawing.box("IfcWall", upper, (0, 0, 3.2), (8, 6, 2.8), "opbouw")
    lost = drawing.box("IfcSlab", upper, (0, 0, 6), (8, 6, 0.2), "dak")
    lost.Representation = None
    drawing.assignment.Units = [drawing.make("IfcSIUnit", None, "AREAUNIT", None, "SQUARE_METRE")]
    model = read_model(lead, aspects=[drawing.save(tmp_path / "kap.ifc")])

    blocking = {d.code: d for d in model.building.blocked("building_height")}
    assert set(blocking) >= {"IFC-UNITS-NONE", "IFC-NO-SHAPE"}
    assert blocking["IFC-UNITS-NONE"].message.nl.startswith("kap.ifc: ")


def test_progress_names_the_file(tmp_path: Path) -> None:
    lead, _ = shell(tmp_path)
    steps: list[str] = []
    read_model(lead, aspects=[roof_file(tmp_path)], progress=lambda step, _: steps.append(step.nl))

    assert any(step.startswith("bestand 1/2: ") for step in steps)
    assert any(step.startswith("bestand 2/2: geometrie") for step in steps)
