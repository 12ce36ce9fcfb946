"""What a municipality fills in stands on a source of its own, which bounds the verdict as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.rule import Finding, NotApplicable, Standing, Verdict, verdict_words
from optopcheck.report.text_findings import used_rows
from optopcheck.rules import PackRule, check
from optopcheck.rules.declared import RuleFileError, TextSource, fill_in, made_rule, read_rule_file
from tests.rules.declared.test_judging import FILL, OPEN, facts

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Outcome

ON = date(2026, 7, 2)


def filled(text: str = FILL, standing: str = "wet", height: float = 11.0) -> Outcome:
    """Return what the rule of a law finds with what a municipality fills in."""
    fills = {name: {"GM0001": fill} for name, fill in read_rule_file(text).fills.items()}
    law = read_rule_file(OPEN.replace('"beleidsregel"', f'"{standing}"')).rules
    rule = made_rule(fill_in(law, fills)[0])
    (outcome,) = check((PackRule(rule, "proef"),), facts(height), ON)
    return outcome


def finding(outcome: Outcome) -> Finding:
    assert isinstance(outcome.result, Finding), outcome.result
    return outcome.result


@pytest.mark.parametrize(
    ("law", "filling", "words"),
    [
        ("wet", "wet", "voldoet"),
        ("wet", "verordening", "voldoet"),
        ("wet", "beleidsregel", "voldoet aan beleid"),
        ("beleidsregel", "verordening", "voldoet aan beleid"),
        ("wet", "praktijk", "voldoet aan de norm Uitvoeringsregels bouwen (geen wettelijke norm)"),
        ("praktijk", "verordening", "voldoet aan de norm Nota dakopbouwen (geen wettelijke norm)"),
    ],
)
def test_the_weaker_of_both_sources_gives_the_words(law: str, filling: str, words: str) -> None:
    outcome = filled(FILL.replace('"beleidsregel"', f'"{filling}"'), law)

    assert finding(outcome).verdict is Verdict.COMPLIES
    assert verdict_words(Verdict.COMPLIES, outcome.source, "nl") == words


@pytest.mark.parametrize("height", [11.0, 14.0])
def test_a_draft_that_fills_in_decides_nothing(height: float) -> None:
    draft = FILL.replace('"beleidsregel"', '"ontwerp"')

    assert finding(filled(FILL, height=height)).verdict is not Verdict.UNDETERMINED
    found = finding(filled(draft, height=height))
    assert found.verdict is Verdict.UNDETERMINED
    assert "'Uitvoeringsregels bouwen' heeft de status 'ontwerp'" in found.explanation.nl


@pytest.mark.parametrize(
    ("dates", "verdict"),
    [
        ("valid_from = 2026-07-02", Verdict.COMPLIES),
        ("valid_from = 2026-07-03", Verdict.UNDETERMINED),
        ("valid_to = 2026-07-01", Verdict.UNDETERMINED),
        ("valid_to = 2026-07-02", Verdict.COMPLIES),
    ],
)
def test_what_is_not_in_force_fills_in_nothing(dates: str, verdict: Verdict) -> None:
    found = finding(filled(FILL.replace('article = "1"', f'article = "1"\n{dates}')))

    assert found.verdict is verdict
    assert ("niet op de toetsdatum 2026-07-02" in found.explanation.nl) is (verdict is Verdict.UNDETERMINED)


def test_the_source_stands_beside_the_limit() -> None:
    told = [value for _, value, *_ in used_rows(finding(filled()), "nl")]

    assert any(
        "uitvoeringsregel 1; Uitvoeringsregels bouwen, 1 (rechtsstatus: beleidsregel)" in value
        for value in told
    )


OLD = FILL[FILL.index("[source") : FILL.index("[fill.")].replace("uitvoering]", "oud]")
# what is wrong: the text, what stands there instead, and words of the message
ERRORS = {
    "no source": ('source = "uitvoering"\n', "", "source ontbreekt"),
    "no such source": (
        'source = "uitvoering"',
        'source = "nota"',
        "er is geen [source.nota]; schrijf die tabel, of kies uit uitvoering",
    ),
    "source that nothing uses": (
        "[fill.",
        f"{OLD}[fill.",
        "gebruikt dit",
    ),
    "source without article": ('article = "1"\n', "", "source.uitvoering.article ontbreekt"),
    "misspelt key": ('source = "uitvoering"', 'bron = "uitvoering"', "bekend zijn"),
}


@pytest.mark.parametrize("what", ERRORS)
def test_a_slip_is_told_with_line_and_remedy(what: str) -> None:
    old, new, words = ERRORS[what]
    assert FILL.count(old) == 1
    with pytest.raises(RuleFileError) as told:
        read_rule_file(TextSource("invulling.toml", FILL.replace(old, new)))

    nl = told.value.text.nl
    assert "'invulling.toml', regel " in nl
    assert words in nl, nl
    assert told.value.text.in_language("en") != nl


def test_a_rule_that_does_not_reach_the_case_says_nothing_of_its_filling() -> None:
    fills = {name: {"GM0001": fill} for name, fill in read_rule_file(FILL).fills.items()}
    rule = made_rule(fill_in(read_rule_file(OPEN).rules, fills)[0])
    result = replace(rule).check(facts(11.0, storeys=(4, 4)))

    assert isinstance(result, NotApplicable)
    assert Standing.LAW.weight > Standing.PROGRAMME.weight > Standing.PRACTICE.weight > Standing.DRAFT.weight
