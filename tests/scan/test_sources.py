"""Footprints and large files laid out as tiles: the same buildings, and no height that nobody told."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely

from optopcheck.cli.main import main
from optopcheck.domain.job import InputError, no_progress
from optopcheck.scan import Asked, ScanRequest, case_of, read_building, run_scan, tiles_of
from optopcheck.scan.judging import rules_for
from optopcheck.scan.results import receipt_rows
from tests.scan.made import flat_block, town

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.scan import Scan

ON = date(2026, 11, 26)
X, Y = 93000.0, 451000.0


def put(path: Path, shapes: list[Any], crs: str = "EPSG:28992", layer: str = "pand", **fields: Any) -> None:
    several = any(shape.geom_type == "MultiPolygon" for shape in shapes)
    pyogrio.raw.write(
        path,
        np.array([shapely.to_wkb(shape) for shape in shapes], dtype=object),
        [
            np.array(values, dtype=object if isinstance(values[0], str) else None)
            for values in fields.values()
        ],
        list(fields),
        crs=crs,
        layer=layer,
        append=path.exists(),
        geometry_type="MultiPolygon" if several else "Polygon",
        promote_to_multi=several,
    )


def scanned(area: Path, work: Path, asked: Asked | None = None, large: int = 2**30) -> Scan:
    tiles = tiles_of(area, work, asked, large=large)
    return run_scan(ScanRequest(tiles.paths, "GM0637", ON, programs=False, sources=tiles.sources), work)


def box(x: float, y: float, wide: float = 12, deep: float = 10) -> Any:
    return shapely.box(X + x, Y + y, X + x + wide, Y + y + deep)


# --- footprints ---------------------------------------------------------------------------------
def test_footprints_with_heights_are_blocks_of_level_one(tmp_path: Path) -> None:
    court = box(100, 0, 30, 30).difference(box(110, 10, 10, 10))
    two = shapely.MultiPolygon([box(200, 0), box(230, 0)])
    put(
        tmp_path / "panden.gpkg", [box(0, 0), court, two],
        identificatie=["een", "hof", "twee"], h_dak_70p=[9.0, 12.0, 6.0], h_maaiveld=[-1.0, -1.0, 0.0],
        oorspronkelijkbouwjaar=[1975, 1980, 1990],
    )  # fmt: skip

    scan = scanned(tmp_path / "panden.gpkg", tmp_path / "werk")
    rows = {row.building_id: row for row in scan.buildings}

    assert {n: (r.height, r.ground_nap, r.level_of_detail) for n, r in rows.items()} == {
        "een": (10.0, -1.0, "1.2"), "hof": (13.0, -1.0, "1.2"), "twee": (6.0, 0.0, "1.2"),
    }  # fmt: skip
    assert rows["hof"].footprint_area == pytest.approx(800.0)
    assert rows["hof"].volume == pytest.approx(800.0 * 13.0)
    assert rows["twee"].volume == pytest.approx(240.0 * 6.0)
    assert rows["een"].construction_year == 1975
    # A block tells no roof: nothing is drawn on it, and no rule is met by it.
    assert {(r.potential, r.verdict, r.added_floor_area) for r in rows.values()} == {
        ("unknown", "undetermined", None)
    }
    assert {r.rules_comply for r in rows.values()} == {""}
    said = dict(receipt_rows(scan))["source panden.gpkg"]
    assert "detailniveau 1.2" in said
    assert "h_dak_70p" in said


def test_a_height_that_is_not_told_is_not_made_up(tmp_path: Path) -> None:
    put(
        tmp_path / "panden.gpkg", [box(0, 0), box(40, 0), box(80, 0), box(120, 0)],
        identificatie=["goed", "leeg", "omgekeerd", "oneindig"],
        h_dak_70p=[9.0, np.nan, -3.0, np.inf], h_maaiveld=[0.0, 0.0, 0.0, 0.0],
    )  # fmt: skip

    rows = {row.building_id: row for row in scanned(tmp_path / "panden.gpkg", tmp_path / "werk").buildings}

    assert rows["goed"].height == 9.0
    for name in ("leeg", "omgekeerd", "oneindig"):
        assert (rows[name].height, rows[name].volume, rows[name].need) == (None, None, "repair")


def test_columns_may_be_named_and_are_asked_for_where_none_is_known(tmp_path: Path) -> None:
    path = tmp_path / "panden.gpkg"
    put(path, [box(0, 0)], code=["een"], top=[9.0], voet=[1.0], hoogte=[99.0])

    with pytest.raises(InputError, match="--height-column"):
        tiles_of(path, tmp_path / "werk")
    (row,) = scanned(path, tmp_path / "werk", Asked(None, "top", "voet", "code")).buildings
    assert (row.building_id, row.height, row.ground_nap) == ("een", 8.0, 1.0)


def test_layers_are_named_and_must_be_in_rd(tmp_path: Path) -> None:
    path = tmp_path / "panden.gpkg"
    for name, high in (("oud", 5.0), ("nieuw", 9.0)):
        put(path, [box(0, 0)], layer=name, h_dak=[high], h_maaiveld=[0.0])
    put(tmp_path / "ver.gpkg", [box(0, 0)], crs="EPSG:4326", h_dak=[9.0], h_maaiveld=[0.0])
    (tmp_path / "geen.gpkg").write_bytes(b"geen database, maar een lange regel tekst")

    with pytest.raises(InputError, match="noem er een"):
        tiles_of(path, tmp_path / "werk")
    (row,) = scanned(path, tmp_path / "werk", Asked("nieuw")).buildings
    assert (row.building_id, row.height) == ("nieuw.1", 9.0)
    with pytest.raises(InputError, match="EPSG:28992"):
        tiles_of(tmp_path / "ver.gpkg", tmp_path / "werk")
    with pytest.raises(InputError, match="geen GeoPackage"):
        tiles_of(tmp_path / "geen.gpkg", tmp_path / "werk")


def test_two_rows_of_one_name_stay_two_buildings(tmp_path: Path) -> None:
    put(
        tmp_path / "panden.gpkg", [box(0, 0), box(5000, 0)],
        identificatie=["een", "een"], h_dak=[9.0, 6.0], h_maaiveld=[0.0, 0.0],
    )  # fmt: skip

    scan = scanned(tmp_path / "panden.gpkg", tmp_path / "werk")

    assert sorted((row.building_id, row.height) for row in scan.buildings) == [("een", 9.0), ("een#2", 6.0)]


# --- one large file -----------------------------------------------------------------------------
def lines_of(blocks: list[dict[str, Any]]) -> str:
    """Return a CityJSONSeq."""
    parts = [town([one]) for one in blocks]
    header = {**parts[0], "CityObjects": {}, "vertices": []}
    told = [
        {"type": "CityJSONFeature", "id": one["name"], **{k: part[k] for k in ("CityObjects", "vertices")}}
        for one, part in zip(blocks, parts, strict=True)
    ]
    return "\n".join(json.dumps(each) for each in (header, *told)) + "\n"


def blocks_of(count: int) -> list[dict[str, Any]]:
    return [
        flat_block(f"b{n:05}", 140.0 * (n // 2), 22.0 * (n % 2), 12, 10, 6.0 + 3 * (n % 3))
        for n in range(count)
    ]


def test_a_file_that_is_split_gives_the_rows_of_the_file_read_whole(tmp_path: Path) -> None:
    area = tmp_path / "stad.city.jsonl"
    area.write_text(lines_of(blocks_of(32)))

    whole = scanned(area, tmp_path / "een")
    split = scanned(area, tmp_path / "twee", large=100)

    assert len(split.inputs) == 3
    plain = [
        {r.building_id: (r.height, r.added_floor_area, r.rules_undetermined) for r in scan.buildings}
        for scan in (whole, split)
    ]
    assert plain[0] == plain[1]
    # The tiles see each other: the same façades lose the same sun, in another local frame.
    lost = [{(p.building_id, p.point_id, p.loss) for p in scan.points} for scan in (whole, split)]
    assert lost[0] == lost[1] != set()
    assert dict(receipt_rows(split))["source stad.city.jsonl"].endswith("tegels van 1000 m")


def test_a_split_that_was_broken_off_is_done_anew(tmp_path: Path) -> None:
    area, work = tmp_path / "stad.city.jsonl", tmp_path / "werk"
    area.write_text(lines_of(blocks_of(32)))
    first = tiles_of(area, work, large=100)
    whole = [path.read_bytes() for path in first.paths]
    (first.paths[0].parent / "done.json").unlink()
    first.paths[0].write_bytes(b"half")

    again = tiles_of(area, work, large=100)

    assert [path.read_bytes() for path in again.paths] == whole
    assert again == first


def test_splitting_holds_little_of_a_large_file(tmp_path: Path) -> None:
    area = tmp_path / "stad.city.jsonl"
    header, *rest = lines_of(blocks_of(1500)).splitlines()
    filler = json.dumps({"x": "y" * 40000})[1:-1]
    with area.open("w") as file:
        file.write(header + "\n")
        for line in rest:
            file.write("{" + filler + "," + line[1:] + "\n")
    assert area.stat().st_size > 60e6

    tracemalloc.start()
    made = tiles_of(area, tmp_path / "werk", large=100)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 45e6
    assert sum(path.read_text().count("CityJSONFeature") for path in made.paths) == 1500


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    area = tmp_path / "stad.city.jsonl"
    area.write_text(lines_of(blocks_of(3)) + "{\n")

    with pytest.raises(InputError, match="regel 5"):
        tiles_of(area, tmp_path / "werk", large=100)
    assert not list((tmp_path / "werk").rglob("done.json"))


def test_the_command_scans_footprints_and_a_hit_opens_as_a_case(tmp_path: Path) -> None:
    area, out = tmp_path / "panden.gpkg", tmp_path / "uit.gpkg"
    put(area, [box(0, 0)], naam=["een"], dak=[9.0], h_maaiveld=[0.0])
    words = ["scan", str(area), "--municipality", "GM0637", "--no-programs", "--workers", "1", "-q"]

    assert main([*words, "--height-column", "dak", "--name-column", "naam", "-o", str(out)]) == 0

    row, _ = read_building(out, "een")
    tiles = sorted(tmp_path.rglob("*.city.jsonl"))
    request = ScanRequest(tuple(tiles), "GM0637", ON, programs=False)
    opened = case_of(row, tiles, "GM0637", no_progress, rules_for(request)[0])
    assert row.height == 9.0
    assert opened.case.building.is_of_city_model
