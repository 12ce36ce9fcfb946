"""The card of a finding: order, links, names, and never a better colour than its standing allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.compare import at_most, complies, undetermined, violates
from optopcheck.domain.facts import Situation
from optopcheck.domain.rule import Finding, Limit, Need, NotApplicable, Standing, UsedValue, Verdict
from optopcheck.domain.text import Text
from optopcheck.report import evidence, text_report
from optopcheck.report.evidence import MOST_ELEMENTS, authority_words
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.facts import Facts

LIMIT = Limit(12.0, "m", "art. 3.2", "raad")


def judged(*outcomes: Outcome, facts: Facts | None = None) -> Assessment:
    whole = made.assessment(*outcomes)
    return replace(whole, facts=facts or whole.facts)


def test_rows_come_in_the_order_in_which_they_are_read() -> None:
    facts = made.facts()
    finding = replace(
        at_most(facts.proposed.measured.building_height, LIMIT), what_would_change=Text("lager")
    )
    rule = made.outcome("one", finding, made.LAW, assumptions=(Text("het dak is plat"),))

    (found,) = evidence(judged(rule, facts=facts), "nl")

    assert [row.label for row in found.rows] == [
        "regel", "vindplaats", "gemeten", "grens", "marge", "onzekerheid", "toelichting",
        "wat dit zou veranderen", "passage", "aanname", "pakket",
    ]  # fmt: skip
    rows = {row.label: row for row in found.rows}
    assert rows["regel"].value == "gm0637.one (optopcheck-proef)"
    assert (rows["vindplaats"].value, rows["vindplaats"].url) == (
        "Bouwwet, artikel 1 (rechtsstatus: wet)",
        "https://example.org/wet",
    )
    assert rows["gemeten"].number == ("building_height", "proposed")
    assert (found.verdict, found.words) == (Verdict.UNDETERMINED, "nader onderzoek")
    assert found.scale is not None


def test_card_says_what_the_text_report_says() -> None:
    facts = made.facts()
    assessment = judged(
        made.outcome("one", at_most(facts.proposed.measured.building_height, LIMIT), made.LAW), facts=facts
    )
    (found,) = evidence(assessment, "nl")

    told = next(s for s in text_report(assessment).sections if s.level == 2 and s.verdict is not None)
    card = dict(found.card)
    assert all(card[name] == value for name, value in told.rows if name != "onderdelen")


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.OWN_ASSUMPTION])
@pytest.mark.parametrize("finding", [complies("ja"), violates("nee")])
def test_a_draft_is_never_green_or_red(standing: Standing, finding: Finding) -> None:
    source = replace(made.LAW, standing=standing)
    (found,) = evidence(judged(made.outcome("one", finding, source)), "nl")

    assert found.verdict is Verdict.UNDETERMINED
    assert found.words == "nader onderzoek"


def test_worst_first_and_what_does_not_apply_last() -> None:
    found = evidence(
        judged(
            made.outcome("outside", NotApplicable(Text("elders"))),
            made.outcome("green", complies("ja")),
            made.outcome("open", undetermined(Need.JUDGEMENT, "kijk")),
            made.outcome("red", violates("nee")),
        ),
        "nl",
    )

    assert [e.outcome.rule.id for e in found] == [
        "gm0637.red", "gm0637.open", "gm0637.green", "gm0637.outside",
    ]  # fmt: skip
    outside = found[-1]
    assert (outside.verdict, outside.words, outside.scale) == (None, "niet van toepassing", None)
    assert ("waarom niet", "elders") in outside.card
    assert found[1].remark == "een mens moet oordelen"


def test_used_values_lead_to_their_measurement() -> None:
    used = tuple(
        UsedValue(name, Text(name), Text("1"))
        for name in (
            "proposed.building_height",
            "storeys_added",
            "proposed.addition_area",
            "limit.hoogte",
            "proposed.onzin",
        )
    )
    (found,) = evidence(judged(made.outcome("one", replace(complies("ja"), used=used))), "nl")

    assert [row.number for row in found.rows if row.label == "gebruikt"] == [
        ("building_height", "proposed"),
        ("storey_count", "proposed"),
        ("addition_area", "addition"),
        None,
        None,
    ]


def test_a_number_that_came_back_from_another_process_is_found_again() -> None:
    facts = made.facts()
    copy = replace(facts.existing.measured.building_height)
    (found,) = evidence(judged(made.outcome("one", complies("ja", copy)), facts=facts), "nl")

    assert next(r for r in found.rows if r.label == "gemeten").number == ("building_height", "existing")


def test_elements_are_named_and_the_rest_is_counted() -> None:
    facts = made.facts()
    building = made.flat()
    case = replace(facts.case, neighbours=(made.neighbour(),))
    there = Situation(building, facts.proposed.measured, building.storeys)
    ids = ("wall", "s0", "buur", "theirs", "onbekend", *(f"x{n}" for n in range(MOST_ELEMENTS)))
    finding = replace(complies("ja"), elements=ids)
    (found,) = evidence(
        judged(made.outcome("one", finding), facts=replace(facts, case=case, proposed=there)), "nl"
    )

    assert [(n.name, n.kind) for n in found.named[:5]] == [
        ("wand", "IfcWall"),
        ("laag 0", "verdieping"),
        ("buur", "buurpand"),
        ("buur: raam theirs", "meetpunt"),
        ("onbekend", ""),
    ]
    assert len(found.named) == MOST_ELEMENTS
    assert found.rest == "en nog 5"
    assert found.elements == ids
    assert found.shown_in == "proposed"


@pytest.mark.parametrize(
    ("maker", "words"),
    [
        ("nl", "het Rijk"),
        ("gm0637", "gemeente GM0637"),
        ("pv27", "provincie PV27"),
        ("ws0616", "waterschap WS0616"),
        ("example", "voorbeeld"),
    ],
)
def test_whose_rules(maker: str, words: str) -> None:
    assert authority_words(maker, "nl") == words
