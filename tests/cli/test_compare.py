"""The command that lays variants side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from optopcheck.cli.arguments import make_parser
from optopcheck.cli.main import main
from optopcheck.cli.scenario_arguments import variants_of
from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import (
    FacadeSetback,
    NamedScenario,
    PitchedRoof,
    RoofForm,
    RoofObjects,
    Scenario,
    Setback,
)
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path


def variants(*words: str) -> tuple[NamedScenario, ...]:
    return variants_of(make_parser().parse_args(["compare", "flat.ifc", *words]))


def test_options_of_a_variant_are_those_of_a_design() -> None:
    found = variants(
        "--storey-height", "2,8",
        "--variant", "nu:",
        "--variant", "terug:add-storeys=2,setback=1,5,parapet=0,3",
        "--variant", "zijden:setback=N=1,5;Z=2,replace-pitched-roof",
        "--variant", "gevel:setback=45=1,5;225=2; construction=hsb",
        "--variant", "kap:roof-pitch=30,roof-eaves=1,2,roof-top=2,5,roof-gable,keep-roof-free=0,5",
    )  # fmt: skip

    low = Scenario(storey_height=2.8)
    assert [v.name for v in found] == ["nu", "terug", "zijden", "gevel", "kap"]
    assert found[0].scenario == low
    assert found[1].scenario == Scenario(2, 2.8, Setback.all_round(1.5), 0.3)
    assert found[2].scenario == Scenario(
        1, 2.8, Setback(north=1.5, south=2.0), pitched_roof=PitchedRoof.REPLACE
    )
    facades = (FacadeSetback(45.0, 1.5), FacadeSetback(225.0, 2.0))
    assert found[3].scenario == Scenario(1, 2.8, Setback(by_facade=facades), construction="hsb")
    assert found[4].scenario == Scenario(
        1, 2.8, roof=RoofForm(30.0, 1.2, gable=True, top=2.5), standing=RoofObjects.KEEP_FREE, clearance=0.5
    )


def test_variants_come_from_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "varianten.toml"
    path.write_text(
        '[laag]\nstorey-height = 2.7\n\n["ver terug"]\nsetback = "N=2;Z=1"\nreplace-pitched-roof = true\n'
        "roof-gable = false\n"
    )

    found = variants("--variants", str(path), "--variant", "nu:")

    assert [v.name for v in found] == ["laag", "ver terug", "nu"]
    assert found[0].scenario.storey_height == 2.7
    assert found[1].scenario.setback == Setback(north=2.0, south=1.0)
    assert found[1].scenario.pitched_roof is PitchedRoof.REPLACE


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--variant", "een:"], "ten minste twee"),
        (["--variant", "een:", "--variant", "een:setback=1"], "heten hetzelfde: een"),
        (["--variant", ":setback=1", "--variant", "b:"], "schrijf NAAM"),
        (["--variant", "a:taart=1", "--variant", "b:"], "variant 'a' is niet te lezen"),
        (["--variant", "a:setback=ver", "--variant", "b:"], "dit is geen getal"),
        (["--variant", "a:storey-height=0", "--variant", "b:"], "variant 'a': deze extra laag kan niet"),
        (["--variant", "a:roof-eaves=1", "--variant", "b:"], "geef ook de dakhelling"),
        (["--variants", "er-is-geen.toml"], "niet te lezen"),
    ],
)
def test_a_variant_that_makes_no_sense_is_refused(words: list[str], why: str) -> None:
    with pytest.raises(InputError) as refused:
        variants(*words)
    assert why in refused.value.text.nl


@pytest.mark.parametrize("content", ["laag = 1\n", "[laag\n", b"\xff\xfe\x00", "a = " + "[" * 5000])
def test_a_file_that_makes_no_sense_is_refused(content: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "varianten.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError, match=r"varianten\.toml"):
        variants("--variants", str(path))


def test_table_file_and_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = small_case.case(tmp_path)
    pack = small_case.pack(tmp_path / "pakket", 6.0)
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "uit.json"
    argv = [
        "compare", str(inputs.model), "--municipality", "GM0637", "--peil", "0", "--on", "2026-07-02",
        "--packs", str(pack), "--json", str(out),
        "--variant", "laag:storey-height=2,6", "--variant", "hoog:storey-height=3,2",
    ]  # fmt: skip

    code = main(argv)

    page = capsys.readouterr().out
    assert "5,80 m *" in page
    assert "Hoogte van de dakopbouw" in page
    # One of the two does not comply: the whole is no better.
    assert code == 1
    content = json.loads(out.read_text(encoding="utf-8"))
    assert [v["cells"]["authority.gm0637"]["verdict"] for v in content["variants"]] == [
        "complies", "violates",
    ]  # fmt: skip
    assert main([*argv[:-1], "twee:storey-height=2,5", "--quiet"]) == 2


def test_a_result_never_goes_over_the_file_with_variants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "v.toml"
    path.write_text("[a]\n[b]\n")

    assert main(["compare", "flat.ifc", "--variants", str(path), "--json", str(path)]) == 3
    assert path.read_text() == "[a]\n[b]\n"
    assert "al in gebruik" in capsys.readouterr().err
