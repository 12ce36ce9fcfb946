"""What a scan may not do: judge another file or other rules than it names, or count what it did not see."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.cli.main import main
from optopcheck.domain.job import no_progress
from optopcheck.domain.rule import Verdict
from optopcheck.domain.scenario import Scenario
from optopcheck.scan import ScanRequest, case_of, geopackage, run_scan, tiles_in, write_results
from optopcheck.scan.columns import BuildingRow
from optopcheck.scan.facing import point_of
from optopcheck.scan.judging import rules_for
from optopcheck.scan.results import receipt_rows
from optopcheck.scan.tables import csv_bytes
from optopcheck.service.assessing import assess
from tests.scan.made import flat_block, town

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.scan import Scan

ON = date(2026, 11, 26)
RULE = """lang = 1
place = "Voorbeeldstad"
[source.nota]
title = "Nota"
passage = "Niet hoger dan zoveel."
url = "https://example.org"
article = "artikel 1"
standing = "beleidsregel"
valid_from = 2026-01-01
consulted_on = 2026-11-01
[limit.most]
value = {limit}
unit = "m"
place = "artikel 1"
confirmed_by = "gemeenteraad"
[[rule]]
id = "gm9999.hoogte"
title = "Hoogte"
source = "nota"
require = "existing.building_height <= limit.most"
"""
MANIFEST = """id = "gm9999-hoogte"
version = "1.0.0"
name = "Hoogten"
authority = "gm9999"
lang = 1
contact = "x@example.org"
licence = "EUPL-1.2"
valid_from = 2026-01-01
changes = ["1.0.0: eerste versie"]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "gm9999-hoogte"
    (folder / "rules").mkdir(parents=True)
    (folder / "manifest.toml").write_text(MANIFEST)
    limit(folder, 20)
    return folder


def limit(pack: Path, metres: float) -> None:
    (pack / "rules" / "hoogte.toml").write_text(RULE.format(limit=metres))


@pytest.fixture
def area(tmp_path: Path) -> Path:
    folder = tmp_path / "tegels"
    folder.mkdir()
    return folder


