"""What is wrong with the proposed building stands wherever defects stand, and on the first page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.compare import complies
from optopcheck.domain.assessment import SetAside
from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text
from optopcheck.report import assessment_json, html, report_document, text_report
from optopcheck.report.bcf_topics import topics
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language

PART = "0Blok00000000000000000"
LOST = Defect(
    "IFC-STRAYS",
    Severity.WARNING,
    Text("een los object is niet meegenomen", "a loose object was left out"),
    Text("zet het in een bouwlaag", "put it in a storey"),
    (PART,),
    frozenset({"building_height"}),
)
NOTE = replace(LOST, code="OPTOP-NOTE", severity=Severity.NOTE, message=Text("alleen dit", "only this"))


def assessed(*of_design: Defect) -> Assessment:
    facts = made.defective(made.facts(), made.defect("gap"))
    both = (*facts.case.building.defects, *of_design)
    proposed = replace(facts.proposed, building=replace(made.flat(), defects=both))
    outcome = made.outcome("height", complies(Text("het past", "it fits")))
    return made.assessment(outcome, made=replace(facts, proposed=proposed))


def test_defects_of_the_design_follow_those_of_the_building_and_say_whose_they_are() -> None:
    told = [(d.code, d.message.nl) for d in assessed(LOST).facts.defects]
    assert told == [
        ("gap", "het dak ontbreekt"),
        ("IFC-STRAYS", "ontwerp: een los object is niet meegenomen"),
    ]
    assert [d.code for d in assessed().facts.defects] == ["gap"]


@pytest.mark.parametrize(("language", "said"), [("nl", "een los object"), ("en", "a loose object")])
def test_every_form_tells_them(language: Language, said: str) -> None:
    found = assessed(LOST)
    page = html(report_document(found, language))
    assert any(said in cell for s in text_report(found, language).sections for row in s.rows for cell in row)
    assert said in str(assessment_json(found)["defects"])
    assert said in page


def test_the_first_page_tells_what_makes_the_whole_less_sure() -> None:
    found = assessed(NOTE)
    aside = SetAside("gm0637-zon", "1.0", "Zon", Text("verlopen", "expired"))
    page = html(report_document(replace(found, receipt=replace(found.receipt, aside=(aside,))), "nl"))
    assert "1 gebrek van het model" in page
    assert "deed niet mee, dus niet getoetst: gm0637-zon" in page
    clean = assessed()
    none = made.defective(clean.facts)
    bare = replace(none.proposed, building=replace(made.flat(), defects=()))
    assert "gebrek van het model" not in html(
        report_document(replace(clean, facts=replace(none, proposed=bare)), "nl")
    )


def test_the_first_page_names_the_worst_defect() -> None:
    facts = made.defective(made.facts(), LOST, made.defect("gap"))
    page = html(report_document(made.assessment(made=facts), "nl"))
    assert "2 gebreken van het model, zie het hoofdstuk daarover: het dak ontbreekt" in page


def test_a_modeller_gets_a_topic_for_each_defect_and_none_for_a_note() -> None:
    gap, lost = topics(assessed(LOST, NOTE), "nl")
    assert (gap.labels, gap.priority, gap.components) == (("gap",), "High", ())
    assert (lost.kind, lost.priority, lost.components) == ("Request", "Normal", (PART,))
    assert lost.title == f"Gebrek van het model: IFC-STRAYS [{PART}]"
    assert lost.description == "ontwerp: een los object is niet meegenomen"
    assert lost.comment == "zet het in een bouwlaag"
