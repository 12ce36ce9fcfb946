"""The same case gives the same report with its pictures, byte for byte: no thread, zone or language shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.citymodel.towns import town_of, written
from tests.service import small_case
from tests.service.circumstances import run_under

if TYPE_CHECKING:
    from pathlib import Path

RUNS: dict[str, tuple[int, dict[str, str]]] = {
    "one thread": (1, {"OMP_NUM_THREADS": "1", "LP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "LC_ALL": "C"}),
    "eight threads": (8, {"OMP_NUM_THREADS": "4", "PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8"}),
    "Turkish in New Zealand": (
        2,
        {
            "PYTHONHASHSEED": "random",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "nl_NL.UTF-8",
            "TZ": "Pacific/Auckland",
        },
    ),
}


def run(folder: Path, name: str, checkout: Path) -> tuple[bytes, bytes]:
    out = folder / name.replace(" ", "-")
    run_under("tests.service.one_report", folder, out, RUNS[name], checkout)
    return out.with_suffix(".pdf").read_bytes(), out.with_suffix(".html").read_bytes()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zaak")
    small_case.case(folder)
    small_case.pack(folder / "pakket")
    town = town_of(noord=((2.0, 16.0, 0.0), (10.0, 24.0, 9.0)), zuid=((0.0, -20.0, 0.0), (8.0, -12.0, 12.0)))
    written(folder, town, "buren.city.json")
    return folder


@pytest.fixture(scope="module")
def first(case: Path, checkout: Path) -> tuple[bytes, bytes]:
    return run(case, "one thread", checkout)


@pytest.mark.parametrize("name", list(RUNS)[1:])
def test_no_bit_differs(first: tuple[bytes, bytes], case: Path, checkout: Path, name: str) -> None:
    again = run(case, name, checkout)

    assert first[0][:5] == b"%PDF-"
    assert again[0] == first[0]
    assert again[1] == first[1]
