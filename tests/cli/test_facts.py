"""Facts on the command line, and the whole way from there to the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from optopcheck.cli.main import main
from optopcheck.domain.entered import EnteredFact
from optopcheck.service.entered_facts import BY_HAND
from tests.ifc.drawing import Drawing, house
from tests.report.test_json_report import validator

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


def test_facts_reach_the_case_with_a_file_or_one_by_one(desk: Desk) -> None:
    argv = ["--fact", "existing.construction_year=1965", "--fact", "parking.balance=-4,5"]
    main(["check", "flat.ifc", *argv, "--facts", "feiten.toml"])
    (inputs,) = desk.inputs

    assert inputs.facts_file == Path("feiten.toml")
    assert inputs.facts == (
        ("existing.construction_year", EnteredFact(1965.0, BY_HAND)),
        ("parking.balance", EnteredFact(-4.5, BY_HAND)),
    )


def test_without_facts_none_are_entered(desk: Desk) -> None:
    main(["check", "flat.ifc"])

    assert (desk.inputs[0].facts, desk.inputs[0].facts_file) == ((), None)


@pytest.mark.parametrize("written", ["existing.has_lift", "existing.has_lift=misschien", "bouwjaar=1965"])
def test_a_fact_that_cannot_be_is_one_line_and_3(
    desk: Desk, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["check", "flat.ifc", "--fact", written])
    captured = capsys.readouterr()

    assert code == 3
    assert not desk.inputs
    assert captured.out == ""
    assert "--fact" in captured.err
    assert captured.err.count("\n") == 1


FACTS = '[existing.is_monument]\nvalue = false\nsource = "monumentenregister, 2 januari 2026"\n'


def test_the_whole_way_from_file_to_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawing = Drawing()
    house(drawing)
    drawing.save(folder / "huis.ifc")
    (folder / "feiten.toml").write_text(FACTS, encoding="utf-8")
    argv = ["--facts", "feiten.toml", "--fact", "existing.front_side=zuid", "--json", "uit.json", "--quiet"]
    main(["check", "huis.ifc", "--on", "2026-07-02", *argv])
    text = capsys.readouterr().out
    content = json.loads((folder / "uit.json").read_text("utf-8"))

    assert [error.message for error in validator().iter_errors(content)] == []
    assert {n: (f["value"], f["source"]) for n, f in content["case"]["entered"].items()} == {
        "existing.front_side": ("south", BY_HAND),
        "existing.is_monument": (False, "monumentenregister, 2 januari 2026"),
    }
    assert len(content["receipt"]["inputs"]["feiten.toml"]) == 64
    assert text


def test_a_mistake_in_the_file_is_told_before_the_model_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "feiten.toml").write_text(FACTS.replace("false", '"nee"'), encoding="utf-8")

    assert main(["check", "weg.ifc", "--facts", "feiten.toml"]) == 3
    assert "'feiten.toml', regel 2" in capsys.readouterr().err
