"""A distribution that says whose rules it holds: believed where it is off, held to it where it is on."""

from __future__ import annotations

import tomllib
from importlib.metadata import distributions
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.assessment import Assessment, Receipt
from optopcheck.domain.rule import Verdict
from optopcheck.rules import Choice, load_rules
from optopcheck.rules.discovery import find_packs
from tests.rules.packs import good
from tests.rules.test_choosing import ON
from tests.service import made

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import SetAside
    from optopcheck.rules import RuleSet
    from tests.rules.packs import Packs

NAME = "dorp-regels"


def aside(rules: RuleSet) -> SetAside:
    (pack,) = [pack for pack in rules.aside if pack.name == NAME]
    return pack


def off() -> RuleSet:
    return load_rules(Choice(ON, switched={NAME: False}), hosted=False)


@pytest.mark.parametrize(
    ("keywords", "makers"),
    [
        ("optopcheck,gm0001", ("gm0001",)),
        ("optopcheck, GM0001", ("gm0001",)),
        ("gm0001 gm0002", ("gm0001", "gm0002")),
        ("nl", ("nl",)),
        ("optopcheck", ()),
        ("gm01,nlx,gm00011", ()),
        ("", ()),
    ],
)
def test_the_keywords_of_its_metadata_name_the_makers(
    packs: Packs, keywords: str, makers: tuple[str, ...]
) -> None:
    packs.add(NAME, good(), keywords=keywords)

    (found,) = [pack for pack in find_packs() if pack.name == NAME]
    assert found.makers == makers


@pytest.mark.parametrize(
    ("keywords", "here", "elsewhere"),
    [("gm0001", True, False), ("nl", True, True), ("", True, True), ("gm0001,gm0002", True, True)],
)
def test_switched_off_it_blocks_its_own_municipality_alone(
    packs: Packs, keywords: str, *, here: bool, elsewhere: bool
) -> None:
    packs.add(NAME, good(), keywords=keywords)
    found = aside(off())

    assert found.left_out
    assert found.may_speak("GM0001") is here
    assert found.may_speak("GM0637") is elsewhere


@pytest.mark.parametrize(("keywords", "green"), [("gm0001", True), ("gm0637", False), ("", False)])
def test_a_case_elsewhere_stays_green(packs: Packs, keywords: str, *, green: bool) -> None:
    packs.add(NAME, good(f"{keywords or 'gm0001'}.een"), keywords=keywords)
    complies = made.many_sided().outcomes[0]
    receipt = Receipt(ON, {}, {}, (), aside=(aside(off()),))

    overall = Assessment(made.facts(), (complies,), receipt).overall

    assert complies.finding is not None
    assert (overall.verdict is Verdict.COMPLIES) is green, overall.reason


def test_rules_of_another_maker_than_it_says_are_refused(packs: Packs) -> None:
    packs.add(NAME, good("gm0002.een"), keywords="gm0001")
    packs.add("goed-regels", good("gm0002.twee"), keywords="gm0002")
    rules = load_rules(Choice(ON), hosted=False)

    by_name = {plugin.name: plugin for plugin in rules.plugins}
    error = by_name[NAME].error
    assert error is not None
    assert "gm0002.een" in error.nl
    assert by_name[NAME].rule_ids == ()
    assert by_name["goed-regels"].error is None
    assert by_name["goed-regels"].rule_ids == ("gm0002.twee",)


@pytest.mark.parametrize("folder", ["zoetermeer", "den-haag", "national", "template-python"])
def test_every_pack_in_python_of_the_program_says_whose_rules_it_holds(checkout: Path, folder: str) -> None:
    project = tomllib.loads((checkout / "plugins" / folder / "pyproject.toml").read_text("utf-8"))["project"]
    makers = set(project["keywords"]) - {"optopcheck"}
    rules = load_rules(Choice(ON), hosted=False)
    brought = {entry.rule.maker for entry in rules if entry.pack == project["name"]}

    assert len(makers) == 1
    assert not brought or brought == makers
    installed = {d.metadata["Name"] for d in distributions()}
    assert bool(brought) is (project["name"] in installed)
