"""Every pitfall met in real files: which file has it, and what the reader makes of it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.job import InputError
from optopcheck.ifc import ReadModel, read_model
from optopcheck.ifc.storey_checks import naming_defects
from optopcheck.ifc.survey import Level

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.domain.building import Defect

pytestmark = pytest.mark.models

GEELEN = ("sdl_GEELEN-Breedplaat_V1", "sdl_GEELEN-Breedplaat_V2", "sdl_GEELEN-Dakvloer")


@functools.lru_cache(maxsize=32)
def _read(path: Path) -> ReadModel:
    return read_model(path)


@pytest.fixture
def reading(model: Callable[[str], Path]) -> Callable[[str], ReadModel]:
    return lambda name: _read(model(name))


def codes(read: ReadModel) -> set[str]:
    return {defect.code for defect in read.building.defects}


def the(read: ReadModel, code: str) -> Defect:
    (found,) = [defect for defect in read.building.defects if defect.code == code]
    return found


def levels(read: ReadModel) -> list[tuple[str, float]]:
    return [(storey.name, round(storey.elevation, 3)) for storey in read.building.storeys]


# --- storeys


@pytest.mark.parametrize("name", ["duplex_a", "duplex_vox"])
def test_unsorted_storeys_and_pseudo_levels(reading: Callable[[str], ReadModel], name: str) -> None:
    # T/FDN and Roof are levels of the model; whether they are storeys is for the measuring.
    assert levels(reading(name)) == [("T/FDN", -1.25), ("Level 1", 0.0), ("Level 2", 3.1), ("Roof", 6.0)]


def test_levels_of_floor_tops_between_the_storeys(reading: Callable[[str], ReadModel]) -> None:
    found = levels(reading("jesse1"))
    assert [height for _, height in found] == sorted(height for _, height in found)
    assert ("T.O. level 0 floor", -0.36) in found
    assert len(found) == 8


def test_storey_names_that_skip(reading: Callable[[str], ReadModel]) -> None:
    read = reading("bimwhale_tall")
    assert [name for name, _ in levels(read)] == ["Level 1", "Level 2", "Level 4", "Level 5", "Level 6"]
    assert not {code for code in codes(read) if code.startswith("IFC-STOREYS")}


def test_an_empty_elevation_and_geometry_elsewhere(reading: Callable[[str], ReadModel]) -> None:
    read = reading("sdl_XELLA-3e_verdieping")
    assert "IFC-STOREYS-NO-ELEVATION" in codes(read)
    assert levels(read) == [("3DE", 0.0)]
    away = the(read, "IFC-STOREYS-AWAY")
    assert "8,91" in away.message.nl
    assert {"storey_count", "gross_floor_area"} <= away.blocks
    assert read.building.mesh.bounds[:, 2] == pytest.approx([8.91, 12.6], abs=0.01)


def test_every_file_of_one_building_calls_its_storey_the_same(reading: Callable[[str], ReadModel]) -> None:
    storeys = [storey for name in GEELEN for storey in reading(name).building.storeys]
    assert {storey.name for storey in storeys} == {"Level 2"}
    assert [storey.elevation for storey in storeys] == pytest.approx([2.82, 5.91, 11.84])
    together = [
        Level(f"{s.global_id} {i}", s.name, s.elevation, (s.elevation,)) for i, s in enumerate(storeys)
    ]
    assert [defect.code for defect in naming_defects(together)] == ["IFC-STOREYS-SAME-NAME"]


def test_no_storeys_at_all(reading: Callable[[str], ReadModel]) -> None:
    read = reading("ios_acad2010")
    assert read.building.storeys == ()
    assert "IFC-STOREYS-NONE" in {d.code for d in read.building.blocked("storey_count")}
    assert read.site.georeference.level == 0  # no IfcSite either
    assert "IFC-POSITION-NONE" in codes(read)


def test_a_first_level_that_is_not_zero(reading: Callable[[str], ReadModel]) -> None:
    assert levels(reading("hhs_construction"))[0] == ("Level 1", 0.094)


def test_an_elevation_that_counts_from_the_building(reading: Callable[[str], ReadModel]) -> None:
    # Elevation 4250 on a building placed at -4250: the storey lies at zero, and nothing contradicts.
    read = reading("laan_op_zuid_owl")
    assert levels(read) == [("NAP", 0.0)]
    assert "IFC-STOREYS-ELEVATION" not in codes(read)
    assert "4,25" in the(read, "IFC-CONTEXT-UNUSED").message.nl


# --- roof, height, footprint


@pytest.mark.parametrize("name", ["sdl_ROOT-prefab_vloer_lifttop", "sdl_ROOT-prefab_balkons"])
def test_origin_marker_cubes(reading: Callable[[str], ReadModel], name: str) -> None:
    read = reading(name)
    (mark,) = the(read, "IFC-ORIGIN-MARKER").elements
    cube = next(e for e in read.building.elements if e.global_id == mark)
    assert np.ptp(cube.mesh.bounds, axis=0) == pytest.approx([1, 1, 1])
    assert cube not in read.building.shell


@pytest.mark.parametrize("name", ["demo2_vox", "duplex_a", "bimwhale_tall", "fzk_ac20", "openhouse_ifc4"])
def test_a_roof_of_any_type_is_a_roof(reading: Callable[[str], ReadModel], name: str) -> None:
    # The roof slab of demo2 is typed FLOOR, that of openhouse is pitched.
    assert not codes(reading(name)) & {"IFC-ROOF-NONE", "IFC-SLABS-NONE", "IFC-NO-SHAPE"}


@pytest.mark.parametrize("name", ["sdl_ROOT-kalkzandsteen", "ios_large_offset", "rgb4x3_xbim", "p1_mm"])
def test_a_top_storey_without_roof_blocks_the_heights(reading: Callable[[str], ReadModel], name: str) -> None:
    blocking = {d.code for d in reading(name).building.blocked("building_height")}
    assert blocking == {"IFC-ROOF-NONE"}


def test_no_slabs_at_all(reading: Callable[[str], ReadModel]) -> None:
    blocking = {d.code for d in reading("p1_mm").building.blocked("storey_count")}
    assert blocking == {"IFC-SLABS-NONE"}


def test_slabs_that_are_put_together_from_pieces_are_slabs(reading: Callable[[str], ReadModel]) -> None:
    read = reading("sdl_GEELEN-Dakvloer")
    assert "IfcSlab" not in {e.kind for e in read.building.elements}
    assert not codes(read) & {"IFC-SLABS-NONE", "IFC-NO-SHAPE"}
    assert "IFC-ONE-LAYER" in codes(read)


def test_two_buildings_as_one(reading: Callable[[str], ReadModel]) -> None:
    assert "2 losse delen" in the(reading("bimwhale_large"), "IFC-BODIES-SEVERAL").message.nl
    for name in ("bimwhale_tall", "demo2_vox", "duplex_a", "jesse1", "hhs_construction"):
        assert "IFC-BODIES-SEVERAL" not in codes(reading(name)), name


@pytest.mark.parametrize(("name", "windows"), [("jesse1", 0), ("hhs_construction", 0), ("demo2_vox", 44)])
def test_missing_windows(reading: Callable[[str], ReadModel], name: str, windows: int) -> None:
    read = reading(name)
    assert len(read.building.observation_points) == windows
    assert ("IFC-WINDOWS-NONE" in codes(read)) == (windows == 0)


# --- units


def test_metres_in_a_model_of_millimetres(reading: Callable[[str], ReadModel]) -> None:
    read = reading("tower_of_pisa")
    defect = the(read, "IFC-SIZE")
    assert "2099," in defect.message.nl
    assert {"building_height", "planning_volume"} <= defect.blocks


def test_feet(reading: Callable[[str], ReadModel]) -> None:
    read = reading("rgb4x3_xbim")
    assert read.schema == "IFC4X3_ADD2"
    assert levels(read) == [("L1", 0.0), ("L2", 3.658)]
    door = next(e for e in read.building.elements if e.kind == "IfcDoor")
    assert np.ptp(door.mesh.bounds[:, 2]) == pytest.approx(2.24, abs=0.01)
    assert not codes(read) & {"IFC-SIZE", "IFC-SIZE-DOORS", "IFC-UNITS-CONFLICT"}


def test_centimetres_and_millimetres_are_one_building(reading: Callable[[str], ReadModel]) -> None:
    in_cm, in_mm = (reading(name).building.mesh.bounds for name in ("p1_cm", "p1_mm"))
    assert in_cm == pytest.approx(in_mm, abs=1e-6)


# --- georeference


@pytest.mark.parametrize(
    ("name", "tool"),
    [
        ("bimwhale_tall", "Boston"),
        ("jesse1", "Boston"),
        ("duplex_a", "Chicago"),
        ("hhs_construction", "München"),
        ("classroom_xbim", "Londen"),
        ("ios_testmodel_add2", "Beijing"),
        ("jasmin_sun_ac9", "Abu Dhabi"),
        ("fzk_ac11", "Berlijn"),
        ("sdl_ROOT-prefab_balkons", "Amersfoort"),
        ("jap_vw", "nulpunt"),
        ("jap_ac16", "Tokio"),
    ],
)
def test_positions_that_programs_write_by_themselves(
    reading: Callable[[str], ReadModel], name: str, tool: str
) -> None:
    read = reading(name)
    assert tool in the(read, "IFC-POSITION-DEFAULT").message.nl
    assert read.site.latitude is None
    assert read.site.georeference.accuracy is None


def test_the_two_norths_of_one_house_stay_as_they_are_stated(reading: Callable[[str], ReadModel]) -> None:
    # The two files of the FZK house state true north 50 degrees apart; each is turned by what it says.
    longest = {}
    for name in ("fzk_ac11", "fzk_ac20"):
        read = reading(name)
        assert read.site.true_north == 0.0
        assert read.site.north_source.nl == "TrueNorth van het model"
        slab = max(
            (e for e in read.building.elements if e.kind == "IfcSlab"),
            key=lambda e: float(np.ptp(e.mesh.bounds[:, :2], axis=0).sum()),
        )
        longest[name] = _direction(slab.mesh.vertices)
    apart = (longest["fzk_ac20"] - longest["fzk_ac11"]) % 180.0
    assert min(apart, 180.0 - apart) == pytest.approx(50.0, abs=0.5)


def _direction(vertices: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float:
    """Return the direction in which a body is longest and narrowest, counter-clockwise from x [deg]."""
    angles = np.arange(0.0, 180.0, 0.5)
    across = np.array([-np.sin(np.radians(angles)), np.cos(np.radians(angles))])
    return float(angles[int(np.argmin(np.ptp(vertices[:, :2] @ across, axis=0)))])


def test_a_map_conversion_in_millimetres_against_latitude_and_longitude(
    reading: Callable[[str], ReadModel],
) -> None:
    read = reading("laan_op_zuid_owl")
    reference = read.site.georeference
    assert (reference.level, reference.accuracy, reference.epsg) == (50, 1.0, 28992)
    assert reference.offset == pytest.approx((93_869.0, 435_605.0), abs=1.0)
    assert "mm" in the(read, "IFC-MAP-UNIT").message.nl
    assert "0,1 km" in the(read, "IFC-POSITION-CONFLICT").message.nl
    assert read.site.true_north == pytest.approx(0.70, abs=0.01)


def test_property_sets_as_map_conversion(reading: Callable[[str], ReadModel]) -> None:
    reference = reading("duplex_a_geo").site.georeference
    assert (reference.level, reference.epsg) == (50, 9897)  # Luxembourg
    assert reference.source.nl.startswith("ePSet_MapConversion; breedte en lengte zonder correctierooster")


def test_a_model_turned_sixty_degrees_on_another_grid(reading: Callable[[str], ReadModel]) -> None:
    read = reading("pcert_architecture")
    assert (read.site.georeference.epsg, read.site.georeference.level) == (32760, 50)
    wall = max(
        (e for e in read.building.elements if e.kind == "IfcWall"),
        key=lambda e: float(np.ptp(e.mesh.bounds[:, :2], axis=0).sum()),
    )
    edge = _direction(wall.mesh.vertices) % 90.0
    assert edge == pytest.approx(60.0, abs=1.0)


def test_far_coordinates_of_another_country_are_no_rd(reading: Callable[[str], ReadModel]) -> None:
    read = reading("ios_large_offset")
    assert "IFC-COORDINATES-FAR" in codes(read)
    assert not codes(read) & {"IFC-RD-ASSUMED", "IFC-RD-DOUBTFUL"}
    assert np.abs(read.building.mesh.vertices[:, :2]).max() < 100.0
    assert (read.site.georeference.level, read.site.georeference.epsg) == (20, None)


# --- reader


def test_contexts_without_a_name_are_drawn_all_the_same(reading: Callable[[str], ReadModel]) -> None:
    read = reading("sdl_XELLA-3e_verdieping")
    assert len(read.building.elements) == 240
    assert not codes(read) & {"IFC-GEOMETRY-UNREAD", "IFC-NO-SHAPE"}


def test_a_file_without_a_single_product(model: Callable[[str], Path]) -> None:
    with pytest.raises(InputError, match="bevat geen gebouw"):
        read_model(model("errorfile"))


def test_a_schema_of_twenty_years_ago(model: Callable[[str], Path]) -> None:
    with pytest.raises(InputError, match="IFC2X_FINAL"):
        read_model(model("smiley_west_allplan"))


def test_garbled_and_empty_headers(reading: Callable[[str], ReadModel]) -> None:
    assert "verminkt" in the(reading("jap_ac16"), "IFC-HEADER").message.nl
    assert "originating_system" in the(reading("jesse1"), "IFC-HEADER").message.nl
    assert reading("jesse1").tool == "Autodesk Revit 2013"


@pytest.mark.long
def test_the_gate_raises_no_false_alarm(models: Path) -> None:
    """Nothing is hidden in any of the models; a missing roof or a wrong unit only where it is so."""
    alarms: dict[str, set[str]] = {}
    watched = {"IFC-NO-SHAPE", "IFC-ROOF-NONE", "IFC-BODIES-SEVERAL", "IFC-STOREYS-AWAY", "IFC-PLANT-UNREAD"}
    watched |= {"IFC-SIZE", "IFC-SIZE-DOORS", "IFC-SIZE-STOREYS", "IFC-SCHEMA-CONTENT"}
    refused = set()
    for path in sorted((models / "ifc").iterdir()):
        try:
            found = {d.code for d in _read(path).building.defects} & watched
        except InputError:
            refused.add(path.stem)
            continue
        for code in found:
            alarms.setdefault(code, set()).add(path.stem)
    assert refused == {"errorfile", "smiley_west_allplan", "pcert_hvac", "pcert_landscaping"}
    assert alarms == {
        "IFC-SIZE": {"tower_of_pisa", "s1_nulpunt"},
        "IFC-BODIES-SEVERAL": {"bimwhale_large"},
        "IFC-STOREYS-AWAY": {f"sdl_XELLA-{n}e_verdieping" for n in (1, 2, 3)},
        "IFC-ROOF-NONE": {
            "ios_large_offset",
            "p1_cm",
            "p1_mm",
            "pcert_structural",
            "rgb4x3_xbim",
            "sdl_ROOT-houten_kozijnen",
            "sdl_ROOT-kalkzandsteen",
            "sdl_XELLA-1e_verdieping",
            "sdl_XELLA-2e_verdieping",
            "sdl_XELLA-3e_verdieping",
            "sdl_XELLA-Begane_grond",
        },
    }
