"""A result of a scan read back: the same rows and rings, and nothing of a file that is none."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.job import CancelledError, InputError
from optopcheck.scan import ScanRequest, read_result, run_scan, tiles_in, write_results
from optopcheck.scan.choosing import Choice, Chooser
from optopcheck.scan.columns import BuildingRow
from optopcheck.scan.styles import CLASSES
from tests.scan.made import flat_block, house, town

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.text import Text
    from optopcheck.scan import ScanResult
    from optopcheck.scan.running import Scan

ON = date(2026, 11, 26)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("scan #1?")
    tiles = found / "tiles"
    tiles.mkdir()
    west = [flat_block("flat", 0, 0, 12, 10, 9.0), house("house", 40, 0)]
    east = [flat_block("north", 0, 22, 12, 10, 15.0), flat_block("lod1", 80, 0, 10, 10, 6.0, lod="1.2")]
    bad = flat_block("bad", 200, 0, 10, 10, 6.0)
    bad["geometry"][0]["boundaries"] = [[[[0, 1, 99999]]]]
    (tiles / "a.city.json").write_text(json.dumps(town(west)))
    (tiles / "b.city.json").write_text(json.dumps(town([*east, bad])))
    return found


@pytest.fixture(scope="module")
def scan(folder: Path) -> Scan:
    request = ScanRequest(tiles_in(folder / "tiles"), "GM0637", ON, programs=False)
    return run_scan(request, folder / ".work")


@pytest.fixture(scope="module")
def result(scan: Scan, folder: Path) -> ScanResult:
    write_results(scan, folder / "r.gpkg")
    return read_result(folder / "r.gpkg")


def test_rows_and_rings_are_those_of_the_scan(scan: Scan, result: ScanResult) -> None:
    assert result.rows == scan.buildings
    assert len(result.rows) == 5
    for place, ring in enumerate(scan.outlines):
        assert np.array_equal(result.outline(place), ring)
    assert [len(result.outline(k)) > 0 for k, r in enumerate(result.rows) if r.building_id == "bad"] == [
        False
    ]


def test_assumptions_and_receipt_come_along(result: ScanResult) -> None:
    assert any("maaiveld" in text.nl for text in result.assumptions)
    assert result.told("reference_date") == "2026-11-26"
    assert set(result.named("input")) == {"a.city.json", "b.city.json"}
    assert all(len(digest) == 64 for digest in result.named("input").values())


def _spoiled(result: ScanResult, tmp_path: Path, *statements: str) -> Path:
    path = tmp_path / "spoiled.gpkg"
    shutil.copy(result.path, path)
    with closing(sqlite3.connect(path)) as database:
        # They keep the index of places right, with functions that SQLite alone does not have.
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE buildings SET verdict = 'green' WHERE building_id = 'flat'", "verdict"),
        ("UPDATE buildings SET verdict = NULL WHERE building_id = 'flat'", "verdict"),
        ("UPDATE buildings SET height = 'tall' WHERE building_id = 'flat'", "height"),
        ("UPDATE buildings SET potential = 'sure'", "potential"),
        ("ALTER TABLE buildings DROP COLUMN sun_loss", "sun_loss"),
        ("DROP TABLE receipt", "receipt"),
    ],
)
def test_what_no_scan_writes_is_refused(
    result: ScanResult, tmp_path: Path, statement: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read_result(_spoiled(result, tmp_path, statement))


@pytest.mark.parametrize("shape", ["NULL", "x'00'", "x'4750000300000000'", "'text'", "x'475000FF'"])
def test_a_shape_that_cannot_be_read_leaves_its_row(result: ScanResult, tmp_path: Path, shape: str) -> None:
    found = read_result(
        _spoiled(result, tmp_path, f"UPDATE buildings SET geom = {shape} WHERE building_id = 'flat'")  # noqa: S608
    )
    place = [row.building_id for row in found.rows].index("flat")

    assert found.rows == result.rows
    assert len(found.outline(place)) == 0
    assert len(found.outline(place + 1)) > 0


def test_another_file_is_no_scan(tmp_path: Path) -> None:
    text, empty = tmp_path / "a.gpkg", tmp_path / "b.gpkg"
    text.write_text("Geachte heer")
    empty.write_bytes(b"")
    for path in (text, empty, tmp_path / "nowhere.gpkg", tmp_path):
        with pytest.raises(InputError):
            read_result(path)


def test_reading_can_be_cancelled(result: ScanResult) -> None:
    def stop(_step: Text, fraction: float) -> None:
        if fraction > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_result(result.path, stop)


def _shown(result: ScanResult, **asked: object) -> list[str]:
    found = Chooser.of(result).chosen(Choice(**asked))  # type: ignore[arg-type]
    return [result.rows[place].building_id for place in found.places.tolist()]


def test_a_choice_takes_what_was_asked(result: ScanResult) -> None:
    everything = [row.building_id for row in result.rows]

    assert _shown(result) == everything
    assert _shown(result, classes=frozenset({"no_roof"})) == ["house"]
    assert _shown(result, classes=frozenset({"complies"})) == []
    assert _shown(result, needs=frozenset({"repair"})) == ["bad"]
    assert _shown(result, words=" NOR ") == ["north"]
    assert _shown(result, least=(("height", 9.0),)) == [
        r.building_id for r in result.rows if r.height is not None and r.height >= 9.0
    ]


def test_what_is_not_known_is_left_out_and_counted(result: ScanResult) -> None:
    found = Chooser.of(result).chosen(Choice(least=(("deck_area", 0.0),)))
    unknown = [row for row in result.rows if row.deck_area is None]

    assert unknown
    assert found.unknown == len(unknown)
    assert len(found.places) + found.unknown == len(result.rows)


def test_unknown_comes_last_in_both_directions(result: ScanResult) -> None:
    chooser = Chooser.of(result)
    places = np.arange(len(result.rows))
    for downwards in (False, True):
        order = chooser.ordered(places, "deck_area", downwards=downwards)
        values = [result.rows[p].deck_area for p in order.tolist()]
        known = [v for v in values if v is not None]
        assert known == sorted(known, reverse=downwards)
        assert values[: len(known)] == known
    names = [result.rows[p].building_id for p in chooser.ordered(places, "building_id").tolist()]
    assert names == sorted(names)


def test_only_what_complies_is_green(result: ScanResult) -> None:
    colours = {key: colour for key, colour, _ in CLASSES}
    greens = [
        key for key, c in colours.items() if int(c[3:5], 16) > max(int(c[1:3], 16), int(c[5:7], 16)) + 20
    ]

    assert greens == ["complies"]
    found = {CLASSES[place][0] for place in Chooser.of(result).classes.tolist()}
    assert "complies" not in found
    assert all(isinstance(row, BuildingRow) and row.verdict == "undetermined" for row in result.rows)
