"""The bench measures what it thinks it measures: the block is valid, and comes out as drawn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.building import StoreyRole
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.ifc import read_model
from optopcheck.measure import measure_building
from tests.bench.__main__ import main, wrong
from tests.bench.analytic import Known, analytic
from tests.bench.clock import counted
from tests.bench.contenders import CONTENDERS, flood, hull, united
from tests.bench.flat_block import Expected, draw_block
from tests.blocks import PEIL, PROFILE

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = tuple(analytic())


def check(path: Path, expected: Expected) -> None:
    read = read_model(path)
    assert len(read.building.elements) == expected.elements
    # It stands nowhere on purpose; nothing of its geometry is amiss.
    assert {d.code for d in read.building.defects} == {"IFC-NORTH-NONE", "IFC-POSITION-NONE"}
    found = measure_building(read.building, plan_datum=PEIL, profile=PROFILE)
    assert wrong(found, expected) == []
    for key in ("footprint_area", "gross_floor_area", "gross_volume"):
        measured = found.measurements.get(Quantity[key.upper()])
        assert isinstance(measured, Measurement)
        assert measured.uncertainty <= 0.02 * measured.value, key
    assert [s.role for s in found.storeys].count(StoreyRole.LAYER) == expected.storey_count
    assert not found.left_out


@pytest.mark.parametrize(("storeys", "flats"), [(2, 2), (3, 1)])
def test_a_small_block_comes_out_as_drawn(storeys: int, flats: int, tmp_path: Path) -> None:
    path = tmp_path / "blok.ifc"
    check(path, draw_block(path, storeys, flats))


def test_the_block_is_always_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        draw_block(tmp_path / name / "blok.ifc", 1, 2)
    assert (tmp_path / "a" / "blok.ifc").read_bytes() == (tmp_path / "b" / "blok.ifc").read_bytes()


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_ten_thousand_elements_come_out_as_drawn(tmp_path: Path) -> None:
    path = tmp_path / "blok.ifc"
    expected = draw_block(path)
    assert 10_000 <= expected.elements < 10_500
    check(path, expected)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_the_known_buildings_hold_their_formula(known: Known) -> None:
    assert known.volume is not None
    assert flood(known.building) == pytest.approx(known.volume, rel=0.002)
    bound = hull(known.building)
    assert bound is not None
    assert bound >= known.volume * (1 - 1e-6)
    union = united(known.building)
    assert union is not None
    # All that is closed and nothing left out: balconies and parapets count, so it is never smaller.
    assert union >= known.volume * (1 - 1e-3)


def test_the_work_is_counted_and_counting_leaves_nothing_behind() -> None:
    first, second = Counter[str](), Counter[str]()
    for work in (first, second):
        with counted(work):
            measure_building(KNOWN[0].building, plan_datum=PEIL, profile=PROFILE)
    assert first == second
    assert {"cells", "cuts", "unions", "points on faces"} <= first.keys()
    measure_building(KNOWN[0].building, plan_datum=PEIL, profile=PROFILE)
    assert first == second


@pytest.mark.bench
def test_the_bench_writes_its_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "RESULTS.md"
    assert main(["--small", "--rounds", "1", "--out", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert text == capsys.readouterr().out
    assert "ratio measure / load" in text
    assert all(name in text for name in CONTENDERS)
