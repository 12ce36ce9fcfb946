from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from optopcheck.domain.rule import (
    Finding,
    LegalSource,
    Limit,
    Need,
    NotApplicable,
    Rule,
    Standing,
    Verdict,
    verdict_words,
)
from optopcheck.domain.text import Text

SOURCE = LegalSource("TNO licht", "tekst", "https://example.org", "2 uur", Standing.PRACTICE)
SAID = Text("reden")


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("need", [None, *Need])
def test_only_an_undetermined_finding_has_a_need(verdict: Verdict, need: Need | None) -> None:
    if (verdict is Verdict.UNDETERMINED) == (need is not None):
        assert Finding(verdict, SAID, need=need).need is need
    else:
        with pytest.raises(ValueError, match="do not go together"):
            Finding(verdict, SAID, need=need)


def test_a_finding_and_a_scope_test_need_words() -> None:
    with pytest.raises(ValueError, match="explanation"):
        Finding(Verdict.COMPLIES, Text(""))
    with pytest.raises(ValueError, match="scope test"):
        NotApplicable(Text(""))
    plain: Any = "buiten de gemeente"
    assert NotApplicable(plain).reason == Text("buiten de gemeente")


def test_violating_is_worst_and_unknown_is_worse_than_green() -> None:
    assert sorted(Verdict, key=lambda v: v.severity) == [
        Verdict.COMPLIES,
        Verdict.UNDETERMINED,
        Verdict.VIOLATES,
    ]


@pytest.mark.parametrize(
    ("standing", "good", "bad"),
    [
        (Standing.LAW, "voldoet", "voldoet niet"),
        (Standing.LOCAL_PLAN, "voldoet", "voldoet niet"),
        (Standing.ORDINANCE, "voldoet", "voldoet niet"),
        (Standing.POLICY_RULE, "voldoet aan beleid", "voldoet niet aan beleid"),
        (Standing.PROGRAMME, "voldoet aan beleid", "voldoet niet aan beleid"),
        (
            Standing.PRACTICE,
            "voldoet aan de norm TNO licht (geen wettelijke norm)",
            "voldoet niet aan de norm TNO licht (geen wettelijke norm)",
        ),
        (Standing.DRAFT, "nader onderzoek", "nader onderzoek"),
        (Standing.OWN_ASSUMPTION, "nader onderzoek", "nader onderzoek"),
    ],
)
def test_words_by_standing(standing: Standing, good: str, bad: str) -> None:
    source = replace(SOURCE, standing=standing)
    assert verdict_words(Verdict.COMPLIES, source, "nl") == good
    assert verdict_words(Verdict.VIOLATES, source, "nl") == bad
    assert verdict_words(Verdict.UNDETERMINED, source, "nl") == "nader onderzoek"


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_words_promise_a_permit_and_each_has_english(standing: Standing, verdict: Verdict) -> None:
    source = replace(SOURCE, standing=standing)
    dutch, english = (verdict_words(verdict, source, language) for language in ("nl", "en"))
    assert "vergun" not in dutch
    assert "permit" not in english
    assert dutch != english
    assert ("voldoet" in dutch) == (standing.may_judge and verdict is not Verdict.UNDETERMINED)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
    ],
)
def test_both_ends_of_the_validity_count(day: date, expected: bool) -> None:  # noqa: FBT001 - a table
    source = replace(SOURCE, valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31))
    assert source.in_force(day) is expected
    assert SOURCE.in_force(day)


@pytest.mark.parametrize(
    "changes",
    [{"title": ""}, {"article": ""}, {"valid_from": date(2025, 1, 2), "valid_to": date(2025, 1, 1)}],
)
def test_a_source_without_title_article_or_with_dates_turned_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"title|ends"):
        replace(SOURCE, **changes)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_limit_is_a_number_with_a_place(value: float) -> None:
    with pytest.raises(ValueError, match="not a limit"):
        Limit(value, "m", "artikel 1")
    with pytest.raises(ValueError, match="place"):
        Limit(1.0, "m", "")


@pytest.mark.parametrize(
    "good", ["nl.tno-light", "gm0637.one-extra-storey", "pv28.x", "nl.bbl-threshold-12-5m"]
)
def test_a_rule_id_begins_with_its_authority(good: str) -> None:
    assert Rule(good, Text("t"), SOURCE, lambda _: NotApplicable(SAID)).authority == good.partition(".")[0]


@pytest.mark.parametrize(
    "bad", ["", "tno", "GM0637.x", "gm637.x", "gm0637.", "gm0637.X", "nl.a_b", "nl.a.b", "de.x"]
)
def test_other_ids_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="is not a rule id"):
        Rule(bad, Text("t"), SOURCE, lambda _: NotApplicable(SAID))


def test_a_rule_needs_a_function() -> None:
    no_function: Any = True
    with pytest.raises(TypeError, match="not a function"):
        Rule("nl.x", Text("t"), SOURCE, no_function)
