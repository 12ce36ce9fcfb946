"""Packs on paper: limits of more than one authority side by side, and whose maker is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from optopcheck.api.testing import measurement
from optopcheck.domain.assessment import LoadedPlugin, Outcome, Receipt
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, NotApplicable, Rule, Standing, Verdict
from optopcheck.domain.text import Text
from optopcheck.report.text_packs import beside_each_other, marks

SOURCE = LegalSource("Nota", "tekst", "https://example.org", "4.2", Standing.POLICY_RULE)
PLAN = LegalSource("Plan", "tekst", "https://example.org", "3.1", Standing.LOCAL_PLAN)


def outcome(rule_id: str, verdict: Verdict, limit: float, **more: Any) -> Outcome:
    rule = Rule(rule_id, Text(f"titel {rule_id}"), SOURCE, lambda _: NotApplicable(Text("nee")))
    finding = Finding(
        verdict,
        Text("uitleg"),
        measured=measurement(Quantity.BUILDING_HEIGHT, 11.0),
        limit=Limit(limit, "m", "artikel 4.2", "raad"),
        **more,
    )
    return Outcome(rule, finding, "pakket")


STATE = outcome("nl.hoogte", Verdict.VIOLATES, 10.0)
TOWN = outcome("gm0001.hoogte", Verdict.COMPLIES, 12.0)


def test_limits_of_two_authorities_stand_side_by_side_and_nothing_is_settled() -> None:
    (section,) = beside_each_other((STATE, TOWN), "nl")

    assert [(row[1], row[3]) for row in section.rows] == [
        ("titel nl.hoogte", "voldoet niet aan beleid"),
        ("titel gm0001.hoogte", "voldoet aan beleid"),
    ]
    assert "welke voorgaat beslist dit programma niet" in section.notes[0]


def test_the_plan_of_the_plot_is_an_authority_of_its_own() -> None:
    assert (
        len(list(beside_each_other((TOWN, outcome("nl.plan", Verdict.COMPLIES, 15.0, source=PLAN)), "nl")))
        == 1
    )


@pytest.mark.parametrize(
    "other",
    [
        outcome("gm0001-data.hoogte", Verdict.COMPLIES, 12.5),
        outcome("nl.drempel", Verdict.UNDETERMINED, 13.0, need=Need.JUDGEMENT),
        replace(STATE, result=NotApplicable(Text("hier niet"))),
    ],
    ids=["same maker", "a threshold for a human", "does not apply"],
)
def test_what_is_no_limit_of_another_is_not_laid_beside_it(other: Outcome) -> None:
    assert list(beside_each_other((TOWN, other), "nl")) == []


def test_only_packs_of_an_unknown_maker_are_named() -> None:
    known = LoadedPlugin("bekend", "1.0.0", "00", ())
    stranger = replace(known, name="vreemd", title="Vreemd pakket", mark=Text("niet ondertekend", "unsigned"))
    receipt = Receipt(date(2026, 7, 2), {}, {}, (known, stranger))

    (section,) = marks(receipt, "nl")
    assert section.rows == (("Vreemd pakket 1.0.0", "niet ondertekend"),)
    assert list(marks(replace(receipt, plugins=(known,)), "nl")) == []
