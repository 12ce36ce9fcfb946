"""Rules in Python over a scan: once on each building, twice on a sample; one that differs is never green."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import no_progress
from optopcheck.domain.scenario import Scenario
from optopcheck.rules.hosting import close_all
from optopcheck.scan import ScanRequest, case_of, run_scan, tiles_in
from optopcheck.scan.judging import rules_for
from optopcheck.scan.results import receipt_rows, write_results
from optopcheck.service.assessing import assess
from tests.rules.hosting.zoo import pack
from tests.rules.packs import Packs, packs_on_path
from tests.scan.made import flat_block, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.scan import Scan

ON = date(2026, 11, 26)
COUNT = 70
"""More than one question to a worker."""
STEADY = pack(
    "gm0001.vast",
    """
value = facts.existing.measured.footprint_area.value
return complies("goed") if value < 110 else violates("te groot")
""",
    "from optopcheck.api import violates",
)


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Packs]:
    (tmp_path / "packs").mkdir()
    with packs_on_path(tmp_path / "packs") as made:
        yield made
    close_all()


@pytest.fixture
def request_of(tmp_path: Path) -> ScanRequest:
    area = tmp_path / "tegels"
    area.mkdir()
    for tile in range(2):
        made = [
            flat_block(f"b{tile}-{n:03}", 2000 * tile + 400 * n, 0, 10, 10 + n % 3, 6.0) for n in range(COUNT)
        ]
        (area / f"{tile}.city.json").write_text(json.dumps(town(made)))
    return ScanRequest(tiles_in(area), "GM0001", ON)


def found_in(scan: Scan, rule: str) -> list[str]:
    """Return what a rule says of each building."""
    out = []
    for row in scan.buildings:
        needs = dict(told.rpartition(":")[::2] for told in row.rules_undetermined.split())
        settled = {"complies": row.rules_comply, "violates": row.rules_violate}
        out.append(needs.get(rule) or next(k for k, ids in settled.items() if rule in ids.split()))
    return out


def test_a_steady_rule_judges_each_building_and_twice_a_sample(
    packs: Packs, request_of: ScanRequest, tmp_path: Path
) -> None:
    packs.add("test-vast", STEADY)

    scan = run_scan(request_of, tmp_path / "werk")

    assert found_in(scan, "gm0001.vast") == [
        "complies" if n % 3 == 0 else "violates" for _ in range(2) for n in range(COUNT)
    ]
    assert (scan.differing, scan.repeated) == ((), 6)
    told = dict(receipt_rows(scan))["python_rules"]
    assert "tweemaal op 6 van 140 panden" in told
    write_results(scan, tmp_path / "r.gpkg")
    assert told in (tmp_path / "r.html").read_text()


def test_a_scan_finds_what_the_single_case_finds(
    packs: Packs, request_of: ScanRequest, tmp_path: Path
) -> None:
    packs.add("test-vast", STEADY)
    scan = run_scan(request_of, tmp_path / "werk")
    rules = rules_for(request_of)[0]

    for row in scan.buildings[:3]:
        opened = case_of(row, request_of.tiles[:1], "GM0001", no_progress, rules)
        (single,) = (
            o.finding
            for o in assess(opened, Scenario(), ON, rules=rules).outcomes
            if o.rule.id == "gm0001.vast"
        )
        assert single is not None
        assert ("gm0001.vast" in row.rules_comply.split()) == (single.verdict.value == "complies")


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("return complies(str(time.time_ns()))", ""),
        # Alternates: what it says depends on what it was asked before.
        (
            'SEEN.append(1)\nreturn complies("goed") if len(SEEN) % 2 else undetermined(Need.INPUT, "?")',
            "SEEN = []",
        ),
    ],
)
def test_a_rule_that_differs_is_undetermined_on_every_building(
    packs: Packs, request_of: ScanRequest, tmp_path: Path, body: str, head: str
) -> None:
    packs.add("test-vast", STEADY)
    packs.add("test-anders", pack("gm0001.anders", body, head))

    scan = run_scan(request_of, tmp_path / "werk")

    assert scan.differing == ("gm0001.anders",)
    assert set(found_in(scan, "gm0001.anders")) == {"repair"}
    assert set(found_in(scan, "gm0001.vast")) == {"complies", "violates"}
    assert dict(receipt_rows(scan))["python_rules"].endswith("nader onderzoek: gm0001.anders")


def test_a_rule_that_differs_in_one_tile_is_undetermined_in_the_other(
    packs: Packs, request_of: ScanRequest, tmp_path: Path
) -> None:
    body = """
east = facts.case.building.elements[0].global_id.startswith("b1")
return complies(str(time.time_ns()) if east else "goed")
"""
    packs.add("test-oost", pack("gm0001.oost", body))

    scan = run_scan(request_of, tmp_path / "werk")

    assert set(found_in(scan, "gm0001.oost")) == {"repair"}
    # What is kept of the first round is not taken for the last word.
    again = run_scan(request_of, tmp_path / "werk")
    assert again.buildings == scan.buildings
    assert again.differing == scan.differing == ("gm0001.oost",)


def test_a_rule_that_settles_one_building_is_tried_twice_there(
    packs: Packs, request_of: ScanRequest, tmp_path: Path
) -> None:
    body = """
name = facts.case.building.elements[0].global_id
if not name.startswith("b0-067"): return NotApplicable("hier niet")
return complies(str(time.time_ns()))
"""
    packs.add("test-zelden", pack("gm0001.zelden", body))

    scan = run_scan(request_of, tmp_path / "werk")

    assert scan.differing == ("gm0001.zelden",)
    assert not [row for row in scan.buildings if "gm0001.zelden" in row.rules_comply.split()]


def test_a_pack_that_dies_at_one_building_costs_that_building(
    packs: Packs, request_of: ScanRequest, tmp_path: Path
) -> None:
    body = """
name = facts.case.building.elements[0].global_id
if name.startswith("b0-040"): os._exit(3)
return complies("goed")
"""
    packs.add("test-valt", pack("gm0001.valt", body))

    found = found_in(run_scan(request_of, tmp_path / "werk"), "gm0001.valt")

    assert [n for n, what in enumerate(found) if what != "complies"] == [40]
    assert found[40] == "repair"


def test_a_pack_that_always_dies_is_given_up_and_stops_nothing(
    packs: Packs, request_of: ScanRequest, tmp_path: Path
) -> None:
    packs.add("test-vast", STEADY)
    packs.add("test-valt", pack("gm0001.valt", "os._exit(3)"))

    scan = run_scan(request_of, tmp_path / "werk")

    assert set(found_in(scan, "gm0001.valt")) == {"repair"}
    assert set(found_in(scan, "gm0001.vast")) == {"complies", "violates"}


def test_noise_on_the_line_is_no_verdict(packs: Packs, request_of: ScanRequest, tmp_path: Path) -> None:
    body = 'to_every_line(b\'{"found":0,"item":0,"answer":{"other":"x"}}\\n\')\nreturn complies("goed")'
    packs.add("test-ruis", pack("gm0001.ruis", body))

    assert set(found_in(run_scan(request_of, tmp_path / "werk"), "gm0001.ruis")) == {"repair"}
