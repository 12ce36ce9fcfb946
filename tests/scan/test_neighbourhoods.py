"""Buildings counted by neighbourhood: each once, and those in none are told."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely

from optopcheck.cli.main import main
from optopcheck.domain.job import InputError
from optopcheck.scan import ScanRequest, read_neighbourhoods, run_scan, tiles_in, write_results
from optopcheck.scan.columns import columns
from optopcheck.scan.neighbourhoods import NeighbourhoodRow, summarise
from optopcheck.scan.results import receipt_rows
from tests.scan.made import flat_block, house, town

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.scan import Scan

ON = date(2026, 11, 26)
X, Y = 93000.0, 451000.0


def around(x: float, y: float, wide: float = 60, deep: float = 60) -> Any:
    return shapely.box(X + x, Y + y, X + x + wide, Y + y + deep)


WEST = around(-30, -30)
RING = around(200, -30).difference(around(205, -5, 30, 30))
"""With a hole in which a building stands."""


def geojson(path: Path, named: dict[str, Any], crs: str | None = "urn:ogc:def:crs:EPSG::28992") -> Path:
    told: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"buurtnaam": n}, "geometry": shapely.geometry.mapping(s)}
            for n, s in named.items()
        ],
    }
    if crs is not None:
        told["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(told))
    return path


@pytest.fixture
def area(tmp_path: Path) -> Path:
    folder = tmp_path / "tegels"
    folder.mkdir()
    bad = flat_block("stuk", 0, 400, 10, 10, 6.0)
    bad["geometry"][0]["boundaries"] = [[[[0, 1, 99999]]]]
    made = [
        flat_block("plat", 0, 0, 12, 10, 9.0), house("schuin", 15, 0), flat_block("gat", 210, 0, 12, 10, 6.0),
        flat_block("rand", 240, 0, 12, 10, 6.0), bad,
    ]  # fmt: skip
    (folder / "a.city.json").write_text(json.dumps(town(made)))
    return folder


@pytest.fixture
def scan(area: Path, tmp_path: Path) -> Scan:
    return run_scan(ScanRequest(tiles_in(area), "GM0637", ON, programs=False), tmp_path / "werk")


def test_a_building_counts_where_its_point_lies(scan: Scan, tmp_path: Path) -> None:
    areas = read_neighbourhoods(geojson(tmp_path / "b.geojson", {"West": WEST, "Ring": RING, "Leeg": WEST}))

    found = summarise(areas, scan.buildings, scan.outlines)
    west, ring, empty = found.rows

    assert (west.name, west.buildings, west.candidates, west.undetermined) == ("West", 2, 1, 2)
    assert (west.complies, west.violates) == (0, 0)
    assert (west.homes_low, west.homes, west.homes_high) == (0, 1, 2)
    assert west.added_floor_area == pytest.approx(120.0)
    assert (ring.name, ring.buildings) == ("Ring", 1)
    assert (empty.buildings, empty.candidates) == (0, 0)
    assert (found.outside, found.nowhere, found.shared) == (1, 1, 2)


def test_the_layer_and_the_page_tell_of_neighbourhoods(scan: Scan, tmp_path: Path) -> None:
    areas = read_neighbourhoods(geojson(tmp_path / "b.geojson", {"West & Co": WEST, "Ring": RING}))
    path = tmp_path / "r.gpkg"
    write_results(scan, path, areas)

    meta, _, shapes, fields = pyogrio.raw.read(path, layer="neighbourhoods")
    assert list(meta["fields"]) == [column.name for column in columns(NeighbourhoodRow)]
    assert meta["crs"] == "EPSG:28992"
    names = dict(zip(meta["fields"], fields, strict=True))
    assert list(names["name"]) == ["West & Co", "Ring"]
    assert list(names["candidates"]) == [1, 1]
    for shape, wanted in zip(shapely.from_wkb(shapes), (WEST, RING), strict=True):
        assert shapely.equals(shape, wanted)
    with closing(sqlite3.connect(path)) as database:
        (style,) = database.execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_name = 'neighbourhoods' AND useAsDefault"
        ).fetchone()
    # Whichever layer lies on top, the buildings are seen through it.
    assert 'value="230,159,0,80"' in style
    page = path.with_suffix(".html").read_text()
    assert "West &amp; Co" in page
    assert "1 panden liggen buiten alle buurten en 1 hebben geen vorm" in page


def test_a_geopackage_and_a_geojson_tell_the_same(scan: Scan, tmp_path: Path) -> None:
    path = tmp_path / "b.gpkg"
    shapes = [WEST, shapely.MultiPolygon([RING])]
    pyogrio.raw.write(
        path, np.array([shapely.to_wkb(s) for s in shapes], dtype=object),
        [np.array(["West", "Ring"], dtype=object)], ["buurtnaam"], crs="EPSG:28992",
        geometry_type="MultiPolygon", promote_to_multi=True,
    )  # fmt: skip

    one = summarise(read_neighbourhoods(path), scan.buildings, scan.outlines)
    other = summarise(
        read_neighbourhoods(geojson(tmp_path / "b.geojson", {"West": WEST, "Ring": RING})),
        scan.buildings,
        scan.outlines,
    )

    assert one.rows == other.rows
    assert one.outside == other.outside == 1


def test_polygons_that_are_not_in_rd_or_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="noemt RD niet"):
        read_neighbourhoods(geojson(tmp_path / "a.geojson", {"West": WEST}, None))
    with pytest.raises(InputError, match="geen vlakken"):
        read_neighbourhoods(geojson(tmp_path / "b.geojson", {}))
    with pytest.raises(InputError, match="geen GeoJSON"):
        read_neighbourhoods(geojson(tmp_path / "c.geojson", {"punt": shapely.Point(1, 1)}))
    (tmp_path / "d.geojson").write_text("{")
    with pytest.raises(InputError, match="geen GeoJSON"):
        read_neighbourhoods(tmp_path / "d.geojson")


def test_without_polygons_there_is_no_layer(scan: Scan, tmp_path: Path) -> None:
    write_results(scan, tmp_path / "r.gpkg")

    assert "neighbourhoods" not in {name for name, _ in pyogrio.list_layers(tmp_path / "r.gpkg")}
    assert "neighbourhoods" not in dict(receipt_rows(scan))
    assert "Buurten" not in (tmp_path / "r.html").read_text()


def test_the_command_takes_polygons(area: Path, tmp_path: Path) -> None:
    areas, out = geojson(tmp_path / "b.geojson", {"West": WEST}), tmp_path / "r.gpkg"
    words = ["scan", str(area), "--municipality", "GM0637", "--no-programs", "--workers", "1", "-q"]

    main([*words, "--neighbourhoods", str(areas), "-o", str(out)])

    assert pyogrio.read_info(out, layer="neighbourhoods")["features"] == 1
    with closing(sqlite3.connect(out)) as database:
        ((said,),) = database.execute("SELECT value FROM receipt WHERE key = 'neighbourhoods'")
    assert "buiten alle buurten" in said