def put(area: Path, name: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    document = town(list(blocks))
    (area / name).write_text(json.dumps(document))
    return document


def asked(area: Path, pack: Path | None = None, **changes: Any) -> ScanRequest:
    packs = None if pack is None else (str(pack),)
    # How a plan measures comes with the rules of the state, which are programs.
    request = ScanRequest(tiles_in(area), "GM9999", ON, packs, programs=pack is not None)
    return replace(request, **changes)


def rows(found: Scan) -> dict[str, BuildingRow]:
    return {row.building_id: row for row in found.buildings}


def block(name: str, x: float = 0, y: float = 0, high: float = 6.0) -> dict[str, Any]:
    return flat_block(name, x, y, 12, 10, high)


# --- what is kept -------------------------------------------------------------------------------
def test_a_file_that_was_rewritten_is_read_anew(area: Path, tmp_path: Path) -> None:
    put(area, "a.json", block("flat", high=6.0))
    assert rows(run_scan(asked(area), tmp_path / "werk"))["flat"].height == 6.0

    put(area, "a.json", block("flat", high=9.0))
    again = run_scan(asked(area), tmp_path / "werk")
    put(area, "a.json", block("flat", high=6.0))
    back = run_scan(asked(area), tmp_path / "werk")

    assert rows(again)["flat"].height == 9.0
    assert rows(back)["flat"].height == 6.0
    assert again.inputs != back.inputs


def test_a_tile_that_comes_before_the_others_shifts_none(area: Path, tmp_path: Path) -> None:
    put(area, "b.json", block("b", high=7.0))
    put(area, "c.json", block("c", 100, high=8.0))
    run_scan(asked(area), tmp_path / "werk")

    put(area, "a.json", block("a", 200, high=6.0))
    found = run_scan(asked(area), tmp_path / "werk")

    assert {name: row.height for name, row in rows(found).items()} == {"a": 6.0, "b": 7.0, "c": 8.0}
    assert sorted(found.inputs) == ["a.json", "b.json", "c.json"]


def test_rules_that_changed_judge_anew(area: Path, pack: Path, tmp_path: Path) -> None:
    put(area, "a.json", block("flat"))
    first = run_scan(asked(area, pack), tmp_path / "werk")
    before = dict(receipt_rows(first))
    limit(pack, 3)
    second = run_scan(asked(area, pack), tmp_path / "werk")
    fresh = run_scan(asked(area, pack), tmp_path / "vers")

    assert rows(first)["flat"].rules_comply == "gm9999.hoogte"
    assert rows(second)["flat"].rules_violate == "gm9999.hoogte"
    assert rows(second) == rows(fresh)
    name = "pack gm9999-hoogte 1.0.0"
    assert dict(receipt_rows(second))[name] != before[name]


def test_results_and_work_beside_the_tiles_are_no_tiles(area: Path, tmp_path: Path) -> None:
    put(area, "z.json", block("flat"))
    words = ["scan", str(area), "--municipality", "GM9999", "--no-programs", "--workers", "1", "-q"]
    out = area / "r.gpkg"

    assert main([*words, "-o", str(out)]) == 0
    first = out.with_suffix(".csv").read_bytes()
    assert main([*words, "-o", str(out)]) == 0
    assert out.with_suffix(".csv").read_bytes() == first
    assert not list(tmp_path.glob("*.gpkg"))


def test_files_of_one_name_in_two_folders_stay_two(area: Path, tmp_path: Path) -> None:
    for name, x in (("oost", 200.0), ("west", 0.0)):
        (area / name).mkdir()
        put(area / name, "a.json", block(name, x))
    (area / "west" / "b.json").write_text("{")

    found = run_scan(asked(area), tmp_path / "werk")

    assert sorted(found.inputs) == ["oost/a.json", "west/a.json"]
    assert list(found.unread) == ["west/b.json"]
    assert {row.height for row in found.buildings} == {6.0}


# --- what is missing ----------------------------------------------------------------------------
def of_two_parts(document: dict[str, Any], low: str, tower: str) -> dict[str, Any]:
    objects = document["CityObjects"]
    objects["samen"] = {
        "type": "Building",
        "attributes": objects[low]["attributes"],
        "children": [low, tower],
    }
    for name in (low, tower):
        objects[name] |= {"type": "BuildingPart", "parents": ["samen"], "attributes": {}}
    return document


@pytest.mark.parametrize("damaged", [False, True])
def test_a_building_without_its_tower_has_no_height(
    area: Path, pack: Path, tmp_path: Path, *, damaged: bool
) -> None:
    document = of_two_parts(town([block("laag"), block("toren", 12, high=40.0)]), "laag", "toren")
    if damaged:
        document["CityObjects"]["toren"]["geometry"][0]["boundaries"][0][1][0][0] = 99999
    (area / "a.json").write_text(json.dumps(document))

    request = asked(area, pack)
    row = rows(run_scan(request, tmp_path / "werk"))["samen"]
    rules = rules_for(request)[0]
    opened = case_of(row, request.tiles, "GM9999", no_progress, rules)
    single = assess(opened, Scenario(), ON, rules=rules)
    (finding,) = [o.finding for o in single.outcomes if o.rule.id == "gm9999.hoogte"]

    assert finding is not None
    assert row.rules_comply == ""
    assert (row.rules_violate == "") == damaged
    assert finding.verdict is (Verdict.UNDETERMINED if damaged else Verdict.VIOLATES)
    if damaged:
        assert "gm9999.hoogte:repair" in row.rules_undetermined
        assert row.potential == "unknown"


def hurt(document: dict[str, Any], name: str, *, without_corners: bool = False) -> dict[str, Any]:
    geometry = document["CityObjects"][name]["geometry"][0]
    if without_corners:
        geometry["boundaries"] = [[[[99997, 99998, 99999]]]]
    else:
        geometry["boundaries"][0][1][0][0] = 99999
    return document


@pytest.mark.parametrize("without_corners", [False, True])
def test_sun_is_unknown_beside_a_neighbour_without_a_shape(
    area: Path, tmp_path: Path, *, without_corners: bool
) -> None:
    document = town([block("flat"), block("noord", 0, 22), block("ver", 0, 2000)])
    (area / "a.json").write_text(json.dumps(hurt(document, "noord", without_corners=without_corners)))

    found = rows(run_scan(asked(area), tmp_path / "werk"))

    assert (found["flat"].sun_loss, found["flat"].sun_points) == (None, None)
    assert "niet geteld" in found["flat"].remarks
    # Where the lost one names no corner it may stand anywhere in its file.
    assert ("niet geteld" in found["ver"].remarks) == without_corners


def test_sun_is_unknown_while_a_tile_is_not_read(area: Path, tmp_path: Path) -> None:
    put(area, "a.json", block("flat"), block("noord", 0, 22))
    whole = rows(run_scan(asked(area), tmp_path / "werk"))["flat"]
    (area / "b.json").write_text("{")
    torn = rows(run_scan(asked(area), tmp_path / "werk"))["flat"]

    assert whole.sun_loss is not None
    assert whole.sun_loss > 0
    assert torn.sun_loss is None
    assert torn.remarks


def test_no_loss_that_was_found_has_a_doubt_and_none_that_was_looked_for_is_empty(
    area: Path, tmp_path: Path
) -> None:
    # South of it nobody loses sun; far away nobody was looked at.
    put(area, "a.json", block("flat"), block("zuid", 0, -22), block("ver", 0, 2000))

    found = rows(run_scan(asked(area), tmp_path / "werk"))

    assert found["flat"].sun_points > 0
    assert (found["flat"].sun_loss, found["flat"].sun_loss_doubt) == (0.0, 20.0)
    assert (found["ver"].sun_points, found["ver"].sun_loss) == (0, None)


def test_many_storeys_are_followed_as_far_as_they_reach(area: Path, tmp_path: Path) -> None:
    """Five storeys of three metres throw farther than the room that a case keeps free."""
    put(area, "a.json", block("flat", high=3.0), block("noord", 0, 160, high=9.0))

    found = rows(run_scan(asked(area, storeys_added=5), tmp_path / "werk"))

    assert found["flat"].sun_points > 0


# --- what others wrote --------------------------------------------------------------------------
def test_a_number_beyond_all_and_half_a_character_stop_nothing(area: Path, tmp_path: Path) -> None:
    document = put(area, "a.json", block("flat"), block("groot", 100))
    document["CityObjects"]["groot"]["attributes"] |= {
        "b3_rmse_lod22": 10**400,
        "b3_nodata_fractie_ahn4": 10**400,
    }
    (area / "a.json").write_text(json.dumps(document))
    half = town([block("half", 300)])
    half["CityObjects"]["\ud800"] = half["CityObjects"].pop("half")
    (area / "b.json").write_text(json.dumps(half))

    found = run_scan(asked(area), tmp_path / "werk")

    assert {"flat", "groot"} <= set(rows(found))
    assert list(found.unread) in ([], ["b.json"])
    write_results(found, tmp_path / "r.gpkg")


def test_no_name_makes_a_row_or_a_formula_of_its_own(area: Path, tmp_path: Path) -> None:
    names = ["x\rNEP;t", "y\nNEP", "=1+1", "-2+3", "@som", "a;=b", 'q"r']
    document = town([block(f"n{k}", 60.0 * k) for k in range(len(names))])
    objects = document["CityObjects"]
    for k, name in enumerate(names):
        objects[name] = objects.pop(f"n{k}")
    (area / "a.json").write_text(json.dumps(document))

    content = csv_bytes(BuildingRow, run_scan(asked(area), tmp_path / "werk").buildings).decode()
    read = list(csv.reader(content.splitlines()))

    assert len(read) == 1 + len(names)
    assert {len(line) for line in read} == {len(read[0])}
    assert sorted(line[0] for line in read[1:]) == sorted(
        ["x NEP;t", "y NEP", "'=1+1", "'-2+3", "'@som", "a;=b", 'q"r']
    )
    assert '"a;=b"' in content


def test_the_owner_of_a_point_is_its_building_whatever_that_is_called() -> None:
    import numpy as np  # noqa: PLC0415 - one place here

    assert point_of("huis/gevel-9/gevel-zuid/3", np.zeros((2, 3))).owner == "huis/gevel-9"


def test_the_page_uses_the_words_of_the_source_and_names_an_unknown_maker(
    area: Path, pack: Path, tmp_path: Path
) -> None:
    document = put(area, "a.json", block("flat"))
    # Its names of attributes are how 3DBAG is known, which asks for a credit.
    document["CityObjects"]["flat"]["attributes"] = {}
    (area / "a.json").write_text(json.dumps(document))
    found = run_scan(asked(area, pack), tmp_path / "werk")
    write_results(found, tmp_path / "r.gpkg")
    page = (tmp_path / "r.html").read_text()

    assert "<td>gm9999.hoogte<td>voldoet aan beleid<" in page
    assert "niet ondertekend" in page
    assert "niet ondertekend" in dict(receipt_rows(found))["pack gm9999-hoogte 1.0.0"]
    assert "3DBAG" not in page.split("Verantwoording")[1]


def test_what_cannot_be_scanned_is_refused_before(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(area, "a.json", block("flat"))
    for wrong in (["--storey-height", "0"], ["--storey-height", "nan"], ["--add-storeys", "-1"]):
        assert main(["scan", str(area), "-o", str(area / "r.gpkg"), *wrong]) == 3
        assert "onverwachte" not in capsys.readouterr().err
    assert not (area / "r.gpkg.scan").exists()
    shutil.rmtree(area)


def test_a_result_that_cannot_be_written_leaves_the_one_before(
    area: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(area, "a.json", block("flat"))
    found, path = run_scan(asked(area), tmp_path / "werk"), tmp_path / "r.gpkg"
    path.write_bytes(b"van gisteren")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(geopackage, "_styles", full)
    with pytest.raises(OSError, match="No space"):
        write_results(found, path)
    assert path.read_bytes() == b"van gisteren"
    assert not list(tmp_path.glob(".*.part"))
