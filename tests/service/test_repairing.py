"""Repairs at work on drawn models: what turns, what goes, what is said, and that the file stays as it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.domain.building import Severity, StoreyRole
from optopcheck.domain.job import InputError
from optopcheck.domain.repair import AspectFrame, Location, North, Repairs
from optopcheck.domain.site import Origin
from optopcheck.ifc import ReadModel, read_model
from optopcheck.service import CaseInput, open_case
from optopcheck.service.repairing import Repaired, repaired
from tests.ifc.drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.building import Building
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import Site

ZERO_RD = (93_000.0, 452_000.0)


def read(
    folder: Path, north: float | None = None, turn: float | None = None, at: tuple[float, float] = (0, 0)
) -> ReadModel:
    """Draw a house; `north` is the stated true north, `turn` that of a map conversion [deg]."""
    drawing = Drawing()
    parts = house(drawing, at=at)
    drawing.box("IfcSpace", parts["ground"], (at[0] + 0.3, at[1] + 0.3, 0), (7, 5, 3), "kamer")
    if north is not None:
        angle = np.radians(north)
        drawing.context.TrueNorth = drawing.make("IfcDirection", [float(np.sin(angle)), float(np.cos(angle))])
    if turn is not None:
        drawing.map_conversion(turn, *ZERO_RD, 1.0, "NAP")
    return read_model(drawing.save(folder / f"huis-{north}-{turn}.ifc"))


def part(building: Building, name: str, kind: str = "IfcWall") -> Floats:
    return next(e for e in building.elements if e.name == name and e.kind == kind).mesh.vertices


def on_grid(found: Repaired | ReadModel, name: str) -> Floats:
    """Return the corners of a wall with the offset of the frame."""
    return part(found.building, name) + np.array([*found.site.georeference.offset, 0.0])


def codes(building: Building) -> dict[str, Any]:
    return {defect.code: defect for defect in building.defects}


@pytest.mark.parametrize("stated", [None, 10.0])
def test_a_north_turns_the_whole_building_as_if_the_model_had_said_it(
    tmp_path: Path, stated: float | None
) -> None:
    right = read(tmp_path, north=30.0)
    found = repaired(read(tmp_path, north=stated), Repairs(North(30.0, Origin.SURVEYED)))

    assert on_grid(found, "s") == pytest.approx(on_grid(right, "s"), abs=1e-9)
    rooms = zip(found.building.spaces, right.building.spaces, strict=True)
    assert all(np.allclose(ours.mesh.vertices, theirs.mesh.vertices, atol=1e-9) for ours, theirs in rooms)
    facing = {p.label: p.facing for p in right.building.observation_points}
    assert len(facing) == 4
    for point in found.building.observation_points:
        assert np.allclose(point.facing, facing[point.label], atol=1e-9)
    assert found.site.true_north == 0.0
    assert "gebruiker" in found.site.north_source.nl
    note = codes(found.building)["repair-north"]
    assert note.severity is Severity.NOTE
    assert note.message.nl.startswith("herstel: noorden op 30,00 graden")
    assert f"{30 - (stated or 0):.0f},00 graden gedraaid" in note.message.nl
    assert "ingemeten" in note.message.nl
    corner = [8 * np.cos(np.radians(30)), 8 * np.sin(np.radians(30))]
    assert found.to_local(np.array([[8.0, 0.0]]))[0] == pytest.approx(corner)


def test_on_the_map_a_north_turns_about_the_zero_of_the_model(tmp_path: Path) -> None:
    right, wrong = read(tmp_path, turn=30.0, at=(40, 0)), read(tmp_path, turn=0.0, at=(40, 0))
    found = repaired(wrong, Repairs(North(30.0 + wrong.site.true_north)))

    assert on_grid(found, "s") == pytest.approx(on_grid(right, "s"), abs=1e-6)
    assert found.site.true_north == wrong.site.true_north
    assert found.building.storeys[0].elevation == right.building.storeys[0].elevation == 1.0
    assert found.site.georeference.epsg == 28992


def test_a_place_in_rd_gives_what_a_map_conversion_gives(tmp_path: Path) -> None:
    right = read(tmp_path, turn=30.0, at=(40, 0))
    north = 30.0 + right.site.true_north
    bare = read(tmp_path, north=north, at=(40, 0))
    assert bare.site.georeference.epsg is None
    found = repaired(bare, Repairs(location=Location(*ZERO_RD, in_rd=True)))

    assert on_grid(found, "s")[:, :2] == pytest.approx(on_grid(right, "s")[:, :2], abs=1e-3)
    assert found.site.latitude == pytest.approx(right.site.latitude, abs=1e-6)
    assert found.site.longitude == pytest.approx(right.site.longitude, abs=1e-6)
    assert found.site.true_north == pytest.approx(right.site.true_north, abs=1e-3)
    assert found.site.georeference.epsg == 28992
    assert found.site.georeference.height_system is None
    assert codes(found.building)["IFC-POSITION-NONE"].message.nl.startswith("vervallen door herstel: ")


def test_latitude_and_longitude_leave_no_map(tmp_path: Path) -> None:
    def placed(model: ReadModel) -> Site:
        return repaired(model, Repairs(location=Location(52.06, 4.49))).site

    bare, mapped = placed(read(tmp_path)), placed(read(tmp_path, turn=30.0))

    assert (bare.latitude, bare.longitude) == (mapped.latitude, mapped.longitude) == (52.06, 4.49)
    # The user says that it stands elsewhere: its RD coordinates must not be used any more.
    assert bare.georeference.epsg is mapped.georeference.epsg is None
    assert mapped.true_north == pytest.approx(0.7, abs=0.2)
    assert mapped.georeference.height_system == "NAP"


def test_a_place_that_puts_the_building_abroad_is_refused(tmp_path: Path) -> None:
    far = read(tmp_path, at=(50_000.0, 12_000.0))
    with pytest.raises(InputError, match="buiten Nederland"):
        repaired(far, Repairs(location=Location(280_000.0, 600_000.0, in_rd=True)))
    # Its own coordinates turn about a local origin: the digits stay.
    turned = repaired(far, Repairs(North(90.0)))
    assert np.abs(turned.building.mesh.vertices).max() < 20
    assert on_grid(turned, "s")[:, :2].mean(axis=0) == pytest.approx([-12_000.15, 50_004.0])


def test_a_building_drawn_in_rd_turns_where_it_stands(tmp_path: Path) -> None:
    """About the zero of its model, 460 km away, it would land in the sea."""
    drawn = read(tmp_path, at=(93_000.0, 452_000.0))
    assert drawn.site.georeference.epsg == 28992
    turned = repaired(drawn, Repairs(North(90.0)))

    middle = turned.building.mesh.bounds.mean(axis=0)[:2] + turned.site.georeference.offset
    assert middle == pytest.approx([93_004.0, 452_003.0], abs=0.5)
    assert turned.site.true_north == drawn.site.true_north


def test_parts_go_with_their_point_and_their_defect(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    lost = [drawing.box("IfcWall", parts["ground"], (0, 0, 3), (8, 0.3, 3), f"kapot {n}") for n in range(2)]
    for wall in lost:
        wall.Representation.Representations[0].Items[0].Depth = 1e-12
    path = drawing.save(tmp_path / "huis.ifc")
    before = path.read_bytes()
    model = read_model(path)
    glass = next(p.id for p in model.building.observation_points if p.label.startswith("s "))
    ids = [wall.GlobalId for wall in lost]

    half = repaired(model, Repairs(dropped=(ids[0], glass))).building
    assert half.blocked("building_height")
    whole = repaired(model, Repairs(dropped=(*ids, glass), by="J. de Vries", on=date(2026, 7, 2))).building
    assert not whole.blocked("building_height")
    settled = codes(whole)["IFC-GEOMETRY-UNREAD"]
    assert settled.severity is Severity.NOTE
    assert settled.message.nl.startswith("vervallen door herstel: ")
    assert {e.global_id for e in model.building.elements} - {e.global_id for e in whole.elements} == {glass}
    assert len(whole.observation_points) == 3
    note = codes(whole)["repair-drop"]
    assert note.elements == (*ids, glass)
    assert note.message.nl.endswith("(J. de Vries, 2026-07-02)")
    assert path.read_bytes() == before


def test_a_damaged_file_cannot_be_dropped_into_health(tmp_path: Path) -> None:
    """Only defects that name the parts they are about go with those parts."""
    drawing = Drawing()
    building = drawing.building("huis")
    storey = drawing.storey(building, "bg", 0.0)
    drawing.box("IfcWall", storey, (0, 0, 0), (8, 0.3, 3), "w")
    drawing.box("IfcWall", storey, (0, 3, 0), (8, 0.3, 3), "v")
    drawing.assignment.Units = [drawing.make("IfcSIUnit", None, "AREAUNIT", None, "SQUARE_METRE")]
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    one = model.building.elements[0].global_id

    assert repaired(model, Repairs(dropped=(one,))).building.blocked("building_height")
    with pytest.raises(InputError, match="geen bouwdeel"):
        repaired(model, Repairs(dropped=(storey.GlobalId,)))


def test_storeys_get_their_role_and_walls_their_neighbour(tmp_path: Path) -> None:
    model = read(tmp_path)
    wall = next(e.global_id for e in model.building.elements if e.name == "w" and e.kind == "IfcWall")
    repairs = Repairs(storey_roles=(("begane grond", StoreyRole.SUBSTRUCTURE),), party_walls=(wall,))
    building = repaired(model, repairs).building

    (storey,) = building.storeys
    assert (storey.role, str(storey.reason)) == (StoreyRole.SUBSTRUCTURE, "opgegeven door de gebruiker")
    assert building.party_walls == (wall,)
    assert "'begane grond' = onderbouw" in codes(building)["repair-storeys"].message.nl
    assert codes(building)["repair-party-walls"].elements == (wall,)


def test_what_does_not_exist_is_refused_with_what_does(tmp_path: Path) -> None:
    model = read(tmp_path)
    wall = next(e.global_id for e in model.building.elements if e.name == "s" and e.kind == "IfcWall")
    slip = wall[:-2] + "__"
    for repairs, words in (
        (Repairs(dropped=(slip,)), f"wel: {wall} (IfcWall 's')"),
        (Repairs(party_walls=(slip,)), f"wel: {wall} (IfcWall 's')"),
        (Repairs(storey_roles=(("kelder", StoreyRole.LAYER),)), "'begane grond'"),
    ):
        with pytest.raises(InputError) as caught:
            repaired(model, repairs)
        assert words in caught.value.text.nl
        assert caught.value.text.en


def test_a_slab_is_no_party_wall_and_something_must_stay(tmp_path: Path) -> None:
    model = read(tmp_path)
    slab = next(e.global_id for e in model.building.elements if e.kind == "IfcSlab")
    with pytest.raises(InputError, match="party_walls"):
        repaired(model, Repairs(party_walls=(slab,)))
    with pytest.raises(InputError, match="geen enkel bouwdeel"):
        repaired(model, Repairs(dropped=tuple(e.global_id for e in model.building.elements)))


def test_one_name_of_two_storeys_needs_the_globalid(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    upper = drawing.storey(parts["building"], "begane grond", 3.2)
    model = read_model(drawing.save(tmp_path / "huis.ifc"))
    ground = parts["ground"].GlobalId

    with pytest.raises(InputError, match=upper.GlobalId.replace("$", r"\$")):
        repaired(model, Repairs(storey_roles=(("begane grond", StoreyRole.LAYER),)))
    roles = ((ground, StoreyRole.LAYER), (upper.GlobalId, StoreyRole.ATTIC))
    assert [s.role for s in repaired(model, Repairs(storey_roles=roles)).building.storeys] == [
        StoreyRole.LAYER,
        StoreyRole.ATTIC,
    ]


def test_one_storey_by_name_and_by_globalid_with_two_roles(tmp_path: Path) -> None:
    model = read(tmp_path)
    both = (("begane grond", StoreyRole.LAYER), (model.building.storeys[0].global_id, StoreyRole.ATTIC))
    with pytest.raises(InputError, match="twee rollen"):
        repaired(model, Repairs(storey_roles=both))


def test_nothing_to_repair_changes_nothing(tmp_path: Path) -> None:
    model = read(tmp_path, turn=30.0)
    found = repaired(model, None)

    assert found.building is model.building
    assert found.site is model.site
    assert found.to_local(np.array([[0.0, 0.0]])) + model.site.georeference.offset == pytest.approx(
        np.array([ZERO_RD])
    )


def test_a_case_keeps_its_repairs_its_files_and_their_hashes(tmp_path: Path) -> None:
    drawing = Drawing()
    parts = house(drawing)
    lead = drawing.save(tmp_path / "huis.ifc")
    roof = Drawing()
    upper = roof.storey(roof.building("huis"), "dak", 3.2)
    roof.box("IfcSlab", upper, (0, 0, 3.2), (8, 6, 0.2), "dak")
    (tmp_path / "b").mkdir()
    other = roof.save(tmp_path / "b" / "huis.ifc")
    wall = parts["walls"]["w"].GlobalId
    file = tmp_path / "herstel.toml"
    file.write_text(
        f'[opgave]\nby = "A"\n[bouwdelen]\nparty_walls = ["{wall}"]\n[model]\nbuilding = "huis"\n', "utf-8"
    )
    plan = tmp_path / "plan.toml"
    plan.write_text('[perceel]\nframe = "model"\npolygon = [[-2, -2], [12, -2], [12, 9], [-2, 9]]\n', "utf-8")
    inputs = CaseInput(
        lead,
        plan=plan,
        aspects=(other,),
        repairs_file=file,
        repairs=Repairs(North(90.0), aspect_frame=AspectFrame.MODEL),
    )
    opened = open_case(inputs)

    assert opened.case.repairs == Repairs(
        North(90.0), party_walls=(wall,), aspect_frame=AspectFrame.MODEL, building="huis", by="A"
    )
    assert opened.case.building.party_walls == (wall,)
    assert set(opened.hashes) == {"huis.ifc", "aspect 2: huis.ifc", "plan.toml", "herstel.toml"}
    assert len(set(opened.hashes.values())) == 4
    assert {"repair-north", "repair-frame", "repair-building", "repair-party-walls"} <= set(
        codes(opened.case.building)
    )
    # The plot turns with the building: written in the coordinates of the model.
    assert opened.case.plan_limits is None
    assert opened.case.site.plot_boundary is not None
    assert opened.case.site.plot_boundary[0] == pytest.approx([2.0, -2.0])
    assert opened.case.site.plot_boundary[1] == pytest.approx([2.0, 12.0])


def test_building_and_frame_of_the_repairs_must_fit_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "huis.ifc"
    drawing = Drawing()
    house(drawing)
    drawing.save(path)
    with pytest.raises(InputError, match="twee gebouwen"):
        open_case(CaseInput(path, "huis", repairs=Repairs(building="schuur")))
    with pytest.raises(InputError, match="er is er één"):
        open_case(CaseInput(path, repairs=Repairs(aspect_frame=AspectFrame.MODEL)))
