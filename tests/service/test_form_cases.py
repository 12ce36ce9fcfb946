"""First cases of a pack by form: each kind of outcome, with what the rule gives for it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.rule import Standing
from optopcheck.service import LimitForm, Sentence, save_form, with_sentence
from optopcheck.service.form_cases import starter_cases
from tests.service.pack_forms import LIMIT, SOURCE, filled, height_rule, looks_rule, told_rule

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.service import RuleForm


def _read(rule: RuleForm) -> dict[str, dict[str, object]]:
    return {name: tomllib.loads(content.decode()) for name, content in starter_cases(rule).items()}


def test_a_limit_gets_a_case_of_each_outcome() -> None:
    cases = _read(height_rule())

    assert cases == {
        "na-andere-gemeente.toml": {
            "why": "Het gebouw staat in een andere gemeente.",
            "expect": {"verdict": "na"},
            "given": {"municipality": "GM0001"},
        },
        "undetermined-niets-bekend.toml": {
            "why": "Van het gebouw is niets bekend.",
            "expect": {"verdict": "undetermined", "need": "input"},
            "given": {"municipality": "GM0599"},
        },
        "complies-aan-de-goede-kant.toml": {
            "why": "Ruim aan de goede kant van de grens.",
            "expect": {"verdict": "complies"},
            "given": {
                "municipality": "GM0599",
                "storeys_added": 1,
                "existing.is_monument": False,
                "proposed.building_height": {"value": 11.5, "uncertainty": 0.01},
            },
        },
        "violates-over-de-grens.toml": {
            "why": "Ruim over de grens.",
            "expect": {"verdict": "violates"},
            "given": {
                "municipality": "GM0599",
                "storeys_added": 1,
                "existing.is_monument": False,
                "proposed.building_height": {"value": 13.5, "uncertainty": 0.01},
            },
        },
    }


def test_at_least_is_the_other_way_round() -> None:
    limit = LimitForm(value="2", place="4.3", confirmed_by="raad")
    cases = _read(with_sentence(height_rule(), Sentence("proposed.setback", ">=", limit)))

    given = {name: case["given"].get("proposed.setback") for name, case in cases.items()}
    assert given["complies-aan-de-goede-kant.toml"] == {"value": 3, "uncertainty": 0.01}
    assert given["violates-over-de-grens.toml"] == {"value": 1, "uncertainty": 0.01}


@pytest.mark.parametrize(
    "rule",
    [
        with_sentence(
            height_rule(), Sentence("proposed.building_height", "<=", replace(LIMIT, confirmed_by=""))
        ),
        replace(height_rule(), source=replace(SOURCE, standing=Standing.DRAFT)),
        looks_rule(),
    ],
)
def test_what_decides_nothing_gets_no_case_that_says_so(rule: RuleForm) -> None:
    assert {name.split("-")[0] for name in starter_cases(rule)} == {"na", "undetermined"}


def test_information_gets_one_case() -> None:
    assert list(starter_cases(told_rule())) == ["na-andere-gemeente.toml"]


def test_cases_of_the_maker_are_left_alone(tmp_path: Path) -> None:
    form = save_form(filled(), tmp_path)
    folder = form.folder / "cases" / "gm0599.hoogte"
    assert len(list(folder.iterdir())) == 4
    for path in folder.iterdir():
        path.unlink()
    own = folder / "complies-eigen.toml"
    own.write_text('why = "eigen"\n', encoding="utf-8")

    save_form(replace(form, name="Ander"))

    assert [path.name for path in folder.iterdir()] == ["complies-eigen.toml"]
    assert own.read_text(encoding="utf-8") == 'why = "eigen"\n'
