"""What the rule says, beside its verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from optopcheck.api import (
    Finding,
    Limit,
    Measurement,
    Need,
    NotApplicable,
    Quantity,
    Reading,
    Scenario,
    Standing,
    StructuralStatement,
    Text,
    Unmeasured,
    Verdict,
)
from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.rule import verdict_words
from optopcheck_zoetermeer import one_extra_storey, register_rules

(RULE,) = register_rules()
BEARS_ONE = StructuralStatement(1, "J. de Vries", "constructeur", "00", "verklaring.pdf")


def zoetermeer(**changes: Any) -> Any:
    return make_facts(**{"municipality": "GM0637", "structural_statement": BEARS_ONE, **changes})


def finding_of(**changes: Any) -> Finding:
    result = one_extra_storey(zoetermeer(**changes))
    assert isinstance(result, Finding)
    return result


def test_it_complies_with_policy_never_more() -> None:
    finding = finding_of()
    assert finding.verdict is Verdict.COMPLIES
    assert verdict_words(finding.verdict, RULE.source, "nl") == "voldoet aan beleid"
    assert "vergunbaar" not in finding.explanation.nl


def test_a_negative_statement_does_not_comply_with_policy() -> None:
    finding = finding_of(structural_statement=replace(BEARS_ONE, bears_extra_storeys=0))
    assert verdict_words(finding.verdict, RULE.source, "nl") == "voldoet niet aan beleid"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"structural_statement": None},
        {"structural_statement": replace(BEARS_ONE, bears_extra_storeys=0)},
        {"storeys": (4, 6), "scenario": Scenario(2)},
        {"storeys": (4, 6)},
        {"storeys": None},
    ],
)
def test_every_finding_says_that_the_adopted_text_was_not_consulted(changes: dict[str, Any]) -> None:
    finding = finding_of(**changes)
    assert "vastgestelde tekst van het programma is niet geraadpleegd" in finding.explanation.nl
    assert "was not consulted" in finding.explanation.in_language("en")


def test_source_is_the_programme_as_the_letter_quotes_it() -> None:
    assert RULE.source.standing is Standing.PROGRAMME
    assert "2026-0000314341" in RULE.source.article
    assert "noot 8" in RULE.source.article
    assert RULE.source.note is not None
    assert not RULE.source.in_force(date(2026, 7, 1))
    assert RULE.source.in_force(date(2026, 7, 2))


def test_the_one_is_confirmed_by_the_note() -> None:
    limit = finding_of().limit
    assert isinstance(limit, Limit)
    assert limit.value == 1
    assert limit.confirmed_by is not None
    assert "noot 8" in limit.confirmed_by


def test_storey_and_height_cap_are_assumptions() -> None:
    written = " ".join(text.nl for text in RULE.assumptions)
    for word in ("bouwlaag", "hoogtegrens", "tekenen", "peildatum", "monumenten"):
        assert word in written
    assert all(text.en for text in RULE.assumptions)


def test_two_storeys_wait_for_a_judgement_whatever_the_statement_says() -> None:
    for statement in (None, BEARS_ONE, replace(BEARS_ONE, bears_extra_storeys=2)):
        finding = finding_of(storeys=(4, 6), scenario=Scenario(2), structural_statement=statement)
        assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
        assert "buiten de toezegging van één extra bouwlaag" in finding.explanation.nl


def test_the_statement_is_named_with_its_signer() -> None:
    assert "J. de Vries, constructeur" in finding_of().explanation.nl


def test_without_a_municipality_it_does_not_apply() -> None:
    result = one_extra_storey(zoetermeer(municipality=None))
    assert isinstance(result, NotApplicable)
    assert "niet opgegeven" in result.reason.nl


def test_the_reason_why_storeys_are_not_measured_is_passed_on() -> None:
    broken = make_situation(storey_count=Unmeasured(Text("geen verdiepingen"), Need.REPAIR))
    finding = finding_of(existing=broken)
    assert finding.need is Need.REPAIR
    assert "geen verdiepingen" in finding.explanation.nl


def with_reading(count: float, other: float) -> Any:
    reading = Reading(Text("met souterrain"), other)
    return make_situation(storey_count=Measurement(Quantity.STOREY_COUNT, count, 0.0, readings=(reading,)))


def test_a_reading_that_adds_as_many_storeys_changes_nothing() -> None:
    finding = finding_of(existing=with_reading(4, 5), proposed=with_reading(5, 6))
    assert finding.verdict is Verdict.COMPLIES


def test_a_reading_that_adds_another_number_waits_for_a_judgement() -> None:
    finding = finding_of(existing=with_reading(4, 4), proposed=with_reading(5, 6))
    assert (finding.verdict, finding.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)


def test_an_uncertain_count_is_not_green() -> None:
    finding = finding_of(proposed=make_situation(storey_count=(5.0, 1.0)))
    assert finding.need is Need.PRECISION
