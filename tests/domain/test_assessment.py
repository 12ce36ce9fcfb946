from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.api import complies, undetermined, violates
from optopcheck.api.testing import make_facts
from optopcheck.domain.assessment import Assessment, LoadedPlugin, Outcome, Overall, Receipt, SetAside
from optopcheck.domain.case import PlanLimits
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, NotApplicable, Rule, Standing, Verdict
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

SOURCE = LegalSource("Bron", "tekst", "https://example.org", "artikel 1", Standing.PROGRAMME)
PLAN_LIMIT = Limit(12.0, "m", "artikel 4.2", "ingevoerd")
NA = NotApplicable(Text("niet hier"))
BROKEN = LoadedPlugin("kapot-pakket", "1.0", "", (), Text("ImportError"))


def overall(
    *results: tuple[str, Finding | NotApplicable],
    facts: Facts | None = None,
    plugins: tuple[LoadedPlugin, ...] = (),
    aside: tuple[SetAside, ...] = (),
) -> Overall:
    outcomes = tuple(
        Outcome(Rule(rule_id, Text(f"titel {rule_id}"), SOURCE, lambda _: NA), result, "pakket")
        for rule_id, result in results
    )
    receipt = Receipt(date(2026, 7, 2), {}, {}, plugins, aside=aside)
    return Assessment(facts or make_facts(municipality="GM0637"), outcomes, receipt).overall


def with_plan() -> Facts:
    return make_facts(plan_limits=PlanLimits(SOURCE, max_building_height=PLAN_LIMIT), municipality="GM0599")


OWN, TNO = "gm0637.one-extra-storey", "nl.tno-light"


def test_green_needs_a_finding_of_the_municipality_itself() -> None:
    found = overall((OWN, complies("goed")), (TNO, complies("zon")))
    assert (found.verdict, found.need) == (Verdict.COMPLIES, None)


@pytest.mark.parametrize(
    "results",
    [
        (),
        ((TNO, complies("zon")),),
        ((OWN, NA), (TNO, complies("zon"))),
        (("gm0599.rotterdam", complies("elders")), (TNO, complies("zon"))),
        ((OWN, NA),),
    ],
)
def test_nothing_checked_or_tno_alone_is_never_green(
    results: tuple[tuple[str, Finding | NotApplicable], ...],
) -> None:
    found = overall(*results)
    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "GM0637" in found.reason.nl


def test_without_a_municipality_the_option_is_named() -> None:
    found = overall((TNO, complies("zon")), facts=make_facts(municipality=None))
    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "--municipality" in found.reason.nl


def test_without_a_municipality_nothing_is_green_whatever_plan_was_entered() -> None:
    # All rules of municipalities are silent then: which of them would object is not known.
    plan = PlanLimits(SOURCE, max_building_height=PLAN_LIMIT)
    low = ("nl.pln-building-height", complies("laag genoeg", None, PLAN_LIMIT))
    found = overall(low, (OWN, NA), facts=make_facts(municipality=None, plan_limits=plan))
    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "--municipality" in found.reason.nl


def test_an_article_of_the_same_name_is_no_ground() -> None:
    other = complies("laag genoeg", None, Limit(30.0, "m", PLAN_LIMIT.place, "iets anders"))
    assert overall(("example.hoogte", other), facts=with_plan()).need is Need.INPUT


def test_a_plan_limit_entered_for_this_plot_is_ground() -> None:
    with_limit = complies("laag genoeg", None, PLAN_LIMIT)
    assert overall(("nl.pln-building-height", with_limit), facts=with_plan()).verdict is Verdict.COMPLIES
    elsewhere = complies("laag genoeg", None, Limit(12.0, "m", "Bbl", "wet"))
    assert overall(("nl.pln-building-height", elsewhere), facts=with_plan()).need is Need.INPUT


