"""A small made town, scanned: the same bytes however it was run, and what it cannot know is never green."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pyogrio
import pytest

from optopcheck.domain.job import CancelledError, InputError
from optopcheck.scan import ScanRequest, read_building, run_scan, tiles_in, write_results
from optopcheck.scan import running as scan_running
from optopcheck.scan.columns import BuildingRow, PointRow, columns
from tests.scan.made import flat_block, house, town

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.text import Text

ON = date(2026, 11, 26)


def _request(area: Path, **changes: object) -> ScanRequest:
    made: dict[str, object] = {"municipality": "GM0637", "on": ON, "programs": False}
    return ScanRequest(tiles_in(area), **(made | changes))  # type: ignore[arg-type]


@pytest.fixture
def area(tmp_path: Path) -> Path:
    folder = tmp_path / "tiles"
    folder.mkdir()
    west = [flat_block("flat", 0, 0, 12, 10, 9.0), house("house", 40, 0)]
    east = [flat_block("north", 0, 22, 12, 10, 9.0), flat_block("lod1", 80, 0, 10, 10, 6.0, lod="1.2")]
    (folder / "a.city.json").write_text(json.dumps(town(west)))
    (folder / "b.city.json").write_text(json.dumps(town(east)))
    return folder


def _rows(area: Path, work: Path) -> dict[str, BuildingRow]:
    return {row.building_id: row for row in run_scan(_request(area), work).buildings}


def test_a_flat_block_takes_a_storey_and_a_house_does_not(area: Path, tmp_path: Path) -> None:
    rows = _rows(area, tmp_path / "work")

    assert rows["flat"].potential == "candidate"
    assert (rows["flat"].height, rows["flat"].proposed_height) == (9.0, 12.0)
    assert rows["flat"].footprint_area == pytest.approx(120.0)
    assert rows["flat"].volume == pytest.approx(1080.0)
    assert rows["flat"].added_floor_area == pytest.approx(120.0)
    assert (rows["flat"].storeys, rows["flat"].storeys_doubt) == (3.0, 1.0)
    assert rows["house"].potential == "no_roof"
    assert rows["house"].added_floor_area is None


def test_a_block_without_a_roof_of_its_own_is_unknown(area: Path, tmp_path: Path) -> None:
    row = _rows(area, tmp_path / "work")["lod1"]

    assert (row.potential, row.flat_roof_share, row.added_homes) == ("unknown", None, None)


def test_nothing_of_a_city_model_is_green(area: Path, tmp_path: Path) -> None:
    rows = _rows(area, tmp_path / "work").values()

    assert {row.verdict for row in rows} == {"undetermined"}
    assert {row.need for row in rows} == {"input"}
    assert all("nl.con-statement:input" in row.rules_undetermined for row in rows)


def test_a_neighbour_in_the_other_tile_loses_sun(area: Path, tmp_path: Path) -> None:
    found = run_scan(_request(area), tmp_path / "work")
    row = next(row for row in found.buildings if row.building_id == "flat")

    # `north` stands 12 m behind it, in the other file.
    assert row.sun_loss_at == "north"
    assert row.sun_loss is not None
    assert row.sun_loss > 30.0
    assert {point.owner_id for point in found.points if point.building_id == "flat"} == {"north"}


def test_a_broken_building_and_a_broken_tile_stop_nothing(area: Path, tmp_path: Path) -> None:
    bad = flat_block("bad", 200, 0, 10, 10, 6.0)
    bad["geometry"][0]["boundaries"] = [[[[0, 1, 99999]]]]
    (area / "c.city.json").write_text(json.dumps(town([bad, flat_block("good", 240, 0, 10, 10, 6.0)])))
    (area / "d.city.json").write_text("{")

    found = run_scan(_request(area), tmp_path / "work")
    rows = {row.building_id: row for row in found.buildings}

    assert (rows["bad"].verdict, rows["bad"].need) == ("undetermined", "repair")
    assert rows["bad"].remarks
    assert rows["good"].potential == "candidate"
    assert list(found.unread) == ["d.city.json"]


def test_what_another_tile_lacks_at_its_edge_is_missed_here(area: Path, tmp_path: Path) -> None:
    lost = flat_block("lost", 60, 40, 10, 10, 6.0)
    lost["geometry"][0]["boundaries"] = [[[[0, 1, 99999]]]]
    away = flat_block("away", 3000, 0, 10, 10, 6.0)
    (area / "c.city.json").write_text(json.dumps(town([away, lost])))

    row = next(r for r in run_scan(_request(area), tmp_path / "work").buildings if r.building_id == "flat")

    # All that stands in tile c is far away; what is missing there is not.
    assert row.sun_loss is None
    assert "zonder bruikbare vorm" in row.remarks


def test_nothing_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "d.city.json").write_text("{")

    with pytest.raises(InputError):
        run_scan(_request(tmp_path), tmp_path / "work")


def _bytes(found: scan_running.Scan, folder: Path) -> list[bytes]:
    folder.mkdir()
    return [path.read_bytes() for path in write_results(found, folder / "r.gpkg")]


def test_a_scan_that_was_broken_off_goes_on_and_gives_the_same_bytes(area: Path, tmp_path: Path) -> None:
    whole = _bytes(run_scan(_request(area), tmp_path / "one"), tmp_path / "whole")

    def stop(step: Text, fraction: float) -> None:
        if "toetsen" in step.nl and fraction < 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        run_scan(_request(area), tmp_path / "two", stop)
    kept = sorted((tmp_path / "two" / "rows").glob("*.json"))
    assert len(kept) == 1
    before = kept[0].stat().st_mtime_ns

    again = _bytes(run_scan(_request(area), tmp_path / "two"), tmp_path / "again")

    assert kept[0].stat().st_mtime_ns == before
    assert again == whole


def test_two_processes_give_the_same_bytes(area: Path, tmp_path: Path) -> None:
    one = _bytes(run_scan(_request(area), tmp_path / "one"), tmp_path / "a")
    two = _bytes(run_scan(_request(area), tmp_path / "two", workers=2), tmp_path / "b")

    assert one == two


def test_another_question_does_not_get_the_kept_answer(area: Path, tmp_path: Path) -> None:
    run_scan(_request(area), tmp_path / "work")
    found = run_scan(_request(area, storeys_added=2), tmp_path / "work")

    assert next(r for r in found.buildings if r.building_id == "flat").proposed_height == 15.0


def test_gdal_reads_the_layers_with_their_styles(area: Path, tmp_path: Path) -> None:
    found = run_scan(_request(area), tmp_path / "work")
    path = tmp_path / "r.gpkg"
    write_results(found, path)

    layers = {name: kind for name, kind in pyogrio.list_layers(path) if kind}
    info = pyogrio.read_info(path, layer="buildings")
    assert layers == {"buildings": "Polygon", "points": "Point Z"}
    assert (info["features"], info["crs"]) == (4, "EPSG:28992")
    assert list(info["fields"]) == [column.name for column in columns(BuildingRow)]
    with closing(sqlite3.connect(path)) as database:
        (qml,) = database.execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_name = 'buildings' AND useAsDefault"
        ).fetchone()
    green = qml.index("27,158,63")
    assert qml.index('value="complies"') < qml.index('value="violates"')
    assert green < qml.index("209,73,91")


def test_a_building_is_found_again_by_its_name(area: Path, tmp_path: Path) -> None:
    found = run_scan(_request(area), tmp_path / "work")
    write_results(found, tmp_path / "r.gpkg")

    row, points = read_building(tmp_path / "r.gpkg", "flat")

    assert row == next(r for r in found.buildings if r.building_id == "flat")
    assert points == tuple(p for p in found.points if p.building_id == "flat")
    assert points
    with pytest.raises(InputError):
        read_building(tmp_path / "r.gpkg", "nobody")


def test_the_page_fetches_nothing(area: Path, tmp_path: Path) -> None:
    write_results(run_scan(_request(area), tmp_path / "work"), tmp_path / "r.gpkg")
    page = (tmp_path / "r.html").read_text()

    assert "<svg" in page
    assert not [mark for mark in ("src=", "href=", "url(", "@import", "<script") if mark in page]


def test_every_column_has_an_alias_and_a_meaning() -> None:
    told = [*columns(BuildingRow), *columns(PointRow)]

    assert all(c.name == c.name.lower() and c.told.alias == c.told.alias.lower() for c in told)
    assert all(c.told.about.nl and c.told.about.en for c in told)
    assert len({c.told.alias for c in columns(BuildingRow)}) == len(columns(BuildingRow))


def test_layers_have_an_index_by_place(area: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.gpkg"
    write_results(run_scan(_request(area), tmp_path / "work"), path)

    assert pyogrio.read_info(path, layer="buildings")["capabilities"]["fast_spatial_filter"]
    x, y = 93000.0, 451000.0
    _, _, found, _ = pyogrio.raw.read(path, layer="buildings", bbox=(x + 30, y - 5, x + 60, y + 15))
    with closing(sqlite3.connect(path)) as database:
        indexed = database.execute("SELECT count(*) FROM rtree_buildings_geom").fetchone()
        told = database.execute("SELECT table_name FROM gpkg_extensions ORDER BY 1").fetchall()
    assert len(found) == 1
    assert indexed == (4,)
    assert told == [("buildings",), ("points",)]
