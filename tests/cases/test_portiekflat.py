"""The model is sound, and its meshes give the numbers that formulas gave."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import ifcopenshell
import ifcopenshell.util.element
import ifcopenshell.validate
import manifold3d
import numpy as np
import pyproj
import pytest

if TYPE_CHECKING:
    import trimesh

    from tests.cases.conftest import Shape

SHELL = ("IfcWall", "IfcSlab")
EXACT = 1e-6


def solid(mesh: trimesh.Trimesh) -> manifold3d.Manifold:
    """Round corners to a micrometre: noise in the last bit would leave slits where walls meet."""
    corners = np.asarray(mesh.vertices).round(6)
    return manifold3d.Manifold(manifold3d.Mesh64(corners, np.asarray(mesh.faces, dtype=np.uint64)))


def filled_area(section: manifold3d.CrossSection) -> float:
    """Area within the outlines of a section, rooms and shafts included [m2]."""
    areas = [signed_area(polygon) for polygon in section.to_polygons()]
    return sum(area for area in areas if area > 0)


def signed_area(polygon: np.ndarray) -> float:
    x, y = np.asarray(polygon).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


@pytest.fixture(scope="module")
def body(shapes: dict[str, Shape]) -> manifold3d.Manifold:
    """Union of walls and slabs, without balconies."""
    parts = [solid(s.mesh) for s in shapes.values() if s.kind in SHELL and not s.name.startswith("balkon")]
    return manifold3d.Manifold.batch_boolean(parts, manifold3d.OpType.Add)


def complaints(ifc: ifcopenshell.file, *, express_rules: bool) -> list[dict[str, Any]]:
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(ifc, log, express_rules=express_rules)
    return log.statements


def test_the_schema_holds(ifc: ifcopenshell.file) -> None:
    assert complaints(ifc, express_rules=False) == []


@pytest.mark.long
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the library leaves its rules open
def test_the_rules_of_the_schema_hold(ifc: ifcopenshell.file) -> None:
    assert complaints(ifc, express_rules=True) == []


def test_it_holds_what_the_case_promises(ifc: ifcopenshell.file, expected: dict[str, Any]) -> None:
    counts = expected["counts"]
    assert len(ifc.by_type("IfcZone")) == counts["dwellings"]
    assert len(ifc.by_type("IfcWindow")) == counts["windows"]
    assert len(ifc.by_type("IfcSpace")) == counts["spaces"]
    assert len(ifc.by_type("IfcChimney")) == counts["chimneys"]
    for zone in ifc.by_type("IfcZone"):
        rooms = Counter(space.LongName for space in zone.IsGroupedBy[0].RelatedObjects)
        assert {"woonkamer", "keuken", "slaapkamer 1", "slaapkamer 2"} <= rooms.keys()
    levels = sorted(ifc.by_type("IfcBuildingStorey"), key=lambda s: s.Elevation)
    assert [(s.Name, s.Elevation / 1000) for s in levels] == [
        (s["name"], s["elevation_above_peil"]) for s in expected["storeys"]
    ]


def test_every_part_has_a_place_and_a_material(ifc: ifcopenshell.file) -> None:
    parts = [p for p in ifc.by_type("IfcElement") if not p.is_a("IfcOpeningElement")]
    assert [p.Name for p in parts if ifcopenshell.util.element.get_container(p) is None] == []
    assert [p.Name for p in parts if ifcopenshell.util.element.get_material(p) is None] == []


def test_every_shape_is_a_closed_solid(ifc: ifcopenshell.file, shapes: dict[str, Shape]) -> None:
    drawn = [p for p in ifc.by_type("IfcProduct") if p.Representation is not None]
    assert {p.GlobalId for p in drawn} == shapes.keys()
    assert [s.name for s in shapes.values() if not (s.mesh.is_watertight and s.mesh.volume > 0)] == []


def test_every_window_lies_in_an_opening_of_its_wall(
    ifc: ifcopenshell.file, shapes: dict[str, Shape], expected: dict[str, Any]
) -> None:
    facades = Counter()
    for window in ifc.by_type("IfcWindow"):
        hole = window.FillsVoids[0].RelatingOpeningElement
        wall = hole.VoidsElements[0].RelatingBuildingElement
        pane, gap, around = (shapes[e.GlobalId].mesh.bounds for e in (window, hole, wall))
        assert (gap[0] >= around[0] - EXACT).all()
        assert (gap[1] <= around[1] + EXACT).all()
        assert np.allclose(pane[:, [0, 2]], gap[:, [0, 2]], atol=EXACT)
        assert gap[0, 1] < pane[0, 1] < pane[1, 1] < gap[1, 1]
        width, _, height = 1000 * np.ptp(pane, axis=0)
        assert (width, height) == pytest.approx((window.OverallWidth, window.OverallHeight))
        facades["windows_south" if around[0, 1] < 1 else "windows_north"] += 1
    assert facades == {key: expected["counts"][key] for key in ("windows_south", "windows_north")}


def test_no_space_runs_into_another_or_out_of_the_building(shapes: dict[str, Shape]) -> None:
    rooms = [s.mesh.bounds for s in shapes.values() if s.kind == "IfcSpace"]
    low, high = np.array([r[0] for r in rooms]), np.array([r[1] for r in rooms])
    overlap = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
    shared = np.prod(np.clip(overlap, 0, None), axis=2)
    np.fill_diagonal(shared, 0)
    assert shared.max() < EXACT
    assert low.min(axis=0) == pytest.approx([0.3, 0.3, -0.9])
    assert high.max(axis=0) == pytest.approx([57.3, 9.9, 12.2])


def test_heights_by_formula_are_the_heights_of_the_meshes(
    shapes: dict[str, Shape], expected: dict[str, Any]
) -> None:
    def top(kind: str, *starts: str) -> float:
        return max(
            s.mesh.bounds[1, 2] for s in shapes.values() if s.kind == kind and s.name.startswith(starts)
        )

    existing = expected["existing"]
    height = existing["building_height"]
    everything = [s for s in shapes.values() if s.kind not in ("IfcChimney", "IfcOpeningElement")]
    assert max(s.mesh.bounds[1, 2] for s in everything) == pytest.approx(height["value"])
    assert top("IfcSlab", "dakvloer") == pytest.approx(height["readings"]["roof_deck"])
    assert top("IfcChimney", "") == pytest.approx(height["readings"]["highest_chimney"])
    assert top("IfcWall", "dakrand") == pytest.approx(existing["eaves_height"]["value"])
    assert height["readings"]["without_stair_head"] == existing["eaves_height"]["value"]


def test_volumes_by_formula_are_the_volumes_within_the_outer_surface(
    body: manifold3d.Manifold, expected: dict[str, Any]
) -> None:
    existing = expected["existing"]
    # Surfaces round closed rooms have a negative volume; one surface goes round everything.
    (filled,) = [part for part in body.decompose() if part.volume() > 0]
    with_edge = existing["gross_volume"]["readings"]["with_roof_edge"]
    assert filled.volume() == pytest.approx(with_edge, rel=1e-6)
    with_edge = existing["planning_volume"]["readings"]["with_roof_edge"]
    assert filled.trim_by_plane((0.0, 0.0, 1.0), 1.0).volume() == pytest.approx(with_edge, rel=1e-6)
    below_deck = filled.trim_by_plane((0.0, 0.0, -1.0), -12.4).volume()
    assert below_deck == pytest.approx(existing["gross_volume"]["readings"]["without_stair_head"], rel=1e-6)
    # Half a metre above the deck the roof edge has ended.
    head = existing["gross_volume"]["value"] - existing["gross_volume"]["readings"]["without_stair_head"]
    on_roof = filled.trim_by_plane((0.0, 0.0, 1.0), 12.9).volume()
    assert on_roof == pytest.approx(head * (14.8 - 12.9) / 2.4, rel=1e-6)


@pytest.mark.parametrize("floor", [-0.9, 1.2, 4.0, 6.8, 9.6])
def test_every_level_is_closed_along_the_facade(
    body: manifold3d.Manifold, expected: dict[str, Any], floor: float
) -> None:
    assert filled_area(body.slice(floor + 0.3)) == pytest.approx(
        expected["existing"]["footprint_area"]["value"], rel=1e-6
    )


def test_areas_by_formula_are_the_areas_of_the_sections(
    body: manifold3d.Manifold, expected: dict[str, Any]
) -> None:
    existing = expected["existing"]
    footprint = existing["footprint_area"]["value"]
    head = filled_area(body.slice(13.5))
    assert filled_area(body.project()) == pytest.approx(footprint, rel=1e-6)
    assert existing["flat_roof_area"]["value"] == pytest.approx(footprint - head, rel=1e-6)
    assert existing["gross_floor_area"]["value"] == pytest.approx(5 * footprint + 12.0)
    added = expected["proposed"]["added_floor_area"]["value"]
    assert expected["proposed"]["gross_floor_area"]["value"] == pytest.approx(5 * footprint + 12.0 + added)
    between = body.slice(12.6)
    assert existing["flat_roof_area"]["readings"]["between_parapets"] == pytest.approx(
        footprint - between.area() - (head - body.slice(13.5).area()), rel=1e-6
    )


def test_the_place_is_the_same_in_degrees_and_in_rd(ifc: ifcopenshell.file, expected: dict[str, Any]) -> None:
    place = expected["place"]
    to_degrees = pyproj.Transformer.from_crs(28992, 4326, always_xy=True)
    east, north = place["origin_rd"]
    longitude, latitude = to_degrees.transform(east, north)
    assert (latitude, longitude) == pytest.approx((place["latitude"], place["longitude"]), abs=1e-6)
    site = ifc.by_type("IfcSite")[0]
    for angle, value in ((site.RefLatitude, latitude), (site.RefLongitude, longitude)):
        degrees, minutes, seconds, millionths = angle
        whole = degrees + minutes / 60 + (seconds + millionths / 1e6) / 3600
        assert whole == pytest.approx(value, abs=1e-6)


def test_true_north_is_where_the_meridian_goes(ifc: ifcopenshell.file, expected: dict[str, Any]) -> None:
    place = expected["place"]
    to_rd = pyproj.Transformer.from_crs(4326, 28992, always_xy=True)
    low = to_rd.transform(place["longitude"], place["latitude"] - 0.001)
    high = to_rd.transform(place["longitude"], place["latitude"] + 0.001)
    from_grid = np.degrees(np.arctan2(high[0] - low[0], high[1] - low[1]))
    assert place["true_north_from_grid_north"] == pytest.approx(from_grid, abs=0.001)
    context = ifc.by_type("IfcGeometricRepresentationContext", include_subtypes=False)[0]
    x, y = context.TrueNorth.DirectionRatios
    assert np.degrees(np.arctan2(x, y)) == pytest.approx(from_grid + place["turn_from_grid_east"], abs=0.001)


def test_sills_lie_where_the_map_conversion_brings_them(
    ifc: ifcopenshell.file, shapes: dict[str, Shape], expected: dict[str, Any]
) -> None:
    conversion = ifc.by_type("IfcMapConversion")[0]
    cosine, sine = conversion.XAxisAbscissa, conversion.XAxisOrdinate
    turn = np.array([[cosine, -sine], [sine, cosine]])
    assert conversion.Scale == 0.001  # millimetres of the model to metres of the map
    for window in expected["windows"]:
        shape = shapes[window["global_id"]]
        assert shape.name == window["name"]
        (x0, y0, z0), (x1, y1, _) = shape.mesh.bounds
        local = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
        rd = turn @ local + (conversion.Eastings, conversion.Northings)
        assert [*rd, z0 + conversion.OrthogonalHeight] == pytest.approx(window["sill_rd_nap"], abs=1e-3)
        outward = turn @ (0.0, -1.0 if local[1] < 5 else 1.0)
        assert [*outward, 0.0] == pytest.approx(window["facing"], abs=1e-6)
        assert min(local[1], 10.2 - local[1]) == pytest.approx(window["depth"])
