"""Entered facts in the reports: what was said, and by whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.entered import EnteredFact
from optopcheck.report import assessment_json, text_report
from optopcheck.report.entered import entered_section
from tests.report.test_json_report import validator, written
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment

ENTERED = {
    "existing.is_monument": EnteredFact(value=False, source="monumentenregister", note="per mail"),
    "existing.construction_year": EnteredFact(1965.0, "BAG"),
    "parking.demand": EnteredFact(12.6, "parkeernota"),
    "area.name": EnteredFact("Kern Noord", "kaart 3"),
    "existing.front_side": EnteredFact("south-west", "straat"),
}


def assessment(entered: dict[str, EnteredFact]) -> Assessment:
    facts = made.facts()
    return made.assessment(made=replace(facts, case=replace(facts.case, entered=entered)))


def test_json_tells_each_fact_with_its_source_and_fits_the_schema() -> None:
    content = written(assessment(ENTERED))

    assert [error.message for error in validator().iter_errors(content)] == []
    assert content["case"]["entered"]["existing.is_monument"] == {
        "label": {"nl": "het gebouw is een monument", "en": "the building is a monument"},
        "value": False,
        "source": "monumentenregister",
        "note": "per mail",
    }
    assert {name: fact["value"] for name, fact in content["case"]["entered"].items()} == {
        name: fact.value for name, fact in ENTERED.items()
    }


def test_without_facts_nothing_is_written_about_them() -> None:
    case = assessment_json(assessment({}))["case"]

    assert "entered" not in case
    assert list(entered_section({}, "nl")) == []


@pytest.mark.parametrize(
    ("language", "title", "monument", "demand", "side"),
    [
        ("nl", "Opgegeven feiten", "nee", "12,60", "zuidwest"),
        ("en", "Facts entered", "no", "12.60", "south-west"),
    ],
)
def test_the_text_report_says_who_says_so(
    language: str, title: str, monument: str, demand: str, side: str
) -> None:
    report = text_report(assessment(ENTERED), language)  # type: ignore[arg-type]
    (section,) = [section for section in report.sections if section.title == title]
    rows = {row[0].partition("(")[2]: row[1:] for row in section.rows}

    assert rows == {
        "area.name)": ("Kern Noord", "kaart 3"),
        "existing.construction_year)": ("1965", "BAG"),
        "existing.front_side)": (side, "straat"),
        "existing.is_monument)": (monument, "monumentenregister · per mail"),
        "parking.demand)": (demand, "parkeernota"),
    }
    assert section.notes