def test_an_entered_norm_of_practice_is_no_ground_and_no_breach() -> None:
    practice = replace(SOURCE, standing=Standing.PRACTICE)
    facts = make_facts(plan_limits=PlanLimits(practice, max_building_height=PLAN_LIMIT))
    low = ("nl.pln-building-height", replace(complies("laag", None, PLAN_LIMIT), source=practice))
    high = ("nl.pln-building-height", replace(violates("hoog", None, PLAN_LIMIT), source=practice))
    own = (OWN, complies("goed"))
    assert overall(low, facts=facts).need is Need.INPUT
    assert overall(high, facts=facts).need is Need.INPUT
    assert overall(low, own).verdict is Verdict.COMPLIES
    weighed = overall(high, own)
    assert (weighed.verdict, weighed.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)


def test_the_source_of_the_finding_goes_before_that_of_the_rule() -> None:
    rule = Rule(OWN, Text("regel"), SOURCE, lambda _: NA)
    plan = replace(SOURCE, title="Plan")
    assert Outcome(rule, complies("goed"), "p").source is SOURCE
    assert Outcome(rule, NA, "p").source is SOURCE
    assert Outcome(rule, replace(complies("goed"), source=plan), "p").source is plan


def test_the_worst_finding_counts_and_is_named() -> None:
    worst = undetermined(Need.PRECISION, "op de rand")
    found = overall((OWN, complies("goed")), (TNO, worst))
    assert (found.verdict, found.need, found.reason.nl) == (
        Verdict.UNDETERMINED,
        Need.PRECISION,
        f"titel {TNO}",
    )
    found = overall((OWN, violates("nee")), (TNO, worst))
    assert (found.verdict, found.need) == (Verdict.VIOLATES, None)


def test_a_rule_that_does_not_apply_does_not_count() -> None:
    assert overall((OWN, complies("goed")), ("nl.bbl-threshold-70m", NA)).verdict is Verdict.COMPLIES


def test_a_broken_pack_is_never_green_and_does_not_hide_a_breach() -> None:
    found = overall((OWN, complies("goed")), plugins=(BROKEN,))
    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.REPAIR)
    assert "kapot-pakket" in found.reason.nl
    assert overall((OWN, violates("nee")), plugins=(BROKEN,)).verdict is Verdict.VIOLATES


@pytest.mark.parametrize(
    ("authority", "left_out", "verdict"),
    [
        ("gm0637", True, Verdict.UNDETERMINED),
        ("pv28", True, Verdict.UNDETERMINED),
        (None, True, Verdict.UNDETERMINED),
        ("gm0599", True, Verdict.COMPLIES),
        ("gm0637", False, Verdict.COMPLIES),
    ],
)
def test_leaving_out_what_may_object_makes_nothing_green(
    authority: str | None,
    left_out: bool,  # noqa: FBT001 - a table
    verdict: Verdict,
) -> None:
    pack = SetAside("weggelaten", "1.0.0", "", Text("niet gekozen (--packs)"), authority, left_out)
    found = overall((OWN, complies("goed")), aside=(pack,))
    assert found.verdict is verdict
    assert ("weggelaten" in found.reason.nl) is (verdict is Verdict.UNDETERMINED)
    assert overall((OWN, violates("nee")), aside=(pack,)).verdict is Verdict.VIOLATES


STRANGER = LoadedPlugin("pakket", "1.0.0", "00", (OWN,), mark=Text("niet ondertekend", "unsigned"))


def test_rules_of_an_unknown_maker_are_no_ground_for_green() -> None:
    found = overall((OWN, complies("goed")), plugins=(STRANGER,))
    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert "van wie de regels van GM0637 zijn is niet vastgesteld: pakket" in found.reason.nl
    assert overall((OWN, violates("nee")), plugins=(STRANGER,)).verdict is Verdict.VIOLATES


@pytest.mark.parametrize(
    ("place", "verdict"), [("gm0637", Verdict.UNDETERMINED), ("gm0599", Verdict.COMPLIES)]
)
def test_an_unknown_maker_who_says_how_is_measured_here_makes_nothing_green(
    place: str, verdict: Verdict
) -> None:
    bending = replace(STRANGER, name="vreemd", rule_ids=(), bends=place)
    found = overall((OWN, complies("goed")), plugins=(bending,))
    assert found.verdict is verdict
    assert ("vreemd" in found.reason.nl) is (verdict is Verdict.UNDETERMINED)
