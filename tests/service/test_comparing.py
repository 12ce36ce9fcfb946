"""Variants side by side: each as by itself, the best marked per column, the whole never."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.job import no_progress
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.rule import Verdict
from optopcheck.domain.scenario import NamedScenario, Scenario, Setback
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.text import Text
    from tests.service.small_case import Checked

LOW = NamedScenario("laag", Scenario(storey_height=2.6))
BACK = NamedScenario("terug", Scenario(setback=Setback.all_round(1.0)))
TWO = NamedScenario("twee", Scenario(storeys_added=2))
DEEP = NamedScenario("past niet", Scenario(setback=Setback.all_round(20.0)))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("varianten")
    return small_case.checked(small_case.case(folder), [str(small_case.pack(folder / "pakket", 6.0))])


@pytest.fixture(scope="module")
def compared(checked: Checked) -> tuple[service.Compared, ...]:
    return service.compare_scenarios(
        checked.opened, (LOW, BACK, TWO, DEEP), small_case.ON, no_progress, checked.rules
    )


def column(found: service.Comparison, key: str) -> list[service.Cell]:
    (place,) = [k for k, c in enumerate(found.columns) if c.key == key]
    return [row[place] for row in found.rows]


def test_each_variant_is_assessed_as_by_itself(
    checked: Checked, compared: tuple[service.Compared, ...]
) -> None:
    alone = service.assess(checked.opened, BACK.scenario, small_case.ON, rules=checked.rules)
    beside = compared[1].assessment

    assert beside is not None
    assert service.compare_scenarios(checked.opened, (), small_case.ON, no_progress, checked.rules) == ()
    for quantity, value in alone.facts.proposed.measured.items():
        other = beside.facts.proposed.measured.get(quantity)
        if isinstance(value, Measurement):
            assert isinstance(other, Measurement)
            assert other.value == value.value
    assert beside.overall == alone.overall


def test_the_best_is_marked_per_column(compared: tuple[service.Compared, ...]) -> None:
    found = service.comparison(compared)

    heights = column(found, "building_height")
    assert [c.value for c in heights] == [pytest.approx(v) for v in (5.8, 6.2, 9.2)] + [None]
    assert [c.is_best for c in heights] == [True, False, False, False]
    assert "terugligging laat" in heights[3].reason.nl
    assert [c.is_best for c in column(found, "planning_volume")] == [False, True, False, False]
    assert [c.is_best for c in column(found, "gross_floor_area")] == [False, False, True, False]


def test_a_verdict_is_marked_only_where_it_complies_and_the_whole_never(
    compared: tuple[service.Compared, ...],
) -> None:
    found = service.comparison(compared)

    own = column(found, "authority.gm0637")
    assert [c.verdict for c in own] == [
        Verdict.COMPLIES, Verdict.VIOLATES, Verdict.VIOLATES, Verdict.UNDETERMINED,
    ]  # fmt: skip
    assert [c.is_best for c in own] == [True, False, False, False]
    assert not any(c.is_best for c in column(found, "overall"))
    assert not any(c.is_best for c in column(service.comparison(compared[1:]), "authority.gm0637"))


def test_what_is_alike_is_not_marked(compared: tuple[service.Compared, ...]) -> None:
    twice = (compared[0], replace(compared[0], name="nog eens"))

    found = service.comparison(twice)

    assert not any(cell.is_best for row in found.rows for cell in row)
    assert not any(cell.is_best for row in service.comparison(compared[:1]).rows for cell in row)


def test_a_variant_that_waits_has_no_value_and_no_mark(compared: tuple[service.Compared, ...]) -> None:
    waiting = replace(compared[0], assessment=None)

    found = service.comparison((waiting, *compared[1:3]))

    assert all(c.value is None and c.verdict is None and not c.is_best for c in found.rows[0])
    assert {c.reason.nl for c in found.rows[0]} == {"nog niet getoetst"}
    assert [c.is_best for c in column(found, "building_height")] == [False, True, False]


def test_homes_and_sun_say_why_they_are_not_known(compared: tuple[service.Compared, ...]) -> None:
    found = service.comparison(compared)

    assert {c.reason.nl for c in column(found, "homes.added")} == {
        "het aantal extra woningen is niet opgegeven"
    }
    sun = column(found, "worst_loss")
    assert all(c.value is None and c.reason.nl for c in sun)


def test_homes_that_were_entered_are_told_and_not_marked(compared: tuple[service.Compared, ...]) -> None:
    def with_homes(variant: service.Compared) -> service.Compared:
        assessment = variant.assessment
        assert assessment is not None
        case = replace(assessment.facts.case, entered={"homes.added": EnteredFact(4.0, "architect")})
        facts = replace(assessment.facts, case=case)
        return replace(variant, assessment=replace(assessment, facts=facts))

    cells = column(service.comparison([with_homes(v) for v in compared]), "homes.added")

    assert [c.value for c in cells] == [4.0] * 4
    assert "architect" in cells[0].reason.nl
    assert not any(c.is_best for c in cells)


def test_the_section_has_a_column_a_variant(compared: tuple[service.Compared, ...]) -> None:
    section = service.comparison_section(service.comparison(compared))
    rows = {row[0]: row[1:] for row in section.rows}

    assert section.header == ("grootheid", "laag", "terug", "twee", "past niet")
    assert rows["hoogte"] == ("5,80 m *", "6,20 m", "9,20 m", "–")
    assert "*" not in "".join(rows["eindoordeel"])
    assert any(note.startswith("hoogte, past niet: ") for note in section.notes)
    english = service.comparison_section(service.comparison(compared), "en")
    assert english.rows[0][:2] == ("height", "5.80 m *")
    rules = service.rules_section(compared)
    (own,) = [row for row in rules.rows if row[0] == "Hoogte van de dakopbouw"]
    assert own[1:4] == ("voldoet aan beleid", "voldoet niet aan beleid", "voldoet niet aan beleid")


def test_the_file_is_the_same_each_time(compared: tuple[service.Compared, ...], tmp_path: Path) -> None:
    for name in ("een.json", "twee.json"):
        service.write_comparison(compared, tmp_path / name)
    content = json.loads((tmp_path / "een.json").read_text(encoding="utf-8"))

    assert (tmp_path / "een.json").read_bytes() == (tmp_path / "twee.json").read_bytes()
    assert content["format"] == "optopcheck-comparison"
    first = content["variants"][0]
    assert first["cells"]["building_height"]["best"] is True
    assert first["scenario"]["storey_height"] == 2.6
    assert {r["id"]: r["verdict"] for r in first["rules"]}["gm0637.dakopbouw-hoogte"] == "complies"


def test_progress_names_the_variant(checked: Checked) -> None:
    told: list[str] = []

    def progress(step: Text, _fraction: float) -> None:
        told.append(step.nl)

    service.compare_scenarios(checked.opened, (LOW, TWO), small_case.ON, progress, checked.rules)

    assert told[0].startswith("laag (1/2): ")
    assert told[-1].startswith("twee (2/2): ")
