"""The whole way, nothing replaced: from a model file to the exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.cli.main import main
from tests.report.test_json_report import validator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HIGHEST_POINT, HEIGHT_TOLERANCE = 16.4, 0.02
FOOTPRINT, AREA_TOLERANCE = 67.3, 0.5


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert [error.message for error in validator().iter_errors(content)] == []
    return content


@pytest.mark.models
def test_a_real_model_ends_measured_and_undetermined(
    model: Callable[[str], Path], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = model("bimwhale_tall")
    code = main(["check", str(path), "--municipality", "GM0637", "--on", "2026-07-02", "--json", "uit.json"])
    text = (folder / "uit.json").read_text("utf-8")
    existing = read(folder / "uit.json")["measurements"]["existing"]

    assert code == 2
    assert abs(existing["building_height"]["value"] - HIGHEST_POINT) <= HEIGHT_TOLERANCE
    assert abs(existing["footprint_area"]["value"] - FOOTPRINT) <= AREA_TOLERANCE
    assert str(path.parent) not in text
    assert "nader onderzoek" in capsys.readouterr().out


@pytest.mark.models
def test_a_pitched_roof_is_refused_and_the_rest_measured(model: Callable[[str], Path], folder: Path) -> None:
    assert main(["check", str(model("fzk_ac20")), "--municipality", "GM0637", "--json", "uit.json"]) == 2

    measurements = read(folder / "uit.json")["measurements"]
    assert "--replace-pitched-roof" in measurements["proposed"]["building_height"]["reason"]["nl"]
    assert measurements["existing"]["building_height"]["value"] > 0


@pytest.mark.parametrize("content", ["", "geen model\n", "ISO-10303-21;\nHEADER;\n"])
def test_what_is_no_model_is_one_line_and_3(
    folder: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "tekst.ifc").write_text(content)

    assert main(["check", "tekst.ifc", "--json", "uit.json"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "tekst.ifc" in captured.err
    assert not (folder / "uit.json").exists()


@pytest.mark.long
def test_the_sample_gives_the_same_bytes_twice(folder: Path) -> None:
    for name in ("een", "twee"):
        assert main(["demo", "--out", name]) == 0

    assert read(folder / "een/portiekflat.json")["sun"]
    for name in ("portiekflat.json", "portiekflat.txt"):
        assert (folder / "een" / name).read_bytes() == (folder / "twee" / name).read_bytes()
