"""Key outcomes of the plan rule of Papendrecht, on facts as the program makes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from optopcheck.api import Facts, Finding, Need, NotApplicable, Standing, Verdict
from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.rule import verdict_words
from optopcheck.rules.declared import read_rules

PACK = Path(__file__).parents[1]
RULES = {rule.id.split(".")[1]: rule for rule in read_rules(PACK / "rules" / "dakopbouw.toml")}


def facts(added: int = 1, municipality: str = "GM0590") -> Facts:
    return make_facts(
        municipality=municipality,
        existing=make_situation(storey_count=3.0),
        proposed=make_situation(storey_count=3.0 + added, building_height=(12.0, 0.05)),
    )


def test_article_and_standing_are_those_of_the_plan() -> None:
    assert set(RULES) == {"hoogte", "voorgevel", "oppervlakte", "perceelgrens"}
    for rule in RULES.values():
        assert rule.source.standing is Standing.LOCAL_PLAN
        assert "artikel 4.2.1 onder f" in rule.source.article
        assert "NL.IMRO.0590.pb01schooldwarsstr-3001" in rule.source.url
    assert verdict_words(Verdict.COMPLIES, RULES["hoogte"].source, "nl") == "voldoet"


@pytest.mark.parametrize("name", RULES)
def test_while_nobody_says_that_it_lies_in_the_plan_area_nothing_is_green(name: str) -> None:
    found = RULES[name].check(facts())

    assert isinstance(found, Finding)
    assert (found.verdict, found.need) == (Verdict.UNDETERMINED, Need.INPUT)
    assert found.explanation.nl.startswith("Gebied van het beleid")
    assert found.what_would_change is not None
    assert "'Schooldwarsstraat' opgeven" in found.what_would_change.nl


@pytest.mark.parametrize("name", RULES)
def test_no_storey_or_another_town_is_not_its_concern(name: str) -> None:
    assert isinstance(RULES[name].check(facts(added=0)), NotApplicable)
    assert isinstance(RULES[name].check(facts(municipality="GM0637")), NotApplicable)
