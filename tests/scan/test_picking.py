"""From a row of a scan to its case: tiles by name and hash, and what differs is said."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import Scenario
from optopcheck.scan import (
    ScanRequest,
    TilesMissingError,
    pick,
    read_result,
    run_scan,
    tiles_in,
    write_results,
)
from optopcheck.scan.judging import rules_for
from tests.scan.made import flat_block, town

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.scan import BuildingRow, ScanResult

ON = date(2026, 11, 26)


def put_tiles(folder: Path, far: float = 3000.0) -> None:
    folder.mkdir()
    west = [flat_block("flat", 0, 0, 12, 10, 9.0)]
    east = [flat_block("north", 0, 22, 12, 10, 9.0)]
    away = [flat_block("away", far, 0, 12, 10, 9.0)]
    for name, objects in (("a", west), ("b", east), ("c", away)):
        (folder / f"{name}.city.json").write_text(json.dumps(town(objects)))


def scanned(folder: Path, **changes: object) -> ScanResult:
    told: dict[str, object] = {"municipality": "GM0637", "on": ON, "programs": False} | changes
    request = ScanRequest(tiles_in(folder / "tiles"), **told)  # type: ignore[arg-type]
    write_results(run_scan(request, folder / ".work"), folder / "r.gpkg")
    return read_result(folder / "r.gpkg")


def found_by_scan(row: BuildingRow) -> dict[str, str]:
    found = {told.rpartition(":")[0]: told.rpartition(":")[2] for told in row.rules_undetermined.split()}
    found |= dict.fromkeys(row.rules_comply.split(), "complies")
    return found | dict.fromkeys(row.rules_violate.split(), "violates")


def found_alone(assessment: Assessment) -> dict[str, str]:
    return {
        o.rule.id: o.finding.need.value if o.finding.need else o.finding.verdict.value
        for o in assessment.outcomes
        if o.finding is not None
    }


def test_a_building_opens_with_what_stands_within_reach(tmp_path: Path) -> None:
    put_tiles(tmp_path / "tiles")
    result = scanned(tmp_path, storeys_added=2)

    picked = pick(result, "flat", ())

    assert picked.inputs.model == (tmp_path / "tiles" / "a.city.json").resolve()
    assert [tile.name for tile in picked.inputs.city_tiles] == ["b.city.json"]
    assert (picked.inputs.building, picked.inputs.municipality) == ("flat", "GM0637")
    assert (picked.scenario, picked.on, picked.remarks) == (Scenario(2, 3.0), ON, ())


def test_its_findings_are_those_of_its_row(tmp_path: Path) -> None:
    put_tiles(tmp_path / "tiles")
    result = scanned(tmp_path)
    rules = rules_for(ScanRequest(tiles_in(tmp_path / "tiles"), "GM0637", ON, programs=False))[0]
    for row in result.rows:
        picked = pick(result, row.building_id, ())
        opened = service.open_case(picked.inputs, rules=rules)
        alone = service.assess(opened, picked.scenario, picked.on, rules=rules)
        assert found_alone(alone) == found_by_scan(row)
        assert alone.overall.verdict == row.verdict


def test_tiles_that_moved_are_asked_for(tmp_path: Path) -> None:
    put_tiles(tmp_path / "tiles")
    result = scanned(tmp_path)
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    shutil.move(tmp_path / "tiles", elsewhere)

    with pytest.raises(TilesMissingError, match=r"a\.city\.json, b\.city\.json"):
        pick(result, "flat", ())
    assert pick(result, "flat", (elsewhere,)).inputs.model.parent == elsewhere.resolve()
    # One level up will do as well.
    (elsewhere / "deeper").mkdir()
    shutil.move(elsewhere / "b.city.json", elsewhere / "deeper" / "b.city.json")
    assert pick(result, "flat", (elsewhere,)).inputs.city_tiles[0].parent.name == "deeper"
    (elsewhere / "deeper" / "b.city.json").unlink()
    with pytest.raises(TilesMissingError, match=r": b\.city\.json;"):
        pick(result, "flat", (elsewhere,))


def test_a_changed_tile_is_told_and_the_same_one_is_preferred(tmp_path: Path) -> None:
    put_tiles(tmp_path / "tiles")
    result = scanned(tmp_path)
    old = (tmp_path / "tiles" / "b.city.json").read_text()
    (tmp_path / "tiles" / "b.city.json").write_text(
        json.dumps(town([flat_block("north", 0, 22, 12, 10, 30.0)]))
    )

    (remark,) = pick(result, "flat", ()).remarks
    assert "b.city.json is gewijzigd" in remark.nl

    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "b.city.json").write_text(old)
    picked = pick(result, "flat", ())
    assert picked.remarks == ()
    assert picked.inputs.city_tiles[0].parent.name == "copy"


def test_a_tile_that_the_scan_could_not_read_is_no_empty_place(tmp_path: Path) -> None:
    put_tiles(tmp_path / "tiles")
    (tmp_path / "tiles" / "d.city.json").write_text("{")
    result = scanned(tmp_path)
    row = next(row for row in result.rows if row.building_id == "flat")
    assert row.sun_points is None

    picked = pick(result, "flat", ())

    assert "d.city.json" in [tile.name for tile in picked.inputs.city_tiles]
    opened = service.open_case(picked.inputs, rules=service.load_rules(ON))
    assert "city-tile-unread" in [defect.code for defect in opened.case.building.defects]


def test_two_tiles_of_one_name_are_told_apart(tmp_path: Path) -> None:
    put_tiles(tmp_path / "tiles")
    for name, place in (("west", "a"), ("east", "b")):
        (tmp_path / "tiles" / name).mkdir()
        shutil.move(tmp_path / "tiles" / f"{place}.city.json", tmp_path / "tiles" / name / "t.city.json")
    result = scanned(tmp_path)

    for building, folder in (("flat", "west"), ("north", "east")):
        picked = pick(result, building, (tmp_path / "tiles",))
        assert picked.inputs.model.parent.name == folder
        opened = service.open_case(picked.inputs, rules=service.load_rules(ON))
        assert len(opened.case.neighbours) == 1


def test_nobody_is_not_opened(tmp_path: Path) -> None:
    put_tiles(tmp_path / "tiles")
    with pytest.raises(InputError, match="nobody"):
        pick(scanned(tmp_path), "nobody", ())
