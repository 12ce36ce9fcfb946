"""The number of processes and what was kept change the time, never a bit of what comes out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from optopcheck.cli.main import main
from optopcheck.domain.job import no_progress
from optopcheck.ifc.aspect_source import read_source
from optopcheck.ifc.loading_options import Loading
from optopcheck.service.caches import geometry_folder
from optopcheck.service.opening import open_case
from optopcheck.service.sample import sample_case
from tests.bench.readings import paths, ways

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.domain.arrival import Arrival
    from optopcheck.ifc.survey import Survey

WAYS = (("1", False), ("2", False), ("4", False), ("1", True), ("4", True))
"""Processes, and whether the geometry is kept from before."""


def same(one: Survey, other: Survey) -> None:
    assert one.facts == other.facts
    assert (one.failed, one.complaints, one.kernel_unit) == (
        other.failed,
        other.complaints,
        other.kernel_unit,
    )
    assert (one.differing, one.deaths, other.deaths) == (other.differing, 0, 0)
    assert list(one.shapes) == list(other.shapes)
    assert list(one.shapes) == sorted(one.shapes)
    for name, (vertices, faces) in one.shapes.items():
        assert vertices.tobytes() == other.shapes[name][0].tobytes(), name
        assert faces.tobytes() == other.shapes[name][1].tobytes(), name


def check_shapes(path: Path, cache: Path) -> None:
    first = read_source(path, None, no_progress, options=Loading(workers=1)).survey
    for workers in (2, 4):
        same(first, read_source(path, None, no_progress, options=Loading(workers=workers)).survey)
    for _ in range(2):
        same(first, read_source(path, None, no_progress, options=Loading(workers=2, cache=cache)).survey)


def test_the_sample_has_the_same_bits_however_it_is_read(tmp_path: Path) -> None:
    check_shapes(sample_case().model, tmp_path)


@pytest.mark.parametrize(
    ("sign", "other"),
    [
        (".AREA.", ".NIETS."),
        ("=IFCLOCALPLACEMENT(", "=IFCNIETS("),
        ("=IFCEXTRUDEDAREASOLID(", "=IFCNIETS("),
        ("=IFCCARTESIANPOINT(", "=IFCNIETS("),
    ],
)
def test_what_only_the_library_finds_wrong_is_said_the_same_by_each_number_of_processes(
    tmp_path: Path, sign: str, other: str
) -> None:
    text = sample_case().model.read_text(encoding="utf-8")
    broken = tmp_path / "m.ifc"
    broken.write_text(text.replace(sign, other, 4), encoding="utf-8")
    found = [read_source(broken, None, no_progress, options=Loading(workers=n)).survey for n in (1, 2)]
    assert found[0].told.open_errors
    same(*found)


@pytest.mark.long
@pytest.mark.models
@pytest.mark.parametrize("name", ["duplex_a", "schependomlaan_ROOT_merged", "hhs_construction", "fzk_ac20"])
def test_a_real_model_has_the_same_bits_however_it_is_read(
    model: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    check_shapes(model(name), tmp_path)


@pytest.mark.long
@pytest.mark.models
@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", paths([]), ids=lambda path: path.stem)
def test_every_model_of_the_collection_is_read_the_same_in_all_ways(path: Path) -> None:
    assert len(set(dict(ways(path)).values())) == 1


def outcomes(
    command: list[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    ways: tuple[tuple[str, bool], ...] = WAYS,
) -> list[bytes]:
    """Run a command in all ways and return the JSON of each."""
    found = []
    for number, (workers, is_kept) in enumerate(ways):
        home = folder / ("bewaard" if is_kept else f"leeg {number}")
        monkeypatch.setenv("OPTOPCHECK_WORKERS", workers)
        monkeypatch.setenv("OPTOPCHECK_HOME", str(home))
        if is_kept and not home.exists():
            main([*command, "--quiet", "--json", str(folder / "eerst.json")])
        out = folder / f"{number}.json"
        assert main([*command, "--quiet", "--json", str(out)]) in {0, 1, 2}
        assert len(list((home / "cache" / "geometry").iterdir())) == 1
        found.append(out.read_bytes())
    return found


def test_the_measurements_of_the_sample_are_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = sample_case()
    command = ["measure", str(sample.model), "--peil=-3", "--geometry"]
    assert len(set(outcomes(command, tmp_path, monkeypatch, WAYS[1:4]))) == 1


@pytest.mark.long
@pytest.mark.models
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("name", ["demo2_vox", "duplex_a"])
def test_verdict_and_receipt_of_a_real_model_are_the_same_bytes(
    model: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    command = ["check", str(model(name)), "--municipality", "GM0637", "--peil", "0", "--on", "2026-07-02"]
    found = outcomes([*command, "--sun-every", "31"], tmp_path, monkeypatch)
    assert len(set(found)) == 1
    assert json.loads(found[0])["receipt"]["inputs"]


def test_a_shell_can_draw_before_the_model_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path))
    for _ in ("read", "kept"):
        came: list[Arrival] = []
        building = open_case(sample_case(), arrived=came.append).case.building
        arrived = [element for arrival in came for element in arrival.elements]
        assert {e.global_id for e in arrived} == {e.global_id for e in building.elements}
        assert len(arrived) == len(building.elements)
        assert {len(arrival.storeys) for arrival in came} == {len(building.storeys)}
        assert [arrival.share for arrival in came] == sorted(arrival.share for arrival in came)
        assert came[-1].share == 1.0
        sizes = {e.global_id: e.mesh.bounds for e in building.elements}
        moved = {tuple((e.mesh.bounds - sizes[e.global_id]).round(6).ravel()[:3]) for e in arrived}
        assert len(moved) == 1  # one frame for all


def test_walls_come_before_doors() -> None:
    came: list[tuple[str, ...]] = []
    options = Loading(workers=1)
    survey = read_source(
        sample_case().model, None, no_progress, options=options, arrived=lambda _, names: came.append(names)
    ).survey
    assert came[0] == ()  # the facts, with the storeys
    kinds = {part.id: part.kind for part in (*survey.told.parts, *survey.told.spaces)}
    order = [kinds[name] for names in came[2:] for name in names]  # after the samples
    assert order.index("IfcWall") < order.index("IfcWindow") < order.index("IfcSpace")
    assert max(i for i, kind in enumerate(order) if kind == "IfcWall") < order.index("IfcWindow")


def test_the_cache_lies_in_the_home_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path))
    assert geometry_folder() == tmp_path / "cache" / "geometry"
    monkeypatch.delenv("OPTOPCHECK_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr("sys.platform", "linux")
    assert geometry_folder() == tmp_path / "xdg" / "optopcheck" / "geometry"


def test_the_cache_is_shown_and_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path))
    folder = tmp_path / "cache" / "geometry"
    folder.mkdir(parents=True)
    (folder / "a.geometry").write_bytes(b"x" * 3 * 2**20)
    assert main(["cache"]) == 0
    shown = capsys.readouterr().out
    assert "3,0 MB" in shown
    assert str(folder)[:40] in shown.replace("\n", "")
    assert main(["cache", "--clear"]) == 0
    assert "0,0 MB" in capsys.readouterr().out
    assert list(folder.iterdir()) == []
